// The line of a material while a register is being asked: which one, and a way to stop.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ask-line.h"
#include "yc-earlier.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

struct _YcAskLine {
  GtkWidget parent_instance;

  GtkWidget *box;            // owned
  GtkSpinner *spinner;       // in it
  GtkLabel *words;           // in it
  GCancellable *cancellable; // owned, nullable: nothing is being asked
};

G_DEFINE_FINAL_TYPE (YcAskLine, yc_ask_line, GTK_TYPE_WIDGET)

static guint failed_signal;

static void
rest (YcAskLine *self)
{
  g_clear_object (&self->cancellable);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcAskLine) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  yc_earlier_ask_finish (YC_FILE (source), result, &error);
  if (self == NULL || self->box == NULL)
    return;
  rest (self);
  if (error != NULL)
    g_signal_emit (self, failed_signal, 0, error);
}

void
yc_ask_line_ask (YcAskLine *self, YcFile *file, YcMaterialRow *row)
{
  const char *service = yc_material_row_get_service (row);
  g_autofree char *words = NULL;

  if (self->cancellable != NULL)
    return;
  self->cancellable = g_cancellable_new ();
  words = service != NULL ? g_strdup_printf (_ ("Asking: %s…"), service)
                          : g_strdup (_ ("Asking the register…"));
  gtk_label_set_label (self->words, words);
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  yc_earlier_ask_async (file, yc_material_row_get_id (row), self->cancellable, asked_cb,
                        yc_weak_new (self));
}

gboolean
yc_ask_line_is_asking (YcAskLine *self)
{
  return self->cancellable != NULL;
}

static void
cancel_cb (YcAskLine *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
yc_ask_line_dispose (GObject *object)
{
  YcAskLine *self = YC_ASK_LINE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_ask_line_parent_class)->dispose (object);
}

static void
yc_ask_line_class_init (YcAskLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_ask_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  failed_signal = g_signal_new ("failed", YC_TYPE_ASK_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
yc_ask_line_init (YcAskLine *self)
{
  GtkWidget *cancel = gtk_button_new_with_label (_ ("Cancel"));

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  self->words = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_xalign (self->words, 0);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_label_set_wrap_mode (self->words, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "caption");
  gtk_widget_add_css_class (cancel, "correction");
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_cb), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->spinner));
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self->box), cancel);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
