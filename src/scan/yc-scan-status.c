// What a SANE status means to the clerk: the one table.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-status.h"

#include "yc-error.h"

// SANE_STATUS_INVAL at opening is the standard's word for "no such device" (SANE 1.06, 4.3.4).
static const YcErrorCode codes[][2] = {
    [SANE_STATUS_UNSUPPORTED] = {YC_ERROR_SCANNER_FAILED, YC_ERROR_SCANNER_FAILED},
    [SANE_STATUS_CANCELLED] = {YC_ERROR_CANCELLED, YC_ERROR_CANCELLED},
    [SANE_STATUS_DEVICE_BUSY] = {YC_ERROR_SCANNER_BUSY, YC_ERROR_SCANNER_BUSY},
    [SANE_STATUS_INVAL] = {YC_ERROR_SCANNER_GONE, YC_ERROR_SCANNER_FAILED},
    [SANE_STATUS_EOF] = {YC_ERROR_SCANNER_FAILED, YC_ERROR_SCANNER_SHORT},
    [SANE_STATUS_JAMMED] = {YC_ERROR_SCANNER_JAMMED, YC_ERROR_SCANNER_JAMMED},
    [SANE_STATUS_NO_DOCS] = {YC_ERROR_SCANNER_NO_PAPER, YC_ERROR_SCANNER_NO_PAPER},
    [SANE_STATUS_COVER_OPEN] = {YC_ERROR_SCANNER_COVER_OPEN, YC_ERROR_SCANNER_COVER_OPEN},
    [SANE_STATUS_IO_ERROR] = {YC_ERROR_SCANNER_GONE, YC_ERROR_SCANNER_GONE},
    [SANE_STATUS_NO_MEM] = {YC_ERROR_SCANNER_FAILED, YC_ERROR_SCANNER_FAILED},
    [SANE_STATUS_ACCESS_DENIED] = {YC_ERROR_SCANNER_FAILED, YC_ERROR_SCANNER_FAILED},
};

gboolean
yc_scan_status_check (SANE_Status status, YcScanPhase phase, const char *what, GError **error)
{
  if (status == SANE_STATUS_GOOD)
    return TRUE;
  YcErrorCode code =
      (guint)status < G_N_ELEMENTS (codes) ? codes[status][phase] : YC_ERROR_SCANNER_FAILED;
  g_set_error (error, YC_ERROR, (int)code, "%s: %s", what, sane_strstatus (status));
  return FALSE;
}
