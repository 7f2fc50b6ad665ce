// What lies beside the pages of a case: its record, or a sample of the material that is looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-aside.h"
#include "yc-paper-view.h"
#include "yc-record-pane.h"
#include "yc-stack.h"

struct _YcAside {
  GtkWidget parent_instance;

  GtkStack *stack; // owned
  YcRecordPane *record;
  YcPaperView *sample;
  YcFile *file;   // owned, nullable
  char *material; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcAside, yc_aside, GTK_TYPE_WIDGET)

static guint turned_signal;

gboolean
yc_aside_is_at_sample (YcAside *self)
{
  return gtk_stack_get_visible_child (self->stack) == GTK_WIDGET (self->sample);
}

static void
update_sample (YcAside *self)
{
  if (yc_aside_is_at_sample (self) && self->material != NULL)
    yc_paper_view_show_sample (self->sample, self->file, self->material);
}

void
yc_aside_show_sample (YcAside *self, gboolean sample)
{
  if (sample == yc_aside_is_at_sample (self))
    return;
  gtk_stack_set_visible_child (self->stack,
                               sample ? GTK_WIDGET (self->sample) : GTK_WIDGET (self->record));
  g_signal_emit (self, turned_signal, 0);
  update_sample (self);
}

void
yc_aside_set_material (YcAside *self, const char *material)
{
  if (g_strcmp0 (material, self->material) == 0)
    return;
  g_free (self->material);
  self->material = g_strdup (material);
  update_sample (self);
}

void
yc_aside_go_to (YcAside *self, const char *field)
{
  yc_aside_show_sample (self, FALSE);
  yc_record_pane_go_to (self->record, field);
}

void
yc_aside_set_file (YcAside *self, YcFile *file)
{
  g_set_object (&self->file, file);
  yc_record_pane_set_file (self->record, file);
}

static void
yc_aside_dispose (GObject *object)
{
  YcAside *self = YC_ASIDE (object);

  if (self->stack != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->stack));
  self->stack = NULL;
  g_clear_object (&self->file);
  g_clear_pointer (&self->material, g_free);
  G_OBJECT_CLASS (yc_aside_parent_class)->dispose (object);
}

static void
yc_aside_class_init (YcAsideClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_aside_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  turned_signal = g_signal_new ("turned", YC_TYPE_ASIDE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
yc_aside_init (YcAside *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  self->record = g_object_new (YC_TYPE_RECORD_PANE, NULL);
  self->sample = YC_PAPER_VIEW (yc_paper_view_new ());
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->record));
  gtk_stack_add_child (self->stack, GTK_WIDGET (self->sample));
  yc_stack_hide_others (self->stack);
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}
