// Numbered scripts that bring a database to today's schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db-class.h"
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
  int version = 0;

  if (script == NULL || !yc_db_begin (db, error))
    return FALSE;
  sql = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
  if ((db->class->lock_schema != NULL && !db->class->lock_schema (db, error)) ||
      !db->class->get_version (db, &version, error) ||
      (version < number &&
       (!yc_db_run (db, sql, error) || !db->class->set_version (db, number, error)))) {
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
  guint n = names != NULL ? g_strv_length (names) : 0;
  int version = 0;

  if (names == NULL || !db->class->get_version (db, &version, error))
    return FALSE;
  qsort (names, n, sizeof *names, compare_names);
  if (n > 0 && version > atoi (names[n - 1])) {
    g_set_error (error, YC_ERROR, YC_ERROR_TOO_NEW,
                 "the database has schema %d, this program knows %d", version, atoi (names[n - 1]));
    return FALSE;
  }
  for (guint i = 0; i < n; i++) {
    g_autofree char *path = g_build_path ("/", prefix, names[i], NULL);

    if (atoi (names[i]) > version && !run_script (db, resource, path, atoi (names[i]), error))
      return FALSE;
  }
  return TRUE;
}
