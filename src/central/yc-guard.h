// Watches over connections: one that says nothing, sends a byte now and then, or does not read what
// it is answered, is cut off, so that it holds no place for ever ("slow loris").
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct {
  guint idle_s;          // for the whole head of a request, from the answer before on
  guint stall_s;         // for the next bytes of a body, in either direction
  guint slow_bytes;      // a second, of a body on the average, once it has taken stall_s
  guint max_connections; // at the same time
} YcGuardLimits;

typedef struct _YcGuard YcGuard;

// Watches over the server's connections while it lives, in the caller's main context.
YcGuard *yc_guard_new (SoupServer *server, const YcGuardLimits *limits);
void yc_guard_free (YcGuard *self);

guint yc_guard_get_connections (YcGuard *self); // open now
guint64 yc_guard_get_cut (YcGuard *self);       // cut off so far

G_END_DECLS
