// Earlier cases of the same person that have this material: choosing one takes its pages over.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "failed" (GError *error).
#define YC_TYPE_EARLIER_POPOVER (yc_earlier_popover_get_type ())
G_DECLARE_FINAL_TYPE (YcEarlierPopover, yc_earlier_popover, YC, EARLIER_POPOVER, GtkPopover)

// Looks for the cases, and lists them. The parent is to be set by the caller.
GtkWidget *yc_earlier_popover_new (YcFile *file, const char *material);

G_END_DECLS
