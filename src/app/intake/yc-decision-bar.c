// The heart of the intake screen: what stands in the way, and what to press next.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-decision-bar.h"
#include "yc-reason-form.h"
#include "yc-words.h"

#include <glib/gi18n.h>

enum { LINKS = 3 }; // findings named in the bar itself; all are in the list behind "All"

struct _YcDecisionBar {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkImage *icon;
  GtkLabel *title, *links;
  GtkMenuButton *all, *not_accepted;
  GtkListBox *findings;
  GtkButton *supplement, *accept, *print;
  GtkLabel *accept_label;

  YcFile *file; // owned, nullable
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (YcDecisionBar, yc_decision_bar, GTK_TYPE_WIDGET)

static guint finding_signal, refused_signal;

static gboolean
is_returned (YcDecisionBar *self)
{
  return yc_file_get_state (self->file) == YC_STATE_RETURNED;
}

// What accepting begins with: receiving, or taking the supplement, where that has not happened; or
// only handing off again what the office returned.
gboolean
yc_decision_bar_is_open (YcDecisionBar *self)
{
  return yc_file_can (self->file, YC_EVENT_RECEIVED) ||
         yc_file_can (self->file, YC_EVENT_ACCEPTED) ||
         yc_file_can (self->file, YC_EVENT_SUPPLEMENTED) ||
         (is_returned (self) && yc_file_can (self->file, YC_EVENT_HANDED_OFF));
}

static guint
count_findings (YcDecisionBar *self)
{
  return g_list_model_get_n_items (yc_file_get_findings (self->file));
}

gboolean
yc_decision_bar_can_accept (YcDecisionBar *self)
{
  return !self->busy && count_findings (self) == 0 && yc_decision_bar_is_open (self);
}

gboolean
yc_decision_bar_can_supplement (YcDecisionBar *self)
{
  return !self->busy && count_findings (self) > 0 &&
         (yc_file_can (self->file, YC_EVENT_SUPPLEMENT_REQUESTED) ||
          yc_file_can (self->file, YC_EVENT_RECEIVED));
}

// ---- What stands in the way ---------------------------------------------------------------------

static void
append_link (GString *markup, guint index, YcFindingRow *finding)
{
  g_autofree char *text = g_markup_escape_text (yc_finding_row_get_text (finding), -1);

  g_string_append_printf (markup, "%s<a href=\"%u\">%s</a>", index > 0 ? "  ·  " : "", index, text);
}

// Once the applicant was told, the same things are awaited.
static char *
count_in_words (YcDecisionBar *self, guint n)
{
  if (yc_file_get_state (self->file) == YC_STATE_SUPPLEMENT)
    return g_strdup_printf (ngettext ("The applicant was told: %u thing is awaited",
                                      "The applicant was told: %u things are awaited", n),
                            n);
  return g_strdup_printf (ngettext ("%u thing stands in the way of acceptance",
                                    "%u things stand in the way of acceptance", n),
                          n);
}

static void
show_findings (YcDecisionBar *self, guint n)
{
  g_autoptr (GString) markup = g_string_new (NULL);
  g_autofree char *title = count_in_words (self, n);

  for (guint i = 0; i < MIN (n, LINKS); i++) {
    g_autoptr (YcFindingRow) finding = g_list_model_get_item (yc_file_get_findings (self->file), i);

    append_link (markup, i, finding);
  }
  gtk_label_set_label (self->title, title);
  gtk_label_set_markup (self->links, markup->str);
}

static void
show_outcome (YcDecisionBar *self)
{
  g_autofree char *day = NULL, *text = NULL;
  YcState state = yc_file_get_state (self->file);
  gboolean under_way =
      state == YC_STATE_ACCEPTED || state == YC_STATE_HANDED_OFF || state == YC_STATE_IN_REVIEW;
  YcClock clock;

  yc_file_get_clock (self->file, &clock);
  if (under_way && clock.limit == YC_LIMIT_DECISION && clock.due != 0) {
    day = yc_words_day (clock.due, clock.provisional);
    text = g_strdup_printf (_ ("A decision comes by %s."), day);
  }
  gtk_label_set_label (self->title, state == YC_STATE_HANDED_OFF ? _ ("Accepted and handed off")
                                                                 : yc_words_state (state));
  gtk_label_set_label (self->links, text != NULL ? text : yc_file_get_ground (self->file));
}

static void
show_icon (YcDecisionBar *self, const char *name, const char *css_class)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "warning");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), css_class);
  gtk_image_set_from_icon_name (self->icon, name);
}

static void
suggest (GtkButton *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (GTK_WIDGET (button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (button), "suggested-action");
}

static void
name_accept (YcDecisionBar *self, const char *name)
{
  gtk_label_set_label (self->accept_label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->accept), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

// One button fits: scanning while there is nothing to look at (the page sees to that), then the
// notice while something is missing, then acceptance.
static void
show_buttons (YcDecisionBar *self, gboolean open)
{
  YcState state = yc_file_get_state (self->file);
  gboolean any_page = g_list_model_get_n_items (yc_file_get_pages (self->file)) > 0;
  gboolean received = state >= YC_STATE_RECEIVED;
  gboolean done = state == YC_STATE_ACCEPTED || state == YC_STATE_HANDED_OFF;

  gtk_widget_set_visible (GTK_WIDGET (self->supplement), open && !is_returned (self));
  gtk_widget_set_visible (GTK_WIDGET (self->accept), open);
  name_accept (self, is_returned (self) ? _ ("Hand off again") : _ ("Accept"));
  gtk_widget_set_visible (GTK_WIDGET (self->not_accepted),
                          yc_file_can (self->file, YC_EVENT_NOT_ACCEPTED));
  gtk_widget_set_visible (GTK_WIDGET (self->print), received);
  suggest (self->accept, yc_decision_bar_can_accept (self));
  suggest (self->supplement, any_page && yc_decision_bar_can_supplement (self));
  suggest (self->print, done);
}

static void
update_cb (YcDecisionBar *self)
{
  guint n = count_findings (self);
  gboolean open = yc_decision_bar_is_open (self);

  if (open && n > 0) {
    show_findings (self, n);
    show_icon (self, "dialog-warning-symbolic", "warning");
  } else if (open) {
    gtk_label_set_label (self->title, _ ("Nothing stands in the way"));
    gtk_label_set_label (self->links, is_returned (self) ? _ ("The case can be handed off again.")
                                                         : _ ("The case can be accepted."));
    show_icon (self, "object-select-symbolic", "success");
  } else {
    show_outcome (self);
    show_icon (self, "object-select-symbolic", "success");
  }
  gtk_widget_set_visible (GTK_WIDGET (self->all), open && n > LINKS);
  show_buttons (self, open);
}

static void
follow_finding (YcDecisionBar *self, guint index)
{
  g_autoptr (YcFindingRow) finding =
      g_list_model_get_item (yc_file_get_findings (self->file), index);

  if (finding != NULL)
    g_signal_emit (self, finding_signal, 0, finding);
}

static gboolean
link_cb (YcDecisionBar *self, const char *uri)
{
  follow_finding (self, (guint)g_ascii_strtoull (uri, NULL, 10));
  return TRUE;
}

static void
row_activated_cb (YcDecisionBar *self, GtkListBoxRow *row)
{
  gtk_menu_button_popdown (self->all);
  follow_finding (self, (guint)gtk_list_box_row_get_index (row));
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 56);
  if (css_class != NULL) {
    gtk_widget_add_css_class (label, css_class);
    gtk_widget_add_css_class (label, "caption");
  }
  return label;
}

static GtkWidget *
create_finding (gpointer item, gpointer user_data)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (box), make_label (yc_finding_row_get_text (item), NULL));
  if (yc_finding_row_get_cure (item) != NULL)
    gtk_box_append (GTK_BOX (box), make_label (yc_finding_row_get_cure (item), "dim-label"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_finding_row_get_text (item), -1);
  return row;
}

static void
refused_cb (YcDecisionBar *self, guint type, JsonObject *data)
{
  g_signal_emit (self, refused_signal, 0, type, data);
}

static void
add_reason_form (YcDecisionBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *form = yc_reason_form_new (self->file, YC_REASON_NOT_ACCEPTED);

  g_signal_connect_object (form, "confirmed", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), form);
  gtk_menu_button_set_popover (self->not_accepted, popover);
}

void
yc_decision_bar_set_file (YcDecisionBar *self, YcFile *file)
{
  g_return_if_fail (self->file == NULL);
  self->file = g_object_ref (file);
  add_reason_form (self);
  gtk_list_box_bind_model (self->findings, yc_file_get_findings (file), create_finding, NULL, NULL);
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yc_file_get_findings (file), "items-changed", G_CALLBACK (update_cb),
                           self, G_CONNECT_SWAPPED);
  update_cb (self);
}

void
yc_decision_bar_set_busy (YcDecisionBar *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (GTK_WIDGET (self->not_accepted), !busy);
  update_cb (self);
}

static void
yc_decision_bar_dispose (GObject *object)
{
  YcDecisionBar *self = YC_DECISION_BAR (object);

  if (self->file != NULL) {
    g_signal_handlers_disconnect_by_data (self->file, self);
    g_signal_handlers_disconnect_by_data (yc_file_get_findings (self->file), self);
  }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_decision_bar_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, box);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, icon);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, title);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, links);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, all);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, findings);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, not_accepted);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, supplement);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, accept);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, print);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, accept_label);
}

static void
yc_decision_bar_class_init (YcDecisionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_decision_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/decision-bar.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  finding_signal = g_signal_new ("finding", YC_TYPE_DECISION_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, YC_TYPE_FINDING_ROW);
  refused_signal = g_signal_new ("refused", YC_TYPE_DECISION_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 2, G_TYPE_UINT, JSON_TYPE_OBJECT);
}

static void
yc_decision_bar_init (YcDecisionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
