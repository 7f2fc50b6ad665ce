// What is done with a paper: looked at, printed, saved as PDF.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-deeds.h"
#include "yc-paper-view.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define PAPER_WIDTH 595.28 // points, A4

// A paper on its way, and from where it was asked for.
typedef struct {
  GWeakRef *page; // owned
  YcFile *file;   // owned
  char *kind;     // owned
  GFile *target;  // owned, nullable: a printer is meant
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

// ---- Saving -------------------------------------------------------------------------------------

static void
open_cb (gpointer target)
{
  g_autofree char *uri = g_file_get_uri (target);

  g_app_info_launch_default_for_uri (uri, NULL, NULL);
}

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
  yc_toast_offer (page, text, _ ("Open"), open_cb, g_object_ref (source), g_object_unref);
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

static char *
make_name (YcFile *file, const char *kind)
{
  GListModel *papers = yc_papers_get_list (file);

  for (guint i = 0; i < g_list_model_get_n_items (papers); i++) {
    g_autoptr (YcPaperRow) row = g_list_model_get_item (papers, i);

    if (g_str_equal (yc_paper_row_get_kind (row), kind))
      return g_strdup_printf ("%s %s.pdf", yc_file_get_number (file), yc_paper_row_get_title (row));
  }
  return g_strdup_printf ("%s.pdf", yc_file_get_number (file));
}

void
yc_paper_deeds_save (GtkWidget *widget, YcFile *file, const char *kind)
{
  GtkWidget *page = yc_toast_find_page (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save the paper"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  g_autofree char *name = make_name (file, kind);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), errand_new (page, file, kind));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

// ---- Printing -----------------------------------------------------------------------------------

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, YcPaperPrint *print)
{
  cairo_t *cairo = gtk_print_context_get_cairo_context (context);
  double scale = gtk_print_context_get_width (context) / PAPER_WIDTH;

  cairo_scale (cairo, scale, scale);
  yc_paper_print_draw (print, (guint)page, cairo);
}

static void
save_instead_cb (gpointer data)
{
  Errand *errand = data;
  g_autoptr (GtkWidget) page = g_weak_ref_get (errand->page);

  if (page != NULL)
    yc_paper_deeds_save (page, errand->file, errand->kind);
}

static void
offer_saving (Errand *errand)
{
  g_autoptr (GtkWidget) page = g_weak_ref_get (errand->page);

  if (page != NULL)
    yc_toast_offer (page, _ ("The printer could not be reached. The paper can be saved as PDF."),
                    _ ("Save PDF…"), save_instead_cb, errand_new (page, errand->file, errand->kind),
                    errand_free);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, Errand *errand)
{
  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    offer_saving (errand);
}

static GtkPrintOperation *
make_operation (YcPaperPrint *print)
{
  GtkPrintOperation *operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  g_autoptr (GtkPaperSize) a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size_and_default_margins (setup, a4);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int)print->pages->len);
  gtk_print_operation_set_job_name (operation, print->name);
  gtk_print_operation_set_allow_async (operation, TRUE);
  return operation;
}

static void
print_issued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Errand *errand = user_data;
  g_autoptr (GtkWidget) page = g_weak_ref_get (errand->page);
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = NULL;
  YcPaperPrint *print = yc_papers_print_finish (YC_FILE (source), result, &error);

  if (print == NULL || page == NULL) {
    if (page != NULL)
      yc_toast_say_error (page, error);
    g_clear_pointer (&print, yc_paper_print_free);
    errand_free (errand);
    return;
  }
  operation = make_operation (print);
  g_object_set_data_full (G_OBJECT (operation), "print", print,
                          (GDestroyNotify)yc_paper_print_free);
  g_object_set_data_full (G_OBJECT (operation), "errand", errand, errand_free);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), print);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), errand);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (gtk_widget_get_root (page)), &error);
  if (error != NULL)
    offer_saving (errand);
}

void
yc_paper_deeds_print (GtkWidget *widget, YcFile *file, const char *kind)
{
  yc_papers_print_async (file, kind, FALSE, NULL, print_issued_cb,
                         errand_new (yc_toast_find_page (widget), file, kind));
}

// ---- Looking ------------------------------------------------------------------------------------

static gboolean
close_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return GDK_EVENT_STOP;
}

static void
add_escape (GtkWidget *window)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                        gtk_callback_action_new (close_cb, NULL, NULL)));
  gtk_widget_add_controller (window, keys);
}

void
yc_paper_deeds_look (GtkWidget *widget, YcFile *file, YcPaperRow *row)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = yc_paper_view_new ();

  gtk_window_set_title (GTK_WINDOW (window), yc_paper_row_get_title (row));
  gtk_window_set_default_size (GTK_WINDOW (window), 680, 720);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (window), box);
  add_escape (window);
  yc_paper_view_show (YC_PAPER_VIEW (view), file, yc_paper_row_get_kind (row));
  gtk_window_present (GTK_WINDOW (window));
}
