// A page ready to be drawn: texture, title, case and page in one piece, so that none goes astray.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-leaf.h"

struct _YcLeaf {
  GObject parent_instance;

  char *case_id; // owned
  char *page_id; // owned
  char *title;   // owned
  char *look;    // owned, nullable
  int width, height;
  GBytes *pixels;      // owned
  GdkTexture *texture; // owned; of the same pixels
};

G_DEFINE_FINAL_TYPE (YcLeaf, yc_leaf, G_TYPE_OBJECT)

YcLeaf *
yc_leaf_new (const YcPicture *picture)
{
  YcLeaf *self = g_object_new (YC_TYPE_LEAF, NULL);

  self->case_id = g_strdup (picture->case_id);
  self->page_id = g_strdup (picture->page_id);
  self->title = g_strdup (picture->title);
  self->look = g_strdup (picture->look);
  self->width = picture->width;
  self->height = picture->height;
  self->pixels = g_bytes_ref (picture->pixels);
  self->texture = gdk_memory_texture_new (picture->width, picture->height, GDK_MEMORY_DEFAULT,
                                          picture->pixels, (gsize)picture->width * 4);
  return self;
}

const char *
yc_leaf_get_case (YcLeaf *self)
{
  return self->case_id;
}

const char *
yc_leaf_get_page (YcLeaf *self)
{
  return self->page_id;
}

const char *
yc_leaf_get_title (YcLeaf *self)
{
  return self->title;
}

const char *
yc_leaf_get_look (YcLeaf *self)
{
  return self->look;
}

GdkTexture *
yc_leaf_get_texture (YcLeaf *self)
{
  return self->texture;
}

cairo_surface_t *
yc_leaf_make_surface (YcLeaf *self)
{
  static const cairo_user_data_key_t key;
  unsigned char *data = (unsigned char *)g_bytes_get_data (self->pixels, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      data, CAIRO_FORMAT_RGB24, self->width, self->height, self->width * 4);

  cairo_surface_set_user_data (surface, &key, g_bytes_ref (self->pixels),
                               (cairo_destroy_func_t)g_bytes_unref);
  return surface;
}

gboolean
yc_leaf_is (YcLeaf *self, const char *case_id, const char *page_id)
{
  return case_id != NULL && page_id != NULL && g_strcmp0 (self->case_id, case_id) == 0 &&
         g_strcmp0 (self->page_id, page_id) == 0;
}

static void
yc_leaf_finalize (GObject *object)
{
  YcLeaf *self = YC_LEAF (object);

  g_free (self->case_id);
  g_free (self->page_id);
  g_free (self->title);
  g_free (self->look);
  g_clear_object (&self->texture);
  g_clear_pointer (&self->pixels, g_bytes_unref);
  G_OBJECT_CLASS (yc_leaf_parent_class)->finalize (object);
}

static void
yc_leaf_class_init (YcLeafClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_leaf_finalize;
}

static void
yc_leaf_init (YcLeaf *self)
{
}
