// What goes out as PDF: the bytes that were stored, where they belong, readable for every program.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"
#include "reader.h"
#include "yc-error.h"
#include "yc-out.h"
#include "yc-page-ops.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define MARK "此件经与原件核对无误，仅供办理政务服务事项时使用"

static GBytes *
encode (YcPixelKind kind, int dpi, guint seed)
{
  const Paper paper = {.content = PAPER_TEXT, .kind = kind, .dpi = dpi, .seed = seed};
  g_auto (YcImage) image = paper_draw (&paper);
  g_autoptr (GError) error = NULL;
  const char *mime;
  GBytes *content = yc_image_encode (&image, &mime, &error);

  g_assert_no_error (error);
  return content;
}

static void
add (YcOut *out, GBytes *content, const char *operations, const char *label, const char *mark)
{
  const YcOutPage page = {
      .content = content, .operations = operations, .label = label, .watermark = mark};
  g_autoptr (GError) error = NULL;

  yc_out_add_page (out, &page, &error);
  g_assert_no_error (error);
}

static GBytes *
finish (YcOut *out)
{
  g_autoptr (GError) error = NULL;
  GBytes *pdf = yc_out_finish (out, &error);

  g_assert_no_error (error);
  return pdf;
}

// Runs `command`, in which %s is the file; it must succeed and complain of nothing.
static char *
ask (GBytes *pdf, const char *command)
{
  g_autofree char *folder = g_dir_make_tmp ("out-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.pdf", NULL);
  g_auto (GStrv) parts = g_strsplit (command, "%s", 2);
  g_autofree char *line = g_strjoinv (path, parts);
  g_autofree char *complaint = NULL;
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  int status = -1;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                      (gssize)g_bytes_get_size (pdf), NULL));
  g_spawn_command_line_sync (line, &said, &complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (complaint, ==, "");
  g_assert_cmpint (status, ==, 0);
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return said;
}

static void
assert_sound (GBytes *pdf)
{
  static const char *const commands[] = {"qpdf --check %s", "mutool draw -N -q -r 20 -F txt %s",
                                         "mutool info %s", "pdftoppm -r 20 %s /dev/null",
                                         "pdfinfo -struct-text %s"};

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++) {
    g_autofree char *said = ask (pdf, commands[i]);

    g_assert_null (strstr (said, "WARNING"));
  }
}

static gboolean
holds (GBytes *pdf, GBytes *part)
{
  gsize size, length;
  const char *data = g_bytes_get_data (pdf, &size), *wanted = g_bytes_get_data (part, &length);
  const char *at = data;

  while (size - (gsize)(at - data) >= length &&
         (at = memchr (at, *wanted, size - (gsize)(at - data) - length + 1)) != NULL) {
    if (memcmp (at, wanted, length) == 0)
      return TRUE;
    at++;
  }
  return FALSE;
}

static void
test_bytes (void)
{
  static const char *const operations[] = {NULL, "turn 1; deskew -125; crop 10 20 500 600"};
  g_autoptr (GBytes) jpeg = encode (YC_PIXELS_RGB, 100, 1), grey = encode (YC_PIXELS_GREY, 100, 2);
  g_autoptr (GBytes) tiff = encode (YC_PIXELS_LINEART, 100, 3);
  g_autoptr (GBytes) fax = yc_image_find_fax (tiff);

  g_assert_nonnull (fax);
  g_assert_null (yc_image_find_fax (jpeg));
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++) {
    g_autoptr (YcOut) out = yc_out_new ("房屋买卖合同", "zh-CN");
    g_autoptr (GBytes) pdf = NULL;

    add (out, jpeg, operations[i], "1", MARK);
    add (out, grey, operations[i], "2", MARK);
    add (out, tiff, operations[i], "3", NULL);
    pdf = finish (out);
    g_assert_true (holds (pdf, jpeg) && holds (pdf, grey) && holds (pdf, fax));
    assert_sound (pdf);
  }
}

static GBytes *
make_case (void)
{
  g_autoptr (GBytes) tiff = encode (YC_PIXELS_LINEART, 100, 3);
  g_autoptr (YcOut) out = yc_out_new ("2026-G3-000124 房屋买卖", "zh-CN");

  yc_out_begin_part (out, "身份证明");
  add (out, tiff, NULL, "1-1", MARK);
  yc_out_begin_part (out, "买卖合同");
  add (out, tiff, NULL, "2-1", NULL);
  add (out, tiff, NULL, "2-2", NULL);
  return finish (out);
}

static void
test_words (void)
{
  g_autoptr (GBytes) pdf = make_case ();
  g_autofree char *info = ask (pdf, "pdfinfo %s"), *marks = ask (pdf, "mutool show %s outline");
  g_autofree char *root = ask (pdf, "qpdf --show-object=trailer %s");
  g_autofree char *language = ask (pdf, "mutool show %s trailer/Root/Lang");
  g_autofree char *labels = ask (pdf, "qpdf --json-key=pagelabels --json %s");
  g_autofree char *text = ask (pdf, "pdftotext -raw %s -"), *said = reader_squeeze (text);

  assert_sound (pdf);
  g_assert_nonnull (strstr (info, "2026-G3-000124 房屋买卖"));
  g_assert_nonnull (strstr (info, "Pages:           3"));
  g_assert_nonnull (strstr (info, "A4")); // 100 dpi, by what the picture says
  g_assert_nonnull (strstr (marks, "身份证明"));
  g_assert_nonnull (strstr (strstr (marks, "身份证明"), "#page=1"));
  g_assert_nonnull (strstr (strstr (marks, "买卖合同"), "#page=2"));
  g_assert_nonnull (strstr (language, "zh-CN"));
  g_assert_nonnull (strstr (labels, "u:1-"));
  g_assert_nonnull (strstr (labels, "u:2-"));
  g_assert_cmpstr (said, ==, MARK); // once, on the first page alone
}

// The page as a viewer draws it, a pixel for each of the picture's.
static YcImage
draw_page (GBytes *pdf, int dpi)
{
  g_autofree char *folder = g_dir_make_tmp ("drawn-XXXXXX", NULL);
  g_autofree char *target = g_build_filename (folder, "page", NULL);
  g_autofree char *file = g_strconcat (target, ".png", NULL);
  g_autofree char *command =
      g_strdup_printf ("pdftoppm -aa no -png -gray -singlefile -r %d %%s %s", dpi, target);
  g_autofree char *said = ask (pdf, command);
  g_autoptr (GMappedFile) mapped = g_mapped_file_new (file, FALSE, NULL);
  g_autoptr (GBytes) content = g_mapped_file_get_bytes (mapped);
  YcImage image = {0};

  g_assert_true (yc_image_load (content, &image, NULL));
  g_assert_cmpint (g_remove (file), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return image;
}

static int
grey_at (const YcImage *image, int x, int y)
{
  const guint8 *data = g_bytes_get_data (image->data, NULL);

  return data[(gsize)y * image->stride + (gsize)(image->kind == YC_PIXELS_RGB ? x * 3 : x)];
}

// The mean difference of grey levels in pictures of 100 pixels, where half a pixel of the page does
// not count.
static double
compare (const YcImage *one, const YcImage *other)
{
  g_auto (YcImage) a = {0}, b = {0};
  int width, height;
  double sum = 0;

  g_assert_cmpint (ABS (one->width - other->width), <=, 2);
  g_assert_cmpint (ABS (one->height - other->height), <=, 2);
  g_assert_true (yc_image_thumbnail (one, 100, &a, NULL));
  g_assert_true (yc_image_thumbnail (other, 100, &b, NULL));
  width = MIN (a.width, b.width);
  height = MIN (a.height, b.height);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      sum += ABS (grey_at (&a, x, y) - grey_at (&b, x, y));
  return sum / (width * height);
}

static void
test_ways (void)
{
  static const char *const ways[] = {
      "",
      "turn 1",
      "turn 2",
      "turn 3",
      "deskew 800",
      "crop 100 200 400 300",
      "crop 700 900 4000 4000",
      "turn 1; deskew -1500; crop 150 100 700 500; turn 3; deskew 900",
      "turn 3; despeckle; crop 50 60 900 500",
      "kind lineart"};
  g_autoptr (GBytes) content = encode (YC_PIXELS_GREY, 100, 7);
  g_auto (YcImage) stored = {0};

  g_assert_true (yc_image_load (content, &stored, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autoptr (YcOut) out = yc_out_new ("页", "zh-CN");
    g_autoptr (YcPageOps) ops =
        *ways[i] != '\0' ? yc_page_ops_from_string (ways[i], NULL) : yc_page_ops_new ();
    g_auto (YcImage) expected = {0}, drawn = {0};
    g_autoptr (GBytes) pdf = NULL;

    add (out, content, ways[i], "1", NULL);
    pdf = finish (out);
    drawn = draw_page (pdf, 100);
    g_assert_true (yc_page_prepare (&stored, ops, NULL, &expected, NULL));
    g_test_message ("%s: %.2f", ways[i], compare (&expected, &drawn));
    g_assert_cmpfloat (compare (&expected, &drawn), <, 6);
  }
}

static void
test_small (void)
{
  g_autoptr (YcOut) out = yc_out_new ("卷宗", "zh-CN");
  g_autoptr (GBytes) pdf = NULL;

  for (guint i = 0; i < 4; i++) {
    g_autoptr (GBytes) tiff = encode (YC_PIXELS_LINEART, 300, i);

    for (guint k = 0; k < 5; k++)
      add (out, tiff, NULL, "1", MARK);
  }
  pdf = finish (out);
  g_test_message ("20 pages: %" G_GSIZE_FORMAT " bytes", g_bytes_get_size (pdf));
  g_assert_cmpuint (g_bytes_get_size (pdf), <, 1500 * 1000);
}

// A page full of letters, each in a place of its own, with a number in the third line.
static YcPageText *
make_text (int width, int height)
{
  YcPageText *text = g_new0 (YcPageText, 1);
  g_autoptr (GString) letters = g_string_new (NULL);
  const int across = 36, lines = 40, cell = width / (across + 4), step = height / (lines + 4);

  text->boxes = g_new0 (YcPageBox, (gsize)lines * (across + 1));
  for (int line = 0; line < lines; line++) {
    const char *number = line == 2 ? "11010519491231002X" : NULL;

    for (int i = 0; i < (number != NULL ? 18 : across); i++) {
      const double pitch = number != NULL ? cell * 0.55 : cell; // tighter, as digits are
      const double left = cell * 2 + pitch * i, top = step * (line + 2);

      text->boxes[text->n++] = (YcPageBox){left, top, left + pitch * 0.9, top + cell};
      if (number != NULL)
        g_string_append_c (letters, number[i]);
      else
        g_string_append_unichar (letters, (gunichar)(0x4e00 + (line * across + i) * 5));
    }
    text->boxes[text->n] = text->boxes[text->n - 1];
    text->n++;
    g_string_append_c (letters, '\n');
  }
  text->text = g_string_free (g_steal_pointer (&letters), FALSE);
  return text;
}

static GBytes *
make_read (GBytes *content, const char *operations, const YcPageText *text)
{
  const YcOutPage page = {.content = content, .operations = operations, .label = "1", .text = text};
  g_autoptr (YcOut) out = yc_out_new ("页", "zh-CN");
  g_autoptr (GError) error = NULL;

  yc_out_add_page (out, &page, &error);
  g_assert_no_error (error);
  return finish (out);
}

static void
assert_word_near (GBytes *pdf, const char *word, double left, double top)
{
  g_autofree char *boxes = ask (pdf, "pdftotext -bbox %s -");
  g_autofree char *end = g_strdup_printf (">%s</word>", word);
  const char *at = strstr (boxes, end);
  double x = 0, y = 0;

  g_assert_nonnull (at);
  while (!g_str_has_prefix (at, "<word"))
    at--;
  g_assert_cmpint (sscanf (at, "<word xMin=\"%lf\" yMin=\"%lf\"", &x, &y), ==, 2);
  g_assert_cmpfloat_with_epsilon (x, left, 2);
  g_assert_cmpfloat_with_epsilon (y, top, 20); // readers take a line for higher than it is
}

static void
test_text (void)
{
  static const char *const operations[] = {NULL, "turn 1"};
  g_autoptr (GBytes) content = encode (YC_PIXELS_LINEART, 100, 4);
  int width, height, dpi;

  g_assert_true (yc_image_measure (content, &width, &height, &dpi, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++) {
    g_autoptr (YcPageText) text = i == 0 ? make_text (width, height) : make_text (height, width);
    g_autoptr (GBytes) plain = make_read (content, operations[i], NULL);
    g_autoptr (GBytes) read = make_read (content, operations[i], text);
    g_auto (YcImage) before = draw_page (plain, 100), after = draw_page (read, 100);
    g_autofree char *said = ask (read, "pdftotext %s -");
    g_autofree char *other = ask (read, "mutool draw -N -q -F txt %s");
    g_autofree char *line = g_utf8_substring (text->text, 0, 36);

    assert_sound (read);
    g_assert_nonnull (strstr (said, line));
    g_assert_nonnull (strstr (other, line));
    g_assert_nonnull (strstr (said, "11010519491231002X"));
    g_assert_nonnull (strstr (other, "11010519491231002X"));
    g_assert_true (g_bytes_equal (before.data, after.data)); // nobody sees it
    assert_word_near (read, "11010519491231002X", text->boxes[74].left * 0.72,
                      text->boxes[74].top * 0.72);
    g_test_message ("1,400 letters: %" G_GSIZE_FORMAT " bytes",
                    g_bytes_get_size (read) - g_bytes_get_size (plain));
    g_assert_cmpuint (g_bytes_get_size (read) - g_bytes_get_size (plain), <, 25 * 1000);
  }
}

static void
test_refused (void)
{
  static const struct {
    const char *operations;
    gboolean rubbish;
    YcErrorCode code;
  } cases[] = {{"fold 3", FALSE, YC_ERROR_MALFORMED},
               {"crop 9000 0 10 10", FALSE, YC_ERROR_IMAGE},
               {"kind lineart; crop 9000 0 10 10", FALSE, YC_ERROR_IMAGE},
               {NULL, TRUE, YC_ERROR_IMAGE}};
  g_autoptr (GBytes) tiff = encode (YC_PIXELS_LINEART, 100, 1);
  g_autoptr (GBytes) rubbish = g_bytes_new_static ("no picture", 10);
  g_autoptr (YcOut) out = yc_out_new ("页", "zh-CN"), none = yc_out_new ("页", "zh-CN");
  g_autoptr (GBytes) pdf = NULL;
  g_autofree char *info = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    const YcOutPage page = {.content = cases[i].rubbish ? rubbish : tiff,
                            .operations = cases[i].operations,
                            .label = "1"};
    g_autoptr (GError) error = NULL;

    g_assert_false (yc_out_add_page (out, &page, &error));
    g_assert_error (error, YC_ERROR, (int)cases[i].code);
  }
  add (out, tiff, NULL, "1", NULL);
  pdf = finish (out);
  info = ask (pdf, "pdfinfo %s");
  g_assert_nonnull (strstr (info, "Pages:           1"));
  g_assert_null (yc_out_finish (none, NULL));
}

// A limit on the size of files stands in for a disk without room: writing fails in the same place.
static void
set_room (rlim_t bytes)
{
  const struct rlimit limit = {bytes, RLIM_INFINITY};

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

static void
test_write (void)
{
  g_autofree char *folder = g_dir_make_tmp ("write-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "卷.pdf", NULL);
  g_autofree char *nowhere = g_build_filename (folder, "no", "a.pdf", NULL), *text = NULL;
  g_autoptr (GFile) file = g_file_new_for_path (path), lost = g_file_new_for_path (nowhere);
  g_autoptr (GBytes) first = g_bytes_new_static ("first", 5),
                     second = g_bytes_new_static ("2nd", 3);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf about;

  g_assert_true (yc_out_write (file, first, NULL));
  g_assert_true (yc_out_write (file, second, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "2nd");
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_false (yc_out_write (lost, first, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_READ_ONLY);
  g_clear_error (&error);
  set_room (4);
  g_assert_false (yc_out_write (file, first, &error));
  set_room (RLIM_INFINITY);
  g_assert_error (error, YC_ERROR, YC_ERROR_DISK_FULL);
  g_clear_pointer (&text, g_free);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "2nd"); // what was there before stays
  dir = g_dir_open (folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "卷.pdf");
  g_assert_null (g_dir_read_name (dir)); // nothing else lies about
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/out/pictures go out byte for byte, also turned, straightened and cut",
                   test_bytes);
  g_test_add_func ("/out/what was read off a page is found in it, and seen by nobody", test_text);
  g_test_add_func ("/out/title, language, bookmarks, labels and watermark are what was asked",
                   test_words);
  g_test_add_func ("/out/a page looks as its operations make it", test_ways);
  g_test_add_func ("/out/twenty pages of line art are small", test_small);
  g_test_add_func ("/out/what is no page is refused and the next one is taken", test_refused);
  g_test_add_func ("/out/a file is replaced as a whole and for its owner alone", test_write);
  return g_test_run ();
}
