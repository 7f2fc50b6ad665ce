// Makes and reads the codes of cover sheets.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-separator.h"

#include <string.h>

#define MARK       "YCSEP1"
#define MOST_BYTES 200 // of a name
#define CHECK      8   // digits

void
yc_separator_clear (YcSeparator *separator)
{
  g_clear_pointer (&separator->item, g_free);
  g_clear_pointer (&separator->material, g_free);
}

static gboolean
is_name (const char *text)
{
  return text != NULL && *text != '\0' && strlen (text) <= MOST_BYTES &&
         g_utf8_validate (text, -1, NULL);
}

char *
yc_separator_make (const char *item, const char *material)
{
  g_autofree char *first = NULL, *second = NULL, *body = NULL, *sum = NULL;

  if (!is_name (item) || !is_name (material))
    return NULL;
  first = g_uri_escape_string (item, NULL, FALSE);
  second = g_uri_escape_string (material, NULL, FALSE);
  body = g_strdup_printf ("%s*%s*%s", MARK, first, second);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
  return g_strdup_printf ("%s*%.*s", body, CHECK, sum);
}

// Made again from what was read, it must be the same text: there is one way to write each sheet.
gboolean
yc_separator_parse (const char *text, YcSeparator *ret_separator)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *again = NULL;

  *ret_separator = (YcSeparator){0};
  if (text == NULL || strlen (text) > 6 * MOST_BYTES + 64)
    return FALSE;
  parts = g_strsplit (text, "*", 6);
  if (g_strv_length (parts) != 4 || !g_str_equal (parts[0], MARK))
    return FALSE;
  ret_separator->item = g_uri_unescape_string (parts[1], NULL);
  ret_separator->material = g_uri_unescape_string (parts[2], NULL);
  again = yc_separator_make (ret_separator->item, ret_separator->material);
  if (again != NULL && g_str_equal (again, text))
    return TRUE;
  yc_separator_clear (ret_separator);
  return FALSE;
}
