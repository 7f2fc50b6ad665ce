// Where files come from that are taken in: chosen, dropped, or from the clipboard.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-import-source.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

static const char *const mime_types[] = {
    "application/pdf", "image/png", "image/jpeg", "image/tiff", "image/webp", "image/heic", NULL};

// What waits for an answer.
typedef struct {
  GWeakRef *widget; // owned
  YcTakeFiles take_files;
  YcTakeContent take_content;
} Wish;

static Wish *
wish_new (GtkWidget *widget, YcTakeFiles take_files, YcTakeContent take_content)
{
  Wish *wish = g_new (Wish, 1);

  *wish = (Wish){yc_weak_new (widget), take_files, take_content};
  return wish;
}

// ---- Choosing -----------------------------------------------------------------------------------

static void
chosen_cb (GtkNativeDialog *dialog, int response, Wish *wish)
{
  g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GtkWidget) widget = yc_weak_take (wish->widget);

  if (response == GTK_RESPONSE_ACCEPT && widget != NULL)
    wish->take_files (widget, files);
  g_free (wish);
  g_object_unref (dialog);
}

void
yc_import_source_choose (GtkWidget *widget, YcTakeFiles take)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Import pages"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Import"), _ ("Cancel"));
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Documents and pictures"));
  for (gsize i = 0; mime_types[i] != NULL; i++)
    gtk_file_filter_add_mime_type (filter, mime_types[i]);
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), wish_new (widget, take, NULL));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

// ---- Pasting ------------------------------------------------------------------------------------

GListModel *
yc_import_source_list (const GValue *value)
{
  GListStore *files = g_list_store_new (G_TYPE_FILE);

  for (GSList *entry = g_value_get_boxed (value); entry != NULL; entry = entry->next)
    g_list_store_append (files, entry->data);
  return G_LIST_MODEL (files);
}

static void
files_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  Wish *wish = user_data;
  g_autoptr (GtkWidget) widget = yc_weak_take (wish->widget);
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (clipboard), result, NULL);
  g_autoptr (GListModel) files = value != NULL ? yc_import_source_list (value) : NULL;

  if (files != NULL && widget != NULL)
    wish->take_files (widget, files);
  g_free (wish);
}

static void
spliced_cb (GObject *stream, GAsyncResult *result, gpointer user_data)
{
  Wish *wish = user_data;
  g_autoptr (GtkWidget) widget = yc_weak_take (wish->widget);
  gssize size = g_output_stream_splice_finish (G_OUTPUT_STREAM (stream), result, NULL);
  g_autoptr (GBytes) content =
      size > 0 ? g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (stream)) : NULL;

  if (content != NULL && widget != NULL)
    wish->take_content (widget, content);
  g_free (wish);
}

static void
picture_cb (GObject *clipboard, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GInputStream) input =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (clipboard), result, NULL, NULL);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();
  Wish *wish = user_data;

  if (input == NULL) {
    g_autoptr (GtkWidget) gone = yc_weak_take (wish->widget);

    g_free (wish);
    return;
  }
  g_output_stream_splice_async (
      output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
      G_PRIORITY_DEFAULT, NULL, spliced_cb, wish);
}

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (gsize i = 0; mime_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, mime_types[i]))
      return TRUE;
  return FALSE;
}

void
yc_import_source_paste (GtkWidget *widget, YcTakeFiles take_files, YcTakeContent take_content)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  if (gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_cb, wish_new (widget, take_files, take_content));
  else if (has_picture (formats))
    gdk_clipboard_read_async (clipboard, (const char **)mime_types, G_PRIORITY_DEFAULT, NULL,
                              picture_cb, wish_new (widget, take_files, take_content));
  else
    yc_toast_say (yc_toast_find_page (widget),
                  _ ("There is no page on the clipboard. Copy a file or a picture first."));
}
