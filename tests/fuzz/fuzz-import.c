// Feeds what a city brings in as files: a list of people, or an item of a catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask.h"
#include "yc-error.h"
#include "yc-import.h"
#include "yc-ledger-private.h"
#include "yc-test-database.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <unistd.h>

static char *folder;

// What a link leads to is not ours.
static void
remove_folder (void)
{
  g_autofree char *papers = g_build_filename (folder, "papers", NULL);

  g_unlink (papers);
  yc_test_remove_tree (folder);
  g_free (folder);
}

// The demo city's catalogue, but for its items.
static void
make_folder (void)
{
  static const char *const parts[] = {"calendars.json", "offices.json", "sources.json",
                                      "abolished.json", "papers"};
  g_autofree char *items = NULL;

  folder = g_dir_make_tmp ("yc-fuzz-XXXXXX", NULL);
  atexit (remove_folder);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    g_autofree char *from =
        g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo", "catalogue", parts[i], NULL);
    g_autofree char *to = g_build_filename (folder, parts[i], NULL);

    g_assert_cmpint (symlink (from, to), ==, 0);
  }
  items = g_build_filename (folder, "items", NULL);
  g_assert_cmpint (g_mkdir (items, 0700), ==, 0);
}

// Returns its path.
static char *
write_file (const char *name, const guint8 *data, gsize size)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, (const char *)data, (gssize)size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  return path;
}

static gint64
count_people (YcLedger *ledger)
{
  return yc_db_fetch_int (ledger->db, 0, NULL, "SELECT count(*) FROM person", NULL);
}

// Everybody who was taken can be found; where one is wrong, nobody is taken.
static void
import_people (YcLedger *ledger, const guint8 *data, gsize size)
{
  g_autofree char *path = write_file ("people", data, size);
  gint64 before = count_people (ledger);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) people = yc_import_people (ledger, path, TRUE, &error);

  g_assert_cmpint (people != NULL, ==, error == NULL);
  g_assert_true (people != NULL || count_people (ledger) == before);
  for (guint i = 0; people != NULL && i < people->len; i++) {
    const YcPerson *person = people->pdata[i];
    g_autoptr (YcPerson) found = yc_ledger_find_person (ledger, person->id, NULL);

    g_assert_nonnull (found);
    g_assert_cmpuint (found->roles, !=, 0);
  }
}

static void
import_item (const guint8 *data, gsize size)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) body = NULL;

  g_free (write_file ("items/item.json", data, size));
  body = yc_import_folder (folder, &error);
  g_assert_cmpint (body != NULL, ==, error == NULL);
  if (error != NULL)
    g_assert_true (g_error_matches (error, YC_ERROR, YC_ERROR_MALFORMED));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  YcCentral *central = ask_begin ();

  if (folder == NULL)
    make_folder ();
  import_people (yc_central_get_ledger (central), data, size);
  import_item (data, size);
  ask_end ();
  return 0;
}
