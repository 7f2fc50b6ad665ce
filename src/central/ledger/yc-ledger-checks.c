// What registers answered.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"
#include "yc-wire.h"

#define COLUMNS "id, case_id, source, person, at, took_ms, outcome, answer, about"

void
yc_register_check_free (YcRegisterCheck *self)
{
  g_free (self->id);
  g_free (self->case_id);
  g_free (self->source);
  g_free (self->person);
  g_free (self->outcome);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->about, json_object_unref);
  g_free (self);
}

// NULL of NULL.
static char *
print (JsonObject *object)
{
  g_autoptr (JsonNode) node =
      object != NULL ? json_node_init_object (json_node_alloc (), object) : NULL;

  return node != NULL ? yc_wire_print (node) : NULL;
}

gboolean
yc_ledger_add_check (YcLedger *self, const YcRegisterCheck *check, GError **error)
{
  g_autofree char *answer = print (check->answer);
  g_autofree char *about = print (check->about);

  return yc_db_execute (self->db, error,
                        "INSERT INTO register_check (" COLUMNS
                        ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                        "ttttiittt", check->id, check->case_id, check->source, check->person,
                        check->at, check->took_ms, check->outcome, answer, about);
}

static YcRegisterCheck *
check_from_row (YcStatement *row, GError **error)
{
  g_autoptr (YcRegisterCheck) check = g_new0 (YcRegisterCheck, 1);
  g_autoptr (JsonNode) node = yc_wire_parse_object (yc_statement_get_text (row, 7), -1, error);
  const char *about = yc_statement_get_text (row, 8);
  g_autoptr (JsonNode) kept = about != NULL ? yc_wire_parse_object (about, -1, error) : NULL;

  if (node == NULL || (about != NULL && kept == NULL))
    return NULL;
  check->id = g_strdup (yc_statement_get_text (row, 0));
  check->case_id = g_strdup (yc_statement_get_text (row, 1));
  check->source = g_strdup (yc_statement_get_text (row, 2));
  check->person = g_strdup (yc_statement_get_text (row, 3));
  check->at = yc_statement_get_int (row, 4);
  check->took_ms = yc_statement_get_int (row, 5);
  check->outcome = g_strdup (yc_statement_get_text (row, 6));
  check->answer = json_node_dup_object (node);
  check->about = kept != NULL ? json_node_dup_object (kept) : NULL;
  return g_steal_pointer (&check);
}

YcRegisterCheck *
yc_ledger_find_check (YcLedger *self, const char *id, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db, "SELECT " COLUMNS " FROM register_check WHERE id = ?1", error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "t", id);
  return yc_statement_step (row, error) ? check_from_row (row, error) : NULL;
}

YcRegisterCheck *
yc_ledger_find_last_check (YcLedger *self, const char *case_id, const char *source, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT " COLUMNS " FROM register_check WHERE case_id = ?1 AND source = ?2"
                     " AND outcome <> 'failed' ORDER BY at DESC, id DESC LIMIT 1",
                     error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "tt", case_id, source);
  return yc_statement_step (row, error) ? check_from_row (row, error) : NULL;
}
