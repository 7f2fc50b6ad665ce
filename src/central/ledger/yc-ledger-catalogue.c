// The catalogues of the city, as they are answered.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"

void
yc_catalogue_text_free (YcCatalogueText *self)
{
  g_free (self->body);
  g_free (self->etag);
  g_free (self);
}

YcCatalogueText *
yc_ledger_find_catalogue (YcLedger *self, GError **error)
{
  g_autoptr (YcStatement) statement = yc_db_prepare (
      self->db, "SELECT version, body, etag FROM catalogue ORDER BY version DESC LIMIT 1", error);
  YcCatalogueText *text;

  if (statement == NULL || !yc_statement_step (statement, error))
    return NULL;
  text = g_new0 (YcCatalogueText, 1);
  text->version = (int)yc_statement_get_int (statement, 0);
  text->body = g_strdup (yc_statement_get_text (statement, 1));
  text->etag = g_strdup (yc_statement_get_text (statement, 2));
  return text;
}

char *
yc_ledger_find_catalogue_etag (YcLedger *self, GError **error)
{
  g_autoptr (YcStatement) statement =
      yc_db_prepare (self->db, "SELECT etag FROM catalogue ORDER BY version DESC LIMIT 1", error);

  return statement != NULL ? yc_ledger_take_text (statement, error) : NULL;
}

gboolean
yc_ledger_add_catalogue (YcLedger *self, int version, const char *body, gint64 now, GError **error)
{
  g_autofree char *etag = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);

  return yc_db_execute (
      self->db, error,
      "INSERT INTO catalogue (version, body, etag, imported_at) VALUES (?1, ?2, ?3, ?4)", "itti",
      (gint64)version, body, etag, now);
}
