// Reading service items out of the catalogue's JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-item-private.h"

static JsonNode *
find (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

const char *
yc_item_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = find (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
yc_item_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = find (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

static gboolean
get_boolean (JsonObject *object, const char *member)
{
  JsonNode *node = find (object, member, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

JsonArray *
yc_item_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonObject *object, const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

YcText
yc_item_get_text (JsonObject *object, const char *member)
{
  g_autofree char *twin = g_strconcat (member, "_en", NULL);
  const char *zh = yc_item_get_string (object, member);
  const char *en = yc_item_get_string (object, twin);

  return (YcText){zh, en != NULL ? en : zh};
}

static GPtrArray *
get_strings (JsonObject *object, const char *member)
{
  JsonArray *array = yc_item_get_array (object, member);
  GPtrArray *strings = g_ptr_array_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
      g_ptr_array_add (strings, (gpointer)json_node_get_string (node));
  }
  return strings;
}

// Calls `read` for each object of an array and collects what it returns. What is no object is read
// as an empty one, which the check then refuses.
static GPtrArray *
read_all (JsonObject *object,
          const char *member,
          gpointer (*read) (JsonObject *),
          GDestroyNotify destroy)
{
  JsonArray *array = yc_item_get_array (object, member);
  GPtrArray *all = g_ptr_array_new_with_free_func (destroy);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    g_ptr_array_add (all,
                     read (JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL));
  }
  return all;
}

static gpointer
read_point (JsonObject *object)
{
  YcPoint *point = g_new0 (YcPoint, 1);

  point->id = yc_item_get_string (object, "id");
  point->text = yc_item_get_text (object, "text");
  point->cure = yc_item_get_string (object, "cure");
  point->ground = yc_item_get_string (object, "ground");
  return point;
}

static gpointer
read_material (JsonObject *object)
{
  YcMaterial *material = g_new0 (YcMaterial, 1);
  JsonNode *need = object != NULL ? json_object_get_member (object, "need") : NULL;

  material->id = yc_item_get_string (object, "id");
  material->name = yc_item_get_text (object, "name");
  material->need = need != NULL && JSON_NODE_HOLDS_OBJECT (need) ? need : NULL;
  material->original = g_strcmp0 (yc_item_get_string (object, "form"), "original") == 0;
  material->copies = (int)yc_item_get_int (object, "copies", 1);
  material->source = yc_item_get_string (object, "source");
  material->secondary = get_boolean (object, "secondary");
  material->commitment = get_boolean (object, "commitment");
  material->points = read_all (object, "points", read_point, g_free);
  return material;
}

static void
free_material (gpointer data)
{
  YcMaterial *material = data;

  g_ptr_array_unref (material->points);
  g_free (material);
}

static gpointer
read_answer (JsonObject *object)
{
  YcAnswer *answer = g_new0 (YcAnswer, 1);

  answer->id = yc_item_get_string (object, "id");
  answer->label = yc_item_get_text (object, "label");
  return answer;
}

static gpointer
read_situation (JsonObject *object)
{
  YcSituation *situation = g_new0 (YcSituation, 1);

  situation->id = yc_item_get_string (object, "id");
  situation->question = yc_item_get_text (object, "question");
  situation->fallback = yc_item_get_string (object, "default");
  situation->answers = read_all (object, "answers", read_answer, g_free);
  return situation;
}

static void
free_situation (gpointer data)
{
  YcSituation *situation = data;

  g_ptr_array_unref (situation->answers);
  g_free (situation);
}

static YcFieldKind
kind_of (JsonObject *schema)
{
  const char *type = yc_item_get_string (schema, "type");

  if (yc_item_get_array (schema, "enum") != NULL)
    return YC_FIELD_CHOICE;
  if (g_strcmp0 (yc_item_get_string (schema, "format"), "date") == 0)
    return YC_FIELD_DATE;
  if (g_strcmp0 (type, "number") == 0)
    return YC_FIELD_NUMBER;
  if (g_strcmp0 (type, "integer") == 0)
    return YC_FIELD_INTEGER;
  return g_strcmp0 (type, "boolean") == 0 ? YC_FIELD_BOOLEAN : YC_FIELD_TEXT;
}

static YcField *
read_field (const char *id, JsonObject *schema)
{
  YcField *field = g_new0 (YcField, 1);

  field->id = id;
  field->title = yc_item_get_text (schema, "title");
  field->kind = kind_of (schema);
  field->unit = yc_item_get_string (schema, "x-unit");
  field->choices = get_strings (schema, "enum");
  return field;
}

static void
free_field (gpointer data)
{
  YcField *field = data;

  g_ptr_array_unref (field->choices);
  g_free (field);
}

static GPtrArray *
read_form (JsonObject *form)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func (free_field);
  g_autoptr (GPtrArray) required = get_strings (form, "required");
  JsonObject *properties = get_object (form, "properties");
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (properties == NULL)
    return fields;
  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &id, &node)) {
    YcField *field =
        read_field (id, JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL);

    field->required = g_ptr_array_find_with_equal_func (required, id, g_str_equal, NULL);
    g_ptr_array_add (fields, field);
  }
  return fields;
}

static void
read_lists (YcItem *item, JsonObject *object)
{
  JsonObject *grounds = get_object (object, "grounds");

  item->windows = get_strings (object, "windows");
  item->keywords = get_strings (object, "keywords");
  item->legal_basis = get_strings (object, "legal_basis");
  item->grant_grounds = get_strings (grounds, "grant");
  item->refuse_grounds = get_strings (grounds, "refuse");
  item->not_accepted_grounds = get_strings (grounds, "not_accepted");
  item->return_grounds = get_strings (grounds, "return");
  item->situations = read_all (object, "situations", read_situation, free_situation);
  item->materials = read_all (object, "materials", read_material, free_material);
  item->fields = read_form (get_object (object, "form"));
}

YcItem *
yc_item_new (JsonObject *object, GError **error)
{
  YcItem *item = g_new0 (YcItem, 1);

  item->code = yc_item_get_string (object, "code");
  item->version = (int)yc_item_get_int (object, "version", 1);
  item->name = yc_item_get_text (object, "name");
  item->kind = yc_item_get_string (object, "kind");
  item->department = yc_item_get_string (object, "department");
  item->legal_days = (int)yc_item_get_int (object, "legal_days", 0);
  item->promised_days = (int)yc_item_get_int (object, "promised_days", 0);
  item->yellow_days = (int)yc_item_get_int (object, "yellow_days", 1);
  item->in_person = get_boolean (object, "in_person");
  item->courier = get_boolean (object, "courier");
  read_lists (item, object);
  if (yc_item_check (item, object, error))
    return item;
  yc_item_free (item);
  return NULL;
}

void
yc_item_free (YcItem *item)
{
  g_ptr_array_unref (item->windows);
  g_ptr_array_unref (item->keywords);
  g_ptr_array_unref (item->legal_basis);
  g_ptr_array_unref (item->grant_grounds);
  g_ptr_array_unref (item->refuse_grounds);
  g_ptr_array_unref (item->not_accepted_grounds);
  g_ptr_array_unref (item->return_grounds);
  g_ptr_array_unref (item->situations);
  g_ptr_array_unref (item->materials);
  g_ptr_array_unref (item->fields);
  g_free (item);
}

gboolean
yc_item_is_offered (const YcItem *item, const char *theme)
{
  return g_strcmp0 (theme, "general") == 0 ||
         g_ptr_array_find_with_equal_func (item->windows, theme, g_str_equal, NULL);
}

const YcMaterial *
yc_item_find_material (const YcItem *item, const char *id)
{
  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *material = item->materials->pdata[i];

    if (g_strcmp0 (material->id, id) == 0)
      return material;
  }
  return NULL;
}
