// What lies beside the pages of a case: its record, or a sample of the material that is looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-aside.h"
#include "yc-paper-view.h"
#include "yc-record-pane.h"
#include "yc-stack.h"

// Columns of the grid: where the pages begin, and where this does beside a record and a sample.
enum { PAGES = 5, RECORD = 16, SAMPLE = 14, ALL = 24 };

struct _YcAside {
  GtkWidget parent_instance;

  GtkStack *stack; // owned
  YcRecordPane *record;
  YcPaperView *sample;
  YcFile *file;   // owned, nullable
  char *material; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcAside, yc_aside, GTK_TYPE_WIDGET)

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

static void
place (GtkWidget *child, int from, int to)
{
  GtkLayoutManager *grid = gtk_widget_get_layout_manager (gtk_widget_get_parent (child));

  g_object_set (gtk_layout_manager_get_layout_child (grid, child), "column", from, "column-span",
                to - from, NULL);
}

void
yc_aside_show_sample (YcAside *self, gboolean sample)
{
  GtkWidget *pages = gtk_widget_get_prev_sibling (GTK_WIDGET (self));
  int edge = sample ? SAMPLE : RECORD;

  if (sample == yc_aside_is_at_sample (self))
    return;
  gtk_stack_set_visible_child (self->stack,
                               sample ? GTK_WIDGET (self->sample) : GTK_WIDGET (self->record));
  place (pages, PAGES, edge);
  place (GTK_WIDGET (self), edge, ALL);
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
