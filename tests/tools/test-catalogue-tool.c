// yichuang-catalogue as its author calls it: what it prints, and what it tells the shell.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>

typedef struct {
  int status; // what the shell is told
  char *out, *err;
} Answer;

static void
answer_clear (Answer *answer)
{
  g_free (answer->out);
  g_free (answer->err);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

// Calls the tool with these arguments, up to NULL.
static Answer
call_with (const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  Answer answer = {0};
  int wait_status;

  g_ptr_array_add (argv, (gpointer)g_getenv ("YC_CATALOGUE_TOOL"));
  for (guint i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (gpointer)arguments[i]);
  g_ptr_array_add (argv, NULL);
  g_spawn_sync (NULL, (char **)argv->pdata, NULL, G_SPAWN_DEFAULT, NULL, NULL, &answer.out,
                &answer.err, &wait_status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (wait_status));
  answer.status = WEXITSTATUS (wait_status);
  return answer;
}

#define call(...) call_with ((const char *const[]){__VA_ARGS__})

static char *
demo (void)
{
  return g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue", NULL);
}

// A copy of one file of the demo city, with one text in it replaced by another.
static void
copy_file (const char *to, const char *name, const char *old, const char *new)
{
  g_autofree char *city = demo ();
  g_autofree char *source = g_build_filename (city, name, NULL);
  g_autofree char *target = g_build_filename (to, name, NULL);
  g_autofree char *text = NULL;
  GString *changed;

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  changed = g_string_new (text);
  if (old != NULL)
    g_assert_cmpuint (g_string_replace (changed, old, new, 1), ==, 1);
  g_assert_true (g_file_set_contents (target, changed->str, -1, NULL));
  g_string_free (changed, TRUE);
}

#define ITEM "items/food-business-new.json"

// A city of one item, in which one file is spoiled.
static char *
make_city (const char *spoiled, const char *old, const char *new)
{
  static const char *const names[] = {ITEM, "offices.json", "calendars.json", "abolished.json",
                                      "sources.json"};
  char *folder = g_dir_make_tmp ("city-XXXXXX", NULL);
  g_autofree char *items = g_build_filename (folder, "items", NULL);

  g_assert_cmpint (g_mkdir (items, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    gboolean this_one = g_strcmp0 (names[i], spoiled) == 0;

    copy_file (folder, names[i], this_one ? old : NULL, new);
  }
  return folder;
}

static void
test_demo (void)
{
  g_autofree char *city = demo ();
  g_auto (Answer) answer = call ("lint", city, NULL);

  g_assert_cmpstr (answer.out, ==, "");
  g_assert_cmpstr (answer.err, ==, "");
  g_assert_cmpint (answer.status, ==, 0);
}

static const struct {
  const char *file, *old, *new, *place, *why;
} faults[] = {
    {ITEM, "\"code\": \"food-business-new\"", "\"code\": \"other\"", "code", "name of the file"},
    {ITEM, "\"kind\": \"licence\"", "\"kind\": \"favour\"", "kind", "favour"},
    {ITEM, "\"department\": \"market-regulation\"", "\"department\": \"nobody\"", "department",
     "not among"},
    {ITEM, "\"windows\": [\"general\"", "\"windows\": [\"garden\"", "windows[0]", "garden"},
    {ITEM, "\"promised_days\": 5", "\"promised_days\": 11", "promised_days", "legal limit"},
    {ITEM, "\"yellow_days\": 2", "\"yellow_days\": 6", "yellow_days", "always yellow"},
    {ITEM, "\"legal_days\": 10", "\"legal_days\": 0", "legal_days", "from 1 on"},
    {ITEM, "\"legal_days\": 10", "\"legal_days\": 7.5", "legal_days", "from 1 on"},
    {ITEM, "\"effective\": \"2025-01-01\"", "\"effective\": \"2025-02-30\"", "effective", "day"},
    {ITEM, "\"in_person\": false", "\"in_person\": \"no\"", "in_person", "true or false"},
    {ITEM, "\"in_person\": false", "\"in_persn\": false", "in_persn", "no such member"},
    {ITEM, "\"in_person\": false,", "", ITEM, "“in_person” is missing"},
    {ITEM, "\"id\": \"raw\"", "\"id\": \"type\"", "situations[1].id", "twice"},
    {ITEM, "\"default\": \"catering\"", "\"default\": \"circus\"", "situations[0].default",
     "not among"},
    {ITEM, "\"id\": \"retail\"", "\"id\": \"catering\"", "situations[0].answers[1].id", "twice"},
    {ITEM, "\"id\": \"licence\"", "\"id\": \"application\"", "materials[1].id", "twice"},
    {ITEM, "\"id\": \"licence-scope\"", "\"id\": \"application-signed\"", "materials[1].points[0]",
     "twice"},
    {ITEM, "\"id\": \"layout\"", "\"id\": \"Layout plan\"", "materials[3].id", "small letters"},
    {ITEM, "\"form\": \"copy\"", "\"form\": \"fax\"", "materials[1].form", "fax"},
    {ITEM, "\"source\": \"sharing\"", "\"source\": \"rumour\"", "materials[6].source", "rumour"},
    {ITEM, "\"copies\": 1", "\"copies\": 0", "materials[0].copies", "from 1 on"},
    {ITEM, "\"need\": true", "\"need\": false", "materials[0].need", "condition"},
    {ITEM, "{\"var\": \"situation.raw\"}", "{\"var\": \"situation.cooked\"}", "materials[7].need",
     "situation.cooked"},
    {ITEM, "{\"var\": \"situation.raw\"}", "{\"var\": \"raw\"}", "materials[7].need", "raw"},
    {ITEM, "{\"var\": \"situation.raw\"}, \"yes\"", "{\"var\": \"situation.raw\"}, \"maybe\"",
     "materials[7].need", "no answer to “raw”"},
    {ITEM, "{\"==\": [{\"var\": \"situation.raw\"}, \"yes\"]}",
     "{\"!\": {\"in\": [{\"var\": [\"situation.raw\"]}, [\"no\", \"perhaps\"]]}}",
     "materials[7].need", "perhaps"},
    {ITEM, "{\"==\": [{\"var\": \"situation.raw\"}, \"yes\"]}", "{\"launch\": [1]}",
     "materials[7].need", "launch"},
    {ITEM, "\"id\": \"rules\",", "\"id\": \"rules\", \"abolished\": \"2025-01-01\",",
     "materials[5]", "abolished"},
    {ITEM, "\"cure\": \"由负责人补签\"", "\"cure\": \"\"", "materials[0].points[0].cure", "text"},
    {ITEM, "\"required\": [\"licence_code\"", "\"required\": [\"licence_cod\"", "form.required[0]",
     "no field"},
    {ITEM, "\"title\": \"经营面积\",", "", "form.properties.area", "“title” is missing"},
    {ITEM, "\"fees\": []",
     "\"fees\": [{\"name\": \"n\", \"name_en\": \"n\", \"amount\": -1, \"basis\": \"b\"}]",
     "fees[0].amount", "from 0 on"},
    {ITEM, "\"version\": 1,", "\"version\": 1, \"until\": \"2024-12-31\",", "until", "first day"},
    {ITEM, "\"deferral_days\": 5", "\"deferral_days\": 6", "deferral_days", "promised limit"},
    {ITEM, "\"name_en\": \"Inspection on site\", \"days\": 3",
     "\"name_en\": \"Inspection on site\", \"days\": 4", "steps", "take 6 days"},
    {ITEM, "\"department\": \"agriculture-rural\"", "\"department\": \"fairies\"",
     "right_bodies[1].department", "not among"},
    {ITEM, "\"default\": \"no\"",
     "\"need\": {\"==\": [{\"var\": \"situation.agent\"}, \"yes\"]}, \"default\": \"no\"",
     "situations[1].need", "asked before"},
    {ITEM, "\"need\": true", "\"need\": true, \"any_of\": \"proof\"", "materials[0].any_of",
     "nothing else"},
    {ITEM, "\"service\": \"enterprise\"", "\"service\": \"gossip\"", "materials[1].service",
     "not among the sources"},
    {ITEM, "\"service\": \"enterprise\"", "\"service\": \"real-estate\"", "materials[1].service",
     "form.certificate_no"},
    {ITEM, "\"source\": \"self\"", "\"source\": \"self\", \"service\": \"enterprise\"",
     "materials[0].service", "comes from"},
    {ITEM, "\"source\": \"self\"", "\"source\": \"self\", \"certificate\": \"alive\"",
     "materials[0]", "健在证明"},
    {ITEM, "\"name\": \"食品经营许可申请书\"", "\"name\": \"店主的单身证明\"", "materials[0]",
     "民函〔2015〕266号"},
    {ITEM, "\"commitment\": false", "\"commitment\": true", "materials[0]", "goes with"},
    {ITEM, "\"promise_en\"", "\"promise_fr\"", "materials[6].promise_fr", "no such member"},
    {ITEM, "\"id\": \"application-signed\",",
     "\"id\": \"application-signed\", \"severity\": \"shouts\",", "materials[0].points[0].severity",
     "shouts"},
    {ITEM, "\"id\": \"raw-as-told\"", "\"id\": \"same-address\"", "checks[4].id", "twice"},
    {ITEM, "\"id\": \"raw-as-told\",", "\"id\": \"raw-as-told\", \"material\": \"soup\",",
     "checks[0].material", "no material"},
    {ITEM, "\"field\": \"premises\"", "\"field\": \"garden\"", "checks[4].field", "no field"},
    {ITEM, "\"severity\": \"warns\"", "\"severity\": \"shouts\"", "checks[0].severity", "shouts"},
    {ITEM, "\"severity\": \"warns\"", "\"severity\": \"warns\", \"refuses\": true",
     "checks[0].refuses", "blocks"},
    {ITEM, "{\"var\": \"applicant.kind\"}", "{\"var\": \"applicant.mood\"}", "checks[1].rule",
     "applicant.mood"},
    {ITEM, "{\"var\": \"form.area\"}", "{\"var\": \"form.volume\"}", "checks[2].rule",
     "field of the form"},
    {ITEM, "{\"var\": \"form.area\"}", "{\"var\": \"materials.soup.pages\"}", "checks[2].rule",
     "fact about a material"},
    {ITEM, "{\"var\": \"shared.enterprise.status\"}", "{\"var\": \"shared.enterprise.mood\"}",
     "checks[3].rule", "answer of a source"},
    {ITEM, "{\"var\": \"shared.enterprise.status\"}", "{\"missing\": [\"form.soup\"]}",
     "checks[3].rule", "form.soup"},
    {ITEM, "\"x-autofill\": \"shared.enterprise.address\"",
     "\"x-autofill\": \"shared.enterprise.mood\"", "form.properties.premises.x-autofill",
     "neither"},
    {ITEM, "\"x-check\": \"credit_code\"", "\"x-check\": \"soup\"",
     "form.properties.licence_code.x-check", "soup"},
    {ITEM, "\"Hot food\", ", "", "form.properties.items.x-labels-en", "as long as"},
    {ITEM, "\"pattern\": \"^1[0-9]{10}$\"", "\"pattern\": \"^1[0-9{10}$\"",
     "form.properties.phone.pattern", "regular expression"},
    {ITEM, "\"pattern\": \"^1[0-9]{10}$\"", "\"pattern\": \"1[0-9]{10}$\"",
     "form.properties.phone.pattern", "whole text"},
    {ITEM, "\"minimum\": 1", "\"minimum\": 1, \"maximum\": 0", "form.properties.area",
     "nothing fits"},
    {ITEM, "\"title_en\": \"Floor area\",",
     "\"title_en\": \"Floor area\", \"x-computed\": {\"dance\": [1]},",
     "form.properties.area.x-computed", "dance"},
    {ITEM, "\"if\": {\"properties\": {\"items\"", "\"if\": {\"properties\": {\"itmes\"", "form.if",
     "itmes"},
    {ITEM, "\"required\": [\"special_room\"]", "\"required\": [\"special_rom\"]",
     "form.then.required[0]", "no field"},
    {"abolished.json", "\"id\": \"alive\"", "\"id\": \"single\"", "[2].id", "twice"},
    {"abolished.json", "\"since\": \"2018-09-01\"", "\"since\": \"2018\"", "[2].since", "day"},
    {"sources.json", "\"id\": \"marriage\"", "\"id\": \"population\"", "[2].id", "twice"},
    {"sources.json", "\"owner\": \"civil-affairs\"", "\"owner\": \"nobody\"", "[2].owner",
     "not among"},
    {"sources.json", "\"timeout_s\": 8", "\"timeout_s\": 0", "[3].timeout_s", "from 1 on"},
    {"sources.json", "\"applicant.name\"", "\"applicant.mood\"", "[0].request.name", "neither"},
    {ITEM, "\"fees\": []", "\"fees\": {}", "fees", "list"},
    {ITEM, "\"fees\": []", "\"fees\": [}", ITEM, "not JSON"},
    {"offices.json", "\"id\": \"market-regulation\"", "\"id\": \"natural-resources\"",
     "departments[1].id", "twice"},
    {"offices.json", "\"theme\": \"general\"", "\"theme\": \"garden\"", "windows[0].theme",
     "garden"},
    {"offices.json", "\"hall\": \"main\"", "\"hall\": \"side\"", "windows[0].hall", "side"},
    {"offices.json", "\"city\"", "\"town\"", "town", "no such member"},
    {"calendars.json", "\"2025-01-28\"", "\"2026-01-28\"", "calendars.json", "2025"},
    {"calendars.json", "\"2025-01-28\"", "\"2025-01-01\"", "years.2025.off[1]", "twice"},
    {"calendars.json", "\"2025-01-26\"", "\"2025-01-23\"", "years.2025.work[0]", "weekend"},
    {"calendars.json", "\"2025-01-28\"", "\"28.1.2025\"", "years.2025.off[1]", "day"},
};

static void
test_faults (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autofree char *city = make_city (faults[i].file, faults[i].old, faults[i].new);
    g_auto (Answer) answer = call ("lint", city, NULL);
    g_autofree char *said = g_strdup_printf ("%s: ", faults[i].place);

    g_test_message ("%s -> %s: %s", faults[i].old, faults[i].new, answer.out);
    g_assert_cmpint (answer.status, ==, 1);
    g_assert_nonnull (strstr (answer.out, faults[i].file));
    g_assert_nonnull (strstr (answer.out, said));
    g_assert_nonnull (strstr (answer.out, faults[i].why));
    g_assert_nonnull (strstr (answer.err, " faults"));
  }
}

// Two files of one item in a city of their own: until when the first is used, how often the second
// says which it is.
static void
test_versions (void)
{
  static const struct {
    const char *until, *version, *why;
  } cases[] = {
      {"\"until\": \"2026-06-30\",", "\"version\": 2", NULL},
      {"\"until\": \"2026-07-01\",", "\"version\": 2", "versions 1 and 2 overlap"},
      {"", "\"version\": 2", "versions 1 and 2 overlap"},
      {"\"until\": \"2026-06-30\",", "\"version\": 1", "version 1 is there twice"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *first = g_strdup_printf ("\"version\": 1, %s", cases[i].until);
    g_autofree char *city = make_city (ITEM, "\"version\": 1,", first);
    g_autofree char *plain = g_build_filename (city, ITEM, NULL);
    g_autofree char *numbered = g_build_filename (city, "items/food-business-new@1.json", NULL);
    g_autofree char *later =
        g_strdup_printf ("%s, \"effective\": \"2026-07-01\"", cases[i].version);

    g_assert_cmpint (g_rename (plain, numbered), ==, 0);
    copy_file (city, ITEM, "\"version\": 1,\n  \"effective\": \"2025-01-01\"", later);
    g_auto (Answer) answer = call ("lint", city, NULL);

    g_test_message ("%s", answer.out);
    g_assert_cmpint (answer.status, ==, cases[i].why != NULL ? 1 : 0);
    if (cases[i].why != NULL)
      g_assert_nonnull (strstr (answer.out, cases[i].why));
  }
}

// An item that ended before a certificate was abolished is history, and stays as it was.
static void
test_history (void)
{
  g_autofree char *city = make_city (ITEM, "\"effective\": \"2025-01-01\"",
                                     "\"effective\": \"2017-01-01\", \"until\": \"2018-08-31\"");
  g_autofree char *path = g_build_filename (city, "abolished.json", NULL);
  g_auto (Answer) answer = {0};

  g_assert_true (
      g_file_set_contents (path,
                           "[{\"id\": \"letter\", \"name\": \"申请书\", \"since\": \"2018-09-01\","
                           "\"ground\": \"g\", \"instead\": \"i\"}]",
                           -1, NULL));
  answer = call ("lint", city, NULL);
  g_assert_cmpstr (answer.out, ==, "");
  g_assert_cmpint (answer.status, ==, 0);
}

static void
test_lint_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("city-XXXXXX", NULL);
  g_auto (Answer) empty = call ("lint", folder, NULL);
  g_auto (Answer) usage = call ("lint", NULL);

  g_assert_cmpint (empty.status, ==, 2);
  g_assert_nonnull (strstr (empty.err, "items"));
  g_assert_cmpint (usage.status, ==, 2);
  g_assert_nonnull (strstr (usage.err, "usage"));
}

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
      {"2026-02-13", "x"}, {"2026-02-13", "99999"},
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

static void
test_evaluate_wrong (void)
{
  for (const char *const *text = (const char *const[]){"", "{}", "[7]", "[[1]]", NULL}; *text;
       text++) {
    g_auto (Answer) answer = put_to_the_test ("evaluate", *text);

    g_assert_cmpint (answer.status, ==, 2);
    g_assert_nonnull (strstr (answer.err, "yichuang-catalogue: "));
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
  g_test_add_func ("/tools/catalogue/the demo city is clean", test_demo);
  g_test_add_func ("/tools/catalogue/every fault is found and says where", test_faults);
  g_test_add_func ("/tools/catalogue/versions of an item follow each other", test_versions);
  g_test_add_func ("/tools/catalogue/what ended before it was abolished stays", test_history);
  g_test_add_func ("/tools/catalogue/a folder without a catalogue is told", test_lint_nothing);
  g_test_add_func ("/tools/catalogue/due prints the day last on its line", test_due);
  g_test_add_func ("/tools/catalogue/due takes no nonsense", test_due_wrong);
  g_test_add_func ("/tools/catalogue/conditions are put to the test", test_evaluate);
  g_test_add_func ("/tools/catalogue/a file of something else is told", test_evaluate_wrong);
  g_test_add_func ("/tools/catalogue/schemas are put to the test", test_validate);
  g_test_add_func ("/tools/catalogue/a file without schemas is told", test_validate_wrong);
  g_test_add_func ("/tools/catalogue/intake points and blank form of an item are printed",
                   test_preview);
  g_test_add_func ("/tools/catalogue/samples of all versions are printed", test_samples);
  g_test_add_func ("/tools/catalogue/what it does not understand it explains", test_usage);
  return g_test_run ();
}
