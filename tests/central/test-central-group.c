// A transaction that requests share: who sees what when, and who is told what.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-group.h"
#include "yc-test-database.h"

typedef struct {
  char *folder;
  YcGroup *group;
  YcLedger *other; // as another server has it
  guint stored, lost;
} Fixture;

static YcLedger *
open_ledger (const char *folder)
{
  g_autoptr (GError) error = NULL;
  YcLedger *ledger = yc_ledger_open (folder, FALSE, &error);

  g_assert_no_error (error);
  return ledger;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = yc_test_folder_new ();
  self->group = yc_group_new (open_ledger (self->folder), G_MAXINT64);
  self->other = open_ledger (self->folder);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_group_free (self->group);
  yc_ledger_close (self->other);
  yc_test_remove_tree (self->folder);
  g_free (self->folder);
}

static void
ended_cb (gpointer user_data, const GError *error)
{
  Fixture *self = user_data;

  if (error == NULL)
    g_atomic_int_inc (&self->stored);
  else
    self->lost++;
}

// Any change will do.
static gboolean
add (YcLedger *ledger, const char *id)
{
  g_autoptr (YcPerson) person = yc_person_new (id, id, YC_ROLE_INTAKE, "main", "", "", "-");

  return yc_ledger_save_person (ledger, person, NULL);
}

static gboolean
has (YcLedger *ledger, const char *id)
{
  g_autoptr (YcPerson) person = yc_ledger_find_person (ledger, id, NULL);

  return person != NULL;
}

// A part about a case that stores a person of the same name.
static void
store (Fixture *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  YcLedger *ledger = yc_group_begin (self->group, id, &error);

  g_assert_no_error (error);
  g_assert_true (add (ledger, id));
  yc_group_end (self->group, ended_cb, self);
}

static void
test_together (Fixture *self, gconstpointer data)
{
  store (self, "a");
  store (self, "b");
  g_assert_cmpuint (self->stored, ==, 0);
  g_assert_false (has (self->other, "a"));
  g_assert_true (has (yc_group_peek_ledger (self->group), "a"));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (self->stored, ==, 2);
  g_assert_true (has (self->other, "a") && has (self->other, "b"));
}

// Nobody gets the ledger with something in it that may not last.
static void
test_ledger (Fixture *self, gconstpointer data)
{
  store (self, "a");
  g_assert_true (has (yc_group_get_ledger (self->group), "a"));
  g_assert_cmpuint (self->stored, ==, 1);
  g_assert_true (has (self->other, "a"));
  g_assert_false (g_main_context_iteration (NULL, FALSE));
}

static void
test_roll_back (Fixture *self, gconstpointer data)
{
  store (self, "a");
  g_assert_true (add (yc_group_begin (self->group, "b", NULL), "b"));
  yc_group_roll_back (self->group);
  g_assert_cmpuint (self->stored, ==, 1);
  g_assert_true (has (self->other, "a"));
  g_assert_false (has (self->other, "b"));
  store (self, "c");
  yc_group_settle (self->group);
  g_assert_true (has (self->other, "c"));
}

// However much goes on, nobody waits for long.
static void
test_bounded (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 200; i++) {
    g_autofree char *id = g_strdup_printf ("p%u", i);

    store (self, id);
  }
  g_assert_cmpuint (self->stored, ==, 192);
  yc_group_free (self->group);
  self->group = yc_group_new (open_ledger (self->folder), 0);
  store (self, "a");
  g_assert_cmpuint (self->stored, ==, 201);
}

static gboolean
busy_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

// Nor behind something else that keeps the server busy.
static void
test_busy (Fixture *self, gconstpointer data)
{
  guint busy = g_idle_add_full (G_PRIORITY_DEFAULT, busy_cb, NULL, NULL);

  yc_group_free (self->group);
  self->group = yc_group_new (open_ledger (self->folder), 5000);
  store (self, "a");
  while (self->stored == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has (self->other, "a"));
  g_source_remove (busy);
}

static gpointer
hold_case (gpointer data)
{
  Fixture *self = data;

  while (g_atomic_int_get (&self->stored) == 0)
    g_usleep (1000);
  yc_ledger_roll_back (self->other);
  return NULL;
}

// Another server has the case, and keeps it until what is stored already has ended.
static void
test_case_elsewhere (Fixture *self, gconstpointer data)
{
  g_autoptr (GThread) holder = NULL;

  g_assert_true (yc_ledger_begin (self->other, NULL));
  g_assert_true (yc_ledger_lock_case (self->other, "b", NULL));
  g_assert_false (has (self->other, "b")); // now the lock is there
  store (self, "a");
  holder = g_thread_new ("other server", hold_case, self);
  store (self, "b");
  g_thread_join (g_steal_pointer (&holder));
  yc_group_settle (self->group);
  g_assert_cmpuint (self->stored, ==, 2);
}

// The database loses the connection: everybody is told, and the next can store.
static void
test_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (YcDb) db = yc_test_folder_open (self->folder);

  store (self, "a");
  store (self, "b");
  yc_db_fetch_int (db, 0, NULL,
                   "SELECT count (pg_terminate_backend (pid)) FROM pg_stat_activity"
                   " WHERE pid <> pg_backend_pid () AND state = 'idle in transaction'",
                   "");
  yc_group_settle (self->group);
  g_assert_cmpuint (self->lost, ==, 2);
  store (self, "c");
  yc_group_settle (self->group);
  g_assert_cmpuint (self->stored, ==, 1);
  g_assert_true (has (yc_group_get_ledger (self->group), "c"));
  g_assert_false (has (yc_group_get_ledger (self->group), "a"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function)                                                                        \
  g_test_add ("/central/group/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("together", test_together);
  ADD ("ledger", test_ledger);
  ADD ("roll-back", test_roll_back);
  ADD ("bounded", test_bounded);
  ADD ("busy", test_busy);
  if (yc_test_is_postgres ()) { // a file has one server
    ADD ("case-elsewhere", test_case_elsewhere);
    ADD ("lost", test_lost);
  }
#undef ADD
  return g_test_run ();
}
