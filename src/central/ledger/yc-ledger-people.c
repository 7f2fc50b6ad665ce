// People, who is signed in, and wrong passwords.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"
#include "yc-wire.h"

#define FREE_ATTEMPTS 5
#define FIRST_WAIT_MS 30000
#define DOUBLINGS     7 // an hour and four minutes is the longest wait
#define FORGET_MS     (24 * 3600 * G_GINT64_CONSTANT (1000))

gboolean
yc_ledger_save_person (YcLedger *self, const YcPerson *person, GError **error)
{
  g_autofree char *windows = g_strjoinv (",", person->windows);
  g_autofree char *departments = g_strjoinv (",", person->departments);

  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (yc_db_execute (self->db, error, "DELETE FROM session WHERE person = ?1", "t", person->id) &&
      yc_db_execute (self->db, error,
                     "INSERT INTO person (id, name, roles, hall, windows, departments, password)"
                     " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                     " ON CONFLICT (id) DO UPDATE SET name = ?2, roles = ?3, hall = ?4,"
                     " windows = ?5, departments = ?6, password = ?7",
                     "ttitttt", person->id, person->name, (gint64)person->roles, person->hall,
                     windows, departments, person->password) &&
      yc_ledger_tell_sessions (self, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}

// Columns: id, name, roles, hall, windows, departments, password.
static YcPerson *
person_from_row (YcStatement *row)
{
  return yc_person_new (yc_statement_get_text (row, 0), yc_statement_get_text (row, 1),
                        (YcRoles)yc_statement_get_int (row, 2), yc_statement_get_text (row, 3),
                        yc_statement_get_text (row, 4), yc_statement_get_text (row, 5),
                        yc_statement_get_text (row, 6));
}

YcPerson *
yc_ledger_find_person (YcLedger *self, const char *id, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db,
      "SELECT id, name, roles, hall, windows, departments, password FROM person WHERE id = ?1",
      error);

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "t", id);
  return yc_statement_step (statement, error) ? person_from_row (statement) : NULL;
}

static gboolean
add_name (YcLedger *self, const char *id, JsonObject *names, GError **error)
{
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db, "SELECT name FROM person WHERE id = ?1", error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return FALSE;
  yc_statement_bind (row, "t", id);
  if (yc_statement_step (row, &problem))
    json_object_set_string_member (names, id, yc_statement_get_text (row, 0));
  return yc_ledger_at_end (problem, error);
}

gboolean
yc_ledger_write_names (YcLedger *self, GHashTable *people, GString *out, GError **error)
{
  g_autoptr (JsonObject) names = json_object_new ();
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), names);
  g_autofree char *text = NULL;
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, people);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!add_name (self, id, names, error))
      return FALSE;
  text = yc_wire_print (node);
  g_string_append (out, text);
  return TRUE;
}

gboolean
yc_ledger_add_session (YcLedger *self,
                       const char *token_hash,
                       const char *person,
                       const char *terminal,
                       const char *public_key,
                       gint64 expires_at,
                       gint64 now,
                       GError **error)
{
  return yc_db_execute (self->db, error, "DELETE FROM session WHERE expires_at < ?1", "i",
                        now - FORGET_MS) &&
         yc_db_execute (self->db, error,
                        "INSERT INTO session (token, person, terminal, public_key, expires_at)"
                        " VALUES (?1, ?2, ?3, ?4, ?5)",
                        "tttti", token_hash, person, terminal, public_key, expires_at);
}

gint64
yc_ledger_prolong_session (YcLedger *self,
                           const char *token_hash,
                           gint64 expires_at,
                           GError **error)
{
  if (!yc_db_execute (self->db, error,
                      "UPDATE session SET expires_at = ?2 WHERE token = ?1 AND expires_at < ?2",
                      "ti", token_hash, expires_at))
    return -1;
  return yc_db_fetch_int (self->db, expires_at, error,
                          "SELECT expires_at FROM session WHERE token = ?1", "t", token_hash);
}

gboolean
yc_ledger_remove_session (YcLedger *self, const char *token_hash, GError **error)
{
  return yc_db_execute (self->db, error, "DELETE FROM session WHERE token = ?1", "t", token_hash);
}

YcPerson *
yc_ledger_find_session (
    YcLedger *self, const char *token_hash, gint64 now, char **ret_terminal, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db,
                     "SELECT id, name, roles, hall, windows, departments, NULL, terminal"
                     " FROM session JOIN person ON person.id = session.person"
                     " WHERE token = ?1 AND expires_at > ?2",
                     error);
  g_autoptr (GError) problem = NULL;

  if (statement == NULL)
    return NULL;
  yc_statement_bind (statement, "ti", token_hash, now);
  if (yc_statement_step (statement, &problem)) {
    *ret_terminal = g_strdup (yc_statement_get_text (statement, 7));
    return person_from_row (statement);
  }
  if (problem != NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  else
    g_set_error_literal (error, YC_ERROR, YC_ERROR_EXPIRED, "the sign-in has run out");
  return NULL;
}

// How often it was tried in vain; -1 with an error, also while the person has to wait.
static gint64
read_failures (YcLedger *self, const char *person, gint64 now, gint64 *ret_until, GError **error)
{
  g_autoptr (YcStatement) row = yc_db_prepare (
      self->db, "SELECT failures, locked_until FROM sign_in_failure WHERE person = ?1", error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return -1;
  yc_statement_bind (row, "t", person);
  if (!yc_statement_step (row, &problem))
    return yc_ledger_at_end (problem, error) ? 0 : -1;
  *ret_until = yc_statement_get_int (row, 1);
  if (*ret_until <= now)
    return yc_statement_get_int (row, 0);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_LOCKED_OUT, "too many wrong passwords");
  return -1;
}

static gboolean
count_attempt (YcLedger *self, const char *person, gint64 now, gint64 *ret_until, GError **error)
{
  g_autofree char *name = g_strconcat ("attempt ", person, NULL);
  gint64 failures =
      yc_ledger_lock (self, name, error) ? read_failures (self, person, now, ret_until, error) : -1;

  if (failures++ < 0)
    return FALSE;
  *ret_until = failures < FREE_ATTEMPTS
                   ? 0
                   : now + ((gint64)FIRST_WAIT_MS << MIN (failures - FREE_ATTEMPTS, DOUBLINGS));
  return yc_db_execute (self->db, error, "DELETE FROM sign_in_failure WHERE last_at < ?1", "i",
                        now - FORGET_MS) &&
         yc_db_execute (self->db, error,
                        "INSERT INTO sign_in_failure (person, failures, locked_until, last_at)"
                        " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (person) DO UPDATE SET"
                        " failures = ?2, locked_until = ?3, last_at = ?4",
                        "tiii", person, failures, *ret_until, now);
}

gboolean
yc_ledger_begin_attempt (
    YcLedger *self, const char *person, gint64 now, gint64 *ret_until, GError **error)
{
  *ret_until = 0;
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (count_attempt (self, person, now, ret_until, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}

gboolean
yc_ledger_end_attempts (YcLedger *self, const char *person, GError **error)
{
  return yc_db_execute (self->db, error, "DELETE FROM sign_in_failure WHERE person = ?1", "t",
                        person);
}
