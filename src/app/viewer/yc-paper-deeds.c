// What is done with a paper: looked at, printed, saved as PDF.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-deeds.h"
#include "yc-paper-printer.h"
#include "yc-paper-window.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

// A paper on its way, and from where it was asked for.
typedef struct {
  GWeakRef *page; // owned
  YcFile *file;   // owned
  char *kind;     // owned
  GFile *target;  // owned, nullable: it is being asked for
} Errand;

static void
errand_free (gpointer data)
{
  Errand *errand = data;
  g_autoptr (GtkWidget) page = yc_weak_take (errand->page); // nullable

  g_object_unref (errand->file);
  g_free (errand->kind);
  g_clear_object (&errand->target);
  g_free (errand);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Errand, errand_free)

static Errand *
errand_new (GtkWidget *page, YcFile *file, const char *kind)
{
  Errand *errand = g_new0 (Errand, 1);

  errand->page = yc_weak_new (page);
  errand->file = g_object_ref (file);
  errand->kind = g_strdup (kind);
  return errand;
}

char *
yc_paper_deeds_find_next (YcFile *file)
{
  g_autoptr (YcPaperRow) row = g_list_model_get_item (yc_papers_get_list (file), 0);

  return row != NULL && yc_paper_row_is_next (row) ? g_strdup (yc_paper_row_get_kind (row)) : NULL;
}

char *
yc_paper_deeds_find_newest (YcFile *file)
{
  g_autoptr (YcPaperRow) row = g_list_model_get_item (yc_papers_get_list (file), 0);

  return row != NULL ? g_strdup (yc_paper_row_get_kind (row)) : NULL;
}

static YcPaperRow *
find_paper (YcFile *file, const char *kind)
{
  GListModel *papers = yc_papers_get_list (file);

  for (guint i = 0; i < g_list_model_get_n_items (papers); i++) {
    g_autoptr (YcPaperRow) row = g_list_model_get_item (papers, i);

    if (g_str_equal (yc_paper_row_get_kind (row), kind))
      return g_steal_pointer (&row);
  }
  return NULL;
}

char *
yc_paper_deeds_make_name (YcFile *file, const char *kind)
{
  g_autoptr (YcPaperRow) row = find_paper (file, kind);

  if (g_str_equal (kind, YC_PAPERS_COVERS))
    return g_strjoin (" ", yc_file_get_item_name (file), _ ("Cover sheets"), NULL);
  return g_strjoin (" ", yc_file_get_number (file),
                    row != NULL ? yc_paper_row_get_title (row) : kind, NULL);
}

// ---- Saving -------------------------------------------------------------------------------------

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_file_get_basename (G_FILE (source));
  g_autofree char *text = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (page == NULL)
    return;
  if (error != NULL) {
    yc_toast_say_error (page, error);
    return;
  }
  text = g_strdup_printf (_ ("Saved as “%s”."), name);
  yc_toast_offer_file (page, text, G_FILE (source));
}

static void
save_issued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Errand) errand = user_data;
  g_autoptr (GtkWidget) page = g_weak_ref_get (errand->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPaperPrint) print = yc_papers_print_finish (YC_FILE (source), result, &error);

  if (print != NULL)
    g_file_replace_contents_bytes_async (errand->target, print->pdf, NULL, FALSE,
                                         G_FILE_CREATE_PRIVATE, NULL, written_cb,
                                         yc_weak_new (page));
  else if (page != NULL)
    yc_toast_say_error (page, error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Errand *errand)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    errand->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    yc_papers_print_async (errand->file, errand->kind, FALSE, NULL, save_issued_cb, errand);
  } else {
    errand_free (errand);
  }
  g_object_unref (dialog);
}

void
yc_paper_deeds_save (GtkWidget *widget, YcFile *file, const char *kind)
{
  GtkWidget *page = yc_toast_find_page (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save the paper"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  g_autofree char *name = yc_paper_deeds_make_name (file, kind);
  g_autofree char *file_name = g_strconcat (name, ".pdf", NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), errand_new (page, file, kind));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

// ---- Printing -----------------------------------------------------------------------------------

void
yc_paper_deeds_print (GtkWidget *widget, YcFile *file, const char *kind)
{
  yc_paper_printer_run (yc_toast_find_page (widget), file, kind);
}

// ---- Looking ------------------------------------------------------------------------------------

void
yc_paper_deeds_look (GtkWidget *widget, YcFile *file, const char *kind)
{
  yc_paper_window_present (yc_toast_find_page (widget), file, kind);
}
