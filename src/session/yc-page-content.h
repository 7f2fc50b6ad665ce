// The stored content of a page: from this workstation, else from central.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-ops.h"
#include "yc-session-private.h"

G_BEGIN_DECLS

// On the desk's thread. What central has is kept here from then on. `token` (nullable) is the
// sign-in's. Fails as the store and central do.
GBytes *yc_page_content_find (YcSession *session,
                              YcDesk *desk,
                              const char *blob,
                              const char *mime,
                              const char *token,
                              GCancellable *cancellable,
                              GError **error);

// What is done to a page before it is shown. A program that is newer than this one may know
// operations that this one does not: then it is shown as it was scanned rather than not at all.
YcPageOps *yc_page_content_ops (const char *operations);

G_END_DECLS
