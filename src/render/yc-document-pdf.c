// A PDF file as a document, through poppler; nothing in it is ever executed or followed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document-private.h"
#include "yc-render-protocol.h"
#include "yc-sole-image.h"

#include "yc-error.h"

#include <math.h>
#include <poppler.h>
#include <string.h>

#define MOST_LETTERS 200000
#define SMALLEST     1.0 // points; a page less wide or high than this is none
#define LARGEST      1e6 // points: 350 m

// Under names of our own, for only newer versions of poppler can clean these up.
typedef PopplerPage Page;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Page, g_object_unref)
typedef PopplerDocument Poppler;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Poppler, g_object_unref)

typedef struct {
  YcDocument base;
  Poppler *poppler;     // owned
  char *password;       /* owned, nullable */
  YcSoleImages *images; /* owned, nullable; made when first wanted */
  gboolean looked_for_images;
} Pdf;

static gboolean
fail_page (const char *why, GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_DOCUMENT_PAGE, why);
  return FALSE;
}

static Page *
get_page (YcDocument *document, guint index, YcPageSize *ret_size, GError **error)
{
  g_autoptr (Page) page = poppler_document_get_page (((Pdf *)document)->poppler, (int)index);
  if (page == NULL) {
    fail_page ("PDF: the page is damaged", error);
    return NULL;
  }
  poppler_page_get_size (page, &ret_size->width, &ret_size->height);
  if (ret_size->width >= SMALLEST && ret_size->height >= SMALLEST && ret_size->width <= LARGEST &&
      ret_size->height <= LARGEST)
    return g_steal_pointer (&page);
  fail_page ("PDF: a page of an impossible size", error);
  return NULL;
}

static gboolean
get_size (YcDocument *document, guint index, YcPageSize *ret_size, GError **error)
{
  g_autoptr (Page) page = get_page (document, index, ret_size, error);
  return page != NULL;
}

static gboolean
find_image (Pdf *pdf, guint index, const YcPageSize *size, YcSoleImage *ret_image)
{
  if (!pdf->looked_for_images)
    pdf->images = yc_sole_images_new (pdf->base.content, pdf->password);
  pdf->looked_for_images = TRUE;
  return pdf->images && yc_sole_images_find (pdf->images, index, size, ret_image);
}

static gboolean
draw_image (const YcSoleImage *found, int width, YcCanvas *canvas, GError **error)
{
  g_auto (YcImage) image = {0};
  if (found->jpeg == NULL)
    return yc_canvas_draw (canvas, &found->image, width, error);
  if (!yc_image_decode (found->jpeg, "image/jpeg", width, &image, error))
    return FALSE;
  image.dpi = 0;
  return yc_canvas_draw (canvas, &image, 0, error);
}

// cairo keeps a pixel as a number: blue in its lowest byte.
static gboolean
copy_surface (cairo_surface_t *surface, YcCanvas *canvas, GError **error)
{
  int width = cairo_image_surface_get_width (surface);
  int height = cairo_image_surface_get_height (surface);
  int stride = cairo_image_surface_get_stride (surface);
  const guint8 *data = cairo_image_surface_get_data (surface);
  if (!yc_canvas_begin (canvas, YC_PIXELS_RGB, width, height, error))
    return FALSE;
  for (int y = 0; y < height; y++) {
    const guint32 *line = (const guint32 *)(const void *)(data + (gsize)y * (gsize)stride);
    guint8 *out = canvas->memory.data + canvas->stride * (gsize)y;
    for (int x = 0; x < width; x++, out += 3) {
      out[0] = (guint8)(line[x] >> 16);
      out[1] = (guint8)(line[x] >> 8);
      out[2] = (guint8)line[x];
    }
  }
  return TRUE;
}

static gboolean
draw_page (Page *page, int width, int height, double scale, YcCanvas *canvas, GError **error)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  poppler_page_render (page, cairo);
  gboolean drawn = cairo_status (cairo) == CAIRO_STATUS_SUCCESS ||
                   fail_page ("PDF: the page cannot be drawn", error);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  drawn = drawn && copy_surface (surface, canvas, error);
  cairo_surface_destroy (surface);
  return drawn;
}

static gboolean
draw (Page *page, const YcPageSize *size, double scale, YcCanvas *canvas, GError **error)
{
  double width = fmax (1, round (size->width * scale));
  double height = fmax (1, round (size->height * scale));
  if (!yc_canvas_check_size ((gint64)width, (gint64)height, error))
    return FALSE;
  canvas->dpi = (int)CLAMP (lround (scale * 72), 1, 10000);
  return draw_page (page, (int)width, (int)height, scale, canvas, error);
}

static gboolean
render (YcDocument *document, guint index, int width, YcCanvas *canvas, GError **error)
{
  g_auto (YcSoleImage) image = {0};
  YcPageSize size;
  g_autoptr (Page) page = get_page (document, index, &size, error);
  if (page == NULL)
    return FALSE;
  canvas->original = find_image ((Pdf *)document, index, &size, &image) &&
                     draw_image (&image, width, canvas, NULL);
  if (canvas->original)
    return TRUE;
  yc_canvas_clear (canvas);
  return draw (page, &size, width / size.width, canvas, error);
}

// The JPEG must be a whole one: else the renderer may still make something of the page.
static gboolean
keep_image (const YcSoleImage *found, YcCanvas *canvas, GError **error)
{
  g_auto (YcImage) whole = {0};
  if (found->jpeg == NULL)
    return yc_canvas_keep (canvas, &found->image, error);
  if (!yc_image_decode (found->jpeg, "image/jpeg", 0, &whole, error))
    return FALSE;
  canvas->jpeg = g_bytes_ref (found->jpeg);
  canvas->dpi = found->image.dpi;
  return TRUE;
}

static gboolean
keep_drawn (YcCanvas *canvas, YcCanvas *drawn, GError **error)
{
  g_autoptr (GBytes) pixels =
      g_bytes_new_static (drawn->memory.data, drawn->stride * (gsize)drawn->height);
  const YcImage image = {drawn->kind, drawn->width,  drawn->height,
                         drawn->dpi,  drawn->stride, pixels};
  return yc_canvas_keep (canvas, &image, error);
}

static gboolean
extract (YcDocument *document, guint index, int dpi, YcCanvas *canvas, GError **error)
{
  g_auto (YcSoleImage) image = {0};
  g_auto (YcCanvas) drawn = YC_CANVAS_INIT;
  YcPageSize size;
  g_autoptr (Page) page = get_page (document, index, &size, error);
  if (page == NULL)
    return FALSE;
  canvas->original =
      find_image ((Pdf *)document, index, &size, &image) && keep_image (&image, canvas, NULL);
  if (canvas->original)
    return TRUE;
  yc_canvas_clear (canvas);
  return draw (page, &size, dpi / 72.0, &drawn, error) && keep_drawn (canvas, &drawn, error);
}

static GVariant *
pack_text (const char *text, const PopplerRectangle *boxes, guint n)
{
  GVariantBuilder list;
  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(dddd)"));
  for (guint i = 0; i < n; i++)
    g_variant_builder_add (&list, "(dddd)", boxes[i].x1, boxes[i].y1, boxes[i].x2, boxes[i].y2);
  g_autofree char *whole = g_utf8_substring (text, 0, n);
  return g_variant_new ("(s@a(dddd))", whole, g_variant_builder_end (&list));
}

static GVariant *
get_text (YcDocument *document, guint index, GError **error)
{
  PopplerRectangle *boxes = NULL;
  guint n = 0;
  YcPageSize size;
  g_autoptr (Page) page = get_page (document, index, &size, error);
  if (page == NULL)
    return NULL;
  g_autofree char *text = poppler_page_get_text (page);
  if (text == NULL || !g_utf8_validate (text, -1, NULL) ||
      !poppler_page_get_text_layout (page, &boxes, &n))
    n = 0;
  n = MIN (MIN (n, MOST_LETTERS), n ? (guint)g_utf8_strlen (text, -1) : 0);
  GVariant *packed = pack_text (n ? text : "", boxes, n);
  g_free (boxes);
  return packed;
}

static void
wipe (char *secret)
{
  if (secret)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
pdf_free (YcDocument *document)
{
  Pdf *pdf = (Pdf *)document;
  g_clear_pointer (&pdf->images, yc_sole_images_free);
  g_object_unref (pdf->poppler);
  wipe (pdf->password);
  g_free (pdf);
}

static const YcDocumentClass class = {
    .get_size = get_size,
    .render = render,
    .extract = extract,
    .get_text = get_text,
    .free = pdf_free,
};

// With a password that does not fit at once, poppler 22.12 crashes over bytes, but not over a
// stream.
static Poppler *
open_poppler (GBytes *content, const char *password, GError **error)
{
  if (password == NULL)
    return poppler_document_new_from_bytes (content, NULL, error);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (content);
  return poppler_document_new_from_stream (stream, (goffset)g_bytes_get_size (content), password,
                                           NULL, error);
}

YcDocument *
yc_pdf_open (GBytes *content, const char *password, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (Poppler) poppler = open_poppler (content, password, &cause);
  int n_pages = poppler ? poppler_document_get_n_pages (poppler) : 0;
  if (n_pages <= 0) {
    gboolean locked = g_error_matches (cause, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED);
    g_set_error (error, YC_ERROR, locked ? YC_ERROR_DOCUMENT_PASSWORD : YC_ERROR_DOCUMENT_BROKEN,
                 "PDF: %s", cause ? cause->message : "no pages");
    return NULL;
  }
  Pdf *pdf = g_new (Pdf, 1);
  *pdf = (Pdf){{&class, "application/pdf", (guint)n_pages, g_bytes_ref (content)},
               g_steal_pointer (&poppler),
               g_strdup (password),
               NULL,
               FALSE};
  return &pdf->base;
}
