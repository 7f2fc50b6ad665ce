// The plain text of a packet: a line of JSON, a line with its seal, and then the pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-packet-text.h"
#include "yc-error.h"
#include "yc-names.h"
#include "yc-seal.h"
#include "yc-wire.h"

#include <string.h>

#define VERSION 1

// ---- Printing -----------------------------------------------------------------------------------

static JsonArray *
events_to_json (GPtrArray *events)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < events->len; i++)
    json_array_add_element (array, yc_wire_event_to_json (events->pdata[i]));
  return array;
}

// One that was carried here keeps the seal with which it came.
static JsonObject *
seals_to_json (const YcParcel *parcel, const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  JsonObject *object = json_object_new ();

  for (guint i = 0; i < parcel->pending->len; i++) {
    const YcEvent *event = parcel->pending->pdata[i];
    const char *text = g_hash_table_lookup (parcel->seals, event->id);
    g_autoptr (JsonNode) carried = text != NULL ? yc_wire_parse_object (text, -1, NULL) : NULL;
    YcSeal seal;

    if (carried == NULL)
      yc_seal_event (&seal, event, secret);
    json_object_set_object_member (object, event->id,
                                   carried != NULL ? json_node_dup_object (carried)
                                                   : yc_seal_to_json (&seal));
  }
  return object;
}

static JsonArray *
pages_to_json (GPtrArray *pages)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < pages->len; i++) {
    const YcParcelPage *page = pages->pdata[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "sha256", page->sha256);
    json_object_set_string_member (object, "mime", page->mime);
    json_object_set_int_member (object, "size", (gint64)g_bytes_get_size (page->content));
    json_array_add_object_element (array, object);
  }
  return array;
}

static char *
print_object (JsonObject *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  return yc_wire_print (node);
}

GBytes *
yc_packet_text_print (const YcParcel *parcel,
                      const char *case_id,
                      const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonObject) sealed = NULL;
  g_autofree char *head = NULL, *second = NULL;
  GByteArray *text = g_byte_array_new ();
  YcSeal seal;

  json_object_set_int_member (object, "packet", VERSION);
  json_object_set_string_member (object, "case", case_id);
  json_object_set_array_member (object, "confirmed", events_to_json (parcel->confirmed));
  json_object_set_array_member (object, "pending", events_to_json (parcel->pending));
  json_object_set_object_member (object, "seals", seals_to_json (parcel, secret));
  json_object_set_object_member (object, "names", yc_names_to_json (parcel->names));
  json_object_set_array_member (object, "pages", pages_to_json (parcel->pages));
  head = print_object (object);
  yc_seal_text (&seal, head, secret);
  sealed = yc_seal_to_json (&seal);
  second = print_object (sealed);
  g_byte_array_append (text, (const guint8 *)head, (guint)strlen (head));
  g_byte_array_append (text, (const guint8 *)"\n", 1);
  g_byte_array_append (text, (const guint8 *)second, (guint)strlen (second));
  g_byte_array_append (text, (const guint8 *)"\n", 1);
  for (guint i = 0; i < parcel->pages->len; i++) {
    GBytes *content = ((YcParcelPage *)parcel->pages->pdata[i])->content;

    g_byte_array_append (text, g_bytes_get_data (content, NULL), (guint)g_bytes_get_size (content));
  }
  return g_byte_array_free_to_bytes (text);
}

// ---- Reading ------------------------------------------------------------------------------------

static gboolean
refuse (const char *why, GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_SEALED, why);
  return FALSE;
}

// The text up to the next line feed, owned; `*at` is moved behind it. NULL: there is none.
static char *
take_line (GBytes *text, gsize *at)
{
  gsize size;
  const char *bytes = g_bytes_get_data (text, &size);
  const char *end = *at < size ? memchr (bytes + *at, '\n', size - *at) : NULL;
  char *line;

  if (end == NULL)
    return NULL;
  line = g_strndup (bytes + *at, (gsize)(end - bytes) - *at);
  *at = (gsize)(end - bytes) + 1;
  return line;
}

static JsonNode *
take_head (GBytes *text, gsize *at, GError **error)
{
  g_autofree char *head = take_line (text, at), *second = take_line (text, at);
  g_autoptr (JsonNode) sealed = second != NULL ? yc_wire_parse_object (second, -1, NULL) : NULL;
  YcSeal seal;

  if (sealed == NULL || !yc_seal_from_json (json_node_get_object (sealed), &seal) ||
      !yc_seal_is_on_text (&seal, head)) {
    refuse ("the packet's seal is not on it", error);
    return NULL;
  }
  return yc_wire_parse_object (head, -1, error);
}

static gboolean
take_seals (YcParcel *parcel, JsonObject *seals, GError **error)
{
  for (guint i = 0; i < parcel->pending->len; i++) {
    const YcEvent *event = parcel->pending->pdata[i];
    JsonObject *object = seals != NULL ? yc_wire_get_object (seals, event->id) : NULL;
    YcSeal seal;

    if (!yc_seal_from_json (object, &seal) || !yc_seal_is_on_event (&seal, event))
      return refuse ("an event of the packet has no seal of its own", error);
    g_hash_table_insert (parcel->seals, g_strdup (event->id), print_object (object));
  }
  return TRUE;
}

static gboolean
take_page (YcParcel *parcel, JsonObject *object, GBytes *text, gsize *at, GError **error)
{
  const char *sha256 = yc_wire_get_string (object, "sha256");
  const char *mime = yc_wire_get_string (object, "mime");
  gint64 size = yc_wire_get_int (object, "size", -1);
  g_autoptr (GBytes) content = NULL;
  g_autofree char *found = NULL;

  if (!yc_wire_is_digits (sha256, 64) || mime == NULL || size < 0 ||
      (gsize)size > g_bytes_get_size (text) - *at)
    return refuse ("the packet is cut off", error);
  content = g_bytes_new_from_bytes (text, *at, (gsize)size);
  found = yc_store_hash (content);
  if (!g_str_equal (found, sha256))
    return refuse ("a page of the packet is not what its name says", error);
  *at += (gsize)size;
  yc_parcel_add_page (parcel, sha256, mime, content);
  return TRUE;
}

static gboolean
take_pages (YcParcel *parcel, JsonArray *pages, GBytes *text, gsize at, GError **error)
{
  for (guint i = 0; pages != NULL && i < json_array_get_length (pages); i++) {
    JsonNode *node = json_array_get_element (pages, i);

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return refuse ("a page of the packet is none", error);
    if (!take_page (parcel, json_node_get_object (node), text, &at, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
are_of_case (GPtrArray *events, const char *case_id)
{
  for (guint i = 0; i < events->len; i++)
    if (!g_str_equal (((YcEvent *)events->pdata[i])->case_id, case_id))
      return FALSE;
  return TRUE;
}

static gboolean
take_events (YcParcel *parcel, JsonObject *object, GError **error)
{
  const char *case_id = yc_wire_get_string (object, "case");
  JsonArray *confirmed = yc_wire_get_array (object, "confirmed");
  JsonArray *pending = yc_wire_get_array (object, "pending");

  if (case_id == NULL || confirmed == NULL || pending == NULL)
    return refuse ("the packet holds no case", error);
  parcel->confirmed = yc_wire_events_from_json (confirmed, error);
  parcel->pending = parcel->confirmed != NULL ? yc_wire_events_from_json (pending, error) : NULL;
  if (parcel->pending == NULL)
    return FALSE;
  return (are_of_case (parcel->confirmed, case_id) && are_of_case (parcel->pending, case_id)) ||
         refuse ("an event of the packet is of another case", error);
}

YcParcel *
yc_packet_text_parse (GBytes *text, char **ret_case_id, GError **error)
{
  gsize at = 0;
  g_autoptr (JsonNode) head = take_head (text, &at, error);
  JsonObject *object = head != NULL ? json_node_get_object (head) : NULL;
  g_autoptr (YcParcel) parcel = yc_parcel_new ();

  if (object == NULL)
    return NULL;
  if (yc_wire_get_int (object, "packet", 0) != VERSION) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_TOO_NEW, "the packet is of a newer program");
    return NULL;
  }
  if (!take_events (parcel, object, error) ||
      !take_seals (parcel, yc_wire_get_object (object, "seals"), error) ||
      !take_pages (parcel, yc_wire_get_array (object, "pages"), text, at, error))
    return NULL;
  g_hash_table_unref (parcel->names);
  parcel->names = yc_names_from_json (yc_wire_get_object (object, "names"));
  *ret_case_id = g_strdup (yc_wire_get_string (object, "case"));
  return g_steal_pointer (&parcel);
}
