// What central takes as the content of a page or document, and how it is named.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// So many bytes at the beginning tell what it is.
#define YC_BLOB_HEAD 8

// Whether the text is a SHA-256 in lower-case hex.
gboolean yc_blob_is_name (const char *text);

// Whether content of this type is taken; `mime` is nullable.
gboolean yc_blob_is_type (const char *mime);

// Whether bytes that begin with `head` can be of the type.
gboolean yc_blob_begins_as (const char *mime, const guint8 *head, gsize length);

G_END_DECLS
