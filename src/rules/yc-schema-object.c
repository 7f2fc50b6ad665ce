// Checking data against rules: objects.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-check.h"

#include <string.h>

// The rules of all patterns that the name fits; `*ret_fits` tells whether there was one.
static gboolean
check_pattern_members (YcSchemaCheck *self,
                       const YcSchemaRule *rule,
                       const YcSchemaMember *member,
                       gboolean *ret_fits)
{
  for (guint i = 0; i < rule->pattern_members->len; i++) {
    const YcSchemaPatternMember *known =
        &g_array_index (rule->pattern_members, YcSchemaPatternMember, i);
    YcPatternResult result =
        yc_pattern_match (known->pattern, &self->room, member->name, member->length, NULL);

    if (result == YC_PATTERN_TOO_COSTLY)
      return yc_schema_give_up (self, rule, YC_SCHEMA_TOO_COSTLY, TRUE);
    if (result != YC_PATTERN_MATCHES)
      continue;
    *ret_fits = TRUE;
    if (!yc_schema_check_below (self, known->rule, &member->value, member->name, 0))
      return FALSE;
  }
  return TRUE;
}

// `*ret_looked_at` tells whether any keyword had something to say about the member.
static gboolean
check_member (YcSchemaCheck *self,
              const YcSchemaRule *rule,
              const YcSchemaName *known,
              const YcSchemaMember *member,
              gboolean *ret_looked_at)
{
  const YcSchemaValue name = yc_schema_value_from_text (member->name, member->length);

  *ret_looked_at = known != NULL && known->rule != NULL;
  if (*ret_looked_at && !yc_schema_check_below (self, known->rule, &member->value, member->name, 0))
    return FALSE;
  if (rule->pattern_members->len > 0 && !check_pattern_members (self, rule, member, ret_looked_at))
    return FALSE;
  if (!*ret_looked_at && rule->additional != NULL) {
    *ret_looked_at = TRUE;
    if (!yc_schema_check_below (self, rule->additional, &member->value, member->name, 0))
      return FALSE;
  }
  return rule->property_names == NULL || yc_schema_try (self, rule->property_names, &name, NULL) ||
         yc_schema_fail (self, rule, YC_SCHEMA_PROPERTY_NAMES, member->name);
}

static gboolean
check_members (YcSchemaCheck *self,
               const YcSchemaRule *rule,
               const YcSchemaValue *object,
               YcSchemaMarks *marks,
               guint *ret_n_required)
{
  for (guint i = 0; i < object->n; i++) {
    const YcSchemaMember *member = &object->members[i];
    const YcSchemaName *known = yc_schema_names_find (&rule->names, member->name, member->length,
                                                      member->hash, member->head);
    gboolean looked_at;

    *ret_n_required += known != NULL && known->required ? 1 : 0;
    if (!check_member (self, rule, known, member, &looked_at))
      return FALSE;
    if (looked_at && marks != NULL)
      yc_schema_marks_add (marks, i);
  }
  return TRUE;
}

static gboolean
name_missing (YcSchemaCheck *self, const YcSchemaRule *rule, const YcSchemaValue *object)
{
  for (guint i = 0; i < rule->names.entries->len; i++) {
    const YcSchemaName *name = &g_array_index (rule->names.entries, YcSchemaName, i);

    if (name->required &&
        yc_schema_value_find (*object, name->name, name->length, name->hash, &self->steps) ==
            NULL &&
        !yc_schema_fail (self, rule, YC_SCHEMA_REQUIRED, name->name))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_dependent (YcSchemaCheck *self,
                 const YcSchemaRule *rule,
                 const YcSchemaDependent *dependent,
                 const YcSchemaValue *object,
                 YcSchemaMarks *marks)
{
  if (dependent->rule != NULL && !yc_schema_check (self, dependent->rule, object, marks))
    return FALSE;
  for (guint i = 0; dependent->required != NULL && i < dependent->required->len; i++) {
    const char *name = dependent->required->pdata[i];
    guint length = (guint)strlen (name);

    if (yc_schema_value_find (*object, name, length, yc_schema_names_hash (name, length),
                              &self->steps) == NULL &&
        !yc_schema_fail (self, rule, YC_SCHEMA_DEPENDENT_REQUIRED, name))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_dependents (YcSchemaCheck *self,
                  const YcSchemaRule *rule,
                  const YcSchemaValue *object,
                  YcSchemaMarks *marks)
{
  for (guint i = 0; i < rule->dependents->len; i++) {
    const YcSchemaDependent *dependent = &g_array_index (rule->dependents, YcSchemaDependent, i);

    if (yc_schema_value_find (*object, dependent->name, dependent->length, dependent->hash,
                              &self->steps) != NULL &&
        !check_dependent (self, rule, dependent, object, marks))
      return FALSE;
  }
  return TRUE;
}

gboolean
yc_schema_check_object (YcSchemaCheck *self,
                        const YcSchemaRule *rule,
                        const YcSchemaValue *object,
                        YcSchemaMarks *marks)
{
  guint n_required = 0;

  if (object->n > rule->max_properties &&
      !yc_schema_fail (self, rule, YC_SCHEMA_MAX_PROPERTIES, NULL))
    return FALSE;
  if (object->n < rule->min_properties &&
      !yc_schema_fail (self, rule, YC_SCHEMA_MIN_PROPERTIES, NULL))
    return FALSE;
  if (object->n < rule->n_required && self->violations == NULL)
    return FALSE;
  if (!check_members (self, rule, object, marks, &n_required))
    return FALSE;
  if (n_required < rule->n_required && !name_missing (self, rule, object))
    return FALSE;
  return rule->dependents->len == 0 || check_dependents (self, rule, object, marks);
}

gboolean
yc_schema_check_unevaluated_members (YcSchemaCheck *self,
                                     const YcSchemaRule *rule,
                                     const YcSchemaValue *object,
                                     YcSchemaMarks *marks)
{
  for (guint i = 0; i < object->n; i++)
    if (!yc_schema_marks_has (marks, i) &&
        !yc_schema_check_below (self, rule->unevaluated_properties, &object->members[i].value,
                                object->members[i].name, 0))
      return FALSE;
  yc_schema_marks_add_all (marks);
  return TRUE;
}
