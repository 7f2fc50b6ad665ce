// Fields of the applicant's record and of the item's form.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-identity.h"
#include "yc-row-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _YcFieldRow {
  GObject parent_instance;
  const YcField *field; // lies in the catalogue, or is one of the applicant's below
  const char *section;  // static
  char *title, *text, *masked, *message;
  GPtrArray *labels; // of const char *
  gboolean is_private;
};

static void
yc_field_row_clear (YcFieldRow *self)
{
  g_free (self->title);
  g_free (self->text);
  g_free (self->masked);
  g_free (self->message);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
}

YC_DEFINE_ROW (YcFieldRow, yc_field_row)

static const YcField applicant[] = {
    {.id = "kind", .title = {NULL, N_ ("Applicant is")}, .kind = YC_FIELD_CHOICE},
    {.id = "name", .title = {NULL, N_ ("Name")}, .required = TRUE},
    {.id = "id_number", .title = {NULL, N_ ("Identity number")}, .required = TRUE},
    {.id = "phone", .title = {NULL, N_ ("Phone")}},
    {.id = "address", .title = {NULL, N_ ("Address")}},
    {.id = "agent", .title = {NULL, N_ ("Agent, if any")}},
};

// Values of "kind", in the order of their labels.
static const char *const kinds[] = {"person", "company"};

GPtrArray *
yc_field_row_list_applicant (void)
{
  GPtrArray *fields = g_ptr_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (applicant); i++)
    g_ptr_array_add (fields, (gpointer)&applicant[i]);
  return fields;
}

static gboolean
is_applicant (const YcFieldRow *row)
{
  return g_str_equal (row->section, "applicant");
}

static gboolean
is_kind (const YcFieldRow *row)
{
  return is_applicant (row) && g_str_equal (row->field->id, "kind");
}

static GPtrArray *
labels_of (const YcFieldRow *row)
{
  GPtrArray *labels = g_ptr_array_new ();

  if (is_kind (row)) {
    g_ptr_array_add (labels, (gpointer)_ ("A person"));
    g_ptr_array_add (labels, (gpointer)_ ("A company or organisation"));
  }
  for (guint i = 0; row->field->choices != NULL && i < row->field->choices->len; i++)
    g_ptr_array_add (labels, row->field->choices->pdata[i]);
  return labels;
}

// What a value of the record reads like in an entry.
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

// Choices with labels of their own show the label.
static char *
shown_text (const YcFieldRow *row, JsonNode *node)
{
  g_autofree char *text = text_of (node);

  if (!is_kind (row))
    return g_steal_pointer (&text);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (text, kinds[i]))
      return g_strdup (row->labels->pdata[i]);
  return g_strdup (row->labels->pdata[0]);
}

static char *
mask (const YcFieldRow *row)
{
  const char *id = row->field->id;

  if (!row->is_private || *row->text == '\0')
    return g_strdup (row->text);
  if (g_str_equal (id, "phone"))
    return yc_identity_mask_phone (row->text);
  if (g_str_equal (id, "id_number"))
    return yc_identity_mask_number (row->text);
  if (g_str_equal (id, "name"))
    return yc_identity_mask_name (row->text);
  return g_strdup ("******");
}

static const char *
identity_message (YcIdentity result)
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

// Nothing is said of a number that is still being typed.
static const char *
check_number (const YcFieldRow *row, YcFile *file, gboolean typing)
{
  const char *kind = yc_case_get_applicant (file->shown, "kind");
  gboolean company = g_strcmp0 (kind, "company") == 0;

  if (*row->text == '\0' || (typing && g_utf8_strlen (row->text, -1) < 18))
    return NULL;
  return identity_message (company ? yc_identity_check_credit_code (row->text)
                                   : yc_identity_check_person (row->text));
}

static const char *
check_value (const YcFieldRow *row, gboolean typing)
{
  char *end;

  if (*row->text == '\0' || typing)
    return NULL;
  switch (row->field->kind) {
  case YC_FIELD_NUMBER:
  case YC_FIELD_INTEGER:
    g_ascii_strtod (row->text, &end);
    return *end != '\0' ? _ ("Only a number can stand here, such as 89.4.") : NULL;
  case YC_FIELD_DATE:
    return yc_day_from_string (row->text) == 0 ? _ ("Write the date as 2026-11-23.") : NULL;
  case YC_FIELD_TEXT:
  case YC_FIELD_CHOICE:
  case YC_FIELD_BOOLEAN:
  case YC_FIELD_PART:
  case YC_FIELD_GROUP:
    break;
  }
  return NULL;
}

static const char *
message_of (const YcFieldRow *row, YcFile *file)
{
  g_autofree char *place = g_strdup_printf ("%s/%s", row->section, row->field->id);
  gboolean typing = g_strcmp0 (file->typing, place) == 0;

  if (is_applicant (row) && g_str_equal (row->field->id, "id_number"))
    return check_number (row, file, typing);
  return check_value (row, typing);
}

static char *
title_of (const YcFieldRow *row)
{
  const char *title =
      is_applicant (row) ? _ (row->field->title.en) : yc_session_pick (&row->field->title);

  return row->field->unit != NULL ? g_strdup_printf ("%s (%s)", title, row->field->unit)
                                  : g_strdup (title);
}

// Numbers are masked for everybody; who only looks sees neither a name nor a way to the applicant.
static gboolean
is_masked (const YcFieldRow *row, YcFile *file)
{
  static const char *const numbers[] = {"id_number", "phone", NULL};
  static const char *const hidden[] = {"id_number", "phone", "name", "address", NULL};
  gboolean at_counter = yc_file_can (file, YC_EVENT_FILLED);

  return is_applicant (row) && g_strv_contains (at_counter ? numbers : hidden, row->field->id) &&
         !g_hash_table_contains (file->revealed, row->field->id);
}

YcFieldRow *
yc_field_row_make (YcFieldRow *old, YcFile *file, const char *section, const YcField *field)
{
  YcFieldRow *row = old != NULL ? g_object_ref (old) : g_object_new (YC_TYPE_FIELD_ROW, NULL);
  JsonObject *values =
      g_str_equal (section, "applicant") ? file->shown->applicant : file->shown->form;
  JsonNode *node = values != NULL ? json_object_get_member (values, field->id) : NULL;
  g_autofree char *text = NULL, *masked = NULL;
  gboolean was_private = row->is_private;
  int changes;

  row->field = field;
  row->section = section;
  if (row->title == NULL) {
    row->title = title_of (row);
    row->labels = labels_of (row);
  }
  text = shown_text (row, node);
  changes = yc_rows_set_text (&row->text, text);
  row->is_private = is_masked (row, file);
  masked = mask (row);
  changes += yc_rows_set_text (&row->masked, masked) +
             yc_rows_set_text (&row->message, message_of (row, file)) +
             (was_private != row->is_private);
  if (old != NULL && changes > 0)
    g_signal_emit_by_name (row, "changed");
  return row;
}

const char *
yc_field_row_get_section (YcFieldRow *self)
{
  return self->section;
}

const char *
yc_field_row_get_id (YcFieldRow *self)
{
  return self->field->id;
}

const char *
yc_field_row_get_title (YcFieldRow *self)
{
  return self->title;
}

YcInput
yc_field_row_get_input (YcFieldRow *self)
{
  switch (self->field->kind) {
  case YC_FIELD_NUMBER:
  case YC_FIELD_INTEGER:
    return YC_INPUT_NUMBER;
  case YC_FIELD_CHOICE:
    return YC_INPUT_CHOICE;
  case YC_FIELD_BOOLEAN:
    return YC_INPUT_BOOLEAN;
  case YC_FIELD_DATE:
    return YC_INPUT_DATE;
  case YC_FIELD_TEXT:
  case YC_FIELD_PART:
  case YC_FIELD_GROUP:
    break;
  }
  return YC_INPUT_TEXT;
}

gboolean
yc_field_row_is_required (YcFieldRow *self)
{
  return self->field->required;
}

GPtrArray *
yc_field_row_get_choices (YcFieldRow *self)
{
  return self->labels;
}

const char *
yc_field_row_get_text (YcFieldRow *self)
{
  return self->text;
}

const char *
yc_field_row_get_masked (YcFieldRow *self)
{
  return self->masked;
}

gboolean
yc_field_row_is_private (YcFieldRow *self)
{
  return self->is_private;
}

const char *
yc_field_row_get_message (YcFieldRow *self)
{
  return self->message;
}

JsonNode *
yc_field_row_parse (YcFieldRow *self, const char *text)
{
  char *end = NULL;
  double number = g_ascii_strtod (text, &end);
  gboolean is_number = *text != '\0' && *end == '\0';

  if (is_kind (self))
    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
      if (g_str_equal (text, self->labels->pdata[i]))
        return json_node_init_string (json_node_alloc (), kinds[i]);
  if (self->field->kind == YC_FIELD_BOOLEAN)
    return json_node_init_boolean (json_node_alloc (), g_str_equal (text, "true"));
  if (self->field->kind == YC_FIELD_INTEGER && is_number)
    return json_node_init_int (json_node_alloc (), (gint64)number);
  if (self->field->kind == YC_FIELD_NUMBER && is_number)
    return json_node_init_double (json_node_alloc (), number);
  return json_node_init_string (json_node_alloc (), text);
}
