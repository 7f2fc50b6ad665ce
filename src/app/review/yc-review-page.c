// The review screen: an approver reads the pages beside the checklist, and decides.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-review-page.h"
#include "yc-case-list.h"
#include "yc-clock-pill.h"
#include "yc-deed-menu.h"
#include "yc-fields.h"
#include "yc-held-decision.h"
#include "yc-history-list.h"
#include "yc-large-text.h"
#include "yc-material-list.h"
#include "yc-offers.h"
#include "yc-office-bar.h"
#include "yc-opinion-panel.h"
#include "yc-outcome-card.h"
#include "yc-page-view.h"
#include "yc-paper-deeds.h"
#include "yc-paper-list.h"
#include "yc-reason-form.h"
#include "yc-save-bar.h"
#include "yc-stack.h"
#include "yc-sync-button.h"
#include "yc-tabs.h"
#include "yc-toast.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>
#include <string.h>

struct _YcReviewPage {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  YcSaveBar *saver;
  GtkWidget *panes;
  AdwHeaderBar *header;
  GtkLabel *name, *number, *applicant, *state, *complete, *summary, *deadline;
  GtkImage *icon;
  YcClockPill *clock;
  YcCaseList *cases;
  YcPageView *view;
  GtkBox *page_actions, *right, *decisions;
  YcOutcomeCard *outcome;
  GtkStack *stack;
  YcMaterialList *materials;
  GtkScrolledWindow *form_tab, *papers_tab, *history_tab;
  YcOfficeBar *office;
  YcDeedMenu *deeds;
  YcOpinionPanel *opinion;
  GtkMenuButton *send_back, *refuse;

  YcSession *session;        // owned
  YcFile *file;              // owned, nullable: none while the next is on its way
  GCancellable *cancellable; // owned: of opening a case
  gboolean busy;             // a step is on its way to the disk
};

G_DEFINE_FINAL_TYPE (YcReviewPage, yc_review_page, GTK_TYPE_WIDGET)

static guint leave_signal;

static void set_file (YcReviewPage *self, YcFile *file);

// ---- What is shown ------------------------------------------------------------------------------

static void
show_head (YcReviewPage *self)
{
  GListModel *materials = yc_file_get_materials (self->file);
  g_autofree char *complete = g_strdup_printf ("%u / %u", yc_file_count_complete (self->file),
                                               g_list_model_get_n_items (materials));

  gtk_label_set_label (self->name, yc_file_get_item_name (self->file));
  gtk_label_set_label (self->number, yc_file_get_number (self->file));
  gtk_label_set_label (self->applicant, yc_file_get_applicant (self->file));
  gtk_label_set_label (self->state, yc_words_state (yc_file_get_state (self->file)));
  gtk_label_set_label (self->complete, complete);
  yc_clock_pill_show (self->clock, self->file);
  yc_outcome_card_show (self->outcome, self->file);
}

static void
show_deadline (YcReviewPage *self)
{
  g_autofree char *day = NULL, *left = NULL, *text = NULL;
  YcClock clock;

  yc_file_get_clock (self->file, &clock);
  if (clock.limit == YC_LIMIT_NONE || clock.due == 0) {
    gtk_label_set_label (self->deadline, yc_words_state (yc_file_get_state (self->file)));
    return;
  }
  day = yc_words_day (clock.due, clock.provisional);
  left = yc_words_clock (&clock);
  text = g_strdup_printf (_ ("%s · until %s"), left, day);
  gtk_label_set_label (self->deadline,
                       yc_file_get_state (self->file) == YC_STATE_SUSPENDED ? left : text);
}

static void
show_icon (YcReviewPage *self, gboolean well)
{
  gtk_image_set_from_icon_name (self->icon,
                                well ? "object-select-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), well ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), well ? "success" : "warning");
}

static void
show_summary (YcReviewPage *self)
{
  guint n = g_list_model_get_n_items (yc_file_get_findings (self->file));
  g_autofree char *text =
      n == 0 ? g_strdup (_ ("Complete, nothing was found"))
             : g_strdup_printf (ngettext ("%u finding in this file", "%u findings in this file", n),
                                n);

  gtk_label_set_label (self->summary, text);
  show_icon (self, n == 0);
  show_deadline (self);
}

// The sentence that stands where the buttons would: why this person may not decide.
static void
show_decisions (YcReviewPage *self)
{
  gboolean open = yc_file_can (self->file, YC_EVENT_GRANTED);
  g_autofree char *why = open ? NULL : yc_file_explain (self->file, YC_EVENT_GRANTED);
  g_autoptr (JsonObject) data = yc_opinion_panel_make_data (self->opinion);
  gboolean wait = self->busy || yc_file_can (self->file, YC_EVENT_CLAIMED);
  YcState state = yc_file_get_state (self->file);
  gboolean settled = state >= YC_STATE_RETURNED || state == YC_STATE_SUSPENDED;

  gtk_widget_set_visible (GTK_WIDGET (self->decisions), open);
  gtk_widget_set_visible (GTK_WIDGET (self->opinion), open);
  gtk_widget_set_sensitive (GTK_WIDGET (self->send_back), !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->refuse), !self->busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "review.grant",
                                 open && !self->busy && data != NULL);
  if (open || wait || why == NULL)
    return;
  gtk_label_set_label (self->summary, settled ? yc_words_state (state) : why);
  show_icon (self, settled);
}

static void
update_cb (YcReviewPage *self)
{
  if (self->file == NULL)
    return;
  show_head (self);
  show_summary (self);
  show_decisions (self);
}

static void
show_nothing (YcReviewPage *self)
{
  GtkLabel *const labels[] = {self->name,     self->number,  self->applicant, self->state,
                              self->complete, self->summary, self->deadline};

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    gtk_label_set_label (labels[i], "");
  gtk_widget_set_visible (GTK_WIDGET (self->clock), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->outcome), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->decisions), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->opinion), FALSE);
  gtk_scrolled_window_set_child (self->form_tab, NULL);
  gtk_scrolled_window_set_child (self->papers_tab, NULL);
  gtk_scrolled_window_set_child (self->history_tab, NULL);
}

static void
material_chosen_cb (YcReviewPage *self, const char *material)
{
  g_autofree char *copy = g_strdup (material);

  yc_page_view_show_material (self->view, copy);
}

static void
page_changed_cb (YcReviewPage *self)
{
  const char *material = yc_page_view_get_material (self->view);

  if (self->file != NULL && material != NULL &&
      g_strcmp0 (material, yc_material_list_get_chosen (self->materials)) != 0)
    yc_material_list_choose (self->materials, material);
}

// ---- Deciding -----------------------------------------------------------------------------------

static void
taken_back_cb (gpointer page, YcFile *file)
{
  set_file (page, file);
}

typedef struct {
  GWeakRef *page; // owned
  YcEventType type;
} Decision;

static void
decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Decision *decision = user_data;
  g_autoptr (YcReviewPage) self = yc_weak_take (decision->page);
  YcEventType type = decision->type;
  g_autoptr (GError) error = NULL;
  gboolean ok = yc_file_do_finish (YC_FILE (source), result, &error);

  g_free (decision);
  if (self == NULL)
    return;
  self->busy = FALSE;
  if (!ok) {
    yc_toast_say_error (self, error);
    update_cb (self);
    return;
  }
  yc_held_decision_offer (GTK_WIDGET (self), YC_FILE (source), type, taken_back_cb);
  if (!yc_case_list_choose_next (self->cases))
    update_cb (self);
}

// Without a cancellable: leaving the screen must not take back what was pressed.
static void
decide (YcReviewPage *self, YcEventType type, JsonObject *data)
{
  Decision *decision;

  if (self->file == NULL || self->busy) {
    json_object_unref (data);
    return;
  }
  decision = g_new (Decision, 1);
  decision->page = yc_weak_new (self);
  decision->type = type;
  self->busy = TRUE;
  show_decisions (self);
  yc_file_do_async (self->file, type, data, NULL, decided_cb, decision);
}

static void
grant_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcReviewPage *self = YC_REVIEW_PAGE (widget);
  JsonObject *data = yc_opinion_panel_make_data (self->opinion);

  if (data != NULL)
    decide (self, YC_EVENT_GRANTED, data);
}

// A refusal's reason is its opinion: what stands in the box above was written for a grant.
static void
confirmed_cb (YcReviewPage *self, guint type, JsonObject *data)
{
  if (type == YC_EVENT_REFUSED)
    json_object_set_string_member (data, "opinion", json_object_get_string_member (data, "reason"));
  decide (self, (YcEventType)type, json_object_ref (data));
}

// ---- Opening cases ------------------------------------------------------------------------------

static void
claimed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcReviewPage) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  yc_file_do_finish (YC_FILE (source), result, &error);
  if (self == NULL || self->file != YC_FILE (source))
    return;
  if (error != NULL)
    yc_toast_say_error (self, error);
  update_cb (self);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcReviewPage) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = yc_file_open_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file != NULL)
    set_file (self, file);
  else
    yc_toast_say_error (self, error);
}

// What was on the screen goes before the next is there, so that nobody reads one case for another.
static void
case_chosen_cb (YcReviewPage *self, const char *case_id)
{
  if (self->file != NULL && g_str_equal (yc_file_get_id (self->file), case_id))
    return;
  set_file (self, NULL);
  yc_case_list_mark (self->cases, case_id);
  yc_file_open_async (self->session, case_id, self->cancellable, opened_cb, yc_weak_new (self));
}

static void
add_reason_form (YcReviewPage *self, GtkMenuButton *button, YcReason reason)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *form = yc_reason_form_new (self->file, reason);

  g_signal_connect_object (form, "confirmed", G_CALLBACK (confirmed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_set_child (GTK_POPOVER (popover), form);
  gtk_menu_button_set_popover (button, popover);
}

static void
show_told_cb (GListModel *rows, guint at, guint gone, guint come, GtkWidget *fields)
{
  gtk_widget_set_visible (fields, g_list_model_get_n_items (rows) > 0);
}

// What steps of the case say of ways to people, where central masks it.
static GtkWidget *
make_told (YcReviewPage *self)
{
  GListModel *rows = yc_file_get_told_fields (self->file);
  GtkWidget *fields = yc_fields_new (self->file, rows, _ ("Help and delivery"));

  g_signal_connect_object (rows, "items-changed", G_CALLBACK (show_told_cb), fields, 0);
  show_told_cb (rows, 0, 0, 0, fields);
  return fields;
}

// What is decided on: who applies, and for what.
static GtkWidget *
make_record (YcReviewPage *self)
{
  GtkWidget *record = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_box_append (
      GTK_BOX (record),
      yc_fields_new (self->file, yc_file_get_applicant_fields (self->file), _ ("Applicant")));
  gtk_box_append (GTK_BOX (record),
                  yc_fields_new (self->file, yc_file_get_form_fields (self->file), _ ("Form")));
  gtk_box_append (GTK_BOX (record), make_told (self));
  return record;
}

static void
show_file (YcReviewPage *self)
{
  GListModel *materials = yc_file_get_materials (self->file);
  g_autoptr (YcMaterialRow) first = g_list_model_get_item (materials, 0);

  add_reason_form (self, self->send_back, YC_REASON_RETURN);
  add_reason_form (self, self->refuse, YC_REASON_REFUSE);
  gtk_scrolled_window_set_child (self->form_tab, make_record (self));
  gtk_scrolled_window_set_child (self->papers_tab, yc_paper_list_new (self->file));
  gtk_scrolled_window_set_child (self->history_tab, yc_history_list_new (self->file));
  yc_case_list_mark (self->cases, yc_file_get_id (self->file));
  if (first == NULL)
    return;
  yc_material_list_choose (self->materials, yc_material_row_get_id (first));
  yc_page_view_show_material (self->view, yc_material_row_get_id (first));
  yc_material_list_focus (self->materials);
}

static void
set_file (YcReviewPage *self, YcFile *file)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_set_object (&self->file, file);
  self->busy = FALSE;
  yc_page_view_set_file (self->view, file);
  yc_material_list_set_file (self->materials, file);
  yc_opinion_panel_set_file (self->opinion, file);
  yc_office_bar_set_file (self->office, file);
  yc_deed_menu_set_file (self->deeds, file);
  show_nothing (self);
  if (file == NULL)
    return;
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (file, "news", G_CALLBACK (yc_toast_say), self, G_CONNECT_SWAPPED);
  show_file (self);
  yc_offers_begin (file);
  if (yc_file_can (file, YC_EVENT_CLAIMED))
    yc_file_do_async (file, YC_EVENT_CLAIMED, NULL, NULL, claimed_cb, yc_weak_new (self));
  update_cb (self);
}

// ---- Actions ------------------------------------------------------------------------------------

static void
leave_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  if (yc_page_view_put_away (YC_REVIEW_PAGE (widget)->view))
    return;
  g_signal_emit (widget, leave_signal, 0);
}

static void
view_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcReviewPage *self = YC_REVIEW_PAGE (widget);

  if (g_str_equal (action, "review.next-material"))
    yc_material_list_step (self->materials, 1);
  else if (g_str_equal (action, "review.previous-material"))
    yc_material_list_step (self->materials, -1);
  else
    yc_page_view_act (self->view, strchr (action, '.') + 1);
}

// Wherever the focus is the keys that leaf are for the pages, but in a text they belong to it.
static gboolean
key_cb (YcReviewPage *self, guint key)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || key == GDK_KEY_space || GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus))
    return FALSE;
  return yc_page_view_leaf (self->view, key, FALSE);
}

static void
print_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcFile *file = YC_REVIEW_PAGE (widget)->file;
  g_autofree char *kind = file != NULL ? yc_paper_deeds_find_newest (file) : NULL;

  if (kind != NULL)
    yc_paper_deeds_print (widget, file, kind);
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcReviewPage *self = YC_REVIEW_PAGE (widget);
  gboolean whole = g_str_equal (action, "review.save-case");
  const char *material = yc_page_view_get_material (self->view);

  if (self->file != NULL && (whole || material != NULL))
    yc_save_bar_save (self->saver, self->file, whole ? NULL : material);
}

static gboolean
yc_review_page_grab_focus (GtkWidget *widget)
{
  yc_material_list_focus (YC_REVIEW_PAGE (widget)->materials);
  return TRUE;
}

GtkWidget *
yc_review_page_new (YcSession *session, YcQueue *queue, YcFile *file)
{
  YcReviewPage *self = g_object_new (YC_TYPE_REVIEW_PAGE, NULL);

  self->session = g_object_ref (session);
  adw_header_bar_pack_end (self->header, yc_sync_button_new (session));
  yc_case_list_set_queue (self->cases, queue);
  gtk_box_prepend (self->right, yc_tabs_new (self->stack));
  set_file (self, file);
  return GTK_WIDGET (self);
}

static void
yc_review_page_dispose (GObject *object)
{
  YcReviewPage *self = YC_REVIEW_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_object (&self->session);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_review_page_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, box);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, saver);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, panes);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, header);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, name);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, number);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, applicant);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, state);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, complete);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, summary);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, deadline);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, icon);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, clock);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, cases);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, view);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, page_actions);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, right);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, decisions);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, outcome);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, materials);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, form_tab);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, papers_tab);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, history_tab);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, office);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, deeds);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, opinion);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, send_back);
  gtk_widget_class_bind_template_child (widget_class, YcReviewPage, refuse);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  static const char *const of_view[] = {"review.next-page",     "review.previous-page",
                                        "review.next-material", "review.previous-material",
                                        "review.zoom-in",       "review.zoom-out",
                                        "review.fit",           "review.paper-size",
                                        "review.single-page",   "review.loupe",
                                        "review.rotate",        "review.sample",
                                        "review.as-scanned"};

  for (gsize i = 0; i < G_N_ELEMENTS (of_view); i++)
    gtk_widget_class_install_action (widget_class, of_view[i], NULL, view_cb);
  gtk_widget_class_install_action (widget_class, "review.leave", NULL, leave_cb);
  gtk_widget_class_install_action (widget_class, "review.grant", NULL, grant_cb);
  gtk_widget_class_install_action (widget_class, "review.print", NULL, print_cb);
  gtk_widget_class_install_action (widget_class, "review.save-material", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "review.save-case", NULL, save_cb);
}

static void
yc_review_page_class_init (YcReviewPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (YC_TYPE_CASE_LIST);
  g_type_ensure (YC_TYPE_CLOCK_PILL);
  g_type_ensure (YC_TYPE_MATERIAL_LIST);
  g_type_ensure (YC_TYPE_DEED_MENU);
  g_type_ensure (YC_TYPE_OFFICE_BAR);
  g_type_ensure (YC_TYPE_OPINION_PANEL);
  g_type_ensure (YC_TYPE_OUTCOME_CARD);
  g_type_ensure (YC_TYPE_PAGE_VIEW);
  g_type_ensure (YC_TYPE_SAVE_BAR);
  G_OBJECT_CLASS (klass)->dispose = yc_review_page_dispose;
  widget_class->grab_focus = yc_review_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/review/review-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, case_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, material_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  install_actions (widget_class);
  leave_signal = g_signal_new ("leave", YC_TYPE_REVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 0);
  g_signal_new ("show-toast", YC_TYPE_REVIEW_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                G_TYPE_NONE, 1, ADW_TYPE_TOAST);
}

// Large words need wider panes; the page between them can be zoomed.
static void
share_room_cb (gpointer page)
{
  static const int usual[] = {4, 13, 7, 0}, wide[] = {5, 9, 10, 0};

  yc_large_text_share (YC_REVIEW_PAGE (page)->panes, yc_large_text_is_on () ? wide : usual);
}

static void
yc_review_page_init (YcReviewPage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  share_room_cb (self);
  yc_large_text_follow (self, share_room_cb);
  yc_stack_hide_others (self->stack);
  yc_page_view_set_whole_file (self->view, TRUE);
  yc_page_view_set_hint (self->view, _ ("This material has no page."));
  yc_page_view_add_action (self->view, GTK_WIDGET (self->page_actions));
}
