// The roles of the people at and behind the counter.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-role.h"

static const struct {
  YcRole role;
  const char *name;
} roles[] = {
    {YC_ROLE_INTAKE, "intake"},         {YC_ROLE_HELPER, "helper"},
    {YC_ROLE_APPROVER, "approver"},     {YC_ROLE_ISSUING, "issuing"},
    {YC_ROLE_SUPERVISOR, "supervisor"}, {YC_ROLE_EDITOR, "editor"},
    {YC_ROLE_SYSTEM, "system"},
};

const char *
yc_role_name (YcRole role)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (roles[i].role == role)
      return roles[i].name;
  return NULL;
}

YcRole
yc_role_from_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    if (g_strcmp0 (roles[i].name, name) == 0)
      return roles[i].role;
  return YC_ROLE_NONE;
}
