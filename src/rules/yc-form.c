// The form of a service item: which fields it shows for what stands in it, and what does not fit.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form.h"
#include "yc-error.h"
#include "yc-form-field.h"
#include "yc-form-order.h"
#include "yc-json.h"

#include <string.h>

#define MOST_VIOLATIONS 200
#define DEEPEST         8     // parts within parts
#define MOST_PLACES     10000 // shown: groups within groups would have no end

struct _YcForm {
  YcSchema *schema;    // owned
  YcField *root;       // owned: the whole form as a part
  GPtrArray *computed; // owned: of YcComputed, in the order in which they are worked out
};

static void
free_computed (gpointer data)
{
  yc_computed_free (data);
}

static YcSchema *
new_schema (JsonNode *node, GError **error)
{
  YcSchema *schema = yc_schema_new (node, YC_SCHEMA_ASSERT_FORMATS, error);

  if (schema == NULL)
    g_prefix_error (error, "form: ");
  return schema;
}

YcForm *
yc_form_new (JsonObject *schema, GError **error)
{
  g_autoptr (JsonNode) node = json_node_init (json_node_alloc (), JSON_NODE_OBJECT);
  YcForm *form = g_new0 (YcForm, 1);

  json_node_set_object (node, schema);
  form->computed = g_ptr_array_new_with_free_func (free_computed);
  form->root = yc_field_new_root (schema, form->computed, error);
  if (form->root != NULL && yc_form_order (form->computed, error))
    form->schema = new_schema (node, error);
  if (form->schema != NULL)
    return form;
  yc_form_free (form);
  return NULL;
}

void
yc_form_free (YcForm *form)
{
  g_ptr_array_unref (form->computed);
  g_clear_pointer (&form->root, yc_field_free);
  g_clear_pointer (&form->schema, yc_schema_unref);
  g_free (form);
}

GPtrArray *
yc_form_get_fields (YcForm *form)
{
  return form->root->children;
}

// ---- What is shown ------------------------------------------------------------------------------

static void
free_place (gpointer data)
{
  YcFormPlace *place = data;

  g_free (place->place);
  g_free (place);
}

static const char *
append (
    GPtrArray *places, const YcField *field, char *place, guint depth, int entry, gboolean required)
{
  YcFormPlace *one = g_new0 (YcFormPlace, 1);

  one->field = field;
  one->place = place;
  one->depth = depth;
  one->entry = entry;
  one->required = required;
  g_ptr_array_add (places, one);
  return place;
}

static char *
place_in (const char *above, const char *id)
{
  return above != NULL ? g_strdup_printf ("%s/%s", above, id) : g_strdup (id);
}

static void list_part (
    GPtrArray *places, const YcField *part, JsonObject *root, const char *above, guint depth);

static void
list_group (
    GPtrArray *places, const YcField *field, JsonObject *root, const char *place, guint depth)
{
  guint n = MAX (yc_form_count_entries (root, place), field->min_items);

  for (guint i = 0; i < n && places->len < MOST_PLACES; i++) {
    const char *entry =
        append (places, field, g_strdup_printf ("%s/%u", place, i), depth + 1, (int)i, FALSE);

    list_part (places, field, root, entry, depth + 2);
  }
}

static void
list_field (GPtrArray *places,
            const YcField *field,
            JsonObject *root,
            const char *above,
            guint depth,
            gboolean required)
{
  const char *place = append (places, field, place_in (above, field->id), depth, -1, required);

  if (depth > 2 * DEEPEST)
    return;
  if (field->kind == YC_FIELD_GROUP)
    list_group (places, field, root, place, depth);
  else if (field->kind == YC_FIELD_PART)
    list_part (places, field, root, place, depth + 1);
}

static JsonNode *
values_of_part (JsonObject *root, const char *above)
{
  JsonNode *node = NULL;
  g_autoptr (JsonObject) object = NULL;

  if (above == NULL)
    object = yc_form_prune (root, DEEPEST);
  else if ((node = yc_form_get (root, above)) != NULL && JSON_NODE_HOLDS_OBJECT (node))
    object = yc_form_prune (json_node_get_object (node), DEEPEST);
  else
    object = json_object_new ();
  node = json_node_init (json_node_alloc (), JSON_NODE_OBJECT);
  json_node_set_object (node, object);
  return node;
}

static gboolean
is_named (GPtrArray *names, const char *id)
{
  return names != NULL && g_ptr_array_find_with_equal_func (names, id, g_str_equal, NULL);
}

static gboolean
is_required (const YcField *part, const YcField *field, const gboolean *active)
{
  if (field->required)
    return TRUE;
  for (guint i = 0; i < part->branches->len; i++) {
    const YcBranch *branch = part->branches->pdata[i];

    if (is_named (active[i] ? branch->then_required : branch->otherwise_required, field->id))
      return TRUE;
  }
  return FALSE;
}

static void
list_branches (GPtrArray *places,
               const YcField *part,
               const gboolean *active,
               const char *after,
               JsonObject *root,
               const char *above,
               guint depth)
{
  for (guint i = 0; i < part->branches->len; i++) {
    const YcBranch *branch = part->branches->pdata[i];
    GPtrArray *fields = active[i] ? branch->then : branch->otherwise;

    if (g_strcmp0 (branch->after, after) != 0)
      continue;
    for (guint f = 0; fields != NULL && f < fields->len; f++)
      list_field (places, fields->pdata[f], root, above, depth,
                  is_required (part, fields->pdata[f], active));
  }
}

static void
list_part (GPtrArray *places, const YcField *part, JsonObject *root, const char *above, guint depth)
{
  g_autofree gboolean *active = g_new0 (gboolean, part->branches->len + 1);
  g_autoptr (JsonNode) values = part->branches->len > 0 ? values_of_part (root, above) : NULL;

  for (guint i = 0; i < part->branches->len; i++) {
    const YcBranch *branch = part->branches->pdata[i];

    active[i] = yc_schema_is_valid (branch->condition, values);
  }
  for (guint i = 0; i < part->children->len; i++) {
    const YcField *field = part->children->pdata[i];

    list_field (places, field, root, above, depth, is_required (part, field, active));
    list_branches (places, part, active, field->id, root, above, depth);
  }
  list_branches (places, part, active, NULL, root, above, depth);
}

GPtrArray *
yc_form_list (YcForm *form, JsonObject *values)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (free_place);

  list_part (places, form->root, values, NULL, 0);
  return places;
}

// ---- Finding ------------------------------------------------------------------------------------

static const YcField *
find_in_list (GPtrArray *fields, const char *id)
{
  for (guint i = 0; fields != NULL && i < fields->len; i++)
    if (g_strcmp0 (((YcField *)fields->pdata[i])->id, id) == 0)
      return fields->pdata[i];
  return NULL;
}

static const YcField *
find_child (const YcField *part, const char *id)
{
  const YcField *found = find_in_list (part->children, id);

  for (guint i = 0; found == NULL && part->branches != NULL && i < part->branches->len; i++) {
    const YcBranch *branch = part->branches->pdata[i];

    found = find_in_list (branch->then, id);
    if (found == NULL)
      found = find_in_list (branch->otherwise, id);
  }
  return found;
}

const YcField *
yc_form_find (YcForm *form, const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", -1);
  const YcField *field = form->root;

  for (guint i = 0; field != NULL && steps[i] != NULL; i++)
    if (field->kind != YC_FIELD_GROUP || !g_ascii_isdigit (*steps[i]))
      field = find_child (field, steps[i]);
  return field;
}

GPtrArray *
yc_form_validate (YcForm *form, JsonObject *values)
{
  g_autoptr (JsonNode) node = values_of_part (values, NULL);

  return yc_schema_validate (form->schema, node, MOST_VIOLATIONS);
}

gboolean
yc_form_is_computed (YcForm *form)
{
  return form->computed->len > 0;
}

// What is divided by nothing is no number, as in JavaScript's JSON.
static JsonNode *
work_out (const YcInquiry *inquiry, const YcFormPlace *place)
{
  JsonNode *node = yc_inquiry_work_out (inquiry, place->field->computed, place->place);

  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_DOUBLE ||
      yc_form_holds_number (json_node_get_double (node)))
    return node;
  json_node_unref (node);
  return json_node_init_null (json_node_alloc ());
}

// A field of a group stands at as many places as there are entries.
static void
compute_field (const YcField *field, GPtrArray *places, const YcInquiry *inquiry)
{
  for (guint i = 0; i < places->len; i++) {
    const YcFormPlace *place = places->pdata[i];
    JsonObject *values = yc_json_get_object (inquiry->facts, "form");

    if (place->field == field && place->entry < 0)
      json_object_set_object_member (inquiry->facts, "form",
                                     yc_form_set (values, place->place, work_out (inquiry, place)));
  }
}

static gboolean
are_same (GPtrArray *places, GPtrArray *others)
{
  if (places->len != others->len)
    return FALSE;
  for (guint i = 0; i < places->len; i++) {
    const YcFormPlace *one = places->pdata[i], *other = others->pdata[i];

    if (one->field != other->field || !g_str_equal (one->place, other->place))
      return FALSE;
  }
  return TRUE;
}

// What comes out may show further fields, down to as many parts as there are within parts. Doubts
// are those of the last time.
void
yc_form_compute (YcForm *form, const YcInquiry *inquiry)
{
  guint noted = inquiry->doubts != NULL ? inquiry->doubts->len : 0;
  g_autoptr (GPtrArray) shown = g_ptr_array_new ();

  for (guint pass = 0; form->computed->len > 0 && pass < DEEPEST; pass++) {
    g_autoptr (GPtrArray) places = yc_form_list (form, yc_json_get_object (inquiry->facts, "form"));

    if (pass > 0 && are_same (places, shown))
      return;
    if (inquiry->doubts != NULL)
      g_ptr_array_set_size (inquiry->doubts, (int)noted);
    for (guint i = 0; i < form->computed->len; i++)
      compute_field (((YcComputed *)form->computed->pdata[i])->field, places, inquiry);
    g_ptr_array_unref (shown);
    shown = g_steal_pointer (&places);
  }
}
