// A material as it should look (样张): an invented example, and where each point is seen.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// The pages, as cairo_surface_t to be painted at 0, 0; in points, A4. What the catalogue shows of
// the material, or only its acceptance points where it shows nothing; the points are told in
// English or in Chinese, the example itself is always Chinese. Fails with YC_ERROR_FAILED.
// Blocking.
GPtrArray *yc_sample_sheet_lay_out (const YcItem *item,
                                    const YcMaterial *material,
                                    gboolean english,
                                    GError **error);

G_END_DECLS
