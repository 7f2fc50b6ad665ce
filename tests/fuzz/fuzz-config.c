// Feeds the program's configuration files: one that is taken says the same when it is written out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

static char *path;

static void
remove_file (void)
{
  g_remove (path);
  g_free (path);
}

static void
make_file (void)
{
  int fd;

  path = g_strdup ("/dev/shm/yc-fuzz-XXXXXX");
  fd = g_mkstemp (path);
  if (fd < 0) {
    g_free (path);
    fd = g_file_open_tmp ("yc-fuzz-XXXXXX", &path, NULL);
  }
  g_close (fd, NULL);
  atexit (remove_file);
}

static gboolean
load (YcConfig *config, const char *text, gsize size)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  gboolean loaded;

  g_assert_true (
      g_file_set_contents_full (path, text, (gssize)size, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  loaded = yc_config_load (config, path, problems);
  g_assert_cmpint (loaded, ==, problems->len == 0);
  return loaded;
}

static void
check_written (const YcConfig *config)
{
  g_autofree char *text = yc_config_print (config);
  g_auto (YcConfig) again = {0};
  g_autofree char *text_again = NULL;

  g_assert_true (load (&again, text, strlen (text)));
  text_again = yc_config_print (&again);
  g_assert_cmpstr (text, ==, text_again);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_auto (YcConfig) config = {0};
  YcCentralOptions options;

  if (path == NULL)
    make_file ();
  if (!load (&config, (const char *)data, size))
    return 0;
  options = yc_config_get_options (&config);
  g_assert_cmpint (options.max_upload, >=, 0);
  g_assert_cmpint (options.keep_uploads_ms, >=, 0);
  check_written (&config);
  return 0;
}
