// What must be set right on devices of certain drivers before they scan as asked.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-scan-types.h"

#include <sane/sane.h>

G_BEGIN_DECLS

// Sets what the open device of this name needs for this source. An option that it lacks, or that
// takes no such value, is passed over.
void yc_scan_quirks_apply (SANE_Handle handle, const char *device, YcScanSource source);

typedef enum {
  YC_SCAN_SENSOR_NONE, // the device cannot tell
  YC_SCAN_SENSOR_NO,
  YC_SCAN_SENSOR_YES,
} YcScanSensor;

// Whether paper lies in the feeder, as far as the device has an eye for it.
YcScanSensor yc_scan_quirks_see_paper (SANE_Handle handle);

// Whether a button for scanning was pressed since this was last asked.
YcScanSensor yc_scan_quirks_see_button (SANE_Handle handle);

G_END_DECLS
