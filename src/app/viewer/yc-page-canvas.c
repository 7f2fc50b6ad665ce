// Draws one page, and judges alone which one: a leaf that is not wanted now is never shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-canvas.h"

#include <adwaita.h>

enum { LEAST = 48, NARROWEST = 120, WIDEST = 6000 };

struct _YcPageCanvas {
  GtkWidget parent_instance;

  char *case_id; // owned, nullable: what is wanted
  char *page_id; // owned, nullable
  YcLeaf *leaf;  // owned, nullable: what is shown; always the wanted one
  YcFit fit;
  int width; // of the drawn page with YC_FIT_NONE
  int turns; // quarters, to the right
  int margin;
};

G_DEFINE_FINAL_TYPE (YcPageCanvas, yc_page_canvas, GTK_TYPE_WIDGET)

GtkWidget *
yc_page_canvas_new (void)
{
  return g_object_new (YC_TYPE_PAGE_CANVAS, NULL);
}

static void
set_leaf (YcPageCanvas *self, YcLeaf *leaf)
{
  if (!g_set_object (&self->leaf, leaf))
    return;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  leaf != NULL ? yc_leaf_get_title (leaf) : "", -1);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
yc_page_canvas_want (YcPageCanvas *self, const char *case_id, const char *page_id)
{
  if (g_strcmp0 (self->case_id, case_id) == 0 && g_strcmp0 (self->page_id, page_id) == 0)
    return;
  g_free (self->case_id);
  g_free (self->page_id);
  self->case_id = g_strdup (case_id);
  self->page_id = g_strdup (page_id);
  self->turns = 0;
  set_leaf (self, NULL);
}

gboolean
yc_page_canvas_wants (YcPageCanvas *self, const char *case_id, const char *page_id)
{
  return self->page_id != NULL && g_strcmp0 (self->case_id, case_id) == 0 &&
         g_strcmp0 (self->page_id, page_id) == 0;
}

gboolean
yc_page_canvas_offer (YcPageCanvas *self, YcLeaf *leaf)
{
  if (!yc_leaf_is (leaf, self->case_id, self->page_id))
    return FALSE;
  set_leaf (self, leaf);
  return TRUE;
}

YcLeaf *
yc_page_canvas_get_leaf (YcPageCanvas *self)
{
  return self->leaf;
}

void
yc_page_canvas_set_fit (YcPageCanvas *self, YcFit fit)
{
  self->fit = fit;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

YcFit
yc_page_canvas_get_fit (YcPageCanvas *self)
{
  return self->fit;
}

void
yc_page_canvas_set_margin (YcPageCanvas *self, int margin)
{
  self->margin = margin;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

void
yc_page_canvas_rotate (YcPageCanvas *self)
{
  self->turns = (self->turns + 1) % 4;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

// Height of the page for a width of 1, as it is turned.
static double
get_ratio (YcPageCanvas *self)
{
  double ratio =
      gdk_paintable_get_intrinsic_aspect_ratio (GDK_PAINTABLE (yc_leaf_get_texture (self->leaf)));

  return self->turns % 2 == 0 ? 1 / ratio : ratio;
}

// How wide the page is drawn in a canvas of this size.
static int
get_page_width (YcPageCanvas *self, int width, int height)
{
  int room = MAX (width - 2 * self->margin, 1);

  if (self->fit == YC_FIT_NONE)
    return self->width;
  if (self->fit == YC_FIT_WIDTH)
    return room;
  return (int)MAX (1, MIN (room, (height - 2 * self->margin) / get_ratio (self)));
}

int
yc_page_canvas_get_drawn_width (YcPageCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (self->leaf == NULL)
    return 0;
  return get_page_width (self, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
}

void
yc_page_canvas_zoom (YcPageCanvas *self, double factor)
{
  int now = yc_page_canvas_get_drawn_width (self);

  if (now == 0)
    return;
  self->width = CLAMP ((int)(now * factor), NARROWEST, WIDEST);
  yc_page_canvas_set_fit (self, YC_FIT_NONE);
}

static GtkSizeRequestMode
yc_page_canvas_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
yc_page_canvas_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  YcPageCanvas *self = YC_PAGE_CANVAS (widget);
  int size = LEAST;

  if (self->leaf != NULL && self->fit == YC_FIT_NONE)
    size = self->width;
  else if (self->leaf != NULL && self->fit == YC_FIT_WIDTH &&
           orientation == GTK_ORIENTATION_VERTICAL)
    size = MAX (for_size - 2 * self->margin, 1);
  if (self->leaf != NULL && self->fit != YC_FIT_PAGE && orientation == GTK_ORIENTATION_VERTICAL)
    size = (int)(size * get_ratio (self));
  *minimum = *natural = self->fit == YC_FIT_PAGE ? 1 : size + 2 * self->margin;
}

static void
snapshot_shadow (GtkSnapshot *snapshot, const graphene_rect_t *page)
{
  const GdkRGBA shade = {0, 0, 0, 0.25f};
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, page, 0);
  gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 1, 0, 5);
}

static void
yc_page_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YcPageCanvas *self = YC_PAGE_CANVAS (widget);
  float width, height, across, along;

  if (self->leaf == NULL)
    return;
  width = (float)yc_page_canvas_get_drawn_width (self);
  height = width * (float)get_ratio (self);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (
      snapshot,
      &GRAPHENE_POINT_INIT (
          (float)MAX (self->margin, (gtk_widget_get_width (widget) - width) / 2),
          (float)MAX (self->margin, self->fit == YC_FIT_WIDTH
                                        ? self->margin
                                        : (gtk_widget_get_height (widget) - height) / 2)));
  snapshot_shadow (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  across = self->turns % 2 == 0 ? width : height;
  along = self->turns % 2 == 0 ? height : width;
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (width / 2, height / 2));
  gtk_snapshot_rotate (snapshot, 90.0f * (float)self->turns);
  gtk_snapshot_append_texture (snapshot, yc_leaf_get_texture (self->leaf),
                               &GRAPHENE_RECT_INIT (-across / 2, -along / 2, across, along));
  gtk_snapshot_restore (snapshot);
}

static void
yc_page_canvas_dispose (GObject *object)
{
  YcPageCanvas *self = YC_PAGE_CANVAS (object);

  g_clear_object (&self->leaf);
  g_clear_pointer (&self->case_id, g_free);
  g_clear_pointer (&self->page_id, g_free);
  G_OBJECT_CLASS (yc_page_canvas_parent_class)->dispose (object);
}

static void
yc_page_canvas_class_init (YcPageCanvasClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_page_canvas_dispose;
  widget_class->get_request_mode = yc_page_canvas_get_request_mode;
  widget_class->measure = yc_page_canvas_measure;
  widget_class->snapshot = yc_page_canvas_snapshot;
  gtk_widget_class_set_css_name (widget_class, "pagecanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yc_page_canvas_init (YcPageCanvas *self)
{
  self->margin = 12;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
