// What a SANE status means to the clerk.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>
#include <sane/sane.h>

G_BEGIN_DECLS

typedef enum {
  YC_SCAN_OPENING, // finding and opening a device
  YC_SCAN_WORKING, // everything after
} YcScanPhase;

// TRUE for SANE_STATUS_GOOD; otherwise FALSE with the code that the status means in this phase.
// `what` is what was tried, for the log.
gboolean
yc_scan_status_check (SANE_Status status, YcScanPhase phase, const char *what, GError **error);

G_END_DECLS
