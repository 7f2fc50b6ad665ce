// One job of the scan helper: opens a device, sends its pages, and tells how it ended.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-frame.h"

G_BEGIN_DECLS

// Does the job that is asked for (YC_SCAN_RUN_TYPE), watching `reader` for a request to cancel.
void yc_scan_job_run (YcFrameReader *reader, GVariant *ask);

// Tells how a job or question ended; NULL: well.
void yc_scan_job_say_result (const GError *error);

G_END_DECLS
