// Facts as a template reads them: {{path}}, and rows within rows.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-private.h"

#include <string.h>

#define NOTHING "—"

static JsonNode *
walk (JsonObject *facts, const char *path)
{
  g_auto (GStrv) members = g_strsplit (path, ".", -1);
  JsonObject *object = facts;
  JsonNode *node = NULL;

  for (guint i = 0; members[i] != NULL; i++) {
    node = object != NULL ? json_object_get_member (object, members[i]) : NULL;
    object = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  }
  return node;
}

JsonNode *
yc_scope_find (const YcScope *scope, const char *path)
{
  for (const YcScope *s = scope; s != NULL; s = s->outer) {
    JsonNode *node = walk (s->facts, path);

    if (node != NULL)
      return node;
  }
  return NULL;
}

JsonArray *
yc_scope_find_rows (const YcScope *scope, const char *path)
{
  JsonNode *node = yc_scope_find (scope, path);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

gboolean
yc_scope_holds (const YcScope *scope, const char *path)
{
  JsonNode *node = yc_scope_find (scope, path);

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_object_get_size (json_node_get_object (node)) > 0;
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return *json_node_get_string (node) != '\0';
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return json_node_get_boolean (node);
  return json_node_get_double (node) != 0;
}

static gboolean
turns_writing (gunichar character)
{
  return (character >= 0x202a && character <= 0x202e) ||
         (character >= 0x2066 && character <= 0x2069);
}

// What people pasted: no control characters, nothing that writes backwards.
static void
append_clean (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (character == '\n' || !g_unichar_iscntrl (character)) {
      if (!turns_writing (character))
        g_string_append_unichar (out, character);
    } else if (character == '\t') {
      g_string_append_c (out, ' ');
    }
  }
}

static void
append_list (GString *out, JsonArray *array)
{
  guint n = json_array_get_length (array), written = 0;

  for (guint i = 0; i < n; i++) {
    const char *text = yc_element_string (array, i);

    if (text == NULL || *text == '\0')
      continue;
    g_string_append (out, written++ > 0 ? "；" : "");
    append_clean (out, text);
  }
  g_string_append (out, written == 0 ? NOTHING : "");
}

static void
append_number (GString *out, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (out, g_ascii_formatd (text, sizeof text, "%.10g", number));
}

static void
append_value (GString *out, JsonNode *node)
{
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)) {
    append_list (out, json_node_get_array (node));
    return;
  }
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)) {
    g_string_append (out, NOTHING);
    return;
  }
  if (json_node_get_value_type (node) == G_TYPE_STRING) {
    const char *text = json_node_get_string (node);

    append_clean (out, *text != '\0' ? text : NOTHING);
    return;
  }
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    g_string_append (out, json_node_get_boolean (node) ? "是" : "否");
  else
    append_number (out, json_node_get_double (node));
}

static void
append_numeral (GString *out, guint number)
{
  static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

  if (number == 0 || number > 99) {
    g_string_append_printf (out, "%u", number);
    return;
  }
  if (number >= 20)
    g_string_append (out, digits[number / 10]);
  if (number >= 10)
    g_string_append (out, "十");
  g_string_append (out, digits[number % 10]);
}

static void
append_path (GString *out, const YcScope *scope, const char *path)
{
  if (g_str_equal (path, "index"))
    g_string_append_printf (out, "%u", scope->index);
  else if (g_str_equal (path, "numeral"))
    append_numeral (out, scope->index);
  else
    append_value (out, yc_scope_find (scope, path));
}

char *
yc_scope_fill (const YcScope *scope, const char *text)
{
  GString *out = g_string_new (NULL);
  const char *rest = text != NULL ? text : "", *begin, *end;
  char *path;

  while ((path = yc_words_next_path (rest, &begin, &end)) != NULL) {
    g_string_append_len (out, rest, begin - rest);
    append_path (out, scope, path);
    g_free (path);
    rest = end;
  }
  g_string_append (out, rest);
  return g_string_free (out, FALSE);
}
