// A bad network: passes connections on to a server, and lets go wrong with them what a test asks
// for.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _FaultProxy FaultProxy;

typedef enum {
  FAULT_NONE,
  FAULT_RESET,     // both ends get a reset
  FAULT_CLOSE,     // both ends get an orderly end: what was under way is truncated
  FAULT_HALF_OPEN, // nothing passes any more, and nobody is told
  FAULT_SLOW,      // a little at a time from there on
  FAULT_AGAIN,     // all that the client said is said to the server once more, when it is over
  FAULT_LATE,      // what the client says arrives after the next connection is over
} FaultKind;

// What happens to one connection, after so many bytes in either direction.
typedef struct {
  FaultKind kind;
  gsize after;
} Fault;

// Decides about connection number `n`, from 0 on. Called on threads of the proxy, one at a time.
typedef Fault (*FaultPlan) (guint n, gpointer user_data);

// Listens on a free port of the loopback address and passes on to `url`. `plan` is nullable:
// nothing goes wrong.
FaultProxy *fault_proxy_new (const char *url, FaultPlan plan, gpointer user_data);

// Ends all connections, and waits for them.
void fault_proxy_free (FaultProxy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FaultProxy, fault_proxy_free)

// Another plan, from the next connection on.
void fault_proxy_set_plan (FaultProxy *self, FaultPlan plan, gpointer user_data);

// Once so many bytes have arrived at the server, every connection is reset, and stays so.
void fault_proxy_set_budget (FaultProxy *self, gsize bytes);

// Such as "http://127.0.0.1:34567".
const char *fault_proxy_get_url (FaultProxy *self);

guint fault_proxy_get_connections (FaultProxy *self); // begun so far
guint fault_proxy_get_faults (FaultProxy *self);      // that happened so far
gsize fault_proxy_get_sent (FaultProxy *self);        // bytes that arrived at the server

G_END_DECLS
