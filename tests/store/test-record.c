// What people do at this workstation: recorded, durable, all or nothing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"

#include <glib/gstdio.h>

#define PAGE "{'page':'page-1','material':'licence'}"

static void
test_restart (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (YcCase) self = NULL;
  g_autoptr (YcCase) received = desk_do (desk, id, YC_EVENT_RECEIVED, NULL);

  g_assert_cmpint (received->state, ==, YC_STATE_RECEIVED);
  desk_restart (desk);
  self = desk_load (desk, id);
  g_assert_cmpint (self->state, ==, YC_STATE_RECEIVED);
  g_assert_cmpuint (self->version, ==, 3);
  g_assert_cmpstr (yc_case_get_applicant (self, "name"), ==, STORY_NAME);
  g_assert_cmpstr (self->number, ==, "2026-G1-000001");
}

static void
test_unknown (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_store_load_case (desk->store, STORY_CASE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (desk_try (desk, STORY_CLERK, STORY_CASE, YC_EVENT_NOTED, YC_ROLE_INTAKE,
                           "{'text':'x'}", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
}

static void
test_refused (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = NULL;

  g_assert_null (desk_try (desk, STORY_CLERK, id, YC_EVENT_ACCEPTED, YC_ROLE_INTAKE, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_STEP);
  self = desk_load (desk, id);
  g_assert_cmpuint (self->version, ==, 2);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 2);
}

// Several deeds in one go: the last one is refused, so none has happened.
static void
test_all_or_none (Desk *desk, gconstpointer data)
{
  const YcContext context = story_context (STORY_CLERK);
  YcDeed deeds[] = {
      {.type = YC_EVENT_OPENED, .role = YC_ROLE_INTAKE, .at = STORY_START},
      {.type = YC_EVENT_ANSWERED, .role = YC_ROLE_INTAKE, .at = STORY_START},
      {.type = YC_EVENT_ACCEPTED, .role = YC_ROLE_INTAKE, .at = STORY_START},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = NULL;

  deeds[0].data = story_data ("{'item':'i','department':'d'}");
  deeds[1].data = story_data ("{'situation':{}}");
  g_assert_null (yc_store_record_all (desk->store, &context, "t1", deeds, 3, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_STEP);
  g_clear_error (&error);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 0);
  deeds[0].data = story_data ("{'item':'i','department':'d'}");
  deeds[1].data = story_data ("{'situation':{}}");
  self = yc_store_record_all (desk->store, &context, "t1", deeds, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->version, ==, 2);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 2);
}

static YcCase *
scan (Desk *desk, const char *id, GBytes *content, GError **error)
{
  const YcContext context = story_context (STORY_CLERK);
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_SCANNED,
                       .role = YC_ROLE_INTAKE,
                       .data = story_data (PAGE),
                       .at = STORY_START};

  return yc_store_record_page (desk->store, &context, "t1", &deed, content, "image/png", error);
}

static void
test_page (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GBytes) content = g_bytes_new_static ("a page", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = scan (desk, id, content, &error);
  const char *blob;
  g_autoptr (GBytes) back = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  g_assert_no_error (error);
  blob = ((YcPage *)self->pages->pdata[0])->blob;
  desk_restart (desk);
  back = yc_store_load_blob (desk->store, blob, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, content));
  waiting = yc_store_list_blobs_to_send (desk->store, id, &error);
  g_assert_cmpuint (waiting->len, ==, 2);
  g_assert_cmpstr (waiting->pdata[0], ==, blob);
  g_assert_cmpstr (waiting->pdata[1], ==, "image/png");
  g_assert_true (yc_store_confirm_blob (desk->store, blob, &error));
  g_clear_pointer (&waiting, g_ptr_array_unref);
  waiting = yc_store_list_blobs_to_send (desk->store, id, &error);
  g_assert_cmpuint (waiting->len, ==, 0);
}

// The content must be there before the event: where it cannot be written there is no event.
static void
test_page_before_event (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autofree char *blobs = g_build_filename (desk->folder, "blobs", NULL);
  g_autoptr (GBytes) content = g_bytes_new_static ("a page", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = NULL;

  g_assert_cmpint (g_rmdir (blobs), ==, 0);
  g_assert_true (g_file_set_contents (blobs, "in the way", -1, NULL));
  g_assert_null (scan (desk, id, content, &error));
  g_assert_nonnull (error);
  self = desk_load (desk, id);
  g_assert_cmpuint (self->pages->len, ==, 0);
  g_assert_cmpuint (self->version, ==, 2);
}

static void
test_page_twice (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GBytes) content = g_bytes_new_static ("a page", 6);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) first = scan (desk, id, content, &error);
  g_autoptr (YcCase) self = NULL;

  g_assert_no_error (error);
  g_assert_null (scan (desk, id, content, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_PAGE);
  self = desk_load (desk, id);
  g_assert_cmpuint (self->pages->len, ==, 1);
}

static void
test_blob_of_central (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("from central", 12);
  g_autofree char *name = yc_store_hash (content);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = NULL;

  g_assert_null (yc_store_load_blob (desk->store, name, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (yc_store_keep_blob (desk->store, STORY_BLOB, content, "image/png", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_true (yc_store_keep_blob (desk->store, name, content, "image/png", &error));
  g_assert_true (yc_store_keep_blob (desk->store, name, content, "image/png", &error));
  back = yc_store_load_blob (desk->store, name, &error);
  g_assert_true (g_bytes_equal (back, content));
}

static YcCase *
open_numbered (Desk *desk, GError **error)
{
  const YcContext context = story_context (STORY_CLERK);
  const YcDeed deed = {.type = YC_EVENT_OPENED,
                       .role = YC_ROLE_INTAKE,
                       .data = story_data ("{'item':'i','department':'d'}"),
                       .number_kind = "case",
                       .number_member = "number",
                       .at = STORY_START};

  return yc_store_record (desk->store, &context, "t1", &deed, error);
}

static void
test_numbers (Desk *desk, gconstpointer data)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) // the same lease answered twice is one lease
    g_assert_true (yc_store_add_range (desk->store, "r1", "case", "2026-G1-", "", 6, 1, 3, &error));
  g_assert_true (yc_store_add_range (desk->store, "r2", "case", "第", "号", 4, 90, 91, &error));
  g_assert_cmpint (yc_store_count_numbers (desk->store, "case", &error), ==, 5);
  g_assert_cmpint (yc_store_count_numbers (desk->store, "voucher", &error), ==, 0);
  for (guint i = 0; i < 5; i++) {
    g_autoptr (YcCase) self = open_numbered (desk, &error);

    g_assert_no_error (error);
    g_assert_true (g_hash_table_add (seen, g_strdup (self->number)));
    desk_restart (desk);
  }
  g_assert_true (g_hash_table_contains (seen, "2026-G1-000003"));
  g_assert_true (g_hash_table_contains (seen, "第0091号"));
  g_assert_null (open_numbered (desk, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NUMBERS_GONE);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 5);
}

// A number is not used up by a deed that was refused.
static void
test_number_of_refused (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  const YcContext context = story_context (STORY_CLERK);
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_ACCEPTED,
                       .role = YC_ROLE_INTAKE,
                       .number_kind = "case",
                       .number_member = "notice",
                       .at = STORY_START};
  g_autoptr (GError) error = NULL;

  g_assert_true (yc_store_add_range (desk->store, "r1", "case", "", "", 1, 1, 1, &error));
  g_assert_null (yc_store_record (desk->store, &context, "t1", &deed, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_STEP);
  g_assert_cmpint (yc_store_count_numbers (desk->store, "case", NULL), ==, 1);
}

static void
test_lease_request (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = yc_store_ensure_request (desk->store, "case", STORY_START, &error);
  g_autofree char *again = NULL, *next = NULL;

  desk_restart (desk);
  again = yc_store_ensure_request (desk->store, "case", STORY_START + 1, &error);
  g_assert_cmpstr (again, ==, first);
  g_assert_true (yc_store_add_range (desk->store, first, "case", "", "", 1, 1, 9, &error));
  next = yc_store_ensure_request (desk->store, "case", STORY_START + 2, &error);
  g_assert_cmpstr (next, !=, first);
}

static YcEvent *
hold (Desk *desk, const char *id, gint64 until)
{
  const YcContext context = story_context (STORY_CLERK);
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_RECEIVED,
                       .role = YC_ROLE_INTAKE,
                       .at = STORY_START,
                       .hold_until = until};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = yc_store_record (desk->store, &context, "t1", &deed, &error);

  g_assert_no_error (error);
  return yc_event_ref (self->latest);
}

static void
test_undo (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (YcEvent) held = hold (desk, id, STORY_START + 5000);
  g_autoptr (GPtrArray) now = yc_store_list_pending (desk->store, id, STORY_START, NULL);
  g_autoptr (GPtrArray) later = yc_store_list_pending (desk->store, id, STORY_START + 5000, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self = NULL;

  g_assert_cmpuint (now->len, ==, 2);
  g_assert_cmpuint (later->len, ==, 3);
  g_assert_false (yc_store_undo (desk->store, held->id, STORY_START + 5000, &error));
  g_assert_no_error (error);
  g_assert_true (yc_store_undo (desk->store, held->id, STORY_START + 4999, &error));
  self = desk_load (desk, id);
  g_assert_cmpint (self->state, ==, YC_STATE_DRAFT);
  g_assert_false (yc_store_undo (desk->store, held->id, STORY_START, &error));
  g_assert_no_error (error);
}

static void
assert_voids (Desk *desk, guint n, gint64 number, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) voids = yc_store_list_voids (desk->store, 10, &error);
  const YcVoid *last;

  g_assert_no_error (error);
  g_assert_cmpuint (voids->len, ==, n);
  if (n == 0)
    return;
  last = voids->pdata[n - 1];
  g_assert_cmpstr (last->request, ==, "r1");
  g_assert_cmpint (last->number, ==, number);
  g_assert_cmpstr (last->reason, ==, reason);
}

// A paper with a number out of the range, or again with this one.
static YcCase *
issue (Desk *desk, const char *id, const char *number, gint64 hold_until)
{
  const YcContext context = story_context (STORY_CLERK);
  JsonObject *data = story_data ("{'paper':'voucher'}");
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_PAPER_ISSUED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .number_kind = number == NULL ? "voucher" : NULL,
                       .number_member = "number",
                       .at = STORY_START,
                       .hold_until = hold_until};
  g_autoptr (GError) error = NULL;
  YcCase *self;

  if (number != NULL)
    json_object_set_string_member (data, "number", number);
  self = yc_store_record (desk->store, &context, "t1", &deed, &error);
  g_assert_no_error (error);
  return self;
}

static void
put_in_trouble (Desk *desk, const YcCase *self)
{
  g_autoptr (GError) why = g_error_new_literal (YC_ERROR, YC_ERROR_LIMIT, "refused");
  g_autoptr (GError) error = NULL;

  yc_store_set_trouble (desk->store, self->latest->id, why, &error);
  g_assert_no_error (error);
}

static void
test_void_of_trouble (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (YcCase) first = NULL;
  g_autoptr (YcCase) second = NULL;
  g_autoptr (GPtrArray) voids = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yc_store_add_range (desk->store, "r1", "voucher", "云第", "号", 6, 5, 9, &error));
  first = issue (desk, id, NULL, 0);
  second = issue (desk, id, NULL, 0);
  g_assert_cmpstr (yc_event_get_string (second->latest, "number"), ==, "云第000006号");
  g_assert_true (yc_store_dismiss_trouble (desk->store, first->latest->id, &error));
  assert_voids (desk, 0, 0, NULL); // it was in no trouble, and stays
  put_in_trouble (desk, second);
  assert_voids (desk, 0, 0, NULL); // it may still go through
  g_assert_true (yc_store_dismiss_trouble (desk->store, second->latest->id, &error));
  desk_restart (desk);
  assert_voids (desk, 1, 6, "limit");
  voids = yc_store_list_voids (desk->store, 10, &error);
  g_assert_true (yc_store_confirm_void (desk->store, voids->pdata[0], &error));
  assert_voids (desk, 0, 0, NULL);
  g_assert_cmpint (yc_store_count_numbers (desk->store, "voucher", NULL), ==, 3);
}

// A reprint has the number of the first print: it is void when neither is left.
static void
test_void_of_reprint (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (YcCase) first = NULL;
  g_autoptr (YcCase) again = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yc_store_add_range (desk->store, "r1", "voucher", "云第", "号", 6, 5, 9, &error));
  first = issue (desk, id, NULL, 0);
  again = issue (desk, id, "云第000005号", 0);
  put_in_trouble (desk, again);
  g_assert_true (yc_store_dismiss_trouble (desk->store, again->latest->id, &error));
  assert_voids (desk, 0, 0, NULL);
  put_in_trouble (desk, first);
  g_assert_true (yc_store_dismiss_trouble (desk->store, first->latest->id, &error));
  assert_voids (desk, 1, 5, "limit");
}

// What was made up elsewhere belongs to no range here.
static void
test_void_of_undone (Desk *desk, gconstpointer data)
{
  static const char *const foreign[] = {"云第000009号", "云第000004号", "云第5号", "云第00000x号",
                                        "2026-G1-000005"};
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (YcCase) held = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (yc_store_add_range (desk->store, "r1", "voucher", "云第", "号", 6, 5, 9, &error));
  held = issue (desk, id, NULL, STORY_START + 5000);
  g_assert_true (yc_store_undo (desk->store, held->latest->id, STORY_START, &error));
  assert_voids (desk, 1, 5, "undone");
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++) {
    g_autoptr (YcCase) other = issue (desk, id, foreign[i], STORY_START + 5000);

    g_assert_true (yc_store_undo (desk->store, other->latest->id, STORY_START, &error));
    assert_voids (desk, 1, 5, "undone");
  }
}

static void
test_drafts (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = yc_store_load_draft (desk->store, "intake", &error);
  g_autofree char *text = NULL, *gone = NULL;

  g_assert_null (none);
  g_assert_no_error (error);
  g_assert_true (yc_store_save_draft (desk->store, "intake", "陈", 1, &error));
  g_assert_true (yc_store_save_draft (desk->store, "intake", STORY_NAME, 2, &error));
  desk_restart (desk);
  text = yc_store_load_draft (desk->store, "intake", &error);
  g_assert_cmpstr (text, ==, STORY_NAME);
  g_assert_true (yc_store_delete_draft (desk->store, "intake", &error));
  gone = yc_store_load_draft (desk->store, "intake", &error);
  g_assert_null (gone);
  g_assert_no_error (error);
}

static void
test_catalogue_and_settings (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *none = yc_store_load_catalogue (desk->store, NULL, &error);
  g_autofree char *etag = NULL, *body = NULL, *value = NULL, *unset = NULL;

  g_assert_null (none);
  g_assert_no_error (error);
  g_assert_true (yc_store_save_catalogue (desk->store, "\"1\"", "{}", &error));
  g_assert_true (yc_store_save_catalogue (desk->store, "\"2\"", "{\"version\":2}", &error));
  g_assert_true (yc_store_set_setting (desk->store, "feed", "17", &error));
  desk_restart (desk);
  body = yc_store_load_catalogue (desk->store, &etag, &error);
  g_assert_cmpstr (body, ==, "{\"version\":2}");
  g_assert_cmpstr (etag, ==, "\"2\"");
  value = yc_store_get_setting (desk->store, "feed");
  unset = yc_store_get_setting (desk->store, "nothing");
  g_assert_cmpstr (value, ==, "17");
  g_assert_null (unset);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("/store/record/what was done is there after a restart", test_restart);
  ADD ("/store/record/an unknown case is not found", test_unknown);
  ADD ("/store/record/a refused deed changes nothing", test_refused);
  ADD ("/store/record/several deeds happen all or none", test_all_or_none);
  ADD ("/store/record/a page comes back, and waits to be sent", test_page);
  ADD ("/store/record/there is no event without its page", test_page_before_event);
  ADD ("/store/record/a page is there once", test_page_twice);
  ADD ("/store/record/content from central is what its name says", test_blob_of_central);
  ADD ("/store/record/no number is used twice, and none is made up", test_numbers);
  ADD ("/store/record/a refused deed uses up no number", test_number_of_refused);
  ADD ("/store/record/a lease is asked for under one name until it is there", test_lease_request);
  ADD ("/store/record/the number of a dismissed event is void", test_void_of_trouble);
  ADD ("/store/record/a number is void when no print of it is left", test_void_of_reprint);
  ADD ("/store/record/the number of an event taken back is void", test_void_of_undone);
  ADD ("/store/record/a held event can be taken back until it goes out", test_undo);
  ADD ("/store/record/what was typed is kept", test_drafts);
  ADD ("/store/record/catalogue and settings are kept", test_catalogue_and_settings);
  return g_test_run ();
}
