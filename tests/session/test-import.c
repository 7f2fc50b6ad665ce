// Files of others become pages: each page for itself, through the helper that can do no harm.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers.h"
#include "robot.h"
#include "yc-error.h"
#include "yc-file-text.h"
#include "yc-pile.h"
#include "yc-test-central.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define LOCK     "开门 1"

typedef struct {
  YcTestCentral *central;
  YcSession *clerk;
  YcFile *file;
  char *material;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (YcMaterialRow) material = NULL;
  g_autoptr (GError) error = NULL;

  self->central = yc_test_central_new_demo (0, FALSE);
  self->clerk =
      robot_begin ("import", yc_test_central_get_url (self->central), "wang", PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (robot_sync (self->clerk)); // numbers are leased
  self->file = robot_new_case (self->clerk, ITEM, &error);
  g_assert_no_error (error);
  material = g_list_model_get_item (yc_file_get_materials (self->file), 0);
  self->material = g_strdup (yc_material_row_get_id (material));
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_clear_object (&self->file);
  robot_leave (&self->clerk);
  yc_test_central_free (self->central);
  g_free (self->material);
}

static char *
write_file (GBytes *content)
{
  char *path = g_build_filename (g_get_tmp_dir (), "yc-import-XXXXXX", NULL);
  g_autoptr (GError) error = NULL;
  int fd = g_mkstemp (path);

  g_assert_cmpint (fd, >=, 0);
  close (fd);
  g_file_set_contents (path, g_bytes_get_data (content, NULL), (gssize)g_bytes_get_size (content),
                       &error);
  g_assert_no_error (error);
  return path;
}

// ---- Importing until it is done -----------------------------------------------------------------

typedef struct {
  const char *password;
  guint stop_after; // pages; 0: never
  GCancellable *cancellable;
  GAsyncResult *result;
  guint told; // of how many pages it was told at last
} Ask;

static void
progress_cb (guint done, guint n_pages, gpointer user_data)
{
  Ask *ask = user_data;

  g_assert_cmpuint (done, <=, n_pages);
  g_assert_cmpuint (done, >=, ask->told);
  ask->told = done;
  if (ask->stop_after > 0 && done >= ask->stop_after)
    g_cancellable_cancel (ask->cancellable);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Ask *)user_data)->result = g_object_ref (result);
}

static guint
import (Fixture *self, GBytes *content, Ask *ask, GArray **ret_unread, GError **error)
{
  g_autofree char *path = write_file (content);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  const YcImportSource source = {.file = file, .password = ask->password};
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;

  ask->cancellable = cancellable;
  ask->told = 0;
  yc_file_import_async (self->file, self->material, &source, progress_cb, ask, cancellable, done_cb,
                        ask);
  while (ask->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_unlink (path);
  result = g_steal_pointer (&ask->result);
  return yc_file_import_finish (self->file, result, ret_unread, error);
}

static void
assert_pages (Fixture *self, guint n)
{
  GListModel *pages = yc_file_get_pages (self->file);

  while (g_list_model_get_n_items (pages) < n)
    g_main_context_iteration (NULL, TRUE); // stored; the models follow
  robot_settle (self->file);
  g_assert_cmpuint (g_list_model_get_n_items (pages), ==, n);
}

static YcPicture *
load (Fixture *self, guint index)
{
  g_autoptr (YcPageRow) row = g_list_model_get_item (yc_file_get_pages (self->file), index);
  g_autoptr (GError) error = NULL;
  YcPicture *picture = robot_load_page (self->file, yc_page_row_get_id (row), &error);

  g_assert_no_error (error);
  return picture;
}

static GBytes *
lock (GBytes *pdf)
{
  g_autofree char *in = write_file (pdf), *out = g_strconcat (in, ".locked", NULL), *bytes = NULL;
  const char *argv[] = {"qpdf", "--encrypt", LOCK, LOCK, "256", "--", in, out, NULL};
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, &error));
  g_assert_true (g_file_get_contents (out, &bytes, &size, &error));
  g_unlink (in);
  g_unlink (out);
  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}

// ---- What becomes of files ----------------------------------------------------------------------

static void
test_pages (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (3);
  g_autoptr (GArray) unread = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPicture) picture = NULL;
  Ask ask = {0};

  g_assert_cmpuint (import (self, pdf, &ask, &unread, &error), ==, 3);
  g_assert_no_error (error);
  g_assert_cmpuint (unread->len, ==, 0);
  assert_pages (self, 3);
  g_assert_cmpuint (ask.told, ==, 3);
  picture = load (self, 2);
  g_assert_cmpint (ABS (picture->width * 297 - picture->height * 210), <, 297 * 20); // A4
}

// The first letter goes where its ink goes when the page is turned a quarter clockwise.
static void
assert_turned (Fixture *self, const char *page, const YcPageWords *before)
{
  const char *pages[] = {page, NULL};
  g_autoptr (YcPile) pile = yc_pile_new (self->file);
  g_autoptr (YcPageWords) after = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  Ask ask = {0};
  gsize i = 0;

  yc_pile_turn (pile, pages);
  robot_settle (self->file);
  yc_file_load_text_async (self->file, page, NULL, done_cb, &ask);
  while (ask.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (&ask.result);
  after = yc_file_load_text_finish (self->file, result, NULL);
  g_assert_cmpuint (after->n, ==, before->n);
  while (before->parts[i].width == 0)
    i++;
  g_assert_cmpint (after->parts[i].top, ==, before->parts[i].left);
  g_assert_cmpint (after->parts[i].height, ==, before->parts[i].width);
  g_assert_cmpint (
      ABS (after->parts[i].left + before->parts[i].top + before->parts[i].height - YC_PAGE_SHARES),
      <=, 1); // rounded twice
}

// The words that a page carries are found on it, here and by whoever gets the case.
static void
test_text (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (3);
  g_autoptr (GAsyncResult) result = NULL, words = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (YcPageWords) text = NULL;
  g_autoptr (YcPageRow) page = NULL;
  g_autoptr (GError) error = NULL;
  Ask ask = {0};
  guint n_pages;

  import (self, pdf, &ask, NULL, &error);
  assert_pages (self, 3);
  yc_file_find_text_async (self->file, "真 实情况", NULL, done_cb, &ask);
  while (ask.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (&ask.result);
  hits = yc_file_find_text_finish (self->file, result, &n_pages, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_pages, ==, 3);
  g_assert_cmpuint (hits->len, ==, 3 * 45);
  page = g_list_model_get_item (yc_file_get_pages (self->file), 0);
  g_assert_cmpstr (((YcTextHit *)hits->pdata[0])->page, ==, yc_page_row_get_id (page));
  yc_file_load_text_async (self->file, yc_page_row_get_id (page), NULL, done_cb, &ask);
  while (ask.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  words = g_steal_pointer (&ask.result);
  text = yc_file_load_text_finish (self->file, words, &error);
  g_assert_cmpuint (text->n, >, 0);
  assert_turned (self, yc_page_row_get_id (page), text);
  g_assert_true (robot_sync (self->clerk)); // central takes the text, too
  g_assert_cmpuint (yc_session_get_waiting (self->clerk), ==, 0);
}

// What was on the clipboard has no file.
static void
test_memory (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) png = papers_make_png (YC_PIXELS_RGB, 300, 200);
  const YcImportSource source = {.content = png};
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  Ask ask = {0};

  yc_file_import_async (self->file, self->material, &source, NULL, NULL, NULL, done_cb, &ask);
  while (ask.result == NULL)
    g_main_context_iteration (NULL, TRUE);
  result = g_steal_pointer (&ask.result);
  g_assert_cmpuint (yc_file_import_finish (self->file, result, NULL, &error), ==, 1);
  g_assert_no_error (error);
  assert_pages (self, 1);
}

// A JPEG that is the whole page travels as it is: its size stays, and no second loss.
static void
test_scan (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) jpeg = papers_make_jpeg (YC_PIXELS_GREY, 400, 600);
  g_autoptr (GBytes) pdf = papers_make_scan_pdf (jpeg);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPicture) alone = NULL, in_pdf = NULL;
  Ask ask = {0};

  g_assert_cmpuint (import (self, jpeg, &ask, NULL, &error), ==, 1);
  g_assert_no_error (error);
  g_assert_cmpuint (import (self, pdf, &ask, NULL, &error), ==, 1);
  g_assert_no_error (error);
  assert_pages (self, 2);
  alone = load (self, 0);
  in_pdf = load (self, 1);
  g_assert_true (g_bytes_equal (alone->pixels, in_pdf->pixels));
}

static void
test_password (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (2);
  g_autoptr (GBytes) locked = lock (pdf);
  const char *const wrong[] = {NULL, "", "guess"};
  g_autoptr (GError) error = NULL;
  Ask ask = {0};

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) refused = NULL;

    ask.password = wrong[i];
    g_assert_cmpuint (import (self, locked, &ask, NULL, &refused), ==, 0);
    g_assert_error (refused, YC_ERROR, YC_ERROR_DOCUMENT_PASSWORD);
  }
  ask.password = LOCK;
  g_assert_cmpuint (import (self, locked, &ask, NULL, &error), ==, 2);
  g_assert_no_error (error);
  assert_pages (self, 2);
}

// The second of three pages has no width.
static GBytes *
make_damaged (void)
{
  static const char box[] = "/MediaBox [ 0 0 ";
  g_autoptr (GBytes) pdf = papers_make_text_pdf (3);
  const gsize size = g_bytes_get_size (pdf);
  char *copy = g_memdup2 (g_bytes_get_data (pdf, NULL), size), *at = copy;

  for (int i = 0; i < 2; i++, at += strlen (box))
    while (memcmp (at, box, strlen (box)) != 0)
      g_assert_true (++at < copy + size - sizeof box);
  for (; *at != ' '; at++)
    *at = *at == '.' ? '.' : '0';
  return g_bytes_new_take (copy, size);
}

static void
test_damaged_page (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = make_damaged ();
  g_autoptr (GArray) unread = NULL;
  g_autoptr (GError) error = NULL;
  Ask ask = {0};

  g_assert_cmpuint (import (self, pdf, &ask, &unread, &error), ==, 2);
  g_assert_no_error (error);
  g_assert_cmpuint (unread->len, ==, 1);
  g_assert_cmpuint (g_array_index (unread, guint, 0), ==, 2);
  assert_pages (self, 2);
}

static void
test_cancel (Fixture *self, gconstpointer unused)
{
  g_autoptr (GBytes) pdf = papers_make_text_pdf (30);
  g_autoptr (GError) error = NULL;
  Ask ask = {.stop_after = 2};
  guint kept = import (self, pdf, &ask, NULL, &error);

  g_assert_true (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
                 g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED));
  g_assert_cmpuint (kept, >=, 2);
  g_assert_cmpuint (kept, <, 30);
  assert_pages (self, kept);
}

static void
test_refused (Fixture *self, gconstpointer unused)
{
  static const struct {
    const char *content;
    YcErrorCode code;
  } table[] = {
      {"", YC_ERROR_DOCUMENT_FORMAT},
      {"Dear Sir or Madam,\n", YC_ERROR_DOCUMENT_FORMAT},
      {"\xff\xd8\xff\xe0 no more of it", YC_ERROR_DOCUMENT_BROKEN},
      {"%PDF-1.7\nnothing follows", YC_ERROR_DOCUMENT_BROKEN},
  };

  for (gsize i = 0; i < G_N_ELEMENTS (table); i++) {
    g_autoptr (GBytes) content = g_bytes_new_static (table[i].content, strlen (table[i].content));
    g_autoptr (GError) error = NULL;
    Ask ask = {0};

    g_assert_cmpuint (import (self, content, &ask, NULL, &error), ==, 0);
    g_assert_error (error, YC_ERROR, (int)table[i].code);
  }
  assert_pages (self, 0);
}

// Neither a file that is far too large nor a pipe holds anything up.
static void
test_no_document (Fixture *self, gconstpointer unused)
{
  g_autofree char *folder = g_dir_make_tmp ("yc-import-XXXXXX", NULL);
  g_autofree char *large = g_build_filename (folder, "large.pdf", NULL);
  g_autofree char *pipe = g_build_filename (folder, "pipe.pdf", NULL);
  g_autoptr (GError) too_large = NULL, no_file = NULL;
  int fd = g_open (large, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);

  g_assert_cmpint (ftruncate (fd, 2LL << 30), ==, 0);
  close (fd);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_false (robot_import (self->file, self->material, large, &too_large));
  g_assert_error (too_large, YC_ERROR, YC_ERROR_TOO_LARGE);
  g_assert_false (robot_import (self->file, self->material, pipe, &no_file));
  g_assert_nonnull (no_file);
  g_unlink (large);
  g_unlink (pipe);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*run) (Fixture *self, gconstpointer unused);
  } tests[] = {
      {"/session/import/the pages of a PDF come in their order", test_pages},
      {"/session/import/the text of a PDF comes with its pages", test_text},
      {"/session/import/a scan in a PDF stays as it is", test_scan},
      {"/session/import/what has no file is taken in, too", test_memory},
      {"/session/import/a locked file asks for its password", test_password},
      {"/session/import/a page that cannot be read costs itself", test_damaged_page},
      {"/session/import/what came before the stop stays", test_cancel},
      {"/session/import/what is no document is refused", test_refused},
      {"/session/import/nothing is held up by what is no file", test_no_document},
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].run, tear_down);
  return g_test_run ();
}
