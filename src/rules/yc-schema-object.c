// Checking data against rules: objects.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-check.h"

#include <string.h>

void
yc_schema_members_init (YcSchemaMembers *self, const YcSchemaCheck *check, JsonObject *object)
{
  self->ordered = check->violations != NULL;
  self->index = G_MAXUINT;
  if (self->ordered)
    json_object_iter_init_ordered (&self->iter, object);
  else
    json_object_iter_init (&self->iter, object);
}

gboolean
yc_schema_members_next (YcSchemaMembers *self, const char **ret_name, JsonNode **ret_node)
{
  self->index++;
  return self->ordered ? json_object_iter_next_ordered (&self->iter, ret_name, ret_node)
                       : json_object_iter_next (&self->iter, ret_name, ret_node);
}

// The rules of all patterns that the name fits; `*ret_fits` tells whether there was one.
static gboolean
check_pattern_members (YcSchemaCheck *self,
                       const YcSchemaRule *rule,
                       const char *name,
                       JsonNode *node,
                       gboolean *ret_fits)
{
  for (guint i = 0; i < rule->pattern_members->len; i++) {
    const YcSchemaPatternMember *member =
        &g_array_index (rule->pattern_members, YcSchemaPatternMember, i);
    YcPatternResult result =
        yc_pattern_match (member->pattern, &self->room, name, strlen (name), NULL);

    if (result == YC_PATTERN_TOO_COSTLY)
      return yc_schema_give_up (self, rule, YC_SCHEMA_TOO_COSTLY, TRUE);
    if (result != YC_PATTERN_MATCHES)
      continue;
    *ret_fits = TRUE;
    if (!yc_schema_check_below (self, member->rule, node, name, 0))
      return FALSE;
  }
  return TRUE;
}

// `*ret_looked_at` tells whether any keyword had something to say about the member.
static gboolean
check_member (YcSchemaCheck *self,
              const YcSchemaRule *rule,
              const YcSchemaName *known,
              const char *name,
              JsonNode *node,
              gboolean *ret_looked_at)
{
  *ret_looked_at = known != NULL && known->rule != NULL;
  if (*ret_looked_at && !yc_schema_check_below (self, known->rule, node, name, 0))
    return FALSE;
  if (rule->pattern_members->len > 0 &&
      !check_pattern_members (self, rule, name, node, ret_looked_at))
    return FALSE;
  if (!*ret_looked_at && rule->additional != NULL) {
    *ret_looked_at = TRUE;
    if (!yc_schema_check_below (self, rule->additional, node, name, 0))
      return FALSE;
  }
  return rule->property_names == NULL ||
         yc_schema_try (self, rule->property_names, yc_schema_value_from_text (name), NULL) ||
         yc_schema_fail (self, rule, YC_SCHEMA_PROPERTY_NAMES, name);
}

// Where a rule knows a few members of a large object, those are looked for. TRUE if that is all the
// rule says about members.
static gboolean
knows_few (const YcSchemaRule *rule, guint n_members, const YcSchemaMarks *marks)
{
  return marks == NULL && rule->additional == NULL && rule->property_names == NULL &&
         rule->pattern_members->len == 0 &&
         (rule->names.entries == NULL || 2 * rule->names.entries->len <= n_members);
}

static gboolean
check_few (YcSchemaCheck *self, const YcSchemaRule *rule, JsonObject *object, guint *ret_n_required)
{
  for (guint i = 0; rule->names.entries != NULL && i < rule->names.entries->len; i++) {
    const YcSchemaName *known = &g_array_index (rule->names.entries, YcSchemaName, i);
    JsonNode *node = json_object_get_member (object, known->name);

    if (node == NULL)
      continue;
    *ret_n_required += known->required ? 1 : 0;
    if (known->rule != NULL && !yc_schema_check_below (self, known->rule, node, known->name, 0))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_members (YcSchemaCheck *self,
               const YcSchemaRule *rule,
               JsonObject *object,
               YcSchemaMarks *marks,
               guint *ret_n_required)
{
  YcSchemaMembers members;
  const char *name;
  JsonNode *node;
  guint next = 0;

  yc_schema_members_init (&members, self, object);
  while (yc_schema_members_next (&members, &name, &node)) {
    const YcSchemaName *known = yc_schema_names_find_next (&rule->names, name, &next);
    gboolean looked_at;

    *ret_n_required += known != NULL && known->required ? 1 : 0;
    if (!check_member (self, rule, known, name, node, &looked_at))
      return FALSE;
    if (looked_at && marks != NULL)
      yc_schema_marks_add (marks, members.index);
  }
  return TRUE;
}

// In the order of the schema, which the names have lost.
static gboolean
name_missing (YcSchemaCheck *self, const YcSchemaRule *rule, JsonObject *object)
{
  JsonArray *names = json_object_get_array_member (json_node_get_object (rule->node), "required");

  for (guint i = 0; i < json_array_get_length (names); i++) {
    const char *name = json_array_get_string_element (names, i);

    if (!json_object_has_member (object, name) &&
        !yc_schema_fail (self, rule, YC_SCHEMA_REQUIRED, name))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_dependents (YcSchemaCheck *self,
                  const YcSchemaRule *rule,
                  JsonObject *object,
                  YcSchemaMarks *marks)
{
  const YcSchemaValue value = {.type = YC_SCHEMA_OBJECT, .object = object};

  for (guint i = 0; i < rule->dependents->len; i++) {
    const YcSchemaDependent *dependent = &g_array_index (rule->dependents, YcSchemaDependent, i);

    if (!json_object_has_member (object, dependent->name))
      continue;
    if (dependent->rule != NULL && !yc_schema_check (self, dependent->rule, value, marks))
      return FALSE;
    for (guint j = 0; dependent->required != NULL && j < dependent->required->len; j++)
      if (!json_object_has_member (object, dependent->required->pdata[j]) &&
          !yc_schema_fail (self, rule, YC_SCHEMA_DEPENDENT_REQUIRED, dependent->required->pdata[j]))
        return FALSE;
  }
  return TRUE;
}

gboolean
yc_schema_check_object (YcSchemaCheck *self,
                        const YcSchemaRule *rule,
                        JsonObject *object,
                        YcSchemaMarks *marks)
{
  guint n = json_object_get_size (object), n_required = 0;

  if (n > rule->max_properties && !yc_schema_fail (self, rule, YC_SCHEMA_MAX_PROPERTIES, NULL))
    return FALSE;
  if (n < rule->min_properties && !yc_schema_fail (self, rule, YC_SCHEMA_MIN_PROPERTIES, NULL))
    return FALSE;
  if (n < rule->n_required && self->violations == NULL)
    return FALSE;
  if (self->violations == NULL && knows_few (rule, n, marks)) {
    if (!check_few (self, rule, object, &n_required))
      return FALSE;
  } else if (!check_members (self, rule, object, marks, &n_required))
    return FALSE;
  if (n_required < rule->n_required && !name_missing (self, rule, object))
    return FALSE;
  return rule->dependents->len == 0 || check_dependents (self, rule, object, marks);
}

gboolean
yc_schema_check_unevaluated_members (YcSchemaCheck *self,
                                     const YcSchemaRule *rule,
                                     JsonObject *object,
                                     YcSchemaMarks *marks)
{
  YcSchemaMembers members;
  const char *name;
  JsonNode *node;

  yc_schema_members_init (&members, self, object);
  while (yc_schema_members_next (&members, &name, &node))
    if (!yc_schema_marks_has (marks, members.index) &&
        !yc_schema_check_below (self, rule->unevaluated_properties, node, name, 0))
      return FALSE;
  yc_schema_marks_add_all (marks);
  return TRUE;
}
