// yichuang-catalogue as its author calls it: what it prints, and what it tells the shell.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tool.h"

#include <glib/gstdio.h>
#include <string.h>

static void
test_due (void)
{
  static const struct {
    const char *from, *days, *line;
  } cases[] = {
      {"2026-02-13", "5", "2026-02-27\n"},
      {"2026-02-13", "20", "2026-03-19\n"},
      {"2026-09-18", "5", "2026-09-24\n"},
      {"2026-09-30", "5", "2026-10-13\n"},
      {"2026-04-30", "20", "2026-06-01\n"},
      {"2026-03-02", "0", "2026-03-02\n"},
      {"2033-03-02", "1", "provisional 2033-03-03\n"},
  };
  g_autofree char *city = demo ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Answer) answer =
        call ("due", "--catalogue", city, "--from", cases[i].from, "--days", cases[i].days, NULL);

    g_assert_cmpint (answer.status, ==, 0);
    g_assert_cmpstr (answer.out, ==, cases[i].line);
  }
}

static void
test_due_wrong (void)
{
  static const char *const cases[][2] = {
      {"2026-02-30", "5"}, {"tomorrow", "5"},       {"2026-02-13", "-1"},
      {"2026-02-13", "x"}, {"2026-02-13", "99999"}, {"9999-12-30", "5"},
  };
  g_autofree char *city = demo ();
  g_auto (Answer) nowhere =
      call ("due", "--catalogue", "nowhere", "--from", "2026-02-13", "--days", "5", NULL);

  g_assert_cmpint (nowhere.status, ==, 2);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Answer) answer =
        call ("due", "--catalogue", city, "--from", cases[i][0], "--days", cases[i][1], NULL);

    g_assert_cmpint (answer.status, ==, 2);
    g_assert_cmpstr (answer.out, ==, "");
    g_assert_nonnull (strstr (answer.err, i == 0 || i == 1 || i == 5 ? cases[i][0] : cases[i][1]));
    g_assert_null (strstr (answer.err, "usage"));
  }
}

static Answer
put_to_the_test (const char *verb, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("cases-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return call (verb, "--cases", path, NULL);
}

static void
test_evaluate (void)
{
  g_auto (Answer) good = put_to_the_test (
      "evaluate", "[\"a remark\", [{\"==\": [1, 1]}, {}, true],"
                  " [{\"var\": \"a.b\"}, {\"a\": {\"b\": 7}}, 7],"
                  " {\"description\": \"or\", \"rule\": {\"or\": [0, 5]}, \"result\": 5.0}]");
  g_auto (Answer) bad =
      put_to_the_test ("evaluate", "[[{\"<\": [2, 1]}, {}, true], [{\"sing\": 1}, null, 1]]");

  g_assert_cmpstr (good.out, ==, "3 hold, 0 do not\n");
  g_assert_cmpint (good.status, ==, 0);
  g_assert_nonnull (strstr (bad.out, "[0]: should be true, is false"));
  g_assert_nonnull (strstr (bad.out, "[1]: rule: there is no operation “sing”"));
  g_assert_true (g_str_has_suffix (bad.out, "0 hold, 2 do not\n"));
  g_assert_cmpint (bad.status, ==, 1);
}

// Rules that take too much, and rules that count what no calendar says.
static void
test_evaluate_doubts (void)
{
  g_autoptr (GString) list = g_string_new ("[0");
  g_autofree char *greedy = NULL;

  for (guint i = 1; i < 300; i++)
    g_string_append (list, ",0");
  g_string_append_c (list, ']');
  greedy = g_strdup_printf ("[[{\"reduce\": [%s, {\"reduce\": [%s, {\"reduce\": [%s, 1, 0]}, "
                            "0]}, 0]}, {}, null]]",
                            list->str, list->str, list->str);
  g_auto (Answer) much = put_to_the_test ("evaluate", greedy);
  g_auto (Answer) guess = put_to_the_test (
      "evaluate", "[[{\"workdays_between\": [\"2027-01-01\", \"2027-12-31\"]}, {}, 260]]");

  g_assert_nonnull (strstr (much.out, "[0]: could not be worked out: it takes too much"));
  g_assert_cmpint (much.status, ==, 1);
  g_assert_nonnull (strstr (guess.out, "[0]: working days are counted by weekends only"));
  g_assert_nonnull (strstr (guess.out, "2027"));
  g_assert_true (g_str_has_suffix (guess.out, "1 hold, 0 do not\n"));
  g_assert_cmpint (guess.status, ==, 0);
}

// With the city's calendar the new year of 2026 is known.
static void
test_evaluate_calendar (void)
{
  g_autofree char *city = demo ();
  g_autofree char *folder = g_dir_make_tmp ("cases-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "cases.json", NULL);

  g_assert_true (g_file_set_contents (
      path, "[[{\"workdays_between\": [\"2025-12-31\", \"2026-12-31\"]}, {}, 248]]", -1, NULL));
  g_auto (Answer) answer = call ("evaluate", "--catalogue", city, "--cases", path, NULL);

  g_assert_cmpstr (answer.out, ==, "1 hold, 0 do not\n");
  g_assert_cmpint (answer.status, ==, 0);
}

static void
test_evaluate_wrong (void)
{
  for (const char *const *text = (const char *const[]){"", "{}", "[7]", "[[1]]", NULL}; *text;
       text++) {
    g_auto (Answer) answer = put_to_the_test ("evaluate", *text);

    g_assert_cmpint (answer.status, ==, 2);
    g_assert_nonnull (strstr (answer.err, "yichuang-catalogue: "));
    g_assert_nonnull (strstr (answer.err, "cases.json: "));
  }
}

static void
test_validate (void)
{
  g_auto (Answer) good = put_to_the_test (
      "validate", "[\"a remark\", {\"description\": \"short\", \"schema\": {\"maxLength\": 2},"
                  " \"tests\": [{\"description\": \"two\", \"data\": \"一窗\", \"valid\": true},"
                  " {\"description\": \"three\", \"data\": \"abc\", \"valid\": false}]}]");
  g_auto (Answer) bad = put_to_the_test (
      "validate", "[{\"description\": \"short\", \"schema\": {\"maxLength\": 2}, \"tests\":"
                  " [{\"description\": \"three\", \"data\": \"abc\", \"valid\": true}]},"
                  " {\"description\": \"none\", \"schema\": {\"maxLength\": -1}, \"tests\":"
                  " [{\"description\": \"any\", \"data\": \"\", \"valid\": true}]}]");

  g_assert_cmpstr (good.out, ==, "2 hold, 0 do not\n");
  g_assert_cmpint (good.status, ==, 0);
  g_assert_nonnull (strstr (bad.out, "short: three: should be valid, but: “” max-length 2"));
  g_assert_nonnull (strstr (bad.out, "none: any: #/maxLength: not a whole number from 0 on"));
  g_assert_true (g_str_has_suffix (bad.out, "0 hold, 2 do not\n"));
  g_assert_cmpint (bad.status, ==, 1);
}

static void
test_validate_wrong (void)
{
  for (const char *const *text =
           (const char *const[]){"", "{}", "[7]", "[{\"schema\": {}}]",
                                 "[{\"schema\": {}, \"tests\": [{\"data\": 1}]}]", NULL};
       *text; text++) {
    g_auto (Answer) answer = put_to_the_test ("validate", *text);

    g_assert_cmpint (answer.status, ==, 2);
    g_assert_nonnull (strstr (answer.err, "yichuang-catalogue: "));
    g_assert_nonnull (strstr (answer.err, "cases.json: "));
  }
}

// ---- Cases at the counter -----------------------------------------------------------------------

static Answer
check_text (const char *city, const char *item, const char *text)
{
  g_autofree char *folder = g_dir_make_tmp ("case-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "case.json", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return call ("check", "--catalogue", city, "--item", item, "--case", path, NULL);
}

// Every case of the demo city, as its authors call the tool.
static void
test_check_demo (void)
{
  g_autofree char *city = demo ();
  g_autofree char *folder = g_build_filename (city, "..", "cases", NULL);
  g_auto (Answer) answer = call ("check", "--catalogue", city, "--cases", folder, NULL);

  g_test_message ("%s%s", answer.out, answer.err);
  g_assert_cmpint (answer.status, ==, 0);
  g_assert_nonnull (strstr (answer.out, "0 of 3 cases differ\n"));
}

// A case of an item that the catalogue does not have, and one that is not as it should be.
static void
test_check_folder (void)
{
  static const struct {
    const char *name, *text;
    int status;
  } cases[] = {
      {"soup.json", "[]", 2},
      {"passport.json",
       "[{\"description\": \"d\", \"outcome\": \"accept\", \"case\": {}, \"today\": \"2026-03-02\","
       " \"findings\": []}]",
       1},
  };
  g_autofree char *city = demo ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folder = g_dir_make_tmp ("cases-XXXXXX", NULL);
    g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);

    g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
    g_auto (Answer) answer = call ("check", "--catalogue", city, "--cases", folder, NULL);

    g_assert_cmpint (answer.status, ==, cases[i].status);
    g_assert_nonnull (strstr (answer.status == 2 ? answer.err : answer.out, path));
  }
}

// What is found says all that the clerk and the applicant need.
static void
test_check_findings (void)
{
  static const char *const said[] = {"\"code\":\"no-page\"",
                                     "\"severity\":\"blocks\"",
                                     "\"material\":\"award\"",
                                     "\"key\":\"material:award\"",
                                     "任选其一",
                                     "\"ground\":\"",
                                     "\"code\":\"point\"",
                                     "\"point\":\"land-holder\""};
  g_autofree char *city = demo ();
  g_auto (Answer) answer =
      check_text (city, "construction-permit",
                  "{\"situation\": {\"tender\": \"open\"}, \"pages\": {\"land\": 1}}");

  g_test_message ("%s", answer.out);
  g_assert_cmpint (answer.status, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    g_assert_nonnull (strstr (answer.out, said[i]));
}

static const struct {
  const char *text, *place, *what;
} no_cases[] = {
    {"[1]", "[0]", "must be an object"},
    {"7", "case.json", "neither a case nor a list of cases"},
    {"{\"pages\": {\"soup\": 1}}", "pages.soup", "“soup” is no material"},
    {"{\"pages\": {\"licence\": -1}}", "pages.licence", "whole number"},
    {"{\"marks\": {\"licence\": \"chekced\"}}", "marks.licence", "“chekced” is none of checked"},
    {"{\"marks\": {\"soup\": \"checked\"}}", "marks.soup", "“soup” is no material"},
    {"{\"situation\": {\"mood\": \"yes\"}}", "situation.mood", "“mood” is no situation"},
    {"{\"situation\": {\"agent\": \"maybe\"}}", "situation.agent", "“maybe” is no answer"},
    {"{\"form\": {\"volume\": 1}}", "form.volume", "“volume” is no field"},
    {"{\"form\": {\"area\": [1]}}", "form.area[0]", "“area/0” is no field"},
    {"{\"ticks\": [\"licence/soup\"]}", "ticks[0]", "“licence/soup” is no acceptance point"},
    {"{\"ticks\": \"most\"}", "ticks", "“all” or a list"},
    {"{\"shared\": {\"gossip\": {}}}", "shared.gossip", "not among the sources"},
    {"{\"shared\": {\"enterprise\": {\"mood\": 1}}}", "shared.enterprise",
     "does not answer “mood”"},
    {"{\"applicant\": {\"kind\": \"ghost\"}}", "applicant.kind", "“ghost” is none of"},
    {"{\"applicant\": {\"nmae\": \"x\"}}", "applicant.nmae", "no such member"},
    {"{\"page\": {}}", "page", "no such member"},
    {"{\"case\": {}, \"description\": \"d\", \"outcome\": \"accept\", \"findings\": [], \"today\": "
     "\"2026-99-99\"}",
     "today", "a day as YYYY-MM-DD"},
    {"[{\"case\": {}, \"description\": \"d\", \"outcome\": \"acept\", \"findings\": [], \"today\": "
     "\"2026-03-02\"}]",
     "[0].outcome", "“acept” is none of"},
    {"[{\"case\": {}, \"description\": \"d\", \"outcome\": \"accept\", \"today\": \"2026-03-02\"}]",
     "[0]", "“findings” is missing"},
    {"{\"pages\":", "case.json", "not JSON"},
};

// What is mistyped is refused: a test of nothing would hold.
static void
test_check_wrong (void)
{
  g_autofree char *city = make_city (NULL, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (no_cases); i++) {
    g_auto (Answer) answer = check_text (city, "food-business-new", no_cases[i].text);
    g_autofree char *place = g_strconcat (no_cases[i].place, ": ", NULL);

    g_test_message ("%s: %s", no_cases[i].text, answer.err);
    g_assert_cmpint (answer.status, ==, 2);
    g_assert_cmpstr (answer.out, ==, "");
    g_assert_nonnull (strstr (answer.err, "case.json: "));
    g_assert_nonnull (strstr (answer.err, place));
    g_assert_nonnull (strstr (answer.err, no_cases[i].what));
  }
}

// ---- Papers of the catalogue itself -------------------------------------------------------------

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static char *
read_pdf (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  const char *argv[] = {"pdftotext", "-raw", path, "-", NULL};
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return text;
}

static void
test_preview (void)
{
  g_autofree char *folder = g_dir_make_tmp ("preview-XXXXXX", NULL);
  g_autofree char *city = demo ();
  g_auto (Answer) good =
      call ("preview", "--catalogue", city, "--item", "food-business-new", folder, NULL);
  g_auto (Answer) unknown = call ("preview", "--catalogue", city, "--item", "sing", folder, NULL);
  g_autofree char *points = NULL, *blank = NULL;

  g_assert_cmpint (good.status, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, 2);
  points = read_pdf (folder, "food-business-new-intake-points.pdf");
  blank = read_pdf (folder, "food-business-new-blank-form.pdf");
  g_assert_nonnull (strstr (points, "食品安全规章制度")); // a material of it
  g_assert_nonnull (strstr (blank, "食品经营许可"));
  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_nonnull (strstr (unknown.err, "no item “sing”"));
  remove_folder (folder);
}

// Every version has a file of its own: none prints over another.
static void
test_samples (void)
{
  g_autofree char *folder = g_dir_make_tmp ("samples-XXXXXX", NULL);
  g_autofree char *city = demo ();
  g_autofree char *items = g_build_filename (city, "items", NULL);
  g_auto (Answer) answer = call ("samples", "--catalogue", city, folder, NULL);
  g_autofree char *old = g_build_filename (folder, "driving-licence-renewal@1.pdf", NULL);
  g_autofree char *now = g_build_filename (folder, "driving-licence-renewal.pdf", NULL);

  g_assert_cmpint (answer.status, ==, 0);
  g_assert_cmpuint (count_files (folder), ==, count_files (items));
  g_assert_true (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (now, G_FILE_TEST_EXISTS));
  remove_folder (folder);
}

static void
test_usage (void)
{
  g_auto (Answer) none = call (NULL);
  g_auto (Answer) unknown = call ("sing", NULL);
  g_auto (Answer) half = call ("due", "--from", "2026-02-13", NULL);

  g_assert_cmpint (none.status, ==, 2);
  g_assert_cmpint (unknown.status, ==, 2);
  g_assert_cmpint (half.status, ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/tools/catalogue/due prints the day last on its line", test_due);
  g_test_add_func ("/tools/catalogue/due takes no nonsense", test_due_wrong);
  g_test_add_func ("/tools/catalogue/conditions are put to the test", test_evaluate);
  g_test_add_func ("/tools/catalogue/a condition that cannot be relied on is told",
                   test_evaluate_doubts);
  g_test_add_func ("/tools/catalogue/conditions count by the city's calendar",
                   test_evaluate_calendar);
  g_test_add_func ("/tools/catalogue/a file of something else is told", test_evaluate_wrong);
  g_test_add_func ("/tools/catalogue/schemas are put to the test", test_validate);
  g_test_add_func ("/tools/catalogue/a file without schemas is told", test_validate_wrong);
  g_test_add_func ("/tools/catalogue/every case of the demo city holds", test_check_demo);
  g_test_add_func ("/tools/catalogue/a folder of cases is checked as a whole", test_check_folder);
  g_test_add_func ("/tools/catalogue/findings say what, where, why and how to cure it",
                   test_check_findings);
  g_test_add_func ("/tools/catalogue/a case that is none of the item is refused", test_check_wrong);
  g_test_add_func ("/tools/catalogue/intake points and blank form of an item are printed",
                   test_preview);
  g_test_add_func ("/tools/catalogue/samples of all versions are printed", test_samples);
  g_test_add_func ("/tools/catalogue/what it does not understand it explains", test_usage);
  return g_test_run ();
}
