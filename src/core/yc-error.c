// Everything that can go wrong, as codes somebody can act on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"

#include <errno.h>

static const char *const names[YC_N_ERRORS] = {
    [YC_ERROR_FAILED] = "failed",
    [YC_ERROR_CANCELLED] = "cancelled",
    [YC_ERROR_MALFORMED] = "malformed",
    [YC_ERROR_UNKNOWN_EVENT] = "unknown-event",
    [YC_ERROR_ID_NUMBER] = "id-number",
    [YC_ERROR_STEP] = "step",
    [YC_ERROR_ROLE] = "role",
    [YC_ERROR_SEPARATION] = "separation",
    [YC_ERROR_HELD] = "held",
    [YC_ERROR_VERSION] = "version",
    [YC_ERROR_SECOND_NOTICE] = "second-notice",
    [YC_ERROR_REASON_MISSING] = "reason-missing",
    [YC_ERROR_GROUND_MISSING] = "ground-missing",
    [YC_ERROR_BODY_MISSING] = "body-missing",
    [YC_ERROR_FINDINGS_MISSING] = "findings-missing",
    [YC_ERROR_NOTICE] = "notice",
    [YC_ERROR_AUTHORITY] = "authority",
    [YC_ERROR_IN_PERSON] = "in-person",
    [YC_ERROR_EXTENDED] = "extended",
    [YC_ERROR_LIMIT] = "limit",
    [YC_ERROR_MATERIAL] = "material",
    [YC_ERROR_PAGE] = "page",
    [YC_ERROR_BLOCKED] = "blocked",
    [YC_ERROR_NUMBERS_GONE] = "numbers-gone",
    [YC_ERROR_BLOB_MISSING] = "blob-missing",
    [YC_ERROR_OFFLINE] = "offline",
    [YC_ERROR_URL] = "url",
    [YC_ERROR_TLS] = "tls",
    [YC_ERROR_SIGN_IN] = "sign-in",
    [YC_ERROR_UNKNOWN_PERSON] = "unknown-person",
    [YC_ERROR_CITY_AWAY] = "city-away",
    [YC_ERROR_CITY_REFUSED] = "city-refused",
    [YC_ERROR_CITY_LATE] = "city-late",
    [YC_ERROR_OTHER_PERSON] = "other-person",
    [YC_ERROR_CODE_WRONG] = "code-wrong",
    [YC_ERROR_CODE_GONE] = "code-gone",
    [YC_ERROR_LOCKED_OUT] = "locked-out",
    [YC_ERROR_TERMINAL_WAITING] = "terminal-waiting",
    [YC_ERROR_TERMINAL_REVOKED] = "terminal-revoked",
    [YC_ERROR_EXPIRED] = "expired",
    [YC_ERROR_FORBIDDEN] = "forbidden",
    [YC_ERROR_NOT_FOUND] = "not-found",
    [YC_ERROR_TOO_LARGE] = "too-large",
    [YC_ERROR_TOO_NEW] = "too-new",
    [YC_ERROR_SERVER] = "server",
    [YC_ERROR_DISK_FULL] = "disk-full",
    [YC_ERROR_READ_ONLY] = "read-only",
    [YC_ERROR_CORRUPT] = "corrupt",
    [YC_ERROR_BUSY] = "busy",
    [YC_ERROR_PASSPHRASE] = "passphrase",
    [YC_ERROR_SEALED] = "sealed",
    [YC_ERROR_SCANNER_NONE] = "scanner-none",
    [YC_ERROR_SCANNER_BUSY] = "scanner-busy",
    [YC_ERROR_SCANNER_GONE] = "scanner-gone",
    [YC_ERROR_SCANNER_JAMMED] = "scanner-jammed",
    [YC_ERROR_SCANNER_COVER_OPEN] = "scanner-cover-open",
    [YC_ERROR_SCANNER_NO_PAPER] = "scanner-no-paper",
    [YC_ERROR_SCANNER_HUNG] = "scanner-hung",
    [YC_ERROR_SCANNER_CRASHED] = "scanner-crashed",
    [YC_ERROR_SCANNER_SHORT] = "scanner-short",
    [YC_ERROR_SCANNER_FAILED] = "scanner-failed",
    [YC_ERROR_IMAGE] = "image",
    [YC_ERROR_DOCUMENT_FORMAT] = "document-format",
    [YC_ERROR_DOCUMENT_BROKEN] = "document-broken",
    [YC_ERROR_DOCUMENT_PASSWORD] = "document-password",
    [YC_ERROR_DOCUMENT_CHANGED] = "document-changed",
    [YC_ERROR_DOCUMENT_PAGE] = "document-page",
    [YC_ERROR_RENDER_FAILED] = "render-failed",
    [YC_ERROR_OCR_MISSING] = "ocr-missing",
    [YC_ERROR_CAMERA_NONE] = "camera-none",
    [YC_ERROR_CAMERA_GONE] = "camera-gone",
};

GQuark
yc_error_quark (void)
{
  return g_quark_from_static_string ("yc-error");
}

const char *
yc_error_code_name (YcErrorCode code)
{
  return (guint)code < YC_N_ERRORS ? names[code] : names[YC_ERROR_FAILED];
}

YcErrorCode
yc_error_code_from_errno (int problem)
{
  if (problem == ENOSPC || problem == EDQUOT || problem == EFBIG)
    return YC_ERROR_DISK_FULL;
  if (problem == EROFS || problem == EACCES)
    return YC_ERROR_READ_ONLY;
  return problem == EAGAIN ? YC_ERROR_BUSY : YC_ERROR_FAILED;
}

YcErrorCode
yc_error_code_from_name (const char *name)
{
  for (guint i = 0; i < YC_N_ERRORS; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return YC_ERROR_FAILED;
}
