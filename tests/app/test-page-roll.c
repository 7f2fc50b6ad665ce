// No frame shows a page of another case, or under another title, however slow and mixed up pages
// arrive.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-roll.h"

#include <string.h>

enum { N_CASES = 20, N_PAGES = 7, N_STEPS = 4000, WIDTH = 360, HEIGHT = 420, BLUE = 200 };
#define RATIO 1.4

// Somebody asked for a page, and has it when the loader gets to it.
typedef struct {
  int case_number, page_number, width;
} Request;

typedef struct {
  YcPageRoll *roll; // owned
  GtkAdjustment *across, *along;
  GArray *requests;    // owned: of Request; those of cases that nobody looks at any more, too
  int case_number;     // -1: none
  char letters[65536]; // glyph -> the letter it stands for
  guint shown, refused;
} Desk;

static void
load_cb (YcPageRoll *roll, const char *page, int width, Desk *desk)
{
  const Request request = {desk->case_number, page[5] - '0', width};

  g_array_append_val (desk->requests, request);
}

// Page ids are the same from case to case: only both ids together say which page it is. The colour
// says it, too.
static YcLeaf *
make_leaf (const Request *request)
{
  int width = request->width, height = (int)(width * RATIO + 0.5);
  gsize n = (gsize)width * (gsize)height;
  guint32 *pixels = g_new (guint32, n);
  g_autofree char *case_id = g_strdup_printf ("case-%d", request->case_number);
  g_autofree char *page = g_strdup_printf ("page-%d", request->page_number);
  YcPicture picture = {case_id, page, page, width, height, NULL};
  YcLeaf *leaf;

  for (gsize i = 0; i < n; i++)
    pixels[i] = 0xff000000u | (guint32)request->case_number << 16 |
                (guint32)request->page_number << 8 | BLUE;
  picture.pixels = g_bytes_new_take (pixels, n * sizeof *pixels);
  leaf = yc_leaf_new (&picture);
  g_bytes_unref (picture.pixels);
  return leaf;
}

static char *
title_of (int case_number, int page_number)
{
  return g_strdup_printf ("case %d page %d", case_number, page_number);
}

// ---- What somebody does -------------------------------------------------------------------------

static void
open_case (Desk *desk, int case_number)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (yc_page_place_free);
  g_autofree char *case_id = g_strdup_printf ("case-%d", case_number);

  desk->case_number = case_number;
  if (case_number < 0) {
    g_ptr_array_unref (places);
    yc_page_roll_set_places (desk->roll, NULL, NULL, NULL);
    return;
  }
  for (int i = 0; i < N_PAGES; i++) {
    g_autofree char *page = g_strdup_printf ("page-%d", i), *title = title_of (case_number, i);

    g_ptr_array_add (places, yc_page_place_new (page, title, 1000, 1400, 100));
  }
  yc_page_roll_set_places (desk->roll, case_id, places, NULL);
}

static void
turn (Desk *desk)
{
  g_autofree char *page = g_strdup_printf ("page-%d", g_test_rand_int_range (0, N_PAGES));

  g_assert_cmpint (yc_page_roll_show (desk->roll, page), ==, desk->case_number >= 0);
}

static void
scroll (Desk *desk)
{
  yc_page_roll_scroll (desk->roll, g_test_rand_double_range (-1, 1));
}

static void
change_size (Desk *desk)
{
  switch (g_test_rand_int_range (0, 5)) {
  case 0:
    yc_page_roll_set_fit (desk->roll, YC_FIT_PAGE);
    break;
  case 1:
    yc_page_roll_set_single (desk->roll, !yc_page_roll_is_single (desk->roll));
    break;
  case 2:
    yc_page_roll_turn (desk->roll);
    break;
  case 3:
    yc_page_roll_zoom (desk->roll, g_test_rand_double_range (0.8, 1.2), 100, 100);
    break;
  default:
    yc_page_roll_set_fit (desk->roll, YC_FIT_WIDTH);
  }
}

// One of those on their way is ready, or cannot be loaded, or was given up; not in order, and some
// arrive twice.
static void
arrive (Desk *desk)
{
  guint i = (guint)g_test_rand_int_range (0, (int)desk->requests->len);
  const Request request = g_array_index (desk->requests, Request, i);
  g_autofree char *case_id = g_strdup_printf ("case-%d", request.case_number);
  g_autofree char *page = g_strdup_printf ("page-%d", request.page_number);
  int what = g_test_rand_int_range (0, 10);

  if (what == 0) {
    yc_page_roll_fail (desk->roll, case_id, page);
  } else if (what > 1 || request.case_number == desk->case_number) {
    g_autoptr (YcLeaf) leaf = make_leaf (&request);
    gboolean taken = yc_page_roll_offer (desk->roll, leaf);

    g_assert_cmpint (taken, ==, request.case_number == desk->case_number);
    desk->refused += !taken;
  }
  if (what < 8)
    g_array_remove_index_fast (desk->requests, i);
}

static void
do_something (Desk *desk)
{
  int what = g_test_rand_int_range (0, 100);

  if (what < 15)
    open_case (desk, g_test_rand_int_range (-1, N_CASES));
  else if (what < 23)
    turn (desk);
  else if (what < 32)
    scroll (desk);
  else if (what < 36)
    change_size (desk);
  else if (desk->requests->len > 0)
    arrive (desk);
}

// ---- What somebody sees -------------------------------------------------------------------------

typedef struct {
  Desk *desk;
  cairo_surface_t *frame;
  char title[64]; // the last that was drawn
} Look;

static void
read_title (Look *look, const GskRenderNode *node)
{
  guint n = gsk_text_node_get_num_glyphs (node);
  const PangoGlyphInfo *glyphs = gsk_text_node_get_glyphs (node, NULL);

  for (guint i = 0; i < n; i++) {
    g_assert_cmpuint (glyphs[i].glyph, <, sizeof look->desk->letters);
    look->title[i] = look->desk->letters[glyphs[i].glyph];
  }
  look->title[n] = '\0';
}

// What is seen of a page begins and ends with a pixel, or its edges are mixed with what lies
// around.
static void
check_whole (const graphene_rect_t *bounds)
{
  g_assert_cmpfloat (bounds->origin.x, ==, (int)bounds->origin.x);
  g_assert_cmpfloat (bounds->origin.y, ==, (int)bounds->origin.y);
  g_assert_cmpfloat (bounds->size.width, ==, (int)bounds->size.width);
  g_assert_cmpfloat (bounds->size.height, ==, (int)bounds->size.height);
}

// A page, drawn after its title: the colour in its middle says which it is.
static void
check_page (Look *look, const graphene_rect_t *bounds, float dx, float dy)
{
  int x = (int)(bounds->origin.x + bounds->size.width / 2 + dx);
  int y = (int)(bounds->origin.y + bounds->size.height / 2 + dy);
  const guint8 *pixel;
  g_autofree char *title = NULL;

  if (x < 0 || y < 0 || x >= WIDTH || y >= HEIGHT)
    return;
  pixel = cairo_image_surface_get_data (look->frame) +
          (gsize)y * (gsize)cairo_image_surface_get_stride (look->frame) + (gsize)x * 4;
  g_assert_cmpint (pixel[0], ==, BLUE);
  title = title_of (pixel[2], pixel[1]);
  g_assert_cmpint (pixel[2], ==, look->desk->case_number);
  g_assert_cmpstr (look->title, ==, title);
  look->desk->shown++;
}

static void
look_through (Look *look, GskRenderNode *node, float dx, float dy)
{
  GskRenderNodeType type = gsk_render_node_get_node_type (node);
  graphene_rect_t bounds;
  float x, y;

  if (type == GSK_CONTAINER_NODE) {
    for (guint i = 0; i < gsk_container_node_get_n_children (node); i++)
      look_through (look, gsk_container_node_get_child (node, i), dx, dy);
  } else if (type == GSK_CLIP_NODE) {
    look_through (look, gsk_clip_node_get_child (node), dx, dy);
  } else if (type == GSK_TRANSFORM_NODE) {
    gsk_transform_to_translate (gsk_transform_node_get_transform (node), &x, &y);
    look_through (look, gsk_transform_node_get_child (node), dx + x, dy + y);
  } else if (type == GSK_TEXT_NODE) {
    read_title (look, node);
  } else if (type == GSK_CAIRO_NODE) {
    gsk_render_node_get_bounds (node, &bounds);
    check_whole (&bounds);
    check_page (look, &bounds, dx, dy);
  }
}

// A frame, as it goes to the screen.
static void
check_frame (Desk *desk)
{
  GtkWidget *widget = GTK_WIDGET (desk->roll);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  Look look = {desk, cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT), ""};
  GskRenderNode *node;
  cairo_t *cairo;

  GTK_WIDGET_GET_CLASS (widget)->snapshot (widget, snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node != NULL) {
    cairo = cairo_create (look.frame);
    gsk_render_node_draw (node, cairo);
    cairo_destroy (cairo);
    cairo_surface_flush (look.frame);
    look_through (&look, node, 0, 0);
    gsk_render_node_unref (node);
  }
  cairo_surface_destroy (look.frame);
}

static void
learn_letters (Desk *desk)
{
  static const char letters[] = "cases page0123456789";

  for (guint i = 0; i < sizeof letters - 1; i++) {
    const char text[] = {letters[i], '\0'};
    g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (desk->roll), text);
    PangoLayoutRun *run = pango_layout_get_line_readonly (layout, 0)->runs->data;

    g_assert_cmpuint (run->glyphs->glyphs[0].glyph, <, sizeof desk->letters);
    desk->letters[run->glyphs->glyphs[0].glyph] = letters[i];
  }
}

static Desk *
desk_new (void)
{
  Desk *desk = g_new0 (Desk, 1);

  desk->roll = g_object_ref_sink (YC_PAGE_ROLL (yc_page_roll_new ()));
  desk->requests = g_array_new (FALSE, FALSE, sizeof (Request));
  desk->across = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  desk->along = gtk_adjustment_new (0, 0, 0, 0, 0, 0);
  desk->case_number = -1;
  g_object_set (desk->roll, "hadjustment", desk->across, "vadjustment", desk->along, NULL);
  g_signal_connect (desk->roll, "load", G_CALLBACK (load_cb), desk);
  gtk_widget_measure (GTK_WIDGET (desk->roll), GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL,
                      NULL);
  gtk_widget_allocate (GTK_WIDGET (desk->roll), WIDTH, HEIGHT, -1, NULL);
  learn_letters (desk);
  return desk;
}

static void
desk_free (Desk *desk)
{
  g_object_unref (desk->roll);
  g_array_unref (desk->requests);
  g_free (desk);
}

static void
test_hammer (void)
{
  Desk *desk = desk_new ();

  for (int step = 0; step < N_STEPS; step++) {
    do_something (desk);
    check_frame (desk);
  }
  // Both happened often, so the test saw what it is about.
  g_assert_cmpuint (desk->shown, >, N_STEPS / 4);
  g_assert_cmpuint (desk->refused, >, N_STEPS / 10);
  desk_free (desk);
}

// ---- Reading ------------------------------------------------------------------------------------

static const char *
get_current (Desk *desk)
{
  return yc_page_roll_get_current (desk->roll)->id;
}

static void
test_whole_length (void)
{
  Desk *desk = desk_new ();
  double page, all;

  open_case (desk, 1);
  all = gtk_adjustment_get_upper (desk->along);
  page = yc_page_roll_get_current (desk->roll)->height;
  g_assert_cmpfloat (all, >, N_PAGES * page);
  for (int i = 0; i < N_PAGES; i++)
    g_assert_true (yc_page_roll_scroll (desk->roll, (page + 40) / HEIGHT));
  g_assert_cmpstr (get_current (desk), ==, "page-6");
  g_assert_cmpfloat (gtk_adjustment_get_upper (desk->along), ==, all);
  desk_free (desk);
}

static void
test_few_at_a_time (void)
{
  Desk *desk = desk_new ();

  open_case (desk, 1);
  g_assert_cmpuint (desk->requests->len, ==, 2);
  g_assert_cmpint (g_array_index (desk->requests, Request, 0).page_number, ==, 0);
  for (int i = 0; i < 20; i++)
    yc_page_roll_scroll (desk->roll, 0.5);
  g_assert_cmpuint (desk->requests->len, ==, 2);
  arrive (desk);
  desk_free (desk);
}

static void
test_zoom_point (void)
{
  Desk *desk = desk_new ();
  double across, along, across_after, along_after;
  const YcPagePlace *before, *after;

  open_case (desk, 1);
  yc_page_roll_show (desk->roll, "page-3");
  before = yc_page_roll_pick (desk->roll, 250, 300, &across, &along);
  yc_page_roll_zoom (desk->roll, 1.7, 250, 300);
  after = yc_page_roll_pick (desk->roll, 250, 300, &across_after, &along_after);
  g_assert_true (before == after);
  g_assert_cmpfloat_with_epsilon (across, across_after, 0.005);
  g_assert_cmpfloat_with_epsilon (along, along_after, 0.005);
  desk_free (desk);
}

static void
test_paper_size (void)
{
  Desk *desk = desk_new ();

  open_case (desk, 1);
  yc_page_roll_zoom_to_paper (desk->roll);
  g_assert_cmpint (yc_page_roll_get_current (desk->roll)->width, ==, 960); // ten inches at 96
  yc_page_roll_turn (desk->roll);
  g_assert_cmpfloat_with_epsilon (yc_page_place_get_ratio (yc_page_roll_get_current (desk->roll)),
                                  1 / RATIO, 0.001);
  desk_free (desk);
}

static void
test_single (void)
{
  Desk *desk = desk_new ();

  open_case (desk, 1);
  yc_page_roll_show (desk->roll, "page-2");
  yc_page_roll_set_single (desk->roll, TRUE);
  g_assert_cmpstr (get_current (desk), ==, "page-2");
  for (int i = 0; i < 20; i++)
    yc_page_roll_scroll (desk->roll, 1);
  g_assert_cmpstr (get_current (desk), ==, "page-2");
  g_assert_false (yc_page_roll_scroll (desk->roll, 1));
  desk_free (desk);
}

// ---- What lies over the pages -------------------------------------------------------------------

// However the page is turned: what is under the middle of a mark is its middle.
static void
test_marks_turn (void)
{
  static const YcPagePart part = {1000, 2000, 3000, 400};
  Desk *desk = desk_new ();
  GdkRectangle area;
  int across, along;

  open_case (desk, 1);
  for (int i = 0; i < 5; i++) {
    g_assert_true (yc_page_roll_find_part (desk->roll, "page-0", &part, &area));
    g_assert_cmpint (area.width > area.height, ==, i % 2 == 0);
    g_assert_cmpstr (yc_page_roll_point_at (desk->roll, area.x + area.width / 2.0,
                                            area.y + area.height / 2.0, &across, &along),
                     ==, "page-0");
    g_assert_cmpint (ABS (across - 2500), <, 60);
    g_assert_cmpint (ABS (along - 2200), <, 60);
    yc_page_roll_turn (desk->roll);
  }
  g_assert_false (yc_page_roll_find_part (desk->roll, "page-9", &part, &area));
  desk_free (desk);
}

static guint
count_nodes (Desk *desk)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node, *all;
  guint n;

  GTK_WIDGET_GET_CLASS (desk->roll)->snapshot (GTK_WIDGET (desk->roll), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  all = gsk_clip_node_get_child (node);
  n = gsk_container_node_get_n_children (all);
  gsk_render_node_unref (node);
  return n;
}

// A mark is of a case: the next case has pages of the same names, and no mark.
static void
test_marks_go (void)
{
  const YcPageInk mark = {
      .page = "page-0", .part = {1000, 1000, 5000, 300}, .kind = YC_INK_NOTE, .number = 1};
  Desk *desk = desk_new ();
  guint bare;

  open_case (desk, 1);
  bare = count_nodes (desk);
  yc_page_roll_set_ink (desk->roll, YC_LAYER_NOTES, &mark, 1);
  g_assert_cmpuint (count_nodes (desk), >, bare);
  open_case (desk, 2);
  g_assert_cmpuint (count_nodes (desk), ==, bare);
  desk_free (desk);
}

static void
test_show_part (void)
{
  static const YcPagePart part = {1000, 9000, 3000, 400};
  Desk *desk = desk_new ();
  GdkRectangle area;

  open_case (desk, 1);
  g_assert_true (yc_page_roll_show_part (desk->roll, "page-5", &part));
  yc_page_roll_find_part (desk->roll, "page-5", &part, &area);
  g_assert_cmpint (area.y, >=, 0);
  g_assert_cmpint (area.y + area.height, <=, HEIGHT);
  g_assert_false (yc_page_roll_show_part (desk->roll, "page-9", &part));
  desk_free (desk);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app/no frame shows a page of another case or under another title",
                   test_hammer);
  g_test_add_func ("/app/the length of all pages is known before one is loaded", test_whole_length);
  g_test_add_func ("/app/few pages are on their way at a time", test_few_at_a_time);
  g_test_add_func ("/app/what is under the pointer stays there when it is zoomed", test_zoom_point);
  g_test_add_func ("/app/a page is shown as large as its paper", test_paper_size);
  g_test_add_func ("/app/a single page does not scroll into the next", test_single);
  g_test_add_func ("/app/a mark stays at its place when the page is turned", test_marks_turn);
  g_test_add_func ("/app/a mark goes with its case", test_marks_go);
  g_test_add_func ("/app/a place of a page is brought into view", test_show_part);
  return g_test_run ();
}
