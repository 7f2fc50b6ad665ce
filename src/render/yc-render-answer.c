// Reading what the render helper answers, which may lie: nothing is taken that does not add up.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-render-answer.h"

#include "yc-canvas.h"
#include "yc-error.h"
#include "yc-render-protocol.h"

#include <math.h>

#define MOST_BYTES ((guint64)1 << 30)
#define MOST_PAGES 10000000

static const char *const mimes[] = {"application/pdf", "image/tiff", "image/jpeg",
                                    "image/png",       "image/webp", "image/heic"};

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "The render helper sent a wrong %s", what);
  return FALSE;
}

static gboolean
fail_as_told (const YcFrame *frame, GError **error)
{
  const char *code, *words;
  g_autoptr (GVariant) result = yc_frame_get_variant (frame, YC_RENDER_RESULT_TYPE, error);
  if (result == NULL)
    return FALSE;
  g_variant_get (result, "(&s&s)", &code, &words);
  g_set_error_literal (error, YC_ERROR, (int)yc_error_code_from_name (code), words);
  return FALSE;
}

static GVariant *
read_answer (const YcFrame *frame, YcRenderSay say, const char *type, GError **error)
{
  if (frame->kind == say)
    return yc_frame_get_variant (frame, type, error);
  if (frame->kind == YC_RENDER_SAY_RESULT)
    fail_as_told (frame, error);
  else
    fail ("kind of answer", error);
  return NULL;
}

static const char *
find_mime (const char *mime)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mimes); i++)
    if (g_str_equal (mimes[i], mime))
      return mimes[i];
  return NULL;
}

gboolean
yc_render_answer_opened (const YcFrame *frame,
                         guint *ret_n_pages,
                         const char **ret_mime,
                         guint *ret_shields,
                         GError **error)
{
  const char *mime;
  g_autoptr (GVariant) opened =
      read_answer (frame, YC_RENDER_SAY_OPENED, YC_RENDER_OPENED_TYPE, error);
  if (opened == NULL)
    return FALSE;
  g_variant_get (opened, "(u&su)", ret_n_pages, &mime, ret_shields);
  *ret_mime = find_mime (mime);
  *ret_shields &= YC_SHIELD_ALL;
  return (*ret_mime && *ret_n_pages > 0 && *ret_n_pages <= MOST_PAGES) || fail ("document", error);
}

gboolean
yc_render_answer_sizes (const YcFrame *frame, guint n, YcPageSize *ret_sizes, GError **error)
{
  g_autoptr (GVariant) list =
      read_answer (frame, YC_RENDER_SAY_SIZES, YC_RENDER_SIZE_LIST_TYPE, error);
  if (list == NULL)
    return FALSE;
  if (g_variant_n_children (list) != n)
    return fail ("list of sizes", error);
  for (guint i = 0; i < n; i++) {
    YcPageSize *size = &ret_sizes[i];
    g_variant_get_child (list, i, "(dd)", &size->width, &size->height);
    if (!isfinite (size->width) || !isfinite (size->height) || size->width < 0 || size->height < 0)
      return fail ("size", error);
  }
  return TRUE;
}

static gboolean
read_jpeg (const YcFrame *frame, int fd, YcRenderExtract *ret_extract, GError **error)
{
  YcImage *image = &ret_extract->image;
  g_autoptr (GVariant) empty = yc_frame_get_variant (frame, YC_RENDER_JPEG_TYPE, error);
  g_autoptr (GBytes) jpeg = empty ? yc_sealed_map (fd, MOST_BYTES, error) : NULL;
  if (jpeg == NULL)
    return FALSE;
  if (g_strcmp0 (yc_image_guess_mime (jpeg), "image/jpeg") != 0 ||
      !yc_image_measure (jpeg, &image->width, &image->height, &image->dpi, NULL))
    return fail ("JPEG", error);
  image->kind = YC_PIXELS_RGB;
  ret_extract->jpeg = g_steal_pointer (&jpeg);
  ret_extract->original = TRUE;
  return TRUE;
}

gboolean
yc_render_answer_extract (const YcFrame *frame,
                          int fd,
                          YcRenderExtract *ret_extract,
                          GError **error)
{
  guint kind, width, height, dpi;
  *ret_extract = (YcRenderExtract){0};
  if (frame->kind == YC_RENDER_SAY_JPEG)
    return read_jpeg (frame, fd, ret_extract, error);
  g_autoptr (GVariant) head = read_answer (frame, YC_RENDER_SAY_IMAGE, YC_RENDER_IMAGE_TYPE, error);
  if (head == NULL)
    return FALSE;
  g_variant_get (head, YC_RENDER_IMAGE_TYPE, &kind, &width, &height, &dpi, &ret_extract->original);
  if (kind > YC_PIXELS_RGB || dpi > 10000 || !yc_canvas_check_size (width, height, NULL))
    return fail ("page", error);
  gsize stride = yc_canvas_get_stride ((YcPixelKind)kind, (int)width);
  g_autoptr (GBytes) pixels = yc_sealed_map (fd, MOST_BYTES, error);
  if (pixels == NULL)
    return FALSE;
  if (g_bytes_get_size (pixels) != stride * height)
    return fail ("number of pixels", error);
  ret_extract->image = (YcImage){(YcPixelKind)kind, (int)width, (int)height,
                                 (int)dpi,          stride,     g_steal_pointer (&pixels)};
  return TRUE;
}

static YcPageText *
unpack_text (GVariant *content)
{
  g_autoptr (YcPageText) text = g_new0 (YcPageText, 1);
  g_autoptr (GVariant) list = g_variant_get_child_value (content, 1);
  g_variant_get_child (content, 0, "s", &text->text);
  text->n = g_variant_n_children (list);
  text->boxes = g_new0 (YcPageBox, text->n);
  for (gsize i = 0; i < text->n; i++) {
    YcPageBox *box = &text->boxes[i];
    g_variant_get_child (list, i, "(dddd)", &box->left, &box->top, &box->right, &box->bottom);
    if (!isfinite (box->left + box->top + box->right + box->bottom))
      return NULL;
  }
  return (gsize)g_utf8_strlen (text->text, -1) == text->n ? g_steal_pointer (&text) : NULL;
}

YcPageText *
yc_render_answer_text (const YcFrame *frame, int fd, GError **error)
{
  g_autoptr (GVariant) empty =
      read_answer (frame, YC_RENDER_SAY_LETTERS, YC_RENDER_LETTERS_TYPE, error);
  g_autoptr (GBytes) bytes = empty ? yc_sealed_map (fd, YC_RENDER_MOST_TEXT, error) : NULL;
  if (bytes == NULL)
    return NULL;
  const YcFrame inner = {.length = g_bytes_get_size (bytes),
                         .data = g_bytes_get_data (bytes, NULL)};
  g_autoptr (GVariant) content = yc_frame_get_variant (&inner, YC_RENDER_TEXT_CONTENT_TYPE, error);
  if (content == NULL)
    return NULL;
  YcPageText *text = unpack_text (content);
  if (text == NULL)
    fail ("text", error);
  return text;
}
