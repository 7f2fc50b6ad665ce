// One option of a scanner: found by its name, read and set in everyday numbers and words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <sane/sane.h>

G_BEGIN_DECLS

typedef struct {
  SANE_Handle handle;
  SANE_Int index;
  const SANE_Option_Descriptor *about; /* the driver's, until an option is set */
} YcScanControl;

// Finds an option that can be set just now. Setting one may change all others: find them anew.
gboolean yc_scan_control_find (SANE_Handle handle, const char *name, YcScanControl *ret_control);

gboolean
yc_scan_control_set_string (const YcScanControl *control, const char *value, GError **error);

// Sets the nearest number that the option allows; for a switch, 0 is off.
gboolean yc_scan_control_set_number (const YcScanControl *control, double value, GError **error);
gboolean yc_scan_control_get_number (const YcScanControl *control, double *ret_value);

// The least and the greatest number that an option with a range allows.
gboolean
yc_scan_control_get_range (const YcScanControl *control, double *ret_low, double *ret_high);

// Finds an option that tells something of the device, such as a button that was pressed.
gboolean
yc_scan_control_find_sensor (SANE_Handle handle, const char *name, YcScanControl *ret_control);

// Whether the option allows exactly this number.
gboolean yc_scan_control_allows (const YcScanControl *control, double value);

// Sets a "name=value" of the driver's own; switches take yes and no.
gboolean yc_scan_control_set_any (SANE_Handle handle, const char *setting, GError **error);

G_END_DECLS
