// Working days, against the published calendar of the demo city.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-calendar.h"
#include "yc-error.h"

static YcCalendar *
published (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue/calendars.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  YcCalendar *calendar;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  calendar = yc_calendar_new (json_node_get_object (json_parser_get_root (parser)), &error);
  g_assert_no_error (error);
  return calendar;
}

static YcCalendar *
parse (const char *json, GError **error)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  return yc_calendar_new (json_node_get_object (node), error);
}

static void
test_vectors (void)
{
  static const struct {
    const char *from;
    int n;
    const char *due;
  } cases[] = {
      {"2026-02-13", 5, "2026-02-27"},  {"2026-02-13", 20, "2026-03-19"},
      {"2026-09-18", 5, "2026-09-24"},  {"2026-09-30", 5, "2026-10-13"},
      {"2026-04-30", 20, "2026-06-01"}, {"2026-03-02", 0, "2026-03-02"},
  };
  g_autoptr (YcCalendar) calendar = published ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean provisional = FALSE;
    YcDay from = yc_day_from_string (cases[i].from);
    YcDay due = yc_calendar_add (calendar, from, cases[i].n, &provisional);
    g_autofree char *text = yc_day_to_string (due);

    g_assert_cmpstr (text, ==, cases[i].due);
    g_assert_false (provisional);
    g_assert_cmpint (yc_calendar_count (calendar, from, due), ==, cases[i].n);
    g_assert_cmpint (yc_calendar_count (calendar, due, from), ==, -cases[i].n);
  }
}

static void
test_year (void)
{
  g_autoptr (YcCalendar) calendar = published ();
  YcDay before = yc_day_from_string ("2025-12-31");

  g_assert_cmpint (yc_calendar_count (calendar, before, yc_day_from_string ("2026-12-31")), ==,
                   248);
}

static YcCalendar *
counting_first (void)
{
  g_autoptr (JsonNode) node = json_from_string ("{\"count_first\": true, \"years\": {}}", NULL);
  YcCalendar *calendar = yc_calendar_new (json_node_get_object (node), NULL);

  g_assert_true (yc_calendar_counts_first (calendar));
  return calendar;
}

static void
test_count_first (void)
{
  g_autoptr (YcCalendar) calendar = counting_first ();
  YcDay friday = yc_day_from_string ("2026-03-06");
  YcDay saturday = yc_day_from_string ("2026-03-07");

  g_assert_cmpint (yc_calendar_add (calendar, friday, 1, NULL), ==, friday);
  g_assert_cmpint (yc_calendar_add (calendar, friday, 2, NULL), ==, friday + 3);
  g_assert_cmpint (yc_calendar_add (calendar, saturday, 1, NULL), ==, saturday + 2);
}

static void
test_unpublished (void)
{
  g_autoptr (YcCalendar) calendar = published ();
  YcDay from = yc_day_from_string ("2031-12-29");
  gboolean provisional = FALSE;

  g_assert_false (yc_calendar_is_published (calendar, from));
  yc_calendar_add (calendar, from, 3, &provisional);
  g_assert_true (provisional);
  g_assert_false (yc_calendar_is_published (NULL, from));
  g_assert_true (yc_calendar_is_working_day (NULL, from));
}

// Any two ways over the same days give the same count.
static void
test_additive (void)
{
  g_autoptr (YcCalendar) calendar = published ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260223);
  YcDay start = yc_day_from_string ("2025-11-01");

  for (guint i = 0; i < 2000; i++) {
    YcDay from = start + (YcDay)g_rand_int_range (rand, 0, 400);
    int a = g_rand_int_range (rand, 0, 40), b = g_rand_int_range (rand, 0, 40);
    YcDay middle = yc_calendar_add (calendar, from, a, NULL);
    YcDay due = yc_calendar_add (calendar, from, a + b, NULL);

    g_assert_cmpint (yc_calendar_add (calendar, middle, b, NULL), ==, due);
    g_assert_cmpint (yc_calendar_count (calendar, from, due), ==, a + b);
    g_assert_true (a + b == 0 || yc_calendar_is_working_day (calendar, due));
  }
}

static void
test_days (void)
{
  static const char *const wrong[] = {
      "",           "2026-2-3",   "2026-02-30", "2026-13-01", "20260203", "2026-02-03 ",
      "+026-02-03", "2026/02/03", "2025-02-29", "x"};
  YcDay day = yc_day_from_string ("2026-03-02");
  g_autofree char *none = yc_day_to_string (0);

  // Midnight in China is 16:00 UTC of the day before.
  g_assert_cmpint (yc_day_from_ms (1772380799999), ==, day - 1);
  g_assert_cmpint (yc_day_from_ms (1772380800000), ==, day);
  g_assert_cmpint (yc_day_from_ms (-1), ==, yc_day_from_string ("1970-01-01"));
  g_assert_cmpint (yc_day_from_ms (-9 * 3600 * 1000), ==, yc_day_from_string ("1969-12-31"));
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpint (yc_day_from_string (NULL), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    g_assert_cmpint (yc_day_from_string (wrong[i]), ==, 0);
}

static void
test_malformed (void)
{
  static const char *const wrong[] = {
      "{}",
      "{\"years\":[]}",
      "{\"years\":{\"20x6\":{}}}",
      "{\"years\":{\"2026\":[]}}",
      "{\"years\":{\"2026\":{\"off\":[\"2027-01-01\"]}}}",
      "{\"years\":{\"2026\":{\"work\":[\"2026-02-30\"]}}}",
      "{\"years\":{\"2026\":{\"off\":[7]}}}",
      "{\"years\":{\"2026\":{\"off\":[null]}}}",
      "{\"years\":{\"2026\":{\"off\":[{}]}}}",
      "{\"years\":{\"2026\":{\"off\":\"2026-01-01\"}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (parse (wrong[i], &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/calendar/limits end on the days that were worked out by hand",
                   test_vectors);
  g_test_add_func ("/core/calendar/2026 has 248 working days", test_year);
  g_test_add_func ("/core/calendar/the first day counts where the city says so", test_count_first);
  g_test_add_func ("/core/calendar/an unpublished year makes a date provisional", test_unpublished);
  g_test_add_func ("/core/calendar/adding in two parts is adding at once", test_additive);
  g_test_add_func ("/core/calendar/a day is a day in China", test_days);
  g_test_add_func ("/core/calendar/a malformed calendar is refused", test_malformed);
  return g_test_run ();
}
