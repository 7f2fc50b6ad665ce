// The intake screen: how a case at the counter ends there, and the papers that say so.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-intake-page-private.h"
#include "yc-paper-deeds.h"
#include "yc-reason-form.h"
#include "yc-toast.h"

#include <glib/gi18n.h>

// ---- Outcomes -----------------------------------------------------------------------------------

void
yc_intake_page_uncover (YcIntakePage *self)
{
  gtk_stack_set_visible_child_name (self->pages, "case");
  yc_intake_page_update_actions (self);
  yc_material_list_focus (self->materials);
}

// One step back: from a question, from the notice, from the case.
static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);

  if (yc_intake_page_is_covered (self)) {
    yc_intake_page_uncover (self);
    return;
  }
  if (yc_aside_is_at_sample (self->aside)) {
    yc_aside_show_sample (self->aside, FALSE);
    return;
  }
  if (yc_decision_bar_back (self->decision))
    return;
  yc_file_settle (self->file);
  g_signal_emit_by_name (self, "leave");
}

static void
accept_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_decision_bar_accept (YC_INTAKE_PAGE (widget)->decision);
}

static void
supplement_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);

  if (yc_intake_page_is_at_notice (self)) {
    yc_notice_page_confirm (self->notice);
    return;
  }
  yc_file_settle (self->file);
  if (!yc_decision_bar_can_supplement (self->decision))
    return;
  if (*yc_file_get_applicant (self->file) == '\0') {
    yc_toast_say (self, _ ("Type the applicant's name first: it is the applicant who is told."));
    yc_aside_go_to (self->aside, "name");
    return;
  }
  gtk_stack_set_visible_child_name (self->pages, "notice");
  yc_notice_page_show (self->notice, self->file);
  yc_intake_page_update_actions (self);
}

static void
give_cb (YcIntakePage *self)
{
  yc_decision_bar_give_notice (self->decision);
}

static void
form_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);

  if (yc_intake_page_is_covered (self))
    return;
  if (g_str_equal (action, "intake.refuse"))
    yc_decision_bar_refuse (self->decision);
  else
    yc_decision_bar_correct (self->decision);
}

static void
withdrawn_cb (YcIntakePage *self, guint type, JsonObject *data)
{
  yc_decision_bar_withdraw (self->decision, json_object_get_string_member (data, "reason"));
}

void
yc_intake_page_add_withdrawal (YcIntakePage *self)
{
  GtkWidget *form = yc_reason_form_new (self->file, YC_REASON_WITHDRAW);

  self->withdrawal = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->withdrawal), form);
  gtk_widget_set_parent (self->withdrawal, GTK_WIDGET (self->more));
  g_signal_connect_object (form, "confirmed", G_CALLBACK (withdrawn_cb), self, G_CONNECT_SWAPPED);
}

static void
withdraw_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gtk_popover_popup (GTK_POPOVER (YC_INTAKE_PAGE (widget)->withdrawal));
}

// ---- Papers -------------------------------------------------------------------------------------

// What was printed already is printed again, and says so.
static void
print_newest (gpointer page)
{
  YcIntakePage *self = page;
  g_autofree char *kind = yc_paper_deeds_find_newest (self->file);

  if (kind != NULL)
    yc_paper_deeds_print (page, self->file, kind);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  print_newest (widget);
}

static void
save_paper_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcIntakePage *self = YC_INTAKE_PAGE (widget);
  g_autofree char *kind = yc_paper_deeds_find_newest (self->file);

  if (kind != NULL)
    yc_paper_deeds_save (widget, self->file, kind);
}

static void
covers_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  yc_paper_deeds_look (widget, YC_INTAKE_PAGE (widget)->file, YC_PAPERS_COVERS);
}

// What was decided goes out on paper: it is offered at once.
static void
done_cb (YcIntakePage *self, guint type)
{
  g_autofree char *kind = yc_paper_deeds_find_next (self->file);

  if (yc_intake_page_is_at_notice (self))
    yc_intake_page_uncover (self);
  if (kind != NULL && type != YC_EVENT_CORRECTED)
    yc_toast_offer (self, yc_decision_bar_say_done ((YcEventType)type),
                    _ ("Print the paper (Ctrl+P)"), print_newest, g_object_ref (self),
                    g_object_unref);
  else
    yc_toast_say (self, yc_decision_bar_say_done ((YcEventType)type));
}

void
yc_intake_page_install_deeds (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback_full (widget_class, "uncover_cb",
                                                G_CALLBACK (yc_intake_page_uncover));
  gtk_widget_class_bind_template_callback (widget_class, give_cb);
  gtk_widget_class_bind_template_callback (widget_class, done_cb);
  gtk_widget_class_install_action (widget_class, "intake.leave", NULL, leave_cb);
  gtk_widget_class_install_action (widget_class, "intake.accept", NULL, accept_cb);
  gtk_widget_class_install_action (widget_class, "intake.supplement", NULL, supplement_cb);
  gtk_widget_class_install_action (widget_class, "intake.withdraw", NULL, withdraw_cb);
  gtk_widget_class_install_action (widget_class, "intake.refuse", NULL, form_cb);
  gtk_widget_class_install_action (widget_class, "intake.correct", NULL, form_cb);
  gtk_widget_class_install_action (widget_class, "intake.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "intake.save-paper", NULL, save_paper_cb);
  gtk_widget_class_install_action (widget_class, "intake.covers", NULL, covers_cb);
}
