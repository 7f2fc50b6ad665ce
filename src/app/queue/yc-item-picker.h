// Choosing the service item of a new case: type a few letters, press Enter.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Signals: "chosen" (char *code); "leave".
#define YC_TYPE_ITEM_PICKER (yc_item_picker_get_type ())
G_DECLARE_FINAL_TYPE (YcItemPicker, yc_item_picker, YC, ITEM_PICKER, GtkWidget)

GtkWidget *yc_item_picker_new (YcSession *session);

G_END_DECLS
