// What stands in the way of acceptance, as links to where it can be put right.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "finding" (YcFindingRow *): somebody wants to go where it can be put right.
#define YC_TYPE_OBSTACLES (yc_obstacles_get_type ())
G_DECLARE_FINAL_TYPE (YcObstacles, yc_obstacles, YC, OBSTACLES, GtkWidget)

// Shows how the case stands. While it is `open`, at the counter, these are its findings: what
// blocks first, then what only warns; afterwards its outcome.
void yc_obstacles_show (YcObstacles *self, YcFile *file, gboolean open);

G_END_DECLS
