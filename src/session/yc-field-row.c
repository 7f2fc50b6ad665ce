// Fields of the applicant's record and of the item's form.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field-value.h"
#include "yc-file-rows.h"
#include "yc-identity.h"
#include "yc-offers-private.h"
#include "yc-row-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _YcFieldRow {
  GObject parent_instance;
  const YcField *field; // lies in the catalogue, or is one of the applicant's below
  const char *section;  // static
  char *place;
  guint depth;
  int entry; // of the head of an entry; -1 else
  gboolean required;
  char *title, *text, *masked, *message, *source, *correction;
  char *offer, *offer_page; // nullable
  GPtrArray *labels;        // of const char *
  gboolean is_private, is_held_back, can_add, can_remove;
};

static void
yc_field_row_clear (YcFieldRow *self)
{
  g_free (self->place);
  g_free (self->title);
  g_free (self->text);
  g_free (self->masked);
  g_free (self->message);
  g_free (self->source);
  g_free (self->correction);
  g_free (self->offer);
  g_free (self->offer_page);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
}

YC_DEFINE_ROW (YcFieldRow, yc_field_row)

static const char *const kinds[] = {"person", "company"};
static const char *const kind_labels[] = {N_ ("A person"), N_ ("A company or organisation")};
static GPtrArray kind_values = {(gpointer *)kinds, G_N_ELEMENTS (kinds)};
static GPtrArray kind_names = {(gpointer *)kind_labels, G_N_ELEMENTS (kind_labels)};

static const YcField applicant[] = {
    {.id = "kind",
     .title = {NULL, N_ ("Applicant is")},
     .kind = YC_FIELD_CHOICE,
     .choices = &kind_values,
     .labels = &kind_names},
    {.id = "name", .title = {NULL, N_ ("Name")}, .required = TRUE},
    {.id = "id_number",
     .title = {NULL, N_ ("Identity number")},
     .required = TRUE,
     .check = "id_number"},
    {.id = "phone", .title = {NULL, N_ ("Phone")}, .check = "phone"},
    {.id = "address", .title = {NULL, N_ ("Address")}},
    {.id = "agent", .title = {NULL, N_ ("Agent, if any")}},
};

GPtrArray *
yc_field_row_list_applicant (void)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (applicant); i++) {
    YcFormPlace *place = g_new0 (YcFormPlace, 1);

    place->field = &applicant[i];
    place->place = (char *)applicant[i].id;
    place->entry = -1;
    place->required = applicant[i].required;
    g_ptr_array_add (places, place);
  }
  return places;
}

static gboolean
is_applicant (const YcFieldRow *row)
{
  return g_str_equal (row->section, "applicant");
}

static gboolean
is_of_form (const YcFieldRow *row)
{
  return g_str_equal (row->section, "form");
}

static char *
key_of (const YcFieldRow *row)
{
  return g_strdup_printf ("%s/%s", row->section, row->place);
}

static JsonObject *
values_of (const YcFieldRow *row, YcFile *file)
{
  g_autofree char *key = key_of (row);
  const char *in_step;
  const YcEvent *told = yc_case_find_told (file->shown, key, &in_step);

  if (is_applicant (row))
    return file->shown->applicant;
  return is_of_form (row) || told == NULL ? file->values : told->data;
}

// The title of an answer of a register, at "source/member".
static const char *
find_answer_title (YcFile *file, const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", 2);
  const YcSource *source = yc_catalogue_find_source (file->catalogue, steps[0]);
  JsonNode *title =
      source != NULL && steps[1] != NULL ? json_object_get_member (source->answer, steps[1]) : NULL;

  return title != NULL ? json_node_get_string (title) : NULL;
}

static const char *
find_applicant_title (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (applicant); i++)
    if (g_str_equal (applicant[i].id, id))
      return _ (applicant[i].title.en);
  return NULL;
}

const char *
yc_field_row_find_title (YcFile *file, const char *key)
{
  g_auto (GStrv) steps = g_strsplit (key, "/", 2);
  const char *told = yc_field_told_find_title (key);
  const YcField *field;

  if (told != NULL || steps[0] == NULL || steps[1] == NULL)
    return told;
  if (g_str_equal (steps[0], "applicant"))
    return find_applicant_title (steps[1]);
  if (g_str_equal (steps[0], "shared"))
    return find_answer_title (file, steps[1]);
  field = file->item->form != NULL ? yc_form_find (file->item->form, steps[1]) : NULL;
  return field != NULL ? yc_session_pick (&field->title) : NULL;
}

// ---- What is wrong with it ----------------------------------------------------------------------

// Nothing is said of a number that is still being typed.
static const char *
check_applicant (const YcFieldRow *row, YcFile *file, gboolean typing)
{
  const char *kind = yc_case_get_applicant (file->shown, "kind");

  if (!g_str_equal (row->field->id, "id_number") || *row->text == '\0' ||
      (typing && g_utf8_strlen (row->text, -1) < 18))
    return NULL;
  return yc_field_value_check_number (row->text, g_strcmp0 (kind, "company") == 0);
}

static const YcFinding *
find_finding (const YcFieldRow *row, YcFile *file, YcFindingCode code)
{
  for (guint i = 0; i < file->findings->len; i++) {
    const YcFinding *finding = file->findings->pdata[i];

    if (finding->code == code && g_strcmp0 (finding->place, row->place) == 0)
      return finding;
  }
  return NULL;
}

// What is wrong with what stands in the form's field, or what a check of the item says of it.
static char *
check_form (const YcFieldRow *row, YcFile *file)
{
  const YcFinding *wrong = find_finding (row, file, YC_FINDING_FIELD_WRONG);
  const YcFinding *check = *row->text != '\0' ? find_finding (row, file, YC_FINDING_CHECK) : NULL;

  if (wrong != NULL)
    return yc_field_value_explain (wrong, row->text);
  return check != NULL ? g_strdup (yc_session_pick (&check->what)) : NULL;
}

// Before the first mistake nothing is said while a person types; once a field was left with one,
// it is said until it is put right.
static char *
message_of (const YcFieldRow *row, YcFile *file)
{
  g_autofree char *key = key_of (row);
  gboolean typing = g_strcmp0 (file->typing, key) == 0;
  g_autofree char *message = NULL;

  if (row->entry >= 0 || !(is_applicant (row) || is_of_form (row)))
    return NULL;
  if (is_applicant (row))
    return g_strdup (check_applicant (row, file, typing));
  message = check_form (row, file);
  if (message != NULL && !typing)
    g_hash_table_add (file->mistaken, g_strdup (key));
  return !typing || g_hash_table_contains (file->mistaken, key) ? g_steal_pointer (&message) : NULL;
}

// ---- Making -------------------------------------------------------------------------------------

static char *
title_of (const YcFieldRow *row)
{
  const char *title =
      is_of_form (row) ? yc_session_pick (&row->field->title) : _ (row->field->title.en);

  if (row->entry >= 0) // TRANSLATORS: one of several of the same kind, such as "Owner 2".
    return g_strdup_printf (_ ("%s %d"), title, row->entry + 1);
  return row->field->unit != NULL ? g_strdup_printf ("%s (%s)", title, row->field->unit)
                                  : g_strdup (title);
}

// What central masks is not here: what it has shown of it is, while the case is open.
static const char *
find_revealed (const YcFieldRow *row, YcFile *file)
{
  g_autofree char *key = key_of (row);

  return row->entry < 0 ? g_hash_table_lookup (file->revealed, key) : NULL;
}

static gboolean
is_held_back (const YcFieldRow *row, YcFile *file)
{
  g_autofree char *key = key_of (row);

  return row->entry < 0 && yc_case_is_masked (file->shown, key) &&
         find_revealed (row, file) == NULL;
}

// Numbers are masked for everybody; who only looks sees neither a name nor a way to the applicant.
static gboolean
is_masked (const YcFieldRow *row, YcFile *file)
{
  static const char *const numbers[] = {"id_number", "phone", NULL};
  static const char *const hidden[] = {"id_number", "phone", "name", "address", NULL};
  gboolean at_counter = yc_file_can (file, YC_EVENT_FILLED);

  return is_applicant (row) && g_strv_contains (at_counter ? numbers : hidden, row->field->id) &&
         !row->is_held_back && find_revealed (row, file) == NULL &&
         !g_hash_table_contains (file->uncovered, row->field->id);
}

static char *
shown_text (const YcFieldRow *row, YcFile *file)
{
  JsonNode *node = row->entry < 0 ? yc_form_get (values_of (row, file), row->place) : NULL;
  const char *revealed = find_revealed (row, file);

  if (revealed != NULL)
    return g_strdup (revealed);
  if (row->is_held_back && node != NULL) // whatever its kind, a mask is a text
    return json_node_dup_string (node);
  if (node == NULL && is_applicant (row) && row->field->kind == YC_FIELD_CHOICE)
    return g_strdup (row->labels->pdata[0]);
  return yc_field_value_show (row->field, node);
}

static gboolean
set_flag (gboolean *flag, gboolean value)
{
  gboolean changed = *flag != value;

  *flag = value;
  return changed;
}

static int
update_group (YcFieldRow *row, YcFile *file)
{
  const YcField *field = row->field;
  const char *slash = row->entry >= 0 ? strrchr (row->place, '/') : NULL;
  g_autofree char *group =
      slash != NULL ? g_strndup (row->place, (gsize)(slash - row->place)) : g_strdup (row->place);
  guint n = field->kind == YC_FIELD_GROUP ? yc_form_count_entries (file->values, group) : 0;
  gboolean open = field->kind == YC_FIELD_GROUP && yc_file_can (file, YC_EVENT_FILLED);

  return set_flag (&row->can_add,
                   open && row->entry < 0 && MAX (n, field->min_items) < field->max_items) +
         set_flag (&row->can_remove, open && row->entry >= 0 && n > field->min_items);
}

static int
update_offer (YcFieldRow *row, YcFile *file)
{
  g_autofree char *shown = NULL, *title = NULL;
  YcOffer offer;

  if (row->entry < 0 &&
      yc_offers_find (file, row->section, row->place, row->field, row->text, &offer)) {
    shown =
        row->is_private ? yc_field_value_mask (row->field, offer.value) : g_strdup (offer.value);
    title = yc_file_name_page (file, offer.page->id);
  }
  return yc_rows_set_text (&row->offer, shown) + yc_rows_set_text (&row->offer_page, title);
}

static int
update_texts (YcFieldRow *row, YcFile *file)
{
  g_autofree char *text = NULL, *masked = NULL, *correction = NULL, *message = NULL;
  int changes = set_flag (&row->is_held_back, is_held_back (row, file));

  text = shown_text (row, file);
  changes +=
      yc_rows_set_text (&row->text, text) + set_flag (&row->is_private, is_masked (row, file));
  masked = row->is_private && *row->text != '\0' ? yc_field_value_mask (row->field, row->text)
                                                 : g_strdup (row->text);
  correction =
      yc_file_can (file, YC_EVENT_FILLED) ? yc_field_value_correct (row->field, row->text) : NULL;
  message = message_of (row, file);
  changes += yc_rows_set_text (&row->masked, masked) +
             yc_rows_set_text (&row->correction, correction) +
             yc_rows_set_text (&row->message, message) +
             yc_rows_set_text (&row->source, yc_file_find_source (file, row->section, row->place));
  return changes;
}

YcFieldRow *
yc_field_row_make (YcFieldRow *old, YcFile *file, const char *section, const YcFormPlace *place)
{
  YcFieldRow *row = old != NULL ? g_object_ref (old) : g_object_new (YC_TYPE_FIELD_ROW, NULL);
  int changes;

  row->field = place->field;
  row->section = section;
  row->depth = place->depth;
  row->entry = place->entry;
  if (row->title == NULL) {
    row->place = g_strdup (place->place);
    row->title = title_of (row);
    row->labels = yc_field_value_list_labels (row->field);
  }
  changes = set_flag (&row->required, place->required) + update_group (row, file) +
            update_texts (row, file) + update_offer (row, file);
  if (old != NULL && changes > 0)
    g_signal_emit_by_name (row, "changed");
  return row;
}

// ---- What it says -------------------------------------------------------------------------------

const YcField *
yc_field_row_get_field (YcFieldRow *self)
{
  return self->field;
}

int
yc_field_row_get_entry (YcFieldRow *self)
{
  return self->entry;
}

const char *
yc_field_row_get_section (YcFieldRow *self)
{
  return self->section;
}

const char *
yc_field_row_get_id (YcFieldRow *self)
{
  return self->place;
}

guint
yc_field_row_get_depth (YcFieldRow *self)
{
  return self->depth;
}

const char *
yc_field_row_get_title (YcFieldRow *self)
{
  return self->title;
}

YcInput
yc_field_row_get_input (YcFieldRow *self)
{
  if (self->entry >= 0)
    return YC_INPUT_ENTRY;
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
  case YC_FIELD_PART:
    return YC_INPUT_PART;
  case YC_FIELD_GROUP:
    return YC_INPUT_GROUP;
  case YC_FIELD_TEXT:
    break;
  }
  return YC_INPUT_TEXT;
}

gboolean
yc_field_row_is_required (YcFieldRow *self)
{
  return self->required;
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

gboolean
yc_field_row_is_held_back (YcFieldRow *self)
{
  return self->is_held_back;
}

const char *
yc_field_row_get_message (YcFieldRow *self)
{
  return self->message;
}

const char *
yc_field_row_get_hint (YcFieldRow *self)
{
  return self->field->hint.zh != NULL ? yc_session_pick (&self->field->hint) : NULL;
}

const char *
yc_field_row_get_source (YcFieldRow *self)
{
  return self->source;
}

gboolean
yc_field_row_is_computed (YcFieldRow *self)
{
  return self->field->computed != NULL || !(is_applicant (self) || is_of_form (self));
}

gboolean
yc_field_row_can_add (YcFieldRow *self)
{
  return self->can_add;
}

gboolean
yc_field_row_can_remove (YcFieldRow *self)
{
  return self->can_remove;
}

const char *
yc_field_row_get_offer (YcFieldRow *self)
{
  return self->offer;
}

const char *
yc_field_row_get_offer_page (YcFieldRow *self)
{
  return self->offer_page;
}

const char *
yc_field_row_get_correction (YcFieldRow *self)
{
  return self->correction;
}
