// Carrying over what a case may have begun with (yc-import-versions.h).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-import-versions.h"
#include "yc-wire.h"

// "driving-licence-renewal@2"; owned. What is no item is found wrong later.
static char *
name_of (JsonNode *node)
{
  JsonObject *item = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (item == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s@%" G_GINT64_FORMAT, yc_wire_get_string (item, "code"),
                          yc_wire_get_int (item, "version", 0));
}

static GHashTable *
list_names (JsonArray *items)
{
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < json_array_get_length (items); i++)
    g_hash_table_add (names, name_of (json_array_get_element (items, i)));
  return names;
}

static YcDay
day_of (JsonObject *item, const char *member)
{
  const char *text = yc_wire_get_string (item, member);

  return text != NULL ? yc_day_from_string (text) : 0;
}

// Its last day is yesterday, unless it has ended before, or began today.
static void
end_version (JsonObject *item, YcDay today)
{
  YcDay until = day_of (item, "until");
  YcDay last = MAX (today - 1, day_of (item, "effective"));
  g_autofree char *text = NULL;

  if (until != 0 && until <= last)
    return;
  text = yc_day_to_string (last);
  json_object_set_string_member (item, "until", text);
}

void
yc_import_keep_versions (JsonObject *body, JsonObject *before, YcDay today)
{
  JsonArray *items = yc_wire_get_array (body, "items");
  JsonArray *olds = yc_wire_get_array (before, "items");
  g_autoptr (GHashTable) names = list_names (items);

  for (guint i = 0; olds != NULL && i < json_array_get_length (olds); i++) {
    JsonNode *old = json_array_get_element (olds, i);
    g_autofree char *name = name_of (old);
    JsonNode *copy;

    if (g_hash_table_contains (names, name))
      continue;
    copy = json_node_copy (old);
    end_version (json_node_get_object (copy), today);
    json_array_add_element (items, copy);
  }
}
