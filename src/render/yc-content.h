// Whether the drawing instructions of a PDF page do nothing but show one picture.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// In the page's own coordinates: points, y upwards.
typedef struct {
  double left, bottom, right, top;
} YcContentBox;

typedef struct {
  char *name;         // owned; of the picture among the page's resources
  GPtrArray *states;  // owned; names (char *) of the graphics states that are set before
  YcContentBox place; // where the picture lies, upright
  YcContentBox clip;  // what of the page can be seen
} YcContent;

void yc_content_clear (YcContent *content);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcContent, yc_content_clear)

// FALSE when anything else is drawn, when the picture is turned or mirrored, or when it may be
// hidden (optional content); also when in doubt. Invisible text, as OCR programs lay it over scans,
// does not count (ISO 32000-1, 8 and 9).
gboolean yc_content_is_one_picture (const char *data, gsize size, YcContent *ret_content);

G_END_DECLS
