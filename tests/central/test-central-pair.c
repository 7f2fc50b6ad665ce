// Two servers on one PostgreSQL: each knows what the other stores, either may be killed, and the
// database may go away for a while.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger.h"
#include "yc-test-client.h"
#include "yc-test-program.h"

#include <signal.h>

#define WRITERS  2
#define ROUNDS   8
#define RESTARTS 3
#define PATIENCE 2000 // how often a post is tried before the test gives up

typedef struct {
  YcTestProgram programs[2]; // on one folder
  GMutex mutex;              // guards urls and stop, which writers and readers read
  char *urls[2];
  gboolean stop;
} Pair;

// Posts notes and pages to a case of its own, always at the server that answers.
typedef struct {
  Pair *pair;  // not owned
  char *token; // owned
  guint number;
  guint at;     // the server it talks to
  guint posted; // notes and pages that were acknowledged
  guint turns;  // how often it went to the other server
} Writer;

static char *
find_url (Pair *self, guint at)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_strdup (self->urls[at]);
}

static gboolean
is_over (Pair *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stop;
}

static void
serve (Pair *self, guint at)
{
  yc_test_program_serve (&self->programs[at]);
  g_mutex_lock (&self->mutex);
  g_free (self->urls[at]);
  self->urls[at] = g_strdup (self->programs[at].url);
  g_mutex_unlock (&self->mutex);
}

static void
set_up (Pair *self, gconstpointer data)
{
  g_mutex_init (&self->mutex);
  yc_test_program_init (&self->programs[0]);
  self->programs[1] = (YcTestProgram){.folder = g_strdup (self->programs[0].folder)};
  serve (self, 0);
  serve (self, 1);
}

static void
tear_down (Pair *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++) {
    yc_test_program_clear (&self->programs[i]);
    g_free (self->urls[i]);
  }
  g_mutex_clear (&self->mutex);
}

// --- news ----------------------------------------------------------------------------------------

// A server that has lost its database finds it again soon, but not at once.
static YcTestAnswer *
ask_patiently (YcTestClient *client, const char *path)
{
  for (guint i = 0; i < PATIENCE; i++) {
    YcTestAnswer *answer = yc_test_ask (client, "GET", path, NULL);

    if (answer->status == 200)
      return answer;
    yc_test_assert_status (answer, 503);
    yc_test_answer_free (answer);
    g_usleep (20000);
  }
  g_assert_not_reached ();
}

typedef struct {
  const char *base, *token;
  gint64 since;
} Wait;

// Signed in already. A session of libsoup belongs to the thread that made it.
static void
join (YcTestClient *client, const char *base, const char *token)
{
  yc_test_client_init (client, base);
  client->token = g_strdup (token);
}

static gpointer
wait_for_feed (gpointer data)
{
  Wait *wait = data;
  g_autofree char *path =
      g_strdup_printf ("/v1/feed?since=%" G_GINT64_FORMAT "&wait=50", wait->since);
  g_auto (YcTestClient) client;

  join (&client, wait->base, wait->token);
  return yc_test_ask (&client, "GET", path, NULL);
}

static gint64
find_head (YcTestClient *client)
{
  g_autoptr (YcTestAnswer) answer = ask_patiently (client, "/v1/feed?since=9999999");

  return json_object_get_int_member (answer->object, "head");
}

// Who waits at one server hears of what is stored at the other: long before the wait is over, which
// would bring nothing.
static void
assert_told (YcTestClient *writer, const char *reader, guint n)
{
  Wait wait = {reader, writer->token, find_head (writer)};
  GThread *thread = g_thread_new ("reader", wait_for_feed, &wait);
  g_autoptr (YcTestAnswer) answer = NULL;
  JsonArray *events;

  g_usleep (50000); // so that it waits already
  g_free (yc_test_begin_case (writer, n, "wang", 1));
  answer = g_thread_join (thread);
  yc_test_assert_status (answer, 200);
  events = json_object_get_array_member (answer->object, "events");
  g_assert_cmpuint (json_array_get_length (events), ==, 1);
}

static void
assert_both_told (Pair *self, guint n)
{
  g_auto (YcTestClient) one;
  g_auto (YcTestClient) other;

  yc_test_client_sign_in (&one, self->urls[0], "wang");
  join (&other, self->urls[1], one.token); // known to both
  assert_told (&one, self->urls[1], n);
  assert_told (&other, self->urls[0], n + 1);
}

static void
test_news (Pair *self, gconstpointer data)
{
  assert_both_told (self, 1);
}

// --- writing -------------------------------------------------------------------------------------

// Whether it was acknowledged. A server that is gone or cannot is left for the other.
static gboolean
is_stored (Writer *self, YcTestAnswer *answer)
{
  if (answer->status == 200 || answer->status == 201)
    return TRUE;
  if (answer->status != 0)
    yc_test_assert_status (answer, 503);
  self->at = 1 - self->at;
  self->turns++;
  g_usleep (20000); // as a client would: not a flood
  return FALSE;
}

static void
post_until_stored (Writer *self, YcTestClient *client, const char *case_id, const char *event)
{
  for (guint i = 0; i < PATIENCE; i++) {
    g_autofree char *url = find_url (self->pair, self->at);
    g_autoptr (YcTestAnswer) answer = NULL;

    client->base = url;
    answer = yc_test_post_event (client, case_id, event);
    if (is_stored (self, answer))
      return;
  }
  g_assert_not_reached ();
}

static void
put_until_stored (Writer *self, YcTestClient *client, const char *path, GBytes *page)
{
  for (guint i = 0; i < PATIENCE; i++) {
    g_autofree char *url = find_url (self->pair, self->at);
    g_autoptr (YcTestAnswer) answer = NULL;

    client->base = url;
    answer = yc_test_ask_full (client, "PUT", path, "image/tiff", page, NULL);
    if (is_stored (self, answer))
      return;
  }
  g_assert_not_reached ();
}

// The data of an event that names a page, which is there. Owned.
static char *
put_page (Writer *self, YcTestClient *client)
{
  g_autoptr (GString) text = g_string_new_len ("II*", 4);
  g_autoptr (GBytes) page = NULL;
  g_autofree char *name = NULL, *path = NULL;

  g_string_append_printf (text, "page %u of case %u", self->posted, self->number);
  page = g_bytes_new (text->str, text->len);
  name = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, page);
  path = g_strconcat ("/v1/blobs/", name, NULL);
  put_until_stored (self, client, path, page);
  return g_strdup_printf ("{\"page\":\"p%u\",\"material\":\"m\",\"blob\":\"%s\","
                          "\"mime\":\"image/tiff\"}",
                          self->posted, name);
}

static gpointer
write_on (gpointer data)
{
  Writer *self = data;
  g_autofree char *case_id = yc_test_id (0xca5, self->number);
  g_auto (YcTestClient) client;

  join (&client, NULL, self->token);
  while (!is_over (self->pair)) {
    gboolean is_page = self->posted % 2 == 1;
    g_autofree char *id = yc_test_id (0xb00 + self->number, self->posted);
    g_autofree char *said = is_page ? put_page (self, &client) : g_strdup ("{\"text\":\"note\"}");
    g_autofree char *event = yc_test_event (id, case_id, is_page ? "scanned" : "noted",
                                            self->posted + 3, "wang", "intake", said);

    post_until_stored (self, &client, case_id, event);
    self->posted++;
  }
  return NULL;
}

typedef struct {
  Writer writers[WRITERS];
  GThread *threads[WRITERS];
} Load;

static void
begin_load (Load *load, Pair *pair)
{
  for (guint i = 0; i < WRITERS; i++) {
    Writer *writer = &load->writers[i];

    g_auto (YcTestClient) client;

    yc_test_client_sign_in (&client, pair->urls[i % 2], "wang");
    *writer = (Writer){pair, g_strdup (client.token), .number = i + 1, .at = i % 2};
    g_free (yc_test_begin_case (&client, writer->number, "wang", 2));
    load->threads[i] = g_thread_new ("writer", write_on, writer);
  }
}

static guint
end_load (Load *load, Pair *pair)
{
  guint turns = 0;

  g_mutex_lock (&pair->mutex);
  pair->stop = TRUE;
  g_mutex_unlock (&pair->mutex);
  for (guint i = 0; i < WRITERS; i++) {
    g_thread_join (load->threads[i]);
    turns += load->writers[i].turns;
    g_test_message ("writer %u: %u notes and pages, %u times to the other server", i,
                    load->writers[i].posted, load->writers[i].turns);
  }
  return turns;
}

// Reads one page of the feed, in which no number may be missing. FALSE if there is no answer.
static gboolean
read_feed (YcTestClient *client, gint64 *since)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/feed?since=%" G_GINT64_FORMAT "&limit=1000", *since);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);
  JsonArray *events;

  if (answer->status != 200)
    return FALSE;
  events = json_object_get_array_member (answer->object, "events");
  for (guint i = 0; i < json_array_get_length (events); i++)
    g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (events, i), "seq"),
                     ==, ++*since);
  return TRUE;
}

// All that was acknowledged is in the feed, once, without a gap, whichever server is asked.
static void
check_feed (Load *load, const char *url)
{
  g_auto (YcTestClient) client;
  gint64 since = 0, head, expected = 0;

  for (guint i = 0; i < WRITERS; i++)
    expected += 2 + load->writers[i].posted;
  join (&client, url, load->writers[0].token);
  head = find_head (&client);
  while (since < head)
    g_assert_true (read_feed (&client, &since));
  g_assert_cmpint (since, ==, expected);
}

static void
finish (Load *load, Pair *pair)
{
  g_autofree char *said = NULL;

  check_feed (load, pair->urls[0]);
  check_feed (load, pair->urls[1]);
  g_assert_cmpint (yc_test_program_run (&pair->programs[0], NULL, &said, "verify", NULL), ==, 0);
  g_test_message ("%s", said);
  for (guint i = 0; i < WRITERS; i++)
    g_free (load->writers[i].token);
}

// Reads the feed while others write: a number that became visible after a higher one would be
// skipped.
static gpointer
follow (gpointer data)
{
  Writer *self = data;
  g_auto (YcTestClient) client;
  gint64 since = 0;

  join (&client, NULL, self->token);
  while (!is_over (self->pair)) {
    g_autofree char *url = find_url (self->pair, self->at);

    client.base = url;
    if (!read_feed (&client, &since))
      self->at = 1 - self->at;
  }
  g_test_message ("the reader saw %d events as they came", (int)since);
  return NULL;
}

static void
test_kill (Pair *self, gconstpointer data)
{
  Load load;
  Writer reader = {self, NULL};
  GThread *thread;

  begin_load (&load, self);
  reader.token = load.writers[0].token;
  thread = g_thread_new ("reader", follow, &reader);
  for (guint i = 0; i < yc_test_rounds (ROUNDS); i++) {
    guint at = (guint)g_test_rand_int_range (0, 2);

    g_usleep (2000 + (gulong)g_test_rand_int_range (0, 60000)); // when to kill
    g_assert_cmpint (yc_test_program_end (&self->programs[at], SIGKILL), ==, -1);
    serve (self, at);
  }
  end_load (&load, self);
  g_thread_join (thread);
  finish (&load, self);
}

// --- the database goes away ----------------------------------------------------------------------

static void
restart_database (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (
      G_SUBPROCESS_FLAGS_NONE, &error, g_getenv ("YC_TEST_WITH_POSTGRES"), "--restart", NULL);

  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
test_restart (Pair *self, gconstpointer data)
{
  Load load;

  begin_load (&load, self);
  for (guint i = 0; i < RESTARTS; i++)
    restart_database ();
  g_assert_cmpuint (end_load (&load, self), >, 0);
  finish (&load, self);
  assert_both_told (self, 8);
}

// --- tables --------------------------------------------------------------------------------------

static gpointer
open_ledger (gpointer folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = yc_ledger_open (folder, FALSE, &error);

  g_assert_no_error (error);
  return NULL;
}

static void
test_migrate (void)
{
  g_autofree char *folder = yc_test_folder_new ();
  GThread *threads[6];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("migrate", open_ledger, folder);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  yc_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/pair/" path, Pair, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("who waits at one hears of what is stored at the other", test_news);
  ADD ("one is killed at any time, and nothing is lost or doubled", test_kill);
  ADD ("the database restarts under load", test_restart);
  g_test_add_func ("/central/pair/all make the tables of an empty database at once", test_migrate);
  return g_test_run ();
}
