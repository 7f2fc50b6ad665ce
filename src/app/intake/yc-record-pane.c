// What is known about an open case beside its pages: applicant, form, item, papers and history.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-record-pane.h"
#include "yc-earlier.h"
#include "yc-fields.h"
#include "yc-history-list.h"
#include "yc-item-facts.h"
#include "yc-outcome-card.h"
#include "yc-paper-list.h"
#include "yc-stack.h"
#include "yc-tabs.h"
#include "yc-toast.h"

#include <glib/gi18n.h>

struct _YcRecordPane {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  YcOutcomeCard *outcome;
  GtkStack *stack;
  GtkScrolledWindow *applicant_tab, *form_tab, *item_tab, *papers_tab, *history_tab;

  YcFields *applicant_fields, *form_fields; // in their tabs
  YcFile *file;                             // owned, nullable
  char *known;                              // nullable: by what fields were filled last
};

G_DEFINE_FINAL_TYPE (YcRecordPane, yc_record_pane, GTK_TYPE_WIDGET)

void
yc_record_pane_go_to (YcRecordPane *self, const char *field)
{
  g_auto (GStrv) steps = g_strsplit (field, "/", 2);
  gboolean is_form = g_str_equal (steps[0], "form");

  gtk_stack_set_visible_child_name (self->stack, steps[0]);
  yc_fields_focus (is_form ? self->form_fields : self->applicant_fields, steps[1]);
}

// Whenever something more is known of the person, what follows from it is filled in.
static void
fill_known (YcRecordPane *self)
{
  g_autofree char *known = yc_earlier_get_known (self->file);

  if (g_strcmp0 (known, self->known) == 0 || !yc_file_can (self->file, YC_EVENT_FILLED))
    return;
  g_free (self->known);
  self->known = g_steal_pointer (&known);
  if (*self->known != '\0')
    yc_earlier_fill_async (self->file, NULL, NULL, NULL);
}

static void
update_cb (YcRecordPane *self)
{
  yc_outcome_card_show (self->outcome, self->file);
  fill_known (self);
}

static void
removed_cb (YcRecordPane *self, const char *title)
{
  g_autofree char *text = g_strdup_printf (_ ("“%s” is removed. Ctrl+Z brings it back."), title);

  yc_toast_offer (yc_toast_find_page (GTK_WIDGET (self)), text, _ ("Undo"),
                  (void (*) (gpointer))yc_file_undo_typing, g_object_ref (self->file),
                  g_object_unref);
}

static void
fill_tabs (YcRecordPane *self)
{
  GtkWidget *applicant =
      yc_fields_new (self->file, yc_file_get_applicant_fields (self->file), _ ("Applicant"));
  GtkWidget *form = yc_fields_new (self->file, yc_file_get_form_fields (self->file), _ ("Form"));

  g_signal_connect_object (form, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  self->applicant_fields = YC_FIELDS (applicant);
  self->form_fields = YC_FIELDS (form);
  gtk_scrolled_window_set_child (self->applicant_tab, applicant);
  gtk_scrolled_window_set_child (self->form_tab, form);
  gtk_scrolled_window_set_child (self->item_tab, yc_item_facts_new (self->file));
  gtk_scrolled_window_set_child (self->papers_tab, yc_paper_list_new (self->file));
  gtk_scrolled_window_set_child (self->history_tab, yc_history_list_new (self->file));
  gtk_box_insert_child_after (GTK_BOX (self->box), yc_tabs_new (self->stack),
                              GTK_WIDGET (self->outcome));
}

void
yc_record_pane_set_file (YcRecordPane *self, YcFile *file)
{
  g_return_if_fail (self->file == NULL);
  self->file = g_object_ref (file);
  fill_tabs (self);
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

static void
yc_record_pane_dispose (GObject *object)
{
  YcRecordPane *self = YC_RECORD_PANE (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->known, g_free);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_record_pane_parent_class)->dispose (object);
}

static void
yc_record_pane_class_init (YcRecordPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_OUTCOME_CARD);
  G_OBJECT_CLASS (klass)->dispose = yc_record_pane_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/record-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, box);
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, outcome);
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, stack);
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, applicant_tab);
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, form_tab);
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, item_tab);
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, papers_tab);
  gtk_widget_class_bind_template_child (widget_class, YcRecordPane, history_tab);
}

static void
yc_record_pane_init (YcRecordPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
}
