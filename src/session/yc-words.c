// What people read: names of states and steps, times and limits, in their language.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

gboolean
yc_words_is_chinese (void)
{
  // The translation itself says which language the messages are in.
  // TRANSLATORS: the code of the language you translate into, such as zh_CN.
  return g_str_has_prefix (C_ ("language code", "en"), "zh");
}

const char *
yc_words_state (YcState state)
{
  switch (state) {
  case YC_STATE_PRE_REVIEW:
    return _ ("Pre-review");
  case YC_STATE_DRAFT:
    return _ ("Draft");
  case YC_STATE_RECEIVED:
    return _ ("Received");
  case YC_STATE_SUPPLEMENT:
    return _ ("Supplement");
  case YC_STATE_ACCEPTED:
    return _ ("Accepted");
  case YC_STATE_HANDED_OFF:
    return _ ("Handed off");
  case YC_STATE_IN_REVIEW:
    return _ ("In review");
  case YC_STATE_SUSPENDED:
    return _ ("Special procedure");
  case YC_STATE_RETURNED:
    return _ ("Returned");
  case YC_STATE_GRANTED:
    return _ ("Granted");
  case YC_STATE_REFUSED:
    return _ ("Refused");
  case YC_STATE_ISSUED:
    return _ ("Issued");
  case YC_STATE_CLOSED:
    return _ ("Closed");
  case YC_STATE_NOT_NEEDED:
    return _ ("Not needed");
  case YC_STATE_NOT_ACCEPTED:
    return _ ("Not accepted");
  case YC_STATE_WITHDRAWN:
    return _ ("Withdrawn");
  case YC_STATE_TERMINATED:
    return _ ("Terminated");
  case YC_STATE_NONE:
  case YC_N_STATES:
    break;
  }
  return "";
}

static const char *const events[YC_N_EVENTS] = {
    [YC_EVENT_OPENED] = N_ ("Case begun"),
    [YC_EVENT_LODGED] = N_ ("Application lodged online"),
    [YC_EVENT_PRE_REVIEWED] = N_ ("Pre-reviewed"),
    [YC_EVENT_FILLED] = N_ ("Form filled in"),
    [YC_EVENT_ANSWERED] = N_ ("Situation answered"),
    [YC_EVENT_SCANNED] = N_ ("Page scanned"),
    [YC_EVENT_TEXT_FOUND] = N_ ("Text of the page kept"),
    [YC_EVENT_PAGE_MOVED] = N_ ("Page moved"),
    [YC_EVENT_PAGE_PREPARED] = N_ ("Page straightened or turned"),
    [YC_EVENT_PAGE_REMOVED] = N_ ("Page taken out"),
    [YC_EVENT_TICKED] = N_ ("Acceptance point ticked"),
    [YC_EVENT_MARKED] = N_ ("Material marked"),
    [YC_EVENT_VERIFIED] = N_ ("Register asked"),
    [YC_EVENT_HELPED] = N_ ("Helper joined"),
    [YC_EVENT_AUTHORISED] = N_ ("Written authority given"),
    [YC_EVENT_HELP_STOPPED] = N_ ("Assistance broken off"),
    [YC_EVENT_HELP_ENDED] = N_ ("Assistance done"),
    [YC_EVENT_RECEIVED] = N_ ("Papers received"),
    [YC_EVENT_CORRECTED] = N_ ("Corrected on the spot"),
    [YC_EVENT_SECOND_ASKED] = N_ ("Second notice asked for"),
    [YC_EVENT_SECOND_ALLOWED] = N_ ("Second notice allowed"),
    [YC_EVENT_SUPPLEMENT_REQUESTED] = N_ ("One-time notice given"),
    [YC_EVENT_SUPPLEMENTED] = N_ ("Supplement came in"),
    [YC_EVENT_ACCEPTED] = N_ ("Accepted"),
    [YC_EVENT_NOT_NEEDED] = N_ ("Not needed"),
    [YC_EVENT_NOT_ACCEPTED] = N_ ("Not accepted"),
    [YC_EVENT_DEFERRED_SETTLED] = N_ ("Deferred material came in"),
    [YC_EVENT_HANDED_OFF] = N_ ("Handed off"),
    [YC_EVENT_CUSTODY_TRANSFERRED] = N_ ("Custody transferred"),
    [YC_EVENT_CLAIMED] = N_ ("Taken up for review"),
    [YC_EVENT_RELEASED] = N_ ("Put back"),
    [YC_EVENT_ASSIGNED] = N_ ("Assigned"),
    [YC_EVENT_ADVANCED] = N_ ("Step of the office done"),
    [YC_EVENT_SUSPENDED] = N_ ("Special procedure begun"),
    [YC_EVENT_RESUMED] = N_ ("Special procedure ended"),
    [YC_EVENT_EXTENDED] = N_ ("Extended"),
    [YC_EVENT_ANNOTATED] = N_ ("Place marked"),
    [YC_EVENT_ANNOTATION_REMOVED] = N_ ("Mark taken back"),
    [YC_EVENT_RETURNED] = N_ ("Returned to the window"),
    [YC_EVENT_GRANTED] = N_ ("Granted"),
    [YC_EVENT_REFUSED] = N_ ("Refused"),
    [YC_EVENT_ISSUED] = N_ ("Issued"),
    [YC_EVENT_CLOSED] = N_ ("Closed"),
    [YC_EVENT_WITHDRAWN] = N_ ("Withdrawn by the applicant"),
    [YC_EVENT_TERMINATED] = N_ ("Terminated"),
    [YC_EVENT_PAPER_ISSUED] = N_ ("Paper printed"),
    [YC_EVENT_REVEALED] = N_ ("Masked data looked at"),
    [YC_EVENT_EXPORTED] = N_ ("Pages saved as PDF"),
    [YC_EVENT_NOTED] = N_ ("Note"),
};

const char *
yc_words_event (YcEventType type)
{
  const char *word = (guint)type < YC_N_EVENTS ? events[type] : NULL;

  return word != NULL ? _ (word) : "";
}

const char *
yc_words_role (YcRole role)
{
  switch (role) {
  case YC_ROLE_INTAKE:
    return _ ("Intake clerk");
  case YC_ROLE_HELPER:
    return _ ("Helper");
  case YC_ROLE_APPROVER:
    return _ ("Approver");
  case YC_ROLE_ISSUING:
    return _ ("Issuing clerk");
  case YC_ROLE_SUPERVISOR:
    return _ ("Supervisor");
  case YC_ROLE_EDITOR:
    return _ ("Catalogue editor");
  case YC_ROLE_SYSTEM:
    return _ ("Central");
  case YC_ROLE_NONE:
    break;
  }
  return "";
}

const char *
yc_words_mark (YcMark mark)
{
  switch (mark) {
  case YC_MARK_CHECKED:
    return _ ("Checked against the original");
  case YC_MARK_DEFICIENT:
    return _ ("Deficient");
  case YC_MARK_DEFERRED:
    return _ ("Deferred acceptance");
  case YC_MARK_COMMITMENT:
    return _ ("Declared commitment");
  case YC_MARK_BY_DATA:
    return _ ("By data sharing");
  case YC_MARK_NONE:
  case YC_N_MARKS:
    break;
  }
  return "";
}

static char *
say_left (const YcClock *clock)
{
  if (clock->left < 0)
    return g_strdup_printf (ngettext ("over by %d day", "over by %d days", (gulong)-clock->left),
                            -clock->left);
  if (clock->left == 0)
    return g_strdup (_ ("due today"));
  return g_strdup_printf (ngettext ("%d day left", "%d days left", (gulong)clock->left),
                          clock->left);
}

char *
yc_words_clock (const YcClock *clock)
{
  g_autofree char *left = NULL;

  if (clock->paused)
    return g_strdup (_ ("Clock stopped"));
  if (clock->limit == YC_LIMIT_NONE || clock->due == 0)
    return g_strdup ("—");
  left = say_left (clock);
  return clock->provisional ? g_strdup_printf (_ ("%s (provisional)"), left)
                            : g_steal_pointer (&left);
}

static GDateTime *
in_china (gint64 ms)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (8 * 3600);
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);

  return g_date_time_to_timezone (utc, zone);
}

char *
yc_words_time (gint64 ms, gint64 now)
{
  g_autoptr (GDateTime) time = in_china (ms);
  g_autoptr (GDateTime) today = in_china (now);

  if (yc_day_from_ms (ms) == yc_day_from_ms (now))
    return g_date_time_format (time, "%H:%M");
  if (g_date_time_get_year (time) == g_date_time_get_year (today))
    // TRANSLATORS: a day of this year and the time, for g_date_time_format ().
    return g_date_time_format (time, _ ("%-d %b %H:%M"));
  return g_date_time_format (time, "%Y-%m-%d");
}

char *
yc_words_day (YcDay day, gboolean provisional)
{
  g_autofree char *text = yc_day_to_string (day);
  int year = 0, month = 0, date = 0;

  if (sscanf (text, "%d-%d-%d", &year, &month, &date) != 3)
    return g_strdup ("—");
  g_free (text);
  // TRANSLATORS: a date from year, month, day; for Chinese %1$d年%2$d月%3$d日.
  text = g_strdup_printf (_ ("%1$04d-%2$02d-%3$02d"), year, month, date);
  // TRANSLATORS: a date beyond the years whose holidays are published.
  return provisional ? g_strdup_printf (_ ("%s (provisional)"), text) : g_steal_pointer (&text);
}
