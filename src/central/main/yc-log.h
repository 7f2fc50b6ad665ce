// What the server says on standard error: a line each, as text or as JSON. Nothing in it names a
// person.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// From here on, all that is logged, but for what is there for those who debug.
void yc_log_begin (gboolean as_json);

G_END_DECLS
