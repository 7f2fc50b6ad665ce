// Foreign documents that are broken, locked, huge or malicious, and files that move.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create

#include "fixture.h"
#include "tiffs.h"
#include "yc-error.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#define A4 "/MediaBox[0 0 595 842]"

static GBytes *
cut (GBytes *whole, double part)
{
  return g_bytes_new_from_bytes (whole, 0, (gsize)((double)g_bytes_get_size (whole) * part));
}

static void
assert_page_fails (YcRender *render, guint page, int width, int code)
{
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = {0};
  g_assert_false (yc_render_page (render, page, width, NULL, &image, &error));
  g_assert_error (error, YC_ERROR, code);
}

// ---- Damaged

static void
test_cut_jpeg (void)
{
  g_autoptr (GBytes) whole = papers_make_jpeg (YC_PIXELS_RGB, 400, 300);
  g_autoptr (GBytes) part = cut (whole, 0.6);
  g_autoptr (GBytes) head = g_bytes_new_from_bytes (whole, 0, 20);
  g_autoptr (YcRender) render = fixture_open (part);
  g_auto (YcRenderExtract) extract = {0};
  g_autoptr (GError) error = NULL;
  assert_page_fails (render, 0, 100, YC_ERROR_DOCUMENT_BROKEN);
  g_assert_false (yc_render_extract (render, 0, 300, NULL, &extract, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_DOCUMENT_BROKEN);
  fixture_assert_refused (head, NULL, YC_ERROR_DOCUMENT_BROKEN);
}

static void
test_cut_png (void)
{
  g_autoptr (GBytes) whole = papers_make_png (YC_PIXELS_RGB, 400, 300);
  g_autoptr (GBytes) part = cut (whole, 0.6);
  g_autoptr (YcRender) render = fixture_open (part);
  assert_page_fails (render, 0, 100, YC_ERROR_DOCUMENT_BROKEN);
}

static void
test_cut_tiff (void)
{
  g_autoptr (GBytes) whole = tiffs_make_fax (1);
  g_autoptr (GBytes) part = cut (whole, 0.1);
  fixture_assert_refused (part, NULL, YC_ERROR_DOCUMENT_BROKEN);
}

// A page of a TIFF whose data is rubbish leaves the pages beside it.
static void
test_spoiled_tiff (void)
{
  g_autoptr (GBytes) whole = tiffs_make_fax (2);
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (whole, &size), g_bytes_get_size (whole));
  memset (data + 8, 0, 12); // the first strip lies behind the head
  g_autoptr (GBytes) spoiled = g_bytes_new (data, g_bytes_get_size (whole));
  g_autoptr (YcRender) render = fixture_open (spoiled);
  assert_page_fails (render, 0, TIFFS_WIDTH, YC_ERROR_DOCUMENT_BROKEN);
  g_auto (YcImage) image = fixture_draw (render, 1, TIFFS_WIDTH);
  g_assert_cmpint (fixture_look (&image, 0.2, 0.5), <, 40);
}

static void
test_broken_pdf (void)
{
  g_autoptr (GBytes) bare = g_bytes_new_static ("%PDF-1.7\nnothing more\n", 22);
  fixture_assert_refused (bare, NULL, YC_ERROR_DOCUMENT_BROKEN);
}

// Half a PDF may still be put together by the renderer; either answer is fine, but no crash is.
static void
test_cut_pdf (void)
{
  g_autoptr (GBytes) whole = papers_make_text_pdf (3);
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  for (int fifths = 1; fifths < 5; fifths++) {
    g_autoptr (GBytes) piece = cut (whole, fifths / 5.0);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcRender) render = yc_render_open_bytes (&config, piece, NULL, NULL, &error);
    g_auto (YcImage) image = {0};
    if (render == NULL)
      g_assert_error (error, YC_ERROR, YC_ERROR_DOCUMENT_BROKEN);
    else if (!yc_render_page (render, 0, 100, NULL, &image, &error))
      g_assert_error (error, YC_ERROR, YC_ERROR_DOCUMENT_PAGE);
  }
}

// ---- Locked

static GBytes *
lock_pdf (const char *user, const char *owner)
{
  g_autoptr (GBytes) open = papers_make_text_pdf (1);
  const char *argv[] = {"qpdf", "--encrypt", user, owner, "256", "--", "in", "out", NULL};
  return fixture_run (argv, open);
}

static void
test_locked (gconstpointer password)
{
  g_autoptr (GBytes) locked = lock_pdf (password, "owner");
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GError) error = NULL;
  fixture_assert_refused (locked, NULL, YC_ERROR_DOCUMENT_PASSWORD);
  fixture_assert_refused (locked, "guess", YC_ERROR_DOCUMENT_PASSWORD);
  g_autoptr (YcRender) render = yc_render_open_bytes (&config, locked, password, NULL, &error);
  g_assert_no_error (error);
  g_auto (YcImage) image = fixture_draw (render, 0, 300);
  g_assert_cmpint (image.width, ==, 300);
}

static void
test_only_restricted (void)
{
  g_autoptr (GBytes) restricted = lock_pdf ("", "owner");
  g_autoptr (YcRender) render = fixture_open (restricted);
  g_auto (YcImage) image = fixture_draw (render, 0, 300);
  g_assert_cmpint (image.width, ==, 300);
}

// ---- Malicious

static const char *const scripts[] = {
    "<</S/JavaScript/JS(app.alert\\(1\\))>>", "<</S/Launch/F(/bin/false)>>",
    "<</S/URI/URI(http://127.0.0.1/)>>",      "<</S/SubmitForm/F(http://127.0.0.1/)>>",
    "<</S/ImportData/F(/etc/passwd)>>",
};

// Actions that run when a page is seen are not even looked at: the page is drawn as if they were
// not.
static void
test_scripts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (scripts); i++) {
    const char *objects[] = {scripts[i], NULL};
    g_autoptr (GBytes) pdf =
        papers_write_pdf (A4 "/AA<</O 5 0 R/C 5 0 R>>/Annots[<</Type/Annot/Subtype/Link"
                             "/Rect[0 0 595 842]/Border[0 0 0]/A 5 0 R/AA<</PO 5 0 R>>>>]",
                          "0 0 0 rg 100 100 200 200 re f", objects);
    g_autoptr (YcRender) render = fixture_open (pdf);
    g_auto (YcImage) image = fixture_draw (render, 0, 595);
    g_assert_cmpint (fixture_look (&image, 200.0 / 595, 1 - 200.0 / 842), ==, 0);
    g_assert_cmpint (fixture_look (&image, 0.9, 0.1), ==, 255);
  }
}

// Each form draws the next one ten times: 10^12 squares.
static GBytes *
make_bomb (void)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < 12; i++) {
    g_autoptr (GString) content = g_string_new (NULL);
    for (guint n = 0; n < 10; n++)
      g_string_append (content, i == 11 ? "0 0 9 9 re f " : "/X Do ");
    g_ptr_array_add (objects,
                     g_strdup_printf ("<</Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<"
                                      "/XObject<</X %u 0 R>>>>/Length %zu>>\nstream\n%s\nendstream",
                                      MIN (6 + i, 16), content->len, content->str));
  }
  g_ptr_array_add (objects, NULL);
  return papers_write_pdf (A4 "/Resources<</XObject<</X 5 0 R>>>>", "/X Do",
                           (const char *const *)objects->pdata);
}

static void
test_bomb (void)
{
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GBytes) pdf = make_bomb ();
  g_autoptr (GError) error = NULL;
  config.page_ms = 500;
  g_autoptr (YcRender) render = yc_render_open_bytes (&config, pdf, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_page_fails (render, 0, 600, YC_ERROR_DOCUMENT_PAGE);
  g_autoptr (YcPageText) text = NULL;
  YcPageSize size;
  // The document is still there: a new helper answers what can be answered.
  g_assert_true (yc_render_load_sizes (render, 0, 1, &size, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (size.width, ==, 595);
}

typedef struct {
  const char *path;
  const char *page;
  int code;
} Size;

static const Size page_sizes[] = {
    {"/render/bad/a page of no width is refused", "/MediaBox[0 0 0 842]", YC_ERROR_DOCUMENT_PAGE},
    {"/render/bad/a page a million times as high as wide is refused", "/MediaBox[0 0 1 1000000]",
     YC_ERROR_DOCUMENT_PAGE},
    {"/render/bad/a page of a thousand kilometres is refused", "/MediaBox[0 0 3e9 3e9]",
     YC_ERROR_DOCUMENT_PAGE},
};

static void
test_page_size (gconstpointer data)
{
  const Size *size = data;
  g_autoptr (GBytes) pdf = papers_write_pdf (size->page, "0 0 9 9 re f", NULL);
  g_autoptr (YcRender) render = fixture_open (pdf);
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = {0};
  // poppler gives a page without a width that of a letter
  if (yc_render_page (render, 0, 800, NULL, &image, &error))
    g_assert_cmpint (image.height, <, 2000);
  else
    g_assert_error (error, YC_ERROR, size->code);
}

static void
test_too_wide (void)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (1);
  g_autoptr (YcRender) render = fixture_open (pdf);
  assert_page_fails (render, 0, 29000, YC_ERROR_DOCUMENT_PAGE);
  assert_page_fails (render, 0, G_MAXINT, YC_ERROR_DOCUMENT_PAGE);
  assert_page_fails (render, 1, 100, YC_ERROR_DOCUMENT_PAGE);
}

// The head of a PNG that says it is 100,000 pixels wide and high.
static void
test_huge_picture (void)
{
  g_autoptr (GBytes) small = papers_make_png (YC_PIXELS_RGB, 20, 20);
  gsize size;
  g_autofree guint8 *data = g_memdup2 (g_bytes_get_data (small, &size), g_bytes_get_size (small));
  const guint8 width[] = {0, 1, 0x86, 0xa0, 0, 1, 0x86, 0xa0};
  memcpy (data + 16, width, sizeof width);
  g_autoptr (GBytes) huge = g_bytes_new (data, g_bytes_get_size (small));
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GError) error = NULL;
  g_assert_null (yc_render_open_bytes (&config, huge, NULL, NULL, &error));
  g_assert_true (g_error_matches (error, YC_ERROR, YC_ERROR_DOCUMENT_PAGE) ||
                 g_error_matches (error, YC_ERROR, YC_ERROR_DOCUMENT_BROKEN));
}

// ---- Many pages

static void
draw_number_cb (cairo_t *cairo, guint page, gpointer user_data)
{
  cairo_rectangle (cairo, 0, 0, page % 100 * 5.95, 842);
  cairo_fill (cairo);
}

static void
test_many_pages (void)
{
  g_autoptr (GBytes) pdf = papers_make_pdf (10000, draw_number_cb, NULL);
  g_autofree YcPageSize *sizes = g_new0 (YcPageSize, 10000);
  g_autoptr (GError) error = NULL;
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  config.open_ms = config.page_ms = 200000; // sanitizers make it slow
  g_autoptr (YcRender) render = yc_render_open_bytes (&config, pdf, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (yc_render_get_n_pages (render), ==, 10000);
  g_auto (YcImage) image = fixture_draw (render, 9950, 200);
  g_assert_cmpint (fixture_look (&image, 0.45, 0.5), ==, 0);
  g_assert_cmpint (fixture_look (&image, 0.55, 0.5), ==, 255);
  yc_render_load_sizes (render, 0, 10000, sizes, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (sizes[9999].height, ==, 842);
}

// ---- Files

static void
assert_file_refused (int fd, int code)
{
  g_autoptr (GError) error = NULL;
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_assert_null (yc_render_open (&config, fd, NULL, NULL, &error));
  g_assert_error (error, YC_ERROR, code);
}

// Nothing of it is read: it has no bytes to read.
static void
test_huge_file (void)
{
  int fd = memfd_create ("huge", MFD_CLOEXEC);
  g_assert_cmpint (ftruncate (fd, (off_t)2 << 30), ==, 0);
  assert_file_refused (fd, YC_ERROR_TOO_LARGE);
  g_close (fd, NULL);
}

static void
test_no_file (void)
{
  int ends[2];
  g_assert_cmpint (pipe (ends), ==, 0);
  assert_file_refused (ends[0], YC_ERROR_DOCUMENT_FORMAT);
  g_close (ends[0], NULL);
  g_close (ends[1], NULL);
}

static void
test_later_change (void)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (2);
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GError) error = NULL;
  int fd = papers_open (pdf);
  g_autoptr (YcRender) render = yc_render_open (&config, fd, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ftruncate (fd, 0), ==, 0);
  g_close (fd, NULL);
  g_auto (YcImage) image = fixture_draw (render, 1, 300);
  g_assert_cmpint (image.width, ==, 300);
}

static gpointer
write_on (gpointer data)
{
  int fd = GPOINTER_TO_INT (data);
  for (guint8 i = 0; lseek (fd, 0, SEEK_CUR) == 0; i++)
    g_assert_cmpint (pwrite (fd, &i, 1, 9), ==, 1);
  return NULL;
}

// Another thread writes all the time, until the position of the file tells it to stop.
static void
test_change_meanwhile (void)
{
  g_autofree guint8 *zeros = g_malloc0 (64 << 20);
  g_autoptr (GBytes) content = g_bytes_new_static (zeros, 64 << 20);
  int fd = papers_open (content);
  lseek (fd, 0, SEEK_SET);
  GThread *writer = g_thread_new ("writer", write_on, GINT_TO_POINTER (fd));
  assert_file_refused (fd, YC_ERROR_DOCUMENT_CHANGED);
  lseek (fd, 1, SEEK_SET);
  g_thread_join (writer);
  g_close (fd, NULL);
}

// A picture with a veil that would take 4 GiB as it is drawn, and a page that asks for it.
static GBytes *
make_memory_bomb (void)
{
  static const char kind[] = "<</Type/XObject/Subtype/Image/Width 32000/Height 32000"
                             "/BitsPerComponent 8/Filter/ASCIIHexDecode/Length 3";
  g_autofree char *picture =
      g_strconcat (kind, "/ColorSpace/DeviceRGB/SMask 6 0 R>>\nstream\n80>\nendstream", NULL);
  g_autofree char *veil =
      g_strconcat (kind, "/ColorSpace/DeviceGray>>\nstream\n80>\nendstream", NULL);
  const char *objects[] = {picture, veil, NULL};
  return papers_write_pdf (A4 "/Resources<</XObject<</I 5 0 R>>>>", "q 595 0 0 842 0 0 cm /I Do Q",
                           objects);
}

// Whatever becomes of the page: the helper has never had so much, and the document is still there.
static void
test_memory_bomb (void)
{
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GBytes) pdf = make_memory_bomb ();
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = {0};
  struct rusage used;
  YcPageSize size;
  config.page_ms = 2000;
  YcRender *render = yc_render_open_bytes (&config, pdf, NULL, NULL, &error);
  g_assert_no_error (error);
  if (!yc_render_page (render, 0, 600, NULL, &image, &error))
    g_assert_error (error, YC_ERROR, YC_ERROR_DOCUMENT_PAGE);
  g_clear_error (&error);
  g_assert_true (yc_render_load_sizes (render, 0, 1, &size, NULL, &error));
  g_assert_no_error (error);
  g_object_unref (render);
  g_assert_cmpint (getrusage (RUSAGE_CHILDREN, &used), ==, 0);
  g_assert_cmpint (used.ru_maxrss, <, 4 << 20); // KiB
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add_func ("/render/bad/" path, func)
  ADD ("a JPEG with a broken end is refused, not shown in part", test_cut_jpeg);
  ADD ("a PNG with a broken end is refused", test_cut_png);
  ADD ("a TIFF without its list of pages is refused", test_cut_tiff);
  ADD ("a damaged page of a TIFF leaves the others", test_spoiled_tiff);
  ADD ("a PDF without anything is refused", test_broken_pdf);
  ADD ("pieces of a PDF do no harm", test_cut_pdf);
  g_test_add_data_func ("/render/bad/a locked PDF asks for its password", "open sesame",
                        test_locked);
  g_test_add_data_func ("/render/bad/a password may be Chinese", "芝麻开门", test_locked);
  ADD ("a PDF that only forbids printing opens", test_only_restricted);
  ADD ("scripts and links in a PDF are dead", test_scripts);
  ADD ("a bomb of forms costs its page after the time limit", test_bomb);
  ADD ("a bomb of 4 GiB costs no more than its page", test_memory_bomb);
  for (gsize i = 0; i < G_N_ELEMENTS (page_sizes); i++)
    g_test_add_data_func (page_sizes[i].path, &page_sizes[i], test_page_size);
  ADD ("more pixels than can be drawn are refused", test_too_wide);
  ADD ("a picture of ten thousand million pixels is refused", test_huge_picture);
  ADD ("ten thousand pages open, and any of them is drawn", test_many_pages);
  ADD ("a file of 2 GiB is refused unread", test_huge_file);
  ADD ("what is no file is refused", test_no_file);
  ADD ("a file that is emptied later changes nothing", test_later_change);
  ADD ("a file that changes while it is read is refused", test_change_meanwhile);
  return g_test_run ();
}
