// Telling the story of one demo case: a step at a time, by people who may, at times that make
// sense.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-demo-story.h"
#include "yc-acceptance.h"
#include "yc-error.h"
#include "yc-numbers.h"
#include "yc-uuid.h"

#define MINUTE_MS (60 * G_GINT64_CONSTANT (1000))
#define HOUR_MS   (60 * MINUTE_MS)
#define DAY_MS    (24 * HOUR_MS)
#define TERMINAL  "demo"

static int
random_int (YcStory *self, int from, int below)
{
  return g_rand_int_range (self->demo->random, from, below);
}

static gboolean
may_open (const YcStory *self, const YcPerson *person)
{
  if ((person->roles & YC_ROLE_INTAKE) == 0)
    return FALSE;
  for (guint i = 0; person->windows[i] != NULL; i++) {
    const YcWindow *window = yc_catalogue_find_window (self->demo->catalogue, person->windows[i]);

    if (window != NULL && yc_item_is_offered (self->item, window->theme))
      return TRUE;
  }
  return FALSE;
}

// Every item has somebody who can take it: a general window offers all of its hall's.
static void
pick_clerk (YcStory *self)
{
  GPtrArray *people = self->demo->people;
  guint start = (guint)random_int (self, 0, (int)people->len);

  for (guint i = 0; i < people->len; i++) {
    const YcPerson *person = people->pdata[(start + i) % people->len];

    if (!may_open (self, person))
      continue;
    self->clerk = person;
    for (guint k = 0; person->windows[k] != NULL; k++) {
      self->window = yc_catalogue_find_window (self->demo->catalogue, person->windows[k]);
      if (self->window != NULL && yc_item_is_offered (self->item, self->window->theme))
        return;
    }
  }
}

static gint64
pick_time (YcStory *self, int days)
{
  YcCalendar *calendar = yc_catalogue_get_calendar (self->demo->catalogue);
  gint64 latest = self->demo->now - 2 * HOUR_MS - random_int (self, 0, 60) * MINUTE_MS;
  YcDay day = yc_day_from_ms (self->demo->now);

  while (days > 0)
    if (yc_calendar_is_working_day (calendar, --day))
      days--;
  return MIN (yc_day_to_ms (day) + (9 * 60 + random_int (self, 0, 6 * 60)) * MINUTE_MS, latest);
}

// Most cases on the way are within their promised limit, as in a city that keeps its word; one in
// twelve is late.
static int
usual_days (YcStory *self, const YcDemoPlan *plan)
{
  gboolean on_the_way = plan->state >= YC_STATE_RECEIVED && plan->state <= YC_STATE_RETURNED;

  if (!on_the_way || random_int (self, 0, 12) == 0)
    return plan->days;
  return MIN (plan->days, random_int (self, 0, MAX (self->item->promised_days, 1)));
}

void
yc_story_begin (YcStory *self, YcDemo *demo, const YcDemoPlan *plan)
{
  GPtrArray *items = yc_catalogue_get_items (demo->catalogue);

  *self = (YcStory){.demo = demo};
  for (int tries = 0; self->clerk == NULL && tries < 100; tries++) {
    const YcItem *item = items->pdata[random_int (self, 0, (int)items->len)];

    self->item =
        yc_catalogue_find_current (demo->catalogue, item->code, yc_day_from_ms (demo->now));
    if (self->item != NULL)
      pick_clerk (self);
  }
  self->at = pick_time (self, usual_days (self, plan));
  self->id = yc_uuid_new (self->at);
  if (self->clerk == NULL)
    g_set_error_literal (&self->error, YC_ERROR, YC_ERROR_MALFORMED,
                         "nobody in this city takes in any item");
}

gboolean
yc_story_end (YcStory *self, GError **error)
{
  gboolean good =
      self->error == NULL && (self->current == NULL ||
                              yc_ledger_project (self->demo->ledger, self->current, &self->error));

  g_clear_pointer (&self->current, yc_case_unref);
  g_free (self->id);
  if (!good)
    g_propagate_prefixed_error (error, self->error, "%s: ", self->item->code);
  return good;
}

void
yc_story_step (
    YcStory *self, YcEventType type, const YcPerson *person, YcRole role, JsonObject *data)
{
  guint version = self->current != NULL ? self->current->version : 0;
  g_autofree char *id = yc_uuid_new (self->at);
  g_autoptr (YcEvent) event =
      yc_event_new (id, self->id, type, version + 1, self->at,
                    person != NULL ? person->id : "online", role, TERMINAL, data);
  const YcContext context = {event->actor, person != NULL ? person->roles : YC_ROLE_SYSTEM,
                             person != NULL ? (const char *const *)person->departments : NULL};
  YcCase *next;

  if (self->error != NULL)
    return;
  next = yc_case_apply (self->current, event, &context, &self->error);
  if (next != NULL &&
      yc_acceptance_check (self->demo->catalogue, self->current, event, &self->error))
    yc_ledger_append (self->demo->ledger, event, next, self->at, &self->error);
  if (next == NULL)
    return;
  g_clear_pointer (&self->current, yc_case_unref);
  self->current = next;
  self->at = MIN (self->at + random_int (self, 10, 45) * G_GINT64_CONSTANT (1000), self->demo->now);
}

void
yc_story_pass (YcStory *self, double part)
{
  YcCalendar *calendar = yc_catalogue_get_calendar (self->demo->catalogue);
  gint64 left = self->demo->now - self->at;
  gint64 usual = 2 * self->item->promised_days * DAY_MS; // longer than that nothing rests
  gint64 target = self->at + (gint64)((double)MIN (left, usual) * part);
  YcDay day = yc_day_from_ms (target);

  while (!yc_calendar_is_working_day (calendar, day) && day > yc_day_from_ms (self->at))
    day--;
  target = yc_day_to_ms (day) + (9 * 60 + random_int (self, 0, 7 * 60)) * MINUTE_MS;
  self->at = MIN (MAX (target, self->at + MINUTE_MS), self->demo->now);
}

static YcNumberRange *
lease (YcStory *self, const char *kind, char *prefix, char *suffix)
{
  YcNumberRange *range = g_new0 (YcNumberRange, 1);

  range->request = yc_uuid_new (self->at);
  range->terminal = g_strdup (TERMINAL);
  range->kind = g_strdup (kind);
  range->window = g_strdup (self->window->id);
  range->prefix = prefix;
  range->suffix = suffix;
  if (yc_ledger_lease_range (self->demo->ledger, range, 100, self->demo->now, &self->error)) {
    g_hash_table_replace (self->demo->numbers, g_strdup (prefix), range);
    return range;
  }
  yc_number_range_free (range);
  return NULL;
}

char *
yc_story_number (YcStory *self, const char *kind)
{
  g_autofree char *day = yc_day_to_string (yc_day_from_ms (self->at));
  int year = (int)g_ascii_strtoll (day, NULL, 10);
  g_autofree char *prefix = NULL, *suffix = NULL;
  YcNumberRange *range;

  if (self->error != NULL || !yc_numbers_name (self->demo->catalogue, kind, self->window->id, year,
                                               &prefix, &suffix, &self->error))
    return NULL;
  range = g_hash_table_lookup (self->demo->numbers, prefix);
  if (range == NULL || range->first > range->last)
    range = lease (self, kind, g_strdup (prefix), g_strdup (suffix));
  return range != NULL
             ? g_strdup_printf ("%s%0*d%s", prefix, YC_NUMBER_DIGITS, (int)range->first++, suffix)
             : NULL;
}

const YcPerson *
yc_story_person (YcStory *self, YcRole role)
{
  GPtrArray *people = self->demo->people;

  for (guint i = 0; i < people->len; i++) {
    const YcPerson *person = people->pdata[i];

    if ((person->roles & role) == 0 || person == self->clerk)
      continue;
    if (role != YC_ROLE_APPROVER ||
        g_strv_contains ((const char *const *)person->departments, self->item->department))
      return person;
  }
  return NULL;
}

JsonObject *
yc_story_data (const char *name, ...)
{
  JsonObject *object = json_object_new ();
  va_list arguments;

  va_start (arguments, name);
  for (; name != NULL; name = va_arg (arguments, const char *)) {
    // NOLINTNEXTLINE(clang-analyzer-valist.Uninitialized): it is, above
    const char *value = va_arg (arguments, const char *);

    if (value != NULL)
      json_object_set_string_member (object, name, value);
  }
  va_end (arguments);
  return object;
}
