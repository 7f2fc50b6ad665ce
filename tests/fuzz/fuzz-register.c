// Feeds central what a register answers: the status by the first byte, and the body.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ask.h"
#include "yc-wire.h"

#include <glib/gstdio.h>

#define QUESTION                                                                                   \
  "{\"case\":\"" ASK_CASE "\",\"source\":\"population\",\"parameters\":{\"name\":\"陈小华\","   \
  "\"id_number\":\"330102199801010117\"}}"

static SoupServer *server;
static const guint8 *input;
static gsize input_size;

static void
answer_cb (
    SoupServer *self, SoupServerMessage *message, const char *path, GHashTable *q, gpointer data)
{
  static const guint statuses[] = {200, 200, 200, 200, 404, 500, 204, 301};

  soup_server_message_set_status (message, statuses[input[0] % G_N_ELEMENTS (statuses)], NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY,
                                    (const char *)input + 1, input_size - 1);
}

static void
start_register (void)
{
  g_autofree char *url = NULL;
  GSList *uris;

  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, answer_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  uris = soup_server_get_uris (server);
  url = g_strdup_printf ("http://127.0.0.1:%d/population", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  ask_set_register ("population", url);
}

// Fields that the catalogue does not name are not passed on.
static void
check_fields (JsonObject *fields, const YcSource *source)
{
  g_autoptr (GList) names = json_object_get_members (fields);

  for (GList *l = names; l != NULL; l = l->next)
    g_assert_true (json_object_has_member (source->answer, l->data));
}

static void
check_answer (YcCentral *central, Answer *answer)
{
  static const char *const outcomes[] = {"answered", "not-found", "failed", NULL};
  const char *outcome = answer_get_text (answer, "outcome");
  JsonObject *fields = yc_wire_get_object (json_node_get_object (answer->json), "answer");

  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (g_strv_contains (outcomes, outcome));
  g_assert_nonnull (fields);
  check_fields (fields, yc_catalogue_find_source (central->catalogue, "population"));
  if (!g_str_equal (outcome, "answered"))
    g_assert_cmpuint (json_object_get_size (fields), ==, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (Answer) answer = NULL;
  YcCentral *central;

  if (size == 0)
    return 0;
  if (server == NULL)
    start_register ();
  input = data;
  input_size = size;
  central = ask_begin ();
  answer = ask ("POST", "/v1/checks", "wang", "Content-Type: application/json", QUESTION,
                sizeof QUESTION - 1);
  check_answer (central, answer);
  ask_end ();
  return 0;
}
