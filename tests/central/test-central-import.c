// Bringing a catalogue in: what it must have, and that each fault names its file.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-import.h"
#include "yc-test-central.h"

#include <glib/gstdio.h>
#include <string.h>

// A copy of the demo city's catalogue.
static char *
copy_city (void)
{
  g_autofree char *city =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo", "catalogue", NULL);
  char *folder = g_dir_make_tmp ("yc-import-XXXXXX", NULL);
  g_autofree char *from = g_strconcat (city, "/.", NULL);
  const char *argv[] = {"cp", "-r", from, folder, NULL};
  g_autoptr (GError) error = NULL;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  return folder;
}

static void
test_whole (void)
{
  g_autofree char *folder = copy_city ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yc_import_folder (folder, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  yc_test_remove_tree (folder);
}

// NULL: the file is not there at all.
static void
test_faults (void)
{
  static const struct {
    const char *file, *text, *why;
  } cases[] = {
      {"papers/voucher.json", NULL, "No such file"},
      {"papers/refusal.json", "{\"kind\": \"refusal\", \"title\"", "not JSON"},
      {"papers/grant.json", "{\"nonsense\": 1}", "no template of the kind “grant”"},
      {"papers/supplement.json", "[]", "no template of the kind “supplement”"},
      {"papers/delivery.json",
       "{\"kind\": \"delivery\", \"title\": \"t\", \"title_en\": \"t\", \"word\": \"w\", \"body\": "
       "[{\"text\": \"{{delivery.mood}}\"}]}",
       "delivery.mood"},
      {"calendars.json", NULL, "No such file"},
      {"offices.json", NULL, "No such file"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *folder = copy_city ();
    g_autofree char *path = g_build_filename (folder, cases[i].file, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (JsonNode) node = NULL;

    if (cases[i].text != NULL)
      g_assert_true (g_file_set_contents (path, cases[i].text, -1, NULL));
    else
      g_assert_cmpint (g_unlink (path), ==, 0);
    node = yc_import_folder (folder, &error);
    g_assert_null (node);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, cases[i].file));
    g_assert_nonnull (strstr (error->message, cases[i].why));
    yc_test_remove_tree (folder);
  }
}

static YcCatalogue *
import (YcLedger *ledger, const char *folder, const char *day)
{
  g_autoptr (GError) error = NULL;
  YcCatalogue *catalogue =
      yc_import_catalogue (ledger, folder, yc_day_to_ms (yc_day_from_string (day)), &error);

  g_assert_no_error (error);
  return catalogue;
}

// A case is judged to its end by the version that it began with, whatever a later edition has.
static void
test_versions (void)
{
  g_autofree char *city = copy_city ();
  g_autofree char *data = g_dir_make_tmp ("yc-import-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (city, "items", "rental-filing.json", NULL);
  g_autoptr (YcLedger) ledger = yc_ledger_open (data, FALSE, NULL);
  g_autoptr (YcCatalogue) before = import (ledger, city, "2026-11-23"), after = NULL, again = NULL;
  int version = yc_catalogue_find_item (before, "rental-filing")->version;
  const YcItem *old;

  g_assert_cmpint (g_unlink (path), ==, 0);
  after = import (ledger, city, "2026-11-25");
  old = yc_catalogue_find_version (after, "rental-filing", version);
  g_assert_nonnull (old);
  g_assert_true (yc_item_is_in_effect (old, yc_day_from_string ("2026-11-24")));
  g_assert_false (yc_item_is_in_effect (old, yc_day_from_string ("2026-11-25")));
  g_assert_cmpint (yc_catalogue_get_version (after), ==, yc_catalogue_get_version (before) + 1);
  again = import (ledger, city, "2026-12-01"); // nothing is new
  g_assert_cmpint (yc_catalogue_get_version (again), ==, yc_catalogue_get_version (after));
  yc_test_remove_tree (city);
  yc_test_remove_tree (data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central/import/the demo city is whole", test_whole);
  g_test_add_func ("/central/import/an older version stays for its cases", test_versions);
  g_test_add_func ("/central/import/what is missing or broken is named", test_faults);
  return g_test_run ();
}
