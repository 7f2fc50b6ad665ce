// The program's end of the conversation with the scan helper.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-helper.h"
#include "yc-scan-protocol.h"
#include "yc-scan.h"

G_BEGIN_DECLS

// `by_address`: a helper that sees the network alone, the config's addresses among it.
YcHelper *yc_scan_link_open (const YcScanConfig *config, gboolean by_address, GError **error);

// As yc_helper_send() and yc_helper_receive(), with the end of the helper as YC_ERROR_SCANNER_HUNG
// or YC_ERROR_SCANNER_CRASHED.
gboolean yc_scan_link_ask (YcHelper *helper, YcScanAsk ask, GVariant *value, GError **error);
gboolean yc_scan_link_hear (YcHelper *helper,
                            guint timeout_ms,
                            GCancellable *cancellable,
                            YcFrame *ret_frame,
                            GError **error);

// Hears an answer of one kind; a result in its place is the helper's refusal.
GVariant *yc_scan_link_hear_value (YcHelper *helper,
                                   guint timeout_ms,
                                   GCancellable *cancellable,
                                   YcScanSay say,
                                   const char *type,
                                   GError **error);

// Whether the result in a frame is a good one.
gboolean yc_scan_link_check_result (const YcFrame *frame, GError **error);

G_END_DECLS
