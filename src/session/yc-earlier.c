// Earlier cases of the same applicant, and which of their pages may be used again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-earlier.h"
#include "yc-file-rows.h"
#include "yc-row-private.h"
#include "yc-uuid.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

#define MOST_CASES 50

struct _YcEarlierRow {
  GObject parent_instance;
  char *title, *detail, *material;
  YcCase *from; // owned
  char grade;
};

static void
yc_earlier_row_clear (YcEarlierRow *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->material);
  g_clear_pointer (&self->from, yc_case_unref);
}

YC_DEFINE_ROW (YcEarlierRow, yc_earlier_row)

const char *
yc_earlier_row_get_title (YcEarlierRow *self)
{
  return self->title;
}

const char *
yc_earlier_row_get_detail (YcEarlierRow *self)
{
  return self->detail;
}

// ---- Loading them -------------------------------------------------------------------------------

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *file = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (file->session, &file->session->desk, &error);
  g_autoptr (GPtrArray) ids =
      store != NULL ? yc_store_list_cases_of (store, data, MOST_CASES, &error) : NULL;
  GPtrArray *cases = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_case_unref);

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    YcCase *one = g_strcmp0 (ids->pdata[i], file->id) != 0
                      ? yc_store_load_case (store, ids->pdata[i], NULL)
                      : NULL;

    if (one != NULL)
      g_ptr_array_add (cases, one);
  }
  if (ids != NULL) {
    g_task_return_pointer (task, cases, (GDestroyNotify)g_ptr_array_unref);
    return;
  }
  g_ptr_array_unref (cases);
  g_task_return_error (task, error);
}

void
yc_earlier_load (YcFile *file, GTask *task)
{
  const char *number = yc_case_get_applicant (file->shown, "id_number");

  g_task_set_task_data (task, g_strdup (number != NULL ? number : ""), g_free);
  yc_session_run (file->session, &file->session->desk, task, load_work);
}

// ---- Using a material again ---------------------------------------------------------------------

// When the paper came in first: one that was reused does not get young again.
static gint64
since_of (const YcCase *earlier, const YcPage *page)
{
  if (page->since != 0)
    return page->since;
  return earlier->received_at != 0 ? earlier->received_at : earlier->opened_at;
}

static gboolean
is_fresh (YcFile *file, const YcMaterial *material, const YcCase *earlier, const char *id)
{
  YcDay today = yc_day_from_ms (yc_session_now (file->session));

  for (guint i = 0; i < earlier->pages->len; i++) {
    const YcPage *page = earlier->pages->pdata[i];

    if (g_str_equal (page->material, id) &&
        yc_day_from_ms (since_of (earlier, page)) + (YcDay)material->reuse_days < today)
      return FALSE;
  }
  return TRUE;
}

// The material of the other case that is the same: by its id in the same item, by its name else.
static const YcMaterial *
find_same (YcFile *file, const YcMaterial *material, const YcCase *earlier)
{
  const YcItem *item =
      yc_catalogue_find_version (file->catalogue, earlier->item, earlier->item_version);

  if (item == NULL)
    return NULL;
  if (g_strcmp0 (earlier->item, file->stored->item) == 0)
    return yc_item_find_material (item, material->id);
  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *other = item->materials->pdata[i];

    if (g_strcmp0 (other->name.zh, material->name.zh) == 0)
      return other;
  }
  return NULL;
}

// Only what was trusted then (grade A or B) may be used again.
static YcEarlierRow *
make_row (YcFile *file, const YcMaterial *material, YcCase *earlier)
{
  const YcMaterial *same = find_same (file, material, earlier);
  char grade = same != NULL ? yc_checklist_grade (same, earlier) : 0;
  guint pages = same != NULL ? yc_case_count_pages (earlier, same->id) : 0;
  g_autofree char *day = yc_words_day (yc_day_from_ms (earlier->opened_at), FALSE);
  YcEarlierRow *row;

  if (pages == 0 || (grade != 'A' && grade != 'B') || !is_fresh (file, material, earlier, same->id))
    return NULL;
  row = g_object_new (YC_TYPE_EARLIER_ROW, NULL);
  row->title = g_strdup_printf ("%s · %s", earlier->number != NULL ? earlier->number : "", day);
  // TRANSLATORS: how far an electronic copy is trusted, "A" to "D".
  row->detail =
      g_strdup_printf (ngettext ("%u page, grade %c", "%u pages, grade %c", pages), pages, grade);
  row->material = g_strdup (same->id);
  row->from = yc_case_ref (earlier);
  row->grade = grade;
  return row;
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *file = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  const YcMaterial *material = yc_item_find_material (file->item, g_task_get_task_data (outer));
  GError *error = NULL;
  g_autoptr (GPtrArray) cases = g_task_propagate_pointer (G_TASK (result), &error);
  GListStore *rows;

  if (cases == NULL) {
    g_task_return_error (outer, error);
    return;
  }
  rows = g_list_store_new (YC_TYPE_EARLIER_ROW);
  for (guint i = 0; material != NULL && i < cases->len; i++) {
    g_autoptr (YcEarlierRow) row = make_row (file, material, cases->pdata[i]);

    if (row != NULL)
      g_list_store_append (rows, row);
  }
  g_task_return_pointer (outer, rows, g_object_unref);
}

void
yc_earlier_list_async (YcFile *file,
                       const char *material,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *outer = g_task_new (file, cancellable, callback, user_data);
  g_autoptr (GTask) task = g_task_new (file, cancellable, listed_cb, outer);

  g_task_set_source_tag (outer, yc_earlier_list_async);
  g_task_set_task_data (outer, g_strdup (material), g_free);
  yc_earlier_load (file, task);
}

GListModel *
yc_earlier_list_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static JsonObject *
data_of_page (const YcPage *page, const char *material, YcEarlierRow *row, gint64 now)
{
  JsonObject *data = json_object_new ();
  g_autofree char *id = yc_uuid_new (now);
  const char grade[] = {row->grade, '\0'};

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", material);
  json_object_set_string_member (data, "blob", page->blob);
  json_object_set_string_member (data, "mime", page->mime);
  json_object_set_int_member (data, "width", page->width);
  json_object_set_int_member (data, "height", page->height);
  json_object_set_int_member (data, "dpi", page->dpi);
  if (page->operations != NULL)
    json_object_set_string_member (data, "operations", page->operations);
  if (page->quality != NULL)
    json_object_set_object_member (data, "quality", json_object_ref (page->quality));
  json_object_set_string_member (data, "origin",
                                 row->from->number != NULL ? row->from->number : row->from->id);
  json_object_set_int_member (data, "since", since_of (row->from, page));
  json_object_set_string_member (data, "grade", grade);
  return data;
}

static void
reused_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored == NULL)
    g_task_return_error (outer, error);
  else
    g_task_return_boolean (outer, TRUE);
}

void
yc_earlier_reuse_async (YcFile *file,
                        const char *material,
                        YcEarlierRow *row,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *outer = g_task_new (file, cancellable, callback, user_data);
  YcErrand *errand = yc_errand_new (file);

  g_task_set_source_tag (outer, yc_earlier_reuse_async);
  for (guint i = 0; i < row->from->pages->len; i++) {
    const YcPage *page = row->from->pages->pdata[i];

    if (g_str_equal (page->material, row->material))
      yc_errand_add (errand, file, YC_EVENT_SCANNED,
                     data_of_page (page, material, row, yc_session_now (file->session)));
  }
  yc_file_run (file, errand, g_task_new (file, NULL, reused_cb, outer));
}

gboolean
yc_earlier_reuse_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
