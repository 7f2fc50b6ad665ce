// Verification finds whatever was changed behind central's back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-db.h"
#include "yc-test-client.h"

#include <glib/gstdio.h>

typedef struct {
  YcTestCentral *central;
  YcTestClient wang;
  char *blob; // path of a stored blob
} Fixture;

static void
add_page (Fixture *self)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) png = yc_test_png (1, &name);
  g_autofree char *path = g_strconcat ("/v1/blobs/", name, NULL);
  g_autofree char *case_id = yc_test_id (0xca5, 1);
  g_autofree char *id = yc_test_id (0xf00, 1);
  g_autofree char *data = g_strdup_printf (
      "{\"page\":\"p\",\"material\":\"m\",\"blob\":\"%s\",\"mime\":\"image/png\"}", name);
  g_autofree char *event = yc_test_event (id, case_id, "scanned", 3, "wang", "intake", data);
  g_autoptr (YcTestAnswer) put =
      yc_test_ask_full (&self->wang, "PUT", path, "image/png", png, NULL);
  g_autoptr (YcTestAnswer) posted = yc_test_post_event (&self->wang, case_id, event);

  yc_test_assert_status (put, 201);
  yc_test_assert_status (posted, 200);
  self->blob = yc_test_central_find_bytes (self->central, name);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (0);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_client_sign_in (&self->wang, yc_test_central_get_url (self->central), "wang");
  g_free (yc_test_begin_case (&self->wang, 1, "wang", 2));
  g_free (yc_test_begin_case (&self->wang, 2, "wang", 3));
  add_page (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_central_free (self->central);
  g_free (self->blob);
}

// The row is the fixture's last argument: what is done to the database.
static void
test_database (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcDb) db = NULL;

  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  db = yc_test_folder_open (yc_test_central_get_folder (self->central));
  yc_db_run (db, data, &error);
  g_assert_no_error (error);
  g_clear_pointer (&db, yc_db_close);
  g_assert_cmpuint (yc_test_central_verify (self->central), >, 0);
}

static void
test_changed_blob (Fixture *self, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize size = 0;

  g_assert_true (g_file_get_contents (self->blob, &content, &size, NULL));
  content[size / 2] ^= 1;
  g_assert_true (g_file_set_contents (self->blob, content, (gssize)size, NULL));
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 1);
}

static void
test_missing_blob (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (g_unlink (self->blob), ==, 0);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 1);
}

static const struct {
  const char *path, *sql;
} changes[] = {
    {"a changed byte of an event", "UPDATE event SET body = replace (body, 'wang', 'wanG')"
                                   " WHERE seq = 2"},
    {"an event that was removed", "DELETE FROM event WHERE seq = 3"},
    {"a last event that was removed", "DELETE FROM event WHERE seq = 6"},
    {"events that changed places", "UPDATE event SET seq = 99 WHERE seq = 1;"
                                   "UPDATE event SET seq = 1 WHERE seq = 2;"
                                   "UPDATE event SET seq = 2 WHERE seq = 99"},
    {"a case that is shown in another state", "UPDATE case_now SET state = 'granted'"},
    {"a case that is not shown", "DELETE FROM case_now WHERE number = '2026-G3-000001'"},
    {"a case that is counted twice", "UPDATE case_count SET count = count + 1"},
    {"a case that is not counted", "DELETE FROM case_count"},
    {"a case that has no words", "DELETE FROM case_text"},
    {"a case that has other words", "UPDATE case_text SET text = 'a'"},
    {"statistics with a case too many", "UPDATE tally SET count = count + 1 WHERE span = 1"},
    {"statistics of no case", "DELETE FROM case_tally"},
    {"a lamp that turns on another day", "UPDATE case_clock SET red_from = red_from + 1"},
    {"a blob that is not recorded", "DELETE FROM blob_sender; DELETE FROM blob"},
    {"ranges of numbers that overlap",
     "INSERT INTO number_range VALUES ('a', 't', 'case', 'w', 'p', '', 1, 10, 1),"
     " ('b', 't', 'case', 'w', 'p', '', 10, 20, 1)"},
};

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autofree char *path = g_strdup_printf ("/central/verify finds %s", changes[i].path);

    g_test_add (path, Fixture, changes[i].sql, set_up, test_database, tear_down);
  }
  g_test_add ("/central/verify finds a changed byte of a blob", Fixture, NULL, set_up,
              test_changed_blob, tear_down);
  g_test_add ("/central/verify finds that a blob is missing", Fixture, NULL, set_up,
              test_missing_blob, tear_down);
  return g_test_run ();
}
