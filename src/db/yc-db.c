// A database of any kind: transactions that nest, statements that are prepared once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db-class.h"

void
yc_db_init (YcDb *db, const YcDbClass *class)
{
  db->class = class;
  db->statements = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
finalize (YcStatement *statement)
{
  statement->db->class->finalize (statement);
}

void
yc_db_close (YcDb *db)
{
  GHashTableIter iter;
  gpointer statement;

  g_hash_table_iter_init (&iter, db->statements);
  while (g_hash_table_iter_next (&iter, NULL, &statement))
    finalize (statement);
  g_hash_table_unref (db->statements);
  db->class->close (db);
}

YcDbKind
yc_db_get_kind (YcDb *db)
{
  return db->class->kind;
}

gboolean
yc_db_run (YcDb *db, const char *sql, GError **error)
{
  return db->class->run (db, sql, error);
}

static gboolean
begin (YcDb *db, gboolean for_reading, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SAVEPOINT s%d", db->depth);

  if (!(db->depth == 0 ? db->class->begin (db, for_reading, error)
                       : yc_db_execute (db, error, sql, "")))
    return FALSE;
  db->depth++;
  return TRUE;
}

gboolean
yc_db_begin (YcDb *db, GError **error)
{
  return begin (db, FALSE, error);
}

gboolean
yc_db_begin_reading (YcDb *db, GError **error)
{
  return begin (db, TRUE, error);
}

gboolean
yc_db_is_in_transaction (YcDb *db)
{
  return db->depth > 0;
}

gboolean
yc_db_commit (YcDb *db, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("RELEASE s%d", db->depth - 1);

  if (!(db->depth == 1 ? db->class->commit (db, error) : yc_db_run (db, sql, error))) {
    yc_db_roll_back (db);
    return FALSE;
  }
  db->depth--;
  return TRUE;
}

void
yc_db_roll_back (YcDb *db)
{
  g_autofree char *sql = NULL;

  db->depth--;
  if (db->depth == 0) {
    db->class->roll_back (db);
    return;
  }
  sql = g_strdup_printf ("ROLLBACK TO s%d; RELEASE s%d", db->depth, db->depth);
  yc_db_run (db, sql, NULL);
}

YcStatement *
yc_db_prepare (YcDb *db, const char *sql, GError **error)
{
  YcStatement *statement = g_hash_table_lookup (db->statements, sql);

  if (statement == NULL)
    return db->class->prepare (db, sql, error);
  g_hash_table_remove (db->statements, sql);
  return statement;
}

void
yc_statement_free (YcStatement *statement)
{
  statement->db->class->reset (statement);
  if (!g_hash_table_contains (statement->db->statements, statement->sql))
    g_hash_table_insert (statement->db->statements, statement->sql, statement);
  else
    finalize (statement);
}
