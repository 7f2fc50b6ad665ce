// The checklist of every item of the demo city.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "story.h"
#include "yc-checklist.h"

static gboolean
has (GPtrArray *findings, YcFindingCode code, const YcMaterial *material)
{
  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];

    if (finding->code == code && finding->material == material)
      return TRUE;
  }
  return FALSE;
}

// On a day on which no specimen of the city is too old or too young.
static GPtrArray *
evaluate (const YcItem *item, const YcCase *self)
{
  const YcToday today = {NULL, yc_day_from_string ("2026-11-23")};

  return yc_checklist_evaluate (item, self, &today);
}

static guint
count_of_materials (GPtrArray *findings)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += ((YcFinding *)findings->pdata[i])->code == YC_FINDING_NO_PAGE ||
         ((YcFinding *)findings->pdata[i])->code == YC_FINDING_POINT;
  return n;
}

static void
test_blank (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (YcCase) opened = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
    g_autoptr (GPtrArray) materials = yc_checklist_list_materials (item, NULL, NULL);
    g_autoptr (GPtrArray) nothing = yc_checklist_evaluate (item, NULL, NULL);
    g_autoptr (GPtrArray) findings = yc_checklist_evaluate (item, opened, NULL);

    g_assert_cmpuint (materials->len, >, 0);
    g_assert_cmpuint (nothing->len, ==, findings->len);
    g_assert_true (has (findings, YC_FINDING_NO_APPLICANT, NULL));
    g_assert_true (has (findings, YC_FINDING_ID_NUMBER, NULL));
    for (guint m = 0; m < materials->len; m++)
      g_assert_true (((YcMaterial *)materials->pdata[m])->any_of != NULL ||
                     has (findings, YC_FINDING_NO_PAGE, materials->pdata[m]));
  }
}

static void
test_complete (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (YcCase) self = city_complete_case (item, NULL);
    g_autoptr (GPtrArray) findings = evaluate (item, self);

    g_test_message ("%s", item->code);
    g_assert_cmpuint (yc_checklist_count_blocking (findings), ==, 0);
  }
}

// Each answer of each question: whatever it asks for can be brought.
static void
test_answers (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);
  guint different = 0;

  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (GPtrArray) usual = yc_checklist_list_materials (item, NULL, NULL);

    for (guint s = 0; s < item->situations->len; s++) {
      const YcSituation *situation = item->situations->pdata[s];
      gboolean matters = FALSE;

      for (guint a = 0; a < situation->answers->len; a++) {
        const YcAnswer *answer = situation->answers->pdata[a];
        g_autofree char *json =
            g_strdup_printf ("{'situation':{'%s':'%s'}}", situation->id, answer->id);
        g_autoptr (YcCase) self = city_complete_case (item, json);
        g_autoptr (GPtrArray) asked = yc_checklist_list_materials (item, self, NULL);
        g_autoptr (GPtrArray) findings = evaluate (item, self);

        g_assert_cmpuint (count_of_materials (findings), ==, 0);
        matters = matters || asked->len != usual->len;
      }
      different += matters;
    }
  }
  g_assert_cmpuint (different, >, 16);
}

static void
test_agent (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  const YcMaterial *authority = yc_item_find_material (item, "authority");
  g_autoptr (YcCase) agent =
      story_step (story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL), YC_EVENT_ANSWERED,
                  STORY_START, "{'situation':{'agent':'yes','type':'retail'}}");
  g_autoptr (GPtrArray) alone = yc_checklist_list_materials (item, NULL, NULL);
  g_autoptr (GPtrArray) helped = yc_checklist_list_materials (item, agent, NULL);

  g_assert_false (g_ptr_array_find (alone, authority, NULL));
  g_assert_true (g_ptr_array_find (helped, authority, NULL));
  g_assert_true (g_ptr_array_find (alone, yc_item_find_material (item, "health"), NULL));
  g_assert_false (g_ptr_array_find (helped, yc_item_find_material (item, "health"), NULL));
}

static YcCase *
mark (YcCase *self, const char *material, const char *mark)
{
  g_autofree char *json = g_strdup_printf ("{'material':'%s','mark':'%s'}", material, mark);

  return story_step (self, YC_EVENT_MARKED, STORY_START, json);
}

// A mark settles a material only where the item allows it.
static void
test_marks (void)
{
  static const struct {
    const char *material, *mark;
    gboolean settles;
  } cases[] = {
      {"rules", "deferred", TRUE},     {"application", "deferred", FALSE},
      {"health", "commitment", TRUE},  {"licence", "commitment", FALSE},
      {"manager-id", "by-data", TRUE}, {"licence", "by-data", FALSE}, // its source was not asked
      {"licence", "checked", FALSE},   {"application", "deficient", FALSE},
  };
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcCase) self = mark (story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL),
                                    cases[i].material, cases[i].mark);
    g_autoptr (GPtrArray) findings = evaluate (item, self);

    g_assert_cmpint (
        yc_checklist_is_complete (findings, yc_item_find_material (item, cases[i].material)), ==,
        cases[i].settles);
  }
}

static void
test_deficient (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  g_autoptr (YcCase) self = mark (city_complete_case (item, NULL), "layout", "deficient");
  g_autoptr (GPtrArray) findings = evaluate (item, self);

  g_assert_cmpuint (findings->len, ==, 1);
  g_assert_true (has (findings, YC_FINDING_DEFICIENT, yc_item_find_material (item, "layout")));
}

// Three copies are asked for, and the pages are those of one.
static void
test_copies (void)
{
  static const struct {
    const char *json;
    int came;
    gboolean found;
  } cases[] = {
      {"{'material':'report','mark':'none','copies':1}", 1, TRUE},
      {"{'material':'report','mark':'none','copies':2}", 2, TRUE},
      {"{'material':'report','mark':'checked','copies':3}", 3, FALSE},
  };
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "environment-report");
  const YcMaterial *report = yc_item_find_material (item, "report");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcCase) counted =
        story_step (city_complete_case (item, NULL), YC_EVENT_MARKED, STORY_START, cases[i].json);
    g_autoptr (GPtrArray) findings = evaluate (item, counted);

    g_assert_cmpint (yc_case_get_copies (counted, "report"), ==, cases[i].came);
    g_assert_cmpint (has (findings, YC_FINDING_COPIES, report), ==, cases[i].found);
  }
}

static void
test_applicant (void)
{
  static const struct {
    const char *applicant;
    guint findings;
  } cases[] = {
      {"{'applicant':{'name':'陈','id_number':'11010519491231002X'}}", 0},
      {"{'applicant':{'name':'陈','id_number':'110105194912310021'}}", 1},
      {"{'applicant':{'name':'','id_number':'11010519491231002X'}}", 1},
      {"{'applicant':{'kind':'company','name':'好味','id_number':'91350100M000100Y43'}}", 0},
      {"{'applicant':{'kind':'company','name':'好味','id_number':'11010519491231002X'}}", 1},
      {"{'applicant':{'name':7,'id_number':7}}", 2},
  };
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcCase) self = story_step (city_complete_case (item, NULL), YC_EVENT_FILLED,
                                          STORY_START, cases[i].applicant);
    g_autoptr (GPtrArray) findings = evaluate (item, self);

    g_assert_cmpuint (findings->len, ==, cases[i].findings);
  }
}

static YcCase *
fill_number (YcCase *self, const char *number)
{
  g_autofree char *json = g_strdup_printf (
      "{'applicant':{'name':'某厂','id_number':'%s'},'form':{'part':{'no':'%s'}}}", number, number);

  return story_step (self, YC_EVENT_FILLED, STORY_START, json);
}

// What a register said counts for whom it was asked about, and again when that is who it is after
// all.
static void
test_about (void)
{
  static const struct {
    const char *about, *number;
    gboolean counts;
  } cases[] = {
      {"'about':{'applicant.id_number':'A'},", "A", TRUE},
      {"'about':{'applicant.id_number':'A'},", "B", FALSE},
      {"'about':{'applicant.id_number':'A','form.part.no':'A'},", "A", TRUE},
      {"'about':{'applicant.name':'某厂','form.part.no':'A'},", "B", FALSE},
      {"'about':{'applicant.id_number':'A','applicant.phone':'1'},", "A", FALSE},
      {"", "B", TRUE}, // as events of older versions have it
  };
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  const YcMaterial *licence = yc_item_find_material (item, "licence");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = g_strdup_printf (
        "{'source':'enterprise','outcome':'answered',%s'answer':{'name':'某厂'}}", cases[i].about);
    g_autoptr (YcCase) self = fill_number (
        story_step (fill_number (story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL), "A"),
                    YC_EVENT_VERIFIED, STORY_START, json),
        cases[i].number);
    g_autoptr (JsonObject) facts = yc_checklist_collect_facts (item, self, NULL);
    JsonObject *shared = json_object_get_object_member (
        json_object_get_object_member (facts, "shared"), "enterprise");

    g_test_message ("%u", i);
    g_assert_cmpint (yc_checklist_is_settled (licence, self), ==, cases[i].counts);
    g_assert_true (yc_checklist_grade (licence, self) == (cases[i].counts ? 'A' : '\0'));
    g_assert_cmpuint (json_object_get_size (shared), ==, cases[i].counts ? 1 : 0);
  }
}

// A copy of what was shown is compared with it: until somebody says so it warns, and no more.
static void
test_unchecked (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "passport");
  const YcMaterial *shown = yc_item_find_material (item, "id");
  const YcMaterial *kept = yc_item_find_material (item, "application");
  g_autoptr (YcCase) copied = city_complete_case (item, NULL);
  g_autoptr (YcCase) checked = mark (yc_case_ref (copied), "id", "checked");
  g_autoptr (GPtrArray) before = evaluate (item, copied);
  g_autoptr (GPtrArray) after = evaluate (item, checked);

  g_assert_true (has (before, YC_FINDING_UNCHECKED, shown));
  g_assert_false (has (before, YC_FINDING_UNCHECKED, kept));
  g_assert_cmpuint (yc_checklist_count_blocking (before), ==, 0);
  g_assert_false (has (after, YC_FINDING_UNCHECKED, shown));
}

// That the list could not be asked is told, and nothing more: its answer refuses or is silent.
static void
test_list (void)
{
  static const struct {
    const char *verified;
    gboolean unknown, refused;
  } cases[] = {
      {"{'source':'credit','outcome':'failed','answer':{}}", TRUE, FALSE},
      {"{'source':'credit','outcome':'not-found','answer':{}}", FALSE, FALSE},
      {"{'source':'credit','outcome':'answered','answer':{'listed':false}}", FALSE, FALSE},
      {"{'source':'credit','outcome':'answered','answer':{'listed':true}}", FALSE, TRUE},
  };
  g_autoptr (YcCatalogue) catalogue = city_load ();
  const YcItem *item = yc_catalogue_find_item (catalogue, "food-business-new");
  const YcMaterial *rules = yc_item_find_material (item, "rules");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcCase) self =
        story_step (mark (city_complete_case (item, NULL), "rules", "deferred"), YC_EVENT_VERIFIED,
                    STORY_START, cases[i].verified);
    g_autoptr (GPtrArray) findings = evaluate (item, self);

    g_assert_cmpint (has (findings, YC_FINDING_LIST_UNKNOWN, rules), ==, cases[i].unknown);
    g_assert_cmpint (has (findings, YC_FINDING_NOT_DEFERRABLE, rules), ==, cases[i].refused);
    g_assert_cmpuint (yc_checklist_count_blocking (findings), ==, cases[i].refused ? 1 : 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/checklist/a blank case lacks everything", test_blank);
  g_test_add_func ("/rules/checklist/a complete case lacks nothing", test_complete);
  g_test_add_func ("/rules/checklist/every answer asks for something that can be brought",
                   test_answers);
  g_test_add_func ("/rules/checklist/a situation adds and removes materials", test_agent);
  g_test_add_func ("/rules/checklist/a mark settles what the item lets it", test_marks);
  g_test_add_func ("/rules/checklist/a deficient material stands in the way", test_deficient);
  g_test_add_func ("/rules/checklist/copies that were not counted are missing", test_copies);
  g_test_add_func ("/rules/checklist/an applicant has a name and a number that can be right",
                   test_applicant);
  g_test_add_func ("/rules/checklist/a register counts for whom it was asked about", test_about);
  g_test_add_func ("/rules/checklist/a copy that nobody checked warns", test_unchecked);
  g_test_add_func ("/rules/checklist/a list that could not be asked is told", test_list);
  return g_test_run ();
}
