// The models of an open case, and how they follow what happens to it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-reading.h"
#include "yc-row-private.h"

// The stored case with what is being typed on top; never stored itself.
static YcCase *
preview (YcFile *self)
{
  JsonObject *data;
  g_autoptr (YcEvent) event = NULL;
  YcCase *shown;

  if (self->applicant == NULL && self->form == NULL)
    return yc_case_ref (self->stored);
  data = json_object_new ();
  if (self->applicant != NULL)
    json_object_set_object_member (data, "applicant", json_object_ref (self->applicant));
  if (self->form != NULL)
    json_object_set_object_member (data, "form", json_object_ref (self->form));
  event = yc_event_new (self->stored->id, self->stored->id, YC_EVENT_FILLED,
                        self->stored->version + 1, yc_session_now (self->session),
                        yc_session_get_person (self->session), YC_ROLE_INTAKE, "", data);
  shown = yc_case_apply (self->stored, event, NULL, NULL);
  return shown != NULL ? shown : yc_case_ref (self->stored);
}

// The row of this position if it is there already.
static gpointer
old_row (GListStore *list, guint i)
{
  return g_list_model_get_item (G_LIST_MODEL (list), i);
}

static void
rebuild_materials (YcFile *self)
{
  const YcToday today = yc_file_get_today (self);
  g_autoptr (GPtrArray) materials = yc_checklist_list_materials (self->item, self->shown, &today);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < materials->len; i++) {
    const YcMaterial *material = materials->pdata[i];
    g_autoptr (YcMaterialRow) found = NULL;

    for (guint at = 0;
         at < g_list_model_get_n_items (G_LIST_MODEL (self->materials)) && found == NULL; at++) {
      g_autoptr (YcMaterialRow) row = old_row (self->materials, at);

      if (g_str_equal (yc_material_row_get_id (row), material->id))
        found = g_steal_pointer (&row);
    }
    g_ptr_array_add (rows, yc_material_row_make (found, self, material));
  }
  yc_rows_set (self->materials, rows);
}

// The row of this place, most often where it was.
static YcFieldRow *
find_field_row (GListStore *list, guint at, const YcFormPlace *place)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n; i++) {
    g_autoptr (YcFieldRow) row = old_row (list, (at + i) % n);

    if (g_str_equal (yc_field_row_get_id (row), place->place) &&
        yc_field_row_get_field (row) == place->field)
      return g_steal_pointer (&row);
  }
  return NULL;
}

static void
rebuild_fields (YcFile *self, GListStore *list, const char *section, GPtrArray *places)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < places->len; i++) {
    const YcFormPlace *place = places->pdata[i];
    g_autoptr (YcFieldRow) old = find_field_row (list, i, place);

    g_ptr_array_add (rows, yc_field_row_make (old, self, section, place));
  }
  yc_rows_set (list, rows);
}

static void
rebuild_form (YcFile *self)
{
  g_autoptr (GPtrArray) places = self->item->form != NULL
                                     ? yc_form_list (self->item->form, self->values)
                                     : g_ptr_array_new_with_free_func (g_free);

  rebuild_fields (self, self->form_fields, "form", places);
}

static YcSituationRow *
find_situation_row (YcFile *self, const YcSituation *situation)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->situations)); i++) {
    g_autoptr (YcSituationRow) row = old_row (self->situations, i);

    if (g_str_equal (yc_situation_row_get_id (row), situation->id))
      return g_steal_pointer (&row);
  }
  return NULL;
}

static void
rebuild_situations (YcFile *self)
{
  const YcToday today = yc_file_get_today (self);
  g_autoptr (GPtrArray) asked = yc_checklist_list_situations (self->item, self->shown, &today);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < asked->len; i++) {
    g_autoptr (YcSituationRow) old = find_situation_row (self, asked->pdata[i]);

    g_ptr_array_add (rows, yc_situation_row_make (old, self, asked->pdata[i]));
  }
  yc_rows_set (self->situations, rows);
}

static void
rebuild_findings (YcFile *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < self->findings->len; i++)
    g_ptr_array_add (rows, yc_finding_row_new (self, self->findings->pdata[i]));
  yc_rows_set (self->finding_rows, rows);
}

// One that goes to another material, or looks different, is another row, so that lists see it come
// and go.
static YcPageRow *
find_page_row (YcFile *self, const YcPage *page)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->pages)); i++) {
    g_autoptr (YcPageRow) row = old_row (self->pages, i);

    if (g_str_equal (yc_page_row_get_id (row), page->id) &&
        g_str_equal (yc_page_row_get_material (row), page->material) &&
        g_str_equal (yc_page_row_get_look (row), page->operations != NULL ? page->operations : ""))
      return g_steal_pointer (&row);
  }
  return NULL;
}

static void
add_pages (YcFile *self, GPtrArray *rows, const char *material)
{
  guint index = 0;

  for (guint i = 0; i < self->shown->pages->len; i++) {
    const YcPage *page = self->shown->pages->pdata[i];
    g_autoptr (YcPageRow) old = NULL;

    if (!g_str_equal (page->material, material))
      continue;
    old = find_page_row (self, page);
    g_ptr_array_add (rows, yc_page_row_make (old, self, page, index++));
  }
}

// Pages in the order of the materials they belong to; last those of materials that a newer
// catalogue has no more.
static void
rebuild_pages (YcFile *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint m = 0; m < self->item->materials->len; m++)
    add_pages (self, rows, ((const YcMaterial *)self->item->materials->pdata[m])->id);
  for (guint i = 0; i < self->shown->pages->len; i++) {
    const YcPage *page = self->shown->pages->pdata[i];

    if (yc_item_find_material (self->item, page->material) == NULL &&
        g_hash_table_add (gone, (gpointer)page->material))
      add_pages (self, rows, page->material);
  }
  yc_rows_set (self->pages, rows);
}

void
yc_file_rebuild_history (YcFile *self)
{
  g_autoptr (GPtrArray) events = yc_case_list_events (self->stored);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = events->len; i > 0; i--)
    g_ptr_array_add (rows, yc_history_row_new (self, events->pdata[i - 1]));
  yc_rows_set (self->history, rows);
}

// The form as it reads: with what its computed fields come to.
static void
compute (YcFile *self, const YcToday *today)
{
  g_autoptr (JsonObject) object = NULL;

  g_clear_pointer (&self->values, json_object_unref);
  if (self->item->form != NULL && yc_form_is_computed (self->item->form)) {
    object = yc_checklist_collect_facts (self->item, self->shown, today);
    self->values = json_object_ref (json_object_get_object_member (object, "form"));
  } else if (self->shown->form != NULL) {
    self->values = json_object_ref (self->shown->form);
  }
}

void
yc_file_rebuild (YcFile *self)
{
  g_autoptr (GPtrArray) applicant = yc_field_row_list_applicant ();
  const YcToday today = yc_file_get_today (self);
  YcCase *shown = preview (self);

  g_clear_pointer (&self->shown, yc_case_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->shown = shown;
  self->findings = yc_checklist_evaluate (self->item, shown, &today);
  compute (self, &today);
  rebuild_situations (self);
  rebuild_materials (self);
  rebuild_pages (self);
  rebuild_fields (self, self->applicant_fields, "applicant", applicant); // they name pages
  rebuild_form (self);
  yc_file_rebuild_told (self);
  rebuild_findings (self);
  if (self->reading != NULL)
    yc_reading_update (self->reading);
  yc_file_rebuild_notes (self);
  g_signal_emit_by_name (self, "changed");
}

void
yc_file_take (YcFile *self, YcCase *stored)
{
  g_clear_pointer (&self->stored, yc_case_unref);
  self->stored = yc_case_ref (stored);
  yc_file_cover (self);
  yc_file_rebuild_history (self);
  yc_file_rebuild (self);
}
