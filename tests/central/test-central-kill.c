// Ends the real program with SIGKILL while it takes events: what it acknowledged is there.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"
#include "yc-test-program.h"

#include <signal.h>
#include <unistd.h>

#define ROUNDS      20
#define MAX_BATCHES 400

typedef struct {
  YcTestClient client;
  GPtrArray *acknowledged; // ids of events that were answered as stored, in order
  char *case_id;
  guint next; // number of the next event
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
  thread = g_thread_new ("stream", post_until_gone, stream);
  g_usleep (2000 + (gulong)g_test_rand_int_range (0, 60000)); // when to kill, not what to wait for
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central/what was acknowledged survives SIGKILL, again and again", test_kill);
  return g_test_run ();
}
