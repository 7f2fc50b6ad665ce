// Figures for the supervisor: a period, headlines, departments, what sends people home.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-statistics-page.h"

#include "yc-department-table.h"
#include "yc-headline-card.h"
#include "yc-stack.h"
#include "yc-toast.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

#define SHOWN_REASONS 20 // the file has all of them
#define WHEEL_TURNS   8  // for a page

struct _YcStatisticsPage {
  GtkWidget parent_instance;
  YcStatistics *statistics; // owned
  GtkWidget *root;
  GtkLabel *period;
  GtkDropDown *span;
  GtkWidget *days;
  GtkEditable *from, *until;
  GtkLabel *wrong;
  GtkWidget *export;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  AdwStatusPage *trouble;
  GtkLabel *gaps;
  GtkFlowBox *headlines;
  GtkColumnView *departments;
  GtkMenuButton *sort;
  GtkWidget *reasons_part;
  GtkListBox *reasons;
};

G_DEFINE_FINAL_TYPE (YcStatisticsPage, yc_statistics_page, GTK_TYPE_WIDGET)

// ---- The period ---------------------------------------------------------------------------------

static void
show_wrong (YcStatisticsPage *self, const char *sentence)
{
  gtk_label_set_text (self->wrong, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), sentence != NULL);
}

static void
fill_in_days (YcStatisticsPage *self)
{
  g_autofree char *from = yc_statistics_get_from (self->statistics);
  g_autofree char *until = yc_statistics_get_until (self->statistics);

  gtk_editable_set_text (self->from, from);
  gtk_editable_set_text (self->until, until);
}

static void
span_chosen_cb (YcStatisticsPage *self)
{
  YcSpan span = (YcSpan)gtk_drop_down_get_selected (self->span);

  if (self->statistics == NULL) // while the template is being made
    return;
  show_wrong (self, NULL);
  gtk_widget_set_visible (self->days, span == YC_SPAN_OWN);
  if (span != YC_SPAN_OWN) {
    yc_statistics_choose (self->statistics, span);
    return;
  }
  fill_in_days (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->from));
}

static void
days_cb (GtkWidget *widget, YcStatisticsPage *self)
{
  g_autofree char *wrong = yc_statistics_choose_days (
      self->statistics, gtk_editable_get_text (self->from), gtk_editable_get_text (self->until));

  show_wrong (self, wrong);
}

void
yc_statistics_page_refresh (YcStatisticsPage *self)
{
  yc_statistics_choose (self->statistics, (YcSpan)gtk_drop_down_get_selected (self->span));
}

static void
again_cb (GtkWidget *button, YcStatisticsPage *self)
{
  yc_statistics_page_refresh (self);
}

// ---- What is there ------------------------------------------------------------------------------

static const char *
name_of_state (YcFiguresState state)
{
  switch (state) {
  case YC_FIGURES_LOADING:
    return "loading";
  case YC_FIGURES_READY:
    return "figures";
  case YC_FIGURES_EMPTY:
    return "empty";
  case YC_FIGURES_TROUBLE:
  default:
    return "trouble";
  }
}

static void
show_period (YcStatisticsPage *self)
{
  g_autofree char *from = yc_statistics_get_from (self->statistics);
  g_autofree char *until = yc_statistics_get_until (self->statistics);
  // TRANSLATORS: the first and the last day of a period.
  g_autofree char *text = g_strdup_printf (_ ("%s to %s"), from, until);

  gtk_label_set_text (self->period, text);
}

static void
show (YcStatisticsPage *self)
{
  YcFiguresState state = yc_statistics_get_state (self->statistics);
  const char *trouble = yc_statistics_get_trouble (self->statistics);
  g_autofree char *gaps = yc_statistics_describe_gaps (self->statistics);

  show_period (self);
  adw_status_page_set_description (self->trouble, trouble != NULL ? trouble : "");
  gtk_label_set_text (self->gaps, gaps != NULL ? gaps : "");
  gtk_widget_set_visible (GTK_WIDGET (self->gaps), gaps != NULL);
  gtk_widget_set_sensitive (self->export, state == YC_FIGURES_READY);
  gtk_widget_set_visible (self->reasons_part, g_list_model_get_n_items (yc_statistics_get_reasons (
                                                  self->statistics)) > 0);
  gtk_stack_set_visible_child_name (self->stack, name_of_state (state));
}

// The table scrolls sideways alone, but GTK 4.8 lets it keep the wheel: the page gets it.
static gboolean
scrolled_cb (GtkEventControllerScroll *controller, double x, double y, YcStatisticsPage *self)
{
  GtkAdjustment *place = gtk_scrolled_window_get_vadjustment (self->scroller);
  double step = gtk_adjustment_get_page_increment (place) / WHEEL_TURNS;

  if (y == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_adjustment_set_value (place, gtk_adjustment_get_value (place) + y * step);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_reason (gpointer item, gpointer data)
{
  YcReasonRow *reason = item;
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *count = g_strdup_printf ("%u", yc_reason_row_get_count (reason));
  GtkWidget *label = gtk_label_new (count);
  g_autofree char *name = g_strdup_printf ("%s, %s, %s", yc_reason_row_get_title (reason),
                                           yc_reason_row_get_detail (reason), count);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), yc_reason_row_get_title (reason));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), yc_reason_row_get_detail (reason));
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "title-4");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
fill (YcStatisticsPage *self)
{
  GListModel *reasons = g_object_ref (yc_statistics_get_reasons (self->statistics));
  g_autoptr (GListModel) first =
      G_LIST_MODEL (gtk_slice_list_model_new (reasons, 0, SHOWN_REASONS));
  g_autoptr (GMenuModel) menu = NULL;

  for (YcHeadline headline = 0; headline < YC_N_HEADLINES; headline++)
    gtk_flow_box_append (self->headlines, yc_headline_card_new (self->statistics, headline));
  yc_department_table_fill (self->departments, self->statistics);
  menu = yc_department_table_make_menu (self->departments, GTK_WIDGET (self));
  gtk_menu_button_set_menu_model (self->sort, menu);
  gtk_list_box_bind_model (self->reasons, first, make_reason, NULL, NULL);
}

// ---- Taking it along ----------------------------------------------------------------------------

typedef struct {
  GWeakRef *page; // owned
  GFile *target;  // owned, nullable
} Export;

static void
export_free (Export *export)
{
  g_autoptr (GtkWidget) page = yc_weak_take (export->page); // nullable

  g_clear_object (&export->target);
  g_free (export);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (YcStatisticsPage) self = g_weak_ref_get (export->page);
  g_autofree char *base = g_file_get_basename (export->target);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done = yc_statistics_save_finish (YC_STATISTICS (source), result, &error);

  if (self == NULL)
    return;
  // TRANSLATORS: the name of a file.
  text = done ? g_strdup_printf (_ ("Saved as “%s”."), name) : yc_words_error_saving (error);
  if (done)
    yc_toast_offer_file (yc_toast_find_page (GTK_WIDGET (self)), text, export->target);
  else
    yc_toast_say (yc_toast_find_page (GTK_WIDGET (self)), text);
}

static void
target_chosen_cb (GtkNativeDialog *dialog, int response, gpointer data)
{
  g_autoptr (Export) export = data;
  g_autoptr (YcStatisticsPage) self = g_weak_ref_get (export->page);

  export->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_object_unref (dialog);
  if (response == GTK_RESPONSE_ACCEPT && self != NULL && export->target != NULL &&
      yc_statistics_get_state (self->statistics) == YC_FIGURES_READY) {
    GFile *target = export->target;

    yc_statistics_save_async (self->statistics, target, NULL, saved_cb, g_steal_pointer (&export));
  }
}

static void
export_cb (GtkWidget *button, YcStatisticsPage *self)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save the figures"), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("Save"), _ ("Cancel"));
  g_autofree char *name = yc_statistics_suggest_name (self->statistics);
  Export *export = g_new0 (Export, 1);

  export->page = yc_weak_new (self);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect (dialog, "response", G_CALLBACK (target_chosen_cb), export);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

// ---- The widget ---------------------------------------------------------------------------------

static gboolean
yc_statistics_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YC_STATISTICS_PAGE (widget)->span));
}

static void
yc_statistics_page_dispose (GObject *object)
{
  YcStatisticsPage *self = YC_STATISTICS_PAGE (object);

  g_clear_pointer (&self->root, gtk_widget_unparent);
  if (self->statistics != NULL)
    yc_statistics_stop (self->statistics);
  g_clear_object (&self->statistics);
  G_OBJECT_CLASS (yc_statistics_page_parent_class)->dispose (object);
}

static void
yc_statistics_page_init (YcStatisticsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
}

static void
yc_statistics_page_class_init (YcStatisticsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = yc_statistics_page_dispose;
  widget_class->grab_focus = yc_statistics_page_grab_focus;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/statistics/statistics-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, root);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, period);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, span);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, days);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, from);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, until);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, wrong);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, export);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, gaps);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, headlines);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, departments);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, sort);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, reasons_part);
  gtk_widget_class_bind_template_child (widget_class, YcStatisticsPage, reasons);
  gtk_widget_class_bind_template_callback (widget_class, span_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, days_cb);
  gtk_widget_class_bind_template_callback (widget_class, scrolled_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
}

GtkWidget *
yc_statistics_page_new (YcSession *session)
{
  YcStatisticsPage *self = g_object_new (YC_TYPE_STATISTICS_PAGE, NULL);

  self->statistics = yc_statistics_new (session);
  fill (self);
  g_signal_connect_object (self->statistics, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  yc_statistics_choose (self->statistics, YC_SPAN_THIS_MONTH);
  return GTK_WIDGET (self);
}
