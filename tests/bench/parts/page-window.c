// The pages of a stored case in a window of their own, for bench-view: what a page and a frame
// take.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus.h" // whose paper.h is not the one of the session
#include "robot.h"
#include "yc-app-resources.h"
#include "yc-page-roll.h"
#include "yc-page-view.h"
#include "yc-test-central.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <stdio.h>

// The window is as wide as the pages lie on a screen of 1920 pixels.
enum { N_PAGES = 12, N_FRAMES = 600, STEP = 37, WIDTH = 1040, HEIGHT = 900, REST_MS = 300 };

typedef struct {
  GtkWidget *window;
  YcPageView *view;
  YcPageRoll *roll;
  YcFile *file;
  gint64 frame_begins, last_end; // microseconds
  guint frames;                  // so far
  GArray *works, *pauses;        // of double: milliseconds of each frame of panning
} Bench;

static int
compare (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

static void
say (const char *what, GArray *values, const char *goal)
{
  double *data = (double *)(gpointer)values->data;

  qsort (data, values->len, sizeof *data, compare);
  printf ("view: %s: median %.1f ms, p95 %.1f ms, worst %.1f ms of %u (%s)\n", what,
          data[values->len / 2], data[values->len * 95 / 100], data[values->len - 1], values->len,
          goal);
}

static void
before_cb (Bench *self)
{
  self->frame_begins = g_get_monotonic_time ();
}

static void
after_cb (Bench *self)
{
  gint64 now = g_get_monotonic_time ();
  double work = (double)(now - self->frame_begins) / 1000;
  double pause = (double)(now - self->last_end) / 1000;

  g_array_append_val (self->works, work);
  g_array_append_val (self->pauses, pause);
  self->last_end = now;
  self->frames++;
}

static gboolean
over_cb (gpointer over)
{
  *(gboolean *)over = TRUE;
  return G_SOURCE_REMOVE;
}

// The program at rest: what is prefetched is here.
static void
rest (void)
{
  gboolean over = FALSE;

  g_timeout_add (REST_MS, over_cb, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
is_here (Bench *self)
{
  const YcPagePlace *place = yc_page_roll_get_current (self->roll);

  return place != NULL && place->surface != NULL;
}

// Milliseconds from now until a frame with the page has gone to the screen.
static double
wait_for_page (Bench *self, gint64 start)
{
  guint frames;

  while (!is_here (self))
    g_main_context_iteration (NULL, TRUE);
  frames = self->frames;
  while (self->frames == frames)
    g_main_context_iteration (NULL, TRUE);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static char *
find_page (Bench *self, guint index)
{
  g_autoptr (YcPageRow) row = g_list_model_get_item (yc_file_get_pages (self->file), index);

  return g_strdup (yc_page_row_get_id (row));
}

static void
time_first (Bench *self, const char *what)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *text = g_strdup_printf ("%s, until it is on the screen", what);

  for (guint i = 0; i < N_PAGES; i++) {
    g_autofree char *page = find_page (self, i);
    double time;
    gint64 start;

    yc_page_view_set_file (self->view, NULL);
    rest ();
    start = g_get_monotonic_time ();
    yc_page_view_set_file (self->view, self->file);
    yc_page_view_show_page (self->view, page);
    time = wait_for_page (self, start);
    g_array_append_val (times, time);
  }
  say (text, times, "goal: <= 30");
}

static void
time_next (Bench *self)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *first = find_page (self, 0);

  yc_page_view_show_page (self->view, first);
  for (guint i = 1; i < N_PAGES; i++) {
    double time;
    gint64 start;

    rest ();
    start = g_get_monotonic_time ();
    yc_page_view_step (self->view, 1);
    time = wait_for_page (self, start);
    g_array_append_val (times, time);
  }
  say ("the next page, prefetched", times, "goal: <= 16");
}

static gboolean
pan_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer bench)
{
  Bench *self = bench;

  // There and back again, so that no page lasts.
  yc_page_roll_scroll (self->roll, (self->frames / (N_FRAMES / 2) % 2 == 0 ? STEP : -STEP) /
                                       (double)gtk_widget_get_height (GTK_WIDGET (self->roll)));
  return G_SOURCE_CONTINUE;
}

static void
time_panning (Bench *self, const char *what)
{
  g_autofree char *first = find_page (self, 0), *text = NULL;
  guint tick;

  yc_page_view_show_page (self->view, first);
  rest ();
  self->frames = 0;
  tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->roll), pan_cb, self, NULL);
  g_array_set_size (self->works, 0);
  g_array_set_size (self->pauses, 0);
  self->last_end = g_get_monotonic_time ();
  while (self->frames < N_FRAMES)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (GTK_WIDGET (self->roll), tick);
  text = g_strdup_printf ("work of a frame while panning, %s", what);
  say (text, self->works, "goal: p95 <= 17, none over 33");
  g_free (text);
  text = g_strdup_printf ("from frame to frame while panning, %s", what);
  say (text, self->pauses, "goal: p95 <= 17, none over 33");
}

static GtkWidget *
find_roll (GtkWidget *widget)
{
  if (YC_IS_PAGE_ROLL (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_roll (child);

    if (found != NULL)
      return found;
  }
  return NULL;
}

// A page as a scanner has it at 300 dpi: as pixels, which the program stores as it stores its own
// scans, or as the JPEG that another program made of it, which is kept as it is.
static char *
write_page (const char *name)
{
  const Paper paper = {.content = PAPER_FORM, .kind = YC_PIXELS_RGB, .noise = 3, .seed = 4};
  g_auto (YcImage) image = paper_draw (&paper);
  g_autoptr (GError) error = NULL;
  const char *mime;
  g_autoptr (GBytes) jpeg = yc_image_encode (&image, &mime, &error);
  g_autoptr (GBytes) pixels = yc_image_to_screen (&image);
  char *path = g_build_filename (g_get_user_data_dir (), name, NULL);
  cairo_surface_t *surface = cairo_image_surface_create_for_data (
      (guint8 *)g_bytes_get_data (pixels, NULL), CAIRO_FORMAT_RGB24, image.width, image.height,
      image.width * 4);

  if (g_str_has_suffix (name, ".png") &&
      cairo_surface_write_to_png (surface, path) != CAIRO_STATUS_SUCCESS)
    g_error ("%s cannot be written", path);
  if (!g_str_has_suffix (name, ".png") &&
      !g_file_set_contents (path, g_bytes_get_data (jpeg, NULL), (gssize)g_bytes_get_size (jpeg),
                            &error))
    g_error ("%s", error->message);
  cairo_surface_destroy (surface);
  return path;
}

// A case with so many of that page.
static void
make_case (Bench *self, YcSession *session, const char *name)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = write_page (name);
  g_autoptr (YcMaterialRow) material = NULL;

  if (!robot_sync (session) ||
      (self->file = robot_new_case (session, "real-estate-transfer", &error)) == NULL)
    g_error ("%s", error != NULL ? error->message : "central has not got everything");
  material = g_list_model_get_item (yc_file_get_materials (self->file), 0);
  for (guint i = 0; i < N_PAGES; i++)
    if (!robot_import (self->file, yc_material_row_get_id (material), path, &error))
      g_error ("%s", error->message);
  g_unlink (path);
}

static void
leave_case (Bench *self)
{
  yc_page_view_set_file (self->view, NULL);
  g_clear_object (&self->file);
}

static void
open_window (Bench *self)
{
  GdkFrameClock *clock;

  self->window = gtk_window_new ();
  self->view = g_object_new (YC_TYPE_PAGE_VIEW, NULL);
  yc_page_view_set_whole_file (self->view, TRUE);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->view));
  gtk_window_set_default_size (GTK_WINDOW (self->window), WIDTH, HEIGHT);
  gtk_window_present (GTK_WINDOW (self->window));
  self->roll = YC_PAGE_ROLL (find_roll (GTK_WIDGET (self->view)));
  clock = gtk_widget_get_frame_clock (self->window);
  g_signal_connect_swapped (clock, "before-paint", G_CALLBACK (before_cb), self);
  g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (after_cb), self);
}

// A folder of its own for everything, and the settings that the program itself makes.
static char *
isolate (void)
{
  char *folder = g_dir_make_tmp ("yc-bench-XXXXXX", NULL);

  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
  g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
  return folder;
}

int
main (void)
{
  Bench self = {.works = g_array_new (FALSE, FALSE, sizeof (double)),
                .pauses = g_array_new (FALSE, FALSE, sizeof (double))};
  g_autofree char *folder = isolate ();
  g_autofree char *clean = g_strdup_printf ("rm -rf %s", folder);
  YcTestCentral *central;
  g_autoptr (GError) error = NULL;
  YcSession *session;

  setvbuf (stdout, NULL, _IOLBF, 0);
  adw_init ();
  yc_app_get_resource ();
  central = yc_test_central_new_demo (0, FALSE);
  session =
      robot_begin ("bench", yc_test_central_get_url (central), "wang", "yichuang-demo", &error);
  if (session == NULL)
    g_error ("%s", error->message);
  open_window (&self);
  make_case (&self, session, "foreign.jpg");
  time_first (&self, "a stored page of 300 dpi, as a JPEG of 1.4 MB that came in");
  leave_case (&self);
  make_case (&self, session, "scan.png");
  time_first (&self, "a stored page of 300 dpi, as it was scanned");
  time_next (&self);
  time_panning (&self, "as wide as the window");
  yc_page_view_act (self.view, "paper-size");
  time_panning (&self, "at paper size");
  leave_case (&self);
  gtk_window_destroy (GTK_WINDOW (self.window));
  robot_leave (&session);
  yc_test_central_free (central);
  g_spawn_command_line_sync (clean, NULL, NULL, NULL, NULL);
  return 0;
}
