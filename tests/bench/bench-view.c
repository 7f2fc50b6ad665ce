// How long a page of a foreign document takes through the helper, against poppler in process; and
// what stored pages take in the window.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "papers.h"
#include "yc-render.h"

#include <poppler.h>
#include <stdio.h>

#define ROUNDS  31
#define DPI     100.0
#define WIDTH   827 // A4 at 100 dpi
#define WARM_MS 200

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const double *left = a, *right = b;
  return (*left > *right) - (*left < *right);
}

static double
median (double *values, gsize n)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[n / 2];
}

// What a viewer that has poppler in its own process does: draw, and have the pixels.
static double
time_poppler (PopplerDocument *document)
{
  gint64 start = g_get_monotonic_time ();
  PopplerPage *page = poppler_document_get_page (document, 0);
  double width, height;
  poppler_page_get_size (page, &width, &height);
  cairo_surface_t *surface = cairo_image_surface_create (
      CAIRO_FORMAT_RGB24, (int)(width * DPI / 72 + 0.5), (int)(height * DPI / 72 + 0.5));
  cairo_t *cairo = cairo_create (surface);
  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, DPI / 72, DPI / 72);
  poppler_page_render (page, cairo);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  cairo_surface_destroy (surface);
  g_object_unref (page);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static double
time_helper (YcRender *render)
{
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = {0};
  gint64 start = g_get_monotonic_time ();
  if (!yc_render_page (render, 0, WIDTH, NULL, &image, &error))
    g_error ("%s", error->message);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static YcRender *
open_document (GBytes *pdf)
{
  g_autoptr (GError) error = NULL;
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  YcRender *render = yc_render_open_bytes (&config, pdf, NULL, NULL, &error);
  if (render == NULL)
    g_error ("%s", error->message);
  return render;
}

// From nothing: the helper starts, locks itself in, opens the document and draws the page.
static double
time_start (GBytes *pdf)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (YcRender) render = open_document (pdf);
  time_helper (render);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

// The same with a helper that waits: it has had the time since the document before.
static double
time_warm (GBytes *pdf, YcHelper **spare)
{
  YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  g_autoptr (GError) error = NULL;
  config.spare = spare;
  yc_render_warm (&config);
  g_usleep (WARM_MS * 1000);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (YcRender) render = yc_render_open_bytes (&config, pdf, NULL, NULL, &error);
  if (render == NULL)
    g_error ("%s", error->message);
  time_helper (render);
  return (double)(g_get_monotonic_time () - start) / 1000;
}

static void
compare (const char *what, GBytes *pdf, double goal)
{
  double ours[ROUNDS], theirs[ROUNDS], starts[ROUNDS], warm[ROUNDS];
  g_autoptr (YcHelper) spare = NULL;
  PopplerDocument *document = poppler_document_new_from_bytes (pdf, NULL, NULL);
  g_autoptr (YcRender) render = open_document (pdf);
  time_poppler (document);
  time_helper (render);
  for (int i = 0; i < ROUNDS; i++) {
    theirs[i] = time_poppler (document);
    ours[i] = time_helper (render);
    starts[i] = time_start (pdf);
    warm[i] = time_warm (pdf, &spare);
  }
  double our_time = median (ours, ROUNDS), their_time = median (theirs, ROUNDS);
  printf (
      "view: %s at 100 dpi, sandbox included: %.2f ms; poppler-glib in process: %.2f ms; ratio "
      "%.2f (goal: <= %.1f); with the start of the helper %.1f ms, with one that waits %.1f ms\n",
      what, our_time, their_time, our_time / their_time, goal, median (starts, ROUNDS),
      median (warm, ROUNDS));
  g_object_unref (document);
}

// What the window does with pages that are stored; it is a program of its own beside this one.
static void
run_window (const char *self)
{
  g_autofree char *folder = g_path_get_dirname (self);
  g_autofree char *program = g_build_filename (folder, "parts", "page-window", NULL);
  char *arguments[] = {program, NULL};
  g_autoptr (GError) error = NULL;
  int status;

  if (!g_spawn_sync (NULL, arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, NULL, &status,
                     &error) ||
      !g_spawn_check_wait_status (status, &error))
    g_error ("%s: %s", program, error->message);
}

int
main (int argc, char **argv)
{
  g_autoptr (GBytes) jpeg = papers_make_jpeg (YC_PIXELS_RGB, 2480, 3508);
  g_autoptr (GBytes) scan = papers_make_scan_pdf (jpeg);
  g_autoptr (GBytes) text = papers_make_text_pdf (1);
  setvbuf (stdout, NULL, _IOLBF, 0);
  compare ("a scanned page", scan, 0.5);
  compare ("a page of text", text, 2);
  run_window (argv[0]);
  return 0;
}
