// Pages on their way into a PDF: where to, how far it is, and Cancel.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-save-bar.h"
#include "yc-toast.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcSaveBar {
  GtkWidget parent_instance;

  GtkWidget *box;      // owned
  GtkLabel *words;     // in it
  GtkProgressBar *far; // in it

  GCancellable *cancellable; // owned, nullable: none is under way
};

G_DEFINE_FINAL_TYPE (YcSaveBar, yc_save_bar, GTK_TYPE_WIDGET)

// What is saved, from the question where to until it is told.
typedef struct {
  GWeakRef *bar;  // owned
  YcFile *file;   // owned
  char *material; // nullable
  GFile *target;  // owned, nullable: it is being asked for
  char *name;     // of the target, to show
} Copy;

static void
copy_free (Copy *copy)
{
  g_autoptr (GtkWidget) bar = yc_weak_take (copy->bar); // nullable

  g_object_unref (copy->file);
  g_free (copy->material);
  g_clear_object (&copy->target);
  g_free (copy->name);
  g_free (copy);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Copy, copy_free)

// ---- Saving -------------------------------------------------------------------------------------

static void
show_progress (YcSaveBar *self, const char *name, guint done, guint n_pages)
{
  // TRANSLATORS: the name of a file that is written page by page.
  g_autofree char *text =
      g_strdup_printf (_ ("%s: page %u of %u"), name, MIN (done + 1, n_pages), n_pages);

  gtk_label_set_label (self->words, text);
  gtk_progress_bar_set_fraction (self->far, n_pages > 0 ? (double)done / n_pages : 0);
}

static void
progress_cb (guint done, guint n_pages, gpointer user_data)
{
  Copy *copy = user_data;
  g_autoptr (YcSaveBar) self = g_weak_ref_get (copy->bar);

  if (self != NULL)
    show_progress (self, copy->name, done, n_pages);
}

// Where the page is gone, the window says it.
static void
tell (Copy *copy, gpointer page, const GError *error)
{
  // TRANSLATORS: the name of a file.
  g_autofree char *text = error != NULL ? yc_words_error_saving (error)
                                        : g_strdup_printf (_ ("Saved as “%s”."), copy->name);

  if (page == NULL)
    g_signal_emit_by_name (yc_file_get_session (copy->file), "notice", text);
  else if (error == NULL)
    yc_toast_offer_file (page, text, copy->target);
  else
    yc_toast_say (page, text);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Copy) copy = user_data;
  g_autoptr (YcSaveBar) self = g_weak_ref_get (copy->bar);
  g_autoptr (GError) error = NULL;

  yc_file_save_pdf_finish (YC_FILE (source), result, &error);
  if (self != NULL) {
    g_clear_object (&self->cancellable);
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  }
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell (copy, self != NULL ? yc_toast_find_page (GTK_WIDGET (self)) : NULL, error);
}

static void
start (YcSaveBar *self, Copy *copy)
{
  g_autofree char *base = g_file_get_basename (copy->target);

  copy->name = g_filename_display_name (base);
  self->cancellable = g_cancellable_new ();
  show_progress (self, copy->name, 0, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  yc_file_save_pdf_async (copy->file, copy->material, copy->target, progress_cb, copy,
                          self->cancellable, saved_cb, copy);
}

static void
cancel_cb (YcSaveBar *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

// ---- Where to -----------------------------------------------------------------------------------

static void
chosen_cb (GtkNativeDialog *dialog, int response, Copy *copy)
{
  g_autoptr (YcSaveBar) self = g_weak_ref_get (copy->bar);

  copy->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (response == GTK_RESPONSE_ACCEPT && self != NULL && copy->target != NULL)
    start (self, copy);
  else
    copy_free (copy);
  g_object_unref (dialog);
}

static void
ask (YcSaveBar *self, Copy *copy)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save the pages"), GTK_WINDOW (root),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  g_autofree char *name = yc_file_name_pdf (copy->file, copy->material);
  g_autofree char *file_name = g_strconcat (name, ".pdf", NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), file_name);
  g_signal_connect (dialog, "response", G_CALLBACK (chosen_cb), copy);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

void
yc_save_bar_save (YcSaveBar *self, YcFile *file, const char *material)
{
  Copy *copy;

  if (self->cancellable != NULL) {
    yc_toast_say (yc_toast_find_page (GTK_WIDGET (self)),
                  _ ("Another file is being saved. Wait until it is there."));
    return;
  }
  copy = g_new0 (Copy, 1);
  copy->bar = yc_weak_new (self);
  copy->file = g_object_ref (file);
  copy->material = g_strdup (material);
  ask (self, copy);
}

// ---- Making it ----------------------------------------------------------------------------------

static void
yc_save_bar_dispose (GObject *object)
{
  YcSaveBar *self = YC_SAVE_BAR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_save_bar_parent_class)->dispose (object);
}

static void
yc_save_bar_class_init (YcSaveBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_save_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/viewer/save-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, YcSaveBar, box);
  gtk_widget_class_bind_template_child (widget_class, YcSaveBar, words);
  gtk_widget_class_bind_template_child (widget_class, YcSaveBar, far);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
yc_save_bar_init (YcSaveBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
