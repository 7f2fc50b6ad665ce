// Reading the fields of a form out of its JSON Schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form-field.h"
#include "yc-error.h"
#include "yc-form-order.h"
#include "yc-item-private.h"
#include "yc-json.h"

#include <string.h>

#define DEEPEST      8    // parts within parts
#define MOST_ENTRIES 100  // of a group
#define MOST_FIELDS  2000 // of a whole form: a schema of a page can refer to itself without end

// The document, how much of it was read, and where reading is.
typedef struct {
  JsonObject *root;
  guint fields;
  GString *path;       // "form.owners", as rules name it
  GString *place;      // "form.properties.owners.items", in the item
  GPtrArray *computed; // of YcComputed
} Reading;

// Goes down to a member of where reading is; tells the length to come back to.
static gsize
enter (GString *where, const char *member)
{
  gsize before = where->len;

  g_string_append_printf (where, "%s%s", before > 0 ? "." : "", member);
  return before;
}

static gboolean
refuse (const Reading *reading, GError **error, const char *what)
{
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: %s", reading->place->str, what);
  return FALSE;
}

static void
free_field (gpointer data)
{
  yc_field_free (data);
}

static void
free_branch (gpointer data)
{
  YcBranch *branch = data;

  g_clear_pointer (&branch->condition, yc_schema_unref);
  g_free (branch->after);
  g_clear_pointer (&branch->then, g_ptr_array_unref);
  g_clear_pointer (&branch->otherwise, g_ptr_array_unref);
  g_clear_pointer (&branch->then_required, g_ptr_array_unref);
  g_clear_pointer (&branch->otherwise_required, g_ptr_array_unref);
  g_free (branch);
}

void
yc_field_free (YcField *field)
{
  g_clear_pointer (&field->computed, yc_logic_unref);
  g_clear_pointer (&field->choices, g_ptr_array_unref);
  g_clear_pointer (&field->labels, g_ptr_array_unref);
  g_clear_pointer (&field->children, g_ptr_array_unref);
  g_clear_pointer (&field->branches, g_ptr_array_unref);
  g_free (field);
}

// Follows a local reference such as "#/$defs/person".
static JsonObject *
resolve (JsonObject *schema, JsonObject *root)
{
  const char *reference = yc_json_get_string (schema, "$ref");

  for (guint i = 0; i < DEEPEST && reference != NULL; i++) {
    if (!g_str_has_prefix (reference, "#/$defs/"))
      return schema;
    schema =
        yc_json_get_object (yc_json_get_object (root, "$defs"), reference + strlen ("#/$defs/"));
    reference = yc_json_get_string (schema, "$ref");
  }
  return schema;
}

static YcFieldKind
kind_of (JsonObject *schema)
{
  const char *type = yc_json_get_string (schema, "type");

  if (yc_json_get_array (schema, "enum") != NULL)
    return YC_FIELD_CHOICE;
  if (g_strcmp0 (yc_json_get_string (schema, "format"), "date") == 0)
    return YC_FIELD_DATE;
  if (g_strcmp0 (type, "object") == 0 || yc_json_get_object (schema, "properties") != NULL)
    return YC_FIELD_PART;
  if (g_strcmp0 (type, "array") == 0)
    return YC_FIELD_GROUP;
  if (g_strcmp0 (type, "number") == 0)
    return YC_FIELD_NUMBER;
  if (g_strcmp0 (type, "integer") == 0)
    return YC_FIELD_INTEGER;
  return g_strcmp0 (type, "boolean") == 0 ? YC_FIELD_BOOLEAN : YC_FIELD_TEXT;
}

static YcText
title_of (JsonObject *use, JsonObject *schema, const char *member)
{
  YcText text = yc_json_get_text (use, member);

  return text.zh != NULL ? text : yc_json_get_text (schema, member);
}

static gboolean
read_part (YcField *part, JsonObject *schema, Reading *reading, guint depth, GError **error);

// `use` is the schema where the field stands, `schema` what it refers to: often the same.
static void
read_plain (YcField *field, JsonObject *use, JsonObject *schema)
{
  field->title = title_of (use, schema, "title");
  field->hint = title_of (use, schema, "description");
  field->message = title_of (use, schema, "x-message");
  field->kind = kind_of (schema);
  field->unit = yc_json_get_string (schema, "x-unit");
  field->autofill = yc_json_get_string (use, "x-autofill");
  field->check = yc_json_get_string (schema, "x-check");
  field->contact = yc_json_get_boolean (use, "x-contact") ||
                   yc_json_get_boolean (schema, "x-contact") ||
                   g_strcmp0 (field->check, "phone") == 0;
  field->choices = yc_json_get_strings (schema, "enum");
  if (yc_json_get_array (schema, "x-labels-en") != NULL)
    field->labels = yc_json_get_strings (schema, "x-labels-en");
  field->min_items = (guint)CLAMP (yc_json_get_int (schema, "minItems", 0), 0, MOST_ENTRIES);
  field->max_items =
      (guint)CLAMP (yc_json_get_int (schema, "maxItems", MOST_ENTRIES), 0, MOST_ENTRIES);
}

static gboolean
read_inside (YcField *field, JsonObject *schema, Reading *reading, guint depth, GError **error)
{
  JsonObject *items;
  gboolean good;
  gsize before;

  if (field->kind == YC_FIELD_PART)
    return read_part (field, schema, reading, depth + 1, error);
  if (field->kind != YC_FIELD_GROUP)
    return TRUE;
  items = resolve (yc_json_get_object (schema, "items"), reading->root);
  if (yc_json_get_object (items, "properties") != NULL) {
    before = enter (reading->place, "items");
    good = read_part (field, items, reading, depth + 1, error);
    g_string_truncate (reading->place, before);
    return good;
  }
  return refuse (reading, error, "“items” of a repeated group are objects with “properties”");
}

// Names stand in places between slashes, and digits there are entries of a group.
static gboolean
is_name (const char *id)
{
  return *id != '\0' && !g_ascii_isdigit (*id) && strchr (id, '/') == NULL;
}

static gboolean
check_field (const char *id, JsonObject *schema, Reading *reading, GError **error)
{
  if (!is_name (id))
    return refuse (reading, error,
                   "a field's name cannot be empty, begin with a digit or have “/”");
  if (++reading->fields > MOST_FIELDS)
    return refuse (reading, error, "too many fields");
  return schema != NULL || refuse (reading, error, "it is no object, or refers to nothing");
}

static void
note_computed (const YcField *field, Reading *reading)
{
  if (field->computed != NULL)
    g_ptr_array_add (reading->computed,
                     yc_computed_new (field, g_strdup (reading->path->str),
                                      g_strconcat (reading->place->str, ".x-computed", NULL)));
}

static YcField *
read_field (const char *id, JsonObject *use, Reading *reading, guint depth, GError **error)
{
  JsonObject *schema = resolve (use, reading->root);
  GError *problem = NULL;
  YcField *field;

  if (!check_field (id, schema, reading, error))
    return NULL;
  field = g_new0 (YcField, 1);
  field->id = id;
  read_plain (field, use, schema);
  field->computed = yc_item_read_logic (schema, "x-computed", &problem);
  if (problem != NULL)
    g_prefix_error (&problem, "%s.", reading->place->str);
  if (problem == NULL && read_inside (field, schema, reading, depth, &problem)) {
    note_computed (field, reading);
    return field;
  }
  yc_field_free (field);
  g_propagate_error (error, problem);
  return NULL;
}

static gboolean
has_field (GPtrArray *fields, const char *id)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((YcField *)fields->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

// In a branch, a property that the part has anyway, or without a title of its own, narrows one that
// stands elsewhere.
static gboolean
is_narrowing (const char *id, JsonObject *use, GPtrArray *own, const Reading *reading)
{
  return use != NULL &&
         (has_field (own, id) || title_of (use, resolve (use, reading->root), "title").zh == NULL);
}

static YcField *
read_member (const char *id, JsonObject *use, Reading *reading, guint depth, GError **error)
{
  gsize path = enter (reading->path, id);
  gsize place = enter (reading->place, "properties");
  YcField *field;

  enter (reading->place, id);
  field = read_field (id, use, reading, depth, error);
  g_string_truncate (reading->path, path);
  g_string_truncate (reading->place, place);
  return field;
}

// `own`: in a branch, the fields of the part around it; NULL elsewhere.
static GPtrArray *
read_fields (JsonObject *properties, GPtrArray *own, Reading *reading, guint depth, GError **error)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (free_field);
  JsonObjectIter iter;
  const char *id;
  JsonNode *node;

  if (properties == NULL)
    return g_steal_pointer (&fields);
  json_object_iter_init_ordered (&iter, properties);
  while (json_object_iter_next_ordered (&iter, &id, &node)) {
    JsonObject *use = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
    YcField *field;

    if (own != NULL && is_narrowing (id, use, own, reading))
      continue;
    field = read_member (id, use, reading, depth, error);
    if (field == NULL)
      return NULL;
    g_ptr_array_add (fields, field);
  }
  return g_steal_pointer (&fields);
}

static gboolean
read_arm (JsonObject *schema,
          const char *member,
          GPtrArray *own,
          Reading *reading,
          guint depth,
          GPtrArray **ret_fields,
          GPtrArray **ret_required,
          GError **error)
{
  JsonObject *arm = resolve (yc_json_get_object (schema, member), reading->root);
  gsize before = enter (reading->place, member);

  *ret_required = yc_json_get_strings (arm, "required");
  *ret_fields = read_fields (yc_json_get_object (arm, "properties"), own, reading, depth, error);
  g_string_truncate (reading->place, before);
  return *ret_fields != NULL;
}

// The last of the fields that the condition looks at.
static char *
find_after (GPtrArray *children, JsonObject *condition)
{
  JsonObject *properties = yc_json_get_object (condition, "properties");

  for (guint i = children->len; properties != NULL && i-- > 0;) {
    const YcField *field = children->pdata[i];

    if (json_object_has_member (properties, field->id))
      return g_strdup (field->id);
  }
  return NULL;
}

static gboolean
read_branch (YcField *part, JsonObject *schema, Reading *reading, guint depth, GError **error)
{
  JsonNode *condition = json_object_get_member (schema, "if");
  YcBranch *branch;

  if (condition == NULL)
    return TRUE;
  branch = g_new0 (YcBranch, 1);
  g_ptr_array_add (part->branches, branch);
  branch->condition = yc_schema_new (condition, 0, error);
  if (branch->condition == NULL)
    g_prefix_error (error, "%s.if: ", reading->place->str);
  branch->after = find_after (part->children, yc_json_get_object (schema, "if"));
  return branch->condition != NULL &&
         read_arm (schema, "then", part->children, reading, depth, &branch->then,
                   &branch->then_required, error) &&
         read_arm (schema, "else", part->children, reading, depth, &branch->otherwise,
                   &branch->otherwise_required, error);
}

static void
mark_required (YcField *part, JsonObject *schema)
{
  g_autoptr (GPtrArray) required = yc_json_get_strings (schema, "required");

  for (guint i = 0; i < part->children->len; i++) {
    YcField *field = part->children->pdata[i];

    field->required = g_ptr_array_find_with_equal_func (required, field->id, g_str_equal, NULL);
  }
}

static gboolean
read_part (YcField *part, JsonObject *schema, Reading *reading, guint depth, GError **error)
{
  JsonArray *all = yc_json_get_array (schema, "allOf");

  if (depth > DEEPEST)
    return refuse (reading, error, "parts within parts, too deep");
  part->branches = g_ptr_array_new_with_free_func (free_branch);
  part->children =
      read_fields (yc_json_get_object (schema, "properties"), NULL, reading, depth, error);
  if (part->children == NULL)
    return FALSE;
  mark_required (part, schema);
  for (guint i = 0; i < yc_json_get_length (all); i++) {
    JsonObject *one = yc_json_get_element (all, i);
    gsize before = enter (reading->place, "allOf");

    g_string_append_printf (reading->place, "[%u]", i);
    if (one != NULL && !read_branch (part, one, reading, depth, error))
      return FALSE;
    g_string_truncate (reading->place, before);
  }
  return read_branch (part, schema, reading, depth, error);
}

YcField *
yc_field_new_root (JsonObject *schema, GPtrArray *computed, GError **error)
{
  g_autoptr (GString) path = g_string_new ("form");
  g_autoptr (GString) place = g_string_new ("form");
  Reading reading = {schema, 0, path, place, computed};
  YcField *root = g_new0 (YcField, 1);

  root->kind = YC_FIELD_PART;
  if (read_part (root, schema, &reading, 0, error))
    return root;
  yc_field_free (root);
  return NULL;
}
