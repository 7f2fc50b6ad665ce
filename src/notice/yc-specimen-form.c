// The fields of a form (a JSON Schema) on paper: parts, repeated groups, conditional parts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-private.h"
#include "yc-specimen-private.h"

#include <string.h>

#define MOST_DEPTH   6
#define MOST_COLUMNS 6  // of a repeated group that is set as a table
#define MOST_LINES   10 // that a blank group has
#define LINES        3  // that it has at least

typedef struct {
  YcSheet *sheet;
  YcSpecimenFill fill;
  JsonObject *form; // the whole: where $ref points to
  guint depth;
} Writer;

static void write_object (Writer *writer, JsonObject *schema);

// ---- Reading the schema

// A local reference, once; what cannot be found is written as it is.
static JsonObject *
resolve (const Writer *writer, JsonObject *schema)
{
  const char *path = yc_member_string (schema, "$ref");
  g_auto (GStrv) steps = NULL;
  JsonObject *found = writer->form;

  if (path == NULL || !g_str_has_prefix (path, "#/"))
    return schema;
  steps = g_strsplit (path + 2, "/", -1);
  for (guint i = 0; found != NULL && steps[i] != NULL; i++)
    found = yc_member_object (found, steps[i]);
  return found != NULL ? found : schema;
}

static gboolean
is_type (JsonObject *schema, const char *type)
{
  return g_strcmp0 (yc_member_string (schema, "type"), type) == 0;
}

static gboolean
is_required (JsonObject *parent, const char *member)
{
  JsonArray *required = yc_member_array (parent, "required");

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++)
    if (g_strcmp0 (yc_element_string (required, i), member) == 0)
      return TRUE;
  return FALSE;
}

static const char *
title_of (JsonObject *schema, const char *member)
{
  const char *title = yc_member_string (schema, "title");

  return title != NULL ? title : member;
}

// A value of the schema as people read it.
static char *
value_text (JsonNode *node)
{
  g_autofree char *json = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return g_strdup ("");
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_dup_string (node);
  if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? "是" : "否");
  json = json_to_string (node, FALSE);
  return g_steal_pointer (&json);
}

// ---- One field

static char *
label_of (JsonObject *schema, const char *member, gboolean required)
{
  const char *unit = yc_member_string (schema, "x-unit");
  gboolean computed = json_object_has_member (schema, "x-computed");
  g_autofree char *in = unit != NULL ? g_strdup_printf ("（%s）", unit) : g_strdup ("");

  return g_strconcat (title_of (schema, member), in, required || computed ? "" : "（选填）", NULL);
}

// All choices with a box before each; the first one is ticked in a sample.
static char *
choices_of (JsonArray *choices, YcSpecimenFill fill)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (choices); i++) {
    g_autofree char *choice = value_text (json_array_get_element (choices, i));

    g_string_append_printf (text, "%s%s%s", i > 0 ? "　" : "",
                            fill == YC_SPECIMEN_SAMPLE && i == 0 ? "■" : "□", choice);
  }
  return g_string_free (text, FALSE);
}

static char *
number_for (JsonObject *schema, gboolean whole)
{
  double least = yc_member_number (schema, "minimum", 0);
  double most = yc_member_number (schema, "maximum", 1e9);
  double value = CLAMP (whole ? 2 : 89.4, least, most);

  return g_strdup_printf ("%g", value);
}

// What an invented person would write there.
static char *
example_of (JsonObject *schema, const char *member)
{
  const char *check = yc_member_string (schema, "x-check");

  if (g_strcmp0 (check, "id_number") == 0)
    return g_strdup ("11010519491231002X");
  if (g_strcmp0 (check, "credit_code") == 0)
    return g_strdup ("91350100M000100Y43");
  if (g_strcmp0 (check, "phone") == 0)
    return g_strdup ("13800000000");
  if (g_strcmp0 (yc_member_string (schema, "format"), "date") == 0)
    return g_strdup ("2026-03-02");
  if (is_type (schema, "number") || is_type (schema, "integer"))
    return number_for (schema, is_type (schema, "integer"));
  return g_strdup (strstr (title_of (schema, member), "姓名") != NULL ? "张样本"
                                                                      : "（按实际情况填写）");
}

static char *
content_of (JsonObject *schema, const char *member, YcSpecimenFill fill)
{
  JsonArray *choices = yc_member_array (schema, "enum");

  if (choices != NULL)
    return choices_of (choices, fill);
  if (is_type (schema, "boolean"))
    return g_strdup (fill == YC_SPECIMEN_SAMPLE ? "■是　□否" : "□是　□否");
  if (json_object_has_member (schema, "x-computed"))
    return g_strdup ("（由系统计算）");
  if (fill == YC_SPECIMEN_SAMPLE)
    return example_of (schema, member);
  if (g_strcmp0 (yc_member_string (schema, "format"), "date") == 0)
    return g_strdup ("　　　　年　　月　　日");
  return g_strdup ("");
}

static void
write_scalar (Writer *writer, JsonObject *schema, const char *member, gboolean required)
{
  g_autofree char *label = label_of (schema, member, required);
  g_autofree char *content = content_of (schema, member, writer->fill);
  const char *help = yc_member_string (schema, "description");
  g_autofree char *whole =
      help != NULL ? g_strdup_printf ("%s%s（%s）", content, *content != '\0' ? "\n" : "", help)
                   : g_strdup (content);

  yc_sheet_pair (writer->sheet, label, whole,
                 writer->fill == YC_SPECIMEN_SAMPLE ? 0 : YC_SPECIMEN_LINE);
}

// ---- Repeated groups

static char *
band_of (JsonObject *schema, const char *member)
{
  int least = (int)yc_member_number (schema, "minItems", 0);
  int most = (int)yc_member_number (schema, "maxItems", 0);
  GString *text = g_string_new (title_of (schema, member));

  if (least > 0)
    g_string_append_printf (text, "（至少 %d 项", least);
  else
    g_string_append (text, "（可填多项");
  if (most > 0)
    g_string_append_printf (text, "，至多 %d 项", most);
  g_string_append (text, "；不够时另附页）");
  return g_string_free (text, FALSE);
}

static guint
lines_of (const Writer *writer, JsonObject *schema)
{
  double least = yc_member_number (schema, "minItems", 0);

  if (writer->depth > 1) // a group within a group
    return 1;
  return writer->fill == YC_SPECIMEN_SAMPLE ? (guint)CLAMP (least, 1, 2)
                                            : (guint)CLAMP (least + 2, LINES, MOST_LINES);
}

static gboolean
is_flat (const Writer *writer, JsonObject *properties)
{
  g_autoptr (GList) members = json_object_get_members (properties);

  for (GList *m = members; m != NULL; m = m->next) {
    JsonObject *field = yc_member_object (properties, m->data);

    if (field == NULL)
      return FALSE;
    field = resolve (writer, field);
    if (is_type (field, "object") || is_type (field, "array"))
      return FALSE;
  }
  return TRUE;
}

// A group of few plain fields: a line for each entry.
static void
write_table (Writer *writer, JsonObject *schema, JsonObject *items)
{
  JsonObject *properties = yc_member_object (items, "properties");
  g_autoptr (GList) members = json_object_get_members (properties);
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);
  const char *heads[MOST_COLUMNS + 1] = {"序号"}, *cells[MOST_COLUMNS + 1];
  double widths[MOST_COLUMNS + 1] = {0.08};
  guint n = 1, fields = g_list_length (members);
  YcSheetColumns columns = {heads, widths, fields + 1};

  for (GList *m = members; m != NULL; m = m->next, n++) {
    JsonObject *field = resolve (writer, yc_member_object (properties, m->data));

    g_ptr_array_add (owned, label_of (field, m->data, is_required (items, m->data)));
    heads[n] = owned->pdata[owned->len - 1];
    g_ptr_array_add (owned, content_of (field, m->data, writer->fill));
    cells[n] = owned->pdata[owned->len - 1];
    widths[n] = 0.92 / fields;
  }
  yc_sheet_columns_head (writer->sheet, &columns);
  for (guint i = 0; i < lines_of (writer, schema) && !yc_sheet_is_full (writer->sheet); i++) {
    g_autofree char *index = g_strdup_printf ("%u", i + 1);

    cells[0] = index;
    yc_sheet_columns_row (writer->sheet, &columns, cells, YC_SPECIMEN_LINE);
  }
}

static void
write_entries (Writer *writer, JsonObject *schema, JsonObject *items, const char *title)
{
  for (guint i = 0; i < lines_of (writer, schema) && !yc_sheet_is_full (writer->sheet); i++) {
    g_autofree char *label = g_strdup_printf ("%s %u", title, i + 1);

    if (is_type (items, "object")) {
      yc_sheet_band (writer->sheet, label);
      write_object (writer, items);
    } else {
      write_scalar (writer, items, label, TRUE);
    }
  }
}

static void
write_array (Writer *writer, JsonObject *schema, const char *member)
{
  JsonObject *items = yc_member_object (schema, "items");
  g_autofree char *band = band_of (schema, member);
  JsonObject *properties;

  yc_sheet_band (writer->sheet, band);
  if (items == NULL)
    return;
  items = resolve (writer, items);
  properties = yc_member_object (items, "properties");
  if (properties != NULL && json_object_get_size (properties) > 0 &&
      json_object_get_size (properties) <= MOST_COLUMNS && is_flat (writer, properties))
    write_table (writer, schema, items);
  else
    write_entries (writer, schema, items, title_of (schema, member));
}

// ---- Conditional parts

// “行业”为“其他” …; NULL for a condition that has no words.
static char *
condition_of (JsonObject *schema, JsonObject *condition)
{
  JsonObject *tested = yc_member_object (condition, "properties");
  JsonObject *fields = yc_member_object (schema, "properties");
  g_autoptr (GList) members = tested != NULL ? json_object_get_members (tested) : NULL;
  GString *text = g_string_new (NULL);

  for (GList *m = members; m != NULL; m = m->next) {
    JsonObject *test = yc_member_object (tested, m->data);
    JsonObject *field = fields != NULL ? yc_member_object (fields, m->data) : NULL;
    JsonArray *choices = test != NULL ? yc_member_array (test, "enum") : NULL;
    JsonNode *constant = test != NULL ? json_object_get_member (test, "const") : NULL;
    g_autofree char *value = value_text (constant);

    if (field == NULL || (constant == NULL && choices == NULL))
      continue;
    g_string_append_printf (text, "%s“%s”为", text->len > 0 ? "且" : "", title_of (field, m->data));
    if (constant != NULL)
      g_string_append_printf (text, "“%s”", value);
    for (guint i = 0; choices != NULL && i < json_array_get_length (choices); i++) {
      g_autofree char *choice = value_text (json_array_get_element (choices, i));

      g_string_append_printf (text, "%s“%s”", i > 0 ? "或" : "", choice);
    }
  }
  return g_string_free (text, text->len == 0);
}

static gboolean
has_fields (JsonObject *schema)
{
  JsonObject *properties = schema != NULL ? yc_member_object (schema, "properties") : NULL;

  return properties != NULL && json_object_get_size (properties) > 0;
}

static void
write_branch (Writer *writer, JsonObject *branch, const char *condition, gboolean otherwise)
{
  g_autofree char *band = NULL;

  if (!has_fields (branch))
    return;
  if (condition == NULL)
    band = g_strdup ("以下在适用时填写");
  else
    band = g_strdup_printf (otherwise ? "以下在不属于%s时填写" : "以下在%s时填写", condition);
  yc_sheet_band (writer->sheet, band);
  write_object (writer, branch);
}

static void
write_condition (Writer *writer, JsonObject *schema, JsonObject *holder)
{
  JsonObject *test = yc_member_object (holder, "if");
  g_autofree char *condition = test != NULL ? condition_of (schema, test) : NULL;

  if (test == NULL)
    return;
  write_branch (writer, yc_member_object (holder, "then"), condition, FALSE);
  write_branch (writer, yc_member_object (holder, "else"), condition, TRUE);
}

// ---- The whole

static void
write_field (Writer *writer, JsonObject *parent, const char *member, JsonObject *field)
{
  if (!json_object_has_member (field, "title") && !json_object_has_member (field, "type"))
    return; // says only more about a field that is elsewhere
  if (is_type (field, "array")) {
    write_array (writer, field, member);
  } else if (is_type (field, "object")) {
    yc_sheet_band (writer->sheet, title_of (field, member));
    write_object (writer, field);
  } else {
    write_scalar (writer, field, member, is_required (parent, member));
  }
}

static void
write_object (Writer *writer, JsonObject *schema)
{
  JsonObject *properties = yc_member_object (schema, "properties");
  g_autoptr (GList) members = properties != NULL ? json_object_get_members (properties) : NULL;
  JsonArray *all = yc_member_array (schema, "allOf");

  if (writer->depth >= MOST_DEPTH)
    return;
  writer->depth++;
  for (GList *m = members; m != NULL; m = m->next) {
    JsonObject *field = yc_member_object (properties, m->data);

    if (field != NULL)
      write_field (writer, schema, m->data, resolve (writer, field));
  }
  write_condition (writer, schema, schema);
  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++) {
    JsonObject *holder = yc_element_object (all, i);

    if (holder != NULL)
      write_condition (writer, schema, holder);
  }
  writer->depth--;
}

void
yc_specimen_write_form (YcSheet *sheet, JsonObject *form, YcSpecimenFill fill)
{
  Writer writer = {.sheet = sheet, .fill = fill, .form = form};

  yc_sheet_band (sheet, "申请内容");
  write_object (&writer, form);
}
