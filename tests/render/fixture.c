// What the tests of foreign documents share: opening them, and looking at pixels.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fixture.h"

#include "yc-error.h"

#include <glib/gstdio.h>

YcRender *
fixture_open (GBytes *content)
{
  g_autoptr (GError) error = NULL;
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  YcRender *render = yc_render_open_bytes (&config, content, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (render);
  return render;
}

void
fixture_assert_refused (GBytes *content, const char *password, int code)
{
  g_autoptr (GError) error = NULL;
  const YcRenderConfig config = YC_RENDER_CONFIG_INIT;
  YcRender *render = yc_render_open_bytes (&config, content, password, NULL, &error);
  g_assert_null (render);
  g_assert_error (error, YC_ERROR, code);
}

YcImage
fixture_draw (YcRender *render, guint page, int width)
{
  g_autoptr (GError) error = NULL;
  YcImage image = {0};
  yc_render_page (render, page, width, NULL, &image, &error);
  g_assert_no_error (error);
  g_assert_cmpint (image.kind, ==, YC_PIXELS_RGB);
  return image;
}

int
fixture_look (const YcImage *image, double x, double y)
{
  const guint8 *pixel = (const guint8 *)g_bytes_get_data (image->data, NULL) +
                        image->stride * (gsize)(y * image->height) + 3 * (gsize)(x * image->width);
  return (pixel[0] + pixel[1] + pixel[2]) / 3;
}

// Runs a program over a file by the name of "in", and returns the file "out" that it wrote.
GBytes *
fixture_run (const char *const *argv, GBytes *input)
{
  g_autofree char *folder = g_dir_make_tmp ("yc-render-XXXXXX", NULL);
  g_autofree char *in = g_build_filename (folder, "in", NULL);
  g_autofree char *out = g_build_filename (folder, "out", NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *said = NULL;
  char *data = NULL;
  gsize size;
  int status;
  g_file_set_contents (in, g_bytes_get_data (input, NULL), (gssize)g_bytes_get_size (input),
                       &error);
  g_assert_no_error (error);
  g_spawn_sync (folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, &said, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, NULL))
    g_error ("%s: %s", argv[0], said);
  g_assert_true (g_file_get_contents (out, &data, &size, NULL));
  g_assert_cmpint (g_remove (in) | g_remove (out) | g_rmdir (folder), ==, 0);
  return g_bytes_new_take (data, size);
}
