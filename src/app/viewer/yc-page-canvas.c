// Draws one page as large as there is room, and judges alone which one: a leaf that is not wanted
// now is never shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-canvas.h"

struct _YcPageCanvas {
  GtkWidget parent_instance;

  char *case_id; // owned, nullable: what is wanted
  char *page_id; // owned, nullable
  YcLeaf *leaf;  // owned, nullable: what is shown; always the wanted one
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
  gtk_widget_queue_draw (GTK_WIDGET (self));
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

static void
yc_page_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  YcPageCanvas *self = YC_PAGE_CANVAS (widget);
  float width = (float)gtk_widget_get_width (widget);
  float height = (float)gtk_widget_get_height (widget), ratio, across, along;

  if (self->leaf == NULL)
    return;
  ratio = (float)gdk_paintable_get_intrinsic_aspect_ratio (
      GDK_PAINTABLE (yc_leaf_get_texture (self->leaf)));
  across = MIN (width, height * ratio);
  along = across / ratio;
  gtk_snapshot_append_texture (
      snapshot, yc_leaf_get_texture (self->leaf),
      &GRAPHENE_RECT_INIT ((width - across) / 2, (height - along) / 2, across, along));
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
  widget_class->snapshot = yc_page_canvas_snapshot;
  gtk_widget_class_set_css_name (widget_class, "pagecanvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
yc_page_canvas_init (YcPageCanvas *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
}
