// Leasing ranges of numbers to terminals, so that papers can be issued while offline.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-numbers.h"
#include "yc-routes.h"
#include "yc-uuid.h"
#include "yc-wire.h"

#define LARGEST_RANGE 1000

static JsonObject *
range_to_json (const YcNumberRange *range)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "request", range->request);
  json_object_set_string_member (object, "kind", range->kind);
  json_object_set_string_member (object, "window", range->window);
  json_object_set_string_member (object, "prefix", range->prefix);
  json_object_set_string_member (object, "suffix", range->suffix);
  json_object_set_int_member (object, "digits", YC_NUMBER_DIGITS);
  json_object_set_int_member (object, "from", range->first);
  json_object_set_int_member (object, "to", range->last);
  return object;
}

gboolean
yc_route_may_have_numbers (YcRequest *request, const char *window)
{
  const YcPerson *person = request->person;

  if ((person->roles & (YC_ROLE_SUPERVISOR | YC_ROLE_SYSTEM)) != 0)
    return TRUE;
  return g_strcmp0 (request->terminal, request->parameters[0]) == 0 &&
         (window == NULL || *person->windows == NULL ||
          g_strv_contains ((const char *const *)person->windows, window));
}

static int
current_year (YcCentral *central)
{
  g_autofree char *day = yc_day_to_string (yc_day_from_ms (yc_central_now (central)));

  return (int)g_ascii_strtoll (day, NULL, 10);
}

static void
lease (YcRequest *request, YcNumberRange *range, guint count)
{
  YcCentral *central = request->central;
  g_autoptr (GError) error = NULL;

  if (yc_central_ensure_catalogue (central, &error) &&
      yc_numbers_name (central->catalogue, range->kind, range->window, current_year (central),
                       &range->prefix, &range->suffix, &error) &&
      yc_ledger_lease_range (yc_central_get_ledger (central), range, count,
                             yc_central_now (central), &error))
    yc_request_answer_object (request, SOUP_STATUS_CREATED, range_to_json (range));
  else
    yc_request_answer_error (request, error);
}

// The same request again has the same range; another one under its name is a mistake.
static void
answer_again (YcRequest *request, const YcNumberRange *known, const YcNumberRange *asked)
{
  if (g_strcmp0 (known->terminal, asked->terminal) == 0 &&
      g_strcmp0 (known->kind, asked->kind) == 0 && g_strcmp0 (known->window, asked->window) == 0)
    yc_request_answer_object (request, SOUP_STATUS_OK, range_to_json (known));
  else
    yc_request_answer_problem (request, YC_ERROR_MALFORMED, "another request has this id");
}

static YcNumberRange *
parse_range (YcRequest *request, JsonObject *object, gint64 *ret_count)
{
  const char *id = yc_wire_get_string (object, "request");
  const char *kind = yc_wire_get_string (object, "kind");
  const char *window = yc_wire_get_string (object, "window");
  YcNumberRange *range;

  *ret_count = yc_wire_get_int (object, "count", 0);
  if (!yc_uuid_is_valid (id) || kind == NULL || window == NULL || *ret_count < 1 ||
      *ret_count > LARGEST_RANGE)
    return NULL;
  range = g_new0 (YcNumberRange, 1);
  range->request = g_strdup (id);
  range->terminal = g_strdup (request->parameters[0]);
  range->kind = g_strdup (kind);
  range->window = g_strdup (window);
  return range;
}

void
yc_route_lease_numbers (YcRequest *request)
{
  g_autoptr (JsonNode) node = yc_request_parse (request);
  g_autoptr (YcNumberRange) range = NULL;
  g_autoptr (YcNumberRange) known = NULL;
  g_autoptr (GError) error = NULL;
  gint64 count;

  if (node == NULL)
    return;
  range = parse_range (request, json_node_get_object (node), &count);
  if (range == NULL) {
    yc_request_answer_problem (request, YC_ERROR_MALFORMED,
                               "“request”, “kind”, “window” and “count” (1 to 1000) are needed");
    return;
  }
  if (!yc_route_may_have_numbers (request, range->window)) {
    yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "not this person's terminal or window");
    return;
  }
  known = yc_ledger_find_range (yc_central_get_ledger (request->central), range->request, &error);
  if (error != NULL)
    yc_request_answer_error (request, error);
  else if (known != NULL)
    answer_again (request, known, range);
  else
    lease (request, range, (guint)count);
}

void
yc_route_list_numbers (YcRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ranges = NULL;
  JsonObject *object;
  JsonArray *array;

  if (!yc_route_may_have_numbers (request, NULL)) {
    yc_request_answer_problem (request, YC_ERROR_FORBIDDEN, "not this person's terminal");
    return;
  }
  ranges = yc_ledger_list_ranges (yc_central_get_ledger (request->central), request->parameters[0],
                                  &error);
  if (ranges == NULL) {
    yc_request_answer_error (request, error);
    return;
  }
  object = json_object_new ();
  array = json_array_new ();
  for (guint i = 0; i < ranges->len; i++)
    json_array_add_object_element (array, range_to_json (ranges->pdata[i]));
  json_object_set_array_member (object, "ranges", array);
  yc_request_answer_object (request, SOUP_STATUS_OK, object);
}
