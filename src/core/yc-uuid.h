// Names that are made without asking anybody: UUID version 7 (RFC 9562, section 5.7).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// A new name, 36 lower-case characters; sorts by `ms` (milliseconds since 1970, UTC), which must
// lie within 48 bits.
char *yc_uuid_new (gint64 ms);

// Whether `text` is a version 7 UUID in its lower-case form.
gboolean yc_uuid_is_valid (const char *text);

G_END_DECLS
