// What other processes stored: told by a PostgreSQL with each change of a case; a file is looked
// at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger-private.h"
#include "yc-postgres.h"

#define LOOK_MS 500

struct _YcLedgerWatch {
  YcLedger *ledger;   // not owned
  YcPostgresEar *ear; // owned; NULL of a file
  GSource *looking;   // owned; at a file; otherwise NULL
  gint64 version;     // of the file as it was looked at last; another connection changes it
  char *origin;       // of our own connection
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

// A text of one line: of any case.
gboolean
yc_ledger_tell_sessions (YcLedger *self, GError **error)
{
  return !yc_ledger_is_shared (self) || yc_postgres_tell (self->db, "sessions", error);
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

static gint64
read_version (YcLedger *ledger)
{
  return yc_db_fetch_int (ledger->db, 0, NULL, "PRAGMA data_version", NULL);
}

static gboolean
look_cb (gpointer user_data)
{
  YcLedgerWatch *self = user_data;
  gint64 version = read_version (self->ledger);

  if (version != self->version)
    self->news (NULL, NULL, FALSE, self->user_data);
  self->version = version;
  return G_SOURCE_CONTINUE;
}

static void
begin_to_look (YcLedgerWatch *self)
{
  self->version = read_version (self->ledger);
  self->looking = g_timeout_source_new (LOOK_MS);
  g_source_set_callback (self->looking, look_cb, self, NULL);
  g_source_attach (self->looking, g_main_context_get_thread_default ());
}

YcLedgerWatch *
yc_ledger_watch (YcLedger *self, YcLedgerNews news, gpointer user_data)
{
  YcLedgerWatch *watch = g_new0 (YcLedgerWatch, 1);

  watch->ledger = self;
  watch->origin = g_strdup (self->origin);
  watch->news = news;
  watch->user_data = user_data;
  if (yc_ledger_is_shared (self))
    watch->ear = yc_postgres_listen (self->database, hear_cb, watch);
  else
    begin_to_look (watch);
  return watch;
}

void
yc_ledger_watch_free (YcLedgerWatch *self)
{
  g_clear_pointer (&self->ear, yc_postgres_ear_free);
  if (self->looking != NULL)
    g_source_destroy (self->looking);
  g_clear_pointer (&self->looking, g_source_unref);
  g_free (self->origin);
  g_free (self);
}
