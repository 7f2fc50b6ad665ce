// A bad network: a thread that listens, and one for each connection.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // accept4 ()
#include "fault-proxy.h"

#include <errno.h>
#include <gio/gio.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define BLOCK    16384
#define TICK_MS  20   // how soon a thread sees that it is over
#define QUIET_MS 300  // a server that keeps connections says nothing when it has answered
#define SLOW     8192 // bytes a tick

struct _FaultProxy {
  GThread *thread;
  int listener;
  guint16 target;
  char *url;
  GMutex mutex; // guards what follows
  FaultPlan plan;
  gpointer user_data;
  GPtrArray *threads; // of GThread
  guint connections, faults, over;
  gsize sent;
  gsize budget; // 0: none
  gboolean stopping;
};

typedef struct {
  FaultProxy *proxy;
  guint n;
  int client, server;
  Fault fault;
  gsize passed;       // in both directions
  gboolean is_faulty; // its fault has begun
  GByteArray *said;   // all that the client said, with FAULT_AGAIN
} Connection;

static struct sockaddr_in
loopback (guint16 port)
{
  return (struct sockaddr_in){
      .sin_family = AF_INET, .sin_port = htons (port), .sin_addr.s_addr = htonl (INADDR_LOOPBACK)};
}

static int
connect_to (guint16 port)
{
  struct sockaddr_in address = loopback (port);
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  if (connect (fd, (struct sockaddr *)&address, sizeof address) == 0)
    return fd;
  close (fd);
  return -1;
}

static gboolean
is_stopping (FaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->stopping;
}

// The next close () of it is a reset.
static void
make_reset (int fd)
{
  const struct linger linger = {.l_onoff = 1, .l_linger = 0};

  setsockopt (fd, SOL_SOCKET, SO_LINGER, &linger, sizeof linger);
}

static gboolean
send_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0) {
    gssize n = send (fd, data, size, MSG_NOSIGNAL);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    data += n;
    size -= (gsize)n;
  }
  return TRUE;
}

// How many bytes may pass before the fault.
static gsize
allowance (const Connection *self)
{
  gboolean bounded = self->fault.kind == FAULT_RESET || self->fault.kind == FAULT_CLOSE ||
                     self->fault.kind == FAULT_HALF_OPEN || self->fault.kind == FAULT_SLOW;

  if (!bounded)
    return BLOCK;
  if (self->passed < self->fault.after)
    return MIN (BLOCK, self->fault.after - self->passed);
  return self->fault.kind == FAULT_SLOW ? SLOW : 0;
}

static void
count_fault (Connection *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->proxy->mutex);

  self->proxy->faults += !self->is_faulty;
  self->is_faulty = TRUE;
}

// FALSE once this direction is over.
static gboolean
pass (Connection *self, int from, int to)
{
  guint8 block[BLOCK];
  gssize n = recv (from, block, allowance (self), 0);

  if (n <= 0)
    return FALSE;
  self->passed += (gsize)n;
  if (from == self->client && self->said != NULL)
    g_byte_array_append (self->said, block, (guint)n);
  if (from == self->client) {
    g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->proxy->mutex);

    self->proxy->sent += (gsize)n;
  }
  return send_all (to, block, (gsize)n);
}

static gboolean
is_spent (FaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->budget > 0 && self->sent >= self->budget;
}

// FALSE once the connection is over.
static gboolean
step (Connection *self)
{
  struct pollfd fds[] = {{self->client, POLLIN, 0}, {self->server, POLLIN, 0}};

  if (is_spent (self->proxy))
    self->fault = (Fault){FAULT_RESET, 0};
  if (allowance (self) == 0) {
    count_fault (self);
    if (self->fault.kind != FAULT_HALF_OPEN)
      return FALSE;
    g_usleep (TICK_MS * 1000);
    return TRUE;
  }
  if (self->fault.kind == FAULT_SLOW && self->passed >= self->fault.after) {
    count_fault (self);
    g_usleep (TICK_MS * 1000);
  }
  if (poll (fds, G_N_ELEMENTS (fds), TICK_MS) <= 0)
    return TRUE;
  return (fds[0].revents == 0 || pass (self, self->client, self->server)) &&
         (fds[1].revents == 0 || allowance (self) == 0 || pass (self, self->server, self->client));
}

// The same once more on a connection of its own; its answers are read, and nobody gets them.
static void
say_again (Connection *self)
{
  int fd = connect_to (self->proxy->target);
  guint8 block[BLOCK];

  if (fd >= 0 && send_all (fd, self->said->data, self->said->len)) {
    struct pollfd quiet = {fd, POLLIN, 0};

    while (poll (&quiet, 1, QUIET_MS) > 0 && recv (fd, block, sizeof block, 0) > 0)
      ;
    count_fault (self);
  }
  if (fd >= 0)
    close (fd);
}

// Until another connection that began later is over.
static void
wait_for_another (Connection *self)
{
  for (;;) {
    g_mutex_lock (&self->proxy->mutex);
    gboolean done = self->proxy->stopping || self->proxy->over > 0;
    g_mutex_unlock (&self->proxy->mutex);
    if (done)
      return;
    g_usleep (TICK_MS * 1000);
  }
}

static void
hold_back (Connection *self)
{
  g_mutex_lock (&self->proxy->mutex);
  self->proxy->over = 0;
  g_mutex_unlock (&self->proxy->mutex);
  count_fault (self);
  wait_for_another (self);
}

static gpointer
serve (gpointer data)
{
  Connection *self = data;

  if (self->fault.kind == FAULT_LATE)
    hold_back (self);
  self->server = connect_to (self->proxy->target);
  while (self->server >= 0 && !is_stopping (self->proxy) && step (self))
    ;
  if (self->fault.kind == FAULT_RESET && self->is_faulty) {
    make_reset (self->client);
    if (self->server >= 0)
      make_reset (self->server);
  }
  close (self->client);
  if (self->server >= 0)
    close (self->server);
  if (self->said != NULL && !is_stopping (self->proxy))
    say_again (self);
  g_mutex_lock (&self->proxy->mutex);
  self->proxy->over++;
  g_mutex_unlock (&self->proxy->mutex);
  g_clear_pointer (&self->said, g_byte_array_unref);
  g_free (self);
  return NULL;
}

static void
begin (FaultProxy *self, int client)
{
  Connection *connection = g_new0 (Connection, 1);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  connection->proxy = self;
  connection->client = client;
  connection->server = -1;
  connection->n = self->connections++;
  if (self->plan != NULL)
    connection->fault = self->plan (connection->n, self->user_data);
  if (connection->fault.kind == FAULT_AGAIN)
    connection->said = g_byte_array_new ();
  g_ptr_array_add (self->threads, g_thread_new ("connection", serve, connection));
}

static gpointer
listen_on (gpointer data)
{
  FaultProxy *self = data;
  struct pollfd fd = {self->listener, POLLIN, 0};

  while (!is_stopping (self)) {
    int client =
        poll (&fd, 1, TICK_MS) > 0 ? accept4 (self->listener, NULL, NULL, SOCK_CLOEXEC) : -1;

    if (client >= 0)
      begin (self, client);
  }
  return NULL;
}

FaultProxy *
fault_proxy_new (const char *url, FaultPlan plan, gpointer user_data)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  FaultProxy *self = g_new0 (FaultProxy, 1);
  struct sockaddr_in address = loopback (0);
  socklen_t size = sizeof address;

  g_mutex_init (&self->mutex);
  self->threads = g_ptr_array_new ();
  self->target = (guint16)g_uri_get_port (uri);
  self->plan = plan;
  self->user_data = user_data;
  self->listener = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  g_assert_cmpint (bind (self->listener, (struct sockaddr *)&address, size), ==, 0);
  g_assert_cmpint (listen (self->listener, SOMAXCONN), ==, 0);
  g_assert_cmpint (getsockname (self->listener, (struct sockaddr *)&address, &size), ==, 0);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", ntohs (address.sin_port));
  self->thread = g_thread_new ("fault-proxy", listen_on, self);
  return self;
}

void
fault_proxy_free (FaultProxy *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (self->threads->pdata[i]);
  g_ptr_array_unref (self->threads);
  close (self->listener);
  g_mutex_clear (&self->mutex);
  g_free (self->url);
  g_free (self);
}

void
fault_proxy_set_plan (FaultProxy *self, FaultPlan plan, gpointer user_data)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->plan = plan;
  self->user_data = user_data;
}

void
fault_proxy_set_budget (FaultProxy *self, gsize bytes)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->budget = bytes;
}

const char *
fault_proxy_get_url (FaultProxy *self)
{
  return self->url;
}

guint
fault_proxy_get_connections (FaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->connections;
}

guint
fault_proxy_get_faults (FaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->faults;
}

gsize
fault_proxy_get_sent (FaultProxy *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->sent;
}
