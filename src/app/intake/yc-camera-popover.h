// The document camera: what it sees, and a key that makes a page of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Begins when it is shown, ends when it is closed. Signal: "scanned" (guint pages): it was closed,
// and made so many.
#define YC_TYPE_CAMERA_POPOVER (yc_camera_popover_get_type ())
G_DECLARE_FINAL_TYPE (YcCameraPopover, yc_camera_popover, YC, CAMERA_POPOVER, GtkPopover)

void yc_camera_popover_set_file (YcCameraPopover *self, YcFile *file);
void yc_camera_popover_set_material (YcCameraPopover *self, const char *material); // nullable

G_END_DECLS
