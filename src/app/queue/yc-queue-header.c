// The header above the rows of a queue: a button a column, which sorts by it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-queue-header.h"

#include <glib/gi18n.h>

struct _YcQueueHeader {
  GtkWidget parent_instance;
  YcQueueLook *look; // owned
  YcQueue *queue;    // owned
  GtkWidget *buttons[YC_N_COLUMNS];
  GtkWidget *arrows[YC_N_COLUMNS]; // NULL where a column does not sort
};

G_DEFINE_FINAL_TYPE (YcQueueHeader, yc_queue_header, GTK_TYPE_WIDGET)

// The applicant is sealed in the store, so that nothing can sort by it.
static const struct {
  const char *title;
  gboolean sorts;
  YcOrder order;
} columns[YC_N_COLUMNS] = {
    [YC_COLUMN_NUMBER] = {N_ ("No."), TRUE, YC_ORDER_NUMBER},
    [YC_COLUMN_ITEM] = {N_ ("Item"), TRUE, YC_ORDER_ITEM},
    [YC_COLUMN_APPLICANT] = {N_ ("Applicant"), FALSE, YC_ORDER_CHANGED},
    [YC_COLUMN_STATE] = {N_ ("State"), TRUE, YC_ORDER_STATE},
    [YC_COLUMN_DUE] = {N_ ("Due"), TRUE, YC_ORDER_DUE},
    [YC_COLUMN_HOLDER] = {N_ ("Holder"), TRUE, YC_ORDER_HOLDER},
};

static char *
describe_button (const char *title, gboolean sorted, gboolean descending)
{
  if (!sorted)
    return g_strdup_printf (_ ("Sort by %s"), title);
  if (descending)
    return g_strdup_printf (_ ("%s, sorted downwards"), title);
  return g_strdup_printf (_ ("%s, sorted upwards"), title);
}

static void
name_button (YcQueueHeader *self, YcColumn column, gboolean sorted, gboolean descending)
{
  g_autofree char *name = describe_button (_ (columns[column].title), sorted, descending);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->buttons[column]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
show_order (YcQueueHeader *self)
{
  gboolean descending;
  YcOrder order = yc_queue_get_order (self->queue, &descending);
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++) {
    if (!columns[column].sorts)
      continue;
    gboolean sorted = columns[column].order == order;
    gtk_image_set_from_icon_name (GTK_IMAGE (self->arrows[column]),
                                  descending ? "pan-down-symbolic" : "pan-up-symbolic");
    gtk_widget_set_opacity (self->arrows[column], sorted ? 1 : 0);
    name_button (self, column, sorted, descending);
  }
}

// Up, down, and the third time back to what changed last.
static void
button_clicked_cb (GtkButton *button, YcQueueHeader *self)
{
  YcOrder order = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "order"));
  gboolean descending;
  if (yc_queue_get_order (self->queue, &descending) != order)
    yc_queue_set_order (self->queue, order, FALSE);
  else if (!descending)
    yc_queue_set_order (self->queue, order, TRUE);
  else
    yc_queue_set_order (self->queue, YC_ORDER_CHANGED, TRUE);
  show_order (self);
}

static void
add_button (YcQueueHeader *self, YcColumn column)
{
  GtkWidget *label = gtk_label_new (_ (columns[column].title));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_halign (label, GTK_ALIGN_START);
  if (!columns[column].sorts) {
    gtk_widget_add_css_class (label, "column-title");
    self->buttons[column] = label;
    gtk_widget_set_parent (label, GTK_WIDGET (self));
    return;
  }
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  self->arrows[column] = gtk_image_new ();
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->arrows[column]);
  self->buttons[column] = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->buttons[column]), box);
  gtk_widget_add_css_class (self->buttons[column], "flat");
  g_object_set_data (G_OBJECT (self->buttons[column]), "order",
                     GINT_TO_POINTER (columns[column].order));
  g_signal_connect (self->buttons[column], "clicked", G_CALLBACK (button_clicked_cb), self);
  gtk_widget_set_parent (self->buttons[column], GTK_WIDGET (self));
}

static void
yc_queue_header_measure (GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *ret_minimum,
                         int *ret_natural,
                         int *ret_minimum_baseline,
                         int *ret_natural_baseline)
{
  YcQueueHeader *self = YC_QUEUE_HEADER (widget);
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++) {
    int minimum, natural;
    gtk_widget_measure (self->buttons[column], orientation, -1, &minimum, &natural, NULL, NULL);
    *ret_minimum = MAX (*ret_minimum, minimum);
    *ret_natural = MAX (*ret_natural, natural);
  }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *ret_minimum = *ret_natural = yc_queue_look_get_least_width (self->look);
}

static void
yc_queue_header_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YcQueueHeader *self = YC_QUEUE_HEADER (widget);
  yc_queue_look_set_width (self->look, width);
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++) {
    int x, room, least;
    gboolean shown = yc_queue_look_get_column (self->look, column, &x, &room);
    gtk_widget_set_child_visible (self->buttons[column], shown);
    if (!shown)
      continue;
    gtk_widget_measure (self->buttons[column], GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL,
                        NULL);
    // The text of a button, not its edge, stands above the column.
    int edge = columns[column].sorts ? 6 : 0;
    GtkAllocation place = {x - edge, 0, MAX (room, least), height};
    gtk_widget_size_allocate (self->buttons[column], &place, -1);
  }
}

static void
yc_queue_header_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (yc_queue_header_parent_class)->css_changed (widget, change);
  YcQueueHeader *self = YC_QUEUE_HEADER (widget);
  if (self->look)
    yc_queue_look_read (self->look, widget);
}

static void
yc_queue_header_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (yc_queue_header_parent_class)->realize (widget);
  yc_queue_look_read (YC_QUEUE_HEADER (widget)->look, widget);
}

static void
yc_queue_header_dispose (GObject *object)
{
  YcQueueHeader *self = YC_QUEUE_HEADER (object);
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++)
    g_clear_pointer (&self->buttons[column], gtk_widget_unparent);
  g_clear_object (&self->queue);
  g_clear_object (&self->look);
  G_OBJECT_CLASS (yc_queue_header_parent_class)->dispose (object);
}

static void
yc_queue_header_init (YcQueueHeader *self)
{
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++)
    add_button (self, column);
}

static void
yc_queue_header_class_init (YcQueueHeaderClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_queue_header_dispose;
  widget_class->measure = yc_queue_header_measure;
  widget_class->size_allocate = yc_queue_header_size_allocate;
  widget_class->css_changed = yc_queue_header_css_changed;
  widget_class->realize = yc_queue_header_realize;
  gtk_widget_class_set_css_name (widget_class, "queue-header");
}

GtkWidget *
yc_queue_header_new (YcQueueLook *look, YcQueue *queue)
{
  YcQueueHeader *self = g_object_new (YC_TYPE_QUEUE_HEADER, NULL);
  self->look = g_object_ref (look);
  self->queue = g_object_ref (queue);
  show_order (self);
  return GTK_WIDGET (self);
}
