// Two hands on one case: what does not fit any more is shown beside what stands at central, and
// done again or left.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-conflict.h"
#include "yc-error.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define OURS     "19900009999"

static Counter counter; // one for all tests

// The same clerk at two terminals: the first types without network while the second accepts, so
// that what was typed is refused.
typedef struct {
  YcSession *first, *second;
  YcFile *theirs; // at the second
  char *case_id;
} Fixture;

static YcSession *
begin (const char *profile, const char *person)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (profile, yc_test_central_get_url (counter.central), person, PASSWORD, &error);

  g_assert_no_error (error);
  return session;
}

static gboolean
is_in_trouble (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_TROUBLE;
}

static gboolean
is_well (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_SYNCED;
}

static void
type_phone_without_network (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = robot_open (self->first, self->case_id, &error);

  g_assert_no_error (error);
  yc_test_central_stop (counter.central);
  robot_type (file, "applicant", "phone", OURS);
  robot_settle (file);
  g_clear_object (&file);
  robot_leave (&self->first);
  yc_test_central_start (counter.central);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *profile = g_strdup_printf ("first-%s", (const char *)data);
  g_autoptr (GError) error = NULL;

  self->second = counter_sign_in (&counter, "wang");
  self->theirs = counter_open_complete_case (self->second, ITEM);
  self->case_id = g_strdup (yc_file_get_id (self->theirs));
  self->first = begin (profile, "wang");
  g_free (robot_find (self->first, YC_LIST_ALL, self->case_id));
  type_phone_without_network (self);
  g_assert_true (robot_accept (self->theirs, &error));
  g_assert_no_error (error);
  g_assert_true (robot_sync (self->second));
  self->first = begin (profile, "wang");
  g_assert_true (counter_wait (is_in_trouble, self->first));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  robot_leave (&self->first);
  g_clear_object (&self->theirs);
  robot_leave (&self->second);
  g_free (self->case_id);
}

static YcWaitingRow *
find_trouble (Fixture *self)
{
  GListModel *list = yc_session_get_waiting_list (self->first);

  g_assert_cmpuint (g_list_model_get_n_items (list), ==, 1);
  return g_list_model_get_item (list, 0);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static YcConflict *
load (Fixture *self, GError **error)
{
  g_autoptr (YcWaitingRow) row = find_trouble (self);
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (yc_waiting_row_has_trouble (row));
  yc_conflict_load_async (self->first, row, NULL, loaded_cb, &result);
  return yc_conflict_load_finish (counter_wait_for (&result), error);
}

static YcConflictRow *
find_row (YcConflict *conflict, const char *ours)
{
  GListModel *rows = yc_conflict_get_rows (conflict);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcConflictRow) row = g_list_model_get_item (rows, i);

    if (strstr (yc_conflict_row_get_ours (row), ours) != NULL)
      return g_steal_pointer (&row);
  }
  return NULL;
}

// The case went on to the office: only what differs is shown, and typing is over.
static void
test_shown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcConflict) conflict = load (self, &error);
  g_autoptr (YcConflictRow) phone = NULL, other = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (yc_conflict_get_case (conflict), ==, self->case_id);
  g_assert_true (strlen (yc_conflict_get_reason (conflict)) > 0);
  phone = find_row (conflict, "9999"); // masked: the case is not the clerk's to fill in now
  g_assert_nonnull (phone);
  g_assert_null (strstr (yc_conflict_row_get_ours (phone), OURS));
  g_assert_null (strstr (yc_conflict_row_get_theirs (phone), COUNTER_PHONE));
  other = find_row (conflict, COUNTER_NAME);
  g_assert_null (other);
  g_assert_false (yc_conflict_can_repeat (conflict));
}

static void
test_left (Fixture *self, gconstpointer data)
{
  g_autoptr (YcWaitingRow) row = find_trouble (self);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YcConflict) conflict = NULL;
  g_autoptr (GError) error = NULL;

  yc_session_dismiss_trouble (self->first, row);
  g_assert_true (counter_wait (is_well, self->first));
  yc_conflict_load_async (self->first, row, NULL, loaded_cb, &result);
  conflict = yc_conflict_load_finish (counter_wait_for (&result), &error);
  g_assert_null (conflict);
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
}

static void
send_back (Fixture *self)
{
  YcSession *office = begin ("office", "li");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = robot_find (office, YC_LIST_TO_REVIEW, self->case_id);
  g_autoptr (YcFile) file = robot_open (office, id, &error);
  JsonObject *data = json_object_new ();

  g_assert_no_error (error);
  g_assert_true (robot_do (file, YC_EVENT_CLAIMED, NULL, &error));
  json_object_set_string_member (data, "reason", "电话打不通");
  json_object_set_string_member (data, "ground", yc_file_get_grounds (file, "return")->pdata[0]);
  g_assert_true (robot_do (file, YC_EVENT_RETURNED, data, &error));
  g_assert_no_error (error);
  g_assert_true (robot_sync (office));
  g_clear_object (&file);
  robot_leave (&office);
}

static gboolean
has_our_phone (gpointer file)
{
  GListModel *fields = yc_file_get_applicant_fields (file);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (YcFieldRow) field = g_list_model_get_item (fields, i);

    if (g_str_equal (yc_field_row_get_text (field), OURS))
      return TRUE;
  }
  return FALSE;
}

// The office sends the case back, and what was typed is typed again with one step.
static void
test_repeated (Fixture *self, gconstpointer data)
{
  g_autoptr (YcFile) file = robot_open (self->first, self->case_id, NULL);
  g_autoptr (YcConflict) conflict = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  send_back (self);
  g_assert_true (robot_wait_state (file, YC_STATE_RETURNED));
  conflict = load (self, &error);
  g_assert_no_error (error);
  g_assert_true (yc_conflict_can_repeat (conflict));
  yc_conflict_repeat_async (conflict, loaded_cb, &result);
  g_assert_true (yc_conflict_repeat_finish (conflict, counter_wait_for (&result), &error));
  g_assert_true (counter_wait (is_well, self->first));
  g_clear_object (&file);
  file = robot_open (self->second, self->case_id, NULL);
  g_assert_true (robot_sync (self->second));
  g_assert_true (counter_wait (has_our_phone, file));
}

static void
add (const char *path, void (*test) (Fixture *self, gconstpointer data), const char *name)
{
  g_test_add (path, Fixture, name, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  add ("/conflict/what was refused stands beside what central has", test_shown, "shown");
  add ("/conflict/a refused step that is left is gone", test_left, "left");
  add ("/conflict/a refused step is done again once it fits", test_repeated, "repeated");
  failures = g_test_run ();
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
