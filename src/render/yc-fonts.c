// Where fonts lie: all that drawing a document has to open.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-fonts.h"

#include <fontconfig/fontconfig.h>

static void
add_list (GStrvBuilder *folders, FcStrList *list)
{
  const FcChar8 *path;

  while (list != NULL && (path = FcStrListNext (list)) != NULL)
    g_strv_builder_add (folders, (const char *)path);
  if (list != NULL)
    FcStrListDone (list);
}

// Fonts are found at once; their files are read when a document asks for one. The first of the two
// added by hand holds the tables by which PDF files name Chinese characters (package poppler-data).
char **
yc_fonts_list_folders (void)
{
  g_autoptr (GStrvBuilder) folders = g_strv_builder_new ();

  add_list (folders, FcConfigGetFontDirs (NULL));
  add_list (folders, FcConfigGetCacheDirs (NULL));
  g_strv_builder_add_many (folders, "/usr/share/poppler", "/usr/share/fonts", NULL);
  return g_strv_builder_end (folders);
}
