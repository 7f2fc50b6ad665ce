// The door of central: it opens, lets requests in, and closes when what is under way has its
// answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"

#include <string.h>
#include <sys/socket.h>

#define BACKLOG 1024 // connections that nobody has taken up yet: a city's may come back at once

// Nothing that is answered is a page that may do anything in a browser, or is kept anywhere, except
// where its route says otherwise. The answers that libsoup gives by itself have these headers, too.
static void
started_cb (SoupServer *server, SoupServerMessage *message, gpointer data)
{
  static const char *const safe[][2] = {
      {"X-Content-Type-Options", "nosniff"},
      {"Referrer-Policy", "no-referrer"},
      {"Cross-Origin-Resource-Policy", "same-origin"},
      {"Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"},
      {"Cache-Control", "no-store"},
      {"Strict-Transport-Security", "max-age=31536000"},
  };
  guint n = G_N_ELEMENTS (safe) - (soup_server_is_https (server) ? 0 : 1);

  for (guint i = 0; i < n; i++)
    soup_message_headers_replace (soup_server_message_get_response_headers (message), safe[i][0],
                                  safe[i][1]);
}

static void
arrive_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *q, gpointer data)
{
  yc_central_admit (data, message);
}

static void
complete_cb (
    SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *q, gpointer data)
{
  YcRequest *request = yc_request_get (message);

  if (request != NULL)
    yc_central_serve (data, request);
}

static void
stop_counting (YcCentral *self)
{
  if (self->counting == NULL)
    return;
  g_source_destroy (self->counting);
  g_clear_pointer (&self->counting, g_source_unref);
}

static gboolean
catch_up_cb (gpointer data)
{
  YcCentral *self = data;
  gint64 behind = 0;
  g_autoptr (GError) error = NULL;

  if (yc_ledger_catch_up (yc_central_get_ledger (self), &behind, &error) && behind > 0)
    return G_SOURCE_CONTINUE;
  if (error != NULL) // whoever asks for statistics next begins again
    g_message ("Statistics are behind: %s", error->message);
  stop_counting (self);
  return G_SOURCE_REMOVE;
}

void
yc_central_catch_up (YcCentral *self)
{
  if (self->counting != NULL || self->server == NULL)
    return;
  self->counting = g_idle_source_new ();
  g_source_set_priority (self->counting, G_PRIORITY_LOW);
  g_source_set_callback (self->counting, catch_up_cb, self, NULL);
  g_source_attach (self->counting, g_main_context_get_thread_default ());
}

static GSocketAddress *
find_address (YcCentral *self, GError **error)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (self->listen);

  if (address == NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_URL, "“%s” is no numeric address", self->listen);
    return NULL;
  }
  if (self->certificate == NULL && !g_inet_address_get_is_loopback (address)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_TLS,
                         "without a certificate only this machine itself can be served");
    return NULL;
  }
  return g_inet_socket_address_new (address, self->port);
}

static void
remember_url (YcCentral *self)
{
  GSList *uris = soup_server_get_uris (self->server);

  g_free (self->url);
  self->url = g_uri_to_string (uris->data);
  if (g_str_has_suffix (self->url, "/"))
    self->url[strlen (self->url) - 1] = '\0';
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
}

// Another process has stored something.
static void
news_cb (const char *hall, const char *department, gboolean office, gpointer user_data)
{
  if (hall == NULL)
    yc_feed_dismiss (user_data, NULL);
  yc_feed_wake (user_data, hall, department, office);
}

// A socket of libsoup's own making has a queue of ten: others are dropped, and try again after
// seconds.
static gboolean
listen_on (SoupServer *server, GSocketAddress *address, gboolean is_https, GError **error)
{
  g_autoptr (GSocket) socket = g_socket_new (g_socket_address_get_family (address),
                                             G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, error);

  if (socket == NULL)
    return FALSE;
  g_socket_set_listen_backlog (socket, BACKLOG);
  return g_socket_bind (socket, address, TRUE, error) && g_socket_listen (socket, error) &&
         soup_server_listen_socket (server, socket, is_https ? SOUP_SERVER_LISTEN_HTTPS : 0, error);
}

// It is in the log if it cannot be used.
static void
looked_cb (gpointer user_data, const GError *error)
{
}

gboolean
yc_central_start (YcCentral *self, GError **error)
{
  g_autoptr (GSocketAddress) address = find_address (self, error);
  g_autoptr (SoupServer) server = soup_server_new ("server-header", "yichuang-central", NULL);

  if (address == NULL)
    return FALSE;
  soup_server_set_tls_certificate (server, self->certificate);
  g_signal_connect (server, "request-started", G_CALLBACK (started_cb), NULL);
  soup_server_add_early_handler (server, NULL, arrive_cb, self, NULL);
  soup_server_add_handler (server, NULL, complete_cb, self, NULL);
  g_clear_pointer (&self->guard, yc_guard_free);
  self->guard = yc_guard_new (server, &self->guard_limits);
  if (!listen_on (server, address, self->certificate != NULL, error))
    return FALSE;
  self->server = g_steal_pointer (&server);
  remember_url (self);
  self->watch = yc_ledger_watch (yc_central_get_ledger (self), news_cb, self);
  yc_tus_start (self->tus, self);
  yc_blobs_look (self->blobs, looked_cb, NULL);
  yc_central_catch_up (self);
  return TRUE;
}

const char *
yc_central_get_url (YcCentral *self)
{
  return self->url;
}

// Whoever connects from here on is refused at once. The listeners themselves are libsoup's: taking
// them away would end the connections, too.
static void
close_door (YcCentral *self)
{
  GSList *listeners = soup_server_get_listeners (self->server);

  for (GSList *l = listeners; l != NULL; l = l->next)
    shutdown (g_socket_get_fd (l->data), SHUT_RDWR);
  g_slist_free (listeners);
}

static gboolean
is_busy (YcCentral *self)
{
  return self->active > 0 || g_hash_table_size (self->tus->active) > 0 ||
         g_hash_table_size (self->tus->keeping) > 0;
}

void
yc_central_stop (YcCentral *self)
{
  gint64 end = g_get_monotonic_time () + self->grace_s * G_USEC_PER_SEC;

  if (self->server == NULL)
    return;
  g_clear_pointer (&self->watch, yc_ledger_watch_free);
  self->is_stopping = TRUE;
  close_door (self);
  yc_tus_stop (self->tus);
  yc_feed_wake_all (self);
  while (is_busy (self) && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
      g_usleep (1000);
  yc_blobs_stop (self->blobs);
  if (self->issuer != NULL)
    yc_issuer_stop (self->issuer);
  while (is_busy (self) && g_main_context_iteration (g_main_context_get_thread_default (), FALSE))
    ; // who waited for blobs or keys hears that they did not come
  stop_counting (self);
  yc_group_settle (self->group);
  g_clear_pointer (&self->guard, yc_guard_free);
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}
