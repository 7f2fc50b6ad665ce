// The verb demo: fills an empty folder with the demo city.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-demo-city.h"
#include "yc-error.h"
#include "yc-registers.h"
#include "yc-verbs.h"

#define HOUR_MS (3600 * G_GINT64_CONSTANT (1000))

// Three in the afternoon of that day in China, or now.
static gint64
find_now (const char *today, GError **error)
{
  YcDay day;

  if (today == NULL)
    return g_get_real_time () / 1000;
  day = yc_day_from_string (today);
  if (day == 0)
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "“%s” is no day as YYYY-MM-DD", today);
  return day == 0 ? 0 : yc_day_to_ms (day) + 15 * HOUR_MS;
}

int
yc_verb_demo (int argc, char **argv)
{
  g_autofree char *data = NULL, *today = NULL, *city = NULL;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {"today", 't', 0, G_OPTION_ARG_STRING, &today, "The day up to which cases go", "YYYY-MM-DD"},
      {"city", 'c', 0, G_OPTION_ARG_FILENAME, &city, "Folder of the demo city", "DIR"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = NULL;
  gint64 now;
  guint count;

  if (!yc_verb_parse ("Fills an empty folder with the demo city.", entries, &argc, &argv, &data,
                      "--data DIR"))
    return 2;
  now = find_now (today, &error);
  ledger = now != 0 ? yc_ledger_open (data, FALSE, &error) : NULL;
  if (ledger == NULL)
    return yc_verb_fail (error);
  count = yc_demo_fill (ledger, city != NULL ? city : "data/demo", now, &error);
  if (count == 0 || !yc_registers_import (city != NULL ? city : "data/demo", data, &error))
    return yc_verb_fail (error);
  g_print ("%u cases\n", count);
  return 0;
}
