// A workstation notices when what it has seen in central's log is not there any more.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "station.h"
#include "yc-db.h"
#include "yc-ledger.h"
#include "yc-witness.h"

#include <glib/gstdio.h>

typedef struct {
  YcTestCentral *central;
  Station *wang;
  char *case_id;
} Fixture;

static gboolean
follow (Fixture *self)
{
  g_autoptr (YcPass) pass = yc_pass_new ();
  g_autoptr (GError) error = NULL;

  self->wang->link->witnessed_at = 0; // as if ten minutes had passed
  yc_follow (self->wang->link, 0, pass, NULL, &error);
  g_assert_no_error (error);
  return pass->alarm;
}

static void
note (Fixture *self, const char *text)
{
  station_note (self->wang, self->case_id, text);
  station_push_well (self->wang);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new_demo (0, FALSE);
  self->wang = station_new (self->central, "wang", "general-3");
  self->case_id = station_open_case (self->wang);
  station_push_well (self->wang);
  note (self, "apple");
  note (self, "pear");
  g_assert_false (follow (self));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->case_id);
  station_free (self->wang);
  yc_test_central_free (self->central);
}

// Whoever can write to the database can make the chain fit again: only a witness notices.
static void
mend_chain (YcDb *db)
{
  g_autofree char *hash = g_strdup (YC_LEDGER_HASH_ZERO);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcStatement) events =
      yc_db_prepare (db, "SELECT seq, body FROM event ORDER BY seq", &error);
  gint64 seq = 0;

  while (yc_statement_step (events, &error)) {
    g_autofree char *before = g_steal_pointer (&hash);

    seq = yc_statement_get_int (events, 0);
    hash = yc_ledger_hash (before, yc_statement_get_text (events, 1));
    g_string_append_printf (sql, "UPDATE event SET hash = '%s' WHERE seq = %d;", hash, (int)seq);
  }
  g_assert_no_error (error);
  g_clear_pointer (&events, yc_statement_free);
  g_string_append_printf (sql, "UPDATE chain SET seq = %d, hash = '%s';", (int)seq, hash);
  yc_db_run (db, sql->str, &error);
  g_assert_no_error (error);
}

static void
forge (Fixture *self, const char *sql)
{
  g_autofree char *path =
      g_build_filename (yc_test_central_get_folder (self->central), "central.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcDb) db = NULL;

  yc_test_central_stop (self->central);
  db = yc_db_open (path, YC_DB_READ_WRITE, &error);
  g_assert_no_error (error);
  yc_db_run (db, sql, &error);
  g_assert_no_error (error);
  mend_chain (db);
  g_clear_pointer (&db, yc_db_close);
  yc_test_central_start (self->central);
}

static void
test_growth (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 3; i++) {
    note (self, "more");
    g_assert_false (follow (self));
  }
}

static void
test_rewritten (Fixture *self, gconstpointer data)
{
  forge (self, "UPDATE event SET body = replace (body, 'apple', 'grape')");
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0); // all of it fits together
  note (self, "later");
  g_assert_true (follow (self));
  note (self, "work goes on");
  g_assert_true (follow (self)); // and the alarm stays
  g_assert_cmpuint (station_count_waiting (self->wang), ==, 0);
}

static void
test_last_changed (Fixture *self, gconstpointer data)
{
  forge (self, "UPDATE event SET body = replace (body, 'pear', 'plum')");
  g_assert_true (follow (self));
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  forge (self, "DELETE FROM event WHERE seq = (SELECT max (seq) FROM event)");
  g_assert_true (follow (self));
}

// Restored from an older copy, and a supervisor says that it is well.
static void
test_forgotten (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  forge (self, "DELETE FROM event WHERE seq = (SELECT max (seq) FROM event)");
  g_assert_true (follow (self));
  g_assert_true (
      yc_witness_forget (self->wang->store, yc_test_central_get_url (self->central), &error));
  g_assert_no_error (error);
  g_assert_false (follow (self));
  note (self, "anew");
  g_assert_false (follow (self));
  forge (self, "UPDATE event SET body = replace (body, 'apple', 'grape')");
  g_assert_true (follow (self));
}

// Whatever somebody made of the workstation's own memory, it is not taken for none.
static void
test_damaged (Fixture *self, gconstpointer data)
{
  g_autofree char *name =
      g_strconcat ("audit-witness/", yc_test_central_get_url (self->central), NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (yc_store_set_setting (self->wang->store, name, "{\"seq\":1}", &error));
  g_assert_no_error (error);
  g_assert_true (follow (self));
}

static void
test_other_key (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (yc_test_central_get_folder (self->central), "audit.key", NULL);

  yc_test_central_stop (self->central);
  g_assert_cmpint (g_unlink (path), ==, 0);
  yc_test_central_start (self->central);
  g_assert_true (follow (self));
}

// Central is asked for the past once in a while only, and nothing new is taken on trust meanwhile.
static void
test_seldom (Fixture *self, gconstpointer data)
{
  g_autoptr (YcPass) pass = yc_pass_new ();
  g_autoptr (GError) error = NULL;

  note (self, "more");
  g_assert_false (follow (self)); // asks
  forge (self, "UPDATE event SET body = replace (body, 'apple', 'grape')");
  note (self, "later");
  yc_follow (self->wang->link, 0, pass, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (pass->alarm); // not yet
  g_assert_true (follow (self));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add ("/sync/witness/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("a log that only grows is believed", test_growth);
  ADD ("a log that was rewritten is noticed, and work goes on", test_rewritten);
  ADD ("a last event that was changed is noticed", test_last_changed);
  ADD ("a last event that was taken out is noticed", test_cut);
  ADD ("what was restored is believed when somebody says so", test_forgotten);
  ADD ("a memory that was damaged is no reason to believe", test_damaged);
  ADD ("another key is noticed", test_other_key);
  ADD ("the past is asked for once in a while", test_seldom);
  return g_test_run ();
}
