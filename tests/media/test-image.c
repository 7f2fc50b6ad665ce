// Page images: there and back, small and whole, and everything that is no page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image.h"

#include <string.h>

#define WIDTH  640
#define HEIGHT 400

static YcImage
draw (YcPixelKind kind, int width, int height)
{
  gsize line = kind == YC_PIXELS_LINEART ? ((gsize)width + 7) / 8
               : kind == YC_PIXELS_GREY  ? (gsize)width
                                         : (gsize)width * 3;
  YcImage image = {.kind = kind, .width = width, .height = height, .dpi = 300, .stride = line + 5};
  guint8 *data = g_malloc0 (image.stride * (gsize)height);

  for (int y = 0; y < height; y++)
    for (gsize x = 0; x < line; x++)
      data[(gsize)y * image.stride + x] =
          kind == YC_PIXELS_LINEART ? (guint8)(x * 37 + (gsize)y * 11)
                                    : (guint8)(40 + x * 150 / line + (gsize)(y * 50 / height));
  image.data = g_bytes_new_take (data, image.stride * (gsize)height);
  return image;
}

static GBytes *
encode (const YcImage *image, const char *expected)
{
  g_autoptr (GError) error = NULL;
  const char *mime = NULL;
  GBytes *content = yc_image_encode (image, &mime, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (mime, ==, expected);
  g_assert_cmpstr (yc_image_guess_mime (content), ==, expected);
  return content;
}

static const guint8 *
pixel (const YcImage *image, int x, int y)
{
  return (const guint8 *)g_bytes_get_data (image->data, NULL) + (gsize)y * image->stride +
         (gsize)x * 3;
}

static void
test_tone (void)
{
  static const YcPixelKind kinds[] = {YC_PIXELS_GREY, YC_PIXELS_RGB};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_auto (YcImage) image = draw (kinds[i], WIDTH, HEIGHT);
    g_autoptr (GBytes) content = encode (&image, "image/jpeg");
    const guint8 *drawn = g_bytes_get_data (image.data, NULL);
    g_auto (YcImage) back = {0};
    g_autoptr (GError) error = NULL;

    g_assert_true (yc_image_decode (content, "image/jpeg", 0, &back, &error));
    g_assert_no_error (error);
    g_assert_cmpint (back.width, ==, WIDTH);
    g_assert_cmpint (back.height, ==, HEIGHT);
    g_assert_cmpint (back.dpi, ==, 300);
    for (int y = 0; y < HEIGHT; y += 7)
      for (int x = 0; x < WIDTH; x += 7)
        for (int c = 0; c < 3; c++) {
          int was = drawn[(gsize)y * image.stride + (gsize)(i == 0 ? x : x * 3 + c)];

          g_assert_cmpint (ABS (pixel (&back, x, y)[c] - was), <=, 12);
        }
  }
}

static void
test_lineart (void)
{
  static const int widths[] = {1, 7, 8, 9, WIDTH};

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    g_auto (YcImage) image = draw (YC_PIXELS_LINEART, widths[i], HEIGHT);
    g_autoptr (GBytes) content = encode (&image, "image/tiff");
    const guint8 *drawn = g_bytes_get_data (image.data, NULL);
    g_auto (YcImage) back = {0};

    g_assert_true (yc_image_decode (content, "image/tiff", 0, &back, NULL));
    g_assert_cmpint (back.width, ==, widths[i]);
    for (int y = 0; y < HEIGHT; y++)
      for (int x = 0; x < widths[i]; x++) {
        gboolean black = drawn[(gsize)y * image.stride + (gsize)x / 8] >> (7 - x % 8) & 1;

        g_assert_cmpint (pixel (&back, x, y)[1], ==, black ? 0 : 255);
      }
  }
}

// The smallest eighth that is wide enough.
static void
test_scaled (void)
{
  static const int cases[][2] = {{0, 640},   {640, 640}, {9999, 640}, {320, 320},
                                 {321, 400}, {80, 80},   {1, 80},     {-5, 640}};
  g_auto (YcImage) image = draw (YC_PIXELS_RGB, WIDTH, HEIGHT);
  g_autoptr (GBytes) content = encode (&image, "image/jpeg");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (YcImage) back = {0};

    g_assert_true (yc_image_decode (content, NULL, cases[i][0], &back, NULL));
    g_assert_cmpint (back.width, ==, cases[i][1]);
    g_assert_cmpint (back.height, ==, cases[i][1] * HEIGHT / WIDTH);
  }
}

// What a stored page keeps is what was scanned: bits stay bits, grey stays grey.
static void
test_load (void)
{
  static const YcPixelKind kinds[] = {YC_PIXELS_LINEART, YC_PIXELS_GREY, YC_PIXELS_RGB};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_auto (YcImage) image = draw (kinds[i], WIDTH, HEIGHT);
    g_autoptr (GBytes) content = encode (&image, i == 0 ? "image/tiff" : "image/jpeg");
    g_auto (YcImage) back = {0};

    g_assert_true (yc_image_load (content, &back, NULL));
    g_assert_cmpint (back.kind, ==, kinds[i]);
    g_assert_cmpint (back.dpi, ==, 300);
    for (int y = 0; i == 0 && y < HEIGHT; y++)
      g_assert_cmpmem (
          (const guint8 *)g_bytes_get_data (back.data, NULL) + (gsize)y * back.stride, WIDTH / 8,
          (const guint8 *)g_bytes_get_data (image.data, NULL) + (gsize)y * image.stride, WIDTH / 8);
  }
}

// Line art of a stored page is averaged on the way to the screen.
static void
test_small_lineart (void)
{
  static const int cases[][2] = {{0, 640}, {640, 640}, {321, 640}, {320, 320}, {100, 106}, {1, 1}};
  g_auto (YcImage) image = draw (YC_PIXELS_LINEART, WIDTH, HEIGHT);
  g_autoptr (GBytes) content = encode (&image, "image/tiff");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (YcImage) back = {0};

    g_assert_true (yc_image_decode (content, "image/tiff", cases[i][0], &back, NULL));
    g_assert_cmpint (back.kind, ==, YC_PIXELS_RGB);
    g_assert_cmpint (back.width, ==, cases[i][1]);
  }
}

// A page of noise, the hardest there is to make small.
static YcImage
draw_noise (YcPixelKind kind, int dpi)
{
  const int width = 1240, height = 1754;
  const gsize line = kind == YC_PIXELS_LINEART ? width / 8 : width * 3;
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  YcImage image = {kind, width, height, dpi, line, NULL};
  guint8 *data = g_malloc (line * (gsize)height);

  for (gsize i = 0; i < line * (gsize)height; i++)
    data[i] = (guint8)(200 + g_rand_int_range (rand, -40, 40));
  image.data = g_bytes_new_take (data, line * (gsize)height);
  return image;
}

static void
test_budget (void)
{
  g_auto (YcImage) smooth = draw (YC_PIXELS_RGB, WIDTH, HEIGHT);
  g_auto (YcImage) noise = draw_noise (YC_PIXELS_RGB, 300);
  static const struct {
    gsize most;
    int width; // of the noise when it fits
  } cases[] = {{0, 1240}, {800 * 1000, 1240}, {500 * 1000, 1240}, {150 * 1000, 826}};
  gsize before = G_MAXSIZE;
  const char *mime;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) content = yc_image_encode_within (&noise, cases[i].most, &mime, NULL);
    g_autoptr (GBytes) small = yc_image_encode_within (&smooth, 100 * 1000, &mime, NULL);
    int width, height, dpi;

    g_assert_true (yc_image_measure (content, &width, &height, &dpi, NULL));
    g_test_message ("%" G_GSIZE_FORMAT " bytes, %d wide, for at most %" G_GSIZE_FORMAT,
                    g_bytes_get_size (content), width, cases[i].most);
    g_assert_cmpint (width, ==, cases[i].width);
    g_assert_cmpint (dpi, ==, width == 1240 ? 300 : 200);
    g_assert_cmpuint (g_bytes_get_size (content), <, before);
    if (cases[i].most > 0)
      g_assert_cmpuint (g_bytes_get_size (content), <=, cases[i].most);
    g_assert_cmpuint (g_bytes_get_size (small), <=, 100 * 1000);
    before = g_bytes_get_size (content);
  }
}

// Where nothing helps, the page is as small as it stays readable, and still whole.
static void
test_hopeless_budget (void)
{
  g_auto (YcImage) noise = draw_noise (YC_PIXELS_RGB, 300);
  g_auto (YcImage) bits = draw_noise (YC_PIXELS_LINEART, 300);
  g_auto (YcImage) back = {0};
  const char *mime;
  g_autoptr (GBytes) content = yc_image_encode_within (&noise, 1000, &mime, NULL);
  g_autoptr (GBytes) lines = yc_image_encode_within (&bits, 1000, &mime, NULL);
  int width, height, dpi;

  g_assert_true (yc_image_measure (content, &width, &height, &dpi, NULL));
  g_assert_cmpint (dpi, ==, 150);
  g_assert_cmpint (width, ==, 620);
  g_assert_true (yc_image_load (lines, &back, NULL));
  g_assert_cmpmem (g_bytes_get_data (back.data, NULL), g_bytes_get_size (back.data),
                   g_bytes_get_data (bits.data, NULL), g_bytes_get_size (bits.data));
}

static void
test_thumbnail (void)
{
  static const YcPixelKind kinds[] = {YC_PIXELS_LINEART, YC_PIXELS_GREY, YC_PIXELS_RGB};
  static const int cases[][3] = {
      {640, 640, 400}, {200, 160, 100}, {1, 1, 1}, {9999, 640, 400}}; // side, width, height

  for (guint i = 0; i < G_N_ELEMENTS (kinds) * G_N_ELEMENTS (cases); i++) {
    const int *expected = cases[i / G_N_ELEMENTS (kinds)];
    g_auto (YcImage) image = draw (kinds[i % G_N_ELEMENTS (kinds)], WIDTH, HEIGHT);
    g_auto (YcImage) small = {0};

    g_assert_true (yc_image_thumbnail (&image, expected[0], &small, NULL));
    g_assert_cmpint (small.kind, ==, MAX (image.kind, YC_PIXELS_GREY));
    g_assert_cmpint (small.width, ==, expected[1]);
    g_assert_cmpint (small.height, ==, expected[2]);
  }
}

static void
test_measure (void)
{
  g_auto (YcImage) grey = draw (YC_PIXELS_GREY, WIDTH, HEIGHT);
  g_auto (YcImage) line = draw (YC_PIXELS_LINEART, WIDTH, HEIGHT);
  g_autoptr (GBytes) jpeg = encode (&grey, "image/jpeg");
  g_autoptr (GBytes) tiff = encode (&line, "image/tiff");
  int width, height, dpi;

  g_assert_true (yc_image_measure (jpeg, &width, &height, &dpi, NULL));
  g_assert_cmpint (width, ==, WIDTH);
  g_assert_cmpint (height, ==, HEIGHT);
  g_assert_cmpint (dpi, ==, 300);
  dpi = 0;
  g_assert_true (yc_image_measure (tiff, &width, &height, &dpi, NULL));
  g_assert_cmpint (width, ==, WIDTH);
  g_assert_cmpint (height, ==, HEIGHT);
  g_assert_cmpint (dpi, ==, 300);
}

static void
refuse (GBytes *content, const char *mime)
{
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) back = {0};

  g_assert_false (yc_image_decode (content, mime, 0, &back, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_IMAGE);
  g_assert_null (back.data);
}

static void
test_wrong_mime (void)
{
  g_auto (YcImage) image = draw (YC_PIXELS_GREY, WIDTH, HEIGHT);
  g_autoptr (GBytes) content = encode (&image, "image/jpeg");

  refuse (content, "image/png");
  refuse (content, "application/pdf");
}

static void
test_cut_off (void)
{
  static const YcPixelKind kinds[] = {YC_PIXELS_LINEART, YC_PIXELS_GREY, YC_PIXELS_RGB};

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_auto (YcImage) image = draw (kinds[i], WIDTH, HEIGHT);
    g_autoptr (GBytes) content = encode (&image, i == 0 ? "image/tiff" : "image/jpeg");
    gsize size = g_bytes_get_size (content);

    for (gsize at = 0; at < size - 16; at += size / 20) {
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (content, 0, at);

      refuse (cut, NULL);
    }
  }
}

// A TIFF that somebody else wrote may be anything; it goes through the sandbox.
static void
test_foreign_tiff (void)
{
  g_auto (YcImage) image = draw (YC_PIXELS_LINEART, WIDTH, HEIGHT);
  g_autoptr (GBytes) content = encode (&image, "image/tiff");
  gsize size = g_bytes_get_size (content);
  static const guint8 tags[] = {2, 3, 6}; // bits a sample, compression, photometric: low bytes

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++) {
    g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (content, NULL), size);
    const guint8 entry[] = {tags[i], 1, 3, 0, 1, 0, 0, 0};
    g_autoptr (GBytes) changed = NULL;
    guint found = 0;

    for (gsize at = 0; at + 12 <= size; at++)
      if (memcmp (bytes + at, entry, sizeof entry) == 0) {
        bytes[at + 8] = 5;
        found++;
      }
    g_assert_cmpuint (found, ==, 1);
    changed = g_bytes_new (bytes, size);
    refuse (changed, "image/tiff");
  }
}

static void
test_no_picture (void)
{
  static const struct {
    const char *bytes;
    gsize size;
  } cases[] = {
      {"", 0},
      {"\xff", 1},
      {"GIF89a..", 8},
      {"%PDF-1.7", 8},
      {"II*\0", 4},
      {"II*\0\x08\0\0\0\xff\xff", 10},
      {"MM\0*\0\0\0\x08\0\0\0\0\0\0", 14},
      {"\xff\xd8\xff\xe0 and then nothing that is a picture", 40},
      {"\x89PNG\r\n\x1a\n", 8},
      {"\x89PNG\r\n\x1a\n and then text, not chunks, for a while", 46},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) content = g_bytes_new (cases[i].bytes, cases[i].size);
    g_autoptr (GError) error = NULL;
    int width, height, dpi;

    refuse (content, NULL);
    g_assert_false (yc_image_measure (content, &width, &height, &dpi, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_IMAGE);
  }
}

// Few bytes that say they are a billion pixels: refused before memory is asked for.
static void
test_bombs (void)
{
  static const guint8 png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\xff\xff\0\0\xff\xff\x08\2\0\0\0"
                              "\xa3\x45\x2c\x1a\0\0\0\0IEND\xae\x42\x60\x82";
  g_auto (YcImage) small = draw (YC_PIXELS_GREY, 16, 16);
  g_autoptr (GBytes) jpeg = encode (&small, "image/jpeg");
  gsize size = g_bytes_get_size (jpeg);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (jpeg, NULL), size);
  g_autoptr (GBytes) png_bomb = g_bytes_new_static (png, sizeof png - 1);
  g_autoptr (GBytes) jpeg_bomb = NULL;

  for (gsize i = 0; i + 9 < size; i++)
    if (bytes[i] == 0xff && bytes[i + 1] == 0xc0)
      memset (bytes + i + 5, 0xfa, 4); // height and width of the frame: 64250 each
  jpeg_bomb = g_bytes_new (bytes, size);
  refuse (png_bomb, "image/png");
  refuse (jpeg_bomb, "image/jpeg");
}

static void
test_broken_pixels (void)
{
  g_auto (YcImage) good = draw (YC_PIXELS_RGB, WIDTH, HEIGHT);
  const YcImage broken[] = {
      {.kind = YC_PIXELS_RGB, .width = 0, .height = HEIGHT, .stride = 1920, .data = good.data},
      {.kind = YC_PIXELS_RGB, .width = WIDTH, .height = -1, .stride = 1920, .data = good.data},
      {.kind = YC_PIXELS_RGB, .width = WIDTH, .height = 99999, .stride = 1920, .data = good.data},
      {.kind = YC_PIXELS_RGB, .width = WIDTH, .height = 1, .stride = 640, .data = good.data},
      {.kind = YC_PIXELS_GREY, .width = WIDTH, .height = 1, .stride = 0, .data = good.data},
      {.kind = YC_PIXELS_LINEART, .width = WIDTH, .height = 1, .stride = 79, .data = good.data},
      {.kind = YC_PIXELS_RGB, .width = WIDTH, .height = HEIGHT, .stride = 1920},
      {.kind = YC_PIXELS_GREY, .width = 70000, .height = 1, .stride = 70000, .data = good.data},
  };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++) {
    g_autoptr (GError) error = NULL;
    const char *mime;

    g_assert_null (yc_image_encode (&broken[i], &mime, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_IMAGE);
  }
}

// Whole and broken ratios; what is grey in the mean stays grey, and a step stays where it was.
static void
test_fit (void)
{
  static const int widths[] = {1, 7, 100, 213, 320, 427, 639, 640, 700};

  for (guint i = 0; i < G_N_ELEMENTS (widths); i++) {
    g_auto (YcImage) image = draw (YC_PIXELS_RGB, WIDTH, HEIGHT);
    gsize size;
    guint8 *data = g_bytes_unref_to_data (image.data, &size);
    const int width = MIN (widths[i], WIDTH), edge = width / 2;

    for (gsize k = 0; k < size; k++)
      data[k] = k % image.stride < WIDTH / 2 * 3 ? 40 : 200;
    image.data = g_bytes_new_take (data, size);
    yc_image_fit (&image, widths[i]);
    g_assert_cmpint (image.width, ==, width);
    g_assert_cmpint (image.height, ==, MAX (HEIGHT * width / WIDTH, 1));
    for (int x = 0; x < width; x++)
      for (int y = 0; y < image.height; y++)
        if (x != edge || width % 2 == 0)
          g_assert_cmpint (*pixel (&image, x, y), ==, x < edge ? 40 : 200);
        else // the one in the middle has half of each
          g_assert_cmpint (abs (*pixel (&image, x, y) - 120), <=, 3);
  }
}

static void
test_screen (void)
{
  g_auto (YcImage) image = draw (YC_PIXELS_RGB, WIDTH, HEIGHT);
  g_autoptr (GBytes) pixels = yc_image_to_screen (&image);
  const guint32 *screen = g_bytes_get_data (pixels, NULL);

  g_assert_cmpuint (g_bytes_get_size (pixels), ==, WIDTH * HEIGHT * sizeof *screen);
  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++) {
      const guint8 *rgb = pixel (&image, x, y);

      g_assert_cmphex (screen[y * WIDTH + x], ==,
                       0xff000000u + rgb[0] * 0x10000u + rgb[1] * 0x100u + rgb[2]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media/image/grey and colour come back nearly as they were", test_tone);
  g_test_add_func ("/media/image/line art comes back exactly", test_lineart);
  g_test_add_func ("/media/image/a small picture is decoded small", test_scaled);
  g_test_add_func ("/media/image/what is stored is loaded as it is", test_load);
  g_test_add_func ("/media/image/small line art is averaged", test_small_lineart);
  g_test_add_func ("/media/image/a page fits its budget where it can", test_budget);
  g_test_add_func ("/media/image/no budget makes a page unreadable", test_hopeless_budget);
  g_test_add_func ("/media/image/a thumbnail fits its square", test_thumbnail);
  g_test_add_func ("/media/image/a picture is made as wide as the screen wants it", test_fit);
  g_test_add_func ("/media/image/the screen gets the same colours", test_screen);
  g_test_add_func ("/media/image/a picture is measured", test_measure);
  g_test_add_func ("/media/image/a picture of another kind than it says is refused",
                   test_wrong_mime);
  g_test_add_func ("/media/image/a picture that was cut off is refused", test_cut_off);
  g_test_add_func ("/media/image/a TIFF that is not ours is refused", test_foreign_tiff);
  g_test_add_func ("/media/image/what is no picture is refused", test_no_picture);
  g_test_add_func ("/media/image/a bomb does not go off", test_bombs);
  g_test_add_func ("/media/image/pixels that are not all there are not encoded",
                   test_broken_pixels);
  return g_test_run ();
}
