// Hears what other processes tell through the database (NOTIFY), in a thread of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-postgres-private.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib-unix.h>
#include <unistd.h>

#define PAUSE_MS 500 // between two attempts to connect

struct _YcPostgresEar {
  char *uri;
  YcPostgresNews news;
  gpointer user_data;
  GThread *thread;
  GSource *source;    // in the caller's context
  GAsyncQueue *heard; // of char *
  int stop[2];        // a pipe; what is written to it ends the thread
};

static gboolean
deliver_cb (gpointer user_data)
{
  YcPostgresEar *self = user_data;
  char *text;

  g_source_set_ready_time (self->source, -1);
  while ((text = g_async_queue_try_pop (self->heard)) != NULL) {
    self->news (text, self->user_data);
    g_free (text);
  }
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch (GSource *source, GSourceFunc callback, gpointer user_data)
{
  return callback (user_data);
}

static void
hear (YcPostgresEar *self, const char *text)
{
  g_async_queue_push (self->heard, g_strdup (text));
  g_source_set_ready_time (self->source, 0);
}

// Waits for the connection, or until `ms` are over (-1: for ever). FALSE when it is time to stop.
static gboolean
wait_for (YcPostgresEar *self, PGconn *connection, int ms)
{
  GPollFD fds[] = {{self->stop[0], G_IO_IN, 0}, {PQsocket (connection), G_IO_IN, 0}};

  g_poll (fds, fds[1].fd >= 0 ? 2 : 1, ms);
  return fds[0].revents == 0;
}

static gboolean
begin (PGconn *connection)
{
  g_autoptr (PGresult) result = PQexec (connection, "LISTEN yichuang");

  return PQresultStatus (result) == PGRES_COMMAND_OK;
}

// Until the connection is lost; FALSE when it is time to stop.
static gboolean
listen_on (YcPostgresEar *self, PGconn *connection)
{
  hear (self, ""); // nobody knows what happened before
  while (wait_for (self, connection, -1)) {
    PGnotify *notice;

    if (PQconsumeInput (connection) == 0)
      return TRUE;
    while ((notice = PQnotifies (connection)) != NULL) {
      hear (self, notice->extra);
      PQfreemem (notice);
    }
  }
  return FALSE;
}

static gpointer
run (gpointer data)
{
  YcPostgresEar *self = data;
  gboolean go_on = TRUE;

  while (go_on) {
    g_autoptr (PGconn) connection = yc_postgres_connect (self->uri);

    if (PQstatus (connection) == CONNECTION_OK && begin (connection))
      go_on = listen_on (self, connection);
    g_clear_pointer (&connection, PQfinish);
    go_on = go_on && wait_for (self, NULL, PAUSE_MS);
  }
  return NULL;
}

YcPostgresEar *
yc_postgres_listen (const char *uri, YcPostgresNews news, gpointer user_data)
{
  static GSourceFuncs functions = {.dispatch = dispatch};
  YcPostgresEar *self = g_new0 (YcPostgresEar, 1);

  self->uri = g_strdup (uri);
  self->news = news;
  self->user_data = user_data;
  self->heard = g_async_queue_new_full (g_free);
  g_unix_open_pipe (self->stop, FD_CLOEXEC, NULL);
  self->source = g_source_new (&functions, sizeof (GSource));
  g_source_set_callback (self->source, deliver_cb, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  self->thread = g_thread_new ("database-news", run, self);
  return self;
}

void
yc_postgres_ear_free (YcPostgresEar *self)
{
  close (self->stop[1]);
  g_thread_join (self->thread);
  close (self->stop[0]);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_async_queue_unref (self->heard);
  g_free (self->uri);
  g_free (self);
}
