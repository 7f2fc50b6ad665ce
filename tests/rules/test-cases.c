// The cases that the authors of the demo city wrote for each item: what the checklist finds in
// them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "yc-json.h"
#include "yc-sample-case.h"

static JsonArray *
load_cases (const YcItem *item)
{
  g_autofree char *path =
      g_strdup_printf ("%s/demo/cases/%s.json", g_getenv ("YICHUANG_DATADIR"), item->code);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_array_ref (json_node_get_array (json_parser_get_root (parser)));
}

static GPtrArray *
find (YcCatalogue *catalogue, const YcItem *item, JsonObject *expected)
{
  const YcToday today = {yc_catalogue_get_calendar (catalogue),
                         yc_day_from_string (yc_json_get_string (expected, "today"))};
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) self =
      yc_sample_case_new (item, yc_json_get_object (expected, "case"), today.day, &error);

  g_assert_no_error (error);
  return yc_checklist_evaluate (item, self, &today);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(char *const *)a, *(char *const *)b);
}

// The keys of what blocks, sorted, in one text.
static char *
join_keys (GPtrArray *findings)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < findings->len; i++)
    if (((YcFinding *)findings->pdata[i])->severity == YC_SEVERITY_BLOCKS)
      g_ptr_array_add (keys, yc_finding_get_key (findings->pdata[i]));
  g_ptr_array_sort (keys, compare_texts);
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (" ", (char **)keys->pdata);
}

static char *
join_expected (JsonObject *expected)
{
  g_autoptr (GPtrArray) keys = yc_json_get_strings (expected, "findings");

  g_ptr_array_sort (keys, compare_texts);
  g_ptr_array_add (keys, NULL);
  return g_strjoinv (" ", (char **)keys->pdata);
}

static const char *
outcome_of (GPtrArray *findings)
{
  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];

    if (finding->severity == YC_SEVERITY_BLOCKS && finding->refuses)
      return "refuse";
  }
  return yc_checklist_count_blocking (findings) > 0 ? "supplement" : "accept";
}

static void
check_item (YcCatalogue *catalogue, const YcItem *item, GHashTable *outcomes)
{
  g_autoptr (JsonArray) cases = load_cases (item);

  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonObject *expected = json_array_get_object_element (cases, i);
    g_autoptr (GPtrArray) findings = find (catalogue, item, expected);
    g_autofree char *found = join_keys (findings);
    g_autofree char *wanted = join_expected (expected);
    g_autofree char *outcome =
        g_strdup_printf ("%s %s", item->code, yc_json_get_string (expected, "outcome"));

    g_test_message ("%s: %s", item->code, yc_json_get_string (expected, "description"));
    g_assert_cmpstr (found, ==, wanted);
    g_assert_cmpstr (outcome_of (findings), ==, yc_json_get_string (expected, "outcome"));
    g_hash_table_add (outcomes, g_steal_pointer (&outcome));
  }
}

static guint
count (GPtrArray *all, gboolean (*fits) (gconstpointer one, const char *name), const char *name)
{
  guint n = 0;

  for (guint i = 0; i < all->len; i++)
    n += fits (all->pdata[i], name) ? 1 : 0;
  return n;
}

static gboolean
is_of_kind (gconstpointer item, const char *kind)
{
  return g_str_equal (((const YcItem *)item)->kind, kind);
}

// General windows offer everything; here an item says so itself.
static gboolean
is_offered_at (gconstpointer item, const char *theme)
{
  return g_ptr_array_find_with_equal_func (((const YcItem *)item)->windows, theme, g_str_equal,
                                           NULL);
}

static gboolean
is_window_of (gconstpointer window, const char *theme)
{
  return g_str_equal (((const YcWindow *)window)->theme, theme);
}

static gboolean
is_long (gconstpointer item, const char *name)
{
  return ((const YcItem *)item)->materials->len >= 15;
}

static void
test_all (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);
  g_autoptr (GHashTable) outcomes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = 0;

  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];

    if (item != yc_catalogue_find_item (catalogue, item->code))
      continue; // an earlier version
    check_item (catalogue, item, outcomes);
    n++;
  }
  g_assert_cmpuint (n, >=, 24);
  g_assert_cmpuint (g_hash_table_size (outcomes), ==, 3 * n); // accept, supplement, refuse each
}

// What the city offers as a whole, as its people would expect it.
static void
test_breadth (void)
{
  static const char *const kinds[] = {"licence",    "confirmation", "levy",          "benefit",
                                      "forwarding", "other-power",  "public-service"};
  static const char *const themes[] = {"general",     "population",     "business",
                                       "real-estate", "construction",   "housing-fund",
                                       "traffic",     "social-security"};
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);
  GPtrArray *windows = yc_catalogue_get_windows (catalogue);

  for (guint k = 0; k < G_N_ELEMENTS (kinds); k++)
    g_assert_cmpuint (count (items, is_of_kind, kinds[k]), >, 0);
  for (guint t = 0; t < G_N_ELEMENTS (themes); t++) {
    g_assert_cmpuint (count (items, is_offered_at, themes[t]), >, 0);
    g_assert_cmpuint (count (windows, is_window_of, themes[t]), >, 0);
  }
  g_assert_cmpuint (count (items, is_long, NULL), >=, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/cases/every item has a case to accept, to supplement and to refuse",
                   test_all);
  g_test_add_func ("/rules/cases/all kinds, all windows and five long lists are there",
                   test_breadth);
  return g_test_run ();
}
