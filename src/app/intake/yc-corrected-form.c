// Put right on the spot (art. 32 (3)): what it was, and the applicant's initials.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-corrected-form.h"
#include "yc-outcome.h"

struct _YcCorrectedForm {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkEntry *what, *initials;
  GtkWidget *confirm;
};

G_DEFINE_FINAL_TYPE (YcCorrectedForm, yc_corrected_form, GTK_TYPE_WIDGET)

static guint confirmed_signal;

static char *
get_text (GtkEntry *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
update_cb (YcCorrectedForm *self)
{
  g_autofree char *what = get_text (self->what), *initials = get_text (self->initials);

  gtk_widget_set_sensitive (self->confirm, *what != '\0' && *initials != '\0');
}

static void
confirm_cb (YcCorrectedForm *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (!gtk_widget_get_sensitive (self->confirm))
    return;
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, confirmed_signal, 0);
}

void
yc_corrected_form_send (YcCorrectedForm *self,
                        YcFile *file,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autofree char *what = get_text (self->what), *initials = get_text (self->initials);

  yc_outcome_corrected_async (file, what, initials, NULL, callback, user_data);
  gtk_editable_set_text (GTK_EDITABLE (self->what), "");
  gtk_editable_set_text (GTK_EDITABLE (self->initials), "");
}

static void
yc_corrected_form_dispose (GObject *object)
{
  g_clear_pointer (&YC_CORRECTED_FORM (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_corrected_form_parent_class)->dispose (object);
}

static void
yc_corrected_form_class_init (YcCorrectedFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_corrected_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/corrected-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YcCorrectedForm, box);
  gtk_widget_class_bind_template_child (widget_class, YcCorrectedForm, what);
  gtk_widget_class_bind_template_child (widget_class, YcCorrectedForm, initials);
  gtk_widget_class_bind_template_child (widget_class, YcCorrectedForm, confirm);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  confirmed_signal = g_signal_new ("confirmed", YC_TYPE_CORRECTED_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_corrected_form_init (YcCorrectedForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
