// No byte on the disk tells who a case is about.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memmem
#include "fixture.h"
#include "yc-names.h"

#include <string.h>

#define PAGE_BYTES  "pixels of an identity card, 陈小华"
#define PAGE_SECOND "a second page of somebody's life"
#define COLLEAGUE   "王丽"
#define TYPED       "what was typed about 陈小华 in a hurry"

// The three ways in which base64 can spell text, without the ends that depend on what is beside.
static GPtrArray *
spellings (const char *secret)
{
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (all, g_strdup (secret));
  for (guint shift = 0; shift < 3; shift++) {
    g_autofree char *padding = g_strnfill (shift, 'x');
    g_autofree char *shifted = g_strconcat (padding, secret, NULL);
    g_autofree char *text = g_base64_encode ((const guchar *)shifted, strlen (shifted));
    gsize from = shift > 0 ? 4 : 0;
    gsize to = strlen (text) - (g_str_has_suffix (text, "=") ? 4 : 0);

    g_ptr_array_add (all, g_strndup (text + from, to - from));
  }
  return all;
}

static guint searched;

static void
search_file (const char *path, const char *secret)
{
  g_autoptr (GPtrArray) all = spellings (secret);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  searched++;
  for (guint i = 0; i < all->len; i++) {
    const char *spelling = all->pdata[i];

    if (strlen (spelling) >= 4 && memmem (bytes, size, spelling, strlen (spelling)) != NULL)
      g_error ("%s holds %s", path, spelling);
  }
}

static void
search_folder (const char *folder, const char *secret)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_null (strstr (name, secret));
    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      search_folder (path, secret);
    else
      search_file (path, secret);
  }
}

static void
scan (Desk *desk, const char *id, const char *json, const char *content)
{
  const YcContext context = story_context (STORY_CLERK);
  g_autoptr (GBytes) bytes = g_bytes_new_static (content, strlen (content));
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_SCANNED,
                       .role = YC_ROLE_INTAKE,
                       .data = story_data (json),
                       .at = STORY_START};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self =
      yc_store_record_page (desk->store, &context, "t1", &deed, bytes, "image/png", &error);

  g_assert_no_error (error);
}

static void
act (
    Desk *desk, const char *id, const char *person, YcEventType type, YcRole role, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = desk_try (desk, person, id, type, role, json, &error);

  g_assert_no_error (error);
}

// A whole life, with every place in which a person's data could be left behind.
static char *
live (Desk *desk)
{
  char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GHashTable) names = yc_names_new ();

  yc_names_add (names, STORY_CLERK, COLLEAGUE);
  g_assert_true (yc_store_save_names (desk->store, names, NULL));
  scan (desk, id, "{'page':'page-1','material':'licence'}", PAGE_BYTES);
  scan (desk, id, "{'page':'page-2','material':'layout'}", PAGE_SECOND);
  act (desk, id, STORY_CLERK, YC_EVENT_CORRECTED, YC_ROLE_INTAKE,
       "{'what':'陈小华的日期','initials':'陈小华'}");
  act (desk, id, STORY_CLERK, YC_EVENT_NOTED, YC_ROLE_INTAKE,
       "{'text':'陈小华 " STORY_PHONE " 已电话联系'}");
  act (desk, id, STORY_CLERK, YC_EVENT_RECEIVED, YC_ROLE_INTAKE, NULL);
  act (desk, id, STORY_CLERK, YC_EVENT_ACCEPTED, YC_ROLE_INTAKE, NULL);
  act (desk, id, STORY_CLERK, YC_EVENT_HANDED_OFF, YC_ROLE_INTAKE, NULL);
  act (desk, id, STORY_APPROVER, YC_EVENT_CLAIMED, YC_ROLE_APPROVER, NULL);
  events = desk_events (desk, id, 0);
  desk_merge (desk, events, NULL, NULL);
  act (desk, id, STORY_APPROVER, YC_EVENT_GRANTED, YC_ROLE_APPROVER,
       "{'opinion':'准予陈小华','ground':'第三十五条'}");
  act (desk, id, "he", YC_EVENT_ISSUED, YC_ROLE_ISSUING,
       "{'method':'in-person','collector':'陈小华','id_number':'" STORY_ID "'}");
  g_assert_true (yc_store_save_draft (desk->store, "intake", TYPED, STORY_START, NULL));
  return id;
}

static guint
find (Desk *desk, const char *search)
{
  const YcQueueFilter filter = {
      .place = YC_PLACE_ALL, .person = STORY_CLERK, .state = -1, .search = search};
  g_autoptr (GArray) rows = yc_store_query_queue (desk->store, &filter, NULL);

  return rows->len;
}

static void
test_nothing_in_the_clear (Desk *desk, gconstpointer data)
{
  static const char *const secrets[] = {STORY_NAME,      STORY_ID,    STORY_PHONE, PAGE_BYTES,
                                        "identity card", PAGE_SECOND, TYPED,       COLLEAGUE};
  g_autofree char *id = live (desk);

  g_assert_cmpuint (find (desk, STORY_NAME), ==, 1);
  g_assert_cmpuint (find (desk, STORY_ID), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++) // while open: the write-ahead log too
    search_folder (desk->folder, secrets[i]);
  desk_restart (desk);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    search_folder (desk->folder, secrets[i]);
  g_assert_cmpuint (searched, >, 30);
  g_assert_cmpuint (find (desk, STORY_NAME), ==, 1);
}

// That the search would find it, were it there.
static void
test_the_search_works (void)
{
  g_autofree char *coded =
      g_base64_encode ((const guchar *)"{\"name\":\"" STORY_NAME "\"}", strlen (STORY_NAME) + 11);
  g_autoptr (GPtrArray) all = spellings (STORY_NAME);
  guint found = 0;

  for (guint i = 1; i < all->len; i++)
    found += strstr (coded, all->pdata[i]) != NULL;
  g_assert_cmpuint (found, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/secrets/after a whole life no file names the person", Desk, NULL, desk_set_up,
              test_nothing_in_the_clear, desk_tear_down);
  g_test_add_func ("/store/secrets/the search knows base64", test_the_search_works);
  return g_test_run ();
}
