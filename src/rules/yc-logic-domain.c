// Operations of conditions that jsonlogic.com does not have: days, ages, identity numbers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-identity.h"
#include "yc-logic-code.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// Beyond this nobody publishes a calendar, and yc_calendar_count () stops.
#define MOST_WORKDAYS 3660
#define DAY_SIZE      11

// Days of a year and a month without GDate, which conditions would spend most of their time in.
typedef struct {
  int year, month, day;
} Date;

static gboolean
parse_date (const char *text, gsize length, Date *ret_date)
{
  static const char shape[] = "0000-00-00";
  int parts[3] = {0, 0, 0};

  for (gsize i = 0, part = 0; i < length; i++) {
    if (shape[i] == '-' && text[i] == '-')
      part++;
    else if (shape[i] == '0' && g_ascii_isdigit (text[i]))
      parts[part] = parts[part] * 10 + (text[i] - '0');
    else
      return FALSE;
  }
  *ret_date = (Date){parts[0], parts[1], parts[2]};
  return g_date_valid_dmy ((GDateDay)parts[2], (GDateMonth)parts[1], (GDateYear)parts[0]);
}

static gboolean
read_date (YcValue value, Date *ret_date)
{
  return value.kind == YC_VALUE_TEXT && strnlen (value.text, DAY_SIZE) == DAY_SIZE - 1 &&
         parse_date (value.text, DAY_SIZE - 1, ret_date);
}

static YcDay
to_day (const Date *date)
{
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)date->day, (GDateMonth)date->month, (GDateYear)date->year);
  return g_date_get_julian (&day);
}

// The first year without a published calendar among the days after `from` up to `to`; 0: none.
static int
find_unpublished (const YcCalendar *calendar, const Date *from, const Date *to)
{
  int year = from->month == 12 && from->day == 31 ? from->year + 1 : from->year;

  for (; year <= to->year; year++) {
    const Date new_year = {year, 1, 1};

    if (!yc_calendar_is_published (calendar, to_day (&new_year)))
      return year;
  }
  return 0;
}

// [from, to]: working days after `from` up to `to`; null if one is no day, or they are ten years
// apart.
YcValue
yc_logic_do_workdays_between (YcLogicState *state, const YcLogicCode *code)
{
  YcValue from = yc_logic_code_argument (state, code, 0);
  YcValue to = yc_logic_code_argument (state, code, 1);
  Date first, last;
  int span;

  if (!read_date (from, &first) || !read_date (to, &last))
    return yc_value_null ();
  span = (int)to_day (&last) - (int)to_day (&first);
  if (abs (span) > MOST_WORKDAYS || !yc_logic_run_take (&state->run, (gsize)abs (span) / 4))
    return yc_value_null ();
  if (span != 0 && state->run.unpublished_year == 0)
    state->run.unpublished_year = find_unpublished (state->run.calendar, span > 0 ? &first : &last,
                                                    span > 0 ? &last : &first);
  return yc_value_number (yc_calendar_count (state->run.calendar, to_day (&first), to_day (&last)));
}

// Of a date, or of an identity number that is right (GB 11643: digits 7 to 14).
static gboolean
read_birth (YcValue value, Date *ret_date)
{
  char text[DAY_SIZE];

  if (read_date (value, ret_date))
    return TRUE;
  if (value.kind != YC_VALUE_TEXT || strnlen (value.text, 19) != 18 ||
      yc_identity_check_person (value.text) != YC_IDENTITY_OK)
    return FALSE;
  g_snprintf (text, sizeof text, "%.4s-%.2s-%.2s", value.text + 6, value.text + 10,
              value.text + 12);
  return parse_date (text, DAY_SIZE - 1, ret_date);
}

// [birth date or identity number, date]: whole years; who was born on 29 February is a year older
// on 1 March. Null before the birth.
YcValue
yc_logic_do_age_on (YcLogicState *state, const YcLogicCode *code)
{
  YcValue born = yc_logic_code_argument (state, code, 0);
  YcValue on = yc_logic_code_argument (state, code, 1);
  Date birth, date;
  int years;

  if (!read_birth (born, &birth) || !read_date (on, &date))
    return yc_value_null ();
  years = date.year - birth.year;
  if (date.month < birth.month || (date.month == birth.month && date.day < birth.day))
    years--;
  return years >= 0 ? yc_value_number (years) : yc_value_null ();
}

YcValue
yc_logic_do_id_valid (YcLogicState *state, const YcLogicCode *code)
{
  YcValue value = yc_logic_code_argument (state, code, 0);

  return yc_value_boolean (value.kind == YC_VALUE_TEXT && strnlen (value.text, 19) <= 18 &&
                           yc_identity_check_person (value.text) == YC_IDENTITY_OK);
}

YcValue
yc_logic_do_uscc_valid (YcLogicState *state, const YcLogicCode *code)
{
  YcValue value = yc_logic_code_argument (state, code, 0);

  return yc_value_boolean (value.kind == YC_VALUE_TEXT && strnlen (value.text, 19) == 18 &&
                           yc_identity_check_credit_code (value.text) == YC_IDENTITY_OK);
}

// [text, days?]: the day so many days later; null if the text is no day, the days are no whole
// number, or it is not within the years 1 to 9999.
YcValue
yc_logic_do_date (YcLogicState *state, const YcLogicCode *code)
{
  YcValue value = yc_logic_code_argument (state, code, 0);
  double days = yc_value_to_number (&state->run, yc_logic_code_argument (state, code, 1));
  const Date last = {9999, 12, 31};
  Date date;
  double day;
  g_autofree char *text = NULL;
  char *kept;

  if (!read_date (value, &date) || days != trunc (days))
    return yc_value_null ();
  day = to_day (&date) + days;
  if (!(day >= 1 && day <= to_day (&last)))
    return yc_value_null ();
  text = yc_day_to_string ((YcDay)day);
  kept = yc_logic_run_alloc (&state->run, DAY_SIZE);
  if (kept == NULL)
    return yc_value_null ();
  g_strlcpy (kept, text, DAY_SIZE);
  return yc_value_text (kept);
}
