// The least that libsoup can do: bare-server ANSWER FOLDER. GET answers the bytes of the file
// ANSWER, PUT keeps a body in FOLDER, durably. Prints its URL; ends with its standard input.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <libsoup/soup.h>

#include <stdio.h>

typedef struct {
  char *answer;
  gsize length;
  const char *folder;
  guint files;
} Bare;

static guint
keep (Bare *self, SoupServerMessage *message)
{
  g_autofree char *name = g_strdup_printf ("%u", self->files++);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) bytes = soup_message_body_flatten (body);

  return g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL),
                                   (gssize)g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_DURABLE,
                                   0600, NULL)
             ? SOUP_STATUS_CREATED
             : SOUP_STATUS_INTERNAL_SERVER_ERROR;
}

static void
answer (SoupServer *server,
        SoupServerMessage *message,
        const char *path,
        GHashTable *query,
        gpointer user_data)
{
  Bare *self = user_data;

  if (g_str_equal (soup_server_message_get_method (message), "PUT")) {
    soup_server_message_set_status (message, keep (self, message), NULL);
    return;
  }
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_STATIC, self->answer,
                                    self->length);
}

static gboolean
ended (GIOChannel *input, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

int
main (int argc, char **argv)
{
  g_autoptr (SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);
  g_autofree char *bytes = NULL;
  Bare self = {.folder = argc > 2 ? argv[2] : "."};
  GSList *urls;

  if (argc < 3 || !g_file_get_contents (argv[1], &bytes, &self.length, NULL) ||
      !soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL))
    return 2;
  self.answer = bytes;
  soup_server_add_handler (server, NULL, answer, &self, NULL);
  g_io_add_watch (input, G_IO_HUP | G_IO_IN, ended, loop);
  urls = soup_server_get_uris (server);
  printf ("http://127.0.0.1:%d\n", g_uri_get_port (urls->data));
  fflush (stdout);
  g_slist_free_full (urls, (GDestroyNotify)g_uri_unref);
  g_main_loop_run (loop);
  return 0;
}
