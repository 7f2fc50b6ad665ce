// One option of a scanner: found by its name, read and set in everyday numbers and words.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-control.h"

#include "yc-error.h"
#include "yc-scan-status.h"

#include <math.h>
#include <string.h>

// `capability` is one more that it must have, besides being active.
static gboolean
find (SANE_Handle handle, const char *name, SANE_Int capability, YcScanControl *ret_control)
{
  SANE_Int n = 0;
  if (sane_control_option (handle, 0, SANE_ACTION_GET_VALUE, &n, NULL) != SANE_STATUS_GOOD)
    return FALSE;
  for (SANE_Int i = 1; i < n; i++) {
    const SANE_Option_Descriptor *about = sane_get_option_descriptor (handle, i);
    if (about == NULL || g_strcmp0 (about->name, name) != 0 ||
        !SANE_OPTION_IS_ACTIVE (about->cap) || (about->cap & capability) == 0)
      continue;
    *ret_control = (YcScanControl){.handle = handle, .index = i, .about = about};
    return TRUE;
  }
  return FALSE;
}

gboolean
yc_scan_control_find (SANE_Handle handle, const char *name, YcScanControl *ret_control)
{
  return find (handle, name, SANE_CAP_SOFT_SELECT, ret_control);
}

static gboolean
set (const YcScanControl *control, void *value, GError **error)
{
  SANE_Int info = 0;
  SANE_Status status =
      sane_control_option (control->handle, control->index, SANE_ACTION_SET_VALUE, value, &info);
  return yc_scan_status_check (status, YC_SCAN_WORKING, control->about->name, error);
}

gboolean
yc_scan_control_set_string (const YcScanControl *control, const char *value, GError **error)
{
  gsize size = (gsize)MAX (control->about->size, 0);
  if (control->about->type != SANE_TYPE_STRING || strlen (value) >= size) {
    g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED, "%s: “%s” is no value for it",
                 control->about->name, value);
    return FALSE;
  }
  g_autofree char *buffer = g_malloc0 (size);
  g_strlcpy (buffer, value, size);
  return set (control, buffer, error);
}

static gboolean
is_number (const SANE_Option_Descriptor *about)
{
  gboolean fits = about->type == SANE_TYPE_INT || about->type == SANE_TYPE_FIXED ||
                  about->type == SANE_TYPE_BOOL;
  return fits && about->size == (SANE_Int)sizeof (SANE_Word);
}

static double
from_word (const SANE_Option_Descriptor *about, SANE_Word word)
{
  return about->type == SANE_TYPE_FIXED ? SANE_UNFIX (word) : word;
}

static SANE_Word
to_word (const SANE_Option_Descriptor *about, double value)
{
  return about->type == SANE_TYPE_FIXED ? (SANE_Word)round (value * (1 << SANE_FIXED_SCALE_SHIFT))
                                        : (SANE_Word)round (value);
}

static double
find_nearest (const SANE_Option_Descriptor *about, double value)
{
  if (about->constraint_type == SANE_CONSTRAINT_RANGE) {
    const SANE_Range *range = about->constraint.range;
    return CLAMP (value, from_word (about, range->min), from_word (about, range->max));
  }
  if (about->constraint_type != SANE_CONSTRAINT_WORD_LIST)
    return value;
  const SANE_Word *list = about->constraint.word_list;
  double best = value;
  for (SANE_Word i = 1; i <= list[0]; i++) {
    double candidate = from_word (about, list[i]);
    if (i == 1 || fabs (candidate - value) < fabs (best - value))
      best = candidate;
  }
  return best;
}

gboolean
yc_scan_control_get_range (const YcScanControl *control, double *ret_low, double *ret_high)
{
  const SANE_Option_Descriptor *about = control->about;
  if (!is_number (about) || about->constraint_type != SANE_CONSTRAINT_RANGE)
    return FALSE;
  *ret_low = from_word (about, about->constraint.range->min);
  *ret_high = from_word (about, about->constraint.range->max);
  return TRUE;
}

gboolean
yc_scan_control_find_sensor (SANE_Handle handle, const char *name, YcScanControl *ret_control)
{
  return find (handle, name, SANE_CAP_SOFT_DETECT, ret_control) &&
         !SANE_OPTION_IS_SETTABLE (ret_control->about->cap) && is_number (ret_control->about);
}

gboolean
yc_scan_control_allows (const YcScanControl *control, double value)
{
  return is_number (control->about) && fabs (find_nearest (control->about, value) - value) < 0.5;
}

gboolean
yc_scan_control_set_number (const YcScanControl *control, double value, GError **error)
{
  if (!is_number (control->about)) {
    g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED, "%s: it is no number",
                 control->about->name);
    return FALSE;
  }
  SANE_Word word = to_word (control->about, find_nearest (control->about, value));
  return set (control, &word, error);
}

gboolean
yc_scan_control_get_number (const YcScanControl *control, double *ret_value)
{
  SANE_Word word = 0;
  if (!is_number (control->about) ||
      sane_control_option (control->handle, control->index, SANE_ACTION_GET_VALUE, &word, NULL) !=
          SANE_STATUS_GOOD)
    return FALSE;
  *ret_value = from_word (control->about, word);
  return TRUE;
}

gboolean
yc_scan_control_set_any (SANE_Handle handle, const char *setting, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (setting, "=", 2);
  YcScanControl control;
  if (g_strv_length (parts) != 2 || !yc_scan_control_find (handle, parts[0], &control)) {
    g_set_error (error, YC_ERROR, YC_ERROR_SCANNER_FAILED, "The scanner has no setting “%s”",
                 setting);
    return FALSE;
  }
  if (control.about->type == SANE_TYPE_STRING)
    return yc_scan_control_set_string (&control, parts[1], error);
  if (g_str_equal (parts[1], "yes"))
    return yc_scan_control_set_number (&control, 1, error);
  return yc_scan_control_set_number (&control, g_ascii_strtod (parts[1], NULL), error);
}
