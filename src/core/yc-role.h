// The roles of the people at and behind the counter.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_ROLE_NONE = 0,
  YC_ROLE_INTAKE = 1 << 0,
  YC_ROLE_HELPER = 1 << 1,
  YC_ROLE_APPROVER = 1 << 2,
  YC_ROLE_ISSUING = 1 << 3,
  YC_ROLE_SUPERVISOR = 1 << 4,
  YC_ROLE_EDITOR = 1 << 5,
  YC_ROLE_SYSTEM = 1 << 6, // central itself and the channels that people use without a clerk
} YcRole;

// A set of YcRole bits.
typedef guint YcRoles;

#define YC_ROLES_ANY ((YcRoles)0x7f)

// The stable name of one role, such as "approver"; NULL for none or for a set.
const char *yc_role_name (YcRole role);

// YC_ROLE_NONE for a name that it does not know.
YcRole yc_role_from_name (const char *name);

G_END_DECLS
