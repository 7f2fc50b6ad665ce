// A page that came in is kept: sealed file and event in one transaction. Only then it counts.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"
#include "yc-image.h"
#include "yc-page-look-over.h"
#include "yc-session-private.h"

G_BEGIN_DECLS

// What is kept, and as what.
typedef struct {
  YcFile *file;
  YcDesk *desk; // on whose thread this is
  const char *material;
  YcRole role;
} YcKeepAs;

// Both run on a desk's thread and return the id of the page (free it), or NULL when it cannot be
// read, stored, or does not fit the state of the case. The picture itself is stored as it came,
// small enough for its material where that leaves it readable; what shall be done to it goes into
// the event.

char *yc_keep_picture (const YcKeepAs *as,
                       const YcImage *image,
                       const YcLookedOver *found,
                       GError **error);

// Takes a page out of the case again.
gboolean yc_keep_remove (const YcKeepAs *as, const char *page, GError **error);

// On the desk for scans: looks a picture over, straightens it, and keeps it.
char *yc_keep_image (
    YcFile *file, const char *material, YcRole role, const YcImage *image, GError **error);

// The same for a JPEG or PNG, which is kept as it is.
char *
yc_keep_content (YcFile *file, const char *material, YcRole role, GBytes *content, GError **error);

// Keeps the text that a page carries, as yc_page_words_pack () makes it.
gboolean
yc_keep_text (YcFile *file, const char *page, YcRole role, GBytes *content, GError **error);

G_END_DECLS
