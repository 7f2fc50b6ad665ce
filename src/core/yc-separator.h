// The text in the QR code of a cover sheet: which material of which item the pages behind it are.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// "YCSEP1*ITEM*MATERIAL*CHECK": percent-encoded item code and material id, and the first eight
// digits of the SHA-256 of all before the last asterisk, so that a code misread or not of ours is
// never taken for a material.
typedef struct {
  char *item, *material; // owned
} YcSeparator;

void yc_separator_clear (YcSeparator *separator);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcSeparator, yc_separator_clear)

// The text for a cover sheet; NULL when either name is empty or longer than 200 bytes.
char *yc_separator_make (const char *item, const char *material);

// FALSE for whatever is not exactly what yc_separator_make () makes: any other code a page carries.
gboolean yc_separator_parse (const char *text, YcSeparator *ret_separator);

G_END_DECLS
