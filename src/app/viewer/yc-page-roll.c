// All pages of a material or of a file, one below the other; each is drawn under its own title.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-roll-private.h"

// Where a page counts as the one that is read: its title is above this share of the view.
#define READING_LINE 0.4

typedef enum {
  PROP_HADJUSTMENT = 1,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
} Property;

G_DEFINE_FINAL_TYPE_WITH_CODE (YcPageRoll,
                               yc_page_roll,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint load_signal, turned_to_signal, scrolled_signal;

GtkWidget *
yc_page_roll_new (void)
{
  return g_object_new (YC_TYPE_PAGE_ROLL, NULL);
}

// ---- The page that is read ----------------------------------------------------------------------

static void
tell_name (YcPageRoll *self)
{
  const YcPagePlace *place = yc_page_roll_place_at (self, self->current);
  gboolean here = place != NULL && place->surface != NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  here ? place->title : "", -1);
}

static void
turn_to (YcPageRoll *self, guint index)
{
  if (index == self->current || index >= self->places->len)
    return;
  self->current = index;
  tell_name (self);
  g_signal_emit (self, turned_to_signal, 0, yc_page_roll_place_at (self, index)->id);
}

static void
scrolled_cb (YcPageRoll *self)
{
  double across = yc_page_roll_offset (self->across) - self->read_x;
  double along = yc_page_roll_offset (self->along) - self->read_y;

  if (self->moving)
    return;
  yc_page_roll_remember (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  turn_to (self, yc_page_roll_find_at (self, yc_page_roll_offset (self->along) +
                                                 READING_LINE *
                                                     gtk_widget_get_height (GTK_WIDGET (self))));
  yc_page_queue_look (self->queue);
  g_signal_emit (self, scrolled_signal, 0, across, along);
}

gboolean
yc_page_roll_find (YcPageRoll *self, const char *page, guint *ret_index)
{
  for (guint i = 0; i < self->places->len; i++)
    if (g_strcmp0 (yc_page_roll_place_at (self, i)->id, page) == 0) {
      *ret_index = i;
      return TRUE;
    }
  return FALSE;
}

gboolean
yc_page_roll_show (YcPageRoll *self, const char *page)
{
  guint index;

  if (!yc_page_roll_find (self, page, &index))
    return FALSE;
  turn_to (self, index);
  yc_page_roll_arrange (self, yc_page_roll_top_of (self, index));
  return TRUE;
}

const char *
yc_page_roll_get_look (YcPageRoll *self, const char *page)
{
  guint index;

  return yc_page_roll_find (self, page, &index) ? yc_page_roll_place_at (self, index)->look : "";
}

const YcPagePlace *
yc_page_roll_get_current (YcPageRoll *self)
{
  return yc_page_roll_place_at (self, self->current);
}

// ---- Pages come and go --------------------------------------------------------------------------

// What the same pages looked like. Of another case, nothing.
static void
inherit (YcPageRoll *self, const char *case_id, GPtrArray *places)
{
  guint index;

  if (g_strcmp0 (case_id, self->case_id) != 0)
    return;
  for (guint i = 0; i < places->len; i++) {
    YcPagePlace *place = places->pdata[i];

    if (yc_page_roll_find (self, place->id, &index))
      yc_page_place_inherit (place, yc_page_roll_place_at (self, index));
  }
}

void
yc_page_roll_set_places (YcPageRoll *self, const char *case_id, GPtrArray *places, const char *page)
{
  const YcPagePlace *before = yc_page_roll_place_at (self, self->current);
  gboolean same = g_strcmp0 (case_id, self->case_id) == 0;
  g_autofree char *read = g_strdup (page != NULL || before == NULL || !same ? page : before->id);
  guint index = 0;

  if (places != NULL)
    inherit (self, case_id, places);
  g_ptr_array_unref (self->places);
  self->places = places != NULL ? places : g_ptr_array_new_with_free_func (yc_page_place_free);
  yc_page_queue_set_places (self->queue, self->places, same);
  if (!same) {
    for (guint i = 0; i < YC_N_LAYERS; i++)
      g_clear_pointer (&self->ink[i], g_array_unref);
    g_free (self->case_id);
    self->case_id = g_strdup (case_id);
  }
  self->current = yc_page_roll_find (self, read, &index) ? index : 0;
  tell_name (self);
  yc_page_roll_arrange (self, self->places->len > 0 ? yc_page_roll_top_of (self, self->current)
                                                    : (YcRollAnchor){0});
}

const char *
yc_page_roll_get_case (YcPageRoll *self)
{
  return self->case_id;
}

gboolean
yc_page_roll_offer (YcPageRoll *self, YcLeaf *leaf)
{
  const char *page = yc_leaf_get_page (leaf);
  YcRollAnchor anchor = yc_page_roll_hold (self, 0, 0);
  guint index;

  if (!yc_leaf_is (leaf, self->case_id, page) || !yc_page_roll_find (self, page, &index))
    return FALSE;
  yc_page_queue_end (self->queue, page);
  if (!yc_page_place_fits (yc_page_roll_place_at (self, index), leaf)) {
    yc_page_queue_look (self->queue); // it was turned meanwhile
    return FALSE;
  }
  if (yc_page_place_take (yc_page_roll_place_at (self, index), leaf))
    yc_page_roll_arrange (self, anchor);
  if (index == self->current)
    tell_name (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  yc_page_queue_look (self->queue);
  return TRUE;
}

void
yc_page_roll_fail (YcPageRoll *self, const char *case_id, const char *page)
{
  guint index;

  if (g_strcmp0 (case_id, self->case_id) != 0 || !yc_page_roll_find (self, page, &index))
    return;
  yc_page_queue_end (self->queue, page);
  yc_page_roll_place_at (self, index)->failed = TRUE;
  yc_page_queue_look (self->queue);
}

void
yc_page_roll_reload (YcPageRoll *self, const char *page)
{
  guint index;

  if (!yc_page_roll_find (self, page, &index))
    return;
  yc_page_roll_place_at (self, index)->failed = FALSE;
  yc_page_roll_place_at (self, index)->asked = 0;
  yc_page_queue_look (self->queue);
}

void
yc_page_roll_expect (YcPageRoll *self, const char *page)
{
  yc_page_queue_expect (self->queue, page);
}

// ---- Drawing ------------------------------------------------------------------------------------

static void
draw_title (
    YcPageRoll *self, GtkSnapshot *snapshot, const YcPagePlace *place, double from, int view)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), place->title);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &color);
  pango_layout_set_width (layout, MAX (view - 2 * YC_ROLL_MARGIN, 1) * PANGO_SCALE);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_MIDDLE);
  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float)from + YC_ROLL_MARGIN,
                                                          (float)(place->y - self->head) + 3));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
yc_page_roll_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YcPageRoll *self = YC_PAGE_ROLL (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  float x = (float)yc_page_roll_offset (self->across), y = (float)yc_page_roll_offset (self->along);
  graphene_rect_t view = GRAPHENE_RECT_INIT (x, y, width, height);

  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (-x, -y));
  for (guint i = 0; i < self->places->len; i++) {
    YcPagePlace *place = yc_page_roll_place_at (self, i);

    if (!yc_page_roll_has_room_for (self, i) || place->y + place->height < y ||
        place->y - self->head > y + height)
      continue;
    draw_title (self, snapshot, place, x, width);
    yc_page_place_draw (place, snapshot, &view);
    for (guint layer = 0; layer < YC_N_LAYERS && !self->without_ink; layer++)
      yc_page_ink_draw (self->ink[layer], place, widget, snapshot);
  }
  gtk_snapshot_pop (snapshot);
}

static void
measure_title (YcPageRoll *self)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), "Ag国");
  int height;

  pango_layout_get_pixel_size (layout, NULL, &height);
  self->head = height + 8;
}

static void
yc_page_roll_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  YcPageRoll *self = YC_PAGE_ROLL (widget);
  YcRollAnchor anchor;

  measure_title (self);
  anchor = yc_page_roll_hold (self, 0, self->head);
  if (anchor.place == NULL && self->places->len > 0)
    anchor = yc_page_roll_top_of (self, self->current);
  yc_page_roll_arrange (self, anchor);
}

static void
yc_page_roll_measure (GtkWidget *widget,
                      GtkOrientation orientation,
                      int for_size,
                      int *minimum,
                      int *natural,
                      int *minimum_baseline,
                      int *natural_baseline)
{
  *minimum = *natural = 4 * YC_ROLL_MARGIN;
}

static void
yc_page_roll_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (yc_page_roll_parent_class)->css_changed (widget, change);
  gtk_widget_queue_allocate (widget);
}

// ---- The object ---------------------------------------------------------------------------------

static gboolean
is_near (YcPageRoll *self, const YcPagePlace *place, double views)
{
  double y = yc_page_roll_offset (self->along), height = gtk_widget_get_height (GTK_WIDGET (self));

  return place->y + place->height > y - views * height && place->y < y + (1 + views) * height;
}

// Of the queue: how far a page is from being looked at, and how many pixels of it are wanted.
static YcPageNeed
tell_need (gpointer user_data, guint index, int *ret_width)
{
  YcPageRoll *self = user_data;
  const YcPagePlace *place = yc_page_roll_place_at (self, index);
  gboolean shown = yc_page_roll_has_room_for (self, index) && is_near (self, place, 0);

  *ret_width = yc_page_place_get_pixels (place, gtk_widget_get_scale_factor (GTK_WIDGET (self)));
  if (*ret_width == 0)
    return YC_PAGE_UNNEEDED;
  if (index == self->current)
    return YC_PAGE_READ;
  if (shown)
    return YC_PAGE_SEEN;
  if (index == self->current + 1 || (!self->single && is_near (self, place, 0.5)))
    return YC_PAGE_NEXT;
  return index + 1 == self->current ? YC_PAGE_BEFORE : YC_PAGE_UNNEEDED;
}

static void
ask (gpointer user_data, const char *page, int width)
{
  g_signal_emit (user_data, load_signal, 0, page, width);
}

static void
set_adjustment (YcPageRoll *self, GtkAdjustment **slot, GtkAdjustment *adjustment)
{
  if (*slot != NULL)
    g_signal_handlers_disconnect_by_data (*slot, self);
  g_set_object (slot, adjustment);
  if (adjustment != NULL)
    g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
yc_page_roll_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  YcPageRoll *self = YC_PAGE_ROLL (object);

  switch ((Property)id) {
  case PROP_HADJUSTMENT:
    set_adjustment (self, &self->across, g_value_get_object (value));
    break;
  case PROP_VADJUSTMENT:
    set_adjustment (self, &self->along, g_value_get_object (value));
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    self->policies[id - PROP_HSCROLL_POLICY] = g_value_get_enum (value);
    break;
  }
}

static void
yc_page_roll_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  YcPageRoll *self = YC_PAGE_ROLL (object);

  switch ((Property)id) {
  case PROP_HADJUSTMENT:
    g_value_set_object (value, self->across);
    break;
  case PROP_VADJUSTMENT:
    g_value_set_object (value, self->along);
    break;
  case PROP_HSCROLL_POLICY:
  case PROP_VSCROLL_POLICY:
    g_value_set_enum (value, self->policies[id - PROP_HSCROLL_POLICY]);
    break;
  }
}

static void
yc_page_roll_dispose (GObject *object)
{
  YcPageRoll *self = YC_PAGE_ROLL (object);

  set_adjustment (self, &self->across, NULL);
  set_adjustment (self, &self->along, NULL);
  G_OBJECT_CLASS (yc_page_roll_parent_class)->dispose (object);
}

static void
yc_page_roll_finalize (GObject *object)
{
  YcPageRoll *self = YC_PAGE_ROLL (object);

  yc_page_queue_free (self->queue);
  for (guint i = 0; i < YC_N_LAYERS; i++)
    g_clear_pointer (&self->ink[i], g_array_unref);
  g_ptr_array_unref (self->places);
  g_free (self->case_id);
  G_OBJECT_CLASS (yc_page_roll_parent_class)->finalize (object);
}

static void
yc_page_roll_class_init (YcPageRollClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = yc_page_roll_set_property;
  object_class->get_property = yc_page_roll_get_property;
  object_class->dispose = yc_page_roll_dispose;
  object_class->finalize = yc_page_roll_finalize;
  widget_class->measure = yc_page_roll_measure;
  widget_class->size_allocate = yc_page_roll_size_allocate;
  widget_class->snapshot = yc_page_roll_snapshot;
  widget_class->css_changed = yc_page_roll_css_changed;
  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");
  gtk_widget_class_set_css_name (widget_class, "pageroll");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  load_signal = g_signal_new ("load", YC_TYPE_PAGE_ROLL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);
  turned_to_signal = g_signal_new ("turned-to", YC_TYPE_PAGE_ROLL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  scrolled_signal = g_signal_new ("scrolled", YC_TYPE_PAGE_ROLL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  g_signal_new ("resized", YC_TYPE_PAGE_ROLL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                0);
}

static void
yc_page_roll_init (YcPageRoll *self)
{
  self->places = g_ptr_array_new_with_free_func (yc_page_place_free);
  self->queue = yc_page_queue_new (tell_need, ask, self);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
