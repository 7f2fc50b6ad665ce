// What terminals of a hall carry for each other: keys to seal it with, and who vouches for whom.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-ledger-private.h"

#include <sodium.h>

#define KEY_BYTES 32
#define NEWEST    3 // so many are told: packets outlive the making of another key

gboolean
yc_ledger_add_hall_key (YcLedger *self, const char *hall, gint64 now, GError **error)
{
  guint8 key[KEY_BYTES];
  char digits[2 * KEY_BYTES + 1];

  randombytes_buf (key, sizeof key);
  sodium_bin2hex (digits, sizeof digits, key, sizeof key);
  return yc_db_execute (self->db, error,
                        "INSERT INTO hall_key (hall, key, made_at) VALUES (?1, ?2, ?3)", "tti",
                        hall, digits, now);
}

static char **
read_hall_keys (YcLedger *self, const char *hall, GError **error)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcStatement) row = yc_db_prepare (
      self->db, "SELECT key FROM hall_key WHERE hall = ?1 ORDER BY place DESC LIMIT ?2", error);

  if (row == NULL)
    return NULL;
  yc_statement_bind (row, "ti", hall, (gint64)NEWEST);
  while (yc_statement_step (row, &problem))
    g_strv_builder_add (keys, yc_statement_get_text (row, 0));
  return yc_ledger_at_end (problem, error) ? g_strv_builder_end (keys) : NULL;
}

char **
yc_ledger_list_hall_keys (YcLedger *self, const char *hall, gint64 now, GError **error)
{
  g_auto (GStrv) keys = read_hall_keys (self, hall, error);

  if (keys == NULL || keys[0] != NULL)
    return g_steal_pointer (&keys);
  return yc_ledger_add_hall_key (self, hall, now, error) ? read_hall_keys (self, hall, error)
                                                         : NULL;
}

gboolean
yc_ledger_is_vouched (YcLedger *self,
                      const YcSeal *seal,
                      const YcEvent *event,
                      gboolean only_registered,
                      gboolean *ret_vouched,
                      GError **error)
{
  gint64 rows = yc_db_fetch_int (
      self->db, 0, error,
      "SELECT count (*) FROM terminal WHERE public_key = ?1 AND id = ?2"
      " AND (state = 'admitted' OR (state = 'waiting' AND ?4 = 0))"
      " AND EXISTS (SELECT 1 FROM terminal_person p WHERE p.public_key = ?1 AND p.person = ?3)"
      " AND NOT EXISTS"
      " (SELECT 1 FROM terminal other WHERE other.public_key = ?1 AND other.state = 'revoked')",
      "ttti", seal->key, event->terminal, event->actor, (gint64)only_registered);

  *ret_vouched = rows > 0;
  return rows >= 0;
}

gboolean
yc_ledger_add_carried (YcLedger *self,
                       const YcEvent *event,
                       const char *carrier,
                       const YcSeal *seal,
                       gint64 now,
                       GError **error)
{
  return yc_db_execute (self->db, error,
                        "INSERT INTO carried (event, carrier, public_key, signature, at)"
                        " VALUES (?1, ?2, ?3, ?4, ?5)",
                        "tttti", event->id, carrier, seal->key, seal->signature, now);
}
