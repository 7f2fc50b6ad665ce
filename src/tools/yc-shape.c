// The shape of the catalogue's files: which members an object has, and of what kind.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shape.h"
#include "yc-calendar.h"

typedef enum {
  KIND_TEXT,    // not empty
  KIND_ID,      // small letters, digits, hyphens
  KIND_KEY,     // small letters, digits, underscores; conditions and forms use it
  KIND_DATE,    // YYYY-MM-DD
  KIND_COUNT,   // a whole number from 0 on
  KIND_DAYS,    // a whole number from 1 on
  KIND_AMOUNT,  // a number from 0 on
  KIND_BOOLEAN, // true or false
  KIND_NEED,    // true, or a condition
  KIND_TEXTS,   // a list of texts
  KIND_DATES,   // a list of days
  KIND_OBJECT,  // of these members
  KIND_LIST,    // of objects of these members
  KIND_MAP,     // of any names to objects of these members
} Kind;

typedef struct Member Member;
struct Member {
  const char *name; // NULL ends a list of members
  Kind kind;
  gboolean optional;
  const Member *of; // for objects, lists and maps
};

static const Member answer[] = {
    {"id", KIND_ID}, {"label", KIND_TEXT}, {"label_en", KIND_TEXT}, {NULL}};
static const Member situation[] = {
    {"id", KIND_KEY},           {"question", KIND_TEXT},
    {"question_en", KIND_TEXT}, {"answers", KIND_LIST, FALSE, answer},
    {"default", KIND_ID},       {NULL}};
static const Member point[] = {{"id", KIND_ID},     {"text", KIND_TEXT},   {"text_en", KIND_TEXT},
                               {"cure", KIND_TEXT}, {"ground", KIND_TEXT}, {NULL}};
static const Member material[] = {{"id", KIND_ID},
                                  {"name", KIND_TEXT},
                                  {"name_en", KIND_TEXT},
                                  {"need", KIND_NEED},
                                  {"form", KIND_TEXT},
                                  {"copies", KIND_DAYS},
                                  {"source", KIND_TEXT},
                                  {"secondary", KIND_BOOLEAN},
                                  {"commitment", KIND_BOOLEAN},
                                  {"abolished", KIND_DATE, TRUE},
                                  {"points", KIND_LIST, FALSE, point},
                                  {NULL}};
static const Member field[] = {{"title", KIND_TEXT},
                               {"title_en", KIND_TEXT},
                               {"type", KIND_TEXT},
                               {"enum", KIND_TEXTS, TRUE},
                               {"format", KIND_TEXT, TRUE},
                               {"minLength", KIND_DAYS, TRUE},
                               {"minimum", KIND_AMOUNT, TRUE},
                               {"pattern", KIND_TEXT, TRUE},
                               {"x-unit", KIND_TEXT, TRUE},
                               {NULL}};
static const Member form[] = {
    {"type", KIND_TEXT}, {"properties", KIND_MAP, FALSE, field}, {"required", KIND_TEXTS}, {NULL}};
static const Member grounds[] = {{"grant", KIND_TEXTS},
                                 {"refuse", KIND_TEXTS},
                                 {"not_accepted", KIND_TEXTS},
                                 {"return", KIND_TEXTS},
                                 {NULL}};
static const Member fee[] = {
    {"name", KIND_TEXT}, {"amount_yuan", KIND_AMOUNT}, {"ground", KIND_TEXT}, {NULL}};
static const Member step[] = {{"post", KIND_ID}, {"name", KIND_TEXT}, {"days", KIND_COUNT}, {NULL}};
static const Member item[] = {{"code", KIND_ID},
                              {"version", KIND_DAYS},
                              {"effective", KIND_DATE},
                              {"name", KIND_TEXT},
                              {"name_en", KIND_TEXT},
                              {"kind", KIND_TEXT},
                              {"department", KIND_ID},
                              {"windows", KIND_TEXTS},
                              {"keywords", KIND_TEXTS},
                              {"legal_days", KIND_DAYS},
                              {"promised_days", KIND_DAYS},
                              {"yellow_days", KIND_COUNT},
                              {"in_person", KIND_BOOLEAN},
                              {"courier", KIND_BOOLEAN},
                              {"legal_basis", KIND_TEXTS},
                              {"grounds", KIND_OBJECT, FALSE, grounds},
                              {"situations", KIND_LIST, FALSE, situation},
                              {"materials", KIND_LIST, FALSE, material},
                              {"form", KIND_OBJECT, FALSE, form},
                              {"fees", KIND_LIST, FALSE, fee},
                              {"steps", KIND_LIST, FALSE, step},
                              {NULL}};

static const Member office[] = {
    {"id", KIND_ID}, {"name", KIND_TEXT}, {"name_en", KIND_TEXT}, {NULL}};
static const Member hall[] = {{"id", KIND_ID},
                              {"name", KIND_TEXT},
                              {"name_en", KIND_TEXT},
                              {"address", KIND_TEXT},
                              {"phone", KIND_TEXT},
                              {"branch", KIND_BOOLEAN},
                              {NULL}};
static const Member window[] = {{"id", KIND_ID},
                                {"hall", KIND_ID},
                                {"theme", KIND_ID},
                                {"name", KIND_TEXT},
                                {"name_en", KIND_TEXT},
                                {"code", KIND_TEXT},
                                {NULL}};
static const Member offices[] = {
    {"city", KIND_OBJECT, FALSE, office},  {"departments", KIND_LIST, FALSE, office},
    {"themes", KIND_LIST, FALSE, office},  {"halls", KIND_LIST, FALSE, hall},
    {"windows", KIND_LIST, FALSE, window}, {NULL}};

static const Member year[] = {
    {"source", KIND_TEXT}, {"off", KIND_DATES}, {"work", KIND_DATES}, {NULL}};
static const Member calendars[] = {{"years", KIND_MAP, FALSE, year}, {NULL}};

static void
check_member (YcReport *report, const char *place, JsonNode *node, const Member *member);

static const char *
text_of (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
}

static gboolean
is_number_from (JsonNode *node, double least, gboolean whole)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  return (type == G_TYPE_INT64 || (!whole && type == G_TYPE_DOUBLE)) &&
         json_node_get_double (node) >= least;
}

static gboolean
is_boolean (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN;
}

static gboolean
matches (JsonNode *node, const char *pattern)
{
  return text_of (node) != NULL && g_regex_match_simple (pattern, text_of (node), 0, 0);
}

static gboolean
is_of_kind (JsonNode *node, Kind kind)
{
  switch (kind) {
  case KIND_TEXT:
    return text_of (node) != NULL && *text_of (node) != '\0';
  case KIND_ID:
    return matches (node, "^[a-z0-9][a-z0-9-]*$");
  case KIND_KEY:
    return matches (node, "^[a-z][a-z0-9_]*$");
  case KIND_DATE:
    return yc_day_from_string (text_of (node)) != 0;
  case KIND_COUNT:
    return is_number_from (node, 0, TRUE);
  case KIND_DAYS:
    return is_number_from (node, 1, TRUE);
  case KIND_AMOUNT:
    return is_number_from (node, 0, FALSE);
  case KIND_BOOLEAN:
    return is_boolean (node);
  case KIND_NEED:
    return JSON_NODE_HOLDS_OBJECT (node) || (is_boolean (node) && json_node_get_boolean (node));
  case KIND_TEXTS:
  case KIND_DATES:
  case KIND_LIST:
    return JSON_NODE_HOLDS_ARRAY (node);
  case KIND_OBJECT:
  case KIND_MAP:
    return JSON_NODE_HOLDS_OBJECT (node);
  }
  return FALSE;
}

static const char *const wanted[] = {
    [KIND_TEXT] = "a text",
    [KIND_ID] = "small letters, digits and hyphens",
    [KIND_KEY] = "small letters, digits and underscores",
    [KIND_DATE] = "a day as YYYY-MM-DD",
    [KIND_COUNT] = "a whole number from 0 on",
    [KIND_DAYS] = "a whole number from 1 on",
    [KIND_AMOUNT] = "a number from 0 on",
    [KIND_BOOLEAN] = "true or false",
    [KIND_NEED] = "true or a condition",
    [KIND_TEXTS] = "a list of texts",
    [KIND_DATES] = "a list of days",
    [KIND_OBJECT] = "an object",
    [KIND_LIST] = "a list of objects",
    [KIND_MAP] = "an object of objects",
};

static void
check_list (YcReport *report, const char *place, JsonNode *node, const Member *element)
{
  JsonArray *array = json_node_get_array (node);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    g_autofree char *here = yc_place_element (place, i);

    check_member (report, here, json_array_get_element (array, i), element);
  }
}

static void
check_map (YcReport *report, const char *place, JsonNode *node, const Member *element)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value)) {
    g_autofree char *here = yc_place_member (place, name);

    check_member (report, here, value, element);
  }
}

static const Member *
find_member (const Member *of, const char *name)
{
  for (; of->name != NULL; of++)
    if (g_str_equal (of->name, name))
      return of;
  return NULL;
}

static void
check_object (YcReport *report, const char *place, JsonNode *node, const Member *of)
{
  JsonObject *object = json_node_get_object (node);
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  for (const Member *member = of; member->name != NULL; member++)
    if (!member->optional && !json_object_has_member (object, member->name))
      yc_report_add (report, place, "“%s” is missing", member->name);
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value)) {
    g_autofree char *here = yc_place_member (place, name);
    const Member *member = find_member (of, name);

    if (member != NULL)
      check_member (report, here, value, member);
    else
      yc_report_add (report, here, "no such member: mistyped, or of another version");
  }
}

static void
check_member (YcReport *report, const char *place, JsonNode *node, const Member *member)
{
  static const Member text = {NULL, KIND_TEXT}, date = {NULL, KIND_DATE};
  const Member object = {NULL, KIND_OBJECT, FALSE, member->of};

  if (!is_of_kind (node, member->kind))
    yc_report_add (report, place, "must be %s", wanted[member->kind]);
  else if (member->kind == KIND_TEXTS)
    check_list (report, place, node, &text);
  else if (member->kind == KIND_DATES)
    check_list (report, place, node, &date);
  else if (member->kind == KIND_LIST)
    check_list (report, place, node, &object);
  else if (member->kind == KIND_MAP)
    check_map (report, place, node, &object);
  else if (member->kind == KIND_OBJECT)
    check_object (report, place, node, member->of);
}

static gboolean
check_file (YcReport *report, JsonNode *node, const Member *of)
{
  const Member file = {NULL, KIND_OBJECT, FALSE, of};
  guint before = report->faults;

  check_member (report, NULL, node, &file);
  return report->faults == before;
}

gboolean
yc_shape_check_item (YcReport *report, JsonNode *node)
{
  return check_file (report, node, item);
}

gboolean
yc_shape_check_offices (YcReport *report, JsonNode *node)
{
  return check_file (report, node, offices);
}

gboolean
yc_shape_check_calendars (YcReport *report, JsonNode *node)
{
  return check_file (report, node, calendars);
}
