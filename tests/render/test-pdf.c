// PDF pages: drawn, read as text, and taken out where a page is nothing but a picture.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memmem

#include "fixture.h"
#include "tiffs.h"
#include "yc-error.h"

#include <string.h>
#include <tiff.h>

#define A4 "/MediaBox[0 0 595 842]"

static void
test_text_page (void)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (3);
  g_autoptr (YcRender) render = fixture_open (pdf);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPageText) text = yc_render_text (render, 1, NULL, &error);
  g_assert_no_error (error);
  const char *found = strstr (text->text, "line 3 申请人应当如实提交");
  g_assert_nonnull (found);
  g_assert_cmpint (text->n, ==, g_utf8_strlen (text->text, -1));
  const YcPageBox *box = &text->boxes[g_utf8_pointer_to_offset (text->text, found)];
  g_assert_cmpfloat (box->left, >, 50);
  g_assert_cmpfloat (box->top, >, 60);
  g_assert_cmpfloat (box->bottom, <, 110);
  g_assert_cmpstr (yc_render_get_mime (render), ==, "application/pdf");
}

static void
test_drawn_page (void)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (1);
  g_autoptr (YcRender) render = fixture_open (pdf);
  g_auto (YcRenderExtract) extract = {0};
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = fixture_draw (render, 0, 413);
  g_assert_cmpint (image.width, ==, 413);
  g_assert_cmpint (image.height, ==, 584);
  yc_render_extract (render, 0, 200, NULL, &extract, &error);
  g_assert_no_error (error);
  g_assert_false (extract.original);
  g_assert_cmpint (extract.image.kind, ==, YC_PIXELS_GREY);
  g_assert_cmpint (extract.image.width, ==, 1653);
  g_assert_cmpint (extract.image.dpi, ==, 200);
}

static void
test_scan_page (void)
{
  g_autoptr (GBytes) jpeg = papers_make_jpeg (YC_PIXELS_RGB, 1240, 1754);
  g_autoptr (GBytes) pdf = papers_make_scan_pdf (jpeg);
  g_autoptr (YcRender) render = fixture_open (pdf);
  g_auto (YcRenderExtract) extract = {0};
  g_autoptr (GError) error = NULL;
  yc_render_extract (render, 0, 72, NULL, &extract, &error);
  g_assert_no_error (error);
  g_assert_true (extract.original);
  g_assert_true (g_bytes_equal (extract.jpeg, jpeg));
  g_auto (YcImage) image = fixture_draw (render, 0, 600);
  g_assert_cmpint (image.width, >=, 600);
  g_assert_cmpint (fixture_look (&image, 0.01, 0.5), <, 70);
}

// ---- Pages put together by hand

// A picture of 8 x 4 samples as an object; its left half is 0, its right half is full.
static char *
make_image (const char *about, int bits)
{
  const char *line = bits == 1 ? "0F" : "00000000FFFFFFFF";
  return g_strdup_printf ("<</Type/XObject/Subtype/Image/Width 8/Height 4/BitsPerComponent %d%s"
                          "/Filter/ASCIIHexDecode/Length %zu>>\nstream\n%s%s%s%s>\nendstream",
                          bits, about, 4 * strlen (line) + 1, line, line, line, line);
}

typedef struct {
  const char *path;
  const char *image; // further entries of the picture
  int bits;
  const char *page; // further entries of the page
  const char *content;
  gboolean original; // taken out, not drawn
  int left, right;   // how light the halves are
} Sole;

#define FULL  "q 595 0 0 842 0 0 cm /I Do Q"
#define GREY  "/ColorSpace/DeviceGray"
#define TAKEN TRUE
#define DRAWN FALSE

static const Sole soles[] = {
    {"grey pixels are taken", GREY, 8, A4, FULL, TAKEN, 0, 255},
    {"line art is taken", GREY, 1, A4, FULL, TAKEN, 0, 255},
    {"inverted line art is taken as it is seen", GREY "/Decode[1 0]", 1, A4, FULL, TAKEN, 255, 0},
    {"a cropped page is taken by what is seen", GREY, 8,
     "/MediaBox[0 0 900 900]/CropBox[0 0 595 842]", FULL, TAKEN, 0, 255},
    {"invisible text does not count", GREY, 8, A4,
     FULL " BT 3 Tr /F 12 Tf 10 10 Td (a \\) b) Tj ET", TAKEN, 0, 255},
    {"a clip around the page does not count", GREY, 8, A4, "0 0 595 842 re W n " FULL, TAKEN, 0,
     255},
    {"a comment does not count", GREY, 8, A4, "% f S\n" FULL, TAKEN, 0, 255},
    {"a picture that is smaller than its page is drawn", GREY, 8, A4,
     "q 300 0 0 400 0 0 cm /I Do Q", DRAWN, 255, 255},
    {"a picture that is larger than its page is drawn", GREY, 8, A4,
     "q 1190 0 0 842 0 0 cm /I Do Q", DRAWN, 0, 0},
    {"a mirrored picture is drawn", GREY, 8, A4, "q -595 0 0 842 595 0 cm /I Do Q", DRAWN, 255, 0},
    {"a turned page is drawn", GREY, 8, A4 "/Rotate 180", FULL, DRAWN, 255, 0},
    {"a page on its side is drawn", GREY, 8, A4 "/Rotate 90", FULL, DRAWN, 0, 0},
    {"inks of a press are drawn", "/Width 2/ColorSpace/DeviceCMYK", 8, A4, FULL, DRAWN, 255, 0},
    {"a picture under a rectangle is drawn", GREY, 8, A4, FULL " 0 g 298 0 298 842 re f", DRAWN, 0,
     0},
    {"a picture under visible text is drawn", GREY, 8, A4, FULL " BT /F 12 Tf 0 Tr (a) Tj ET",
     DRAWN, 0, 255},
    {"two pictures are drawn", GREY, 8, A4, FULL " " FULL, DRAWN, 0, 255},
    {"a clipped picture is drawn", GREY, 8, A4, "0 0 298 842 re W n " FULL, DRAWN, 0, 255},
    {"a picture in switched-off content is drawn", GREY, 8, A4, "/OC /Layer BDC " FULL " EMC",
     DRAWN, 0, 255},
    {"a picture that shines through is drawn", GREY, 8, A4 "/Group<</S/Transparency>>",
     "/G gs " FULL, DRAWN, 128, 255},
    {"a page with a note on it is drawn", GREY, 8,
     A4 "/Annots[<</Type/Annot/Subtype/Square/Rect[300 0 595 842]/IC[0 0 0]/C[0 0 0]"
        "/AP<</N 6 0 R>>>>]",
     FULL, DRAWN, 0, 0},
    {"a stencil is drawn", "/ImageMask true", 1, A4, "0 g " FULL, DRAWN, 0, 255},
    {"another scale of light is drawn", GREY "/Decode[1 0]", 8, A4, FULL, DRAWN, 255, 0},
};

static void
test_sole (gconstpointer data)
{
  const Sole *sole = data;
  g_autofree char *image = make_image (sole->image, sole->bits);
  g_autofree char *page = g_strconcat (
      sole->page, "/Resources<</XObject<</I 5 0 R>>/ExtGState<</G<</ca 0.5>>>>>>", NULL);
  const char *objects[] = {image,
                           "<</Type/XObject/Subtype/Form/BBox[300 0 595 842]/Length 24>>\nstream\n"
                           "0 g 300 0 295 842 re f  \nendstream",
                           NULL};
  g_autoptr (GBytes) pdf = papers_write_pdf (page, sole->content, objects);
  g_autoptr (YcRender) render = fixture_open (pdf);
  g_auto (YcRenderExtract) extract = {0};
  g_autoptr (GError) error = NULL;
  yc_render_extract (render, 0, 100, NULL, &extract, &error);
  g_assert_no_error (error);
  g_assert_cmpint (extract.original, ==, sole->original);
  g_auto (YcImage) drawn = fixture_draw (render, 0, 595);
  g_assert_cmpint (ABS (fixture_look (&drawn, 0.2, 0.2) - sole->left), <, 4);
  g_assert_cmpint (ABS (fixture_look (&drawn, 0.8, 0.2) - sole->right), <, 4);
  if (sole->original)
    g_assert_cmpint (extract.image.width, ==, 8);
}

// ---- Fax code, as other programs pack it

typedef struct {
  const char *path;
  guint16 compression;
  guint32 options;
  const char *about;
  gboolean inverted;
} Fax;

static const Fax faxes[] = {
    {"group 4 is taken bit by bit", COMPRESSION_CCITTFAX4, 0, "/K -1", FALSE},
    {"group 4 with 1 for black is taken inverted", COMPRESSION_CCITTFAX4, 0, "/K -1/BlackIs1 true",
     TRUE},
    {"group 3 is taken bit by bit", COMPRESSION_CCITTFAX3, 0, "/K 0", FALSE},
    {"group 3 in two dimensions is taken bit by bit", COMPRESSION_CCITTFAX3, GROUP3OPT_2DENCODING,
     "/K 4", FALSE},
};

// A page that is nothing but a picture of one bit a pixel. The data is put in the place of a
// filler, for it has bytes of all kinds.
static GBytes *
make_bilevel_pdf (const YcImage *image, const char *filter, GBytes *data)
{
  gsize n, size;
  gconstpointer bytes = g_bytes_get_data (data, &n);
  g_autofree char *filler = g_strnfill (n, '@');
  g_autofree char *object =
      g_strdup_printf ("<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1" GREY
                       "/Filter%s/Length %zu>>\nstream\n%s\nendstream",
                       image->width, image->height, filter, n, filler);
  const char *objects[] = {object, NULL};
  GBytes *pdf = papers_write_pdf (A4 "/Resources<</XObject<</I 5 0 R>>>>", FULL, objects);
  guint8 *whole = g_bytes_unref_to_data (pdf, &size);
  guint8 *place = memmem (whole, size, filler, n);
  memcpy (place, bytes, n);
  return g_bytes_new_take (whole, size);
}

static GBytes *
make_fax_pdf (const Fax *fax, const YcImage *image)
{
  g_autoptr (GBytes) data = tiffs_pack_fax (image, fax->compression, fax->options);
  g_autofree char *filter = g_strdup_printf ("/CCITTFaxDecode/DecodeParms<</Columns %d/Rows %d%s>>",
                                             image->width, image->height, fax->about);
  return make_bilevel_pdf (image, filter, data);
}

static void
test_fax (gconstpointer data)
{
  const Fax *fax = data;
  g_auto (YcImage) image = papers_make_picture (YC_PIXELS_LINEART, 1653, 2339);
  g_autoptr (GBytes) pdf = make_fax_pdf (fax, &image);
  g_autoptr (YcRender) render = fixture_open (pdf);
  g_auto (YcRenderExtract) extract = {0};
  g_autoptr (GError) error = NULL;
  yc_render_extract (render, 0, 100, NULL, &extract, &error);
  g_assert_no_error (error);
  g_assert_true (extract.original);
  g_assert_cmpint (extract.image.kind, ==, YC_PIXELS_LINEART);
  g_assert_cmpint (extract.image.width, ==, image.width);
  g_assert_cmpint (extract.image.dpi, ==, 200);
  const guint8 *found = g_bytes_get_data (extract.image.data, NULL);
  const guint8 *made = g_bytes_get_data (image.data, NULL);
  guint wrong = 0;
  for (int y = 0; y < image.height; y++)
    for (int x = 0; x < image.width / 8; x++)
      wrong += found[extract.image.stride * (gsize)y + (gsize)x] !=
               (fax->inverted ? 0xff : 0) +
                   (fax->inverted ? -1 : 1) * made[image.stride * (gsize)y + (gsize)x];
  g_assert_cmpint (wrong, ==, 0);
}

// ---- JBIG2

static void
add_number (GByteArray *to, guint32 number)
{
  const guint32 bytes = GUINT32_TO_BE (number);
  g_byte_array_append (to, (const guint8 *)&bytes, sizeof bytes);
}

// The head of a segment of page 1 (ITU-T T.88, 7.2).
static void
add_segment (GByteArray *to, guint32 number, guint8 type, guint32 length)
{
  const guint8 about[] = {type, 0, 1};
  add_number (to, number);
  g_byte_array_append (to, about, sizeof about);
  add_number (to, length);
}

// A page with one generic region in the code of group 4 (7.4.6, MMR), as PDF carries it.
static GBytes *
pack_jbig2 (const YcImage *image)
{
  static const guint8 plain_page[] = {0, 0, 0}, whole_region[] = {0, 1};
  g_autoptr (GBytes) code = tiffs_pack_fax (image, COMPRESSION_CCITTFAX4, 0);
  gsize n;
  const guint8 *data = g_bytes_get_data (code, &n);
  GByteArray *jbig2 = g_byte_array_new ();
  add_segment (jbig2, 0, 48, 19);
  for (guint i = 0; i < 4; i++) // width, height, and a resolution that is not known
    add_number (jbig2, i == 0 ? (guint32)image->width : i == 1 ? (guint32)image->height : 0);
  g_byte_array_append (jbig2, plain_page, sizeof plain_page);
  add_segment (jbig2, 1, 38, (guint32)(18 + n));
  for (guint i = 0; i < 4; i++) // width, height, and its corner
    add_number (jbig2, i == 0 ? (guint32)image->width : i == 1 ? (guint32)image->height : 0);
  g_byte_array_append (jbig2, whole_region, sizeof whole_region);
  g_byte_array_append (jbig2, data, (guint)n);
  return g_byte_array_free_to_bytes (jbig2);
}

// The same picture in both codes looks the same, but for what is lost in scaling.
static void
test_jbig2 (void)
{
  g_auto (YcImage) image = papers_make_picture (YC_PIXELS_LINEART, 1653, 2339);
  g_autoptr (GBytes) data = pack_jbig2 (&image);
  g_autoptr (GBytes) packed = make_bilevel_pdf (&image, "/JBIG2Decode", data);
  g_autoptr (GBytes) faxed = make_fax_pdf (&faxes[0], &image);
  g_autoptr (YcRender) render = fixture_open (packed), other = fixture_open (faxed);
  g_auto (YcImage) drawn = fixture_draw (render, 0, image.width);
  g_auto (YcImage) wanted = fixture_draw (other, 0, image.width);
  guint wrong = 0, dark = 0;
  for (int i = 0; i < 100 * 100; i++) {
    int column = i % 100, row = i / 100;
    double x = (column + 0.5) / 100, y = (row + 0.5) / 100;
    wrong += ABS (fixture_look (&drawn, x, y) - fixture_look (&wanted, x, y)) > 128;
    dark += fixture_look (&wanted, x, y) < 128;
  }
  g_assert_cmpuint (dark, >, 1000);
  g_assert_cmpuint (wrong, <, 200); // of 10,000
}

// ---- JPEG 2000

enum { JP2_WIDTH = 827, JP2_HEIGHT = 1170 };

// The picture in JPEG 2000, by a program that knows how.
static GBytes *
pack_jp2 (void)
{
  g_autoptr (GBytes) png = papers_make_png (YC_PIXELS_GREY, JP2_WIDTH, JP2_HEIGHT);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) convert =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error,
                        "convert", "png:-", "jp2:-", NULL);
  GBytes *jp2 = NULL;
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate (convert, png, NULL, &jp2, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_successful (convert));
  return jp2;
}

static void
draw_jp2_cb (cairo_t *cairo, guint page, gpointer jp2)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (jp2, &size);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, JP2_WIDTH, JP2_HEIGHT);
  cairo_surface_set_mime_data (surface, CAIRO_MIME_TYPE_JP2, data, size, NULL, NULL);
  cairo_scale (cairo, 595.0 / JP2_WIDTH, 842.0 / JP2_HEIGHT);
  cairo_set_source_surface (cairo, surface, 0, 0);
  cairo_paint (cairo);
  cairo_surface_destroy (surface);
}

static void
test_jp2 (void)
{
  g_autoptr (GBytes) jp2 = pack_jp2 ();
  g_autoptr (GBytes) packed = papers_make_pdf (1, draw_jp2_cb, (gpointer)jp2);
  g_autoptr (GBytes) png = papers_make_png (YC_PIXELS_GREY, JP2_WIDTH, JP2_HEIGHT);
  g_autoptr (YcRender) render = fixture_open (packed), other = fixture_open (png);
  g_auto (YcImage) drawn = fixture_draw (render, 0, JP2_WIDTH);
  g_auto (YcImage) wanted = fixture_draw (other, 0, JP2_WIDTH);
  guint wrong = 0;
  gsize size;
  const void *pdf = g_bytes_get_data (packed, &size);
  g_assert_nonnull (memmem (pdf, size, "/JPXDecode", strlen ("/JPXDecode")));
  for (int i = 0; i < 100 * 100; i++) {
    int column = i % 100, row = i / 100;
    double x = (column + 0.5) / 100, y = (row + 0.5) / 100;
    wrong += ABS (fixture_look (&drawn, x, y) - fixture_look (&wanted, x, y)) > 128;
  }
  g_assert_cmpuint (wrong, <, 200); // of 10,000
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/render/pdf/text is found with its places", test_text_page);
  g_test_add_func ("/render/pdf/a page is drawn as wide as wished", test_drawn_page);
  g_test_add_func ("/render/pdf/a scanned page is its own JPEG", test_scan_page);
  for (gsize i = 0; i < G_N_ELEMENTS (soles); i++) {
    g_autofree char *path = g_strconcat ("/render/pdf/", soles[i].path, NULL);
    g_test_add_data_func (path, &soles[i], test_sole);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (faxes); i++) {
    g_autofree char *path = g_strconcat ("/render/pdf/", faxes[i].path, NULL);
    g_test_add_data_func (path, &faxes[i], test_fax);
  }
  g_test_add_func ("/render/pdf/a page in JBIG2 is drawn", test_jbig2);
  g_test_add_func ("/render/pdf/a page in JPEG 2000 is drawn", test_jp2);
  return g_test_run ();
}
