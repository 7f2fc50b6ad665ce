// What central masks in single steps of a case, beside the record of it: how to reach a helper, and
// the number of a courier.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-row-private.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *section; // the step
  YcField field;
} told[] = {
    {"helped", {.id = "phone", .title = {NULL, N_ ("The helper's telephone")}}},
    {"helped", {.id = "place", .title = {NULL, N_ ("Where the helper helps")}}},
    {"issued", {.id = "tracking", .title = {NULL, N_ ("Courier number")}}},
};

static char *
key_of (guint i)
{
  return g_strdup_printf ("%s/%s", told[i].section, told[i].field.id);
}

const char *
yc_field_told_find_title (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (told); i++) {
    g_autofree char *own = key_of (i);

    if (g_str_equal (own, key))
      return _ (told[i].field.title.en);
  }
  return NULL;
}

static YcFieldRow *
find_row (GListStore *list, const YcField *field)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (G_LIST_MODEL (list), i);

    if (yc_field_row_get_field (row) == field)
      return g_steal_pointer (&row);
  }
  return NULL;
}

void
yc_file_rebuild_told (YcFile *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++) {
    const YcFormPlace place = {&told[i].field, (char *)told[i].field.id, 0, -1, FALSE};
    g_autoptr (YcFieldRow) old = find_row (self->told_fields, place.field);
    g_autofree char *key = key_of (i);

    if (yc_case_is_masked (self->shown, key))
      g_ptr_array_add (rows, yc_field_row_make (old, self, told[i].section, &place));
  }
  yc_rows_set (self->told_fields, rows);
}
