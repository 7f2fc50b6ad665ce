// Ends the real program, or who sends to it, with SIGKILL while it takes events: what was
// acknowledged is there, once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"
#include "yc-test-program.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define ROUNDS      20
#define MAX_BATCHES 400

#define CLIENT    "--client" // this program as one who sends: URL, token, case, next event
#define LONG_TEXT 30000      // bytes of a note that is on its way for a while

#define CASE_ROUNDS 10 // on one case

typedef struct {
  YcTestClient client;
  GPtrArray *acknowledged; // ids of events that were answered as stored, in order
  char *case_id;
  guint next; // number of the next event
  int heard;  // atomic: something was acknowledged since it was last cleared
} Stream;

// Posts a note after the other until central is gone.
static gpointer
post_until_gone (gpointer data)
{
  Stream *stream = data;

  for (guint i = 0; i < MAX_BATCHES; i++) {
    g_autofree char *id = yc_test_id (0xbbb, stream->next);
    g_autofree char *event = yc_test_event (id, stream->case_id, "noted", stream->next + 3, "wang",
                                            "intake", "{\"text\":\"note\"}");
    g_autoptr (YcTestAnswer) answer = yc_test_post_event (&stream->client, stream->case_id, event);

    if (answer->status == 0)
      return NULL;
    yc_test_assert_status (answer, 200);
    g_ptr_array_add (stream->acknowledged, g_steal_pointer (&id));
    stream->next++;
    g_atomic_int_set (&stream->heard, TRUE);
  }
  return NULL;
}

static JsonArray *
fetch_events (Stream *stream, YcTestAnswer **ret_answer)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events?after=2", stream->case_id);

  *ret_answer = yc_test_ask (&stream->client, "GET", path, NULL);
  yc_test_assert_status (*ret_answer, 200);
  return json_object_get_array_member ((*ret_answer)->object, "events");
}

// Every acknowledged event is there, once, in its place; at most one more was stored unheard.
static void
check (Stream *stream)
{
  g_autoptr (YcTestAnswer) answer = NULL;
  JsonArray *events = fetch_events (stream, &answer);
  guint n = json_array_get_length (events);

  g_assert_cmpuint (n, >=, stream->acknowledged->len);
  g_assert_cmpuint (n, <=, stream->acknowledged->len + 1);
  for (guint i = 0; i < stream->acknowledged->len; i++)
    g_assert_cmpstr (
        json_object_get_string_member (json_array_get_object_element (events, i), "id"), ==,
        stream->acknowledged->pdata[i]);
}

static void
kill_once (YcTestProgram *program, Stream *stream, guint round)
{
  GThread *thread;
  g_autofree char *said = NULL;
  guint before = stream->acknowledged->len;

  stream->client.base = program->url;
  g_atomic_int_set (&stream->heard, FALSE);
  thread = g_thread_new ("stream", post_until_gone, stream);
  // Killed while nothing comes in, it would prove nothing.
  while (!g_atomic_int_get (&stream->heard))
    g_usleep (500);
  g_usleep ((gulong)g_test_rand_int_range (0, 60000)); // when to kill, not what to wait for
  g_assert_cmpint (yc_test_program_end (program, SIGKILL), ==, -1);
  g_thread_join (thread);
  g_assert_cmpint (yc_test_program_run (program, NULL, &said, "verify", NULL), ==, 0);
  yc_test_program_serve (program);
  stream->client.base = program->url;
  check (stream);
  g_test_message ("round %u: %u acknowledged; %s", round, stream->acknowledged->len - before, said);
}

static void
test_kill (void)
{
  g_auto (YcTestProgram) program;
  Stream stream = {.acknowledged = g_ptr_array_new_with_free_func (g_free)};

  yc_test_program_init (&program);
  yc_test_program_serve (&program);
  yc_test_client_sign_in (&stream.client, program.url, "wang");
  stream.case_id = yc_test_begin_case (&stream.client, 1, "wang", 2);
  for (guint i = 0; i < yc_test_rounds (ROUNDS); i++)
    kill_once (&program, &stream, i);
  g_assert_cmpuint (stream.acknowledged->len, >, 0);
  g_ptr_array_unref (stream.acknowledged);
  g_free (stream.case_id);
  yc_test_client_clear (&stream.client);
}

// Of the note with this number in this case.
static char *
note_id (const char *case_id, guint number)
{
  guint n = (guint)g_ascii_strtoull (strrchr (case_id, '-') + 1, NULL, 16);

  return yc_test_id (0xccc, n * 10000 + number);
}

// Asked of the case's end only: the notes are long. All numbers up to it are there, once, for a
// case has no gaps.
static void
check_notes (Stream *stream)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events?after=%u", stream->case_id,
                                           stream->next > 0 ? stream->next + 1 : 2);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (&stream->client, "GET", path, NULL);
  JsonArray *events = json_object_get_array_member (answer->object, "events");
  guint first = stream->next > 0 ? stream->next - 1 : 0;
  guint n = json_array_get_length (events);

  yc_test_assert_status (answer, 200);
  g_assert_cmpuint (n, >=, stream->next - first);
  g_assert_cmpuint (n, <=, stream->next - first + 1);
  for (guint i = 0; i < n; i++) {
    g_autofree char *id = note_id (stream->case_id, first + i);

    g_assert_cmpstr (
        json_object_get_string_member (json_array_get_object_element (events, i), "id"), ==, id);
  }
}

// Sends a note after the other, and says of each that was acknowledged which it was. 1: one was
// not.
static int
send_for_ever (char **args)
{
  g_auto (YcTestClient) client = {0};
  g_autofree char *text = g_strnfill (LONG_TEXT, 'x');
  g_autofree char *data = g_strdup_printf ("{\"text\":\"%s\"}", text);

  yc_test_client_init (&client, args[0]);
  client.token = g_strdup (args[1]);
  for (guint next = (guint)g_ascii_strtoull (args[3], NULL, 10);; next++) {
    g_autofree char *id = note_id (args[2], next);
    g_autofree char *event = yc_test_event (id, args[2], "noted", next + 3, "wang", "intake", data);
    g_autoptr (YcTestAnswer) answer = yc_test_post_event (&client, args[2], event);

    if (answer->status != 200)
      return 1;
    printf ("%u\n", next);
    fflush (stdout);
  }
}

// Kills it after its first note. Returns how many it said were acknowledged.
static guint
kill_client (Stream *stream)
{
  g_autofree char *next = g_strdup_printf ("%u", stream->next);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) client =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe", CLIENT,
                        stream->client.base, stream->client.token, stream->case_id, next, NULL);
  g_autoptr (GDataInputStream) lines = NULL;
  guint n = 0;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (client));
  for (char *line; (line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL; n++) {
    g_free (line);
    if (n > 0)
      continue;
    g_usleep ((gulong)g_test_rand_int_range (0, 60000)); // when to kill
    g_subprocess_force_exit (client);
  }
  g_subprocess_wait (client, NULL, NULL);
  g_assert_cmpuint (n, >, 0); // it is refused nothing
  return n;
}

static void
begin_case (Stream *stream, guint n)
{
  g_free (stream->case_id);
  stream->case_id = yc_test_begin_case (&stream->client, n, "wang", 2);
  stream->next = 0;
}

// The next one goes on behind what was acknowledged: an event that was stored unheard comes again.
static void
test_kill_client (void)
{
  g_auto (YcTestProgram) program;
  Stream stream = {.next = 0};
  g_autofree char *said = NULL;
  guint acknowledged = 0;

  yc_test_program_init (&program);
  yc_test_program_serve (&program);
  yc_test_client_sign_in (&stream.client, program.url, "wang");
  for (guint i = 0; i < yc_test_rounds (ROUNDS); i++) {
    guint n;

    if (i % CASE_ROUNDS == 0)
      begin_case (&stream, i / CASE_ROUNDS + 1);
    n = kill_client (&stream);
    stream.next += n;
    check_notes (&stream);
    acknowledged += n;
  }
  g_test_message ("%u acknowledged", acknowledged);
  g_assert_cmpuint (acknowledged, >, 0);
  yc_test_client_clear (&stream.client);
  g_assert_cmpint (yc_test_program_end (&program, SIGTERM), ==, 0);
  g_assert_cmpint (yc_test_program_run (&program, NULL, &said, "verify", NULL), ==, 0);
  g_free (stream.case_id);
}

int
main (int argc, char **argv)
{
  if (argc == 6 && g_str_equal (argv[1], CLIENT))
    return send_for_ever (argv + 2);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central/what was acknowledged survives SIGKILL, again and again", test_kill);
  g_test_add_func ("/central/what was acknowledged to a client that is killed is there once",
                   test_kill_client);
  return g_test_run ();
}
