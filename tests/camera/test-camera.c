// Document cameras through the real helper and GStreamer's own test picture.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-camera.h"
#include "yc-error.h"

static YcCamera *
open_camera (const char *device)
{
  g_autoptr (GError) error = NULL;
  YcCamera *camera = yc_camera_open (NULL, device, NULL, &error);

  g_assert_no_error (error);
  return camera;
}

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) devices = yc_camera_list (NULL, &error);
  gboolean found = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < devices->len; i++)
    found = found || g_str_equal (((YcCameraDevice *)devices->pdata[i])->name, "test");
  g_assert_true (found);
}

// The left bar of the test picture is grey, the one right of it yellow.
static void
assert_bars (const guint8 *pixel, int width, gsize bytes, gboolean blue_first)
{
  const guint8 *yellow = pixel + (gsize)(width * 3 / 14) * bytes;

  g_assert_cmpint (ABS (pixel[bytes * 4] - pixel[bytes * 4 + 2]), <, 16);
  g_assert_cmpint (yellow[blue_first ? 0 : 2], <, 64);
  g_assert_cmpint (yellow[1], >, 150);
  g_assert_cmpint (yellow[blue_first ? 2 : 0], >, 150);
}

static void
test_pictures (void)
{
  g_autoptr (YcCamera) camera = open_camera ("test");
  g_autoptr (GError) error = NULL;
  int width = 0, height = 0;

  for (guint i = 0; i < 5; i++) {
    g_autoptr (GBytes) small = yc_camera_look (camera, &width, &height, &error);
    g_auto (YcImage) large = {0};

    g_assert_no_error (error);
    g_assert_cmpint (width, ==, 640);
    g_assert_cmpint (height, ==, 360);
    assert_bars (g_bytes_get_data (small, NULL), width, 4, TRUE);
    g_assert_true (yc_camera_take (camera, &large, &error)); // one after the other, at once
    g_assert_no_error (error);
    g_assert_cmpint (large.width, ==, 1920);
    g_assert_cmpint (large.height, ==, 1080);
    assert_bars (g_bytes_get_data (large.data, NULL), large.width, 3, FALSE);
  }
}

static void
test_gone (void)
{
  g_autoptr (YcCamera) camera = open_camera ("test:20");
  g_autoptr (GError) error = NULL;
  g_auto (YcImage) image = {0};
  guint pictures = 0;

  for (;;) {
    int width, height;
    g_autoptr (GBytes) small = yc_camera_look (camera, &width, &height, &error);

    if (small == NULL)
      break;
    pictures++;
  }
  g_assert_error (error, YC_ERROR, YC_ERROR_CAMERA_GONE);
  g_assert_cmpuint (pictures, >, 0);
}

static void
test_none (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (yc_camera_open (NULL, "no such camera", NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CAMERA_NONE);
  g_clear_error (&error);
  g_assert_null (yc_camera_list ("/no/such/helper", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CAMERA_NONE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_setenv ("YICHUANG_CAMERA", "test", TRUE);
  g_test_add_func ("/camera/the cameras of this machine are told", test_list);
  g_test_add_func ("/camera/it is looked at small, and taken at its best", test_pictures);
  g_test_add_func ("/camera/one that is unplugged is said to be gone", test_gone);
  g_test_add_func ("/camera/without camera or helper that is said", test_none);
  return g_test_run ();
}
