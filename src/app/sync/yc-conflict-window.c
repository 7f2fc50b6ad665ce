// What was refused beside what stands at central, and what can be done about it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-conflict-window.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcConflictWindow {
  AdwWindow parent_instance;

  YcSession *session;        // owned
  YcWaitingRow *row;         // owned
  YcConflict *conflict;      // owned, nullable until it is loaded
  GCancellable *cancellable; // owned
  AdwWindowTitle *heading;   // template children
  GtkLabel *reason;
  GtkStack *stack;
  GtkGrid *grid;
  GtkWidget *dismiss, *open, *repeat;
};

G_DEFINE_FINAL_TYPE (YcConflictWindow, yc_conflict_window, ADW_TYPE_WINDOW)

static guint open_case_signal;

// ---- The two sides ------------------------------------------------------------------------------

static void
attach (YcConflictWindow *self, const char *text, const char *style, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), column > 0 && row > 0);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  gtk_widget_set_hexpand (label, column > 0);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->grid, label, column, row, 1, 1);
}

static void
show_rows (YcConflictWindow *self)
{
  GListModel *rows = yc_conflict_get_rows (self->conflict);

  attach (self, _ ("Here"), "heading", 1, 0);
  attach (self, _ ("At central"), "heading", 2, 0);
  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcConflictRow) row = g_list_model_get_item (rows, i);
    const char *ours = yc_conflict_row_get_ours (row), *theirs = yc_conflict_row_get_theirs (row);

    attach (self, yc_conflict_row_get_title (row), "dim-label", 0, (int)i + 1);
    attach (self, *ours != '\0' ? ours : "–", "numeric", 1, (int)i + 1);
    attach (self, *theirs != '\0' ? theirs : "–", "numeric", 2, (int)i + 1);
  }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcConflictWindow) self = yc_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcConflict) conflict = yc_conflict_load_finish (result, &error);
  g_autofree char *sentence = error != NULL ? yc_words_error (error) : NULL;

  if (self == NULL)
    return;
  gtk_stack_set_visible_child_name (self->stack, "rows");
  if (conflict == NULL) {
    gtk_label_set_label (self->reason, sentence);
    return;
  }
  g_set_object (&self->conflict, conflict);
  show_rows (self);
  gtk_widget_set_sensitive (self->dismiss, TRUE);
  gtk_widget_set_sensitive (self->open, TRUE);
  gtk_widget_set_sensitive (self->repeat, yc_conflict_can_repeat (conflict));
  gtk_widget_grab_focus (yc_conflict_can_repeat (conflict) ? self->repeat : self->open);
}

// ---- What can be done ---------------------------------------------------------------------------

static void
dismiss_cb (YcConflictWindow *self)
{
  yc_session_dismiss_trouble (self->session, self->row);
  gtk_window_close (GTK_WINDOW (self));
}

static void
open_cb (YcConflictWindow *self)
{
  g_autofree char *id = g_strdup (yc_conflict_get_case (self->conflict));

  g_signal_emit (self, open_case_signal, 0, id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
repeated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcConflictWindow) self = yc_weak_take (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (yc_conflict_repeat_finish (YC_CONFLICT (source), result, &error)) {
    if (self != NULL)
      gtk_window_close (GTK_WINDOW (self));
    return;
  }
  if (self == NULL)
    return;
  sentence = yc_words_error (error);
  gtk_label_set_label (self->reason, sentence);
  gtk_widget_set_sensitive (self->repeat, TRUE);
}

static void
repeat_cb (YcConflictWindow *self)
{
  gtk_widget_set_sensitive (self->repeat, FALSE);
  yc_conflict_repeat_async (self->conflict, repeated_cb, yc_weak_new (self));
}

// ---- The object ---------------------------------------------------------------------------------

static void
yc_conflict_window_dispose (GObject *object)
{
  YcConflictWindow *self = YC_CONFLICT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->conflict);
  g_clear_object (&self->session);
  g_clear_object (&self->row);
  G_OBJECT_CLASS (yc_conflict_window_parent_class)->dispose (object);
}

static void
yc_conflict_window_class_init (YcConflictWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_conflict_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/sync/conflict-window.ui");
  gtk_widget_class_bind_template_child (widget_class, YcConflictWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, YcConflictWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, YcConflictWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, YcConflictWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, YcConflictWindow, dismiss);
  gtk_widget_class_bind_template_child (widget_class, YcConflictWindow, open);
  gtk_widget_class_bind_template_child (widget_class, YcConflictWindow, repeat);
  gtk_widget_class_bind_template_callback (widget_class, dismiss_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, repeat_cb);
  open_case_signal = g_signal_new ("open-case", YC_TYPE_CONFLICT_WINDOW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
yc_conflict_window_init (YcConflictWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
yc_conflict_window_new (GtkWindow *parent, YcSession *session, YcWaitingRow *row)
{
  YcConflictWindow *self = g_object_new (YC_TYPE_CONFLICT_WINDOW, "transient-for", parent,
                                         "destroy-with-parent", TRUE, NULL);

  self->session = g_object_ref (session);
  self->row = g_object_ref (row);
  adw_window_title_set_subtitle (self->heading, yc_waiting_row_get_title (row));
  gtk_label_set_label (self->reason, yc_waiting_row_get_detail (row));
  yc_conflict_load_async (session, row, self->cancellable, loaded_cb, yc_weak_new (self));
  return GTK_WIDGET (self);
}
