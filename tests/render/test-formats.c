// Every kind of foreign document, through the real helper: size, pixels, text, and what is in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"
#include "tiffs.h"
#include "yc-error.h"

#include <libheif/heif.h>
#include <string.h>
#include <webp/encode.h>

// ---- Pictures

static GBytes *
make_webp (void)
{
  g_auto (YcImage) image = papers_make_picture (YC_PIXELS_RGB, 200, 100);
  uint8_t *out = NULL;
  gsize n = WebPEncodeLosslessRGB (g_bytes_get_data (image.data, NULL), 200, 100, (int)image.stride,
                                   &out);
  g_assert_cmpint (n, >, 0);
  return g_bytes_new_with_free_func (out, n, WebPFree, out);
}

static struct heif_error
append_cb (struct heif_context *context, const void *data, size_t size, void *out)
{
  g_byte_array_append (out, data, (guint)size);
  return (struct heif_error){.message = ""};
}

static GBytes *
make_heic (void)
{
  g_auto (YcImage) image = papers_make_picture (YC_PIXELS_RGB, 200, 100);
  struct heif_context *context = heif_context_alloc ();
  struct heif_encoder *encoder = NULL;
  struct heif_image *heif = NULL;
  struct heif_writer writer = {.writer_api_version = 1, .write = append_cb};
  GByteArray *out = g_byte_array_new ();
  int stride;
  heif_context_get_encoder_for_format (context, heif_compression_HEVC, &encoder);
  g_assert_nonnull (encoder);
  heif_image_create (200, 100, heif_colorspace_RGB, heif_chroma_interleaved_RGB, &heif);
  heif_image_add_plane (heif, heif_channel_interleaved, 200, 100, 8);
  uint8_t *to = heif_image_get_plane (heif, heif_channel_interleaved, &stride);
  for (int y = 0; y < 100; y++)
    memcpy (to + y * stride,
            (const guint8 *)g_bytes_get_data (image.data, NULL) + image.stride * (gsize)y, 600);
  heif_context_encode_image (context, heif, encoder, NULL, NULL);
  heif_context_write (context, &writer, out);
  heif_image_release (heif);
  heif_encoder_release (encoder);
  heif_context_free (context);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
make_jpeg (void)
{
  return papers_make_jpeg (YC_PIXELS_RGB, 200, 100);
}

static GBytes *
make_grey_jpeg (void)
{
  return papers_make_jpeg (YC_PIXELS_GREY, 200, 100);
}

static GBytes *
make_png (void)
{
  return papers_make_png (YC_PIXELS_RGB, 200, 100);
}

typedef struct {
  const char *path;
  GBytes *(*make) (void);
  const char *mime;
} PictureCase;

static const PictureCase pictures[] = {
    {"/render/formats/a JPEG is a document of one page", make_jpeg, "image/jpeg"},
    {"/render/formats/a grey JPEG is a document of one page", make_grey_jpeg, "image/jpeg"},
    {"/render/formats/a PNG is a document of one page", make_png, "image/png"},
    {"/render/formats/a WebP is a document of one page", make_webp, "image/webp"},
    {"/render/formats/a HEIC is a document of one page", make_heic, "image/heic"},
};

static void
test_picture (gconstpointer data)
{
  const PictureCase *kind = data;
  g_autoptr (GBytes) content = kind->make ();
  g_autoptr (YcRender) render = fixture_open (content);
  g_auto (YcImage) full = fixture_draw (render, 0, 1000);
  g_auto (YcImage) small = fixture_draw (render, 0, 50);
  g_assert_cmpstr (yc_render_get_mime (render), ==, kind->mime);
  g_assert_cmpint (yc_render_get_n_pages (render), ==, 1);
  g_assert_cmpint (full.width, ==, 200);
  g_assert_cmpint (full.height, ==, 100);
  g_assert_cmpint (fixture_look (&full, 0.01, 0.5), <, 70);
  g_assert_cmpint (fixture_look (&full, 0.905, 0.905), >, 120);
  g_assert_cmpint (small.width, >=, 50);
  g_assert_cmpint (small.width, <, 100);
  g_assert_cmpint (fixture_look (&small, 0.01, 0.5), <, 120);
}

static void
test_own_bytes (void)
{
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (YcRender) render = fixture_open (jpeg);
  g_auto (YcRenderExtract) extract = {0};
  g_autoptr (GError) error = NULL;
  yc_render_extract (render, 0, 300, NULL, &extract, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (extract.jpeg, jpeg));
  g_assert_cmpint (extract.image.width, ==, 200);
  g_assert_true (extract.original);
}

// As a camera writes it that was held on its side: `turned` is its word for how.
static GBytes *
make_photo (guint8 turned)
{
  const guint8 exif[] = {
      0xff, 0xe1, 0, 34,   'E', 'x', 'i', 'f', 0, 0,                             // APP1
      'M',  'M',  0, 42,   0,   0,   0,   8,                                     // big-endian
      0,    1,    1, 0x12, 0,   3,   0,   0,   0, 1, 0, turned, 0, 0, 0, 0, 0, 0 // the directory
  };
  g_autoptr (GBytes) jpeg = make_jpeg ();
  g_autoptr (GByteArray) photo = g_byte_array_new ();
  const guint8 *data = g_bytes_get_data (jpeg, NULL);
  g_byte_array_append (photo, data, 2);
  g_byte_array_append (photo, exif, sizeof exif);
  g_byte_array_append (photo, data + 2, (guint)g_bytes_get_size (jpeg) - 2);
  return g_byte_array_free_to_bytes (g_steal_pointer (&photo));
}

static void
test_held_camera (void)
{
  static const struct {
    guint8 turned;
    int width, height;
    gboolean own_bytes;
  } table[] = {{1, 200, 100, TRUE},  {3, 200, 100, FALSE}, {6, 100, 200, FALSE},
               {8, 100, 200, FALSE}, {2, 200, 100, TRUE},  {99, 200, 100, TRUE}};
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (GBytes) photo = make_photo (table[i].turned);
    g_autoptr (YcRender) render = fixture_open (photo);
    g_auto (YcRenderExtract) extract = {0};
    g_auto (YcImage) drawn = fixture_draw (render, 0, 400);
    g_assert_true (yc_render_extract (render, 0, 300, NULL, &extract, NULL));
    g_assert_cmpint (extract.image.width, ==, table[i].width);
    g_assert_cmpint (extract.image.height, ==, table[i].height);
    g_assert_cmpint (extract.jpeg != NULL, ==, table[i].own_bytes);
    g_assert_cmpint (drawn.width, ==, table[i].width);
  }
}

static void
draw_half_clear_cb (cairo_t *cairo, guint page, gpointer user_data)
{
  cairo_set_source_rgba (cairo, 0, 0, 0, 0.5);
  cairo_paint (cairo);
}

static cairo_status_t
keep_cb (void *out, const unsigned char *data, unsigned int n)
{
  g_byte_array_append (out, data, n);
  return CAIRO_STATUS_SUCCESS;
}

static void
test_transparent (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 20, 20);
  cairo_t *cairo = cairo_create (surface);
  GByteArray *out = g_byte_array_new ();
  draw_half_clear_cb (cairo, 0, NULL);
  cairo_destroy (cairo);
  cairo_surface_write_to_png_stream (surface, keep_cb, out);
  cairo_surface_destroy (surface);
  g_autoptr (GBytes) png = g_byte_array_free_to_bytes (out);
  g_autoptr (YcRender) render = fixture_open (png);
  g_auto (YcImage) image = fixture_draw (render, 0, 20);
  g_assert_cmpint (fixture_look (&image, 0.5, 0.5), >, 100);
  g_assert_cmpint (fixture_look (&image, 0.5, 0.5), <, 200);
}

// ---- TIFF

static void
test_tiff (gconstpointer mode)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GBytes) content = tiffs_make_all (mode, &names);
  g_autoptr (YcRender) render = fixture_open (content);
  g_autofree YcPageSize *sizes = g_new0 (YcPageSize, names->len);
  g_autoptr (GError) error = NULL;
  g_assert_cmpint (yc_render_get_n_pages (render), ==, names->len);
  g_assert_cmpint (names->len, >=, 80);
  yc_render_load_sizes (render, 0, names->len, sizes, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < names->len; i++) {
    g_auto (YcImage) image = fixture_draw (render, i, TIFFS_WIDTH);
    g_test_message ("%s", (const char *)names->pdata[i]);
    g_assert_cmpint (image.width, ==, TIFFS_WIDTH);
    g_assert_cmpint (image.height, ==, TIFFS_HEIGHT);
    g_assert_cmpint (fixture_look (&image, 0.2, 0.5), <, 40);
    g_assert_cmpint (fixture_look (&image, 0.8, 0.9), >, 215);
    g_assert_cmpfloat_with_epsilon (sizes[i].width, TIFFS_WIDTH * 0.72, 0.01);
  }
}

static void
test_tiff_lineart (void)
{
  g_autoptr (GBytes) content = tiffs_make_fax (3);
  g_autoptr (YcRender) render = fixture_open (content);
  g_auto (YcRenderExtract) extract = {0};
  g_autoptr (GError) error = NULL;
  yc_render_extract (render, 2, 300, NULL, &extract, &error);
  g_assert_no_error (error);
  const guint8 *line = g_bytes_get_data (extract.image.data, NULL);
  g_assert_cmpint (extract.image.kind, ==, YC_PIXELS_LINEART);
  g_assert_cmpint (extract.image.dpi, ==, 100);
  g_assert_cmpint (line[0], ==, 0xff);
  g_assert_cmpint (line[7], ==, 0);
}

// ---- What tells the kind

static void
test_first_bytes (void)
{
  g_autoptr (GBytes) unknown = g_bytes_new_static ("a letter", 8);
  g_autoptr (GBytes) script = g_bytes_new_static ("#!/bin/sh\nexit 1\n", 17);
  g_autoptr (GBytes) zip = g_bytes_new_static ("PK\3\4 a package", 14);
  g_autoptr (GBytes) svg = g_bytes_new_static ("<svg xmlns='http://www.w3.org/2000/svg'/>", 41);
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);
  GBytes *const all[] = {unknown, script, zip, svg, none};
  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    fixture_assert_refused (all[i], NULL, YC_ERROR_DOCUMENT_FORMAT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pictures); i++)
    g_test_add_data_func (pictures[i].path, &pictures[i], test_picture);
  g_test_add_func ("/render/formats/a JPEG is handed over in its own bytes", test_own_bytes);
  g_test_add_func ("/render/formats/a picture stands as the camera was held", test_held_camera);
  g_test_add_func ("/render/formats/what is transparent lies on white", test_transparent);
  g_test_add_data_func ("/render/formats/TIFF pages of every kind, little-endian", "wl", test_tiff);
  g_test_add_data_func ("/render/formats/TIFF pages of every kind, big-endian", "wb", test_tiff);
  g_test_add_data_func ("/render/formats/TIFF pages of every kind, BigTIFF", "w8", test_tiff);
  g_test_add_func ("/render/formats/line art of a TIFF stays line art", test_tiff_lineart);
  g_test_add_func ("/render/formats/what is no document is refused", test_first_bytes);
  return g_test_run ();
}
