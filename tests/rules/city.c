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

static YcCase *
fill (YcCase *self, const YcItem *item)
{
  GString *json = g_string_new ("{'applicant':{'kind':'person','name':'" STORY_NAME
                                "','id_number':'" STORY_ID "','phone':'" STORY_PHONE "'},"
                                "'form':{");

  for (guint i = 0; i < item->fields->len; i++)
    g_string_append_printf (json, "%s'%s':'x'", i > 0 ? "," : "",
                            ((YcField *)item->fields->pdata[i])->id);
  g_string_append (json, "}}");
  self = story_step (self, YC_EVENT_FILLED, STORY_START, json->str);
  g_string_free (json, TRUE);
  return self;
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
  return self;
}

YcCase *
city_complete_case (const YcItem *item, const char *situation)
{
  YcCase *self = story_step (NULL, YC_EVENT_OPENED, STORY_START, NULL);
  g_autoptr (GPtrArray) materials = NULL;

  if (situation != NULL)
    self = story_step (self, YC_EVENT_ANSWERED, STORY_START, situation);
  materials = yc_checklist_list_materials (item, self->situation);
  self = fill (self, item);
  for (guint i = 0; i < materials->len; i++)
    self = bring (self, materials->pdata[i]);
  return self;
}
