// Where central may send anything: over TLS, or on this machine.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Whether the address is https, or http to a loopback address given in numbers. `url` is nullable.
gboolean yc_url_is_safe (const char *url);

G_END_DECLS
