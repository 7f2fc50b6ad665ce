// Scanning into a material: the device and how, one line that says how it goes, and Cancel.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-batch.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "scanned" (guint pages): it ended well with so many.
#define YC_TYPE_SCAN_POPOVER (yc_scan_popover_get_type ())
G_DECLARE_FINAL_TYPE (YcScanPopover, yc_scan_popover, YC, SCAN_POPOVER, GtkPopover)

void yc_scan_popover_set_file (YcScanPopover *self, YcFile *file);
void yc_scan_popover_set_material (YcScanPopover *self, const char *material); // nullable

// Begins at once where a scanner is chosen already, or there is only one.
void yc_scan_popover_scan (YcScanPopover *self);

// What it scans with; borrowed, nullable.
YcBatch *yc_scan_popover_get_batch (YcScanPopover *self);

G_END_DECLS
