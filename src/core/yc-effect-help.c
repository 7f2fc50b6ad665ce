// Who helps an applicant (帮办代办), and on which written authority.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-effect.h"
#include "yc-error.h"

static gboolean
fail (GError **error, YcErrorCode code, const char *what)
{
  g_set_error_literal (error, YC_ERROR, code, what);
  return FALSE;
}

static void
forget (YcCase *next)
{
  next->help = YC_HELP_NONE;
  next->helper = NULL;
  next->authority_from = next->authority_until = 0;
}

// A helper who takes over from another needs an authority of their own.
gboolean
yc_effect_helped (YcCase *next, const YcEvent *event, GError **error)
{
  const char *kind = yc_event_get_string (event, "kind");

  if (kind != NULL && !g_str_equal (kind, "assist") && !g_str_equal (kind, "proxy"))
    return fail (error, YC_ERROR_MALFORMED, "kind: neither “assist” nor “proxy”");
  forget (next);
  next->help = g_strcmp0 (kind, "proxy") == 0 ? YC_HELP_PROXY : YC_HELP_ASSIST;
  next->helper = event->actor;
  return TRUE;
}

gboolean
yc_effect_authorised (YcCase *next, const YcEvent *event, GError **error)
{
  YcDay from = yc_day_from_string (yc_event_get_string (event, "from"));
  YcDay until = yc_day_from_string (yc_event_get_string (event, "until"));

  if (next->help == YC_HELP_NONE)
    return fail (error, YC_ERROR_STEP, "nobody helps with this case");
  if (from == 0 || until < from)
    return fail (error, YC_ERROR_MALFORMED, "an authority has a first and a last day");
  next->help = YC_HELP_PROXY;
  next->authority_from = from;
  next->authority_until = until;
  return TRUE;
}

gboolean
yc_effect_help_over (YcCase *next, const YcEvent *event, GError **error)
{
  if (next->help == YC_HELP_NONE)
    return fail (error, YC_ERROR_STEP, "nobody helps with this case");
  forget (next);
  return TRUE;
}

gboolean
yc_effect_check_authority (const YcCase *next, const YcEvent *event, GError **error)
{
  YcDay day = yc_day_from_ms (event->at);

  return next->help != YC_HELP_PROXY ||
         (next->authority_from <= day && day <= next->authority_until) ||
         fail (error, YC_ERROR_AUTHORITY, "no written authority is in force");
}
