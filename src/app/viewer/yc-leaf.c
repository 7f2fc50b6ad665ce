// A page ready to be drawn: texture, title, case and page in one piece, so that none goes astray.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-leaf.h"

struct _YcLeaf {
  GObject parent_instance;

  char *case_id;       // owned
  char *page_id;       // owned
  char *title;         // owned
  GdkTexture *texture; // owned
};

G_DEFINE_FINAL_TYPE (YcLeaf, yc_leaf, G_TYPE_OBJECT)

YcLeaf *
yc_leaf_new (const YcPicture *picture)
{
  YcLeaf *self = g_object_new (YC_TYPE_LEAF, NULL);

  self->case_id = g_strdup (picture->case_id);
  self->page_id = g_strdup (picture->page_id);
  self->title = g_strdup (picture->title);
  self->texture = gdk_memory_texture_new (picture->width, picture->height, GDK_MEMORY_R8G8B8,
                                          picture->pixels, (gsize)picture->stride);
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

GdkTexture *
yc_leaf_get_texture (YcLeaf *self)
{
  return self->texture;
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
  g_clear_object (&self->texture);
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
