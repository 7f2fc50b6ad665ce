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

// The data is put in the place of a filler, for it has bytes of all kinds.
static GBytes *
make_fax_pdf (const Fax *fax, const YcImage *image)
{
  gsize n, size;
  g_autoptr (GBytes) data = tiffs_pack_fax (image, fax->compression, fax->options);
  gconstpointer bytes = g_bytes_get_data (data, &n);
  g_autofree char *filler = g_strnfill (n, '@');
  g_autofree char *object = g_strdup_printf (
      "<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 1" GREY
      "/Filter/CCITTFaxDecode/DecodeParms<</Columns %d/Rows %d%s>>/Length %zu>>\nstream\n%s\n"
      "endstream",
      image->width, image->height, image->width, image->height, fax->about, n, filler);
  const char *objects[] = {object, NULL};
  GBytes *pdf = papers_write_pdf (A4 "/Resources<</XObject<</I 5 0 R>>>>", FULL, objects);
  guint8 *whole = g_bytes_unref_to_data (pdf, &size);
  guint8 *place = memmem (whole, size, filler, n);
  memcpy (place, bytes, n);
  return g_bytes_new_take (whole, size);
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
  return g_test_run ();
}
