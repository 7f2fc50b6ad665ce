// Registers that behave in their own ways.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-register.h"

#include <libsoup/soup.h>
#include <string.h>

#define HUGE_BYTES (1200 * 1024)

struct _YcTestRegister {
  GThread *thread;
  GMainContext *context;
  GMainLoop *loop;
  GMutex mutex;
  GCond started;
  char *url; // guarded until it is set
};

static void
answer (SoupServerMessage *message, const char *text, gsize length)
{
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_COPY, text, length);
}

static void
answer_huge (SoupServerMessage *message)
{
  g_autofree char *blanks = g_strnfill (HUGE_BYTES, ' ');
  g_autofree char *text = g_strconcat ("{\"account\":\"1\"}", blanks, NULL);

  answer (message, text, strlen (text));
}

static void
asked_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *q, gpointer data)
{
  static const char more[] =
      "{\"owner\":\"陈小华\",\"seized\":false,\"secret\":\"of the register\",\"id\":7}";
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");

  if (g_strcmp0 (authorization, "Bearer " YC_TEST_REGISTER_TOKEN) != 0)
    soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
  else if (g_str_equal (path, "/late"))
    soup_server_message_pause (message);
  else if (g_str_equal (path, "/text"))
    answer (message, "come back tomorrow", strlen ("come back tomorrow"));
  else if (g_str_equal (path, "/huge"))
    answer_huge (message);
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, SOUP_STATUS_SEE_OTHER, "/more");
  else
    answer (message, more, strlen (more));
}

static void
announce (YcTestRegister *self, SoupServer *server)
{
  GSList *uris = soup_server_get_uris (server);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  g_cond_signal (&self->started);
}

static gpointer
serve (gpointer data)
{
  YcTestRegister *self = data;
  SoupServer *server;

  g_main_context_push_thread_default (self->context);
  server = soup_server_new (NULL, NULL);
  soup_server_add_handler (server, NULL, asked_cb, NULL, NULL);
  g_assert_true (soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, NULL));
  announce (self, server);
  g_main_loop_run (self->loop);
  soup_server_disconnect (server);
  g_object_unref (server);
  while (g_main_context_iteration (self->context, FALSE))
    ;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

YcTestRegister *
yc_test_register_new (void)
{
  YcTestRegister *self = g_new0 (YcTestRegister, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->started);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("registers", serve, self);
  g_mutex_lock (&self->mutex);
  while (self->url == NULL)
    g_cond_wait (&self->started, &self->mutex);
  g_mutex_unlock (&self->mutex);
  return self;
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
yc_test_register_free (YcTestRegister *self)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, quit_cb, self->loop, NULL);
  g_source_attach (source, self->context);
  g_thread_join (self->thread);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->started);
  g_free (self->url);
  g_free (self);
}

const char *
yc_test_register_get_url (YcTestRegister *self)
{
  return self->url;
}
