// Reading service items out of the catalogue's JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-form.h"
#include "yc-item-private.h"
#include "yc-json.h"

#include <math.h>

#define SUPPLEMENT_DAYS 5
#define EXTENSION_DAYS  10 // 行政许可法 art. 42

static GPtrArray *
read_fees (JsonArray *array)
{
  GPtrArray *fees = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < yc_json_get_length (array); i++) {
    JsonObject *object = yc_json_get_element (array, i);
    YcFee *fee = g_new0 (YcFee, 1);

    fee->name = yc_json_get_text (object, "name");
    fee->amount = yc_json_get_number (object, "amount");
    fee->unit = yc_json_get_string (object, "unit");
    fee->basis = yc_json_get_string (object, "basis");
    g_ptr_array_add (fees, fee);
  }
  return fees;
}

static GPtrArray *
read_steps (JsonArray *array)
{
  GPtrArray *steps = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < yc_json_get_length (array); i++) {
    JsonObject *object = yc_json_get_element (array, i);
    YcItemStep *step = g_new0 (YcItemStep, 1);

    step->post = yc_json_get_string (object, "post");
    step->name = yc_json_get_text (object, "name");
    step->days = (int)CLAMP (yc_json_get_int (object, "days", 0), 0, YC_ITEM_MOST_DAYS);
    g_ptr_array_add (steps, step);
  }
  return steps;
}

static GPtrArray *
read_bodies (JsonArray *array)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < yc_json_get_length (array); i++) {
    JsonObject *object = yc_json_get_element (array, i);
    YcRightBody *body = g_new0 (YcRightBody, 1);

    body->department = yc_json_get_string (object, "department");
    body->name = yc_json_get_text (object, "name");
    body->when = yc_json_get_text (object, "when");
    body->address = yc_json_get_string (object, "address");
    body->phone = yc_json_get_string (object, "phone");
    g_ptr_array_add (bodies, body);
  }
  return bodies;
}

static void
read_lists (YcItem *item, JsonObject *object)
{
  JsonObject *grounds = yc_json_get_object (object, "grounds");

  item->windows = yc_json_get_strings (object, "windows");
  item->keywords = yc_json_get_strings (object, "keywords");
  item->legal_basis = yc_json_get_strings (object, "legal_basis");
  item->grant_grounds = yc_json_get_strings (grounds, "grant");
  item->refuse_grounds = yc_json_get_strings (grounds, "refuse");
  item->not_accepted_grounds = yc_json_get_strings (grounds, "not_accepted");
  item->not_needed_grounds = yc_json_get_strings (grounds, "not_needed");
  item->return_grounds = yc_json_get_strings (grounds, "return");
  item->right_bodies = read_bodies (yc_json_get_array (object, "right_bodies"));
  item->fees = read_fees (yc_json_get_array (object, "fees"));
  item->steps = read_steps (yc_json_get_array (object, "steps"));
}

static int
read_days (JsonObject *object, const char *member, gint64 fallback)
{
  return (int)CLAMP (yc_json_get_int (object, member, fallback), 0, YC_ITEM_MOST_DAYS);
}

// The rule of the lamp: so many days that are left, or so large a share of the promised limit.
static int
read_yellow (JsonObject *object, int promised_days)
{
  double share = yc_json_get_number (object, "yellow_share");

  if (json_object_has_member (object, "yellow_share"))
    return (int)ceil (CLAMP (share, 0, 1) * promised_days);
  return (int)yc_json_get_int (object, "yellow_days", 1);
}

static void
read_limits (YcItem *item, JsonObject *object)
{
  item->legal_days = (int)yc_json_get_int (object, "legal_days", 0);
  item->promised_days = (int)yc_json_get_int (object, "promised_days", 0);
  item->yellow_days = read_yellow (object, item->promised_days);
  item->supplement_days = read_days (object, "supplement_days", SUPPLEMENT_DAYS);
  item->extension_days = read_days (object, "extension_days", EXTENSION_DAYS);
  item->deferral_days = read_days (object, "deferral_days", item->promised_days);
}

static YcDay
read_day (JsonObject *object, const char *member)
{
  const char *text = yc_json_get_string (object, member);

  return text != NULL ? yc_day_from_string (text) : 0;
}

static void
read_plain (YcItem *item, JsonObject *object)
{
  item->object = object;
  item->code = yc_json_get_string (object, "code");
  item->version = (int)yc_json_get_int (object, "version", 1);
  item->effective = read_day (object, "effective");
  item->until = read_day (object, "until");
  item->name = yc_json_get_text (object, "name");
  item->result = yc_json_get_text (yc_json_get_object (object, "result"), "name");
  item->kind = yc_json_get_string (object, "kind");
  item->department = yc_json_get_string (object, "department");
  item->in_person = yc_json_get_boolean (object, "in_person");
  item->courier = yc_json_get_boolean (object, "courier");
}

static gboolean
read_form (YcItem *item, JsonObject *object, GError **error)
{
  JsonObject *schema = yc_json_get_object (object, "form");

  if (schema == NULL)
    return TRUE;
  item->form = yc_form_new (schema, error);
  if (item->form == NULL)
    return FALSE;
  item->fields = yc_form_get_fields (item->form);
  return TRUE;
}

YcItem *
yc_item_new (JsonObject *object, GError **error)
{
  YcItem *item = g_new0 (YcItem, 1);

  read_plain (item, object);
  read_limits (item, object);
  read_lists (item, object);
  if (yc_item_read_rules (item, object, error) && read_form (item, object, error) &&
      yc_item_check (item, object, error)) {
    if (item->fields == NULL)
      item->fields = g_ptr_array_new ();
    return item;
  }
  yc_item_free (item);
  return NULL;
}

void
yc_item_free (YcItem *item)
{
  GPtrArray *lists[] = {
      item->windows,
      item->keywords,
      item->legal_basis,
      item->grant_grounds,
      item->refuse_grounds,
      item->return_grounds,
      item->not_accepted_grounds,
      item->right_bodies,
      item->not_needed_grounds,
      item->fees,
      item->steps,
      item->materials,
      item->situations,
      item->checks,
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (lists[i] != NULL)
      g_ptr_array_unref (lists[i]);
  if (item->form != NULL)
    yc_form_free (item->form);
  else if (item->fields != NULL)
    g_ptr_array_unref (item->fields);
  g_free (item);
}

gboolean
yc_item_is_offered (const YcItem *item, const char *theme)
{
  return g_strcmp0 (theme, "general") == 0 ||
         g_ptr_array_find_with_equal_func (item->windows, theme, g_str_equal, NULL);
}

gboolean
yc_item_is_in_effect (const YcItem *item, YcDay day)
{
  return item->effective <= day && (item->until == 0 || day <= item->until);
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

const char *
yc_keep_in_words (YcKeep keep)
{
  switch (keep) {
  case YC_KEEP_ORIGINAL:
    return "原件";
  case YC_KEEP_BOTH:
    return "原件核对，留复印件";
  case YC_KEEP_COPY:
    break;
  }
  return "复印件";
}

static JsonArray *
steps_to_json (const YcItem *item)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < item->steps->len; i++) {
    const YcItemStep *step = item->steps->pdata[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "post", step->post != NULL ? step->post : "");
    json_object_set_string_member (object, "name", step->name.zh != NULL ? step->name.zh : "");
    json_object_set_int_member (object, "days", step->days);
    json_array_add_object_element (array, object);
  }
  return array;
}

JsonObject *
yc_item_open (const YcItem *item)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "item", item->code);
  json_object_set_string_member (data, "item_name", item->name.zh);
  json_object_set_int_member (data, "item_version", item->version);
  json_object_set_string_member (data, "department", item->department);
  json_object_set_int_member (data, "promised_days", item->promised_days);
  json_object_set_int_member (data, "legal_days", item->legal_days);
  json_object_set_int_member (data, "yellow_days", item->yellow_days);
  json_object_set_int_member (data, "supplement_days", item->supplement_days);
  json_object_set_int_member (data, "extension_days", item->extension_days);
  json_object_set_array_member (data, "steps", steps_to_json (item));
  return data;
}
