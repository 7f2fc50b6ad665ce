// Names of people by their ids: central sends them along with what these people did.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-names.h"
#include "yc-wire.h"

GHashTable *
yc_names_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
yc_names_add (GHashTable *self, const char *id, const char *name)
{
  g_hash_table_insert (self, g_strdup (id), g_strdup (name));
}

GHashTable *
yc_names_from_json (JsonObject *object)
{
  GHashTable *self = yc_names_new ();
  JsonObjectIter iter;
  const char *id;

  if (object == NULL)
    return self;
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &id, NULL)) {
    const char *name = yc_wire_get_string (object, id);

    if (name != NULL && *name != '\0')
      yc_names_add (self, id, name);
  }
  return self;
}

JsonObject *
yc_names_to_json (GHashTable *self)
{
  JsonObject *object = json_object_new ();
  GHashTableIter iter;
  gpointer id, name;

  g_hash_table_iter_init (&iter, self);
  while (g_hash_table_iter_next (&iter, &id, &name))
    json_object_set_string_member (object, id, name);
  return object;
}
