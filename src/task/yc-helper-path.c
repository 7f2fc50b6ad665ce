// Where the helper programs lie.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-helper-path.h"

char *
yc_helper_path (const char *name)
{
  const char *folders = g_getenv ("YICHUANG_LIBEXECDIR");
  g_auto (GStrv) list = g_strsplit (folders ? folders : "", G_SEARCHPATH_SEPARATOR_S, -1);
  for (gsize i = 0; list[i]; i++) {
    g_autofree char *path = g_build_filename (list[i], name, NULL);
    if (*list[i] && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  return g_build_filename (YC_HELPER_DIR, name, NULL);
}
