// The program's end of the conversation with the scan helper.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-link.h"

#include "yc-error.h"
#include "yc-helper-path.h"

// Questions are short: a helper that does not even take one within this time has hung.
#define ASK_MS 5000

YcHelper *
yc_scan_link_open (const YcScanConfig *config, gboolean by_address, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *path =
      config->helper ? g_strdup (config->helper) : yc_helper_path ("yichuang-scan");
  const char *argv[] = {path, by_address ? config->addresses : NULL, NULL};
  YcHelper *helper = yc_helper_new (argv, &cause);
  if (helper == NULL)
    g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED, "No scan helper: %s", cause->message);
  return helper;
}

static gboolean
fail_by_fate (YcHelper *helper, const GError *cause, GError **error)
{
  gboolean hung = yc_helper_get_fate (helper) == YC_HELPER_HUNG;
  g_set_error_literal (error, YC_ERROR, hung ? YC_ERROR_SCANNER_HUNG : YC_ERROR_SCANNER_CRASHED,
                       cause->message);
  return FALSE;
}

gboolean
yc_scan_link_ask (YcHelper *helper, YcScanAsk ask, GVariant *value, GError **error)
{
  g_autoptr (GError) cause = NULL;
  if (yc_helper_send (helper, (guint8)ask, value, ASK_MS, &cause))
    return TRUE;
  return fail_by_fate (helper, cause, error);
}

gboolean
yc_scan_link_hear (YcHelper *helper,
                   guint timeout_ms,
                   GCancellable *cancellable,
                   YcFrame *ret_frame,
                   GError **error)
{
  g_autoptr (GError) cause = NULL;
  if (yc_helper_receive (helper, timeout_ms, cancellable, ret_frame, &cause))
    return TRUE;
  if (!g_error_matches (cause, YC_ERROR, YC_ERROR_CANCELLED))
    return fail_by_fate (helper, cause, error);
  g_propagate_error (error, g_steal_pointer (&cause));
  return FALSE;
}

gboolean
yc_scan_link_check_result (const YcFrame *frame, GError **error)
{
  g_autoptr (GVariant) result = yc_frame_get_variant (frame, YC_SCAN_RESULT_TYPE, error);
  if (result == NULL)
    return FALSE;
  const char *code;
  const char *words;
  g_variant_get (result, "(&s&s)", &code, &words);
  if (*code == '\0')
    return TRUE;
  g_set_error_literal (error, YC_ERROR, (int)yc_error_code_from_name (code), words);
  return FALSE;
}

GVariant *
yc_scan_link_hear_value (YcHelper *helper,
                         guint timeout_ms,
                         GCancellable *cancellable,
                         YcScanSay say,
                         const char *type,
                         GError **error)
{
  YcFrame frame;
  if (!yc_scan_link_hear (helper, timeout_ms, cancellable, &frame, error))
    return NULL;
  if (frame.kind == say)
    return yc_frame_get_variant (&frame, type, error);
  if (frame.kind != YC_SCAN_SAY_RESULT || yc_scan_link_check_result (&frame, error))
    g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED, "An answer of kind %u", frame.kind);
  return NULL;
}
