// Watches over connections, so that none holds a place for ever.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-guard.h"

#include <errno.h>
#include <sys/socket.h>

typedef enum { WAIT_FOR_HEAD, READ_BODY, WORK, WRITE } State;

// Of one connection, which has one message after the other.
typedef struct {
  State state;
  gint64 since; // monotonic, of the state
  gint64 moved; // monotonic, of the last bytes
  gsize bytes;  // of the body so far
} Watch;

struct _YcGuard {
  SoupServer *server; // owned
  YcGuardLimits limits;
  GHashTable *watches; // GSocket, not owned -> Watch; NULL at the end
  GSource *ticking;    // owned
  guint64 cut;
};

static void
gone_cb (gpointer data, GObject *socket)
{
  g_hash_table_remove (((YcGuard *)data)->watches, socket);
}

static Watch *
find (YcGuard *self, SoupServerMessage *message)
{
  GSocket *socket = soup_server_message_get_socket (message);

  return socket != NULL && self->watches != NULL ? g_hash_table_lookup (self->watches, socket)
                                                 : NULL;
}

static void
enter (YcGuard *self, SoupServerMessage *message, State state)
{
  Watch *watch = find (self, message);

  if (watch == NULL)
    return;
  watch->state = state;
  watch->since = watch->moved = g_get_monotonic_time ();
  watch->bytes = 0;
}

static void
got_headers_cb (SoupServerMessage *message, YcGuard *self)
{
  enter (self, message, READ_BODY);
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, YcGuard *self)
{
  Watch *watch = find (self, message);

  if (watch == NULL)
    return;
  watch->bytes += g_bytes_get_size (chunk);
  watch->moved = g_get_monotonic_time ();
}

static void
got_body_cb (SoupServerMessage *message, YcGuard *self)
{
  enter (self, message, WORK);
}

static void
wrote_headers_cb (SoupServerMessage *message, YcGuard *self)
{
  enter (self, message, WRITE);
}

static void
wrote_data_cb (SoupServerMessage *message, guint size, YcGuard *self)
{
  Watch *watch = find (self, message);

  if (watch != NULL)
    watch->moved = g_get_monotonic_time ();
}

static void
finished_cb (SoupServerMessage *message, YcGuard *self)
{
  enter (self, message, WAIT_FOR_HEAD);
}

static void
cut (YcGuard *self, GSocket *socket)
{
  self->cut++;
  g_socket_shutdown (socket, TRUE, TRUE, NULL);
}

// A connection is seen when it is there, before it has said a word.
static void
watch_over (YcGuard *self, GSocket *socket)
{
  Watch *watch;

  if (g_hash_table_size (self->watches) >= self->limits.max_connections) {
    cut (self, socket); // and it does not count, so that those who try do not keep others out
    return;
  }
  watch = g_new0 (Watch, 1);
  watch->since = watch->moved = g_get_monotonic_time ();
  g_hash_table_insert (self->watches, socket, watch);
  g_object_weak_ref (G_OBJECT (socket), gone_cb, self);
}

static void
let_go (gpointer self, GClosure *closure)
{
  g_rc_box_release (self);
}

// A message may live longer than the guard.
static void
listen_to (YcGuard *self, SoupServerMessage *message, const char *signal, GCallback callback)
{
  g_signal_connect_data (message, signal, callback, g_rc_box_acquire (self), let_go, 0);
}

static void
started_cb (SoupServer *server, SoupServerMessage *message, YcGuard *self)
{
  GSocket *socket = soup_server_message_get_socket (message);

  if (socket != NULL && !g_hash_table_contains (self->watches, socket))
    watch_over (self, socket);
  listen_to (self, message, "got-headers", G_CALLBACK (got_headers_cb));
  listen_to (self, message, "got-chunk", G_CALLBACK (got_chunk_cb));
  listen_to (self, message, "got-body", G_CALLBACK (got_body_cb));
  listen_to (self, message, "wrote-headers", G_CALLBACK (wrote_headers_cb));
  listen_to (self, message, "wrote-body-data", G_CALLBACK (wrote_data_cb));
  listen_to (self, message, "finished", G_CALLBACK (finished_cb));
}

static gboolean
is_too_slow (const YcGuard *self, const Watch *watch, gint64 now)
{
  double in_state = (double)(now - watch->since) / G_USEC_PER_SEC;
  double unmoved = (double)(now - watch->moved) / G_USEC_PER_SEC;

  switch (watch->state) {
  case WAIT_FOR_HEAD:
    return in_state > self->limits.idle_s;
  case READ_BODY:
    return unmoved > self->limits.stall_s ||
           (in_state > self->limits.stall_s &&
            (double)watch->bytes < in_state * self->limits.slow_bytes);
  case WRITE:
    return unmoved > self->limits.stall_s;
  case WORK:
  default:
    return FALSE;
  }
}

// libsoup 3.2 forgets a connection whose client goes away between two requests: it stops looking at
// it, and closes it late or never, until no descriptor is left; what it keeps of one it never lets
// go. So they are closed here, and count no more; what libsoup keeps is a few kilobytes.
static gboolean
is_over (GSocket *socket, const Watch *watch)
{
  char byte;
  gssize n;

  if (g_socket_is_closed (socket))
    return TRUE;
  if (watch->state != WAIT_FOR_HEAD)
    return FALSE;
  n = recv (g_socket_get_fd (socket), &byte, sizeof byte, MSG_PEEK | MSG_DONTWAIT);
  return n == 0 || (n < 0 && errno != EAGAIN && errno != EINTR);
}

static gboolean
tick_cb (gpointer data)
{
  YcGuard *self = data;
  gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer socket, watch;

  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, &socket, &watch)) {
    if (is_over (socket, watch)) {
      g_object_weak_unref (socket, gone_cb, self);
      g_hash_table_iter_remove (&iter);
      g_socket_close (socket, NULL);
    } else if (is_too_slow (self, watch, now)) {
      cut (self, socket); // its end comes later, from the main loop
    }
  }
  return G_SOURCE_CONTINUE;
}

YcGuard *
yc_guard_new (SoupServer *server, const YcGuardLimits *limits)
{
  YcGuard *self = g_rc_box_new0 (YcGuard);

  self->server = g_object_ref (server);
  self->limits = *limits;
  self->watches = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_signal_connect (server, "request-started", G_CALLBACK (started_cb), self);
  self->ticking = g_timeout_source_new_seconds (1);
  g_source_set_callback (self->ticking, tick_cb, self, NULL);
  g_source_attach (self->ticking, g_main_context_get_thread_default ());
  return self;
}

void
yc_guard_free (YcGuard *self)
{
  GHashTableIter iter;
  gpointer socket;

  g_signal_handlers_disconnect_by_data (self->server, self);
  g_hash_table_iter_init (&iter, self->watches);
  while (g_hash_table_iter_next (&iter, &socket, NULL))
    g_object_weak_unref (socket, gone_cb, self);
  g_clear_pointer (&self->watches, g_hash_table_unref);
  g_source_destroy (self->ticking);
  g_source_unref (self->ticking);
  g_object_unref (self->server);
  g_rc_box_release (self);
}

guint
yc_guard_get_connections (YcGuard *self)
{
  return g_hash_table_size (self->watches);
}

guint64
yc_guard_get_cut (YcGuard *self)
{
  return self->cut;
}
