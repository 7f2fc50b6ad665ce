// Cover sheets of the materials that a case asks for: papers without a number, of which nothing is
// recorded.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-cover-sheets.h"
#include "yc-papers-private.h"

#include <glib/gi18n-lib.h>

typedef struct {
  YcCatalogue *catalogue; // owned: the item lies in it
  const YcItem *item;
  GPtrArray *materials; // owned: of YcMaterial
} Covers;

static void
covers_free (gpointer data)
{
  Covers *covers = data;

  yc_catalogue_unref (covers->catalogue);
  g_ptr_array_unref (covers->materials);
  g_free (covers);
}

static void
draw_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Covers *covers = data;
  g_autoptr (YcPaperPrint) ready = g_new0 (YcPaperPrint, 1);
  GError *error = NULL;

  ready->name = g_strdup_printf ("%s %s.pdf", covers->item->name.zh, _ ("Cover sheets"));
  ready->pdf = yc_cover_sheets_print (covers->item, covers->materials, &error);
  if (ready->pdf != NULL)
    ready->pages = yc_cover_sheets_lay_out (covers->item, covers->materials, &error);
  if (ready->pages != NULL)
    g_task_return_pointer (task, g_steal_pointer (&ready), (GDestroyNotify)yc_paper_print_free);
  else
    g_task_return_error (task, error);
}

void
yc_papers_draw_covers (YcFile *file, GTask *task)
{
  const YcToday today = yc_file_get_today (file);
  Covers *covers = g_new0 (Covers, 1);

  covers->catalogue = yc_catalogue_ref (file->catalogue);
  covers->item = file->item;
  covers->materials = yc_checklist_list_materials (file->item, file->shown, &today);
  g_task_set_task_data (task, covers, covers_free);
  yc_session_run (file->session, &file->session->pages, task, draw_work);
}
