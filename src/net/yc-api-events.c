// The client's half of the central API: events and the feed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api-private.h"
#include "yc-error.h"
#include "yc-names.h"
#include "yc-wire.h"

void
yc_sent_free (YcSent *sent)
{
  g_free (sent->refused);
  g_strfreev (sent->missing);
  g_clear_error (&sent->why);
  g_clear_pointer (&sent->newer, g_ptr_array_unref);
  g_clear_pointer (&sent->names, g_hash_table_unref);
  g_free (sent);
}

static void
add_seal (JsonObject *seals, const YcEvent *event, const char *text)
{
  g_autoptr (JsonNode) seal = text != NULL ? yc_wire_parse_object (text, -1, NULL) : NULL;

  if (seal != NULL)
    json_object_set_object_member (seals, event->id, json_node_dup_object (seal));
}

static GBytes *
pack_events (GPtrArray *events, GHashTable *seals)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonObject) carried = json_object_new ();
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    json_array_add_element (array, yc_wire_event_to_json (event));
    if (seals != NULL)
      add_seal (carried, event, g_hash_table_lookup (seals, event->id));
  }
  json_object_set_array_member (body, "events", array);
  if (json_object_get_size (carried) > 0)
    json_object_set_object_member (body, "carried", json_object_ref (carried));
  return yc_api_pack (body);
}

static void
read_names (JsonObject *object, GHashTable **ret_names)
{
  if (ret_names != NULL)
    *ret_names = yc_names_from_json (yc_wire_get_object (object, "names"));
}

static GPtrArray *
read_events (JsonObject *object, GHashTable **ret_names, GError **error)
{
  JsonArray *array = yc_wire_get_array (object, "events");
  GPtrArray *events = array != NULL ? yc_wire_events_from_json (array, error) : NULL;

  if (events != NULL)
    read_names (object, ret_names);
  if (array != NULL)
    return events;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER, "central's answer has no events");
  return NULL;
}

// 200, and the two refusals that speak of one event: 409 and 422.
static YcSent *
read_sent (YcAnswer *answer, GError **error)
{
  g_autoptr (JsonNode) node = yc_answer_parse (answer);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonArray *stored = object != NULL ? yc_wire_get_array (object, "stored") : NULL;
  g_autoptr (YcSent) sent = g_new0 (YcSent, 1);

  if (stored == NULL) {
    yc_answer_to_error (answer, error);
    return NULL;
  }
  sent->n_stored = json_array_get_length (stored);
  if (answer->status == 200)
    return g_steal_pointer (&sent);
  yc_answer_to_error (answer, &sent->why);
  sent->refused = g_strdup (yc_wire_get_string (object, "event"));
  if (sent->why->code == YC_ERROR_BLOB_MISSING)
    sent->missing = yc_api_read_strings (object, "blobs");
  if (sent->why->code != YC_ERROR_VERSION)
    return g_steal_pointer (&sent);
  sent->newer = read_events (object, &sent->names, error);
  return sent->newer != NULL ? g_steal_pointer (&sent) : NULL;
}

YcSent *
yc_api_send_events (YcApi *api,
                    const char *case_id,
                    GPtrArray *events,
                    GHashTable *seals,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", case_id);
  g_autoptr (GBytes) body = pack_events (events, seals);
  g_autoptr (YcAnswer) answer =
      yc_http_send (api->http, "POST", path, body, "application/json", NULL, cancellable, error);

  if (answer == NULL)
    return NULL;
  if (answer->status == 200 || answer->status == 409 || answer->status == 422 ||
      answer->status == 403)
    return read_sent (answer, error);
  yc_answer_to_error (answer, error);
  return NULL;
}

GPtrArray *
yc_api_fetch_events (YcApi *api,
                     const char *case_id,
                     guint after,
                     GHashTable **ret_names,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events?after=%u", case_id, after);
  g_autoptr (JsonNode) node = yc_api_ask (api, "GET", path, NULL, cancellable, error);

  return node != NULL ? read_events (json_node_get_object (node), ret_names, error) : NULL;
}

char *
yc_api_reveal (YcApi *api,
               const char *case_id,
               const char *id,
               const char *field,
               const char *reason,
               GCancellable *cancellable,
               GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/reveals", case_id);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  const char *value;

  json_object_set_string_member (body, "id", id);
  json_object_set_string_member (body, "field", field);
  json_object_set_string_member (body, "reason", reason);
  node = yc_api_ask (api, "POST", path, body, cancellable, error);
  if (node == NULL)
    return NULL;
  value = yc_wire_get_string (json_node_get_object (node), "value");
  if (value == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER, "central's answer shows nothing");
  return g_strdup (value);
}

// An event of a kind that only a newer program knows stops its own case, not the others: it is left
// out here, and its case stays as it was until this program is updated.
static gboolean
add_known (GPtrArray *events, JsonNode *node, GError **error)
{
  g_autoptr (GError) problem = NULL;
  YcEvent *event = NULL;

  if (node != NULL)
    event = yc_wire_event_from_json (node, &problem);
  else
    problem = g_error_new_literal (YC_ERROR, YC_ERROR_SERVER,
                                   "the feed holds something else than events");
  if (event != NULL)
    g_ptr_array_add (events, event);
  if (event != NULL || g_error_matches (problem, YC_ERROR, YC_ERROR_UNKNOWN_EVENT))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

char *
yc_api_fetch_hash (YcApi *api, gint64 seq, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/v1/audit/head?seq=%" G_GINT64_FORMAT, seq);
  g_autoptr (JsonNode) node = yc_api_ask (api, "GET", path, NULL, cancellable, error);
  JsonObject *past = node != NULL ? yc_wire_get_object (json_node_get_object (node), "past") : NULL;
  const char *hash = past != NULL ? yc_wire_get_string (past, "hash") : NULL;

  if (node != NULL && hash == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER, "central tells no hash");
  return g_strdup (hash);
}

GPtrArray *
yc_api_fetch_feed (YcApi *api,
                   gint64 since,
                   int wait,
                   GHashTable **ret_names,
                   gint64 *ret_next,
                   YcHead *ret_head,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autofree char *path =
      g_strdup_printf ("/v1/feed?since=%" G_GINT64_FORMAT "&wait=%d&limit=500", since, wait);
  g_autoptr (JsonNode) node = yc_api_ask (api, "GET", path, NULL, cancellable, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonArray *array = object != NULL ? yc_wire_get_array (object, "events") : NULL;
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);

  if (node == NULL)
    return NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    JsonNode *inner = JSON_NODE_HOLDS_OBJECT (element)
                          ? json_object_get_member (json_node_get_object (element), "event")
                          : NULL;

    if (!add_known (events, inner, error))
      return NULL;
  }
  read_names (object, ret_names);
  *ret_next = yc_wire_get_int (object, "next", since);
  if (ret_head != NULL && !yc_head_from_json (yc_wire_get_object (object, "signed"), ret_head))
    ret_head->seq = -1;
  return g_steal_pointer (&events);
}
