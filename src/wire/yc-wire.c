// Events and other core values as JSON: the one spelling that both ends of the central API share.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-wire.h"
#include "yc-error.h"
#include "yc-identity.h"
#include "yc-uuid.h"

#include <string.h>

// All that may stand in JSON outside of its strings: the parser would also take comments, and texts
// in single quotes, and lose count of the depth in them.
#define OUTSIDE_STRINGS " \t\r\n{}[]:,+-.0123456789eEtrufalsn\""

// How many bytes from `text` on belong to one number.
static gsize
span_number (const char *text, gsize length)
{
  gsize n = 0;

  while (n < length && text[n] != '\0' && strchr ("+-.0123456789eE", text[n]) != NULL)
    n++;
  return n;
}

// Whether the number is whole and lies beyond 64 bits: the parser would make another one of it.
static gboolean
is_too_large (const char *number, gsize length)
{
  gboolean negative = *number == '-';
  const char *most = negative ? "9223372036854775808" : "9223372036854775807";
  gsize digits = length - (negative ? 1 : 0);

  for (gsize i = negative ? 1 : 0; i < length; i++)
    if (!g_ascii_isdigit (number[i]))
      return FALSE;
  for (number += negative ? 1 : 0; digits > 0 && *number == '0'; number++)
    digits--;
  return digits > 19 || (digits == 19 && strncmp (number, most, digits) > 0);
}

// The code unit that an escape (\u and four digits) at `text` stands for; -1 if there is none.
static int
read_unit (const char *text, gsize length)
{
  int unit = 0;

  if (length < 6 || text[0] != '\\' || text[1] != 'u')
    return -1;
  for (guint i = 2; i < 6; i++) {
    int digit = g_ascii_xdigit_value (text[i]);

    if (digit < 0)
      return -1;
    unit = 16 * unit + digit;
  }
  return unit;
}

// How many bytes the escape at `text` takes; 0 if no text can hold what it stands for: the parser
// would end the text there, or make one of it that is not UTF-8.
static gsize
span_escape (const char *text, gsize length)
{
  int unit = read_unit (text, length);
  int next;

  if (unit == 0)
    return 0;
  if (unit < 0xd800 || unit > 0xdfff)
    return 2;
  next = read_unit (text + 6, length - 6);
  return unit < 0xdc00 && next >= 0xdc00 && next <= 0xdfff ? 12 : 0;
}

// The parser recurses, so depth is counted before it sees the text. NULL if nothing is wrong.
static const char *
find_trap (const char *text, gsize length)
{
  int depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (in_string && text[i] == '\\') {
      gsize n = span_escape (text + i, length - i);

      if (n == 0)
        return "not text: an escape that stands for no character";
      i += n - 1;
    } else if (text[i] == '"')
      in_string = !in_string;
    else if (in_string)
      continue;
    else if (strchr (OUTSIDE_STRINGS, text[i]) == NULL)
      return "not JSON: a character that cannot stand there";
    else if ((text[i] == '[' || text[i] == '{') && ++depth > YC_WIRE_MAX_DEPTH)
      return "JSON nested too deeply";
    else if (g_ascii_isdigit (text[i]) || text[i] == '-') {
      gsize n = span_number (text + i, length - i);

      if (is_too_large (text + i, n))
        return "a whole number beyond 64 bits";
      i += n - 1;
    } else if (text[i] == ']' || text[i] == '}')
      depth--;
  }
  return NULL;
}

JsonNode *
yc_wire_parse (const char *text, gssize length, GError **error)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) problem = NULL;
  const char *trap;
  JsonNode *root;

  if (text == NULL)
    text = ""; // GBytes have it so when they are empty
  if (!g_utf8_validate_len (text, size, NULL)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "not UTF-8 text");
    return NULL;
  }
  trap = find_trap (text, size);
  if (trap != NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, trap);
    return NULL;
  }
  if (!json_parser_load_from_data (parser, text, (gssize)size, &problem)) {
    g_autofree char *said = g_utf8_make_valid (problem->message, -1); // it may cut a character

    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "not JSON: %s", said);
    return NULL;
  }
  root = json_parser_get_root (parser);
  if (root != NULL)
    return json_node_ref (root);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "no JSON at all");
  return NULL;
}

JsonNode *
yc_wire_parse_object (const char *text, gssize length, GError **error)
{
  g_autoptr (JsonNode) node = yc_wire_parse (text, length, error);

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "not a JSON object");
  return NULL;
}

char *
yc_wire_print (JsonNode *node)
{
  return json_to_string (node, FALSE);
}

char *
yc_wire_time_to_string (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);
  g_autofree char *text =
      time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S") : g_strdup ("");

  return g_strdup_printf ("%s.%03dZ", text, (int)(ms % 1000));
}

gint64
yc_wire_time_from_string (const char *text)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (time == NULL || g_date_time_to_unix (time) < 0)
    return 0;
  return g_date_time_to_unix (time) * 1000 + g_date_time_get_microsecond (time) / 1000;
}

static JsonNode *
find (JsonObject *object, const char *member, GType type)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

const char *
yc_wire_get_string (JsonObject *object, const char *member)
{
  JsonNode *node = find (object, member, G_TYPE_STRING);

  return node != NULL ? json_node_get_string (node) : NULL;
}

gint64
yc_wire_get_int (JsonObject *object, const char *member, gint64 fallback)
{
  JsonNode *node = find (object, member, G_TYPE_INT64);

  return node != NULL ? json_node_get_int (node) : fallback;
}

gboolean
yc_wire_get_boolean (JsonObject *object, const char *member)
{
  JsonNode *node = find (object, member, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

JsonArray *
yc_wire_get_array (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
yc_wire_get_object (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

JsonNode *
yc_wire_event_to_json (const YcEvent *event)
{
  g_autofree char *at = yc_wire_time_to_string (event->at);
  JsonNode *node = json_node_alloc ();
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", event->id);
  json_object_set_string_member (object, "case", event->case_id);
  json_object_set_string_member (object, "type", yc_event_type_name (event->type));
  json_object_set_int_member (object, "version", event->version);
  json_object_set_string_member (object, "at", at);
  json_object_set_string_member (object, "actor", event->actor);
  json_object_set_string_member (object, "role", yc_role_name (event->role));
  json_object_set_string_member (object, "terminal", event->terminal);
  json_object_set_object_member (object, "data", json_object_ref (event->data));
  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

static const char *
find_problem (JsonObject *object)
{
  gint64 version = yc_wire_get_int (object, "version", 0);

  if (!yc_uuid_is_valid (yc_wire_get_string (object, "id")))
    return "id";
  if (!yc_uuid_is_valid (yc_wire_get_string (object, "case")))
    return "case";
  if (version < 1 || version > G_MAXINT32)
    return "version";
  if (yc_wire_time_from_string (yc_wire_get_string (object, "at")) == 0)
    return "at";
  if (yc_wire_get_string (object, "actor") == NULL)
    return "actor";
  if (yc_role_from_name (yc_wire_get_string (object, "role")) == YC_ROLE_NONE)
    return "role";
  if (yc_wire_get_string (object, "terminal") == NULL)
    return "terminal";
  return yc_wire_get_object (object, "data") == NULL ? "data" : NULL;
}

YcEvent *
yc_wire_event_from_json (JsonNode *node, GError **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *problem = object != NULL ? find_problem (object) : "object";
  YcEventType type;

  if (problem != NULL) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "event: “%s” is missing or wrong", problem);
    return NULL;
  }
  type = yc_event_type_from_name (yc_wire_get_string (object, "type"));
  if (type == YC_EVENT_NONE) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_UNKNOWN_EVENT,
                         "event: “type” is not one that this version knows");
    return NULL;
  }
  return yc_event_new (yc_wire_get_string (object, "id"), yc_wire_get_string (object, "case"), type,
                       (guint)yc_wire_get_int (object, "version", 0),
                       yc_wire_time_from_string (yc_wire_get_string (object, "at")),
                       yc_wire_get_string (object, "actor"),
                       yc_role_from_name (yc_wire_get_string (object, "role")),
                       yc_wire_get_string (object, "terminal"),
                       json_object_ref (yc_wire_get_object (object, "data")));
}

GPtrArray *
yc_wire_events_from_json (JsonArray *array, GError **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    YcEvent *event = yc_wire_event_from_json (json_array_get_element (array, i), error);

    if (event == NULL)
      return NULL;
    g_ptr_array_add (events, event);
  }
  return g_steal_pointer (&events);
}

const char *
yc_wire_event_get_number (const YcEvent *event)
{
  if (event->type == YC_EVENT_RECEIVED)
    return yc_event_get_string (event, "voucher");
  return event->type == YC_EVENT_OPENED || event->type == YC_EVENT_LODGED ||
                 event->type == YC_EVENT_PAPER_ISSUED
             ? yc_event_get_string (event, "number")
             : NULL;
}

static void
set_text (JsonObject *object, const char *member, const char *text)
{
  if (text != NULL)
    json_object_set_string_member (object, member, text);
}

static void
set_time (JsonObject *object, const char *member, gint64 ms)
{
  g_autofree char *text = ms != 0 ? yc_wire_time_to_string (ms) : NULL;

  set_text (object, member, text);
}

JsonNode *
yc_wire_case_summary (const YcCase *self)
{
  const char *name = yc_case_get_applicant (self, "name");
  g_autofree char *masked = name != NULL ? yc_identity_mask_name (name) : NULL;
  JsonObject *object = json_object_new ();
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  set_text (object, "id", self->id);
  set_text (object, "number", self->number);
  set_text (object, "item", self->item);
  set_text (object, "item_name", self->item_name);
  set_text (object, "state", yc_state_name (self->state));
  json_object_set_int_member (object, "version", self->version);
  set_text (object, "applicant", masked);
  set_text (object, "hall", self->hall);
  set_text (object, "window", self->window);
  set_text (object, "department", self->department);
  set_text (object, "holder", self->holder);
  set_time (object, "opened_at", self->opened_at);
  set_time (object, "received_at", self->received_at);
  set_time (object, "accepted_at", self->accepted_at);
  set_time (object, "decided_at", self->decided_at);
  return node;
}

gboolean
yc_wire_is_digits (const char *text, gsize n)
{
  return text != NULL && strlen (text) == n && strspn (text, "0123456789abcdef") == n;
}

gboolean
yc_wire_take_digits (JsonObject *object, const char *member, char *ret_digits, gsize n)
{
  const char *text = yc_wire_get_string (object, member);

  if (!yc_wire_is_digits (text, n))
    return FALSE;
  memcpy (ret_digits, text, n + 1);
  return TRUE;
}
