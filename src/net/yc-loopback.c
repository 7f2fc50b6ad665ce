// Where a browser comes back to with what the sign-in of a city says.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-loopback.h"
#include "yc-error.h"

#include <libsoup/soup.h>
#include <string.h>

#define PATH "/callback"

struct _YcLoopback {
  GMainContext *context; // owned: all of it happens there
  SoupServer *server;    // owned
  char *uri, *state, *page;
  GHashTable *answer; // owned, nullable until it has come
  gboolean is_sent, is_late;
};

static gboolean
is_answer (YcLoopback *self, SoupServerMessage *message, GHashTable *query)
{
  const char *state = query != NULL ? g_hash_table_lookup (query, "state") : NULL;

  return self->answer == NULL &&
         g_str_equal (soup_server_message_get_method (message), SOUP_METHOD_GET) &&
         g_strcmp0 (state, self->state) == 0;
}

static void
take_answer (YcLoopback *self, GHashTable *query)
{
  GHashTableIter iter;
  gpointer name, value;

  self->answer = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, query);
  while (g_hash_table_iter_next (&iter, &name, &value))
    g_hash_table_insert (self->answer, g_strdup (name), g_strdup (value));
}

static void
sent_cb (SoupServerMessage *message, YcLoopback *self)
{
  self->is_sent = TRUE;
}

static void
asked_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer user_data)
{
  YcLoopback *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  if (!g_str_equal (path, PATH)) {
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
    return;
  }
  if (!is_answer (self, message, query)) {
    soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
    return;
  }
  take_answer (self, query);
  soup_message_headers_replace (headers, "Cache-Control", "no-store");
  soup_message_headers_replace (headers, "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'");
  soup_message_headers_replace (headers, "Referrer-Policy", "no-referrer");
  soup_message_headers_replace (headers, "Connection", "close");
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "text/html; charset=utf-8", SOUP_MEMORY_COPY,
                                    self->page, strlen (self->page));
  g_signal_connect (message, "finished", G_CALLBACK (sent_cb), self);
}

static gboolean
listen_local (YcLoopback *self, GError **error)
{
  GSList *uris;

  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return FALSE;
  uris = soup_server_get_uris (self->server);
  self->uri = g_strdup_printf ("http://127.0.0.1:%d" PATH, g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return TRUE;
}

YcLoopback *
yc_loopback_new (const char *state, const char *page, GError **error)
{
  g_autoptr (YcLoopback) self = g_new0 (YcLoopback, 1);
  gboolean is_there;

  self->context = g_main_context_new ();
  self->state = g_strdup (state);
  self->page = g_strdup (page);
  g_main_context_push_thread_default (self->context);
  is_there = listen_local (self, error);
  g_main_context_pop_thread_default (self->context);
  return is_there ? g_steal_pointer (&self) : NULL;
}

void
yc_loopback_free (YcLoopback *self)
{
  g_main_context_push_thread_default (self->context);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  while (g_main_context_iteration (self->context, FALSE)) {
  }
  g_main_context_pop_thread_default (self->context);
  g_main_context_unref (self->context);
  g_clear_pointer (&self->answer, g_hash_table_unref);
  g_free (self->uri);
  g_free (self->state);
  g_free (self->page);
  g_free (self);
}

const char *
yc_loopback_get_uri (YcLoopback *self)
{
  return self->uri;
}

static gboolean
late_cb (gpointer data)
{
  ((YcLoopback *)data)->is_late = TRUE;
  return G_SOURCE_REMOVE;
}

// Only wakes the loop, which looks for itself; from whatever thread cancels.
static void
cancelled_cb (GCancellable *cancellable, YcLoopback *self)
{
  g_main_context_wakeup (self->context);
}

static GSource *
start_timer (YcLoopback *self, guint timeout_ms)
{
  GSource *timer = g_timeout_source_new (timeout_ms);

  g_source_set_callback (timer, late_cb, self, NULL);
  g_source_attach (timer, self->context);
  return timer;
}

static void
wait_for_answer (YcLoopback *self, guint timeout_ms, GCancellable *cancellable)
{
  g_autoptr (GSource) timer = start_timer (self, timeout_ms);
  gulong handler = cancellable != NULL
                       ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL)
                       : 0;

  g_main_context_push_thread_default (self->context);
  while (!self->is_sent && !self->is_late && !g_cancellable_is_cancelled (cancellable))
    g_main_context_iteration (self->context, TRUE);
  g_main_context_pop_thread_default (self->context);
  g_source_destroy (timer);
  g_cancellable_disconnect (cancellable, handler);
}

GHashTable *
yc_loopback_wait (YcLoopback *self, guint timeout_ms, GCancellable *cancellable, GError **error)
{
  wait_for_answer (self, timeout_ms, cancellable);
  if (self->answer != NULL)
    return g_hash_table_ref (self->answer);
  if (g_cancellable_is_cancelled (cancellable))
    g_set_error_literal (error, YC_ERROR, YC_ERROR_CANCELLED, "signing in was broken off");
  else
    g_set_error_literal (error, YC_ERROR, YC_ERROR_CITY_LATE,
                         "nobody came back from the city's sign-in");
  return NULL;
}
