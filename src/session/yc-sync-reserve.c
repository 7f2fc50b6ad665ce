// How long work can go on without central.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-session-private.h"

#include <glib/gi18n-lib.h>

#define DAY_MS        (24 * 3600 * G_GINT64_CONSTANT (1000))
#define USUAL_NUMBERS 20 // fewer are said to be few
#define USUAL_DAYS    3  // longer without central is said to be long

static gboolean
gives_out_numbers (YcSession *self)
{
  return *self->window != '\0' && yc_session_role_for (self, YC_EVENT_OPENED) != YC_ROLE_NONE;
}

static gint64
get_limit (YcSession *self, const char *name, gint64 usual)
{
  const char *text = yc_profile_get (self->profile, name);
  gint64 limit = g_ascii_strtoll (text, NULL, 10);

  return limit > 0 ? limit : usual;
}

char *
yc_session_describe_reserve (YcSession *self)
{
  g_autofree char *cases =
      g_strdup_printf (ngettext ("%u case is not at central yet.",
                                 "%u cases are not at central yet.", self->n_waiting_cases),
                       self->n_waiting_cases);
  gulong numbers = (gulong)MAX (self->n_numbers, 0);

  if (!gives_out_numbers (self) || self->n_numbers < 0)
    return self->n_waiting_cases > 0 ? g_steal_pointer (&cases) : NULL;
  return g_strdup_printf (ngettext ("%s There is a number left for %lu new case.",
                                    "%s There are numbers left for %lu new cases.", numbers),
                          cases, numbers);
}

gboolean
yc_session_is_reserve_low (YcSession *self)
{
  gint64 since = yc_sync_get_since (self->sync), now = yc_session_now (self);

  if (yc_session_get_sync_state (self) != YC_SYNC_OFFLINE)
    return FALSE;
  return (gives_out_numbers (self) && self->n_numbers >= 0 &&
          self->n_numbers < get_limit (self, "offline-numbers", USUAL_NUMBERS)) ||
         (since > 0 && now - since > get_limit (self, "offline-days", USUAL_DAYS) * DAY_MS);
}
