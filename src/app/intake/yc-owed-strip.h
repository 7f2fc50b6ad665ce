// What an acceptance leaves owed, and until when: shown once before it is done.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define YC_TYPE_OWED_STRIP (yc_owed_strip_get_type ())
G_DECLARE_FINAL_TYPE (YcOwedStrip, yc_owed_strip, YC, OWED_STRIP, GtkWidget)

// Shows what is deferred or replaced by a commitment. FALSE: there is none, or it was shown
// already.
gboolean yc_owed_strip_ask (YcOwedStrip *self, YcFile *file);

// FALSE: it was not shown.
gboolean yc_owed_strip_hide (YcOwedStrip *self);

G_END_DECLS
