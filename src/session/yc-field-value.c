// What a field's value reads like, what a text means, and what is wrong with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field-value.h"
#include "yc-form.h"
#include "yc-identity.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MOST_WHOLE 9007199254740992.0 // 2^53: larger ones are not exact

GPtrArray *
yc_field_value_list_labels (const YcField *field)
{
  GPtrArray *labels = g_ptr_array_new ();

  for (guint i = 0; field->choices != NULL && i < field->choices->len; i++) {
    const char *value = field->choices->pdata[i];
    const char *label =
        field->labels != NULL && i < field->labels->len ? field->labels->pdata[i] : value;
    const YcText text = {value, label};

    // What has no Chinese title is the program's own and translated as its sentences are.
    g_ptr_array_add (labels,
                     (gpointer)(field->title.zh != NULL ? yc_session_pick (&text) : _ (label)));
  }
  return labels;
}

static char *
text_of (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "true" : "");
  return g_strdup_printf ("%.10g", json_node_get_double (node));
}

char *
yc_field_value_show (const YcField *field, JsonNode *node)
{
  g_autofree char *text = text_of (node);
  g_autoptr (GPtrArray) labels = NULL;

  if (field->kind != YC_FIELD_CHOICE)
    return g_steal_pointer (&text);
  labels = yc_field_value_list_labels (field);
  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (text, field->choices->pdata[i]))
      return g_strdup (labels->pdata[i]);
  return g_steal_pointer (&text);
}

static const char *
value_of_label (const YcField *field, const char *text)
{
  g_autoptr (GPtrArray) labels = yc_field_value_list_labels (field);

  for (guint i = 0; i < labels->len; i++)
    if (g_str_equal (text, labels->pdata[i]))
      return field->choices->pdata[i];
  return text;
}

// A decimal number that JSON can hold; not “inf”, “nan” or “0x1p3”, which C takes as well.
static gboolean
read_number (const char *text, double *ret_number)
{
  char *end = NULL;

  if (*text == '\0' || strspn (text, "+-.0123456789eE") != strlen (text))
    return FALSE;
  *ret_number = g_ascii_strtod (text, &end);
  return *end == '\0' && yc_form_holds_number (*ret_number);
}

static gboolean
is_whole (double number)
{
  return fabs (number) < MOST_WHOLE && number == (double)(gint64)number;
}

JsonNode *
yc_field_value_parse (const YcField *field, const char *text)
{
  JsonNode *node = json_node_alloc ();
  double number = 0;
  gboolean is_number = read_number (text, &number);

  if (field->kind == YC_FIELD_CHOICE)
    return json_node_init_string (node, value_of_label (field, text));
  if (field->kind == YC_FIELD_BOOLEAN)
    return json_node_init_boolean (node, g_str_equal (text, "true"));
  if (field->kind == YC_FIELD_INTEGER && is_number && is_whole (number))
    return json_node_init_int (node, (gint64)number);
  if ((field->kind == YC_FIELD_NUMBER || field->kind == YC_FIELD_INTEGER) && is_number)
    return json_node_init_double (node, number);
  return json_node_init_string (node, text);
}

char *
yc_field_value_mask (const YcField *field, const char *text)
{
  if (g_str_equal (field->id, "phone"))
    return yc_identity_mask_phone (text);
  if (g_str_equal (field->id, "id_number"))
    return yc_identity_mask_number (text);
  if (g_str_equal (field->id, "name"))
    return yc_identity_mask_name (text);
  return g_strdup ("******");
}

// Digits and letters that were typed with the input method on: full width, blanks between.
char *
yc_field_value_correct (const YcField *field, const char *text)
{
  gboolean is_code = field->check != NULL || field->kind == YC_FIELD_NUMBER ||
                     field->kind == YC_FIELD_INTEGER || field->kind == YC_FIELD_DATE;
  g_autofree char *meant = is_code ? yc_identity_normalise (text) : NULL;

  return meant != NULL && *meant != '\0' && !g_str_equal (meant, text) ? g_steal_pointer (&meant)
                                                                       : NULL;
}

static const char *
number_message (YcIdentity result)
{
  switch (result) {
  case YC_IDENTITY_LENGTH:
    return _ ("An identity number has 18 characters. Compare it with the card.");
  case YC_IDENTITY_CHARACTER:
    return _ ("There is a character that cannot stand there. Compare it with the card.");
  case YC_IDENTITY_DATE:
    return _ ("The date of birth in it does not exist. Compare it with the card.");
  case YC_IDENTITY_CHECK:
    return _ ("The last character does not fit: one digit is mistyped. Compare it with the card.");
  case YC_IDENTITY_OK:
    break;
  }
  return NULL;
}

const char *
yc_field_value_check_number (const char *text, gboolean company)
{
  return number_message (company ? yc_identity_check_credit_code (text)
                                 : yc_identity_check_person (text));
}

// What the schema asks for: a bound or a length. NULL: it is something else.
static char *
explain_bound (const YcFinding *finding)
{
  const char *bound = finding->argument;
  guint length = (guint)g_ascii_strtoull (bound != NULL ? bound : "", NULL, 10);

  switch ((guint)finding->message) { // the others are no bounds
  case YC_SCHEMA_MINIMUM:
    return g_strdup_printf (_ ("It has to be %s or more. Compare it with the paper."), bound);
  case YC_SCHEMA_EXCLUSIVE_MINIMUM:
    return g_strdup_printf (_ ("It has to be more than %s. Compare it with the paper."), bound);
  case YC_SCHEMA_MAXIMUM:
    return g_strdup_printf (_ ("It has to be %s or less. Compare it with the paper."), bound);
  case YC_SCHEMA_EXCLUSIVE_MAXIMUM:
    return g_strdup_printf (_ ("It has to be less than %s. Compare it with the paper."), bound);
  case YC_SCHEMA_MULTIPLE_OF:
    return g_strdup_printf (_ ("It goes in steps of %s."), bound);
  case YC_SCHEMA_MIN_LENGTH:
    return g_strdup_printf (
        ngettext ("It has at least %u character.", "It has at least %u characters.", length),
        length);
  case YC_SCHEMA_MAX_LENGTH:
    return g_strdup_printf (
        ngettext ("It has at most %u character.", "It has at most %u characters.", length), length);
  default:
    return NULL;
  }
}

static const char *
explain_kind (const YcField *field, const char *text)
{
  if (field->check != NULL && !g_str_equal (field->check, "phone"))
    return yc_field_value_check_number (text, g_str_equal (field->check, "credit_code"));
  if (field->kind == YC_FIELD_NUMBER)
    return _ ("Only a number can stand here, such as 89.5.");
  if (field->kind == YC_FIELD_INTEGER)
    return _ ("Only a whole number can stand here, such as 12.");
  if (field->kind == YC_FIELD_DATE)
    return _ ("Write the date as 2026-11-23.");
  if (field->kind == YC_FIELD_CHOICE)
    return _ ("Choose one of the answers.");
  return _ ("This does not fit here. Compare it with the paper.");
}

char *
yc_field_value_explain (const YcFinding *finding, const char *text)
{
  char *bound;

  if (finding->field->message.zh != NULL)
    return g_strdup (yc_session_pick (&finding->field->message));
  bound = finding->field->check == NULL ? explain_bound (finding) : NULL;
  return bound != NULL ? bound : g_strdup (explain_kind (finding->field, text));
}
