// Foreign documents as other people's programs make them, for tests and benches.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create

#include "papers.h"

#include <cairo-pdf.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define WIDTH  595.0 // A4 in points
#define HEIGHT 842.0

static guint8
shade (int x, int y, int width, int height, int channel)
{
  if (x < width / 20 || y < height / 20)
    return 30;
  if ((x / 7 + y / 11) % 5 == 0 && (x * y) % 3 == 0)
    return 60;
  return (guint8)(170 + (x * (channel + 1) + y) % 80);
}

YcImage
papers_make_picture (YcPixelKind kind, int width, int height)
{
  int channels = kind == YC_PIXELS_RGB ? 3 : 1;
  gsize stride = kind == YC_PIXELS_LINEART ? ((gsize)width + 7) / 8 : (gsize)(width * channels);
  guint8 *data = g_malloc0 (stride * (gsize)height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      for (int c = 0; c < channels; c++) {
        guint8 value = shade (x, y, width, height, c);
        if (kind != YC_PIXELS_LINEART)
          data[stride * (gsize)y + (gsize)(x * channels + c)] = value;
        else if (value < 128)
          data[stride * (gsize)y + (gsize)x / 8] |= (guint8)(0x80 >> x % 8);
      }
  return (YcImage){kind, width,  height,
                   300,  stride, g_bytes_new_take (data, stride * (gsize)height)};
}

GBytes *
papers_make_jpeg (YcPixelKind kind, int width, int height)
{
  g_assert_cmpint (kind, !=, YC_PIXELS_LINEART);
  g_auto (YcImage) image = papers_make_picture (kind, width, height);
  const char *mime;
  return yc_image_encode (&image, &mime, NULL);
}

static cairo_status_t
append_cb (void *out, const unsigned char *data, unsigned int n)
{
  g_byte_array_append (out, data, n);
  return CAIRO_STATUS_SUCCESS;
}

static void
fill_surface (cairo_surface_t *surface, const YcImage *image)
{
  guint8 *out = cairo_image_surface_get_data (surface);
  const guint8 *data = g_bytes_get_data (image->data, NULL);
  gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  for (int y = 0; y < image->height; y++)
    for (int x = 0; x < image->width; x++) {
      const guint8 *from = data + image->stride * (gsize)y + (gsize)x * 3;
      guint32 pixel = (guint32)from[0] << 16 | (guint32)from[1] << 8 | from[2];
      memcpy (out + stride * (gsize)y + (gsize)x * 4, &pixel, 4);
    }
  cairo_surface_mark_dirty (surface);
}

// Grey and line art are drawn in colour: what matters is a PNG that is not one of ours.
GBytes *
papers_make_png (YcPixelKind kind, int width, int height)
{
  g_auto (YcImage) image = papers_make_picture (YC_PIXELS_RGB, width, height);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  GByteArray *out = g_byte_array_new ();
  fill_surface (surface, &image);
  cairo_surface_write_to_png_stream (surface, append_cb, out);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

GBytes *
papers_make_pdf (guint n_pages, PapersDraw draw, gpointer user_data)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append_cb, out, WIDTH, HEIGHT);
  cairo_t *cairo = cairo_create (surface);
  for (guint i = 0; i < n_pages; i++) {
    draw (cairo, i, user_data);
    cairo_show_page (cairo);
  }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  return g_byte_array_free_to_bytes (out);
}

static void
draw_text_cb (cairo_t *cairo, guint page, gpointer user_data)
{
  cairo_select_font_face (cairo, "Noto Sans CJK SC", CAIRO_FONT_SLANT_NORMAL,
                          CAIRO_FONT_WEIGHT_NORMAL);
  cairo_set_font_size (cairo, 11);
  for (guint line = 0; line < 45; line++) {
    g_autofree char *text = g_strdup_printf (
        "Page %u line %u 申请人应当如实提交有关材料和反映真实情况", page + 1, line + 1);
    cairo_move_to (cairo, 50, 60 + 16 * line);
    cairo_show_text (cairo, text);
  }
}

GBytes *
papers_make_text_pdf (guint n_pages)
{
  return papers_make_pdf (n_pages, draw_text_cb, NULL);
}

static void
draw_scan_cb (cairo_t *cairo, guint page, gpointer user_data)
{
  GBytes *jpeg = user_data;
  int width, height, dpi;
  gsize size;
  const guint8 *data = g_bytes_get_data (jpeg, &size);
  g_assert_true (yc_image_measure (jpeg, &width, &height, &dpi, NULL));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JPEG, data, size, NULL, NULL);
  cairo_scale (cairo, WIDTH / width, HEIGHT / height);
  cairo_set_source_surface (cairo, surface, 0, 0);
  cairo_paint (cairo);
  cairo_surface_destroy (surface);
}

GBytes *
papers_make_scan_pdf (GBytes *jpeg)
{
  return papers_make_pdf (1, draw_scan_cb, jpeg);
}

static void
begin_object (GString *pdf, GArray *places)
{
  guint place = (guint)pdf->len;
  g_array_append_val (places, place);
  g_string_append_printf (pdf, "%u 0 obj\n", places->len);
}

static void
end_pdf (GString *pdf, GArray *places)
{
  guint start = (guint)pdf->len;
  g_string_append_printf (pdf, "xref\n0 %u\n0000000000 65535 f \n", places->len + 1);
  for (guint i = 0; i < places->len; i++)
    g_string_append_printf (pdf, "%010u 00000 n \n", g_array_index (places, guint, i));
  g_string_append_printf (pdf, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%u\n%%%%EOF\n",
                          places->len + 1, start);
}

GBytes *
papers_write_pdf (const char *page, const char *content, const char *const *objects)
{
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (guint));
  GString *pdf = g_string_new ("%PDF-1.7\n");
  begin_object (pdf, places);
  g_string_append (pdf, "<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
  begin_object (pdf, places);
  g_string_append (pdf, "<</Type/Pages/Count 1/Kids[3 0 R]>>\nendobj\n");
  begin_object (pdf, places);
  g_string_append_printf (pdf, "<</Type/Page/Parent 2 0 R/Contents 4 0 R%s>>\nendobj\n", page);
  begin_object (pdf, places);
  g_string_append_printf (pdf, "<</Length %zu>>\nstream\n%s\nendstream\nendobj\n", strlen (content),
                          content);
  for (gsize i = 0; objects && objects[i]; i++) {
    begin_object (pdf, places);
    g_string_append_printf (pdf, "%s\nendobj\n", objects[i]);
  }
  end_pdf (pdf, places);
  gsize size = pdf->len;
  return g_bytes_new_take (g_string_free (pdf, FALSE), size);
}

int
papers_open (GBytes *content)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  int fd = memfd_create ("paper", MFD_CLOEXEC);
  g_assert_cmpint (fd, >=, 0);
  for (gsize done = 0; done < size;) {
    gssize n = write (fd, data + done, size - done);
    g_assert_cmpint (n, >, 0);
    done += (gsize)n;
  }
  return fd;
}
