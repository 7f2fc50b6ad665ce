// What waits for this person's word on an open case: a step of the office, or a second notice.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-office-bar.h"
#include "yc-outcome.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

struct _YcOfficeBar {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkWidget *stage_line, *second_line;
  GtkLabel *stage, *second;
  GtkButton *advance;
  GtkWidget *allow;

  YcFile *file; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcOfficeBar, yc_office_bar, GTK_TYPE_WIDGET)

static gboolean
is_suspended (YcOfficeBar *self)
{
  return yc_file_get_state (self->file) == YC_STATE_SUSPENDED;
}

// What ends the step that is under way, or the procedure that interrupts it.
static YcEventType
next_step (YcOfficeBar *self)
{
  return is_suspended (self) ? YC_EVENT_RESUMED : YC_EVENT_ADVANCED;
}

static void
show_stage (YcOfficeBar *self)
{
  g_autofree char *words =
      is_suspended (self)
          ? g_strdup (_ ("A special procedure is under way, and the clock stands still."))
          : yc_file_describe_stage (self->file);

  gtk_label_set_label (self->stage, words != NULL ? words : "");
  gtk_button_set_label (self->advance, is_suspended (self) ? _ ("The procedure is over")
                                                           : _ ("This step is done"));
  gtk_widget_set_visible (self->stage_line, words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->advance), yc_file_can (self->file, next_step (self)));
}

static void
show_second (YcOfficeBar *self)
{
  gboolean asked = yc_outcome_get_notice_state (self->file) == YC_NOTICE_WAITING &&
                   yc_file_can (self->file, YC_EVENT_SECOND_ALLOWED);
  g_autofree char *words = g_strdup_printf (_ ("A second notice is asked for: %s"),
                                            yc_outcome_get_second_reason (self->file));

  gtk_label_set_label (self->second, words);
  gtk_widget_set_visible (self->second_line, asked);
}

static void
update_cb (YcOfficeBar *self)
{
  show_stage (self);
  show_second (self);
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_visible (self->stage_line) ||
                                                 gtk_widget_get_visible (self->second_line));
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcOfficeBar) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  yc_file_do_finish (YC_FILE (source), result, &error);
  if (self == NULL || self->box == NULL)
    return;
  gtk_widget_set_sensitive (self->box, TRUE);
  if (error != NULL)
    yc_toast_say_error (yc_toast_find_page (GTK_WIDGET (self)), error);
}

static void
act (YcOfficeBar *self, YcEventType type)
{
  gtk_widget_set_sensitive (self->box, FALSE);
  yc_file_do_async (self->file, type, NULL, NULL, done_cb, yc_weak_new (self));
}

static void
advance_cb (YcOfficeBar *self)
{
  act (self, next_step (self));
}

static void
allow_cb (YcOfficeBar *self)
{
  act (self, YC_EVENT_SECOND_ALLOWED);
}

void
yc_office_bar_set_file (YcOfficeBar *self, YcFile *file)
{
  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_set_object (&self->file, file);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_sensitive (self->box, TRUE);
  if (file == NULL)
    return;
  g_signal_connect_object (file, "changed", G_CALLBACK (update_cb), self, G_CONNECT_SWAPPED);
  update_cb (self);
}

static void
yc_office_bar_dispose (GObject *object)
{
  YcOfficeBar *self = YC_OFFICE_BAR (object);

  if (self->file != NULL)
    g_signal_handlers_disconnect_by_data (self->file, self);
  g_clear_object (&self->file);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_office_bar_parent_class)->dispose (object);
}

static void
yc_office_bar_class_init (YcOfficeBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_office_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/viewer/office-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, YcOfficeBar, box);
  gtk_widget_class_bind_template_child (widget_class, YcOfficeBar, stage_line);
  gtk_widget_class_bind_template_child (widget_class, YcOfficeBar, second_line);
  gtk_widget_class_bind_template_child (widget_class, YcOfficeBar, stage);
  gtk_widget_class_bind_template_child (widget_class, YcOfficeBar, second);
  gtk_widget_class_bind_template_child (widget_class, YcOfficeBar, advance);
  gtk_widget_class_bind_template_child (widget_class, YcOfficeBar, allow);
  gtk_widget_class_bind_template_callback (widget_class, advance_cb);
  gtk_widget_class_bind_template_callback (widget_class, allow_cb);
}

static void
yc_office_bar_init (YcOfficeBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
