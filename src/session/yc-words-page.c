// Words for what scanned pages are like, and what helps.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-words-page.h"

#include <glib/gi18n-lib.h>

// As the events call them; the first that a page has is the one that is told beside it.
static const struct {
  const char *problem, *words, *cure;
} problems[] = {
    {"blank", N_ ("looks blank"),
     N_ ("Look at it. A back with nothing on it can be taken out with Delete.")},
    {"stray-cover", N_ ("a cover sheet that does not belong to this case"),
     N_ ("Move the pages behind it to their material, and take the sheet out.")},
    {"cut-off", N_ ("writing runs out of the picture"),
     N_ ("Lay the paper straight and scan it again, on a larger sheet if need be.")},
    {"too-dark", N_ ("too dark"), N_ ("Scan it again, brighter.")},
    {"too-light", N_ ("too light"), N_ ("Scan it again, darker.")},
    {"blurred", N_ ("blurred"),
     N_ ("Scan it again, flat on the glass; wipe the glass if it stays so.")},
    {"low-dpi", N_ ("low resolution"), N_ ("Scan it again with 300 dpi.")},
    {"faint", N_ ("faint: pencil, or the other side shining through"),
     N_ ("Look at it. Pencil wants a darker scan; a back that only shines through can go.")},
};

static guint
find (const char *problem)
{
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    if (g_strcmp0 (problems[i].problem, problem) == 0)
      return i;
  return G_N_ELEMENTS (problems);
}

const char *
yc_words_problem (const char *problem)
{
  const guint i = find (problem);

  return i < G_N_ELEMENTS (problems) ? _ (problems[i].words) : "";
}

const char *
yc_words_problem_cure (const char *problem)
{
  const guint i = find (problem);

  return i < G_N_ELEMENTS (problems) ? _ (problems[i].cure) : NULL;
}

static JsonArray *
get_findings (const YcPage *page)
{
  JsonNode *node =
      page->quality != NULL ? json_object_get_member (page->quality, "findings") : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

const char *
yc_words_page (const YcPage *page)
{
  JsonArray *findings = get_findings (page);
  guint first = G_N_ELEMENTS (problems);

  for (guint i = 0; findings != NULL && i < json_array_get_length (findings); i++) {
    JsonNode *node = json_array_get_element (findings, i);

    if (JSON_NODE_HOLDS_VALUE (node))
      first = MIN (first, find (json_node_get_string (node)));
  }
  return first < G_N_ELEMENTS (problems) ? _ (problems[first].words) : NULL;
}
