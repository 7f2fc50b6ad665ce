// Sends the content of pages: small content at once, large content in pieces that are gone on with.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-link.h"

G_BEGIN_DECLS

// Sends what central lacks for this case. Where a large upload stands is kept in the store: what
// central has confirmed is never sent again, whatever is cut in between.
gboolean
yc_send_content (YcLink *link, const char *case_id, GCancellable *cancellable, GError **error);

G_END_DECLS
