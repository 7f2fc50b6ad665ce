// A material or a whole case saved as PDF, on a desk of its own so that nothing else waits for it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-out.h"
#include "yc-page-content.h"
#include "yc-page-news.h"

#define LANGUAGE "zh-CN" // of what lies in the files of a Chinese counter

// A page as it was when it was asked for.
typedef struct {
  char *blob, *mime, *label;
  char *operations, *watermark; // nullable
  char *part;                   // nullable: begins a material of this name
  int dpi;
} Leaf;

typedef struct {
  YcFile *file; // the task's source
  GTask *task;
  GFile *target;
  char *title;
  char *material; // nullable: the whole case
  char *token;    // nullable
  YcRole role;
  GPtrArray *leaves;         // of Leaf
  YcImportProgress progress; // nullable
  gpointer progress_data;
} Save;

static void
leaf_free (gpointer data)
{
  Leaf *leaf = data;

  g_free (leaf->blob);
  g_free (leaf->mime);
  g_free (leaf->label);
  g_free (leaf->operations);
  g_free (leaf->watermark);
  g_free (leaf->part);
  g_free (leaf);
}

static void
save_free (gpointer data)
{
  Save *save = data;

  g_object_unref (save->target);
  g_free (save->title);
  g_free (save->material);
  g_free (save->token);
  g_ptr_array_unref (save->leaves);
  g_free (save);
}

// ---- Writing ------------------------------------------------------------------------------------

static void
news_cb (gpointer data, guint pages, double fraction)
{
  Save *save = data;

  if (save->progress != NULL)
    save->progress (pages, save->leaves->len, save->progress_data);
}

// What was read off it, if it was.
static YcPageText *
find_text (YcStore *store, const Leaf *leaf)
{
  const char *operations = leaf->operations != NULL ? leaf->operations : "";
  g_autoptr (GBytes) packed = yc_store_load_page_text (store, leaf->blob, operations, NULL);

  return packed != NULL ? yc_page_text_unpack (packed, NULL) : NULL;
}

static gboolean
add_leaf (Save *save, YcOut *out, const Leaf *leaf, GCancellable *cancellable, GError **error)
{
  YcSession *session = save->file->session;
  g_autoptr (GBytes) content = yc_page_content_find (session, &session->out, leaf->blob, leaf->mime,
                                                     save->token, cancellable, error);
  g_autoptr (YcPageText) text = content != NULL ? find_text (session->out.store, leaf) : NULL;
  const YcOutPage page = {.content = content,
                          .dpi = leaf->dpi,
                          .operations = leaf->operations,
                          .label = leaf->label,
                          .watermark = leaf->watermark,
                          .text = text};

  if (leaf->part != NULL)
    yc_out_begin_part (out, leaf->part);
  return content != NULL && yc_out_add_page (out, &page, error);
}

// Who took personal data out of the program is in the history before the copy exists.
static gboolean
audit (Save *save, GError **error)
{
  YcSession *session = save->file->session;
  YcStore *store = yc_session_open_desk (session, &session->out, error);
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = save->file->id,
                       .type = YC_EVENT_EXPORTED,
                       .role = save->role,
                       .data = data,
                       .at = yc_session_now (session)};
  g_autoptr (YcCase) stored = NULL;

  if (save->material != NULL)
    json_object_set_string_member (data, "material", save->material);
  json_object_set_int_member (data, "pages", save->leaves->len);
  if (store == NULL)
    json_object_unref (data);
  else
    stored = yc_store_record (store, &session->context, session->terminal, &deed, error);
  return stored != NULL;
}

// A copy that lacks a page would pass for the whole: either all of it is saved, or nothing.
static gboolean
write_all (Save *save, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcOut) out = yc_out_new (save->title, LANGUAGE);
  g_autoptr (GBytes) pdf = NULL;

  for (guint i = 0; i < save->leaves->len; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !add_leaf (save, out, save->leaves->pdata[i], cancellable, error))
      return FALSE;
    yc_page_news_tell (save->task, news_cb, i + 1, 0, FALSE);
  }
  pdf = yc_out_finish (out, error);
  if (pdf == NULL || g_cancellable_set_error_if_cancelled (cancellable, error) ||
      !audit (save, error))
    return FALSE;
  yc_page_news_tell (save->task, news_cb, save->leaves->len, 0, TRUE);
  return yc_out_write (save->target, pdf, error);
}

static void
save_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_all (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

// ---- What is saved ------------------------------------------------------------------------------

// Pages of the third material are called 3-1, 3-2 …; of one alone, 1, 2 …
static void
collect_material (Save *save, YcMaterialRow *row, guint number, gboolean alone)
{
  GPtrArray *pages = save->file->shown->pages;
  guint n = 0;

  for (guint i = 0; i < pages->len; i++) {
    const YcPage *page = pages->pdata[i];
    Leaf *leaf;

    if (!g_str_equal (page->material, yc_material_row_get_id (row)))
      continue;
    n++;
    leaf = g_new0 (Leaf, 1);
    leaf->blob = g_strdup (page->blob);
    leaf->mime = g_strdup (page->mime);
    leaf->operations = g_strdup (page->operations);
    leaf->dpi = page->dpi;
    leaf->label = alone ? g_strdup_printf ("%u", n) : g_strdup_printf ("%u-%u", number, n);
    leaf->watermark = g_strdup (yc_material_row_get_watermark (row));
    leaf->part = n == 1 ? g_strdup (yc_material_row_get_name (row)) : NULL;
    g_ptr_array_add (save->leaves, leaf);
  }
}

static void
collect (Save *save, const char *material)
{
  GListModel *rows = yc_file_get_materials (save->file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (rows, i);

    if (material == NULL || g_str_equal (material, yc_material_row_get_id (row)))
      collect_material (save, row, i + 1, material != NULL);
  }
}

char *
yc_file_name_pdf (YcFile *self, const char *material)
{
  GListModel *rows = yc_file_get_materials (self);

  for (guint i = 0; material != NULL && i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (material, yc_material_row_get_id (row)))
      return g_strjoin (" ", yc_file_get_number (self), yc_material_row_get_name (row), NULL);
  }
  return g_strjoin (" ", yc_file_get_number (self), yc_file_get_item_name (self), NULL);
}

void
yc_file_save_pdf_async (YcFile *self,
                        const char *material,
                        GFile *target,
                        YcImportProgress progress,
                        gpointer progress_data,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Save *save = g_new0 (Save, 1);

  g_task_set_source_tag (task, yc_file_save_pdf_async);
  g_task_set_task_data (task, save, save_free);
  g_task_set_check_cancellable (task, FALSE); // what was saved is said to be
  save->file = self;
  save->task = task;
  save->target = g_object_ref (target);
  save->title = yc_file_name_pdf (self, material);
  save->material = g_strdup (material);
  save->role = yc_session_role_for (self->session, YC_EVENT_EXPORTED);
  save->token = g_strdup (self->session->who->token);
  save->leaves = g_ptr_array_new_with_free_func (leaf_free);
  save->progress = progress;
  save->progress_data = progress_data;
  collect (save, material);
  yc_session_run (self->session, &self->session->out, task, save_work);
}

gboolean
yc_file_save_pdf_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
