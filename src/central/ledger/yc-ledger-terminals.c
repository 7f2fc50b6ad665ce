// Terminals: which key proved itself under which name, and what the keeper said of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"
#include "yc-proof.h"

// Sign-ins and decisions go one after the other: none may overlook what another is about to say.
#define LOCK "terminals"

#define KEEP_SPENT_MS (3600 * G_GINT64_CONSTANT (1000)) // longer than any challenge is good for

void
yc_terminal_free (YcTerminal *self)
{
  g_free (self->fingerprint);
  g_free (self->id);
  g_free (self->hall);
  g_free (self->person);
  g_free (self->state);
  g_free (self->decided_by);
  g_free (self);
}

// Columns: fingerprint, id, hall, person, state, first_seen, last_seen, decided_by, decided_at.
static YcTerminal *
terminal_from_row (YcStatement *row)
{
  YcTerminal *self = g_new0 (YcTerminal, 1);

  self->fingerprint = g_strdup (yc_statement_get_text (row, 0));
  self->id = g_strdup (yc_statement_get_text (row, 1));
  self->hall = g_strdup (yc_statement_get_text (row, 2));
  self->person = g_strdup (yc_statement_get_text (row, 3));
  self->state = g_strdup (yc_statement_get_text (row, 4));
  self->first_seen = yc_statement_get_int (row, 5);
  self->last_seen = yc_statement_get_int (row, 6);
  self->decided_by = g_strdup (yc_statement_get_text (row, 7));
  self->decided_at = yc_statement_get_int (row, 8);
  return self;
}

GPtrArray *
yc_ledger_list_terminals (YcLedger *self, GError **error)
{
  g_autoptr (GPtrArray) terminals =
      g_ptr_array_new_with_free_func ((GDestroyNotify)yc_terminal_free);
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db,
                     "SELECT fingerprint, id, hall, person, state, first_seen, last_seen,"
                     " decided_by, decided_at FROM terminal ORDER BY place",
                     error);
  g_autoptr (GError) problem = NULL;

  if (row == NULL)
    return NULL;
  while (yc_statement_step (row, &problem))
    g_ptr_array_add (terminals, terminal_from_row (row));
  return yc_ledger_at_end (problem, error) ? g_steal_pointer (&terminals) : NULL;
}

// --- signing in ----------------------------------------------------------------------------------

static gboolean
spend (YcLedger *self, const char *challenge, gint64 now, GError **error)
{
  gint64 spent;

  if (!yc_db_execute (self->db, error, "DELETE FROM challenge_spent WHERE spent_at < ?1", "i",
                      now - KEEP_SPENT_MS))
    return FALSE;
  spent = yc_db_fetch_int (self->db, 0, error,
                           "SELECT count (*) FROM challenge_spent WHERE challenge = ?1", "t",
                           challenge);
  if (spent == 0)
    return yc_db_execute (self->db, error,
                          "INSERT INTO challenge_spent (challenge, spent_at) VALUES (?1, ?2)", "ti",
                          challenge, now);
  if (spent > 0)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_EXPIRED,
                         "this challenge was answered before; ask for another");
  return FALSE;
}

// A name that has a key does not go without it any more; whether it is the keeper's word or
// nobody's that it has one makes no difference.
static gboolean
judge_without_key (YcLedger *self, const YcKnock *knock, YcVerdict *ret_verdict, GError **error)
{
  gint64 keys = yc_db_fetch_int (self->db, 0, error, "SELECT count (*) FROM terminal WHERE id = ?1",
                                 "t", knock->terminal);

  *ret_verdict = knock->only_registered || keys > 0 ? YC_VERDICT_NO_KEY : YC_VERDICT_WELCOME;
  return keys >= 0;
}

static gboolean
remember (YcLedger *self, const YcKnock *knock, gint64 now, GError **error)
{
  g_autofree char *fingerprint = yc_proof_print_fingerprint (knock->proof->key);

  return yc_db_execute (self->db, error,
                        "INSERT INTO terminal (id, public_key, fingerprint, hall, person, state,"
                        " first_seen, last_seen)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, 'waiting', ?6, ?6)"
                        " ON CONFLICT (id, public_key) DO UPDATE SET last_seen = ?6",
                        "ttttti", knock->terminal, knock->proof->key, fingerprint,
                        knock->person->hall, knock->person->id, now);
}

// Another key that goes before this one: the admitted one, or one that came first.
static gint64
count_before (YcLedger *self, const YcKnock *knock, GError **error)
{
  return yc_db_fetch_int (self->db, 0, error,
                          "SELECT count (*) FROM terminal WHERE id = ?1 AND public_key <> ?2 AND"
                          " (state = 'admitted' OR (state = 'waiting' AND place <"
                          " (SELECT place FROM terminal WHERE id = ?1 AND public_key = ?2)))",
                          "tt", knock->terminal, knock->proof->key);
}

static gboolean
judge_key (YcLedger *self, const YcKnock *knock, YcVerdict *ret_verdict, GError **error)
{
  gint64 admitted = yc_db_fetch_int (self->db, 0, error,
                                     "SELECT count (*) FROM terminal"
                                     " WHERE id = ?1 AND public_key = ?2 AND state = 'admitted'",
                                     "tt", knock->terminal, knock->proof->key);
  gint64 before = admitted == 0 ? count_before (self, knock, error) : 0;

  *ret_verdict = admitted > 0 || (!knock->only_registered && before == 0) ? YC_VERDICT_WELCOME
                                                                          : YC_VERDICT_WAITS;
  return admitted >= 0 && before >= 0;
}

// A key that was shut out is so under every name.
static gboolean
judge_with_key (
    YcLedger *self, const YcKnock *knock, gint64 now, YcVerdict *ret_verdict, GError **error)
{
  gint64 revoked;

  if (!spend (self, knock->proof->challenge, now, error) || !remember (self, knock, now, error))
    return FALSE;
  revoked =
      yc_db_fetch_int (self->db, 0, error,
                       "SELECT count (*) FROM terminal WHERE public_key = ?1 AND state = 'revoked'",
                       "t", knock->proof->key);
  *ret_verdict = YC_VERDICT_REVOKED;
  if (revoked != 0)
    return revoked > 0;
  return judge_key (self, knock, ret_verdict, error);
}

// For whom it vouches from now on.
static gboolean
remember_person (YcLedger *self, const YcKnock *knock, GError **error)
{
  return yc_db_execute (self->db, error,
                        "INSERT INTO terminal_person (public_key, person) VALUES (?1, ?2)"
                        " ON CONFLICT (public_key, person) DO NOTHING",
                        "tt", knock->proof->key, knock->person->id);
}

gboolean
yc_ledger_judge_terminal (
    YcLedger *self, const YcKnock *knock, gint64 now, YcVerdict *ret_verdict, GError **error)
{
  if (!yc_ledger_lock (self, LOCK, error) ||
      (knock->once != NULL && !spend (self, knock->once, now, error)))
    return FALSE;
  if (knock->proof == NULL)
    return judge_without_key (self, knock, ret_verdict, error);
  return judge_with_key (self, knock, now, ret_verdict, error) &&
         (*ret_verdict != YC_VERDICT_WELCOME || remember_person (self, knock, error));
}

// --- what the keeper says ------------------------------------------------------------------------

// A name has one key: where another one is admitted, those before it are shut out.
static gboolean
shut_out_others (
    YcLedger *self, const char *fingerprint, const char *by, gint64 now, GError **error)
{
  return yc_db_execute (self->db, error,
                        "UPDATE terminal SET state = 'revoked', decided_by = ?2, decided_at = ?3"
                        " WHERE fingerprint <> ?1 AND state <> 'revoked'"
                        " AND id IN (SELECT id FROM terminal WHERE fingerprint = ?1)",
                        "tti", fingerprint, by, now);
}

// Also those that began before the terminal proved a key.
static gboolean
end_sessions (YcLedger *self, GError **error)
{
  return yc_db_execute (self->db, error,
                        "DELETE FROM session WHERE EXISTS"
                        " (SELECT 1 FROM terminal WHERE state = 'revoked' AND"
                        " (terminal.public_key = session.public_key OR"
                        " (session.public_key = '' AND terminal.id = session.terminal)))",
                        "") &&
         yc_ledger_tell_sessions (self, error);
}

static GPtrArray *
list_halls (YcLedger *self, const char *fingerprint, GError **error)
{
  g_autoptr (GPtrArray) halls = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) row =
      yc_db_prepare (self->db, "SELECT DISTINCT hall FROM terminal WHERE fingerprint = ?1", error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "t", fingerprint);
  while (yc_statement_step (row, &problem))
    g_ptr_array_add (halls, g_strdup (yc_statement_get_text (row, 0)));
  return yc_ledger_at_end (problem, error) ? g_steal_pointer (&halls) : NULL;
}

// What one that is out still holds opens no packet that is made from now on.
static gboolean
change_hall_keys (YcLedger *self, const char *fingerprint, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) halls = list_halls (self, fingerprint, error);

  for (guint i = 0; halls != NULL && i < halls->len; i++)
    if (!yc_ledger_add_hall_key (self, halls->pdata[i], now, error))
      return FALSE;
  return halls != NULL;
}

static gboolean
decide (YcLedger *self,
        const char *fingerprint,
        gboolean admit,
        const char *by,
        gint64 now,
        GError **error)
{
  gint64 known = yc_ledger_lock (self, LOCK, error)
                     ? yc_db_fetch_int (self->db, 0, error,
                                        "SELECT count (*) FROM terminal WHERE fingerprint = ?1",
                                        "t", fingerprint)
                     : -1;

  if (known == 0)
    g_set_error (error, YC_ERROR, YC_ERROR_NOT_FOUND, "no terminal has the fingerprint %s",
                 fingerprint);
  return known > 0 &&
         yc_db_execute (self->db, error,
                        "UPDATE terminal SET state = ?2, decided_by = ?3, decided_at = ?4"
                        " WHERE fingerprint = ?1",
                        "ttti", fingerprint, admit ? "admitted" : "revoked", by, now) &&
         (admit ? shut_out_others (self, fingerprint, by, now, error)
                : change_hall_keys (self, fingerprint, now, error)) &&
         end_sessions (self, error);
}

gboolean
yc_ledger_decide_terminal (YcLedger *self,
                           const char *fingerprint,
                           gboolean admit,
                           const char *by,
                           gint64 now,
                           GError **error)
{
  if (!yc_ledger_begin (self, error))
    return FALSE;
  if (decide (self, fingerprint, admit, by, now, error))
    return yc_ledger_commit (self, error);
  yc_ledger_roll_back (self);
  return FALSE;
}

gboolean
yc_ledger_end_unregistered (YcLedger *self, GError **error)
{
  return yc_db_execute (self->db, error,
                        "DELETE FROM session WHERE NOT EXISTS"
                        " (SELECT 1 FROM terminal WHERE state = 'admitted' AND"
                        " terminal.public_key = session.public_key AND"
                        " terminal.id = session.terminal)",
                        "");
}
