// What is done to a page of the case at the counter: taken out, turned, shown as it was scanned.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-tools.h"
#include "yc-pile.h"
#include "yc-toast.h"

#include <glib/gi18n.h>

static void
undo_cb (gpointer pile)
{
  yc_pile_undo (pile);
}

// One step that can be taken back from the toast that tells of it.
static void
do_step (GtkWidget *page,
         YcFile *file,
         const char *page_id,
         void (*step) (YcPile *pile, const char *const *pages),
         const char *words)
{
  const char *pages[] = {page_id, NULL};
  YcPile *pile = yc_pile_new (file);

  step (pile, pages);
  yc_toast_offer (page, words, _ ("Undo"), undo_cb, pile, g_object_unref);
}

void
yc_page_tools_remove (GtkWidget *page, YcFile *file, const char *page_id)
{
  do_step (page, file, page_id, yc_pile_remove, _ ("The page is taken out"));
}

void
yc_page_tools_turn (GtkWidget *page, YcFile *file, const char *page_id)
{
  do_step (page, file, page_id, yc_pile_turn, _ ("The page is turned, for everybody"));
}

void
yc_page_tools_toggle_ready (GtkWidget *page, YcFile *file, const char *page_id)
{
  gboolean ready = yc_file_is_made_ready (file, page_id);

  do_step (page, file, page_id, ready ? yc_pile_show_as_scanned : yc_pile_make_ready,
           ready ? _ ("The page is shown as it was scanned")
                 : _ ("The page is shown straightened and turned"));
}

// ---- Cover sheets -------------------------------------------------------------------------------

typedef struct {
  YcFile *file;   // owned
  char **pages;   // owned
  char *material; // owned
} Sorted;

static void
sorted_free (gpointer data)
{
  Sorted *sorted = data;

  g_object_unref (sorted->file);
  g_strfreev (sorted->pages);
  g_free (sorted->material);
  g_free (sorted);
}

static void
gather_cb (gpointer data)
{
  Sorted *sorted = data;
  g_autoptr (YcPile) pile = yc_pile_new (sorted->file);

  yc_pile_gather (pile, (const char *const *)sorted->pages, sorted->material);
}

void
yc_page_tools_tell_sorted (GtkWidget *page, YcFile *file, YcBatch *batch, const char *text)
{
  guint covers = yc_batch_get_covers (batch);
  // TRANSLATORS: the first part is "5 pages scanned".
  g_autofree char *words = g_strdup_printf (
      ngettext ("%s, sorted by %u cover sheet", "%s, sorted by %u cover sheets", covers), text,
      covers);
  Sorted *sorted = g_new (Sorted, 1);

  sorted->file = g_object_ref (file);
  sorted->pages = yc_batch_list_pages (batch);
  sorted->material = g_strdup (yc_batch_get_material (batch));
  yc_toast_offer (page, words, _ ("Undo"), gather_cb, sorted, sorted_free);
}
