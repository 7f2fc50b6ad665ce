// Finding the service item that an applicant came for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-row-private.h"
#include "yc-session-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 50 // more are narrowed down by typing

struct _YcItemRow {
  GObject parent_instance;
  char *code, *name, *department, *detail;
};

static void
yc_item_row_clear (YcItemRow *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->department);
  g_free (self->detail);
}

YC_DEFINE_ROW (YcItemRow, yc_item_row)

const char *
yc_item_row_get_code (YcItemRow *self)
{
  return self->code;
}

const char *
yc_item_row_get_name (YcItemRow *self)
{
  return self->name;
}

const char *
yc_item_row_get_department (YcItemRow *self)
{
  return self->department;
}

const char *
yc_item_row_get_detail (YcItemRow *self)
{
  return self->detail;
}

static YcItemRow *
item_row_new (YcCatalogue *catalogue, const YcItem *item)
{
  YcItemRow *row = g_object_new (YC_TYPE_ITEM_ROW, NULL);
  const YcOffice *department = yc_catalogue_find_department (catalogue, item->department);
  g_autofree char *materials = g_strdup_printf (
      ngettext ("%u material", "%u materials", item->materials->len), item->materials->len);
  g_autofree char *days =
      g_strdup_printf (ngettext ("%d working day", "%d working days", (gulong)item->promised_days),
                       item->promised_days);

  row->code = g_strdup (item->code);
  row->name = g_strdup (yc_session_pick (&item->name));
  row->department =
      g_strdup (department != NULL ? yc_session_pick (&department->name) : item->department);
  row->detail = g_strdup_printf ("%s · %s", materials, days);
  return row;
}

// ---- The index ----------------------------------------------------------------------------------

// What the index is made of, for the worker.
typedef struct {
  YcCatalogue *catalogue; // owned
  char *theme, *person;
  YcDay day;
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  yc_catalogue_unref (making->catalogue);
  g_free (making->theme);
  g_free (making->person);
  g_free (making);
}

static void
index_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  Making *making = data;
  YcStore *store = yc_session_open_desk (self, &self->pages, NULL);
  g_autoptr (GPtrArray) frequent =
      store != NULL ? yc_store_list_frequent_items (store, making->person, NULL) : NULL;

  g_task_return_pointer (
      task, yc_item_index_new (making->catalogue, making->theme, making->day, frequent, TRUE),
      (GDestroyNotify)yc_item_index_unref);
}

static void
indexed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcSession *self = YC_SESSION (source);
  Making *making = g_task_get_task_data (G_TASK (result));
  YcItemIndex *items = g_task_propagate_pointer (G_TASK (result), NULL);

  if (items == NULL || making->catalogue != self->catalogue) {
    g_clear_pointer (&items, yc_item_index_unref);
    return;
  }
  g_clear_pointer (&self->items, yc_item_index_unref);
  self->items = items;
}

static void
make_better (YcSession *self, const char *theme, YcDay day)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, indexed_cb, NULL);
  Making *making = g_new0 (Making, 1);

  self->items_asked = TRUE;
  making->catalogue = yc_catalogue_ref (self->catalogue);
  making->theme = g_strdup (theme);
  making->person = g_strdup (self->who->id);
  making->day = day;
  g_task_set_source_tag (task, make_better);
  g_task_set_task_data (task, making, making_free);
  yc_session_run (self, &self->pages, task, index_work);
}

// The first look gets an index without pinyin, which is made at once; the better one follows.
static YcItemIndex *
ensure_index (YcSession *self)
{
  const YcWindow *window =
      self->catalogue != NULL ? yc_catalogue_find_window (self->catalogue, self->window) : NULL;
  YcDay day = yc_day_from_ms (yc_session_now (self));

  if (window == NULL)
    return NULL;
  if (self->items == NULL)
    self->items = yc_item_index_new (self->catalogue, window->theme, day, NULL, FALSE);
  if (!self->items_asked)
    make_better (self, window->theme, day);
  return self->items;
}

void
yc_session_prepare_items (YcSession *self)
{
  ensure_index (self);
}

GListModel *
yc_session_find_items (YcSession *self, const char *search)
{
  GListStore *rows = g_list_store_new (YC_TYPE_ITEM_ROW);
  YcItemIndex *index = ensure_index (self);
  g_autoptr (GPtrArray) items = index != NULL ? yc_item_index_find (index, search) : NULL;

  for (guint i = 0; items != NULL && i < MIN (items->len, MOST_ROWS); i++) {
    g_autoptr (YcItemRow) row = item_row_new (self->catalogue, items->pdata[i]);

    g_list_store_append (rows, row);
  }
  return G_LIST_MODEL (rows);
}
