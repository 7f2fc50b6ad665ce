// The five outcomes at receipt, the second notice, deferral, and a newer version of the item.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "yc-error.h"
#include "yc-file-private.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define DEFERRED "food-business-new" // some of its materials may be deferred

typedef struct {
  YcFile *file;
} Fixture;

static Counter counter; // one for all tests
static YcSession *clerk;

static void
set_up (Fixture *self, gconstpointer item)
{
  self->file = counter_open_case (clerk, item);
}

// Whatever came of it, central takes it.
static void
tear_down (Fixture *self, gconstpointer item)
{
  g_clear_object (&self->file);
  g_assert_true (robot_sync (clerk));
  g_assert_cmpuint (yc_session_get_waiting (clerk), ==, 0);
}

static void
complete (Fixture *self)
{
  counter_complete (self->file);
}

static const YcEvent *
last_event (Fixture *self)
{
  return self->file->stored->latest;
}

// Waits for one of the calls of yc-outcome.h.
static void
assert_done (Fixture *self, GAsyncResult **slot, YcState state)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (yc_outcome_finish (self->file, counter_wait_for (slot), &error));
  g_assert_no_error (error);
  g_clear_object (slot);
  g_assert_cmpint (yc_file_get_state (self->file), ==, state);
}

static void
assert_refused (Fixture *self, GAsyncResult **slot, YcErrorCode code, YcState state)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (yc_outcome_finish (self->file, counter_wait_for (slot), &error));
  g_assert_error (error, YC_ERROR, (int)code);
  g_clear_object (slot);
  g_assert_cmpint (yc_file_get_state (self->file), ==, state);
}

static gboolean
request_supplement (Fixture *self, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_request_supplement_async (self->file, NULL, counter_keep_cb, &result);
  return yc_file_request_supplement_finish (self->file, counter_wait_for (&result), error);
}

static void
test_suggest (Fixture *self, gconstpointer item)
{
  g_assert_cmpint (yc_outcome_suggest (self->file), ==, YC_OUTCOME_SUPPLEMENT);
  complete (self);
  g_assert_cmpint (yc_outcome_suggest (self->file), ==, YC_OUTCOME_ACCEPT);
  g_assert_true (robot_accept (self->file, NULL));
  g_assert_cmpint (yc_outcome_suggest (self->file), ==, YC_OUTCOME_NONE);
}

// A check that the applicant cannot cure outweighs what is missing beside it.
static void
test_suggest_refusal (Fixture *self, gconstpointer item)
{
  guint refusals = 0;
  GListModel *findings = yc_file_get_findings (self->file);

  robot_type (self->file, "form", "expires", "2030-01-01");
  counter_settle (self->file);
  g_assert_cmpint (yc_outcome_suggest (self->file), ==, YC_OUTCOME_REFUSE);
  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (YcFindingRow) row = g_list_model_get_item (findings, i);

    refusals += yc_finding_row_is_refusal (row);
  }
  g_assert_cmpuint (refusals, ==, 1);
  robot_type (self->file, "form", "expires", "2026-12-24");
  counter_settle (self->file);
  g_assert_cmpint (yc_outcome_suggest (self->file), ==, YC_OUTCOME_SUPPLEMENT);
}

static void
test_not_needed (Fixture *self, gconstpointer item)
{
  const char *ground = yc_file_get_grounds (self->file, "not-needed")->pdata[0];
  g_autoptr (GAsyncResult) result = NULL;

  yc_outcome_not_needed_async (self->file, "", NULL, counter_keep_cb, &result);
  assert_refused (self, &result, YC_ERROR_GROUND_MISSING, YC_STATE_DRAFT);
  yc_outcome_not_needed_async (self->file, ground, NULL, counter_keep_cb, &result);
  assert_done (self, &result, YC_STATE_NOT_NEEDED);
  g_assert_cmpstr (yc_file_get_ground (self->file), ==, ground);
}

static void
test_not_ours (Fixture *self, gconstpointer item)
{
  g_autoptr (GPtrArray) bodies = yc_outcome_list_bodies (self->file);
  const char *ground = yc_file_get_grounds (self->file, "not-accepted")->pdata[0];
  const YcBody *tax = bodies->pdata[1];
  const YcBody nobody = {NULL};
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_cmpuint (bodies->len, >, 10); // the item's own first, then every other department
  g_assert_cmpstr (tax->name, ==, "云溪市税务局");
  g_assert_nonnull (strstr (tax->contact, "0571-00001126"));
  yc_outcome_not_ours_async (self->file, &nobody, ground, "只办契税", NULL, counter_keep_cb,
                             &result);
  assert_refused (self, &result, YC_ERROR_BODY_MISSING, YC_STATE_DRAFT);
  yc_outcome_not_ours_async (self->file, tax, ground, "只办契税", NULL, counter_keep_cb, &result);
  assert_done (self, &result, YC_STATE_NOT_ACCEPTED);
  g_assert_cmpstr (yc_event_get_string (last_event (self), "body"), ==, "云溪市税务局");
  g_assert_cmpstr (yc_event_get_string (last_event (self), "body_phone"), ==, tax->phone);
  g_assert_cmpstr (yc_event_get_string (last_event (self), "body_address"), ==, tax->address);
  g_assert_null (strstr (tax->address, tax->phone));
}

static void
test_not_accepted (Fixture *self, gconstpointer item)
{
  const char *ground = yc_file_get_grounds (self->file, "not-accepted")->pdata[0];
  g_autoptr (GAsyncResult) result = NULL;

  yc_outcome_not_accepted_async (self->file, "", "已过期", NULL, counter_keep_cb, &result);
  assert_refused (self, &result, YC_ERROR_GROUND_MISSING, YC_STATE_DRAFT);
  yc_outcome_not_accepted_async (self->file, ground, "", NULL, counter_keep_cb, &result);
  assert_refused (self, &result, YC_ERROR_REASON_MISSING, YC_STATE_DRAFT);
  yc_outcome_not_accepted_async (self->file, ground, "已过期", NULL, counter_keep_cb, &result);
  assert_done (self, &result, YC_STATE_NOT_ACCEPTED);
  g_assert_cmpstr (yc_file_get_reason (self->file), ==, "已过期");
}

static void
test_corrected (Fixture *self, gconstpointer item)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  complete (self);
  yc_outcome_corrected_async (self->file, "面积89更正为89.4", "", NULL, counter_keep_cb, &result);
  g_assert_false (yc_outcome_finish (self->file, counter_wait_for (&result), &error));
  g_clear_object (&result);
  yc_outcome_corrected_async (self->file, "面积89更正为89.4", "陈", NULL, counter_keep_cb, &result);
  assert_done (self, &result, YC_STATE_DRAFT); // and it goes on
  g_assert_cmpstr (yc_event_get_string (last_event (self), "initials"), ==, "陈");
  g_assert_true (robot_accept (self->file, NULL));
}

static void
test_withdrawn (Fixture *self, gconstpointer item)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_outcome_withdraw_async (self->file, "", NULL, counter_keep_cb, &result);
  assert_refused (self, &result, YC_ERROR_REASON_MISSING, YC_STATE_DRAFT);
  yc_outcome_withdraw_async (self->file, "不卖了", NULL, counter_keep_cb, &result);
  assert_done (self, &result, YC_STATE_WITHDRAWN);
  g_assert_false (yc_file_can (self->file, YC_EVENT_FILLED));
}

// ---- The one-time notice ------------------------------------------------------------------------

static gboolean
is_told (JsonArray *told, const char *key)
{
  for (guint i = 0; i < json_array_get_length (told); i++)
    if (g_str_equal (json_object_get_string_member (json_array_get_object_element (told, i), "key"),
                     key))
      return TRUE;
  return FALSE;
}

static void
test_notice (Fixture *self, gconstpointer item)
{
  g_autoptr (GPtrArray) before = g_ptr_array_ref (self->file->findings);
  guint blocking = yc_file_count_blocking (self->file), n = 0;
  g_autofree char *until = NULL;
  g_autoptr (GError) error = NULL;
  JsonArray *told;

  g_assert_cmpuint (blocking, >, 10);
  g_assert_cmpint (yc_outcome_get_notice_state (self->file), ==, YC_NOTICE_FREE);
  until = yc_day_to_string (yc_outcome_get_supplement_due (self->file, NULL));
  g_assert_true (request_supplement (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yc_file_get_state (self->file), ==, YC_STATE_SUPPLEMENT);
  told = json_object_get_array_member (last_event (self)->data, "findings");
  g_assert_cmpuint (json_array_get_length (told), ==, blocking);
  for (guint i = 0; i < before->len; i++) {
    const YcFinding *finding = before->pdata[i];
    g_autofree char *key = yc_finding_get_key (finding);

    g_assert_true (is_told (told, key) == (finding->severity == YC_SEVERITY_BLOCKS));
    n++;
  }
  g_assert_cmpuint (n, >=, blocking);
  g_assert_cmpstr (yc_event_get_string (last_event (self), "until"), ==, until);
}

// A complete case has nothing to tell: there is no empty notice.
static void
test_empty_notice (Fixture *self, gconstpointer item)
{
  g_autoptr (GError) error = NULL;

  complete (self);
  g_assert_false (request_supplement (self, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_FINDINGS_MISSING);
  g_assert_cmpint (yc_file_get_state (self->file), ==, YC_STATE_DRAFT); // all or nothing
}

static void
bring_everything_but (Fixture *self, const char *deficient)
{
  complete (self);
  if (deficient != NULL)
    counter_mark (self->file, deficient, YC_MARK_DEFICIENT);
}

static gboolean
is_allowed (gpointer file)
{
  return yc_outcome_get_notice_state (file) == YC_NOTICE_ALLOWED;
}

// What the supervisor does with the case, in a session of another workstation.
static void
allow_second (Fixture *self, const char *reason)
{
  YcSession *supervisor = counter_sign_in (&counter, "jin");
  g_autofree char *found = robot_find (supervisor, YC_LIST_ALL, yc_file_get_id (self->file));
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) seen = found != NULL ? robot_open (supervisor, found, &error) : NULL;

  g_assert_no_error (error);
  g_assert_nonnull (seen);
  g_assert_cmpstr (yc_outcome_get_second_reason (seen), ==, reason);
  g_assert_true (robot_do (seen, YC_EVENT_SECOND_ALLOWED, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (counter_wait (is_allowed, self->file)); // it has arrived at the counter
  g_clear_object (&seen);
  robot_leave (&supervisor);
}

// What the page of the notice marks as new.
static guint
count_news (YcFile *file)
{
  GListModel *findings = yc_file_get_findings (file);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (YcFindingRow) row = g_list_model_get_item (findings, i);

    n += yc_finding_row_is_news (row);
  }
  return n;
}

// What was told before may be told again; a thing that was complete then needs a supervisor.
static void
test_second_notice (Fixture *self, gconstpointer item)
{
  g_autofree char *page = robot_make_page (2);
  g_autofree char *said = NULL;
  g_autoptr (YcMaterialRow) tax = counter_find_material (self->file, "tax");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  // The tax paper is fine at the first notice.
  g_assert_true (robot_import (self->file, "tax", page, &error));
  yc_file_tick (self->file, "tax", "tax-payer", TRUE);
  yc_file_tick (self->file, "tax", "tax-paid", TRUE);
  counter_settle (self->file);
  g_assert_cmpint (yc_material_row_get_status (tax), ==, YC_STATUS_COMPLETE);
  g_assert_true (request_supplement (self, &error));
  g_assert_no_error (error);
  bring_everything_but (self, "contract");
  g_assert_cmpint (yc_outcome_get_notice_state (self->file), ==, YC_NOTICE_FREE); // told before
  counter_mark (self->file, "tax", YC_MARK_DEFICIENT);
  g_assert_cmpint (yc_outcome_get_notice_state (self->file), ==, YC_NOTICE_ASK);
  g_assert_false (request_supplement (self, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SECOND_NOTICE);
  g_assert_cmpuint (count_news (self->file), ==, 1);
  yc_outcome_ask_second_async (self->file, "", NULL, counter_keep_cb, &result);
  assert_refused (self, &result, YC_ERROR_REASON_MISSING, YC_STATE_SUPPLEMENT);
  yc_outcome_ask_second_async (self->file, "完税证明系伪造", NULL, counter_keep_cb, &result);
  assert_done (self, &result, YC_STATE_RECEIVED); // what was brought is taken in with it
  g_assert_cmpint (yc_outcome_get_notice_state (self->file), ==, YC_NOTICE_WAITING);
  g_clear_error (&error);
  g_assert_false (robot_do (self->file, YC_EVENT_SECOND_ALLOWED, NULL, &error)); // not by the clerk
  g_clear_error (&error);

  g_assert_true (robot_sync (clerk));
  allow_second (self, "完税证明系伪造");
  g_assert_true (request_supplement (self, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yc_file_get_state (self->file), ==, YC_STATE_SUPPLEMENT);
  g_assert_cmpint (yc_outcome_get_notice_state (self->file), ==, YC_NOTICE_FREE); // all is told
  g_assert_cmpstr (yc_event_get_string (last_event (self), "reason"), ==, "完税证明系伪造");
  said = paper_read (self->file, "supplement", FALSE, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (said, "再次告知，原因：完税证明系伪造。"));
}

// A point that was fine at the first notice is no less news because another one of its material was
// told. What is told again has no reason, and its paper does not print one.
static void
test_another_point (Fixture *self, gconstpointer item)
{
  g_autofree char *page = robot_make_page (2);
  g_autofree char *said = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_import (self->file, "tax", page, &error));
  yc_file_tick (self->file, "tax", "tax-payer", TRUE);
  counter_settle (self->file);
  g_assert_true (request_supplement (self, &error)); // tax-paid among the rest
  bring_everything_but (self, NULL);
  yc_file_tick (self->file, "tax", "tax-payer", FALSE);
  counter_settle (self->file);
  g_assert_cmpint (yc_outcome_get_notice_state (self->file), ==, YC_NOTICE_ASK);
  g_assert_false (request_supplement (self, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SECOND_NOTICE);
  g_clear_error (&error);
  yc_file_tick (self->file, "tax", "tax-payer", TRUE);
  yc_file_tick (self->file, "tax", "tax-paid", FALSE);
  counter_settle (self->file);
  g_assert_cmpint (yc_outcome_get_notice_state (self->file), ==, YC_NOTICE_FREE);
  g_assert_true (request_supplement (self, &error));
  g_assert_null (yc_event_get_string (last_event (self), "reason"));
  said = paper_read (self->file, "supplement", FALSE, &error);
  g_assert_no_error (error);
  g_assert_null (strstr (said, "再次告知"));
}

// ---- Acceptance ---------------------------------------------------------------------------------

static void
test_deferral (Fixture *self, gconstpointer item)
{
  g_autoptr (YcMaterialRow) rules = counter_find_material (self->file, "rules");
  g_autoptr (YcMaterialRow) layout = counter_find_material (self->file, "layout");
  g_autoptr (GError) error = NULL;
  g_autofree char *due = NULL;
  YcClock clock;

  g_assert_true (yc_material_row_can_defer (rules));
  g_assert_false (yc_material_row_can_defer (layout));
  g_assert_cmpuint (yc_outcome_get_deferral_due (self->file, NULL), ==, 0);
  complete (self);
  counter_mark (self->file, "rules", YC_MARK_DEFERRED);
  g_assert_cmpint (yc_material_row_get_status (rules), ==, YC_STATUS_DEFERRED);
  due = yc_day_to_string (yc_outcome_get_deferral_due (self->file, NULL));
  g_assert_cmpstr (due, ==, "2026-11-30"); // five working days from Monday: the promised limit
  g_assert_true (robot_accept (self->file, &error));
  g_assert_no_error (error);
  yc_file_get_clock (self->file, &clock);
  g_assert_cmpuint (clock.deferred_due, ==, yc_day_from_string (due));
  g_assert_cmpuint (clock.deferred_due, <=, clock.due);
}

// What may not be deferred is not settled by the mark.
static void
test_no_deferral (Fixture *self, gconstpointer item)
{
  g_autoptr (GError) error = NULL;

  complete (self);
  g_assert_cmpint (yc_outcome_suggest (self->file), ==, YC_OUTCOME_ACCEPT);
  counter_mark (self->file, "health", YC_MARK_COMMITMENT);
  g_assert_cmpint (yc_outcome_suggest (self->file), ==, YC_OUTCOME_ACCEPT);
  counter_mark (self->file, "layout", YC_MARK_DEFICIENT);
  g_assert_false (robot_accept (self->file, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BLOCKED);
}

// On the last day of June the licence's first version is in use, in July its second.
static void
test_version (void)
{
  Counter other;
  YcSession *lin;
  g_autoptr (YcFile) file = NULL;
  g_autoptr (YcFile) newer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL, *told = NULL, *nothing = NULL;

  counter_begin (&other, "2026-06-30");
  lin = counter_sign_in (&other, "zhou");
  file = counter_open_case (lin, "driving-licence-renewal");
  nothing = yc_outcome_describe_version (file);
  g_assert_null (nothing);
  id = g_strdup (yc_file_get_id (file));
  g_clear_object (&file);
  g_assert_true (robot_sync (lin));
  robot_leave (&lin);
  yc_test_central_pass (other.central, G_GINT64_CONSTANT (86400000));
  lin = counter_sign_in (&other, "zhou");
  file = robot_open (lin, id, &error);
  g_assert_no_error (error);
  told = yc_outcome_describe_version (file);
  g_assert_nonnull (told);
  g_assert_nonnull (strstr (told, "2026-07-01"));
  g_assert_cmpint (file->item->version, ==, 1); // it keeps its own
  g_assert_cmpint (yc_item_find_material (file->item, "photo")->copies, ==, 2);
  newer = counter_open_case (lin, "driving-licence-renewal");
  g_assert_cmpint (newer->item->version, ==, 2);
  g_clear_object (&file);
  g_clear_object (&newer);
  g_assert_true (robot_sync (lin));
  robot_leave (&lin);
  counter_end (&other);
}

static void
add (const char *path, const char *item, void (*test) (Fixture *self, gconstpointer item))
{
  g_test_add (path, Fixture, item, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  clerk = counter_sign_in (&counter, "wang");
  add ("/outcome/what fits is suggested, and nothing once it is decided", ITEM, test_suggest);
  add ("/outcome/what cannot be cured suggests a refusal", "driving-licence-renewal",
       test_suggest_refusal);
  add ("/outcome/not needed has a ground", ITEM, test_not_needed);
  add ("/outcome/not ours names the right body out of the catalogue", ITEM, test_not_ours);
  add ("/outcome/not accepted has a ground and a reason", ITEM, test_not_accepted);
  add ("/outcome/a correction on the spot has initials, and the case goes on", ITEM,
       test_corrected);
  add ("/outcome/the applicant withdraws with a reason", ITEM, test_withdrawn);
  add ("/outcome/the notice names every finding that blocks", ITEM, test_notice);
  add ("/outcome/there is no notice that names nothing", ITEM, test_empty_notice);
  add ("/outcome/a second notice is asked for and allowed by a supervisor, then given", ITEM,
       test_second_notice);
  add ("/outcome/another point of a material that was told is a second notice", ITEM,
       test_another_point);
  add ("/outcome/deferred materials are owed within the promised limit", DEFERRED, test_deferral);
  add ("/outcome/a commitment settles its material, and a deficient one blocks", DEFERRED,
       test_no_deferral);
  g_test_add_func ("/outcome/a newer version of the item is told, and the case keeps its own",
                   test_version);
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
