// A document camera at a case: stills become pages, and a camera that goes costs none of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-error.h"
#include "yc-live.h"
#include "yc-test-central.h"
#include "yc-words.h"

#define ROUNDS 5 // each may catch the camera at another point

typedef struct {
  guint pictures, taken;
  char *sentence;
} Seen;

static void
picture_cb (YcLive *live, const YcLivePicture *picture, Seen *seen)
{
  g_assert_cmpuint (g_bytes_get_size (picture->pixels), ==,
                    (gsize)picture->width * (gsize)picture->height * 4);
  seen->pictures++;
}

static void
taken_cb (YcLive *live, guint n, Seen *seen)
{
  seen->taken = n;
}

static void
failed_cb (YcLive *live, const char *sentence, Seen *seen)
{
  g_free (seen->sentence);
  seen->sentence = g_strdup (sentence);
}

static YcLive *
begin (YcFile *file, Seen *seen)
{
  YcLive *live = yc_live_new (file);

  g_signal_connect (live, "picture", G_CALLBACK (picture_cb), seen);
  g_signal_connect (live, "taken", G_CALLBACK (taken_cb), seen);
  g_signal_connect (live, "failed", G_CALLBACK (failed_cb), seen);
  return live;
}

static void
wait_for_pages (YcFile *file, guint n, const Seen *seen)
{
  while (g_list_model_get_n_items (yc_file_get_pages (file)) < n && seen->sentence == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static void
check_list (YcLive *live)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names = NULL;

  yc_live_list_async (live, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  names = yc_live_list_finish (live, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_strv_contains ((const char *const *)names, "test"));
}

// Turns it on, takes so many, and away while it is still looking.
static void
take (YcLive *live, guint n, Seen *seen)
{
  seen->pictures = 0;
  yc_live_start (live, "test");
  while (seen->pictures < 3 && seen->sentence == NULL)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < n; i++) // as fast as somebody can press
    yc_live_take (live, "buyer-id");
  yc_live_stop (live);
}

static void
test_stills (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GError) error = NULL;
  YcSession *clerk =
      robot_begin ("live", yc_test_central_get_url (central), "wang", "yichuang-demo", &error);
  g_autoptr (YcFile) file = NULL;
  g_autoptr (YcLive) live = NULL;
  g_autoptr (YcPageRow) row = NULL;
  Seen seen = {0};
  int width, height, dpi;

  g_assert_no_error (error);
  g_assert_true (robot_sync (clerk));
  file = robot_new_case (clerk, "real-estate-transfer", &error);
  g_assert_no_error (error);
  live = begin (file, &seen);
  check_list (live);
  for (guint i = 1; i <= ROUNDS; i++) {
    take (live, 3, &seen);
    wait_for_pages (file, 3 * i, &seen);
    g_assert_cmpstr (seen.sentence, ==, NULL);
  }
  row = g_list_model_get_item (yc_file_get_pages (file), 2);
  yc_page_row_get_size (row, &width, &height, &dpi);
  g_assert_cmpint (width, ==, 1920);
  g_assert_cmpint (height, ==, 1080);
  g_clear_object (&live);
  g_clear_object (&file);
  robot_leave (&clerk);
}

static void
test_gone (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GError) gone = g_error_new_literal (YC_ERROR, YC_ERROR_CAMERA_GONE, "");
  g_autofree char *sentence = yc_words_error (gone);
  YcSession *clerk =
      robot_begin ("gone", yc_test_central_get_url (central), "wang", "yichuang-demo", NULL);
  g_autoptr (YcFile) file = NULL;
  g_autoptr (YcLive) live = NULL;
  Seen seen = {0};

  g_assert_true (robot_sync (clerk));
  file = robot_new_case (clerk, "real-estate-transfer", NULL);
  live = begin (file, &seen);
  yc_live_start (live, "test:30");
  while (seen.pictures == 0)
    g_main_context_iteration (NULL, TRUE);
  yc_live_take (live, "buyer-id");
  while (seen.sentence == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (seen.sentence, ==, sentence);
  g_clear_pointer (&seen.sentence, g_free);
  wait_for_pages (file, 1, &seen);
  yc_live_start (live, "test"); // plugged in again
  seen.pictures = 0;
  while (seen.pictures == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (seen.sentence, ==, NULL);
  robot_leave (&clerk); // with the camera on
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("YICHUANG_CAMERA", "test", TRUE);
  g_test_add_func ("/live/stills that are taken at once are all kept", test_stills);
  g_test_add_func ("/live/a camera that goes is said to, and costs no page", test_gone);
  return g_test_run ();
}
