// The lines below a material that a register vouches for (yc-answer-words.h).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-answer-words.h"
#include "yc-identity.h"
#include "yc-json.h"
#include "yc-wire.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

static char *
value_words (JsonNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("Yes") : _ ("No"));
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    return g_strdup_printf ("%g", json_node_get_double (node));
  if (type != G_TYPE_STRING)
    return NULL;
  if (yc_identity_check_person (json_node_get_string (node)) == YC_IDENTITY_OK)
    return yc_identity_mask_number (json_node_get_string (node));
  return json_node_dup_string (node);
}

static void
append_field (GString *out, const char *title, JsonNode *node)
{
  g_autofree char *value = node != NULL ? value_words (node) : NULL;

  if (value == NULL || *value == '\0')
    return;
  g_string_append_printf (out, _ ("%s: %s"), title, value);
  g_string_append_c (out, '\n');
}

char *
yc_answer_words (const YcSource *source, JsonObject *evidence, gint64 now)
{
  g_autoptr (GString) out = g_string_new (NULL);
  JsonObject *answer = yc_json_get_object (evidence, "answer");
  g_autofree char *when = yc_words_time (yc_wire_get_int (evidence, "asked_at", now), now);
  JsonObjectIter iter;
  const char *field;
  JsonNode *title;

  json_object_iter_init_ordered (&iter, source->answer);
  while (answer != NULL && json_object_iter_next_ordered (&iter, &field, &title))
    append_field (out, json_node_get_string (title), json_object_get_member (answer, field));
  if (out->len == 0)
    return NULL;
  g_string_append_printf (out, _ ("Asked %s"), when); // TRANSLATORS: "today, 09:12"
  return g_string_free (g_steal_pointer (&out), FALSE);
}
