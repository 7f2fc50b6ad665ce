// What stands around the digits of a number (字号) that central leases.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-numbers.h"
#include "yc-error.h"

#include <string.h>

#define NOWHERE "一窗" // the city's name when there is no catalogue

static gboolean
is_word (const char *text)
{
  return *text != '\0' && strlen (text) <= 32 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz-") == strlen (text);
}

// The word by which a paper's number tells what it is, as its template has it; NULL for no paper.
static const char *
find_paper (YcCatalogue *catalogue, const char *kind)
{
  JsonObject *template = catalogue != NULL ? yc_catalogue_find_paper (catalogue, kind) : NULL;
  JsonNode *word = template != NULL ? json_object_get_member (template, "word") : NULL;

  return word != NULL && JSON_NODE_HOLDS_VALUE (word) ? json_node_get_string (word) : NULL;
}

// 云溪市 is 云溪 in numbers.
static char *
short_city (YcCatalogue *catalogue)
{
  const YcOffice *city = catalogue != NULL ? yc_catalogue_get_city (catalogue) : NULL;
  const char *name = city != NULL ? city->name.zh : NULL;

  if (name == NULL)
    return g_strdup (NOWHERE);
  return g_str_has_suffix (name, "市") ? g_strndup (name, strlen (name) - strlen ("市"))
                                       : g_strdup (name);
}

static char *
window_code (YcCatalogue *catalogue, const char *window, GError **error)
{
  const YcWindow *found;

  if (catalogue == NULL)
    return g_ascii_strup (window, -1);
  found = yc_catalogue_find_window (catalogue, window);
  if (found == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "the city has no such window");
  return found != NULL ? g_strdup (found->code) : NULL;
}

gboolean
yc_numbers_name (YcCatalogue *catalogue,
                 const char *kind,
                 const char *window,
                 int year,
                 char **ret_prefix,
                 char **ret_suffix,
                 GError **error)
{
  g_autofree char *code = window_code (catalogue, window, error);
  g_autofree char *city = short_city (catalogue);
  const char *paper = find_paper (catalogue, kind);

  if (code == NULL)
    return FALSE;
  if (!is_word (kind)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "“kind” is no word");
    return FALSE;
  }
  if (paper != NULL)
    *ret_prefix = g_strdup_printf ("%s政务%s字〔%d〕第", city, paper, year);
  else if (g_str_equal (kind, "case"))
    *ret_prefix = g_strdup_printf ("%d-%s-", year, code);
  else
    *ret_prefix = g_strdup_printf ("%s-%d-", kind, year);
  *ret_suffix = g_strdup (paper != NULL ? "号" : "");
  return TRUE;
}
