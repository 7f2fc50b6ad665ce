// Samples of materials, drawn on the desk for pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-papers-private.h"
#include "yc-sample-sheet.h"
#include "yc-words.h"

typedef struct {
  YcCatalogue *catalogue; // owned: the item lies in it
  const YcItem *item;
  const YcMaterial *material;
  gboolean english;
} Sample;

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  yc_catalogue_unref (sample->catalogue);
  g_free (sample);
}

static void
draw_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Sample *sample = data;
  GError *error = NULL;
  GPtrArray *pages =
      yc_sample_sheet_lay_out (sample->item, sample->material, sample->english, &error);
  YcPaperPrint *print;

  if (pages == NULL) {
    g_task_return_error (task, error);
    return;
  }
  print = g_new0 (YcPaperPrint, 1);
  print->pages = pages;
  g_task_return_pointer (task, print, (GDestroyNotify)yc_paper_print_free);
}

void
yc_papers_show_sample_async (YcFile *file,
                             const char *material,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);
  const YcMaterial *found = yc_item_find_material (file->item, material);
  Sample *sample;

  g_task_set_source_tag (task, yc_papers_show_sample_async);
  if (found == NULL) {
    g_task_return_new_error (task, YC_ERROR, YC_ERROR_NOT_FOUND, "the item has no such material");
    return;
  }
  sample = g_new0 (Sample, 1);
  sample->catalogue = yc_catalogue_ref (file->catalogue);
  sample->item = file->item;
  sample->material = found;
  sample->english = !yc_words_is_chinese ();
  g_task_set_task_data (task, sample, sample_free);
  yc_session_run (file->session, &file->session->pages, task, draw_work);
}
