// Where a browser comes back to with what the sign-in of a city says (RFC 8252, 7.3): an address on
// this machine that listens for one answer. Blocking; for worker threads.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _YcLoopback YcLoopback;

// Listens on 127.0.0.1, on any free port. `state` is what the answer has to bring along, `page`
// (HTML) what the browser shows then. Both are copied.
YcLoopback *yc_loopback_new (const char *state, const char *page, GError **error);
void yc_loopback_free (YcLoopback *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcLoopback, yc_loopback_free)

// "http://127.0.0.1:PORT/callback".
const char *yc_loopback_get_uri (YcLoopback *self);

// The parameters of the answer (name -> value) once its page has been sent. What comes without the
// right state is answered 400 and waited on. Fails with YC_ERROR_CITY_LATE after `timeout_ms`, and
// with YC_ERROR_CANCELLED.
GHashTable *
yc_loopback_wait (YcLoopback *self, guint timeout_ms, GCancellable *cancellable, GError **error);

G_END_DECLS
