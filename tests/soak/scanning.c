// A clerk who scans pile after pile and may be killed at any moment: every line it prints is a
// promise that was kept.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "scripted.h"
#include "yc-image.h"

#include <stdio.h>
#include <stdlib.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define MATERIAL "application"

// A small sheet, so that pages are many: 100 by 70 mm at 150 dpi, as the scripted driver counts.
#define WIDTH  590
#define HEIGHT 413
#define STRIDE ((WIDTH + 7) / 8)

// usage: scanning PROFILE URL PERSON PILES, or scanning expect PAGES
//
// Goes on with the case that was left, or begins one, and scans until PILES (0: without end) are
// done and central has all. `expect` prints what the store must hold of each page of a pile.

static void
check (GError *error)
{
  if (error == NULL)
    return;
  fprintf (stderr, "scanning: %s\n", error->message);
  exit (1);
}

static void
expect (guint pages)
{
  for (guint page = 1; page <= pages; page++) {
    g_autofree guint8 *bytes = g_malloc (STRIDE * HEIGHT);
    g_autoptr (GBytes) data = NULL, content = NULL;
    g_autofree char *hash = NULL;
    const char *mime;

    for (gsize i = 0; i < STRIDE * HEIGHT; i++)
      bytes[i] = scripted_byte (page, i);
    data = g_bytes_new (bytes, STRIDE * HEIGHT);
    content = yc_image_encode (&(YcImage){YC_PIXELS_LINEART, WIDTH, HEIGHT, 150, STRIDE, data},
                               &mime, NULL);
    hash = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, content);
    printf ("%u %s\n", page, hash);
  }
}

typedef struct {
  YcFile *file;
  guint before, told; // pages in the case before the pile; of the pile, told
  gboolean done;
} Pile;

static void
progress_cb (guint pages, double fraction, gpointer user_data)
{
  Pile *pile = user_data;

  if (pages <= pile->told)
    return;
  pile->told = pages;
  printf ("kept %s %u %u\n", yc_file_get_id (pile->file), pile->before, pages);
  fflush (stdout);
}

// A helper that was killed is no reason to give up: the next pile comes.
static void
scanned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Pile *pile = user_data;
  guint pages = yc_file_scan_finish (YC_FILE (source), result, NULL);

  progress_cb (pages, 0, pile);
  pile->done = TRUE;
}

static guint
count_pages (YcFile *file)
{
  return g_list_model_get_n_items (yc_file_get_pages (file));
}

static void
scan (YcFile *file)
{
  g_autoptr (YcPreset) preset = yc_preset_new ("pile", "Pile");
  Pile pile = {.file = file, .before = count_pages (file)};

  yc_preset_set (preset, YC_PRESET_MODE, "lineart");
  yc_preset_set (preset, YC_PRESET_DPI, "150");
  yc_preset_set (preset, YC_PRESET_SIZE, "card");
  yc_file_scan_async (file, MATERIAL, preset, progress_cb, &pile, NULL, scanned_cb, &pile);
  while (!pile.done)
    g_main_context_iteration (NULL, TRUE);
  while (count_pages (file) < pile.before + pile.told)
    g_main_context_iteration (NULL, TRUE);
}

static YcFile *
take_up (YcSession *session)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcQueue) queue = yc_queue_new (session, YC_LIST_DRAFTS);
  g_autoptr (YcEntry) entry = NULL;
  YcFile *file;

  while (yc_queue_is_loading (queue))
    g_main_context_iteration (NULL, TRUE);
  entry = g_list_model_get_item (G_LIST_MODEL (queue), 0);
  while (entry != NULL && !yc_entry_is_loaded (entry))
    g_main_context_iteration (NULL, TRUE);
  file = entry != NULL ? robot_open (session, yc_entry_get_case (entry), &error)
                       : robot_new_case (session, ITEM, &error);
  check (error);
  return file;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = NULL;
  YcSession *session;
  guint piles;

  if (argc == 3) {
    expect ((guint)g_ascii_strtoull (argv[2], NULL, 10));
    return 0;
  }
  if (argc != 5)
    return 2;
  session = robot_begin (argv[1], argv[2], argv[3], PASSWORD, &error);
  check (error);
  yc_profile_set (yc_session_get_profile (session), "scanner", "scripted:dev1");
  piles = (guint)g_ascii_strtoull (argv[4], NULL, 10);
  robot_sync (session);
  file = take_up (session);
  for (guint i = 0; piles == 0 || i < piles; i++)
    scan (file);
  if (!robot_sync (session))
    return 3;
  g_clear_object (&file);
  robot_leave (&session);
  return 0;
}
