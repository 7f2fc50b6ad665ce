// GET /v1/statistics: what happened in a period, and what is in hand today, for supervision.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-figures.h"
#include "yc-problem.h"
#include "yc-routes.h"

#define LONGEST_PERIOD 366 // days

static gboolean
refuse (YcRequest *request, const char *field, const char *detail)
{
  JsonObject *problem =
      yc_problem_new (yc_problem_status (YC_ERROR_MALFORMED), YC_ERROR_MALFORMED, detail);

  json_object_set_string_member (problem, "field", field);
  yc_request_answer_problem_object (request, problem);
  return FALSE;
}

static gboolean
read_period (YcRequest *request, YcPeriod *ret)
{
  ret->from = yc_day_from_string (g_hash_table_lookup (request->query, "from"));
  ret->until = yc_day_from_string (g_hash_table_lookup (request->query, "until"));
  if (ret->from == 0)
    return refuse (request, "from", "“from” must be a day as YYYY-MM-DD");
  if (ret->until == 0)
    return refuse (request, "until", "“until” must be a day as YYYY-MM-DD");
  if (ret->until < ret->from)
    return refuse (request, "until", "“until” lies before “from”");
  return ret->until - ret->from < LONGEST_PERIOD ||
         refuse (request, "until", "from “from” to “until” are more than 366 days");
}

static void
set_day (JsonObject *answer, const char *member, YcDay day)
{
  g_autofree char *text = yc_day_to_string (day);

  json_object_set_string_member (answer, member, text);
}

// All figures are of one moment. How many events are not counted; -1 with an error.
static gint64
read_figures (
    YcRequest *request, const YcPeriod *period, YcDay today, YcFigures *figures, GError **error)
{
  YcLedger *ledger = yc_central_get_ledger (request->central);
  YcScope scope = yc_person_get_scope (request->person);
  gint64 behind;

  if (!yc_ledger_begin_reading (ledger, error))
    return -1;
  behind = yc_ledger_count_behind (ledger, error);
  if (behind >= 0 && !yc_figures_read (figures, ledger, &scope, period, today, error))
    behind = -1;
  yc_ledger_roll_back (ledger);
  return behind;
}

static gboolean
write_answer (YcRequest *request, const YcPeriod *period, JsonObject *answer, GError **error)
{
  YcDay today = yc_day_from_ms (yc_central_now (request->central));
  g_autoptr (YcFigures) figures = yc_figures_new ();
  gint64 behind = read_figures (request, period, today, figures, error);

  if (behind < 0)
    return FALSE;
  if (behind > 0)
    yc_central_catch_up (request->central);
  set_day (answer, "from", period->from);
  set_day (answer, "until", period->until);
  set_day (answer, "today", today);
  json_object_set_int_member (answer, "behind", behind);
  yc_figures_write (figures, answer);
  return TRUE;
}

void
yc_route_statistics (YcRequest *request)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (GError) error = NULL;
  YcPeriod period;

  if (!read_period (request, &period))
    return;
  if (write_answer (request, &period, answer, &error))
    yc_request_answer_object (request, SOUP_STATUS_OK, g_steal_pointer (&answer));
  else
    yc_request_answer_error (request, error);
}
