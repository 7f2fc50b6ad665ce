// What a case counts for in statistics, and the days on which its lamp turns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-tally.h"
#include "yc-json.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_KEY 200 // bytes
#define MOST_KEYS   500 // of a notice

typedef struct {
  const YcCase *self;
  const YcCalendar *calendar;
  GPtrArray *events;
  GString *out;
} Tally;

static void
add (Tally *tally, YcDay day, int value, const char *mark)
{
  g_string_append_printf (tally->out, "%u %d %s\n", day, value, mark);
}

// The last moment in which the limit of acceptance or of the decision ran says whether the case was
// deemed accepted. A case that still waits to be told is read as on its first day.
static gboolean
is_deemed (const Tally *tally)
{
  const YcCase *after = NULL;

  for (const YcCase *at = tally->self; at != NULL; after = at, at = at->before) {
    YcClock clock;

    if (at->state != YC_STATE_RECEIVED &&
        (at->state < YC_STATE_ACCEPTED || at->state > YC_STATE_RETURNED))
      continue;
    yc_clock_read (at, tally->calendar,
                   yc_day_from_ms (after != NULL ? after->latest->at : at->received_at), &clock);
    return clock.deemed;
  }
  return FALSE;
}

static gboolean
is_turned_away (const YcCase *self)
{
  return self->state == YC_STATE_NOT_NEEDED || self->state == YC_STATE_NOT_ACCEPTED;
}

static void
add_receipt (Tally *tally)
{
  const YcCase *self = tally->self;
  YcDay received = yc_day_from_ms (self->received_at);
  gboolean deemed;

  if (self->received_at == 0)
    return;
  deemed = is_deemed (tally);
  add (tally, received, 0, YC_TALLY_RECEIVED);
  if (self->notices > 0)
    add (tally, received, 0, YC_TALLY_NOTICED);
  if (deemed)
    add (tally, received, 0, YC_TALLY_DEEMED);
  if (self->accepted_at != 0 || (deemed && !is_turned_away (self)))
    add (tally, deemed ? received : yc_day_from_ms (self->accepted_at), 0, YC_TALLY_ACCEPTED);
}

static const char *
name_of_refusal (const Tally *tally)
{
  for (guint i = tally->events->len; i > 0; i--) {
    const YcEvent *event = tally->events->pdata[i - 1];

    if (event->type == YC_EVENT_NOT_ACCEPTED)
      return g_strcmp0 (yc_event_get_string (event, "kind"), "not-ours") == 0 ? YC_TALLY_NOT_OURS
                                                                              : YC_TALLY_TURNED;
  }
  return YC_TALLY_TURNED;
}

static void
add_end (Tally *tally)
{
  const YcCase *self = tally->self;
  YcDay day = yc_day_from_ms (self->ended_at);

  if (self->state == YC_STATE_NOT_NEEDED)
    add (tally, day, 0, YC_TALLY_NOT_NEEDED);
  else if (self->state == YC_STATE_NOT_ACCEPTED)
    add (tally, day, 0, name_of_refusal (tally));
  else if (self->state == YC_STATE_WITHDRAWN)
    add (tally, day, 0, YC_TALLY_WITHDRAWN);
  else if (self->state == YC_STATE_TERMINATED)
    add (tally, day, 0, YC_TALLY_TERMINATED);
}

// Working days from the beginning of the limit to the decision, without what pauses took.
static int
count_used (const Tally *tally, const YcCase *before, const YcClock *clock, YcDay decided)
{
  YcDay from = yc_calendar_counts_first (tally->calendar) ? clock->from - 1 : clock->from;
  int paused = clock->days - before->promised_days - before->extension_days;

  return MAX (yc_calendar_count (tally->calendar, from, decided) - paused, 0);
}

// The clock stops with the decision: what it said the moment before counts.
static void
add_decision (Tally *tally)
{
  const YcCase *before = tally->self;
  YcDay decided = yc_day_from_ms (before->decided_at);
  YcClock clock;

  if (before->decided_at == 0)
    return;
  while (before->decided_at != 0)
    before = before->before;
  yc_clock_read (before, tally->calendar, decided, &clock);
  if (clock.limit != YC_LIMIT_DECISION)
    add (tally, decided, 0, YC_TALLY_UNLIMITED);
  else
    add (tally, decided, count_used (tally, before, &clock, decided),
         decided <= clock.due                          ? YC_TALLY_ON_TIME
         : decided <= MAX (clock.legal_due, clock.due) ? YC_TALLY_LATE
                                                       : YC_TALLY_OVERDUE);
}

static gboolean
is_visit (const YcEvent *event)
{
  const char *method = yc_event_get_string (event, "method");

  if (event->type == YC_EVENT_ISSUED)
    return g_strcmp0 (method, "courier") != 0 && g_strcmp0 (method, "electronic") != 0;
  return event->role != YC_ROLE_HELPER &&
         (event->type == YC_EVENT_RECEIVED || event->type == YC_EVENT_SUPPLEMENTED ||
          event->type == YC_EVENT_DEFERRED_SETTLED);
}

// Two things on one day are one visit.
static void
add_visits (Tally *tally)
{
  g_autoptr (GHashTable) days = NULL;

  if (tally->self->issued_at == 0)
    return;
  days = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < tally->events->len; i++)
    if (is_visit (tally->events->pdata[i]))
      g_hash_table_add (
          days, GUINT_TO_POINTER (yc_day_from_ms (((YcEvent *)tally->events->pdata[i])->at)));
  add (tally, yc_day_from_ms (tally->self->issued_at), (int)g_hash_table_size (days),
       YC_TALLY_VISITS);
}

// The key of a finding that stood in a notice; that of its material where it has none.
static char *
key_of (JsonObject *finding)
{
  const char *key = yc_json_get_string (finding, "key");
  const char *material = yc_json_get_string (finding, "material");

  if (key == NULL && material != NULL)
    return g_strconcat ("material:", material, NULL);
  return g_strdup (key);
}

static void
add_points (Tally *tally, const YcEvent *event)
{
  JsonArray *findings = yc_json_get_array (event->data, "findings");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < MIN (yc_json_get_length (findings), MOST_KEYS); i++) {
    g_autofree char *key = key_of (yc_json_get_element (findings, i));
    g_autofree char *mark = g_strconcat (YC_TALLY_POINT, key, NULL);

    if (key != NULL && strlen (key) <= LONGEST_KEY && strpbrk (key, "\r\n") == NULL &&
        g_hash_table_add (seen, g_steal_pointer (&key)))
      add (tally, yc_day_from_ms (event->at), 0, mark);
  }
}

char *
yc_tally_list_marks (const YcCase *self, const YcCalendar *calendar)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (self);
  Tally tally = {self, calendar, events, g_string_new (NULL)};

  add_receipt (&tally);
  add_end (&tally);
  add_decision (&tally);
  add_visits (&tally);
  for (guint i = 0; i < events->len; i++)
    if (((YcEvent *)events->pdata[i])->type == YC_EVENT_SUPPLEMENT_REQUESTED)
      add_points (&tally, events->pdata[i]);
  return g_string_free (tally.out, FALSE);
}

gboolean
yc_tally_read_mark (const char *line, YcDay *ret_day, int *ret_value, const char **ret_mark)
{
  int length = 0;

  if (sscanf (line, "%u %d %n", ret_day, ret_value, &length) != 2 || length == 0)
    return FALSE;
  *ret_mark = line + length;
  return TRUE;
}

// Read as on the day of receipt: only a case that waits to be told depends on the day, and then on
// one alone, on which the clock itself says what comes.
gboolean
yc_tally_read_clock (const YcCase *self, const YcCalendar *calendar, YcTallyClock *ret_clock)
{
  YcDay received = yc_day_from_ms (self->received_at);
  YcClock clock, deemed;

  if (self->received_at == 0 || self->state == YC_STATE_ISSUED || yc_state_is_final (self->state))
    return FALSE;
  yc_clock_read (self, calendar, received, &clock);
  *ret_clock = (YcTallyClock){
      .received = received, .yellow_from = clock.yellow_from, .red_from = clock.red_from};
  if (clock.anew_from == 0)
    return TRUE;
  yc_clock_read (self, calendar, clock.anew_from, &deemed);
  if (!deemed.deemed)
    return TRUE;
  ret_clock->deemed_from = clock.anew_from;
  ret_clock->deemed_yellow_from = deemed.yellow_from;
  ret_clock->deemed_red_from = deemed.red_from;
  return TRUE;
}

YcDay
yc_tally_month (YcDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_set_day (&date, 1);
  return g_date_get_julian (&date);
}

YcDay
yc_tally_next_month (YcDay day)
{
  return yc_tally_month (yc_tally_month (day) + 31);
}
