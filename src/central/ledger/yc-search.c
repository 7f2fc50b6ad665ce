// What of a case can be searched for: pairs of characters, whole words, characters of the name.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-search.h"

#include <string.h>

#define LONGEST_TEXT 4000 // characters; what a form says beyond that is not searched

#define FNV_OFFSET G_GUINT64_CONSTANT (14695981039346656037)
#define FNV_PRIME  G_GUINT64_CONSTANT (1099511628211)

// Words of one text, in their order and each once.
typedef struct {
  GString *out;
  GHashTable *seen;
  const char *scope;
} Words;

static void
add_line (GString *text, const char *line)
{
  g_autofree char *folded = line != NULL ? yc_search_fold (line) : NULL;

  g_string_append (text, folded != NULL ? folded : "");
  g_string_append_c (text, '\n');
}

static gboolean
is_private (const char *member)
{
  return strstr (member, "phone") != NULL || strstr (member, "mobile") != NULL ||
         strstr (member, "mail") != NULL;
}

static void add_node (GString *text, JsonNode *node);

static void
add_object (GString *text, JsonObject *object)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &member, &node))
    if (!is_private (member))
      add_node (text, node);
}

// The depth of what comes over the wire is bounded.
static void
add_node (GString *text, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    add_object (text, json_node_get_object (node));
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    JsonArray *array = json_node_get_array (node);

    for (guint i = 0; i < json_array_get_length (array); i++)
      add_node (text, json_array_get_element (array, i));
  } else if (json_node_get_value_type (node) == G_TYPE_STRING) {
    add_line (text, json_node_get_string (node));
  }
}

static void
cut (GString *text)
{
  if (g_utf8_strlen (text->str, (gssize)text->len) > LONGEST_TEXT)
    g_string_truncate (text,
                       (gsize)(g_utf8_offset_to_pointer (text->str, LONGEST_TEXT) - text->str));
}

char *
yc_search_text (const YcCase *self)
{
  GString *text = g_string_new (NULL);

  add_line (text, yc_case_get_applicant (self, "name"));
  add_line (text, yc_case_get_applicant (self, "id_number"));
  if (self->form != NULL)
    add_object (text, self->form);
  cut (text);
  return g_string_free (text, FALSE);
}

char *
yc_search_fold (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_NFKC);

  return plain != NULL ? g_utf8_casefold (plain, -1) : g_strdup ("");
}

static guint64
hash (guint64 before, const char *text)
{
  for (; *text != '\0'; text++)
    before = (before ^ (guint8)*text) * FNV_PRIME;
  return before;
}

// As a positive number: a database keeps those in the least room.
static void
add_word (Words *self, char *word)
{
  guint64 sum = hash (hash (FNV_OFFSET, self->scope), word) & G_MAXINT64;

  if (!g_hash_table_add (self->seen, word))
    return;
  if (self->out->len > 0)
    g_string_append_c (self->out, ' ');
  g_string_append_printf (self->out, "%" G_GUINT64_FORMAT, sum);
}

static gboolean
is_wide (gunichar c)
{
  return c > 0x7f && g_unichar_isalnum (c);
}

static void
add_pairs (Words *self, const char *text)
{
  gunichar before = 0;

  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (is_wide (before) && is_wide (c))
      add_word (self, g_strdup_printf ("p%xx%x", before, c));
    before = c;
  }
}

static void
add_plain_words (Words *self, const char *text)
{
  while (*text != '\0') {
    gsize length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789");

    if (length > 0)
      add_word (self, g_strdup_printf ("w%.*s", (int)length, text));
    text += length;
    if (*text != '\0')
      text = g_utf8_next_char (text);
  }
}

static void
add_characters (Words *self, const char *text)
{
  for (; *text != '\0' && *text != '\n'; text = g_utf8_next_char (text))
    if (is_wide (g_utf8_get_char (text)))
      add_word (self, g_strdup_printf ("c%x", g_utf8_get_char (text)));
}

static void
words_init (Words *self, const char *scope)
{
  self->out = g_string_new (NULL);
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->scope = scope;
}

static char *
words_finish (Words *self)
{
  g_hash_table_unref (self->seen);
  return g_string_free (self->out, FALSE);
}

// The first line is the applicant's name.
char *
yc_search_words (const char *text, const char *scope)
{
  Words words;

  words_init (&words, scope);
  add_characters (&words, text);
  add_pairs (&words, text);
  add_plain_words (&words, text);
  return words_finish (&words);
}

char *
yc_search_query (const char *folded, const char *scope)
{
  Words words;

  words_init (&words, scope);
  add_pairs (&words, folded);
  if (words.out->len == 0)
    add_plain_words (&words, folded);
  if (words.out->len == 0)
    add_characters (&words, folded);
  return words_finish (&words);
}
