// A copy that was made as the README says, while central was serving, is whole and goes on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger.h"
#include "yc-test-client.h"
#include "yc-test-program.h"

#include <signal.h>
#include <string.h>

typedef struct {
  YcTestProgram program;
  YcTestClient client;
  char *case_id;
  guint posted; // notes
  gint stop;    // atomic
} Fixture;

// A page, so that there is content beside the database.
static void
post_page (Fixture *self, guint version)
{
  g_autofree char *name = NULL;
  g_autoptr (GBytes) png = yc_test_png (version, &name);
  g_autofree char *path = g_strconcat ("/v1/blobs/", name, NULL);
  g_autofree char *id = yc_test_id (0xbbb, version);
  g_autofree char *data = g_strdup_printf (
      "{\"page\":\"p%u\",\"material\":\"m\",\"blob\":\"%s\",\"mime\":\"image/png\"}", version,
      name);
  g_autofree char *event =
      yc_test_event (id, self->case_id, "scanned", version, "wang", "intake", data);
  g_autoptr (YcTestAnswer) put =
      yc_test_ask_full (&self->client, "PUT", path, "image/png", png, NULL);
  g_autoptr (YcTestAnswer) posted = yc_test_post_event (&self->client, self->case_id, event);

  // A copy may have been made between a page's content and its event.
  if (put->status != 200)
    yc_test_assert_status (put, 201);
  yc_test_assert_status (posted, 200);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  yc_test_program_init (&self->program);
  yc_test_program_serve (&self->program);
  yc_test_client_sign_in (&self->client, self->program.url, "wang");
  self->case_id = yc_test_begin_case (&self->client, 1, "wang", 2);
  post_page (self, 3 + self->posted++);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->client);
  yc_test_program_clear (&self->program);
  g_free (self->case_id);
}

static gpointer
post_pages (gpointer data)
{
  Fixture *self = data;

  do
    post_page (self, 3 + self->posted++);
  while (!g_atomic_int_get (&self->stop));
  return NULL;
}

// Runs the words of a shell, in which $1 is the folder and $2 that of the copy.
static void
run (const char *script, const char *folder, const char *copy)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, "/bin/sh", "-ec", script, "sh",
                        folder, copy, NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

// The database first: content is there before an event names it, and is never removed.
static void
copy_file (const char *folder, const char *copy)
{
  run ("sqlite3 \"$1/central.db\" \"VACUUM INTO '$2/central.db'\"; cp -a \"$1/blobs\" \"$2\"",
       folder, copy);
}

static void
copy_postgres (const char *folder, const char *copy)
{
  run ("pg_dump --format=custom --file=\"$2/dump\" \"$(cat \"$1/database\")\";"
       " cp -a \"$1/blobs\" \"$2\"",
       folder, copy);
  run ("psql --quiet --command='CREATE DATABASE restored' \"$YC_TEST_POSTGRES dbname=postgres\";"
       " pg_restore --exit-on-error --dbname=\"$YC_TEST_POSTGRES dbname=restored\" \"$2/dump\";"
       " sed 's/dbname=postgres/dbname=restored/' \"$1/database\" > \"$2/database\"",
       folder, copy);
}

static guint
find_version (YcTestClient *client, const char *case_id)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events?after=9999", case_id);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);

  yc_test_assert_status (answer, 200);
  return (guint)json_object_get_int_member (answer->object, "version");
}

// What was acknowledged before is in it, and work goes on where it was.
static void
check_copy (Fixture *self, guint least)
{
  guint version;

  self->client.base = self->program.url;
  version = find_version (&self->client, self->case_id);
  g_assert_cmpuint (version, >=, least);
  post_page (self, version + 1);
  g_assert_cmpuint (find_version (&self->client, self->case_id), ==, version + 1);
}

static void
test_backup (Fixture *self, gconstpointer data)
{
  YcTestProgram copy = {.folder = g_dir_make_tmp ("yc-copy-XXXXXX", NULL)};
  guint least = find_version (&self->client, self->case_id);
  GThread *thread = g_thread_new ("pages", post_pages, self);
  g_autofree char *said = NULL;

  (yc_test_is_postgres () ? copy_postgres : copy_file) (self->program.folder, copy.folder);
  g_atomic_int_set (&self->stop, 1);
  g_thread_join (thread);
  yc_test_program_end (&self->program, SIGKILL);
  g_assert_cmpint (yc_test_program_run (&copy, NULL, &said, "verify", NULL), ==, 0);
  g_test_message ("%u pages meanwhile; the copy has %s", self->posted, said);
  g_assert_nonnull (strstr (said, " 0 faults"));
  yc_test_program_clear (&self->program);
  self->program = copy;
  yc_test_program_serve (&self->program);
  check_copy (self, least);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/central/a copy made while central serves is whole and goes on", Fixture, NULL,
              set_up, test_backup, tear_down);
  return g_test_run ();
}
