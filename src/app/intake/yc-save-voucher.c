// The receipt voucher (收件凭证) as a PDF file that can be printed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-save-voucher.h"
#include "yc-papers.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

typedef struct {
  GWeakRef *page; // owned
  GFile *target;  // owned
} Save;

static void
open_cb (gpointer target)
{
  g_autofree char *uri = g_file_get_uri (target);

  gtk_show_uri (NULL, uri, GDK_CURRENT_TIME);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL, *text = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (page == NULL)
    return;
  if (error != NULL) {
    yc_toast_say_error (page, error);
    return;
  }
  name = g_file_get_basename (G_FILE (source));
  text = g_strdup_printf (_ ("The voucher is saved as “%s”."), name);
  yc_toast_offer (page, text, _ ("Open and print"), open_cb, g_object_ref (source), g_object_unref);
}

static void
printed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GtkWidget) page = yc_weak_take (save->page);
  g_autoptr (GFile) target = save->target;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPaperPrint) print = yc_papers_print_finish (YC_FILE (source), result, &error);
  GBytes *pdf = print != NULL ? print->pdf : NULL;

  g_free (save);
  if (pdf != NULL)
    g_file_replace_contents_bytes_async (target, pdf, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                         written_cb, yc_weak_new (page));
  else if (page != NULL)
    yc_toast_say_error (page, error);
}

void
yc_save_voucher_to (GtkWidget *page, YcFile *file, GFile *target)
{
  Save *save = g_new (Save, 1);

  save->page = yc_weak_new (page);
  save->target = g_object_ref (target);
  yc_papers_print_async (file, "voucher", FALSE, NULL, printed_cb, save);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, GtkWidget *page)
{
  g_autoptr (GFile) target = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    yc_save_voucher_to (page, g_object_get_data (G_OBJECT (dialog), "file"), target);
  }
  g_object_unref (dialog);
}

void
yc_save_voucher_ask (GtkWidget *page, YcFile *file)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save the voucher"), GTK_WINDOW (gtk_widget_get_root (page)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  g_autofree char *name = g_strdup_printf (_ ("Voucher %s.pdf"), yc_file_get_number (file));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_object_set_data_full (G_OBJECT (dialog), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), page, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
