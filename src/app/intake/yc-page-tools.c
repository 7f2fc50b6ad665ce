// Pages that come from files, and pages that are taken out of the case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-tools.h"
#include "yc-pile.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

// ---- Importing ----------------------------------------------------------------------------------

// Where the pictures go that somebody is choosing.
typedef struct {
  GtkWidget *page; // owned
  YcFile *file;    // owned
  char *material;  // owned
} Target;

static void
target_free (Target *target)
{
  g_object_unref (target->page);
  g_object_unref (target->file);
  g_free (target->material);
  g_free (target);
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  yc_file_import_finish (YC_FILE (source), result, NULL, &error);
  if (error != NULL && page != NULL)
    yc_toast_say_error (page, error);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, Target *target)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

  for (guint i = 0; response == GTK_RESPONSE_ACCEPT && i < g_list_model_get_n_items (files); i++) {
    g_autoptr (GFile) source = g_list_model_get_item (files, i);

    yc_file_import_async (target->file, target->material, source, NULL, NULL, NULL, NULL,
                          imported_cb, yc_weak_new (target->page));
  }
  target_free (target);
  g_object_unref (dialog);
}

void
yc_page_tools_import (GtkWidget *page, YcFile *file, const char *material)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Import pictures of pages"), GTK_WINDOW (gtk_widget_get_root (page)),
      GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Import"), _ ("Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  Target *target = g_new (Target, 1);

  target->page = g_object_ref (page);
  target->file = g_object_ref (file);
  target->material = g_strdup (material);
  gtk_file_filter_set_name (filter, _ ("Pictures (JPEG, PNG)"));
  gtk_file_filter_add_mime_type (filter, "image/jpeg");
  gtk_file_filter_add_mime_type (filter, "image/png");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), target);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

// ---- Taking out ---------------------------------------------------------------------------------

static void
put_back_cb (gpointer pile)
{
  yc_pile_undo (pile);
}

void
yc_page_tools_remove (GtkWidget *page, YcFile *file, const char *page_id)
{
  const char *pages[] = {page_id, NULL};
  YcPile *pile = yc_pile_new (file);

  yc_pile_remove (pile, pages);
  yc_toast_offer (page, _ ("The page is taken out"), _ ("Undo"), put_back_cb, pile, g_object_unref);
}
