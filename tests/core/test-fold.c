// What must hold for any sequence of events.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "story.h"
#include "yc-step.h"

#include <string.h>

#define SEQUENCES 300
#define LENGTH    60

static const char *const people[] = {STORY_CLERK, STORY_HELPER, STORY_APPROVER, "zhao", "he"};

// What moves a case on; the rest mostly bounces off.
static const YcEventType onward[] = {
    YC_EVENT_OPENED,    YC_EVENT_FILLED,       YC_EVENT_RECEIVED,   YC_EVENT_SUPPLEMENT_REQUESTED,
    YC_EVENT_ACCEPTED,  YC_EVENT_SUPPLEMENTED, YC_EVENT_HANDED_OFF, YC_EVENT_CLAIMED,
    YC_EVENT_SUSPENDED, YC_EVENT_RESUMED,      YC_EVENT_RETURNED,   YC_EVENT_GRANTED,
    YC_EVENT_REFUSED,   YC_EVENT_ISSUED,
};

static YcEventType
random_type (GRand *rand)
{
  return g_rand_boolean (rand) ? onward[g_rand_int_range (rand, 0, G_N_ELEMENTS (onward))]
                               : (YcEventType)g_rand_int_range (rand, 1, YC_N_EVENTS);
}

static YcEvent *
random_event (GRand *rand, const YcCase *self)
{
  YcEventType type = random_type (rand);
  gboolean usual = g_rand_int_range (rand, 0, 4) > 0;
  const char *actor = usual ? NULL : people[g_rand_int_range (rand, 0, G_N_ELEMENTS (people))];
  YcRole role = usual ? YC_ROLE_NONE : (YcRole)(1 << g_rand_int_range (rand, 0, 7));
  g_autofree char *page =
      type == YC_EVENT_SCANNED
          ? g_strdup_printf ("{'page':'page-%d','material':'licence','blob':'" STORY_BLOB
                             "','mime':'image/jpeg'}",
                             g_rand_int_range (rand, 1, 4))
          : NULL;

  return story_event_by (type, self != NULL ? self->version + 1 : 1, actor, role, page);
}

// What must hold for any case, however it came about.
static void
check (const YcCase *self)
{
  g_assert_cmpint (self->state, >, YC_STATE_NONE);
  g_assert_cmpint (self->state, <, YC_N_STATES);
  g_assert_true (self->before == NULL ||
                 yc_step_is_allowed (self->before->state, self->latest->type));
  g_assert_true (self->holder == NULL || self->state != YC_STATE_IN_REVIEW ||
                 !yc_case_has_hand (self, self->holder));
  if (self->state == YC_STATE_GRANTED || self->state == YC_STATE_REFUSED)
    g_assert_false (
        yc_case_has_hand (self, self->latest->actor) && self->latest->type != YC_EVENT_NOTED &&
        self->latest->type <= YC_EVENT_REFUSED && self->latest->type >= YC_EVENT_GRANTED);
  g_assert_cmpint (self->extension_days, <=, 15);
}

// A picture of a case that is equal for equal cases.
static char *
describe (const YcCase *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%d %u %s %s %u %d %u %u %u %u", self->state, self->version,
                          self->holder, self->department, self->notices, self->extension_days,
                          self->hands->len, self->pauses->len, g_hash_table_size (self->ticks),
                          g_hash_table_size (self->marks));
  g_string_append_printf (text, " %u", self->annotations->len);
  for (guint i = 0; i < self->pages->len; i++)
    g_string_append_printf (text, " %s/%s", ((YcPage *)self->pages->pdata[i])->id,
                            ((YcPage *)self->pages->pdata[i])->material);
  for (const gint64 *at = &self->opened_at; at <= &self->ended_at; at++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, *at);
  return g_string_free (text, FALSE);
}

static YcCase *
random_case (GRand *rand)
{
  YcCase *self = NULL;

  for (guint i = 0; i < LENGTH; i++) {
    g_autoptr (YcEvent) event = random_event (rand, self);
    g_autofree char *was = self != NULL ? describe (self) : NULL;
    YcCase *after = yc_case_apply (self, event, NULL, NULL);
    g_autofree char *is = self != NULL ? describe (self) : NULL;

    g_assert_cmpstr (is, ==, was);
    if (after == NULL)
      continue;
    check (after);
    if (self != NULL)
      yc_case_unref (self);
    self = after;
  }
  return self;
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (32);
  guint seen[YC_N_STATES] = {0};

  for (guint i = 0; i < SEQUENCES; i++) {
    YcCase *self = random_case (rand);

    for (const YcCase *at = self; at != NULL; at = at->before)
      seen[at->state]++;
    g_clear_pointer (&self, yc_case_unref);
  }
  for (YcState state = YC_STATE_PRE_REVIEW; state <= YC_STATE_IN_REVIEW; state++)
    g_assert_cmpuint (seen[state], >, 0);
}

static void
test_prefix (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  for (YcState state = YC_STATE_PRE_REVIEW; state < YC_N_STATES; state++) {
    g_autoptr (GPtrArray) events = story_events_to (state);
    g_autoptr (YcCase) whole = yc_case_fold (NULL, events, NULL);
    g_autofree char *expected = describe (whole);
    guint cut = (guint)g_rand_int_range (rand, 0, (gint32)events->len) + 1;
    g_autoptr (GPtrArray) first = g_ptr_array_new ();
    g_autoptr (GPtrArray) rest = g_ptr_array_new ();
    g_autoptr (YcCase) half = NULL;
    g_autoptr (YcCase) all = NULL;
    g_autofree char *found = NULL;

    for (guint i = 0; i < events->len; i++)
      g_ptr_array_add (i < cut ? first : rest, events->pdata[i]);
    half = yc_case_fold (NULL, first, NULL);
    all = yc_case_fold (half, rest, NULL);
    found = describe (all);
    g_assert_cmpstr (found, ==, expected);
  }
}

static void
test_long_chain (void)
{
  YcCase *self = story_in_state (YC_STATE_DRAFT);
  g_autoptr (YcEvent) note = story_event (YC_EVENT_NOTED, 1, STORY_START, NULL);
  g_autoptr (GPtrArray) events = NULL;

  while (self->version < 100000) {
    g_autoptr (YcEvent) event = yc_event_renumber (note, self->version + 1);
    YcCase *after = yc_case_apply (self, event, NULL, NULL);

    yc_case_unref (self);
    self = after;
  }
  events = yc_case_list_events (self);
  g_assert_cmpuint (events->len, ==, 100000);
  yc_case_unref (self);
}

static void
test_nothing (void)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_case_fold (NULL, none, &error));
  g_assert_no_error (error);
}

static gpointer
read_thread (gpointer data)
{
  for (guint i = 0; i < 20000; i++)
    yc_case_unref (yc_case_ref (data));
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (YcCase) self = story_in_state (YC_STATE_CLOSED);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("reader", read_thread, self);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpint (self->state, ==, YC_STATE_CLOSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/fold/no sequence of events breaks the table, a refusal changes nothing",
                   test_random);
  g_test_add_func ("/core/fold/a prefix and then the rest is the whole", test_prefix);
  g_test_add_func ("/core/fold/a hundred thousand events are no burden on the stack",
                   test_long_chain);
  g_test_add_func ("/core/fold/nothing folds to nothing", test_nothing);
  g_test_add_func ("/core/fold/a case may be shared by threads", test_threads);
  return g_test_run ();
}
