// What registers said of a case, and whether that is about the case as it is now.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-evidence.h"

static JsonObject *
object_in (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

// A text at a path such as "applicant.id_number"; NULL if there is none.
static const char *
find_text (const YcCase *self, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonObject *object = g_strcmp0 (steps[0], "form") == 0 ? self->form : self->applicant;
  JsonNode *node;
  guint i = 1;

  while (steps[0] != NULL && steps[i] != NULL && steps[i + 1] != NULL)
    object = object_in (object, steps[i++]);
  node = object != NULL && steps[0] != NULL && steps[i] != NULL
             ? json_object_get_member (object, steps[i])
             : NULL;
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

gboolean
yc_evidence_is_about (JsonObject *about, const YcCase *self)
{
  g_autoptr (GList) paths = about != NULL ? json_object_get_members (about) : NULL;

  for (GList *at = paths; at != NULL; at = at->next)
    if (g_strcmp0 (json_object_get_string_member_with_default (about, at->data, NULL),
                   find_text (self, at->data)) != 0)
      return FALSE;
  return TRUE;
}

JsonObject *
yc_evidence_find (const YcCase *self, const char *source)
{
  JsonObject *evidence = g_hash_table_lookup (self->shared, source);

  return evidence != NULL && yc_evidence_is_about (object_in (evidence, "about"), self) ? evidence
                                                                                        : NULL;
}
