// The checklist's look at the applicant and at the form.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form.h"
#include "yc-identity.h"
#include "yc-json.h"
#include "yc-look.h"

static gboolean
is_identified (const YcCase *self)
{
  const char *number = yc_case_get_applicant (self, "id_number");

  if (number == NULL)
    return FALSE;
  if (g_strcmp0 (yc_case_get_applicant (self, "kind"), "company") == 0)
    return yc_identity_check_credit_code (number) == YC_IDENTITY_OK;
  return yc_identity_check_person (number) == YC_IDENTITY_OK;
}

void
yc_look_at_applicant (const YcLook *look)
{
  const char *name = look->self != NULL ? yc_case_get_applicant (look->self, "name") : NULL;

  if (name == NULL || *name == '\0')
    yc_look_add (look, YC_FINDING_NO_APPLICANT, NULL);
  if (look->self == NULL || !is_identified (look->self))
    yc_look_add (look, YC_FINDING_ID_NUMBER, NULL);
}

// A mask says nothing of what stands behind it.
static gboolean
is_masked (const YcLook *look, const char *place)
{
  g_autofree char *whole = g_strconcat ("form/", place, NULL);

  return look->self != NULL && yc_case_is_masked (look->self, whole);
}

static YcFinding *
add_field (const YcLook *look, GHashTable *seen, YcFindingCode code, const char *place)
{
  YcFinding *finding;

  if (g_hash_table_contains (seen, place) || is_masked (look, place))
    return NULL;
  finding = yc_look_add (look, code, NULL);
  finding->place = g_strdup (place);
  finding->field = yc_form_find (look->item->form, place);
  if (finding->field != NULL)
    finding->what =
        code == YC_FINDING_FIELD_WRONG ? finding->field->message : finding->field->title;
  g_hash_table_add (seen, finding->place);
  return finding;
}

static gboolean
is_number_wrong (const YcField *field, const char *text)
{
  if (g_strcmp0 (field->check, "id_number") == 0)
    return yc_identity_check_person (text) != YC_IDENTITY_OK;
  if (g_strcmp0 (field->check, "credit_code") == 0)
    return yc_identity_check_credit_code (text) != YC_IDENTITY_OK;
  return FALSE;
}

static void
check_numbers (const YcLook *look, GHashTable *seen, JsonObject *values)
{
  g_autoptr (GPtrArray) places = yc_form_list (look->item->form, values);

  for (guint i = 0; i < places->len; i++) {
    const YcFormPlace *place = places->pdata[i];
    JsonNode *node = place->field->check != NULL ? yc_form_get (values, place->place) : NULL;
    const char *text =
        node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

    if (text != NULL && *text != '\0' && is_number_wrong (place->field, text))
      add_field (look, seen, YC_FINDING_FIELD_WRONG, place->place);
  }
}

// Where a violation is: the place of what is missing, or of what does not fit.
static char *
place_of (const YcViolation *violation)
{
  const char *path = violation->instance_path;

  if (*path == '/')
    path++;
  if (violation->message != YC_SCHEMA_REQUIRED)
    return g_strdup (path);
  return *path != '\0' ? g_strdup_printf ("%s/%s", path, violation->argument)
                       : g_strdup (violation->argument);
}

// The form's own rules have limits, too: beyond them nothing is known.
static void
note_limit (const YcLook *look, GHashTable *seen, const YcViolation *violation)
{
  const YcLogicDoubt doubt = {.too_much = TRUE};
  const char *path = violation->schema_path;
  g_autofree char *rule = g_strconcat ("form", *path == '#' ? path + 1 : path, NULL);

  if (g_hash_table_contains (seen, rule))
    return;
  g_hash_table_add (seen, rule);
  yc_inquiry_note (&look->inquiry, &doubt, g_steal_pointer (&rule));
}

static gboolean
is_limit (const YcViolation *violation)
{
  return violation->message == YC_SCHEMA_TOO_DEEP || violation->message == YC_SCHEMA_TOO_COSTLY;
}

static void
add_violation (const YcLook *look, GHashTable *seen, const YcViolation *violation)
{
  g_autofree char *place = place_of (violation);
  gboolean missing = violation->message == YC_SCHEMA_REQUIRED;
  YcFinding *finding =
      add_field (look, seen, missing ? YC_FINDING_FIELD : YC_FINDING_FIELD_WRONG, place);

  if (finding == NULL)
    return;
  finding->message = violation->message;
  finding->argument = g_strdup (violation->argument);
}

void
yc_look_at_form (const YcLook *look)
{
  JsonObject *values = yc_json_get_object (look->inquiry.facts, "form");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) violations = NULL;

  if (look->item->form == NULL)
    return;
  violations = yc_form_validate (look->item->form, values);
  for (guint i = 0; i < violations->len; i++)
    if (is_limit (violations->pdata[i]))
      note_limit (look, seen, violations->pdata[i]);
    else
      add_violation (look, seen, violations->pdata[i]);
  check_numbers (look, seen, values);
}
