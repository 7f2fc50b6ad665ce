// Keeps scanned pages beside the scanning: while one is looked over, encoded, sealed and stored,
// the next comes out of the scanner.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-keep-page.h"

G_BEGIN_DECLS

typedef struct _YcKeeper YcKeeper;

// On the keeper's thread: `kept` pages are in the store.
typedef void (*YcKeeperNews) (gpointer user_data, guint kept);

// Made, used and freed on the thread that scans. Pages go into `material` until a cover sheet says
// otherwise.
YcKeeper *yc_keeper_new (YcFile *file,
                         const char *material,
                         YcRole role,
                         YcTreat treat,
                         YcKeeperNews news,
                         gpointer user_data);
void yc_keeper_free (YcKeeper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcKeeper, yc_keeper_free)

// Hands a picture over, of which the pixels are shared. Waits while one is under way, so that
// memory does not grow with the pile. After one that could not be kept, that error; it and all
// behind it are not in the case.
gboolean yc_keeper_give (YcKeeper *self, const YcImage *image, GError **error);

// Waits for all of them.
gboolean yc_keeper_finish (YcKeeper *self, GError **error);

// After yc_keeper_finish (): the ids (char *) of what was kept, in the order in which it came; how
// many of them are cover sheets, which were taken out of the case again, as the blank backs of such
// sheets were; and how many are in the case.
GPtrArray *yc_keeper_get_pages (YcKeeper *self);
guint yc_keeper_get_covers (YcKeeper *self);
guint yc_keeper_count (YcKeeper *self);

G_END_DECLS
