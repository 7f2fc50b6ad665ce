// A person who can sign in: roles, place, and what follows for what the person may see.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-role.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  char *id;
  char *name;
  YcRoles roles;
  char *hall;
  GStrv windows;
  GStrv departments;
  char *password; // its Argon2id hash; nullable where nobody needs it
} YcPerson;

// What a person sees. Borrows from the person.
typedef struct {
  gboolean all;
  const char *hall;               // nullable: no hall
  const char *const *departments; // nullable: none; their cases from the handoff on
} YcScope;

// Copies; `windows` and `departments` are lists with commas.
YcPerson *yc_person_new (const char *id,
                         const char *name,
                         YcRoles roles,
                         const char *hall,
                         const char *windows,
                         const char *departments,
                         const char *password);
void yc_person_free (YcPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPerson, yc_person_free)

// {"id", "name", "roles": […], "departments": […], "hall", "windows": […]}.
JsonNode *yc_person_to_json (const YcPerson *self);

YcScope yc_person_get_scope (const YcPerson *self);

// Whether a case of this hall and department is seen; `office`: it has been handed off.
gboolean
yc_scope_covers (const YcScope *self, const char *hall, const char *department, gboolean office);

// Whether a case of this hall, if it is seen, is seen without the ways to its applicant: through a
// department only (yc-contact.h).
gboolean yc_scope_is_blind (const YcScope *self, const char *hall);

// "intake,helper" as a set; YC_ROLE_NONE, with an error, if one of them is no role.
YcRoles yc_person_parse_roles (const char *text, GError **error);

G_END_DECLS
