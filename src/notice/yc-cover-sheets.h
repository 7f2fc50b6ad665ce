// Cover sheets (材料分隔页): one for each material, with a code that tells the program where the
// pages behind it belong when the whole pile is scanned at once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// `materials` are of YcMaterial, of this item. They hold nothing of any case, so that a counter can
// use them over and over. Fail with YC_ERROR_FAILED. Blocking.
GBytes *yc_cover_sheets_print (const YcItem *item, GPtrArray *materials, GError **error);

// The same for a printer, as cairo_surface_t.
GPtrArray *yc_cover_sheets_lay_out (const YcItem *item, GPtrArray *materials, GError **error);

G_END_DECLS
