// yichuang-catalogue lint: every fault of a city is found, and told with its file and place.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tool.h"

#include <glib/gstdio.h>
#include <string.h>

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
    {ITEM, "\"legal_days\": 10", "\"legal_days\": 100000000", "legal_days", "2400"},
    {ITEM, "\"effective\": \"2025-01-01\"", "\"effective\": \"0001-01-01\"", "effective", "1949"},
    {ITEM, "\"effective\": \"2025-01-01\"", "\"effective\": \"9999-12-31\"", "effective", "2199"},
    {ITEM, "\"yellow_days\": 2", "\"yellow_share\": 1.5", "yellow_share", "0 to 1"},
    {ITEM, "\"yellow_days\": 2", "\"yellow_days\": 2, \"yellow_share\": 0.5", "yellow_days",
     "either"},
    {ITEM, "\"yellow_days\": 2,", "", "yellow_days", "either"},
    {ITEM, "\"id\": \"rules\",", "\"id\": \"rules\", \"ground\": 7,", "materials[5].ground",
     "text"},
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
    {ITEM, "\"title_en\": \"Floor area\",", "\"title_en\": \"Floor area\", \"x-contact\": true,",
     "form.properties.area", "can be contact data"},
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
    {ITEM, "\"title_en\": \"Floor area\",",
     "\"title_en\": \"Floor area\", \"x-computed\": {\"+\": [{\"var\": \"form.area\"}, 1]},",
     "form.properties.area.x-computed", "form.area → form.area"},
    {ITEM, "\"title_en\": \"Floor area\",",
     "\"title_en\": \"Floor area\", \"x-computed\": {\"var\": \"materials.rules.pages\"},",
     "form.properties.area.x-computed", "turn in a circle"},
    {ITEM, "{\"==\": [{\"var\": \"situation.raw\"}, \"yes\"]}",
     "{\"!\": {\"var\": \"materials.cold-room.pages\"}}", "materials[7].need", "turn in a circle"},
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
    {"papers/voucher.json", "\"word\": \"收\"", "\"word\": \"受\"", "word", "acceptance.json"},
    {"papers/voucher.json", "\"kind\": \"voucher\"", "\"kind\": \"ticket\"", "kind", "no window"},
    {"papers/voucher.json", "\"kind\": \"voucher\"", "\"kind\": \"grant\"", "kind",
     "name of the file"},
    {"papers/voucher.json", "\"kind\": \"voucher\"", "\"nonsense\": 1", "kind", "no template"},
    {"papers/voucher.json", "\"kind\": \"voucher\"", "\"kind\": {", "papers/voucher.json",
     "not JSON"},
    {"papers/voucher.json", "{{applicant.name}}", "{{applicant.mood}}", "body[0]",
     "applicant.mood"},
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

// A city that lacks what it must have: each file is named.
static void
test_lint_missing (void)
{
  static const char *const names[] = {"offices.json", "calendars.json", "papers/voucher.json",
                                      "papers/refusal.json"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *city = make_city (NULL, NULL, NULL);
    g_autofree char *path = g_build_filename (city, names[i], NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
    g_auto (Answer) answer = call ("lint", city, NULL);

    g_assert_cmpint (answer.status, ==, 1);
    g_assert_nonnull (strstr (answer.out, path));
  }
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/tools/lint/the demo city is clean", test_demo);
  g_test_add_func ("/tools/lint/every fault is found and says where", test_faults);
  g_test_add_func ("/tools/lint/versions of an item follow each other", test_versions);
  g_test_add_func ("/tools/lint/what ended before it was abolished stays", test_history);
  g_test_add_func ("/tools/lint/a file that a city must have is named", test_lint_missing);
  g_test_add_func ("/tools/lint/a folder without a catalogue is told", test_lint_nothing);
  return g_test_run ();
}
