// A person who can sign in: roles, place, and what follows for what the person may see.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-person.h"
#include "yc-error.h"

#define AT_HALL (YC_ROLE_INTAKE | YC_ROLE_HELPER | YC_ROLE_ISSUING | YC_ROLE_SUPERVISOR)

static GStrv
split (const char *list)
{
  return list != NULL && *list != '\0' ? g_strsplit (list, ",", -1) : g_new0 (char *, 1);
}

YcPerson *
yc_person_new (const char *id,
               const char *name,
               YcRoles roles,
               const char *hall,
               const char *windows,
               const char *departments,
               const char *password)
{
  YcPerson *self = g_new0 (YcPerson, 1);

  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->roles = roles;
  self->hall = g_strdup (hall != NULL ? hall : "");
  self->windows = split (windows);
  self->departments = split (departments);
  self->password = g_strdup (password);
  return self;
}

void
yc_person_free (YcPerson *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->hall);
  g_strfreev (self->windows);
  g_strfreev (self->departments);
  g_free (self->password);
  g_free (self);
}

static void
add_list (JsonObject *object, const char *member, GStrv list)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; list[i] != NULL; i++)
    json_array_add_string_element (array, list[i]);
  json_object_set_array_member (object, member, array);
}

JsonNode *
yc_person_to_json (const YcPerson *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  JsonArray *roles = json_array_new ();

  for (guint bit = YC_ROLE_INTAKE; bit <= YC_ROLE_SYSTEM; bit <<= 1)
    if ((self->roles & bit) != 0)
      json_array_add_string_element (roles, yc_role_name ((YcRole)bit));
  json_object_set_string_member (object, "id", self->id);
  json_object_set_string_member (object, "name", self->name);
  json_object_set_array_member (object, "roles", roles);
  add_list (object, "departments", self->departments);
  json_object_set_string_member (object, "hall", self->hall);
  add_list (object, "windows", self->windows);
  json_node_take_object (node, object);
  return node;
}

YcScope
yc_person_get_scope (const YcPerson *self)
{
  return (YcScope){
      .all = (self->roles & YC_ROLE_SYSTEM) != 0,
      .hall = (self->roles & AT_HALL) != 0 && *self->hall != '\0' ? self->hall : NULL,
      .departments =
          (self->roles & YC_ROLE_APPROVER) != 0 ? (const char *const *)self->departments : NULL,
  };
}

gboolean
yc_scope_covers (const YcScope *self, const char *hall, const char *department, gboolean office)
{
  if (self->all || (self->hall != NULL && g_strcmp0 (self->hall, hall) == 0))
    return TRUE;
  return office && self->departments != NULL && department != NULL &&
         g_strv_contains (self->departments, department);
}

gboolean
yc_scope_is_blind (const YcScope *self, const char *hall)
{
  return !self->all && (self->hall == NULL || g_strcmp0 (self->hall, hall) != 0);
}

YcRoles
yc_person_parse_roles (const char *text, GError **error)
{
  g_auto (GStrv) names = split (text);
  YcRoles roles = YC_ROLE_NONE;

  for (guint i = 0; names[i] != NULL; i++) {
    YcRole role = yc_role_from_name (names[i]);

    if (role == YC_ROLE_NONE) {
      g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "“%s” is no role", names[i]);
      return YC_ROLE_NONE;
    }
    roles |= role;
  }
  if (roles == YC_ROLE_NONE)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "a person needs a role");
  return roles;
}
