// What all parts of the lint need: finding, choices, ids used twice, what the registers answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"

#include <string.h>

const char *
yc_lint_get_text (JsonObject *object, const char *member)
{
  return json_object_get_string_member_with_default (object, member, NULL);
}

JsonArray *
yc_lint_get_list (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member) ? json_object_get_array_member (object, member)
                                                 : NULL;
}

JsonObject *
yc_lint_get_object (JsonObject *object, const char *member)
{
  return json_object_has_member (object, member) ? json_object_get_object_member (object, member)
                                                 : NULL;
}

void
yc_lint_choice (YcReport *report,
                const char *place,
                JsonObject *object,
                const char *member,
                const char *const *choices)
{
  const char *text = yc_lint_get_text (object, member);
  g_autofree char *here = yc_place_member (place, member);
  g_autofree char *all = g_strjoinv (", ", (char **)choices);

  if (text != NULL && !g_strv_contains (choices, text))
    yc_report_add (report, here, "“%s” is none of %s", text, all);
}

void
yc_lint_unique (YcReport *report, const char *place, JsonArray *array, const char *name)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonObject *object = json_array_get_object_element (array, i);
    const char *id = json_object_get_string_member (object, name);
    g_autofree char *element = yc_place_element (place, i);
    g_autofree char *here = yc_place_member (element, name);

    if (!g_hash_table_add (seen, (gpointer)id))
      yc_report_add (report, here, "“%s” is used twice", id);
  }
}

JsonObject *
yc_lint_find (JsonArray *array, const char *id)
{
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonObject *object = json_array_get_object_element (array, i);

    if (g_strcmp0 (json_object_get_string_member (object, "id"), id) == 0)
      return object;
  }
  return NULL;
}

gboolean
yc_lint_source_has (const YcLintCity *city, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  JsonObject *source = g_strv_length (parts) == 3 ? yc_lint_find (city->sources, parts[1]) : NULL;

  return source != NULL && g_str_equal (parts[0], "shared") &&
         json_object_has_member (json_object_get_object_member (source, "answer"), parts[2]);
}

const char *
yc_lint_find_unasked (const YcLintCity *city, JsonObject *item, const char *source_id)
{
  JsonObject *source = yc_lint_find (city->sources, source_id);
  JsonObject *form = json_object_get_object_member (item, "form");
  JsonObjectIter iter;
  const char *parameter;
  JsonNode *node;

  if (source == NULL)
    return NULL;
  json_object_iter_init_ordered (&iter, json_object_get_object_member (source, "request"));
  while (json_object_iter_next_ordered (&iter, &parameter, &node)) {
    const char *fact = json_node_get_string (node);

    if (g_str_has_prefix (fact, "form.") && !yc_lint_form_has (form, fact + strlen ("form.")))
      return fact;
  }
  return NULL;
}
