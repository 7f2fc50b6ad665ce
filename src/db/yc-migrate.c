// Numbered scripts that bring a database file to today's schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db-private.h"
#include "yc-error.h"

#include <stdlib.h>

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

// Another connection may have run it between our look and our lock.
static gboolean
run_script (YcDb *db, GResource *resource, const char *path, int number, GError **error)
{
  g_autoptr (GBytes) script = g_resource_lookup_data (resource, path, 0, error);
  g_autofree char *sql = NULL;

  if (script == NULL || !yc_db_begin (db, error))
    return FALSE;
  if (yc_db_fetch_int (db, 0, NULL, "PRAGMA user_version", NULL) >= number)
    return yc_db_commit (db, error);
  sql = g_strdup_printf ("%.*s\n;PRAGMA user_version=%d;", (int)g_bytes_get_size (script),
                         (const char *)g_bytes_get_data (script, NULL), number);
  if (!yc_db_run (db, sql, error)) {
    g_prefix_error (error, "%s: ", path);
    yc_db_roll_back (db);
    return FALSE;
  }
  return yc_db_commit (db, error);
}

gboolean
yc_db_migrate (YcDb *db, GResource *resource, const char *prefix, GError **error)
{
  g_auto (GStrv) names = g_resource_enumerate_children (resource, prefix, 0, error);
  gint64 version = yc_db_fetch_int (db, 0, error, "PRAGMA user_version", NULL);
  guint n = names != NULL ? g_strv_length (names) : 0;

  if (names == NULL || version < 0)
    return FALSE;
  qsort (names, n, sizeof *names, compare_names);
  if (n > 0 && version > atoi (names[n - 1])) {
    g_set_error (error, YC_ERROR, YC_ERROR_TOO_NEW,
                 "the database has schema %d, this program knows %d", (int)version,
                 atoi (names[n - 1]));
    return FALSE;
  }
  for (guint i = 0; i < n; i++) {
    g_autofree char *path = g_build_path ("/", prefix, names[i], NULL);

    if (atoi (names[i]) > version && !run_script (db, resource, path, atoi (names[i]), error))
      return FALSE;
  }
  return TRUE;
}
