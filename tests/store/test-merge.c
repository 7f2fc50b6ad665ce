// What central confirms comes in; our own pending events move behind it, or are put in trouble.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "yc-error.h"

static void
test_own_confirmed (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) first = desk_events (desk, id, 1);
  g_autoptr (GPtrArray) all = desk_events (desk, id, 0);
  gboolean changed = TRUE;
  guint next = 0;

  g_assert_cmpint (desk_merge (desk, first, &next, &changed), ==, YC_MERGE_DONE);
  g_assert_cmpuint (next, ==, 2);
  g_assert_false (changed);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 1);
  for (guint i = 0; i < 2; i++) // told twice
    g_assert_cmpint (desk_merge (desk, all, &next, &changed), ==, YC_MERGE_DONE);
  g_assert_cmpuint (next, ==, 3);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 0);
}

static char *
phone_of (Desk *desk, const char *case_id)
{
  g_autoptr (YcCase) self = desk_load (desk, case_id);

  return g_strdup (yc_case_get_applicant (self, "phone"));
}

static YcEvent *
filled (const char *case_id, const char *id, const char *json)
{
  g_autoptr (YcEvent) event =
      desk_foreign (case_id, YC_EVENT_FILLED, 3, "zhou", YC_ROLE_INTAKE, json);

  return yc_event_new (id, case_id, event->type, event->version, event->at, event->actor,
                       event->role, event->terminal, json_object_ref (event->data));
}

// What one person at this workstation was told with masks in it is told another in full; the other
// way round nothing is lost.
static void
test_unmasked (Desk *desk, gconstpointer data)
{
  static const char same[] = "01936f2e-7c3a-7f11-8000-000000000001";
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) ours = desk_events (desk, id, 0);
  g_autoptr (GPtrArray) masked =
      desk_list (filled (id, same,
                         "{'applicant':{'name':'" STORY_NAME
                         "','phone':'199****1000'},'masked':['applicant/phone']}"));
  g_autoptr (GPtrArray) whole = desk_list (
      filled (id, same, "{'applicant':{'name':'" STORY_NAME "','phone':'" STORY_PHONE "'}}"));
  g_autofree char *before = NULL, *after = NULL, *again = NULL;
  gboolean changed = TRUE;

  desk_merge (desk, ours, NULL, NULL);
  desk_merge (desk, masked, NULL, NULL);
  before = phone_of (desk, id);
  g_assert_cmpint (desk_merge (desk, whole, NULL, &changed), ==, YC_MERGE_DONE);
  after = phone_of (desk, id);
  g_assert_false (changed);
  desk_merge (desk, masked, NULL, NULL);
  desk_restart (desk);
  again = phone_of (desk, id);
  g_assert_cmpstr (before, ==, "199****1000");
  g_assert_cmpstr (after, ==, STORY_PHONE);
  g_assert_cmpstr (again, ==, STORY_PHONE);
}

// Two notes of our own wait while somebody else's event takes their number.
static void
test_rebase (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) ours = desk_events (desk, id, 0);
  g_autoptr (GPtrArray) theirs =
      desk_list (desk_foreign (id, YC_EVENT_NOTED, 3, "zhou", YC_ROLE_INTAKE, "{'text':'theirs'}"));
  g_autoptr (GPtrArray) pending = NULL;
  g_autoptr (YcCase) self = NULL;
  gboolean changed = FALSE;

  desk_merge (desk, ours, NULL, NULL);
  yc_case_unref (desk_do (desk, id, YC_EVENT_NOTED, "{'text':'ours 1'}"));
  yc_case_unref (desk_do (desk, id, YC_EVENT_NOTED, "{'text':'ours 2'}"));
  desk_merge (desk, theirs, NULL, &changed);
  g_assert_true (changed);
  desk_restart (desk);
  self = desk_load (desk, id);
  g_assert_cmpuint (self->version, ==, 5);
  g_assert_cmpstr (yc_event_get_string (self->latest, "text"), ==, "ours 2");
  g_assert_cmpstr (yc_event_get_string (self->before->before->latest, "text"), ==, "theirs");
  pending = yc_store_list_pending (desk->store, id, STORY_START + STORY_DAY, NULL);
  g_assert_cmpuint (pending->len, ==, 2);
  g_assert_cmpuint (((YcEvent *)pending->pdata[0])->version, ==, 4);
}

// Central closed the case meanwhile: our scan does not fit any more. It is kept and shown; our
// note still fits.
static void
test_trouble (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) ours = desk_events (desk, id, 0);
  g_autoptr (GPtrArray) theirs = desk_list (
      desk_foreign (id, YC_EVENT_WITHDRAWN, 3, "zhou", YC_ROLE_INTAKE, "{'reason':'申请人撤回'}"));
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (YcCase) self = NULL;
  g_autoptr (GError) error = NULL;
  const YcWaiting *troubled;

  desk_merge (desk, ours, NULL, NULL);
  yc_case_unref (desk_do (desk, id, YC_EVENT_RECEIVED, NULL));
  yc_case_unref (desk_do (desk, id, YC_EVENT_NOTED, "{'text':'ours'}"));
  desk_merge (desk, theirs, NULL, NULL);
  self = desk_load (desk, id);
  g_assert_cmpint (self->state, ==, YC_STATE_WITHDRAWN);
  g_assert_cmpuint (self->version, ==, 4);
  waiting = yc_store_list_waiting (desk->store, &error);
  g_assert_cmpuint (waiting->len, ==, 2);
  troubled = waiting->pdata[0];
  g_assert_cmpstr (troubled->type, ==, "received");
  g_assert_cmpstr (troubled->trouble_code, ==, "step");
  g_assert_cmpstr (troubled->number, ==, "2026-G1-000001");
  g_assert_null (((YcWaiting *)waiting->pdata[1])->trouble_code);
  g_assert_true (yc_store_dismiss_trouble (desk->store, troubled->event_id, &error));
  g_assert_cmpuint (desk_count_waiting (desk), ==, 1);
}

// Central refuses an event; what rests on it goes with it, what does not stays.
static void
test_refused_by_central (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) ours = desk_events (desk, id, 0);
  g_autoptr (YcCase) received = NULL;
  g_autoptr (YcCase) self = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GError) why = g_error_new_literal (YC_ERROR, YC_ERROR_BLOCKED, "not complete");
  g_autoptr (GError) error = NULL;

  desk_merge (desk, ours, NULL, NULL);
  received = desk_do (desk, id, YC_EVENT_RECEIVED, NULL);
  yc_case_unref (desk_do (desk, id, YC_EVENT_ACCEPTED, NULL));
  yc_case_unref (desk_do (desk, id, YC_EVENT_NOTED, "{'text':'stays'}"));
  g_assert_true (yc_store_set_trouble (desk->store, received->latest->id, why, &error));
  g_assert_no_error (error);
  self = desk_load (desk, id);
  g_assert_cmpint (self->state, ==, YC_STATE_DRAFT);
  g_assert_cmpuint (self->version, ==, 3);
  g_assert_cmpstr (yc_event_get_string (self->latest, "text"), ==, "stays");
  waiting = yc_store_list_waiting (desk->store, &error);
  g_assert_cmpuint (waiting->len, ==, 3);
  g_assert_cmpstr (((YcWaiting *)waiting->pdata[0])->trouble_code, ==, "blocked");
  g_assert_cmpstr (((YcWaiting *)waiting->pdata[1])->trouble_code, ==, "step");
}

static void
test_gap (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) ours = desk_events (desk, id, 0);
  g_autoptr (GPtrArray) ahead =
      desk_list (desk_foreign (id, YC_EVENT_NOTED, 5, "zhou", YC_ROLE_INTAKE, "{'text':'ahead'}"));
  g_autoptr (YcCase) self = NULL;
  guint next = 0;

  desk_merge (desk, ours, NULL, NULL);
  g_assert_cmpint (desk_merge (desk, ahead, &next, NULL), ==, YC_MERGE_GAP);
  g_assert_cmpuint (next, ==, 3);
  self = desk_load (desk, id);
  g_assert_cmpuint (self->version, ==, 2);
}

// A case of another terminal, from its first event on.
static void
test_foreign_case (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) events = story_events_to (YC_STATE_HANDED_OFF);
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (YcCase) self = NULL;
  gboolean changed = FALSE;

  g_assert_cmpint (desk_merge (desk, none, NULL, NULL), ==, YC_MERGE_DONE);
  g_assert_cmpint (desk_merge (desk, events, NULL, &changed), ==, YC_MERGE_DONE);
  g_assert_true (changed);
  desk_restart (desk);
  self = desk_load (desk, STORY_CASE);
  g_assert_cmpint (self->state, ==, YC_STATE_HANDED_OFF);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 0);
}

// An event that cannot be is not taken in, and nothing of its batch.
static void
test_impossible (Desk *desk, gconstpointer data)
{
  g_autoptr (GPtrArray) events = story_events_to (YC_STATE_RECEIVED);
  YcMerge merge;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (events, desk_foreign (STORY_CASE, YC_EVENT_CLOSED, events->len + 1, "he",
                                         YC_ROLE_ISSUING, "{}"));
  g_assert_false (yc_store_merge (desk->store, events, &merge, NULL, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_STEP);
  g_clear_error (&error);
  g_assert_null (yc_store_load_case (desk->store, STORY_CASE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
}

static void
test_waiting_cases (Desk *desk, gconstpointer data)
{
  g_autofree char *first = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autofree char *second = desk_begin (desk, STORY_NAME, "2026-G1-000002");
  g_autoptr (GPtrArray) confirmed = desk_events (desk, first, 0);
  g_autoptr (GPtrArray) both = yc_store_list_waiting_cases (desk->store, G_MAXINT64, NULL);
  g_autoptr (GPtrArray) one = NULL;

  g_assert_cmpuint (both->len, ==, 2);
  g_assert_cmpstr (both->pdata[0], ==, first);
  desk_merge (desk, confirmed, NULL, NULL);
  one = yc_store_list_waiting_cases (desk->store, G_MAXINT64, NULL);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpstr (one->pdata[0], ==, second);
}

// The whole case was refused by central: nothing is left of it but what is in trouble.
static void
test_nothing_left (Desk *desk, gconstpointer data)
{
  g_autofree char *id = desk_begin (desk, STORY_NAME, "2026-G1-000001");
  g_autoptr (GPtrArray) events = desk_events (desk, id, 0);
  g_autoptr (GError) why = g_error_new_literal (YC_ERROR, YC_ERROR_FORBIDDEN, "not here");
  g_autoptr (GError) error = NULL;

  g_assert_true (
      yc_store_set_trouble (desk->store, ((YcEvent *)events->pdata[0])->id, why, &error));
  g_assert_null (yc_store_load_case (desk->store, id, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
  g_assert_cmpuint (desk_count_waiting (desk), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Desk, NULL, desk_set_up, func, desk_tear_down)
  ADD ("/store/merge/our own events are confirmed, once or twice", test_own_confirmed);
  ADD ("/store/merge/what one person was told masked another is told in full", test_unmasked);
  ADD ("/store/merge/pending events move behind what others did", test_rebase);
  ADD ("/store/merge/what does not fit any more is kept and shown", test_trouble);
  ADD ("/store/merge/what rests on a refused event goes with it", test_refused_by_central);
  ADD ("/store/merge/a gap is told and nothing taken in", test_gap);
  ADD ("/store/merge/a case of another terminal comes in whole", test_foreign_case);
  ADD ("/store/merge/an impossible history is not taken in", test_impossible);
  ADD ("/store/merge/the case that waits longest goes first", test_waiting_cases);
  ADD ("/store/merge/of a case that central refuses only the trouble is left", test_nothing_left);
  return g_test_run ();
}
