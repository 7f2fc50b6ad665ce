// The situation (情形): one line that sums it up, and the questions when somebody wants to answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-situation-panel.h"
#include "yc-choice.h"

#include <glib/gi18n.h>

struct _YcSituationPanel {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkLabel *summary;
  GtkToggleButton *edit;
  GtkBox *questions;

  YcFile *file; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcSituationPanel, yc_situation_panel, GTK_TYPE_WIDGET)

static void
sum_up (YcSituationPanel *self)
{
  GListModel *situations = yc_file_get_situations (self->file);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) whole = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (situations); i++) {
    g_autoptr (YcSituationRow) row = g_list_model_get_item (situations, i);
    GPtrArray *answers = yc_situation_row_get_answers (row);
    int chosen = yc_situation_row_get_chosen (row);

    if (chosen < 0 || chosen >= (int)answers->len)
      continue;
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                            (char *)answers->pdata[chosen]);
    g_string_append_printf (whole, "%s%s: %s", whole->len > 0 ? "\n" : "",
                            yc_situation_row_get_question (row), (char *)answers->pdata[chosen]);
  }
  gtk_label_set_label (self->summary, text->str);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->summary), whole->str);
}

static void
answered_cb (GtkDropDown *drop_down, GParamSpec *pspec, YcSituationPanel *self)
{
  YcSituationRow *row = g_object_get_data (G_OBJECT (drop_down), "row");
  int answer = (int)gtk_drop_down_get_selected (drop_down);

  if (answer >= 0 && answer != yc_situation_row_get_chosen (row))
    yc_file_answer (self->file, row, answer);
}

static void
follow_cb (GtkDropDown *drop_down)
{
  YcSituationRow *row = g_object_get_data (G_OBJECT (drop_down), "row");
  int chosen = yc_situation_row_get_chosen (row);

  gtk_drop_down_set_selected (drop_down, chosen >= 0 ? (guint)chosen : GTK_INVALID_LIST_POSITION);
}

static GtkWidget *
make_question (YcSituationPanel *self, YcSituationRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  const char *question = yc_situation_row_get_question (row);
  GPtrArray *answers = yc_situation_row_get_answers (row);
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GtkWidget *label = gtk_label_new (question), *drop_down;

  for (guint i = 0; i < answers->len; i++)
    gtk_string_list_append (model, answers->pdata[i]);
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_object_ref (model)), NULL);
  yc_choice_fit (GTK_DROP_DOWN (drop_down));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question, -1);
  g_object_set_data_full (G_OBJECT (drop_down), "row", g_object_ref (row), g_object_unref);
  follow_cb (GTK_DROP_DOWN (drop_down));
  g_signal_connect (drop_down, "notify::selected", G_CALLBACK (answered_cb), self);
  g_signal_connect_object (row, "changed", G_CALLBACK (follow_cb), drop_down, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), drop_down);
  return box;
}

static GtkWidget *
find_question (YcSituationPanel *self, guint position)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->questions));

  for (; child != NULL && position > 0; position--)
    child = gtk_widget_get_next_sibling (child);
  return child;
}

// One answer may ask further questions, or make some needless. The others stay as they are: one of
// them has the focus.
static void
asked_cb (
    YcSituationPanel *self, guint position, guint removed, guint added, GListModel *situations)
{
  GtkWidget *before = position > 0 ? find_question (self, position - 1) : NULL;

  for (; removed > 0; removed--)
    gtk_box_remove (self->questions, find_question (self, position));
  for (guint i = position; i < position + added; i++) {
    g_autoptr (YcSituationRow) row = g_list_model_get_item (situations, i);
    GtkWidget *question = make_question (self, row);

    gtk_box_insert_child_after (self->questions, question, before);
    before = question;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), g_list_model_get_n_items (situations) > 0);
}

static void
update_cb (YcSituationPanel *self)
{
  gboolean can_answer = yc_file_can (self->file, YC_EVENT_ANSWERED);

  sum_up (self);
  gtk_widget_set_visible (GTK_WIDGET (self->edit), can_answer);
  if (!can_answer)
    gtk_toggle_button_set_active (self->edit, FALSE);
}

void
yc_situation_panel_set_file (YcSituationPanel *self, YcFile *file)
{
  GListModel *situations = yc_file_get_situations (file);

  g_return_if_fail (self->file == NULL);
  self->file = g_object_ref (file);
  g_signal_connect_object (situations, "items-changed", G_CALLBACK (asked_cb), self,
                           G_CONNECT_SWAPPED);
  asked_cb (self, 0, 0, g_list_model_get_n_items (situations), situations);
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

static void
yc_situation_panel_dispose (GObject *object)
{
  YcSituationPanel *self = YC_SITUATION_PANEL (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_situation_panel_parent_class)->dispose (object);
}

static void
yc_situation_panel_class_init (YcSituationPanelClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_situation_panel_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/situation-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, YcSituationPanel, box);
  gtk_widget_class_bind_template_child (widget_class, YcSituationPanel, summary);
  gtk_widget_class_bind_template_child (widget_class, YcSituationPanel, edit);
  gtk_widget_class_bind_template_child (widget_class, YcSituationPanel, questions);
}

static void
yc_situation_panel_init (YcSituationPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
