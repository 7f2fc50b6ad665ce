// The catalogue (事项目录): service items, offices, calendars.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-catalogue.h"
#include "yc-error.h"
#include "yc-item-private.h"
#include "yc-json.h"

struct _YcCatalogue {
  JsonObject *body; // owned: all strings lie in it
  gint64 version;
  YcCalendar *calendar;
  GPtrArray *items;       // of YcItem
  GHashTable *newest;     // code -> YcItem of the highest version
  GPtrArray *sources;     // of YcSource
  GPtrArray *departments; // of YcOffice
  GPtrArray *halls;       // of YcOffice
  GPtrArray *windows;     // of YcWindow
  YcOffice city;
};

static void
clear (gpointer data)
{
  YcCatalogue *self = data;

  g_clear_pointer (&self->calendar, yc_calendar_unref);
  g_hash_table_unref (self->newest);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->sources);
  g_ptr_array_unref (self->departments);
  g_ptr_array_unref (self->halls);
  g_ptr_array_unref (self->windows);
  json_object_unref (self->body);
}

// The element of a list of offices; refused if it has no id and no name.
static JsonObject *
find_office_object (JsonArray *array, guint index, const char *member, GError **error)
{
  JsonNode *node = json_array_get_element (array, index);
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (yc_json_get_string (object, "id") != NULL && yc_json_get_string (object, "name") != NULL)
    return object;
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "offices: %s[%u]: “id” or “name” is missing",
               member, index);
  return NULL;
}

static gboolean
read_offices (GPtrArray *offices, JsonObject *object, const char *member, GError **error)
{
  JsonArray *array = yc_json_get_array (object, member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonObject *from = find_office_object (array, i, member, error);
    YcOffice *office;

    if (from == NULL)
      return FALSE;
    office = g_new0 (YcOffice, 1);
    office->id = yc_json_get_string (from, "id");
    office->name = yc_json_get_text (from, "name");
    office->phone = yc_json_get_string (from, "phone");
    g_ptr_array_add (offices, office);
  }
  return TRUE;
}

static gboolean
read_windows (YcCatalogue *self, JsonObject *offices, GError **error)
{
  JsonArray *array = yc_json_get_array (offices, "windows");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonObject *from = find_office_object (array, i, "windows", error);
    YcWindow *window;

    if (from == NULL)
      return FALSE;
    window = g_new0 (YcWindow, 1);
    window->id = yc_json_get_string (from, "id");
    window->hall = yc_json_get_string (from, "hall");
    window->theme = yc_json_get_string (from, "theme");
    window->code = yc_json_get_string (from, "code");
    window->name = yc_json_get_text (from, "name");
    g_ptr_array_add (self->windows, window);
  }
  return TRUE;
}

static void
read_sources (YcCatalogue *self)
{
  JsonArray *array = yc_json_get_array (self->body, "sources");

  for (guint i = 0; i < yc_json_get_length (array); i++) {
    JsonObject *from = yc_json_get_element (array, i);
    YcSource *source = g_new0 (YcSource, 1);

    source->id = yc_json_get_string (from, "id");
    source->name = yc_json_get_text (from, "name");
    source->owner = yc_json_get_string (from, "owner");
    source->timeout_s = (int)CLAMP (yc_json_get_int (from, "timeout_s", 5), 1, 60);
    source->request = yc_json_get_object (from, "request");
    source->answer = yc_json_get_object (from, "answer");
    g_ptr_array_add (self->sources, source);
  }
}

static void
remember_newest (YcCatalogue *self, YcItem *item)
{
  const YcItem *known = g_hash_table_lookup (self->newest, item->code);

  if (known == NULL || known->version < item->version)
    g_hash_table_insert (self->newest, (gpointer)item->code, item);
}

static void
prefix_item (JsonNode *node, guint index, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *code = yc_json_get_string (object, "code");

  g_prefix_error (error, "items[%u]: “%s”: ", index, code != NULL ? code : "?");
}

static gboolean
read_items (YcCatalogue *self, GError **error)
{
  JsonArray *array = yc_json_get_array (self->body, "items");

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    YcItem *item = NULL;

    if (JSON_NODE_HOLDS_OBJECT (node))
      item = yc_item_new (json_node_get_object (node), error);
    else
      g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "not an object");
    if (item == NULL) {
      prefix_item (node, i, error);
      return FALSE;
    }
    g_ptr_array_add (self->items, item);
    remember_newest (self, item);
  }
  if (array != NULL)
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "catalogue: it has no “items”");
  return FALSE;
}

static JsonObject *
section (JsonObject *body, const char *member, GError **error)
{
  JsonNode *node = json_object_get_member (body, member);

  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "catalogue: it has no “%s”", member);
  return NULL;
}

YcCatalogue *
yc_catalogue_new (JsonObject *body, GError **error)
{
  g_autoptr (YcCatalogue) self = g_atomic_rc_box_new0 (YcCatalogue);
  JsonObject *offices, *calendars, *city;

  self->body = json_object_ref (body);
  self->version = yc_json_get_int (body, "version", 0);
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_item_free);
  self->newest = g_hash_table_new (g_str_hash, g_str_equal);
  self->sources = g_ptr_array_new_with_free_func (g_free);
  self->departments = g_ptr_array_new_with_free_func (g_free);
  self->halls = g_ptr_array_new_with_free_func (g_free);
  self->windows = g_ptr_array_new_with_free_func (g_free);
  offices = section (body, "offices", error);
  calendars = offices != NULL ? section (body, "calendars", error) : NULL;
  city = calendars != NULL ? section (offices, "city", error) : NULL;
  if (city == NULL)
    return NULL;
  self->city = (YcOffice){yc_json_get_string (city, "id"), yc_json_get_text (city, "name"), NULL};
  if (!read_offices (self->departments, offices, "departments", error) ||
      !read_offices (self->halls, offices, "halls", error) || !read_windows (self, offices, error))
    return NULL;
  read_sources (self);
  self->calendar = yc_calendar_new (calendars, error);
  return self->calendar != NULL && read_items (self, error) ? g_steal_pointer (&self) : NULL;
}

YcCatalogue *
yc_catalogue_ref (YcCatalogue *catalogue)
{
  return g_atomic_rc_box_acquire (catalogue);
}

void
yc_catalogue_unref (YcCatalogue *catalogue)
{
  g_atomic_rc_box_release_full (catalogue, clear);
}

gint64
yc_catalogue_get_version (YcCatalogue *catalogue)
{
  return catalogue->version;
}

YcCalendar *
yc_catalogue_get_calendar (YcCatalogue *catalogue)
{
  return catalogue->calendar;
}

GPtrArray *
yc_catalogue_get_items (YcCatalogue *catalogue)
{
  return catalogue->items;
}

GPtrArray *
yc_catalogue_get_windows (YcCatalogue *catalogue)
{
  return catalogue->windows;
}

GPtrArray *
yc_catalogue_get_departments (YcCatalogue *catalogue)
{
  return catalogue->departments;
}

JsonArray *
yc_catalogue_get_papers (YcCatalogue *catalogue)
{
  return yc_json_get_array (catalogue->body, "papers");
}

const YcOffice *
yc_catalogue_get_city (YcCatalogue *catalogue)
{
  return &catalogue->city;
}

GPtrArray *
yc_catalogue_get_sources (YcCatalogue *catalogue)
{
  return catalogue->sources;
}

const YcItem *
yc_catalogue_find_item (YcCatalogue *catalogue, const char *code)
{
  return code != NULL ? g_hash_table_lookup (catalogue->newest, code) : NULL;
}

const YcItem *
yc_catalogue_find_version (YcCatalogue *catalogue, const char *code, int version)
{
  const YcItem *newest = yc_catalogue_find_item (catalogue, code);

  if (newest == NULL || newest->version == version)
    return newest;
  for (guint i = 0; i < catalogue->items->len; i++) {
    const YcItem *item = catalogue->items->pdata[i];

    if (item->version == version && g_str_equal (item->code, code))
      return item;
  }
  return newest;
}

const YcItem *
yc_catalogue_find_current (YcCatalogue *catalogue, const char *code, YcDay day)
{
  const YcItem *newest = yc_catalogue_find_item (catalogue, code);

  if (newest == NULL || yc_item_is_in_effect (newest, day))
    return newest;
  for (guint i = 0; i < catalogue->items->len; i++) {
    const YcItem *item = catalogue->items->pdata[i];

    if (g_str_equal (item->code, code) && yc_item_is_in_effect (item, day))
      return item;
  }
  return NULL;
}

const YcSource *
yc_catalogue_find_source (YcCatalogue *catalogue, const char *id)
{
  for (guint i = 0; i < catalogue->sources->len; i++) {
    const YcSource *source = catalogue->sources->pdata[i];

    if (g_strcmp0 (source->id, id) == 0)
      return source;
  }
  return NULL;
}

JsonObject *
yc_catalogue_find_paper (YcCatalogue *catalogue, const char *kind)
{
  JsonArray *array = yc_catalogue_get_papers (catalogue);

  for (guint i = 0; i < yc_json_get_length (array); i++) {
    JsonObject *paper = yc_json_get_element (array, i);

    if (g_strcmp0 (yc_json_get_string (paper, "kind"), kind) == 0)
      return paper;
  }
  return NULL;
}

static const YcOffice *
find_office (GPtrArray *offices, const char *id)
{
  for (guint i = 0; i < offices->len; i++) {
    const YcOffice *office = offices->pdata[i];

    if (g_strcmp0 (office->id, id) == 0)
      return office;
  }
  return NULL;
}

const YcOffice *
yc_catalogue_find_department (YcCatalogue *catalogue, const char *id)
{
  return find_office (catalogue->departments, id);
}

const YcOffice *
yc_catalogue_find_hall (YcCatalogue *catalogue, const char *id)
{
  return find_office (catalogue->halls, id);
}

const YcWindow *
yc_catalogue_find_window (YcCatalogue *catalogue, const char *id)
{
  for (guint i = 0; i < catalogue->windows->len; i++) {
    const YcWindow *window = catalogue->windows->pdata[i];

    if (g_strcmp0 (window->id, id) == 0)
      return window;
  }
  return NULL;
}
