// One row of a queue, drawn by itself: a widget per cell would be ten times slower on a long jump.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-queue-row.h"

struct _YcQueueRow {
  GtkWidget parent_instance;
  YcQueueLook *look;                  // owned
  YcEntry *entry;                     // owned, nullable
  PangoLayout *layouts[YC_N_COLUMNS]; // owned; NULL until the row is first drawn
  gboolean stale;                     // the layouts do not yet say what the entry says
};

G_DEFINE_FINAL_TYPE (YcQueueRow, yc_queue_row, GTK_TYPE_WIDGET)

static YcTint
tint_of_state (YcState state)
{
  if (state == YC_STATE_SUPPLEMENT || state == YC_STATE_RETURNED)
    return YC_TINT_YELLOW;
  if (state == YC_STATE_ACCEPTED || state == YC_STATE_HANDED_OFF || state == YC_STATE_GRANTED)
    return YC_TINT_GREEN;
  if (state == YC_STATE_REFUSED || state == YC_STATE_NOT_ACCEPTED)
    return YC_TINT_RED;
  return YC_TINT_PLAIN;
}

static gboolean
tint_of_lamp (YcLamp lamp, YcTint *ret_tint)
{
  static const YcTint tints[] = {
      [YC_LAMP_NONE] = YC_TINT_DIM,
      [YC_LAMP_GREEN] = YC_TINT_LAMP_GREEN,
      [YC_LAMP_YELLOW] = YC_TINT_LAMP_YELLOW,
      [YC_LAMP_RED] = YC_TINT_LAMP_RED,
  };
  *ret_tint = tints[lamp];
  return lamp != YC_LAMP_NONE;
}

static PangoLayout *
make_layout (YcQueueRow *self, YcColumn column)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), NULL);
  PangoAttrList *attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum=1"));
  if (column == YC_COLUMN_STATE) {
    pango_attr_list_insert (attributes, pango_attr_scale_new (0.87));
    pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD));
  }
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  return layout;
}

static void
set_text (YcQueueRow *self, YcColumn column, const char *text)
{
  if (!self->layouts[column])
    self->layouts[column] = make_layout (self, column);
  pango_layout_set_text (self->layouts[column], text ? text : "", -1);
}

static void
refresh (YcQueueRow *self)
{
  self->stale = FALSE;
  if (!self->entry || !yc_entry_is_loaded (self->entry)) {
    for (YcColumn column = 0; column < YC_N_COLUMNS; column++)
      set_text (self, column, NULL);
    return;
  }
  const char *number = yc_entry_get_number (self->entry);
  g_autofree char *waiting = g_strconcat (number ? number : "", " ↑", NULL);
  set_text (self, YC_COLUMN_NUMBER, yc_entry_is_pending (self->entry) ? waiting : number);
  set_text (self, YC_COLUMN_ITEM, yc_entry_get_item (self->entry));
  set_text (self, YC_COLUMN_APPLICANT, yc_entry_get_applicant (self->entry));
  set_text (self, YC_COLUMN_STATE, yc_entry_get_state_name (self->entry));
  set_text (self, YC_COLUMN_DUE, yc_entry_get_due (self->entry));
  set_text (self, YC_COLUMN_HOLDER, yc_entry_get_holder (self->entry));
}

static void
draw_rounded (
    GtkSnapshot *snapshot, double x, double y, double width, double height, const GdkRGBA *colour)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float)x, (float)y, (float)width, (float)height);
  GskRoundedRect shape;
  gsk_rounded_rect_init_from_rect (&shape, &bounds, (float)height / 2);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

// Draws a column's text in the middle of the row, at most `width` wide.
static void
draw_text (YcQueueRow *self, GtkSnapshot *snapshot, YcColumn column, int x, int width, YcTint tint)
{
  PangoLayout *layout = self->layouts[column];
  pango_layout_set_width (layout, MAX (width, 0) * PANGO_SCALE);
  int height;
  pango_layout_get_pixel_size (layout, NULL, &height);
  int y = (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2;
  graphene_point_t at = GRAPHENE_POINT_INIT ((float)x, (float)y);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &at);
  gtk_snapshot_append_layout (snapshot, layout, yc_queue_look_get_colour (self->look, tint));
  gtk_snapshot_restore (snapshot);
}

static void
draw_pill (YcQueueRow *self, GtkSnapshot *snapshot, int x, int width)
{
  PangoLayout *layout = self->layouts[YC_COLUMN_STATE];
  int em = yc_queue_look_get_em (self->look), pad = em * 2 / 3, text_width, text_height;
  pango_layout_set_width (layout, (width - 2 * pad - em / 2) * PANGO_SCALE);
  pango_layout_get_pixel_size (layout, &text_width, &text_height);
  YcTint tint = tint_of_state (yc_entry_get_state (self->entry));
  GdkRGBA colour = *yc_queue_look_get_colour (self->look, tint);
  colour.alpha *= tint == YC_TINT_PLAIN ? 0.08f : 0.16f;
  double height = text_height + em * 0.4;
  double y = (gtk_widget_get_height (GTK_WIDGET (self)) - height) / 2;
  draw_rounded (snapshot, x, y, text_width + 2 * pad, height, &colour);
  draw_text (self, snapshot, YC_COLUMN_STATE, x + pad, width - 2 * pad - em / 2, tint);
}

static void
draw_due (YcQueueRow *self, GtkSnapshot *snapshot, int x, int width)
{
  YcTint tint;
  if (!tint_of_lamp (yc_entry_get_lamp (self->entry), &tint)) {
    draw_text (self, snapshot, YC_COLUMN_DUE, x, width, YC_TINT_DIM);
    return;
  }
  int em = yc_queue_look_get_em (self->look), size = em * 3 / 4;
  double y = (gtk_widget_get_height (GTK_WIDGET (self)) - size) / 2.0;
  draw_rounded (snapshot, x, y, size, size, yc_queue_look_get_colour (self->look, tint));
  int indent = size + em / 2;
  draw_text (self, snapshot, YC_COLUMN_DUE, x + indent, width - indent, YC_TINT_PLAIN);
}

static void
draw_column (YcQueueRow *self, GtkSnapshot *snapshot, YcColumn column)
{
  int x, width;
  if (!yc_queue_look_get_column (self->look, column, &x, &width))
    return;
  if (column == YC_COLUMN_STATE)
    draw_pill (self, snapshot, x, width);
  else if (column == YC_COLUMN_DUE)
    draw_due (self, snapshot, x, width);
  else
    draw_text (self, snapshot, column, x, width - yc_queue_look_get_em (self->look), YC_TINT_PLAIN);
}

static void
yc_queue_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YcQueueRow *self = YC_QUEUE_ROW (widget);
  if (!self->entry || !yc_entry_is_loaded (self->entry))
    return;
  if (self->stale)
    refresh (self);
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++)
    draw_column (self, snapshot, column);
}

static void
yc_queue_row_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *ret_minimum,
                      int *ret_natural,
                      int *ret_minimum_baseline,
                      int *ret_natural_baseline)
{
  YcQueueRow *self = YC_QUEUE_ROW (widget);
  int em = yc_queue_look_get_em (self->look);
  *ret_minimum = orientation == GTK_ORIENTATION_VERTICAL ? em * 14 / 5 : em * 20;
  *ret_natural = *ret_minimum;
}

static void
name_for_readers (YcQueueRow *self)
{
  GtkWidget *item = gtk_widget_get_parent (GTK_WIDGET (self));
  if (!item || !self->entry || !yc_entry_is_loaded (self->entry))
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (item), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_entry_get_sentence (self->entry), -1);
}

static void
entry_loaded_cb (YcQueueRow *self)
{
  self->stale = TRUE;
  name_for_readers (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
yc_queue_row_set_entry (YcQueueRow *self, YcEntry *entry)
{
  if (self->entry)
    g_signal_handlers_disconnect_by_func (self->entry, entry_loaded_cb, self);
  g_set_object (&self->entry, entry);
  if (!entry)
    return;
  g_signal_connect_swapped (entry, "loaded", G_CALLBACK (entry_loaded_cb), self);
  entry_loaded_cb (self);
}

YcEntry *
yc_queue_row_get_entry (YcQueueRow *self)
{
  return self->entry;
}

static void
yc_queue_row_dispose (GObject *object)
{
  YcQueueRow *self = YC_QUEUE_ROW (object);
  yc_queue_row_set_entry (self, NULL);
  for (YcColumn column = 0; column < YC_N_COLUMNS; column++)
    g_clear_object (&self->layouts[column]);
  G_OBJECT_CLASS (yc_queue_row_parent_class)->dispose (object);
}

static void
yc_queue_row_finalize (GObject *object)
{
  g_clear_object (&YC_QUEUE_ROW (object)->look);
  G_OBJECT_CLASS (yc_queue_row_parent_class)->finalize (object);
}

static void
yc_queue_row_init (YcQueueRow *self)
{
}

static void
yc_queue_row_class_init (YcQueueRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_queue_row_dispose;
  G_OBJECT_CLASS (class)->finalize = yc_queue_row_finalize;
  widget_class->snapshot = yc_queue_row_snapshot;
  widget_class->measure = yc_queue_row_measure;
  gtk_widget_class_set_css_name (widget_class, "queue-row");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

GtkWidget *
yc_queue_row_new (YcQueueLook *look)
{
  YcQueueRow *self = g_object_new (YC_TYPE_QUEUE_ROW, NULL);
  self->look = g_object_ref (look);
  // A new width reaches a row as an allocation; new fonts and colours do not always.
  g_signal_connect_object (look, "changed", G_CALLBACK (gtk_widget_queue_resize), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
