// What other servers on the same database stored: told with each change of a case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"
#include "yc-postgres.h"

struct _YcLedgerWatch {
  YcPostgresEar *ear;
  char *origin; // of our own connection
  YcLedgerNews news;
  gpointer user_data;
};

// Lines: who tells, whether the office sees the case, hall, department.
gboolean
yc_ledger_tell (YcLedger *self, const YcCase *now, GError **error)
{
  g_autofree char *text = NULL;

  if (!yc_ledger_is_shared (self))
    return TRUE;
  text = g_strdup_printf ("%s\n%d\n%s\n%s", self->origin, now->handed_off_at > 0,
                          now->hall != NULL ? now->hall : "",
                          now->department != NULL ? now->department : "");
  return yc_postgres_tell (self->db, text, error);
}

static void
hear_cb (const char *text, gpointer user_data)
{
  YcLedgerWatch *self = user_data;
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (g_strv_length (lines) != 4)
    self->news (NULL, NULL, FALSE, self->user_data);
  else if (!g_str_equal (lines[0], self->origin))
    self->news (lines[2], lines[3], g_str_equal (lines[1], "1"), self->user_data);
}

YcLedgerWatch *
yc_ledger_watch (YcLedger *self, YcLedgerNews news, gpointer user_data)
{
  YcLedgerWatch *watch;

  if (!yc_ledger_is_shared (self))
    return NULL;
  watch = g_new0 (YcLedgerWatch, 1);
  watch->origin = g_strdup (self->origin);
  watch->news = news;
  watch->user_data = user_data;
  watch->ear = yc_postgres_listen (self->database, hear_cb, watch);
  return watch;
}

void
yc_ledger_watch_free (YcLedgerWatch *self)
{
  yc_postgres_ear_free (self->ear);
  g_free (self->origin);
  g_free (self);
}
