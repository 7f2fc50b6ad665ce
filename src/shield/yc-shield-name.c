// What shields are called where people read of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shield.h"

static const char *const names[] = {"privileges", "files", "network", "calls", "memory", "limits"};

const char *
yc_shield_name (YcShield shield)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (shield == 1u << i)
      return names[i];
  return NULL;
}

char *
yc_shield_list_missing (YcShield up)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if ((up & 1u << i) == 0)
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? " " : "", names[i]);
  return missing->len > 0 ? g_strdup (missing->str) : NULL;
}
