// How fast a pile of paper becomes pages of a case, against scanimage with cjpeg or tiffcp.
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A4 at 300 dpi out of a feeder through the real libsane, looked over, straightened, encoded,
// sealed, stored and shown small.
#include "paper.h"
#include "robot.h"
#include "yc-test-central.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define MATERIAL "contract"
#define SHEETS   10 // different ones, over and over
#define TICK_MS  8
#define SMALL    96 // pixels: the strip below the pages

typedef struct {
  const char *name; // the preset's word
  YcPixelKind kind;
  const char *mode; // scanimage's
  const char *peer; // shell, from $f.$format
  int goal;         // pages a minute
} Kind;

static const Kind kinds[] = {
    {"lineart", YC_PIXELS_LINEART, "Lineart", "tiffcp -c g4 $f $f.g4", 600},
    {"grey", YC_PIXELS_GREY, "Gray", "cjpeg -quality 75 -outfile $f.jpg $f", 0},
    {"colour", YC_PIXELS_RGB, "Color", "cjpeg -quality 75 -outfile $f.jpg $f", 240},
};

static char *folder; // of everything that is written

// ---- Sheets -------------------------------------------------------------------------------------

static void
write_sheet (const YcImage *image, guint number)
{
  static const int types[] = {4, 5, 6};
  g_autofree char *path = g_strdup_printf ("%s/%u.pnm", folder, number);
  FILE *file = fopen (path, "w");

  fprintf (file, "P%d\n%d %d\n%s", types[image->kind], image->width, image->height,
           image->kind == YC_PIXELS_LINEART ? "" : "255\n");
  fwrite (g_bytes_get_data (image->data, NULL), 1, image->stride * (gsize)image->height, file);
  fclose (file);
}

// What comes over a counter: print, forms with a seal, tables; leaning a little, with some noise.
static void
draw_sheets (YcPixelKind kind)
{
  static const PaperContent contents[] = {PAPER_TEXT, PAPER_FORM, PAPER_TABLE, PAPER_TEXT,
                                          PAPER_FORM};

  for (guint i = 0; i < SHEETS; i++) {
    const Paper paper = {.content = contents[i % G_N_ELEMENTS (contents)],
                         .kind = kind,
                         .skew = (double)i * 0.3 - 1.5,
                         .noise = 2,
                         .seed = i + 1};
    g_auto (YcImage) image = paper_draw (&paper);

    write_sheet (&image, i + 1);
  }
}

// scanimage gives up on a driver that leaves a number out: hence the button.
static void
fill_feeder (guint pages)
{
  g_autofree char *path = g_build_filename (folder, "script", NULL);
  g_autofree char *text = g_strdup_printf ("pages=%u folder=%s files=%d chunk=65536 button=9999",
                                           pages, folder, SHEETS);

  g_file_set_contents (path, text, -1, NULL);
}

// ---- Measuring ----------------------------------------------------------------------------------

static double
cpu_seconds (void)
{
  double sum = 0;

  for (int who = 0; who < 2; who++) {
    struct rusage usage;

    getrusage (who == 0 ? RUSAGE_SELF : RUSAGE_CHILDREN, &usage);
    sum += (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
  }
  return sum;
}

static double
resident_megabytes (void)
{
  long pages = 0, resident = 0;
  FILE *file = fopen ("/proc/self/statm", "r");

  if (fscanf (file, "%ld %ld", &pages, &resident) != 2)
    resident = 0;
  fclose (file);
  return (double)resident * (double)sysconf (_SC_PAGESIZE) / 1e6;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static double
p95 (GArray *values)
{
  g_array_sort (values, compare);
  return values->len > 0 ? g_array_index (values, double, values->len * 95 / 100) : 0;
}

typedef struct {
  YcFile *file;
  GArray *late; // of double: milliseconds by which the main loop came late
  gint64 expected;
  guint shown; // pages of which the small picture was asked for
  guint on_their_way;
  double at_200, most; // megabytes
  guint pages;
  gboolean done;
  GError *error;
} Run;

static gboolean
tick_cb (gpointer data)
{
  Run *run = data;
  const gint64 now = g_get_monotonic_time ();
  const double late = (double)MAX (now - run->expected, 0) / 1000;

  g_array_append_val (run->late, late);
  run->expected = now + TICK_MS * 1000;
  return G_SOURCE_CONTINUE;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;
  g_autoptr (YcPicture) picture = yc_file_load_page_finish (YC_FILE (source), result, &run->error);

  run->on_their_way--;
}

// As the strip does: each page that came is shown small.
static void
show_new (Run *run)
{
  GListModel *pages = yc_file_get_pages (run->file);

  for (; run->shown < g_list_model_get_n_items (pages); run->shown++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, run->shown);

    run->on_their_way++;
    yc_file_load_page_async (run->file, yc_page_row_get_id (row), yc_page_row_get_look (row), SMALL,
                             NULL, loaded_cb, run);
  }
}

static void
progress_cb (guint pages, double fraction, gpointer data)
{
  Run *run = data;

  show_new (run);
  if (pages > run->pages)
    run->most = MAX (run->most, resident_megabytes ());
  if (pages == 200 && run->at_200 == 0)
    run->at_200 = resident_megabytes ();
  run->pages = pages;
}

static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Run *run = data;

  run->pages = yc_file_scan_finish (YC_FILE (source), result, &run->error);
  run->done = TRUE;
}

static void
check (const GError *error)
{
  if (error != NULL)
    g_error ("%s", error->message);
}

// Until the last page is in the store, and shown.
static void
scan (Run *run, const Kind *kind)
{
  g_autoptr (YcPreset) preset = yc_preset_new ("bench", "Bench");
  guint timer = g_timeout_add (TICK_MS, tick_cb, run);

  yc_preset_set (preset, YC_PRESET_MODE, kind->name);
  yc_preset_set (preset, YC_PRESET_SOURCE, "feeder");
  yc_preset_set (preset, YC_PRESET_DPI, "300");
  run->expected = g_get_monotonic_time () + TICK_MS * 1000;
  yc_file_scan_async (run->file, MATERIAL, preset, progress_cb, run, NULL, scanned_cb, run);
  while (!run->done || run->on_their_way > 0 ||
         g_list_model_get_n_items (yc_file_get_pages (run->file)) < run->pages) {
    g_main_context_iteration (NULL, TRUE);
    show_new (run);
  }
  g_source_remove (timer);
  check (run->error);
}

// ---- The peer -----------------------------------------------------------------------------------

static double
run_peer (const Kind *kind, guint pages)
{
  const gboolean bits = kind->kind == YC_PIXELS_LINEART;
  g_autofree char *script = g_strdup_printf (
      "cd %s && mkdir -p peer && scanimage -d scripted:dev1 --source ADF --mode %s --resolution "
      "300 "
      "-x 210 -y 297 --format=%s --batch=peer/%%d 2>/dev/null; for f in peer/*; do %s; done; "
      "rm -r peer",
      folder, kind->mode, bits ? "tiff" : "pnm", kind->peer);
  const char *argv[] = {"sh", "-c", script, NULL};
  g_autoptr (GError) error = NULL;
  const double before = cpu_seconds ();

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  check (error);
  return (cpu_seconds () - before) / pages;
}

static void
bench (YcSession *clerk, const Kind *kind, guint pages, guint peer_pages)
{
  g_autoptr (GError) error = NULL;
  Run run = {.file = robot_new_case (clerk, ITEM, &error),
             .late = g_array_new (FALSE, FALSE, sizeof (double))};
  double cpu, ours, theirs;
  gint64 start;

  check (error);
  draw_sheets (kind->kind);
  fill_feeder (pages);
  cpu = cpu_seconds ();
  start = g_get_monotonic_time ();
  scan (&run, kind);
  ours = (cpu_seconds () - cpu) / run.pages;
  printf ("%-7s %3u pages: %.0f a minute", kind->name, run.pages,
          60e6 * run.pages / (double)(g_get_monotonic_time () - start));
  if (kind->goal > 0)
    printf (" (goal %d)", kind->goal);
  printf ("; resident at 200 pages %.0f MB, at most %.0f MB (goal 200); the main loop came late by "
          "%.1f ms (p95)\n",
          run.at_200, run.most, p95 (run.late));
  fill_feeder (peer_pages);
  theirs = run_peer (kind, peer_pages);
  printf ("%-7s CPU a page: ours %.0f ms, scanimage + %.*s %.0f ms: %.2f x (goal 1.3)\n",
          kind->name, ours * 1000, (int)strcspn (kind->peer, " "), kind->peer, theirs * 1000,
          ours / theirs);
  g_array_unref (run.late);
  g_object_unref (run.file);
}

// ---- Setting up ---------------------------------------------------------------------------------

static void
prepare (void)
{
  g_autofree char *dll = NULL, *script = NULL, *path = NULL;

  folder = g_dir_make_tmp ("yc-bench-XXXXXX", NULL);
  dll = g_build_filename (folder, "dll.conf", NULL);
  script = g_strdup_printf ("@%s/script", folder);
  path = g_strdup_printf ("%s:%s", SCRIPTED_FOLDER,
                          g_getenv ("LD_LIBRARY_PATH") != NULL ? g_getenv ("LD_LIBRARY_PATH") : "");
  g_file_set_contents (dll, "scripted\n", -1, NULL);
  g_setenv ("YC_SCRIPTED", script, TRUE);
  g_setenv ("LD_LIBRARY_PATH", path, TRUE);
  g_setenv ("SANE_CONFIG_DIR", folder, TRUE);
  g_setenv ("XDG_DATA_HOME", folder, TRUE);
  g_setenv ("XDG_CONFIG_HOME", folder, TRUE);
  g_setenv ("XDG_CACHE_HOME", folder, TRUE);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "dummy", TRUE);
}

// usage: bench-scan [PAGES [KIND]]
int
main (int argc, char **argv)
{
  const guint pages = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 500;
  g_autoptr (GError) error = NULL;
  g_autofree char *clean = NULL;
  YcTestCentral *central;
  YcSession *clerk;

  setvbuf (stdout, NULL, _IOLBF, 0);
  prepare ();
  clean = g_strdup_printf ("rm -rf %s", folder);
  central = yc_test_central_new_demo (0, FALSE);
  clerk = robot_begin ("bench", yc_test_central_get_url (central), "wang", PASSWORD, &error);
  check (error);
  robot_sync (clerk);
  yc_test_central_free (central); // without a network: what is sent meanwhile is not measured
  yc_profile_set (yc_session_get_profile (clerk), "scanner", "scripted:dev1");
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (argc < 3 || g_str_equal (argv[2], kinds[i].name))
      bench (clerk, &kinds[i], pages, MIN (pages, 50));
  robot_leave (&clerk);
  g_free (folder);
  return system (clean);
}
