// Working days: weekends, statutory holidays and make-up workdays (行政许可法 art. 82).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-calendar.h"
#include "yc-error.h"

#include <stdio.h>

#define CHINA_MS    (8 * 3600 * 1000)
#define DAY_MS      (24 * 3600 * 1000)
#define JULIAN_1970 719163 // GDate's day number of 1970-01-01

// Beyond what is published, holidays cannot be known: no limit in law is longer than this.
#define MOST_DAYS 3660

struct _YcCalendar {
  GHashTable *years; // year -> itself
  GHashTable *days;  // YcDay -> 1 for a day off, 2 for a make-up workday
  gboolean count_first;
};

enum { DAY_OFF = 1, DAY_WORK = 2 };

YcDay
yc_day_from_ms (gint64 ms)
{
  gint64 china = ms + CHINA_MS;

  return (YcDay)(china / DAY_MS - (china % DAY_MS < 0 ? 1 : 0) + JULIAN_1970);
}

gint64
yc_day_to_ms (YcDay day)
{
  return ((gint64)day - JULIAN_1970) * DAY_MS - CHINA_MS;
}

YcDay
yc_day_from_string (const char *text)
{
  guint year, month, day;

  if (text == NULL ||
      !g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, G_REGEX_DOLLAR_ENDONLY, 0) ||
      sscanf (text, "%4u-%2u-%2u", &year, &month, &day) != 3 ||
      !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return 0;
  GDate date;
  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian (&date);
}

static int
year_of (YcDay day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_date_get_year (&date);
}

char *
yc_day_to_string (YcDay day)
{
  GDate date;

  if (day == 0)
    return g_strdup ("");
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (&date), (int)g_date_get_month (&date),
                          g_date_get_day (&date));
}

static gboolean
read_days (YcCalendar *self,
           JsonObject *year_object,
           const char *member,
           int year,
           int mark,
           GError **error)
{
  JsonNode *node = json_object_get_member (year_object, member);
  JsonArray *array =
      node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node != NULL && array == NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "calendar %d: “%s” is not a list", year,
                 member);
    return FALSE;
  }
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    const char *text = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
    YcDay day = yc_day_from_string (text);

    if (day == 0 || year_of (day) != year) {
      g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED,
                   "calendar %d, %s[%u]: not a day of that year", year, member, i);
      return FALSE;
    }
    g_hash_table_insert (self->days, GUINT_TO_POINTER (day), GINT_TO_POINTER (mark));
  }
  return TRUE;
}

static gboolean
read_year (YcCalendar *self, const char *name, JsonNode *node, GError **error)
{
  gint64 year;

  if (!g_ascii_string_to_signed (name, 10, 1949, 9999, &year, NULL) ||
      !JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "calendar: “%s” is not a year", name);
    return FALSE;
  }
  g_hash_table_add (self->years, GINT_TO_POINTER ((int)year));
  return read_days (self, json_node_get_object (node), "off", (int)year, DAY_OFF, error) &&
         read_days (self, json_node_get_object (node), "work", (int)year, DAY_WORK, error);
}

YcCalendar *
yc_calendar_new (JsonObject *object, GError **error)
{
  g_autoptr (YcCalendar) self = g_atomic_rc_box_new0 (YcCalendar);
  JsonNode *years = json_object_get_member (object, "years");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  self->count_first = json_object_get_boolean_member_with_default (object, "count_first", FALSE);
  self->years = g_hash_table_new (NULL, NULL);
  self->days = g_hash_table_new (NULL, NULL);
  if (years == NULL || !JSON_NODE_HOLDS_OBJECT (years)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "calendar: it has no “years”");
    return NULL;
  }
  json_object_iter_init (&iter, json_node_get_object (years));
  while (json_object_iter_next (&iter, &name, &node))
    if (!read_year (self, name, node, error))
      return NULL;
  return g_steal_pointer (&self);
}

YcCalendar *
yc_calendar_ref (YcCalendar *calendar)
{
  return g_atomic_rc_box_acquire (calendar);
}

static void
clear (gpointer data)
{
  YcCalendar *self = data;

  g_hash_table_unref (self->years);
  g_hash_table_unref (self->days);
}

void
yc_calendar_unref (YcCalendar *calendar)
{
  g_atomic_rc_box_release_full (calendar, clear);
}

gboolean
yc_calendar_is_published (const YcCalendar *calendar, YcDay day)
{
  return calendar != NULL &&
         g_hash_table_contains (calendar->years, GINT_TO_POINTER (year_of (day)));
}

gboolean
yc_day_is_weekend (YcDay day)
{
  return day % 7 == 6 || day % 7 == 0; // Julian day 1 was a Monday
}

gboolean
yc_calendar_is_working_day (const YcCalendar *calendar, YcDay day)
{
  int mark = calendar != NULL
                 ? GPOINTER_TO_INT (g_hash_table_lookup (calendar->days, GUINT_TO_POINTER (day)))
                 : 0;

  if (mark != 0)
    return mark == DAY_WORK;
  return !yc_day_is_weekend (day);
}

gboolean
yc_calendar_counts_first (const YcCalendar *calendar)
{
  return calendar != NULL && calendar->count_first;
}

YcDay
yc_calendar_add (const YcCalendar *calendar, YcDay from, int n, gboolean *ret_provisional)
{
  YcDay day = yc_calendar_counts_first (calendar) ? from - 1 : from;

  for (int counted = 0; counted < n && day < from + MOST_DAYS;) {
    day++;
    if (ret_provisional != NULL && !yc_calendar_is_published (calendar, day))
      *ret_provisional = TRUE;
    counted += yc_calendar_is_working_day (calendar, day);
  }
  return day;
}

int
yc_calendar_count (const YcCalendar *calendar, YcDay from, YcDay to)
{
  int counted = 0;

  if (to < from)
    return -yc_calendar_count (calendar, to, from);
  for (YcDay day = from + 1; day <= to && day <= from + MOST_DAYS; day++)
    counted += yc_calendar_is_working_day (calendar, day);
  return counted;
}
