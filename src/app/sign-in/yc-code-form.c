// Choosing an unlock code, once somebody came in by the city's own sign-in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-code-form.h"

#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcCodeForm {
  GtkWidget parent_instance;
  YcSession *session; // owned, nullable
  GtkWidget *box;
  GtkEditable *code;
  GtkLabel *trouble;
  GtkWidget *choose;
};

G_DEFINE_FINAL_TYPE (YcCodeForm, yc_code_form, GTK_TYPE_WIDGET)

static guint done_signal;

static void
finish (YcCodeForm *self)
{
  gtk_editable_set_text (self->code, "");
  g_clear_object (&self->session);
  g_signal_emit (self, done_signal, 0);
}

static void
show_trouble (YcCodeForm *self, const char *sentence)
{
  gtk_label_set_text (self->trouble, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcCodeForm) self = data;
  g_autoptr (GError) error = NULL;
  gboolean chosen = yc_session_choose_code_finish (YC_SESSION (source), result, &error);
  if (!self->box || self->session != (gpointer)source) // gone
    return;
  gtk_widget_set_sensitive (self->choose, TRUE);
  if (chosen) {
    finish (self);
    return;
  }
  g_autofree char *sentence = yc_words_error (error);
  show_trouble (self, sentence);
}

static void
choose_cb (GtkWidget *widget, YcCodeForm *self)
{
  const char *code = gtk_editable_get_text (self->code);
  if (!self->session || !gtk_widget_get_sensitive (self->choose))
    return;
  if (!yc_entrance_is_code (code)) {
    show_trouble (self, _ ("This is too short. Choose six characters or more."));
    return;
  }
  gtk_widget_set_sensitive (self->choose, FALSE);
  yc_session_choose_code_async (self->session, code, chosen_cb, g_object_ref (self));
}

static void
changed_cb (GtkEditable *editable, YcCodeForm *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
}

static void
later_cb (GtkButton *button, YcCodeForm *self)
{
  if (self->session)
    finish (self);
}

void
yc_code_form_ask (YcCodeForm *self, YcSession *session)
{
  g_set_object (&self->session, session);
  gtk_widget_grab_focus (GTK_WIDGET (self->code));
}

static void
yc_code_form_dispose (GObject *object)
{
  YcCodeForm *self = YC_CODE_FORM (object);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_code_form_parent_class)->dispose (object);
}

static void
yc_code_form_init (YcCodeForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (gtk_editable_get_delegate (self->code)), GTK_ACCESSIBLE_PROPERTY_LABEL,
      adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->code)), -1);
}

static void
yc_code_form_class_init (YcCodeFormClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_code_form_dispose;
  done_signal = g_signal_new ("done", YC_TYPE_CODE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/sign-in/code-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YcCodeForm, box);
  gtk_widget_class_bind_template_child (widget_class, YcCodeForm, code);
  gtk_widget_class_bind_template_child (widget_class, YcCodeForm, trouble);
  gtk_widget_class_bind_template_child (widget_class, YcCodeForm, choose);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, later_cb);
}
