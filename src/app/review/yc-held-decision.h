// A decision that can still be taken back: the toast that offers it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Says on the page (of the signal "show-toast") what was decided, with Undo. `taken_back` is called
// once the case is as it was, if the page is still there.
void yc_held_decision_offer (GtkWidget *page,
                             YcFile *file,
                             YcEventType type,
                             void (*taken_back) (gpointer page, YcFile *file));

G_END_DECLS
