// The text on a page, letter by letter with its place.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-text.h"
#include "yc-error.h"

#include <math.h>

#define TYPE "(qqsa(qqqq))"

void
yc_page_text_free (YcPageText *text)
{
  g_free (text->text);
  g_free (text->boxes);
  g_free (text);
}

static guint16
to_unit (double value)
{
  return (guint16)CLAMP (lround (value), 0, G_MAXUINT16);
}

GBytes *
yc_page_text_pack (const YcPageText *text)
{
  g_autoptr (GVariant) packed = NULL;
  GVariantBuilder boxes;

  g_variant_builder_init (&boxes, G_VARIANT_TYPE ("a(qqqq)"));
  for (gsize i = 0; i < text->n; i++) {
    const YcPageBox *box = &text->boxes[i];

    g_variant_builder_add (&boxes, "(qqqq)", to_unit (box->left), to_unit (box->top),
                           to_unit (box->right), to_unit (box->bottom));
  }
  packed = g_variant_ref_sink (
      g_variant_new (TYPE, to_unit (text->width), to_unit (text->height), text->text, &boxes));
  return g_variant_get_data_as_bytes (packed);
}

static gboolean
take_boxes (YcPageText *text, GVariant *list)
{
  guint16 left, top, right, bottom;

  text->n = g_variant_n_children (list);
  text->boxes = g_new0 (YcPageBox, text->n);
  for (gsize i = 0; i < text->n; i++) {
    g_variant_get_child (list, i, "(qqqq)", &left, &top, &right, &bottom);
    text->boxes[i] = (YcPageBox){left, top, right, bottom};
    if (left > right || top > bottom)
      return FALSE;
  }
  return (gsize)g_utf8_strlen (text->text, -1) == text->n;
}

YcPageText *
yc_page_text_unpack (GBytes *packed, GError **error)
{
  g_autoptr (GVariant) value =
      g_variant_ref_sink (g_variant_new_from_bytes (G_VARIANT_TYPE (TYPE), packed, FALSE));
  g_autoptr (YcPageText) text = g_new0 (YcPageText, 1);
  g_autoptr (GVariant) list = NULL;
  guint16 width, height;

  if (g_variant_is_normal_form (value)) {
    g_variant_get (value, "(qqs@a(qqqq))", &width, &height, &text->text, &list);
    text->width = width;
    text->height = height;
    if (take_boxes (text, list))
      return g_steal_pointer (&text);
  }
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "that is no text of a page");
  return NULL;
}
