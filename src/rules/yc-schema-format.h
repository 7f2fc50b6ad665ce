// The formats that a schema may ask of a text.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Whether the text is of the format.
typedef gboolean (*YcSchemaFormat) (const char *text);

// NULL for one that is not known.
YcSchemaFormat yc_schema_format_find (const char *name);

// For other formats: a host's name (RFC 1123), a URI or a reference to one (RFC 3986).
gboolean yc_schema_format_is_hostname (const char *text);
gboolean yc_schema_format_is_uri (const char *text);
gboolean yc_schema_format_is_uri_reference (const char *text);

G_END_DECLS
