// Reads a paper back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "reader.h"

#include <string.h>

char *
reader_run (GBytes *pdf, const char *tool)
{
  g_autofree char *folder = g_dir_make_tmp ("paper-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "paper.pdf", NULL);
  const char *tail = g_str_has_prefix (tool, "pdftotext") ? " -" : "";
  g_autofree char *command = g_strconcat (tool, " ", path, tail, NULL);
  g_autoptr (GError) error = NULL;
  char *said = NULL;
  int status = -1;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                      (gssize)g_bytes_get_size (pdf), NULL));
  g_spawn_command_line_sync (command, &said, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return said;
}

char *
reader_squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

void
reader_assert_says (const char *text, const char *what)
{
  g_autofree char *squeezed = reader_squeeze (what);

  if (strstr (text, squeezed) == NULL)
    g_error ("“%s” is not in: %s", squeezed, text);
}
