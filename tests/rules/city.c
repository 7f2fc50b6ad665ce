// The demo city's catalogue, for the tests of every layer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "story.h"
#include "yc-checklist.h"

static JsonNode *
read_file (const char *name)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue", name, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

JsonObject *
city_body (void)
{
  g_autofree char *folder =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue/items", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename ("items", name, NULL);

    json_array_add_element (items, read_file (path));
  }
  json_object_set_int_member (body, "version", 1);
  json_object_set_array_member (body, "items", items);
  json_object_set_member (body, "calendars", read_file ("calendars.json"));
  json_object_set_member (body, "offices", read_file ("offices.json"));
  return body;
}

YcCatalogue *
city_load (void)
{
  g_autoptr (JsonObject) body = city_body ();
  g_autoptr (GError) error = NULL;
  YcCatalogue *catalogue = yc_catalogue_new (body, &error);

  g_assert_no_error (error);
  return catalogue;
}

// What stands in the case of the item that the city's authors say can be accepted.
static JsonObject *
load_accepted (const YcItem *item)
{
  g_autofree char *name = g_strdup_printf ("../cases/%s.json", item->code);
  g_autoptr (JsonNode) node = read_file (name);
  JsonArray *cases = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (cases); i++) {
    JsonNode *one = json_array_get_element (cases, i);

    if (JSON_NODE_HOLDS_OBJECT (one) &&
        g_str_equal (json_object_get_string_member (json_node_get_object (one), "outcome"),
                     "accept"))
      return json_object_ref (json_object_get_object_member (json_node_get_object (one), "case"));
  }
  g_assert_not_reached ();
}

static void
copy_member (JsonObject *to, JsonObject *from, const char *member)
{
  if (json_object_has_member (from, member))
    json_object_set_member (to, member, json_node_copy (json_object_get_member (from, member)));
}

static YcCase *
step_with (YcCase *self, YcEventType type, JsonObject *data)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), data);
  g_autofree char *text = json_to_string (node, FALSE);

  json_object_unref (data);
  return story_step (self, type, STORY_START, text);
}

static YcCase *
fill (YcCase *self, JsonObject *accepted)
{
  JsonObject *data = json_object_new ();

  copy_member (data, accepted, "applicant");
  copy_member (data, accepted, "form");
  return step_with (self, YC_EVENT_FILLED, data);
}

static YcCase *
answer (YcCase *self, JsonObject *accepted)
{
  JsonObject *data = json_object_new ();

  if (!json_object_has_member (accepted, "situation"))
    json_object_set_object_member (accepted, "situation", json_object_new ());
  copy_member (data, accepted, "situation");
  return step_with (self, YC_EVENT_ANSWERED, data);
}

static YcCase *
bring (YcCase *self, const YcMaterial *material)
{
  g_autofree char *page = g_strdup_printf ("{'page':'page-%s','material':'%s','blob':'" STORY_BLOB
                                           "','mime':'image/jpeg'}",
                                           material->id, material->id);

  self = story_step (self, YC_EVENT_SCANNED, STORY_START, page);
  for (guint i = 0; i < material->points->len; i++) {
    g_autofree char *tick =
        g_strdup_printf ("{'material':'%s','point':'%s','on':true}", material->id,
                         ((YcPoint *)material->points->pdata[i])->id);

    self = story_step (self, YC_EVENT_TICKED, STORY_START, tick);
  }
  if (material->copies > 1) {
    g_autofree char *copies = g_strdup_printf ("{'material':'%s','mark':'none','copies':%d}",
                                               material->id, material->copies);

    self = story_step (self, YC_EVENT_MARKED, STORY_START, copies);
  }
  return self;
}

YcCase *
city_complete_case (const YcItem *item, const char *situation)
{
  YcCase *self = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  g_autoptr (JsonObject) accepted = load_accepted (item);
  g_autoptr (GPtrArray) materials = NULL;

  self = situation != NULL ? story_step (self, YC_EVENT_ANSWERED, STORY_START, situation)
                           : answer (self, accepted);
  self = fill (self, accepted);
  materials = yc_checklist_list_materials (item, self, NULL);
  for (guint i = 0; i < materials->len; i++)
    self = bring (self, materials->pdata[i]);
  return self;
}
