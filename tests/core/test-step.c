// Every state against every event: what is allowed, and that the rest is refused as a step.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-error.h"
#include "yc-step.h"

// Written down a second time and by state, not by event, so that a slip in the table shows.
#define ALWAYS                                                                                     \
  YC_EVENT_CUSTODY_TRANSFERRED, YC_EVENT_PAPER_ISSUED, YC_EVENT_REVEALED, YC_EVENT_EXPORTED,       \
      YC_EVENT_NOTED
#define N_ALWAYS  5
#define HELP      YC_EVENT_HELPED, YC_EVENT_AUTHORISED, YC_EVENT_HELP_STOPPED, YC_EVENT_HELP_ENDED
#define HELP_OVER YC_EVENT_HELP_STOPPED, YC_EVENT_HELP_ENDED
#define DESK                                                                                       \
  ALWAYS, YC_EVENT_FILLED, YC_EVENT_ANSWERED, YC_EVENT_SCANNED, YC_EVENT_TEXT_FOUND,               \
      YC_EVENT_PAGE_MOVED, YC_EVENT_PAGE_PREPARED, YC_EVENT_PAGE_REMOVED, YC_EVENT_TICKED,         \
      YC_EVENT_MARKED, YC_EVENT_VERIFIED, HELP, YC_EVENT_WITHDRAWN
#define NOTES YC_EVENT_ANNOTATED, YC_EVENT_ANNOTATION_REMOVED
#define OFFICE                                                                                     \
  ALWAYS, HELP, YC_EVENT_WITHDRAWN, YC_EVENT_TERMINATED, YC_EVENT_DEFERRED_SETTLED,                \
      YC_EVENT_EXTENDED, YC_EVENT_SCANNED, YC_EVENT_TEXT_FOUND, YC_EVENT_PAGE_REMOVED

static const YcEventType allowed[YC_N_STATES][YC_N_EVENTS] = {
    [YC_STATE_NONE] = {YC_EVENT_OPENED, YC_EVENT_LODGED},
    [YC_STATE_PRE_REVIEW] = {ALWAYS, YC_EVENT_PRE_REVIEWED, HELP, YC_EVENT_WITHDRAWN},
    [YC_STATE_DRAFT] = {DESK, YC_EVENT_RECEIVED, YC_EVENT_CORRECTED, YC_EVENT_NOT_NEEDED,
                        YC_EVENT_NOT_ACCEPTED},
    [YC_STATE_RECEIVED] = {DESK, YC_EVENT_CORRECTED, YC_EVENT_SECOND_ASKED, YC_EVENT_SECOND_ALLOWED,
                           YC_EVENT_SUPPLEMENT_REQUESTED, YC_EVENT_ACCEPTED, YC_EVENT_NOT_NEEDED,
                           YC_EVENT_NOT_ACCEPTED},
    [YC_STATE_SUPPLEMENT] = {DESK, YC_EVENT_SUPPLEMENTED, YC_EVENT_NOT_ACCEPTED,
                             YC_EVENT_TERMINATED},
    [YC_STATE_ACCEPTED] = {ALWAYS, YC_EVENT_SCANNED, YC_EVENT_TEXT_FOUND, YC_EVENT_PAGE_REMOVED,
                           HELP, YC_EVENT_WITHDRAWN, YC_EVENT_TERMINATED, YC_EVENT_DEFERRED_SETTLED,
                           YC_EVENT_HANDED_OFF},
    [YC_STATE_HANDED_OFF] = {OFFICE, YC_EVENT_CLAIMED, YC_EVENT_ASSIGNED},
    [YC_STATE_IN_REVIEW] = {OFFICE, YC_EVENT_RELEASED, YC_EVENT_ASSIGNED, YC_EVENT_ADVANCED,
                            YC_EVENT_SUSPENDED, YC_EVENT_RETURNED, YC_EVENT_GRANTED,
                            YC_EVENT_REFUSED, NOTES},
    [YC_STATE_SUSPENDED] = {OFFICE, YC_EVENT_RESUMED, NOTES},
    [YC_STATE_RETURNED] = {DESK, YC_EVENT_HANDED_OFF, YC_EVENT_TERMINATED},
    [YC_STATE_GRANTED] = {ALWAYS, HELP_OVER, YC_EVENT_ISSUED},
    [YC_STATE_REFUSED] = {ALWAYS, HELP_OVER, YC_EVENT_ISSUED},
    [YC_STATE_ISSUED] = {ALWAYS, HELP_OVER, YC_EVENT_CLOSED},
    [YC_STATE_CLOSED] = {ALWAYS},
    [YC_STATE_NOT_NEEDED] = {ALWAYS},
    [YC_STATE_NOT_ACCEPTED] = {ALWAYS},
    [YC_STATE_WITHDRAWN] = {ALWAYS},
    [YC_STATE_TERMINATED] = {ALWAYS},
};

static gboolean
is_allowed (YcState state, YcEventType type)
{
  for (guint i = 0; allowed[state][i] != YC_EVENT_NONE; i++)
    if (allowed[state][i] == type)
      return TRUE;
  return FALSE;
}

#define SECOND "{'page':'page-2','material':'licence','blob':'" STORY_BLOB "','mime':'image/png'}"

// Accepted, and nobody has decided it.
static gboolean
is_underway (YcState state)
{
  return state >= YC_STATE_ACCEPTED && state < YC_STATE_RETURNED;
}

// The page that the story scanned is there already; a new one has another name. That stays once the
// case is accepted, and only what came in since is taken out.
static const char *
data_for (YcState state, YcEventType type)
{
  if (type == YC_EVENT_PAGE_REMOVED && is_underway (state))
    return "{'page':'page-2'}";
  return type == YC_EVENT_SCANNED ? SECOND : NULL;
}

// The way to the state on which something is owed, or told, as the event asks for.
static GPtrArray *
list_way (YcState state, YcEventType type)
{
  static const YcEventType told[] = {YC_EVENT_OPENED,       YC_EVENT_FILLED,
                                     YC_EVENT_RECEIVED,     YC_EVENT_SUPPLEMENT_REQUESTED,
                                     YC_EVENT_SUPPLEMENTED, YC_EVENT_SECOND_ASKED};
  gboolean second = state == YC_STATE_RECEIVED &&
                    (type == YC_EVENT_SECOND_ASKED || type == YC_EVENT_SECOND_ALLOWED);
  GPtrArray *events = story_events_to (second ? YC_STATE_NONE : state);

  for (guint i = 0; second && i < G_N_ELEMENTS (told); i++)
    g_ptr_array_add (events, story_event (told[i], i + 1, STORY_START, NULL));
  return events;
}

// Pages come to the office, and go, only of what is owed.
static const char *
find_owed (YcState state, YcEventType type)
{
  if (type == YC_EVENT_DEFERRED_SETTLED)
    return "health";
  return is_underway (state) && (type == YC_EVENT_SCANNED || type == YC_EVENT_TEXT_FOUND ||
                                 type == YC_EVENT_PAGE_REMOVED)
             ? "licence"
             : NULL;
}

// A material is owed: marked at the counter, with a day in the acceptance.
static void
owe (GPtrArray *events, const char *material)
{
  g_autofree char *mark = g_strdup_printf ("{'material':'%s','mark':'deferred'}", material);

  g_ptr_array_insert (events, 2, story_event (YC_EVENT_MARKED, 3, STORY_START, mark));
  for (guint i = 3; i < events->len; i++) {
    YcEvent *old = events->pdata[i];

    events->pdata[i] =
        old->type == YC_EVENT_ACCEPTED
            ? story_event (YC_EVENT_ACCEPTED, i + 1, old->at, "{'deferred_due':'2026-03-09'}")
            : yc_event_renumber (old, i + 1);
    yc_event_unref (old);
  }
}

// Somebody helps, from the beginning on.
static void
help (GPtrArray *events)
{
  g_ptr_array_insert (events, 1, story_event (YC_EVENT_HELPED, 2, STORY_START, NULL));
  for (guint i = 2; i < events->len; i++) {
    YcEvent *old = events->pdata[i];

    events->pdata[i] = yc_event_renumber (old, i + 1);
    yc_event_unref (old);
  }
}

static gboolean
needs_help (YcEventType type)
{
  return type == YC_EVENT_AUTHORISED || type == YC_EVENT_HELP_STOPPED ||
         type == YC_EVENT_HELP_ENDED;
}

static YcCase *
prepare (YcState state, YcEventType type)
{
  g_autoptr (GPtrArray) events = list_way (state, type);
  g_autoptr (GError) error = NULL;
  YcCase *self;

  if (find_owed (state, type) != NULL && is_allowed (state, type))
    owe (events, find_owed (state, type));
  if (type == YC_EVENT_PAGE_REMOVED && is_underway (state))
    g_ptr_array_add (events, story_event (YC_EVENT_SCANNED, events->len + 1, STORY_START, SECOND));
  if (needs_help (type) && is_allowed (state, type))
    help (events);
  if (type == YC_EVENT_ANNOTATION_REMOVED && is_allowed (state, type))
    g_ptr_array_add (events, story_event (YC_EVENT_ANNOTATED, events->len + 1, STORY_START, NULL));
  self = yc_case_fold (NULL, events, &error);
  g_assert_no_error (error);
  return self;
}

static void
test_every_step (void)
{
  for (YcState state = YC_STATE_NONE; state < YC_N_STATES; state++) {
    for (YcEventType type = YC_EVENT_NONE + 1; type < YC_N_EVENTS; type++) {
      g_autoptr (YcCase) self = prepare (state, type);
      g_autoptr (YcEvent) event = story_event_by (type, self != NULL ? self->version + 1 : 1, NULL,
                                                  YC_ROLE_NONE, data_for (state, type));
      g_autoptr (GError) error = NULL;
      g_autoptr (YcCase) after = yc_case_apply (self, event, NULL, &error);

      g_test_message ("%s, %s", yc_state_name (state), yc_event_type_name (type));
      g_assert_cmpint (yc_step_is_allowed (state, type), ==, is_allowed (state, type));
      if (is_allowed (state, type))
        g_assert_no_error (error);
      else
        g_assert_error (error, YC_ERROR, YC_ERROR_STEP);
      g_assert_cmpint (after != NULL, ==, is_allowed (state, type));
    }
  }
}

static void
test_final (void)
{
  for (YcState state = YC_STATE_NONE; state < YC_N_STATES; state++)
    g_assert_cmpint (yc_state_is_final (state), ==,
                     state != YC_STATE_NONE && allowed[state][N_ALWAYS] == YC_EVENT_NONE);
  g_assert_false (yc_state_is_final (YC_N_STATES));
}

// Each event in each role: only those of the table, and with the code that says so.
static void
test_roles (void)
{
  for (YcState state = YC_STATE_NONE; state < YC_N_STATES; state++) {
    for (YcEventType type = YC_EVENT_NONE + 1; type < YC_N_EVENTS; type++) {
      g_autoptr (YcCase) self = prepare (state, type);

      for (YcRole role = YC_ROLE_INTAKE; role <= YC_ROLE_SYSTEM; role = (YcRole)(role << 1)) {
        g_autoptr (YcEvent) event = story_event_by (type, self != NULL ? self->version + 1 : 1,
                                                    NULL, role, data_for (state, type));
        g_autoptr (GError) error = NULL;
        g_autoptr (YcCase) after =
            is_allowed (state, type) ? yc_case_apply (self, event, NULL, &error) : NULL;

        if (is_allowed (state, type) && (yc_step_find (type)->roles & role) == 0)
          g_assert_error (error, YC_ERROR, YC_ERROR_ROLE);
        else
          g_assert_no_error (error);
      }
    }
  }
}

static void
test_unknown (void)
{
  g_autoptr (YcEvent) event = yc_event_new ("x", STORY_CASE, YC_N_EVENTS, 1, STORY_START, "wang",
                                            YC_ROLE_INTAKE, "t1", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_case_apply (NULL, event, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_UNKNOWN_EVENT);
  g_assert_null (yc_step_find (YC_EVENT_NONE));
}

// What a step needs is refused when it is absent, empty, or of another type.
static void
test_needs (void)
{
  for (YcState state = YC_STATE_NONE; state < YC_N_STATES; state++) {
    YcCase *self = story_in_state (state);

    for (guint i = 0; allowed[state][i] != YC_EVENT_NONE; i++) {
      const YcStep *step = yc_step_find (allowed[state][i]);

      for (guint n = 0; n < G_N_ELEMENTS (step->needs) && step->needs[n] != NULL; n++) {
        g_autofree char *json = g_strdup_printf ("{'%s':''}", step->needs[n]);
        g_autoptr (YcEvent) event =
            story_event (step->type, self != NULL ? self->version + 1 : 1, STORY_START, json);
        g_autoptr (GError) error = NULL;

        g_assert_null (yc_case_apply (self, event, NULL, &error));
        g_assert_true (g_error_matches (error, YC_ERROR, YC_ERROR_MALFORMED) ||
                       g_error_matches (error, YC_ERROR, YC_ERROR_GROUND_MISSING) ||
                       g_error_matches (error, YC_ERROR, YC_ERROR_REASON_MISSING));
      }
    }
    g_clear_pointer (&self, yc_case_unref);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/step/every state allows what it should and nothing else",
                   test_every_step);
  g_test_add_func ("/core/step/nothing but notes follows a final state", test_final);
  g_test_add_func ("/core/step/a step in another role is refused", test_roles);
  g_test_add_func ("/core/step/an unknown kind of event is refused", test_unknown);
  g_test_add_func ("/core/step/what a step needs cannot be left out", test_needs);
  return g_test_run ();
}
