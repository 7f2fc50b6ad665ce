// A pile of paper on its way into a material: sheet after sheet, side after side.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

typedef enum {
  YC_BATCH_IDLE,     // nothing is under way; what came last can be asked still
  YC_BATCH_STARTING, // the scanner begins
  YC_BATCH_WAITING,  // it waits for paper, or for its button
  YC_BATCH_SCANNING,
  YC_BATCH_NEXT, // the next page may be laid, or what went wrong put right: go on, or stop
  YC_BATCH_TURN, // the fronts are there, the pile is to be turned: go on, or stop
  YC_BATCH_SORTING,
  YC_BATCH_STOPPING,
} YcBatchState;

// Signals: "changed"; "ended" (gboolean well).
#define YC_TYPE_BATCH (yc_batch_get_type ())
G_DECLARE_FINAL_TYPE (YcBatch, yc_batch, YC, BATCH, GObject)

YcBatch *yc_batch_new (YcFile *file);

// Does nothing while one is under way.
void yc_batch_start (YcBatch *self, const char *material, YcPreset *preset);

// The next page lies there, the pile is turned, or what went wrong has been put right. While the
// glass waits for its button, this is as good as pressing it.
void yc_batch_go_on (YcBatch *self);

// Stops the scanner, or ends a batch that waits for more. All pages so far are kept.
void yc_batch_stop (YcBatch *self);

YcBatchState yc_batch_get_state (YcBatch *self);
guint yc_batch_get_pages (YcBatch *self);         // kept
guint yc_batch_get_covers (YcBatch *self);        // cover sheets, which are not among those
double yc_batch_get_fraction (YcBatch *self);     // of the page that is coming; -1: not known
const GError *yc_batch_get_error (YcBatch *self); // what went wrong last; nullable

// The ids of all that came, cover sheets too, in their order, and where it would have gone without
// them. Free the list; the material is nullable.
char **yc_batch_list_pages (YcBatch *self);
const char *yc_batch_get_material (YcBatch *self);

// How it stands, as a sentence; "" where there is nothing to say. Free it.
char *yc_batch_describe (YcBatch *self);

G_END_DECLS
