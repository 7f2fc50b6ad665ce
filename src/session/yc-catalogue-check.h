// Whether a catalogue from central can be read at all, before it replaces the last good one.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Fails with YC_ERROR_MALFORMED.
gboolean yc_catalogue_check (const char *body, GError **error);

G_END_DECLS
