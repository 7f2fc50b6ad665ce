// The text of a page as content of a case, kept, sent and fetched like the page itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-words-kept.h"
#include "yc-error.h"
#include "yc-wire.h"

#include <string.h>

#define MOST_LETTERS 20000
#define SIDES        4 // numbers of a place

static int
share (double value, double whole)
{
  return whole > 0 ? (int)CLAMP (value / whole * YC_PAGE_SHARES + 0.5, 0, YC_PAGE_SHARES) : 0;
}

static void
add_place (JsonArray *places, const YcPageBox *box, YcPageSize size)
{
  int left = share (box->left, size.width), top = share (box->top, size.height);

  json_array_add_int_element (places, left);
  json_array_add_int_element (places, top);
  json_array_add_int_element (places, MAX (share (box->right, size.width) - left, 0));
  json_array_add_int_element (places, MAX (share (box->bottom, size.height) - top, 0));
}

// The text comes first: central knows the content by it.
GBytes *
yc_page_words_pack (const YcPageText *text, YcPageSize size)
{
  const gsize n = MIN (text->n, MOST_LETTERS);
  g_autofree char *kept = g_utf8_substring (text->text, 0, (glong)n);
  g_autofree char *bare = g_strstrip (g_strdup (kept));
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonArray *places = json_array_new ();
  JsonObject *object = json_object_new ();
  char *printed;

  for (gsize i = 0; i < n; i++)
    add_place (places, &text->boxes[i], size);
  json_object_set_string_member (object, "text", kept);
  json_object_set_array_member (object, "places", places);
  json_node_take_object (node, object);
  if (*bare == '\0')
    return NULL;
  printed = yc_wire_print (node);
  return g_bytes_new_take (printed, strlen (printed));
}

static YcPagePart
read_place (JsonArray *places, guint at)
{
  int sides[SIDES];

  for (guint i = 0; i < SIDES; i++) {
    JsonNode *node = json_array_get_element (places, at * SIDES + i);
    gint64 side = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_int (node) : 0;

    sides[i] = (int)CLAMP (side, 0, YC_PAGE_SHARES);
  }
  return (YcPagePart){sides[0], sides[1], sides[2], sides[3]};
}

YcPageWords *
yc_page_words_unpack (const char *page, GBytes *content, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (content, &size);
  g_autoptr (JsonNode) node = yc_wire_parse_object (data, (gssize)size, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *text = object != NULL ? yc_wire_get_string (object, "text") : NULL;
  JsonArray *places = object != NULL ? yc_wire_get_array (object, "places") : NULL;
  YcPageWords *words;
  glong n = 0;

  if (node == NULL)
    return NULL;
  if (text == NULL || places == NULL || (n = g_utf8_strlen (text, -1)) > MOST_LETTERS ||
      json_array_get_length (places) != (guint)n * SIDES) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no text of a page");
    return NULL;
  }
  words = g_new0 (YcPageWords, 1);
  words->page = g_strdup (page);
  words->letters = g_utf8_to_ucs4_fast (text, -1, NULL);
  words->n = (gsize)n;
  words->parts = g_new0 (YcPagePart, words->n);
  for (gsize i = 0; i < words->n; i++)
    words->parts[i] = read_place (places, (guint)i);
  return words;
}
