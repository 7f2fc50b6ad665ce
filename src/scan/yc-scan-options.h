// How drivers name their sources, modes, resolutions and sheets.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-scan-types.h"

#include <sane/sane.h>

G_BEGIN_DECLS

typedef struct {
  YcScanSource source;
  YcScanMode mode;
  guint dpi;
  guint width, height;         // of the sheet, millimetres; 0: A4
  int brightness;              // -100 to 100; 0: as the device has it
  gboolean wait;               // for paper, or for the button of the device
  const char *const *settings; // "name=value" of the driver's own
} YcScanWish;

// Sets up an open device of this name for whole sheets. The source must be as wished; mode and
// resolution become the nearest there are. `ret_dpi` is what the resolution became.
gboolean yc_scan_options_apply (SANE_Handle handle,
                                const char *device,
                                const char *type,
                                const YcScanWish *wish,
                                guint *ret_dpi,
                                GError **error);

// What an open device can do, as YC_SCAN_TRAITS_TYPE; floating.
GVariant *yc_scan_options_describe (SANE_Handle handle, const char *type);

G_END_DECLS
