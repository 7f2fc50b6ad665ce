// Pages are straightened as they come in, turned and shown as scanned by the clerk, and cover
// sheets lead them into their materials.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h" // and the paper.h beside it: there is another one here
#include "robot.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-keeper.h"
#include "yc-papers.h"
#include "yc-pile.h"
#include "yc-separator.h"
#include "yc-test-central.h"

#include <glib/gstdio.h>
#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"

typedef struct {
  YcTestCentral *central;
  YcSession *clerk;
  YcFile *file;
} Fixture;

static void
set_up (Fixture *self, gconstpointer unused)
{
  g_autoptr (GError) error = NULL;

  self->central = yc_test_central_new_demo (0, FALSE);
  self->clerk =
      robot_begin ("prepare", yc_test_central_get_url (self->central), "wang", PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_true (robot_sync (self->clerk)); // numbers are leased
  self->file = robot_new_case (self->clerk, ITEM, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer unused)
{
  g_clear_object (&self->file);
  robot_leave (&self->clerk);
  yc_test_central_free (self->central);
}

static YcPageRow *
get_row (Fixture *self, guint index)
{
  GListModel *pages = yc_file_get_pages (self->file);

  robot_settle (self->file);
  while (g_list_model_get_n_items (pages) <= index)
    g_main_context_iteration (NULL, TRUE); // it is stored; the model follows
  return g_list_model_get_item (pages, index);
}

static char *
look_of (Fixture *self, guint index)
{
  g_autoptr (YcPageRow) row = get_row (self, index);

  return g_strdup (yc_page_row_get_look (row));
}

static char *
id_of (Fixture *self, guint index)
{
  g_autoptr (YcPageRow) row = get_row (self, index);

  return g_strdup (yc_page_row_get_id (row));
}

static void
import (Fixture *self, const char *material, const Paper *paper)
{
  g_auto (YcImage) image = paper_draw (paper);
  const char *mime;
  g_autoptr (GBytes) content = yc_image_encode (&image, &mime, NULL);
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "yc-prepare.jpg", NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, g_bytes_get_data (content, NULL), (gssize)g_bytes_get_size (content),
                       &error);
  g_assert_no_error (error);
  g_assert_true (robot_import (self->file, material, path, &error));
  g_assert_no_error (error);
  g_unlink (path);
}

// The finding whose sentence ends so; its page must be this one.
static gboolean
has_finding (Fixture *self, const char *end, const char *page)
{
  GListModel *findings = yc_file_get_findings (self->file);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (YcFindingRow) row = g_list_model_get_item (findings, i);

    if (g_str_has_suffix (yc_finding_row_get_text (row), end)) {
      g_assert_false (yc_finding_row_is_blocking (row));
      g_assert_nonnull (yc_finding_row_get_cure (row));
      g_assert_cmpstr (yc_finding_row_get_page (row), ==, page);
      return TRUE;
    }
  }
  return FALSE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

// Whoever asks for it gets the page as it came off the glass.
static void
assert_as_scanned (Fixture *self, YcPageRow *row)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (YcPicture) picture = NULL;
  int width, height;

  yc_file_load_page_async (self->file, yc_page_row_get_id (row), "", 0, NULL, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  picture = yc_file_load_page_finish (self->file, result, NULL);
  yc_page_row_get_scanned_size (row, &width, &height);
  g_assert_cmpstr (picture->look, ==, "");
  g_assert_cmpint (picture->width, ==, width);
  g_assert_cmpint (picture->height, ==, height);
}

// What leans comes straight and is shown so, and the picture itself stays as it came.
static void
test_straightened (Fixture *self, gconstpointer unused)
{
  const Paper paper = {
      .content = PAPER_TEXT, .kind = YC_PIXELS_GREY, .dpi = 200, .skew = 2, .seed = 2};
  g_autofree char *look = NULL, *page = NULL;
  g_autoptr (YcPageRow) row = NULL;
  g_autoptr (YcPicture) picture = NULL;
  int width, height, dpi;

  import (self, "contract", &paper);
  look = look_of (self, 0);
  page = id_of (self, 0);
  g_test_message ("%s", look);
  g_assert_true (g_str_has_prefix (look, "deskew -"));
  row = get_row (self, 0);
  yc_page_row_get_size (row, &width, &height, &dpi);
  picture = robot_load_page (self->file, page, NULL);
  g_assert_cmpstr (picture->look, ==, look);
  g_assert_cmpfloat_with_epsilon ((double)picture->height / picture->width, (double)height / width,
                                  0.02);
  g_assert_cmpstr (yc_page_row_get_remark (row), ==, NULL);
  assert_as_scanned (self, row);
}

static void
test_flagged (Fixture *self, gconstpointer unused)
{
  const Paper blank = {.content = PAPER_BLANK, .kind = YC_PIXELS_GREY, .dpi = 200};
  const Paper dark = {
      .content = PAPER_TEXT, .kind = YC_PIXELS_GREY, .dpi = 200, .light = 0.45, .seed = 2};
  g_autofree char *first = NULL, *second = NULL;
  g_autoptr (YcPageRow) row = NULL;

  import (self, "contract", &blank);
  import (self, "contract", &dark);
  first = id_of (self, 0);
  second = id_of (self, 1);
  g_assert_true (has_finding (self, "page 1: looks blank", first));
  g_assert_true (has_finding (self, "page 2: too dark", second));
  row = get_row (self, 0);
  g_assert_cmpstr (yc_page_row_get_remark (row), ==, "looks blank");
}

// Where the catalogue expects a seal.
static void
test_area (Fixture *self, gconstpointer unused)
{
  const Paper blank = {.content = PAPER_BLANK, .kind = YC_PIXELS_RGB, .dpi = 200};
  const Paper seal = {.content = PAPER_STAMP, .kind = YC_PIXELS_RGB, .dpi = 200};
  g_autofree char *page = NULL;

  import (self, "certificate", &blank);
  page = id_of (self, 0);
  g_assert_true (has_finding (self, "where it should be", page));
  import (self, "certificate", &seal);
  while (g_list_model_get_n_items (yc_file_get_pages (self->file)) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (has_finding (self, "where it should be", NULL));
}

static void
test_turned (Fixture *self, gconstpointer unused)
{
  const Paper paper = {.content = PAPER_TEXT, .kind = YC_PIXELS_GREY, .dpi = 100, .seed = 2};
  g_autoptr (YcPile) pile = yc_pile_new (self->file);
  const char *pages[] = {NULL, NULL};
  g_autofree char *page = NULL, *first = NULL, *turned = NULL, *plain = NULL, *again = NULL;
  g_autofree char *undone = NULL;

  import (self, "contract", &paper);
  page = id_of (self, 0);
  first = look_of (self, 0);
  pages[0] = page;
  yc_pile_turn (pile, pages);
  turned = look_of (self, 0);
  g_assert_true (g_str_has_suffix (turned, "turn 1"));
  g_assert_true (yc_file_is_made_ready (self->file, page));
  yc_pile_show_as_scanned (pile, pages);
  plain = look_of (self, 0);
  g_assert_cmpstr (plain, ==, "");
  g_assert_true (yc_file_was_made_ready (self->file, page));
  yc_pile_make_ready (pile, pages);
  again = look_of (self, 0);
  g_assert_cmpstr (again, ==, turned);
  for (guint i = 0; i < 3; i++)
    yc_pile_undo (pile);
  undone = look_of (self, 0);
  g_assert_cmpstr (undone, ==, first);
}

// ---- Printing and reading cover sheets
// -----------------------------------------------------------

// A page out of the printer, as a scanner at 150 dpi sees it.
static YcImage
photograph (YcPaperPrint *print, guint page)
{
  const int width = 1240, height = 1754;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cairo = cairo_create (surface);
  const guint8 *from;
  guint8 *to = g_malloc ((gsize)width * (gsize)height);
  YcImage image = {YC_PIXELS_GREY, width, height, 150, (gsize)width, NULL};

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, 150 / 72.0, 150 / 72.0);
  yc_paper_print_draw (print, page, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  from = cairo_image_surface_get_data (surface);
  for (int i = 0; i < width * height; i++)
    to[i] = from[i * 4 + 1];
  cairo_surface_destroy (surface);
  image.data = g_bytes_new_take (to, (gsize)width * (gsize)height);
  return image;
}

// What the program prints, it reads: a sheet for each material that the case asks for.
static void
test_print_covers (Fixture *self, gconstpointer unused)
{
  GListModel *materials = yc_file_get_materials (self->file);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPaperPrint) print = NULL;

  yc_papers_print_async (self->file, YC_PAPERS_COVERS, FALSE, NULL, loaded_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  print = yc_papers_print_finish (self->file, result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (print->pages->len, ==, g_list_model_get_n_items (materials));
  g_assert_cmpuint (g_bytes_get_size (print->pdf), >, 1000);
  for (guint i = 0; i < print->pages->len; i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (materials, i);
    g_auto (YcImage) image = photograph (print, i);
    g_auto (YcLookedOver) found = {0};

    yc_page_look_over (NULL, &image, YC_TREAT_STRAIGHTEN, &found);
    g_assert_cmpstr (found.item, ==, ITEM);
    g_assert_cmpstr (found.cover, ==, yc_material_row_get_id (row));
    g_assert_false (found.blank);
  }
}

// ---- Cover sheets -------------------------------------------------------------------------------

typedef struct {
  Fixture *fixture;
  GPtrArray *pages; // of char *
  guint covers, told;
  gboolean kept, ended;
  guint broken;    // the page of which not all pixels are there, from 1; 0: none
  gboolean duplex; // a blank back behind each
  GError *error;
} Pile;

static void
told_cb (gpointer data, guint kept)
{
  g_atomic_int_set (&((Pile *)data)->told, kept);
}

// A pile with a cover sheet of the case, one of another item, and a page behind each.
static void
pile_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *own = yc_separator_make (ITEM, "tax");
  g_autofree char *other = yc_separator_make ("passport", "photo");
  const char *const codes[] = {NULL, own, NULL, NULL, other, NULL};
  Pile *pile = data;
  g_autoptr (YcKeeper) keeper = yc_keeper_new (
      pile->fixture->file, "contract", yc_session_role_for (pile->fixture->clerk, YC_EVENT_SCANNED),
      YC_TREAT_STRAIGHTEN | (pile->duplex ? YC_TREAT_BACKS : 0), told_cb, pile);

  pile->kept = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    const Paper paper = {.content = codes[i] != NULL ? PAPER_COVER : PAPER_TEXT,
                         .dpi = 150,
                         .code = codes[i],
                         .code_mm = 40,
                         .seed = i + 1};
    const Paper back = {.content = PAPER_BLANK, .dpi = 150, .seed = i + 1};
    g_auto (YcImage) image = paper_draw (&paper), blank = paper_draw (&back);

    if (i + 1 == pile->broken)
      image.height *= 2;
    pile->kept = pile->kept && yc_keeper_give (keeper, &image, NULL) &&
                 (!pile->duplex || yc_keeper_give (keeper, &blank, NULL));
  }
  pile->kept = yc_keeper_finish (keeper, &pile->error) && pile->kept;
  pile->covers = yc_keeper_get_covers (keeper);
  for (guint i = 0; i < yc_keeper_get_pages (keeper)->len; i++)
    g_ptr_array_add (pile->pages, g_strdup (yc_keeper_get_pages (keeper)->pdata[i]));
  g_task_return_boolean (task, TRUE);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  ((Pile *)data)->ended = TRUE;
}

static void
run_pile (Pile *pile)
{
  YcSession *clerk = pile->fixture->clerk;
  g_autoptr (GTask) task = g_task_new (pile->fixture->file, NULL, ended_cb, pile);

  g_task_set_task_data (task, pile, NULL);
  yc_session_run (clerk, &clerk->scans, task, pile_work);
  while (!pile->ended)
    g_main_context_iteration (NULL, TRUE);
  yc_session_case_changed (clerk, yc_file_get_id (pile->fixture->file), FALSE);
}

// "contract contract …" in the order of the pages.
static char *
list_materials (Fixture *self)
{
  GString *list = g_string_new (NULL);

  robot_settle (self->file);
  for (guint i = 0; i < g_list_model_get_n_items (yc_file_get_pages (self->file)); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (yc_file_get_pages (self->file), i);

    g_string_append_printf (list, "%s ", yc_page_row_get_material (row));
  }
  return g_string_free (list, FALSE);
}

static void
wait_for_materials (Fixture *self, const char *expected)
{
  g_autofree char *now = list_materials (self);

  while (!g_str_equal (now, expected)) {
    g_main_context_iteration (NULL, TRUE);
    g_free (now);
    now = list_materials (self);
  }
}

static void
test_covers (Fixture *self, gconstpointer unused)
{
  Pile pile = {.fixture = self, .pages = g_ptr_array_new_with_free_func (g_free)};
  g_autoptr (YcPile) sorted = yc_pile_new (self->file);

  run_pile (&pile);
  g_assert_true (pile.kept);
  g_assert_cmpuint (pile.covers, ==, 1);
  g_assert_cmpuint (pile.pages->len, ==, 6);
  g_assert_cmpuint (pile.told, ==, 5);
  wait_for_materials (self, "contract tax tax tax tax ");
  g_assert_true (has_finding (self, "page 3: a cover sheet that does not belong to this case",
                              pile.pages->pdata[4]));
  g_ptr_array_add (pile.pages, NULL);
  yc_pile_gather (sorted, (const char *const *)pile.pages->pdata, "contract");
  wait_for_materials (self, "contract contract contract contract contract contract ");
  g_ptr_array_unref (pile.pages);
}

// Scanned from both sides, the back of a cover sheet goes with it; the blank back of anything else
// stays and is told of.
static void
test_backs (Fixture *self, gconstpointer unused)
{
  Pile pile = {.fixture = self, .pages = g_ptr_array_new_with_free_func (g_free), .duplex = TRUE};

  run_pile (&pile);
  g_assert_true (pile.kept);
  g_assert_cmpuint (pile.covers, ==, 1);
  g_assert_cmpuint (pile.pages->len, ==, 12);
  g_assert_cmpuint (pile.told, ==, 10);
  wait_for_materials (self, "contract contract tax tax tax tax tax tax tax tax ");
  g_ptr_array_unref (pile.pages);
}

// One that cannot be kept ends the pile: what came before is there, nothing that came behind.
static void
test_lost (Fixture *self, gconstpointer unused)
{
  Pile pile = {.fixture = self, .pages = g_ptr_array_new_with_free_func (g_free), .broken = 2};

  run_pile (&pile);
  g_assert_false (pile.kept);
  g_assert_error (pile.error, YC_ERROR, YC_ERROR_IMAGE);
  g_assert_cmpuint (pile.pages->len, ==, 1);
  wait_for_materials (self, "contract ");
  g_error_free (pile.error);
  g_ptr_array_unref (pile.pages);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
      {"/session/prepare/a leaning page comes straight", test_straightened},
      {"/session/prepare/blank and dark pages are kept and told of", test_flagged},
      {"/session/prepare/a seal that is missing is told of", test_area},
      {"/session/prepare/pages are turned and shown as scanned, and back", test_turned},
      {"/session/prepare/a page that is lost ends the pile", test_lost},
      {"/session/prepare/cover sheets that are printed are read", test_print_covers},
      {"/session/prepare/cover sheets lead pages to their materials", test_covers},
      {"/session/prepare/the blank back of a cover sheet goes with it", test_backs},
  };

  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
