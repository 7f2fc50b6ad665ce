// What people are called, as central told it last.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-names.h"

static void
call (Desk *desk, const char *person, const char *name)
{
  g_autoptr (GHashTable) names = yc_names_new ();
  g_autoptr (GError) error = NULL;

  yc_names_add (names, person, name);
  g_assert_true (yc_store_save_names (desk->store, names, &error));
  g_assert_no_error (error);
}

// Who did something to the case or was given it, and nobody else.
static void
assert_names (Desk *desk, const char *case_id, const char *clerk, const char *approver)
{
  g_autoptr (YcCase) self = desk_load (desk, case_id);
  g_autoptr (GHashTable) names = yc_store_list_names (desk->store, self);

  g_assert_cmpstr (g_hash_table_lookup (names, STORY_CLERK), ==, clerk);
  g_assert_cmpstr (g_hash_table_lookup (names, STORY_APPROVER), ==, approver);
  g_assert_cmpuint (g_hash_table_size (names), ==, (clerk != NULL) + (approver != NULL));
}

static char *
assign (Desk *desk)
{
  char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (YcCase) received = desk_do (desk, id, YC_EVENT_RECEIVED, NULL);
  g_autoptr (YcCase) accepted = desk_do (desk, id, YC_EVENT_ACCEPTED, NULL);
  g_autoptr (YcCase) handed = desk_do (desk, id, YC_EVENT_HANDED_OFF, NULL);
  g_autoptr (GPtrArray) events = desk_events (desk, id, 0);
  g_autoptr (GPtrArray) given =
      desk_list (desk_foreign (id, YC_EVENT_ASSIGNED, events->len + 1, "jin", YC_ROLE_SUPERVISOR,
                               "{'person':'" STORY_APPROVER "'}"));

  g_assert_cmpint (desk_merge (desk, events, NULL, NULL), ==, YC_MERGE_DONE);
  g_assert_cmpint (desk_merge (desk, given, NULL, NULL), ==, YC_MERGE_DONE);
  return id;
}

static void
test_names (Desk *desk, gconstpointer data)
{
  g_autofree char *id = assign (desk);

  assert_names (desk, id, NULL, NULL);
  call (desk, STORY_CLERK, "王丽");
  call (desk, "somebody-else", "赵刚");
  assert_names (desk, id, "王丽", NULL);
  call (desk, STORY_APPROVER, "李明");
  desk_restart (desk);
  assert_names (desk, id, "王丽", "李明");
  call (desk, STORY_APPROVER, "李大明"); // called otherwise since
  call (desk, STORY_APPROVER, "李大明");
  assert_names (desk, id, "王丽", "李大明");
}

static YcQueueRow *
first_row (Desk *desk, GPtrArray **ret_rows)
{
  const YcQueueFilter filter = {.place = YC_PLACE_ALL, .person = STORY_CLERK, .state = -1};
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = yc_store_query_queue (desk->store, &filter, &error);

  g_assert_no_error (error);
  *ret_rows = yc_store_load_rows (desk->store, (const guint32 *)rows->data, rows->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint ((*ret_rows)->len, ==, 1);
  return (*ret_rows)->pdata[0];
}

static void
test_holder (Desk *desk, gconstpointer data)
{
  g_autofree char *id = assign (desk);
  g_autoptr (GPtrArray) before = NULL, after = NULL;

  g_assert_cmpstr (first_row (desk, &before)->holder, ==, STORY_APPROVER);
  g_assert_null (first_row (desk, &before)->holder_name);
  call (desk, STORY_APPROVER, "李明");
  g_assert_cmpstr (first_row (desk, &after)->holder_name, ==, "李明");
}

// A packet of another terminal tells of people who are not known here, and changes nobody's name.
static void
test_carried (Desk *desk, gconstpointer data)
{
  Desk other = {0};
  g_autofree char *id = assign (desk);
  g_autoptr (YcParcel) parcel = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  desk_set_up (&other, NULL);
  call (desk, STORY_CLERK, "王小丽");
  call (desk, STORY_APPROVER, "李明");
  call (&other, STORY_CLERK, "王丽");
  parcel = yc_store_pack (desk->store, id, STORY_START, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (parcel->names), ==, 2);
  g_assert_true (yc_store_unpack (other.store, id, parcel, &n, &error));
  g_assert_no_error (error);
  assert_names (&other, id, "王丽", "李明");
  desk_tear_down (&other, NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, name) g_test_add (path, Desk, NULL, desk_set_up, name, desk_tear_down)
  ADD ("/store/names/the people of a case are called as they were called last", test_names);
  ADD ("/store/names/a row knows what its holder is called", test_holder);
  ADD ("/store/names/a packet names who is not known here", test_carried);
  return g_test_run ();
}
