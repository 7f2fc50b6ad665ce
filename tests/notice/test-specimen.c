// The sample forms of the demo city, read back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "yc-specimen.h"

#include <string.h>

static char *
run_on (GBytes *pdf, const char *tool, const char *tail)
{
  g_autofree char *folder = g_dir_make_tmp ("specimen-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "specimen.pdf", NULL);
  g_autofree char *command = g_strdup_printf ("%s %s%s", tool, path, tail);
  char *said = NULL;
  int status = -1;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (pdf, NULL),
                                      (gssize)g_bytes_get_size (pdf), NULL));
  g_assert_true (g_spawn_command_line_sync (command, &said, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  return said;
}

// Without the blanks and line ends that the layout puts in.
static char *
squeeze (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isspace (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

static void
assert_says (const char *text, const char *what)
{
  g_autofree char *squeezed = squeeze (what);

  if (strstr (text, squeezed) == NULL)
    g_error ("“%s” is not in: %s", squeezed, text);
}

static void
test_text (void)
{
  g_autoptr (YcCatalogue) catalogue = city_load ();
  GPtrArray *items = yc_catalogue_get_items (catalogue);

  g_assert_cmpuint (items->len, >=, 10);
  for (guint i = 0; i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = yc_specimen_print (item, &error);
    g_autofree char *raw = run_on (pdf, "pdftotext -raw", " -");
    g_autofree char *text = squeeze (raw);

    g_assert_no_error (error);
    assert_says (text, item->name.zh);
    assert_says (text, "示范文本");
    for (guint m = 0; m < item->materials->len; m++)
      assert_says (text, ((YcMaterial *)item->materials->pdata[m])->name.zh);
    for (guint f = 0; f < item->fields->len; f++)
      assert_says (text, ((YcField *)item->fields->pdata[f])->title.zh);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/specimen/each item's sample form names its fields and its materials",
                   test_text);
  return g_test_run ();
}
