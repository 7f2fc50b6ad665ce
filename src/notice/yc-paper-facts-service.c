// What is handed over, and who helps: delivery, custody of originals, assistance, withdrawal.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-facts-private.h"

// ---- Delivery

static const char *
method_name (const char *code)
{
  static const char *const names[][2] = {
      {"in-person", "直接送达（窗口领取）"},
      {"window", "直接送达（窗口领取）"},
      {"agent", "直接送达（代理人领取）"},
      {"courier", "邮寄送达"},
      {"electronic", "电子送达"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i][0], code) == 0)
      return names[i][1];
  return code;
}

static void
add_paper (JsonArray *rows, const char *name, const char *number, gint64 copies)
{
  JsonObject *row = json_object_new ();

  yc_facts_set (row, "name", name);
  yc_facts_set (row, "number", number);
  json_object_set_int_member (row, "copies", copies > 0 ? copies : 1);
  json_array_add_object_element (rows, row);
}

// The decision, where nothing is said of what was handed over.
static void
add_decision (YcFacts *facts, JsonArray *rows)
{
  gboolean refused = yc_facts_find_data (facts, YC_EVENT_REFUSED, NULL) != NULL;
  JsonObject *decided = yc_facts_find_data (facts, YC_EVENT_GRANTED, NULL);
  const char *number = NULL;

  if (!refused && decided == NULL)
    return;
  for (guint i = 0; i < facts->events->len; i++) {
    const YcEvent *event = facts->events->pdata[i];
    const char *paper = yc_event_get_string (event, "paper");

    if (event->type == YC_EVENT_PAPER_ISSUED &&
        (g_strcmp0 (paper, "grant") == 0 || g_strcmp0 (paper, "refusal") == 0))
      number = yc_event_get_string (event, "number");
  }
  add_paper (rows, refused ? "不予办理决定书" : "准予办理决定书", number, 1);
  if (yc_facts_text (decided, "certificate") != NULL)
    add_paper (rows, yc_facts_text (decided, "certificate"), NULL, 1);
}

static JsonArray *
list_papers (YcFacts *facts, JsonObject *data)
{
  JsonArray *given = yc_facts_array (data, "papers"), *rows = json_array_new ();

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++) {
    JsonNode *node = json_array_get_element (given, i);
    JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

    if (object != NULL)
      add_paper (rows, yc_facts_text (object, "name"), yc_facts_text (object, "number"),
                 yc_facts_int (object, "copies"));
    else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
      add_paper (rows, json_node_get_string (node), NULL, 1);
  }
  if (given == NULL)
    add_decision (facts, rows);
  return rows;
}

static void
add_delivery (YcFacts *facts)
{
  static const char *const same[] = {"collector", "collector_id", "relation", "courier",
                                     "tracking"};
  gint64 at = 0;
  JsonObject *data = yc_facts_find_data (facts, YC_EVENT_ISSUED, &at);
  JsonObject *object = json_object_new ();
  const char *method = yc_facts_text (data, "method");

  yc_facts_set (object, "method", method_name (method));
  json_object_set_boolean_member (object, "by_post", g_strcmp0 (method, "courier") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    yc_facts_set (object, same[i], yc_facts_text (data, same[i]));
  if (data != NULL)
    yc_facts_set_day (object, "day", at > 0 ? yc_day_from_ms (at) : facts->day, FALSE);
  json_object_set_array_member (object, "papers", list_papers (facts, data));
  json_object_set_object_member (facts->out, "delivery", object);
}

// ---- Custody of paper originals

static void
add_original (YcFacts *facts, JsonArray *rows, const YcMaterial *material)
{
  JsonObject *row = json_object_new ();

  yc_facts_set (row, "name", material->name.zh);
  json_object_set_int_member (row, "copies", material->copies);
  json_object_set_int_member (row, "pages", yc_case_count_pages (facts->input->self, material->id));
  yc_facts_set (row, "remark", "原件");
  json_array_add_object_element (rows, row);
}

static void
add_listed (YcFacts *facts, JsonArray *rows, JsonNode *node)
{
  JsonObject *given = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *text =
      given == NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
  const char *id = given != NULL ? yc_facts_text (given, "material") : text;
  const YcMaterial *material = id != NULL ? yc_item_find_material (facts->input->item, id) : NULL;
  JsonObject *row;

  if (material != NULL) {
    add_original (facts, rows, material);
  } else if (given != NULL || text != NULL) {
    row = json_object_new ();
    yc_facts_set (row, "name", text);
    json_array_add_object_element (rows, row);
  } else {
    return;
  }
  row = json_array_get_object_element (rows, json_array_get_length (rows) - 1);
  yc_facts_set (row, "name", yc_facts_text (given, "name"));
  yc_facts_set (row, "remark", yc_facts_text (given, "remark"));
  if (yc_facts_int (given, "copies") > 0)
    json_object_set_int_member (row, "copies", yc_facts_int (given, "copies"));
  if (yc_facts_int (given, "pages") > 0)
    json_object_set_int_member (row, "pages", yc_facts_int (given, "pages"));
}

static JsonArray *
list_originals (YcFacts *facts, JsonObject *data)
{
  JsonArray *given = yc_facts_array (data, "list"), *rows = json_array_new ();
  const YcCase *self = facts->input->self;
  g_autoptr (GPtrArray) materials = yc_facts_list_materials (facts);

  for (guint i = 0; given != NULL && i < json_array_get_length (given); i++)
    add_listed (facts, rows, json_array_get_element (given, i));
  for (guint i = 0; given == NULL && i < materials->len; i++) {
    const YcMaterial *material = materials->pdata[i];

    if (material->keep == YC_KEEP_ORIGINAL && yc_case_count_pages (self, material->id) > 0)
      add_original (facts, rows, material);
  }
  return rows;
}

static void
add_custody (YcFacts *facts)
{
  gint64 at = 0;
  JsonObject *data = yc_facts_find_data (facts, YC_EVENT_CUSTODY_TRANSFERRED, &at);
  JsonObject *object = json_object_new ();

  yc_facts_set (object, "from", yc_facts_name (facts, yc_facts_text (data, "from")));
  yc_facts_set (object, "to", yc_facts_name (facts, yc_facts_text (data, "to")));
  yc_facts_set (object, "reason", yc_facts_text (data, "reason"));
  yc_facts_set_day (object, "day", at > 0 ? yc_day_from_ms (at) : facts->day, FALSE);
  json_object_set_array_member (object, "list", list_originals (facts, data));
  json_object_set_object_member (facts->out, "custody", object);
}

// ---- Assistance and withdrawal

// Who helped last, and whether in the applicant's place: an authority makes a proxy of whoever
// began by assisting.
static const char *
find_helper (YcFacts *facts, const char **ret_kind)
{
  const YcPaperInput *input = facts->input;
  gboolean proxy = input->coming == YC_EVENT_AUTHORISED;

  if (input->coming == YC_EVENT_HELPED) {
    *ret_kind = g_strcmp0 (yc_facts_text (input->data, "kind"), "proxy") == 0 ? "代办" : "帮办";
    return input->clerk;
  }
  for (guint i = facts->events->len; i > 0; i--) {
    const YcEvent *event = facts->events->pdata[i - 1];

    proxy = proxy || event->type == YC_EVENT_AUTHORISED;
    if (event->type != YC_EVENT_HELPED)
      continue;
    proxy = proxy || g_strcmp0 (yc_event_get_string (event, "kind"), "proxy") == 0;
    *ret_kind = proxy ? "代办" : "帮办";
    return yc_facts_name (facts, event->actor);
  }
  return NULL;
}

// What stands in the event of one deed; each has a day of its own.
static void
add_help_of (YcFacts *facts, JsonObject *object, const char *member, YcEventType type)
{
  static const char *const same[] = {"phone", "place", "scope", "reason", "result"};
  JsonObject *deed = json_object_new ();
  gint64 at = 0;
  JsonObject *data = yc_facts_find_data (facts, type, &at);

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    yc_facts_set (deed, same[i], yc_facts_text (data, same[i]));
  yc_facts_set_day_text (deed, "from", yc_facts_text (data, "from"));
  yc_facts_set_day_text (deed, "until", yc_facts_text (data, "until"));
  if (data != NULL)
    yc_facts_set_day (deed, "day", at > 0 ? yc_day_from_ms (at) : facts->day, FALSE);
  json_object_set_object_member (object, member, deed);
}

static void
add_help (YcFacts *facts)
{
  JsonObject *object = json_object_new ();
  const char *kind = NULL;

  yc_facts_set (object, "helper", find_helper (facts, &kind));
  yc_facts_set (object, "kind", kind);
  add_help_of (facts, object, "begun", YC_EVENT_HELPED);
  add_help_of (facts, object, "authority", YC_EVENT_AUTHORISED);
  add_help_of (facts, object, "stopped", YC_EVENT_HELP_STOPPED);
  add_help_of (facts, object, "ended", YC_EVENT_HELP_ENDED);
  json_object_set_object_member (facts->out, "help", object);
}

void
yc_facts_add_service (YcFacts *facts)
{
  gint64 at = 0;
  JsonObject *data = yc_facts_find_data (facts, YC_EVENT_WITHDRAWN, &at);
  JsonObject *object = json_object_new ();

  add_delivery (facts);
  add_custody (facts);
  add_help (facts);
  yc_facts_set (object, "reason", yc_facts_text (data, "reason"));
  yc_facts_set_day (object, "day", at > 0 ? yc_day_from_ms (at) : facts->day, FALSE);
  json_object_set_object_member (facts->out, "withdrawal", object);
}
