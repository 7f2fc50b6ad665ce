// Working days: weekends, statutory holidays and make-up workdays (行政许可法 art. 82).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// A day as a Julian day number (GDate's); 0 is no day.
typedef guint32 YcDay;

// The day in China (UTC+8, no summer time) at `ms` milliseconds since 1970, UTC.
YcDay yc_day_from_ms (gint64 ms);

// The midnight in China with which the day begins, in milliseconds since 1970, UTC.
gint64 yc_day_to_ms (YcDay day);

// 0 if `text` is not a day as YYYY-MM-DD.
YcDay yc_day_from_string (const char *text);

// YYYY-MM-DD; "" for no day.
char *yc_day_to_string (YcDay day);

// Saturday or Sunday.
gboolean yc_day_is_weekend (YcDay day);

// Immutable; may be used by several threads.
typedef struct _YcCalendar YcCalendar;

// {"years": {"2026": {"off": ["2026-01-01", …], "work": ["2026-01-04", …]}}}, and "count_first"
// where the city counts the day of receipt itself.
// Fails with YC_ERROR_MALFORMED on a date that is none, or that lies in another year.
YcCalendar *yc_calendar_new (JsonObject *object, GError **error);
YcCalendar *yc_calendar_ref (YcCalendar *calendar);
void yc_calendar_unref (YcCalendar *calendar);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcCalendar, yc_calendar_unref)

// Whether the year of this day has a published calendar. A NULL calendar has none.
gboolean yc_calendar_is_published (const YcCalendar *calendar, YcDay day);

gboolean yc_calendar_is_working_day (const YcCalendar *calendar, YcDay day);

// Whether the day from which a limit runs is its first day: a setting of the city, as a rule not.
gboolean yc_calendar_counts_first (const YcCalendar *calendar);

// The day on which a limit of `n` working days from `from` is over. `*ret_provisional` (nullable)
// becomes TRUE if a day without a published calendar was stepped over, and stays as it is
// otherwise.
YcDay yc_calendar_add (const YcCalendar *calendar, YcDay from, int n, gboolean *ret_provisional);

// Working days d with from < d <= to; negative when `to` lies before `from`.
int yc_calendar_count (const YcCalendar *calendar, YcDay from, YcDay to);

G_END_DECLS
