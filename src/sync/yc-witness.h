// This workstation as a witness of central's log: what it has seen cannot be taken out, changed or
// put in another order without its noticing.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-head.h"
#include "yc-link.h"

G_BEGIN_DECLS

// Holds the end of the log that central tells now to the one that was remembered. Every ten minutes
// it asks for the hash of the remembered event, and remembers the new end only if that is as it
// was. `ret_seen` is what is remembered now. `ret_alarm`: the log is not the one that was seen, now
// or at any time before; what was remembered then stays, as evidence. Fails as the store and
// central do.
gboolean yc_witness_look (YcLink *link,
                          const YcHead *head,
                          YcHead *ret_seen,
                          gboolean *ret_alarm,
                          GCancellable *cancellable,
                          GError **error);

// Begins anew with the log as central tells it next: it was restored from an older copy, and those
// who supervise know.
gboolean yc_witness_forget (YcStore *store, const char *url, GError **error);

G_END_DECLS
