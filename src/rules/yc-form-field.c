// Reading the fields of a form out of its JSON Schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form-field.h"
#include "yc-error.h"
#include "yc-item-private.h"
#include "yc-json.h"

#include <string.h>

#define DEEPEST      8    // parts within parts
#define MOST_ENTRIES 100  // of a group
#define MOST_FIELDS  2000 // of a whole form: a schema of a page can refer to itself without end

// The document, and how much of it was read.
typedef struct {
  JsonObject *root;
  guint fields;
} Reading;

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

  if (field->kind == YC_FIELD_PART)
    return read_part (field, schema, reading, depth + 1, error);
  if (field->kind != YC_FIELD_GROUP)
    return TRUE;
  items = resolve (yc_json_get_object (schema, "items"), reading->root);
  if (yc_json_get_object (items, "properties") != NULL)
    return read_part (field, items, reading, depth + 1, error);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                       "“items” of a repeated group are objects with “properties”");
  return FALSE;
}

// Names stand in places between slashes, and digits there are entries of a group.
static gboolean
is_name (const char *id)
{
  return *id != '\0' && !g_ascii_isdigit (*id) && strchr (id, '/') == NULL;
}

static YcField *
read_field (const char *id, JsonObject *use, Reading *reading, guint depth, GError **error)
{
  JsonObject *schema = resolve (use, reading->root);
  GError *problem = NULL;
  YcField *field;

  if (!is_name (id) || ++reading->fields > MOST_FIELDS) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED,
                 is_name (id)
                     ? "%s: too many fields"
                     : "%s: a field's name cannot be empty, begin with a digit or have “/”",
                 id);
    return NULL;
  }
  if (schema == NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: it is no object, or refers to nothing",
                 id);
    return NULL;
  }
  field = g_new0 (YcField, 1);
  field->id = id;
  read_plain (field, use, schema);
  field->computed = yc_item_read_logic (schema, "x-computed", &problem);
  if (problem == NULL && read_inside (field, schema, reading, depth, &problem))
    return field;
  yc_field_free (field);
  g_propagate_prefixed_error (error, problem, "%s: ", id);
  return NULL;
}

static GPtrArray *
read_fields (JsonObject *properties, Reading *reading, guint depth, GError **error)
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
    YcField *field = read_field (id, use, reading, depth, error);

    if (field == NULL)
      return NULL;
    g_ptr_array_add (fields, field);
  }
  return g_steal_pointer (&fields);
}

// In a branch, a property without a kind or title of its own narrows one that stands elsewhere.
static void
drop_narrowed (GPtrArray *fields)
{
  for (guint i = fields->len; i-- > 0;)
    if (((YcField *)fields->pdata[i])->title.zh == NULL)
      g_ptr_array_remove_index (fields, i);
}

static gboolean
read_arm (JsonObject *schema,
          const char *member,
          Reading *reading,
          guint depth,
          GPtrArray **ret_fields,
          GPtrArray **ret_required,
          GError **error)
{
  JsonObject *arm = resolve (yc_json_get_object (schema, member), reading->root);

  *ret_required = yc_json_get_strings (arm, "required");
  *ret_fields = read_fields (yc_json_get_object (arm, "properties"), reading, depth, error);
  if (*ret_fields != NULL)
    drop_narrowed (*ret_fields);
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
  branch->after = find_after (part->children, yc_json_get_object (schema, "if"));
  return branch->condition != NULL &&
         read_arm (schema, "then", reading, depth, &branch->then, &branch->then_required, error) &&
         read_arm (schema, "else", reading, depth, &branch->otherwise, &branch->otherwise_required,
                   error);
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

  if (depth > DEEPEST) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "parts within parts, too deep");
    return FALSE;
  }
  part->branches = g_ptr_array_new_with_free_func (free_branch);
  part->children = read_fields (yc_json_get_object (schema, "properties"), reading, depth, error);
  if (part->children == NULL)
    return FALSE;
  mark_required (part, schema);
  for (guint i = 0; i < yc_json_get_length (all); i++) {
    JsonObject *one = yc_json_get_element (all, i);

    if (one != NULL && !read_branch (part, one, reading, depth, error))
      return FALSE;
  }
  return read_branch (part, schema, reading, depth, error);
}

YcField *
yc_field_new_root (JsonObject *schema, GError **error)
{
  Reading reading = {schema, 0};
  YcField *root = g_new0 (YcField, 1);

  root->kind = YC_FIELD_PART;
  if (read_part (root, schema, &reading, 0, error))
    return root;
  yc_field_free (root);
  return NULL;
}

static gboolean
any_is_computed (GPtrArray *fields)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (yc_field_is_computed (fields->pdata[i]))
      return TRUE;
  return FALSE;
}

gboolean
yc_field_is_computed (const YcField *field)
{
  if (field->computed != NULL || any_is_computed (field->children))
    return TRUE;
  for (guint i = 0; field->branches != NULL && i < field->branches->len; i++) {
    const YcBranch *branch = field->branches->pdata[i];

    if (any_is_computed (branch->then) || any_is_computed (branch->otherwise))
      return TRUE;
  }
  return FALSE;
}
