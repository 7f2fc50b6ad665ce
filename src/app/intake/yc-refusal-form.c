// Why the application is not accepted: another body's business, nothing to license, or refused.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-refusal-form.h"
#include "yc-body-chooser.h"
#include "yc-choice.h"
#include "yc-stack.h"
#include "yc-tabs.h"

#include <glib/gi18n.h>

struct _YcRefusalForm {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkBox *tabs;
  GtkStack *stack;
  YcBodyChooser *bodies;
  GtkDropDown *ground;
  GtkLabel *no_ground, *reason_label;
  GtkWidget *reason_frame;
  GtkTextView *reason;
  GtkButton *confirm;

  YcFile *file; // owned
};

G_DEFINE_FINAL_TYPE (YcRefusalForm, yc_refusal_form, GTK_TYPE_WIDGET)

static guint confirmed_signal;

static gboolean
is_kind (YcRefusalForm *self, const char *kind)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), kind) == 0;
}

static char *
get_reason (YcRefusalForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->reason);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

// NULL while there is none.
static const char *
get_ground (YcRefusalForm *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->ground);

  return chosen != NULL ? gtk_string_object_get_string (chosen) : NULL;
}

static void
update_cb (YcRefusalForm *self)
{
  g_autofree char *reason = get_reason (self);
  gboolean needs_reason = !is_kind (self, "not-needed");
  gboolean ready = get_ground (self) != NULL && (!needs_reason || *reason != '\0');

  if (is_kind (self, "not-ours"))
    ready = ready && yc_body_chooser_get_body (self->bodies) != NULL;
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), ready);
}

// Grounds come from the catalogue alone: no refusal without one (art. 32).
static void
show_grounds (YcRefusalForm *self)
{
  const char *step = is_kind (self, "not-needed") ? "not-needed" : "not-accepted";
  GPtrArray *grounds = yc_file_get_grounds (self->file, step);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  gboolean any = grounds != NULL && grounds->len > 0;

  for (guint i = 0; any && i < grounds->len; i++)
    gtk_string_list_append (model, grounds->pdata[i]);
  gtk_drop_down_set_model (self->ground, G_LIST_MODEL (model));
  gtk_widget_set_visible (GTK_WIDGET (self->ground), any);
  gtk_widget_set_visible (GTK_WIDGET (self->no_ground), !any);
}

static void
kind_cb (YcRefusalForm *self)
{
  gboolean needs_reason = !is_kind (self, "not-needed");

  if (self->file == NULL)
    return;
  show_grounds (self);
  gtk_widget_set_visible (GTK_WIDGET (self->reason_label), needs_reason);
  gtk_widget_set_visible (self->reason_frame, needs_reason);
  gtk_button_set_label (self->confirm,
                        needs_reason ? _ ("Do not accept") : _ ("Say that none is needed"));
  update_cb (self);
}

static void
confirm_cb (YcRefusalForm *self)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, confirmed_signal, 0);
}

void
yc_refusal_form_send (YcRefusalForm *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autofree char *reason = get_reason (self);
  const char *ground = get_ground (self);

  if (is_kind (self, "not-needed"))
    yc_outcome_not_needed_async (self->file, ground, NULL, callback, user_data);
  else if (is_kind (self, "not-ours"))
    yc_outcome_not_ours_async (self->file, yc_body_chooser_get_body (self->bodies), ground, reason,
                               NULL, callback, user_data);
  else
    yc_outcome_not_accepted_async (self->file, ground, reason, NULL, callback, user_data);
}

void
yc_refusal_form_show_refusal (YcRefusalForm *self)
{
  gtk_stack_set_visible_child_name (self->stack, "refused");
}

GtkWidget *
yc_refusal_form_new (YcFile *file)
{
  YcRefusalForm *self = g_object_new (YC_TYPE_REFUSAL_FORM, NULL);

  self->file = g_object_ref (file);
  yc_body_chooser_set_file (self->bodies, file);
  gtk_box_append (self->tabs, yc_tabs_new (self->stack));
  kind_cb (self);
  return GTK_WIDGET (self);
}

static gboolean
yc_refusal_form_grab_focus (GtkWidget *widget)
{
  YcRefusalForm *self = YC_REFUSAL_FORM (widget);

  return gtk_widget_grab_focus (is_kind (self, "not-ours") ? GTK_WIDGET (self->bodies)
                                                           : GTK_WIDGET (self->ground));
}

// Tab passes through; the default would come back here by grab_focus () on the way out.
static gboolean
yc_refusal_form_focus (GtkWidget *widget, GtkDirectionType direction)
{
  return gtk_widget_child_focus (YC_REFUSAL_FORM (widget)->box, direction);
}

static void
yc_refusal_form_dispose (GObject *object)
{
  YcRefusalForm *self = YC_REFUSAL_FORM (object);

  g_clear_object (&self->file);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_refusal_form_parent_class)->dispose (object);
}

static void
yc_refusal_form_class_init (YcRefusalFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_BODY_CHOOSER);
  G_OBJECT_CLASS (klass)->dispose = yc_refusal_form_dispose;
  widget_class->grab_focus = yc_refusal_form_grab_focus;
  widget_class->focus = yc_refusal_form_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/refusal-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, box);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, tabs);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, stack);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, bodies);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, ground);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, no_ground);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, reason_label);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, reason_frame);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, reason);
  gtk_widget_class_bind_template_child (widget_class, YcRefusalForm, confirm);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, kind_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  confirmed_signal = g_signal_new ("confirmed", YC_TYPE_REFUSAL_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_refusal_form_init (YcRefusalForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
  yc_choice_fit (self->ground);
  g_signal_connect_object (gtk_text_view_get_buffer (self->reason), "changed",
                           G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
}
