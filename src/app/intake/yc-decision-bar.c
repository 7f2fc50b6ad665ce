// The heart of the intake screen: what stands in the way, and the five outcomes of art. 32.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-decision-bar.h"
#include "yc-corrected-form.h"
#include "yc-earlier.h"
#include "yc-large-text.h"
#include "yc-obstacles.h"
#include "yc-outcome.h"
#include "yc-owed-strip.h"
#include "yc-paper-deeds.h"
#include "yc-refusal-form.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

enum { USUAL_WIDTH = 1366 }; // of a window that has none yet

struct _YcDecisionBar {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkWidget *note_line;
  GtkLabel *note;
  YcOwedStrip *owed;
  YcObstacles *obstacles;
  GtkMenuButton *refuse, *correct;
  YcCorrectedForm *correction;
  GtkButton *supplement, *accept, *print;
  GtkLabel *accept_label, *print_label;
  GtkWidget *line, *buttons;
  GtkWidget *print_key, *supplement_key, *accept_key;

  YcFile *file;           // owned, nullable
  YcRefusalForm *refusal; // in the popover of "refuse"
  gboolean busy;          // a step is on its way to the disk
};

G_DEFINE_FINAL_TYPE (YcDecisionBar, yc_decision_bar, GTK_TYPE_WIDGET)

enum { FINDING, BUSY, DONE, N_SIGNALS };
static guint signals[N_SIGNALS];

// ---- What can be done ---------------------------------------------------------------------------

static gboolean
is_returned (YcDecisionBar *self)
{
  return yc_file_get_state (self->file) == YC_STATE_RETURNED;
}

// What accepting begins with: receiving, or taking the supplement, where that has not happened; or
// only handing off again what the office returned.
static gboolean
is_open (YcDecisionBar *self)
{
  return yc_file_can (self->file, YC_EVENT_RECEIVED) ||
         yc_file_can (self->file, YC_EVENT_ACCEPTED) ||
         yc_file_can (self->file, YC_EVENT_SUPPLEMENTED) ||
         (is_returned (self) && yc_file_can (self->file, YC_EVENT_HANDED_OFF));
}

gboolean
yc_decision_bar_can_accept (YcDecisionBar *self)
{
  return !self->busy && yc_file_count_blocking (self->file) == 0 && is_open (self);
}

gboolean
yc_decision_bar_can_supplement (YcDecisionBar *self)
{
  return !self->busy && yc_file_count_blocking (self->file) > 0 &&
         (yc_file_can (self->file, YC_EVENT_SUPPLEMENT_REQUESTED) ||
          yc_file_can (self->file, YC_EVENT_RECEIVED) ||
          yc_outcome_get_notice_state (self->file) != YC_NOTICE_FREE);
}

// ---- What is shown ------------------------------------------------------------------------------

static void
suggest (GtkWidget *widget, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (widget, "suggested-action");
  else
    gtk_widget_remove_css_class (widget, "suggested-action");
}

static void
name_button (GtkButton *button, GtkLabel *label, const char *name)
{
  gtk_label_set_label (label, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

// One button fits: scanning while there is nothing to look at (the page sees to that), then what
// the law suggests.
static void
show_suggestion (YcDecisionBar *self)
{
  gboolean any_page = g_list_model_get_n_items (yc_file_get_pages (self->file)) > 0;
  YcOutcome fits = self->busy ? YC_OUTCOME_NONE : yc_outcome_suggest (self->file);
  g_autofree char *paper = yc_paper_deeds_find_next (self->file);
  gboolean told = yc_file_get_state (self->file) == YC_STATE_SUPPLEMENT;

  suggest (GTK_WIDGET (self->accept), yc_decision_bar_can_accept (self));
  suggest (GTK_WIDGET (self->supplement),
           any_page && fits == YC_OUTCOME_SUPPLEMENT && yc_decision_bar_can_supplement (self));
  suggest (GTK_WIDGET (self->refuse), fits == YC_OUTCOME_REFUSE);
  suggest (GTK_WIDGET (self->print), paper != NULL && (told || !is_open (self)));
}

static void
show_buttons (YcDecisionBar *self)
{
  gboolean open = is_open (self);
  gboolean received = yc_file_get_state (self->file) >= YC_STATE_RECEIVED;
  g_autofree char *paper = yc_paper_deeds_find_next (self->file);

  gtk_widget_set_visible (GTK_WIDGET (self->supplement), open && !is_returned (self));
  gtk_widget_set_visible (GTK_WIDGET (self->accept), open);
  name_button (self->accept, self->accept_label,
               is_returned (self) ? _ ("Hand off again") : _ ("Accept"));
  name_button (self->print, self->print_label, paper != NULL ? _ ("Print") : _ ("Print again"));
  gtk_widget_set_visible (GTK_WIDGET (self->refuse),
                          yc_file_can (self->file, YC_EVENT_NOT_ACCEPTED) ||
                              yc_file_can (self->file, YC_EVENT_NOT_NEEDED));
  gtk_widget_set_visible (GTK_WIDGET (self->correct), yc_file_can (self->file, YC_EVENT_CORRECTED));
  gtk_widget_set_visible (GTK_WIDGET (self->print), received);
  gtk_widget_set_sensitive (GTK_WIDGET (self->refuse), !self->busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->correct), !self->busy);
}

// What stands in the way must remain readable: where the buttons leave it little, they go below.
static void
fit_cb (gpointer bar)
{
  YcDecisionBar *self = bar;
  gboolean large = yc_large_text_is_on ();
  int width = gtk_widget_get_width (self->line), buttons;

  gtk_widget_set_visible (self->print_key, !large);
  gtk_widget_set_visible (self->supplement_key, !large);
  gtk_widget_set_visible (self->accept_key, !large);
  gtk_widget_measure (self->buttons, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &buttons, NULL, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->line),
                                  buttons * 5 > (width > 0 ? width : USUAL_WIDTH) * 3
                                      ? GTK_ORIENTATION_VERTICAL
                                      : GTK_ORIENTATION_HORIZONTAL);
}

// What the clerk should know before deciding, though it stops nobody.
static void
show_notes (YcDecisionBar *self)
{
  g_autofree char *version = yc_outcome_describe_version (self->file);
  const char *duplicate = yc_earlier_get_duplicate (self->file);
  g_autofree char *text = duplicate != NULL && version != NULL
                              ? g_strdup_printf ("%s\n%s", duplicate, version)
                              : g_strdup (duplicate != NULL ? duplicate : version);
  gboolean shown = text != NULL && is_open (self);

  gtk_label_set_label (self->note, shown ? text : "");
  gtk_widget_set_visible (self->note_line, shown);
}

static void
update_cb (YcDecisionBar *self)
{
  yc_obstacles_show (self->obstacles, self->file, is_open (self));
  if (!yc_decision_bar_can_accept (self))
    yc_owed_strip_hide (self->owed);
  show_notes (self);
  show_buttons (self);
  show_suggestion (self);
  fit_cb (self);
}

// ---- What is done -------------------------------------------------------------------------------

// None of these steps carries a cancellable: leaving the screen must not take back what was
// pressed.
typedef struct {
  GWeakRef *bar; // owned
  YcEventType type;
} Deed;

static void
set_busy (YcDecisionBar *self, gboolean busy)
{
  self->busy = busy;
  update_cb (self);
  g_signal_emit (self, signals[BUSY], 0);
}

static Deed *
begin (YcDecisionBar *self, YcEventType type)
{
  Deed *deed = g_new (Deed, 1);

  deed->bar = yc_weak_new (self);
  deed->type = type;
  set_busy (self, TRUE);
  return deed;
}

static void
end (Deed *deed, gboolean ok, GError *error)
{
  g_autoptr (YcDecisionBar) self = yc_weak_take (deed->bar);
  g_autoptr (GError) owned = error;
  YcEventType type = deed->type;

  g_free (deed);
  if (self == NULL || self->file == NULL)
    return;
  set_busy (self, FALSE);
  if (ok)
    g_signal_emit (self, signals[DONE], 0, (guint)type);
  else
    yc_toast_say_error (yc_toast_find_page (GTK_WIDGET (self)), owned);
}

static void
outcome_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean ok = yc_outcome_finish (YC_FILE (source), result, &error);

  end (user_data, ok, error);
}

static void
accepted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean ok = yc_file_accept_finish (YC_FILE (source), result, &error);

  end (user_data, ok, error);
}

static void
requested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean ok = yc_file_request_supplement_finish (YC_FILE (source), result, &error);

  end (user_data, ok, error);
}

void
yc_decision_bar_accept (YcDecisionBar *self)
{
  yc_file_settle (self->file);
  if (!yc_decision_bar_can_accept (self) || yc_owed_strip_ask (self->owed, self->file))
    return;
  yc_file_accept_async (self->file, NULL, accepted_cb, begin (self, YC_EVENT_ACCEPTED));
}

void
yc_decision_bar_give_notice (YcDecisionBar *self)
{
  yc_file_settle (self->file);
  if (yc_decision_bar_can_supplement (self))
    yc_file_request_supplement_async (self->file, NULL, requested_cb,
                                      begin (self, YC_EVENT_SUPPLEMENT_REQUESTED));
}

void
yc_decision_bar_withdraw (YcDecisionBar *self, const char *reason)
{
  yc_file_settle (self->file);
  if (!self->busy)
    yc_outcome_withdraw_async (self->file, reason, NULL, outcome_cb,
                               begin (self, YC_EVENT_WITHDRAWN));
}

static void
refuse_cb (YcDecisionBar *self)
{
  yc_file_settle (self->file);
  yc_refusal_form_send (self->refusal, outcome_cb, begin (self, YC_EVENT_NOT_ACCEPTED));
}

static void
correct_cb (YcDecisionBar *self)
{
  yc_file_settle (self->file);
  yc_corrected_form_send (self->correction, self->file, outcome_cb,
                          begin (self, YC_EVENT_CORRECTED));
}

void
yc_decision_bar_refuse (YcDecisionBar *self)
{
  if (gtk_widget_is_visible (GTK_WIDGET (self->refuse)))
    gtk_menu_button_popup (self->refuse);
}

void
yc_decision_bar_correct (YcDecisionBar *self)
{
  if (gtk_widget_is_visible (GTK_WIDGET (self->correct)))
    gtk_menu_button_popup (self->correct);
}

gboolean
yc_decision_bar_back (YcDecisionBar *self)
{
  return yc_owed_strip_hide (self->owed);
}

// What cannot be cured leads to the form for it. The popover has put the keyboard on its first tab.
static void
refuse_opened_cb (YcDecisionBar *self)
{
  if (yc_outcome_suggest (self->file) == YC_OUTCOME_REFUSE)
    yc_refusal_form_show_refusal (self->refusal);
  gtk_widget_grab_focus (GTK_WIDGET (self->refusal));
}

static void
finding_cb (YcDecisionBar *self, YcFindingRow *finding)
{
  g_signal_emit (self, signals[FINDING], 0, finding);
}

// ---- The widget ---------------------------------------------------------------------------------

static void
add_refusal (YcDecisionBar *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *form = yc_refusal_form_new (self->file);

  self->refusal = YC_REFUSAL_FORM (form);
  g_signal_connect_object (form, "confirmed", G_CALLBACK (refuse_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (popover, "show", G_CALLBACK (refuse_opened_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_popover_set_child (GTK_POPOVER (popover), form);
  gtk_menu_button_set_popover (self->refuse, popover);
}

void
yc_decision_bar_set_file (YcDecisionBar *self, YcFile *file)
{
  g_return_if_fail (self->file == NULL);
  self->file = g_object_ref (file);
  add_refusal (self);
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (yc_file_get_findings (file), "items-changed", G_CALLBACK (update_cb),
                           self, G_CONNECT_SWAPPED);
  update_cb (self);
}

const char *
yc_decision_bar_say_done (YcEventType type)
{
  switch ((int)type) {
  case YC_EVENT_ACCEPTED:
    return _ ("Accepted and handed off.");
  case YC_EVENT_SUPPLEMENT_REQUESTED:
    return _ ("The applicant was told once of everything that is missing.");
  case YC_EVENT_CORRECTED:
    return _ ("Noted: corrected on the spot.");
  case YC_EVENT_WITHDRAWN:
    return _ ("The application is withdrawn.");
  default:
    return _ ("The application was not accepted.");
  }
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
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, note_line);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, note);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, owed);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, obstacles);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, refuse);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, correct);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, correction);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, supplement);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, accept);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, print);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, accept_label);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, print_label);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, line);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, buttons);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, print_key);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, supplement_key);
  gtk_widget_class_bind_template_child (widget_class, YcDecisionBar, accept_key);
}

static void
yc_decision_bar_class_init (YcDecisionBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = YC_TYPE_DECISION_BAR;

  g_type_ensure (YC_TYPE_CORRECTED_FORM);
  g_type_ensure (YC_TYPE_OBSTACLES);
  g_type_ensure (YC_TYPE_OWED_STRIP);
  G_OBJECT_CLASS (klass)->dispose = yc_decision_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/intake/decision-bar.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, finding_cb);
  gtk_widget_class_bind_template_callback (widget_class, correct_cb);
  signals[FINDING] = g_signal_new ("finding", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, YC_TYPE_FINDING_ROW);
  signals[BUSY] =
      g_signal_new ("busy", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_UINT);
}

static void
yc_decision_bar_init (YcDecisionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_large_text_follow (self, fit_cb);
}
