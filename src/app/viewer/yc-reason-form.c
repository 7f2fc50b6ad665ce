// Why, and why not: the reason, and the ground of a step that says no.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-reason-form.h"
#include "yc-choice.h"

#include <glib/gi18n.h>

struct _YcReasonForm {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkLabel *title;
  GtkWidget *ground_label;
  GtkDropDown *ground;
  GtkEntry *own_ground;
  GtkTextView *reason;
  GtkButton *confirm;

  YcReason what;
};

G_DEFINE_FINAL_TYPE (YcReasonForm, yc_reason_form, GTK_TYPE_WIDGET)

static guint confirmed_signal;

static const struct {
  const char *title, *button;
  const char *step; // whose grounds there are to choose from; nullable
  YcEventType type;
} words[] = {
    [YC_REASON_RETURN] = {N_ ("Return the case to the window"), N_ ("Return"), "return",
                          YC_EVENT_RETURNED},
    [YC_REASON_REFUSE] = {N_ ("Refuse the application"), N_ ("Refuse"), "refuse", YC_EVENT_REFUSED},
    [YC_REASON_WITHDRAW] = {N_ ("The applicant withdraws"), N_ ("Withdraw"), NULL,
                            YC_EVENT_WITHDRAWN},
    [YC_REASON_REVEAL] = {N_ ("Show the contact data; that you looked is recorded"), N_ ("Show"),
                          NULL, YC_EVENT_REVEALED},
};

static gboolean
asks_ground (YcReasonForm *self)
{
  return words[self->what].step != NULL;
}

static char *
get_reason (YcReasonForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->reason);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return g_strstrip (gtk_text_buffer_get_text (buffer, &start, &end, FALSE));
}

// The chosen ground, or the one that was written; "" where there is none yet.
static char *
get_ground (YcReasonForm *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->ground);

  if (gtk_widget_get_visible (GTK_WIDGET (self->own_ground)))
    return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->own_ground))));
  return g_strdup (chosen != NULL ? gtk_string_object_get_string (chosen) : "");
}

// The last of the grounds is "another one", which opens an entry.
static void
show_entries (YcReasonForm *self)
{
  GListModel *grounds = gtk_drop_down_get_model (self->ground);
  guint last = g_list_model_get_n_items (grounds) - 1;

  gtk_widget_set_visible (GTK_WIDGET (self->own_ground),
                          asks_ground (self) && gtk_drop_down_get_selected (self->ground) == last);
}

static void
update_cb (YcReasonForm *self)
{
  g_autofree char *reason = get_reason (self), *ground = NULL;
  gboolean ready = *reason != '\0';

  show_entries (self);
  ground = get_ground (self);
  if (asks_ground (self))
    ready = ready && *ground != '\0';
  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), ready);
}

static void
confirm_cb (YcReasonForm *self)
{
  g_autoptr (JsonObject) data = json_object_new ();
  g_autofree char *reason = get_reason (self), *ground = get_ground (self);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_POPOVER);

  json_object_set_string_member (data, "reason", reason);
  if (asks_ground (self))
    json_object_set_string_member (data, "ground", ground);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  g_signal_emit (self, confirmed_signal, 0, (guint)words[self->what].type, data);
}

static GListModel *
list_grounds (YcFile *file, const char *step)
{
  GtkStringList *model = gtk_string_list_new (NULL);
  GPtrArray *grounds = step != NULL ? yc_file_get_grounds (file, step) : NULL;

  for (guint i = 0; grounds != NULL && i < grounds->len; i++)
    gtk_string_list_append (model, grounds->pdata[i]);
  gtk_string_list_append (model, _ ("Another ground…"));
  return G_LIST_MODEL (model);
}

GtkWidget *
yc_reason_form_new (YcFile *file, YcReason reason)
{
  YcReasonForm *self = g_object_new (YC_TYPE_REASON_FORM, NULL);
  g_autoptr (GListModel) grounds = list_grounds (file, words[reason].step);

  self->what = reason;
  gtk_label_set_label (self->title, _ (words[reason].title));
  gtk_button_set_label (self->confirm, _ (words[reason].button));
  gtk_drop_down_set_model (self->ground, grounds);
  if (reason == YC_REASON_REFUSE)
    gtk_widget_add_css_class (GTK_WIDGET (self->confirm), "destructive-action");
  gtk_widget_set_visible (self->ground_label, asks_ground (self));
  gtk_widget_set_visible (GTK_WIDGET (self->ground), asks_ground (self));
  update_cb (self);
  return GTK_WIDGET (self);
}

static void
yc_reason_form_dispose (GObject *object)
{
  g_clear_pointer (&YC_REASON_FORM (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_reason_form_parent_class)->dispose (object);
}

static void
yc_reason_form_class_init (YcReasonFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_reason_form_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/viewer/reason-form.ui");
  gtk_widget_class_bind_template_child (widget_class, YcReasonForm, box);
  gtk_widget_class_bind_template_child (widget_class, YcReasonForm, title);
  gtk_widget_class_bind_template_child (widget_class, YcReasonForm, ground_label);
  gtk_widget_class_bind_template_child (widget_class, YcReasonForm, ground);
  gtk_widget_class_bind_template_child (widget_class, YcReasonForm, own_ground);
  gtk_widget_class_bind_template_child (widget_class, YcReasonForm, reason);
  gtk_widget_class_bind_template_child (widget_class, YcReasonForm, confirm);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, confirm_cb);
  confirmed_signal = g_signal_new ("confirmed", YC_TYPE_REASON_FORM, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, JSON_TYPE_OBJECT);
}

static void
yc_reason_form_init (YcReasonForm *self)
{
  self->what = YC_REASON_WITHDRAW;
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_choice_fit (self->ground);
  g_signal_connect_object (gtk_text_view_get_buffer (self->reason), "changed",
                           G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
}
