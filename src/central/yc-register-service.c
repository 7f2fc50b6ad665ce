// A register that answers out of a table: plain HTTP and JSON, as a city's registers do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-register-service.h"
#include "yc-wire.h"

#include <libsoup/soup.h>

struct _YcRegisterService {
  SoupServer *server; // owned
  JsonObject *tables; // owned
  char *authorization, *url;
};

static gboolean
is_row (JsonObject *row, JsonObject *wanted)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  json_object_iter_init (&iter, wanted);
  while (json_object_iter_next (&iter, &member, &node)) {
    JsonNode *there = json_object_get_member (row, member);

    if (there == NULL || !json_node_equal (there, node))
      return FALSE;
  }
  return TRUE;
}

static JsonObject *
find_row (YcRegisterService *self, const char *source, JsonObject *wanted)
{
  JsonArray *table = yc_wire_get_array (self->tables, source);

  for (guint i = 0; table != NULL && i < json_array_get_length (table); i++) {
    JsonObject *row = json_array_get_object_element (table, i);

    if (is_row (row, wanted))
      return row;
  }
  return NULL;
}

static void
answer (SoupServerMessage *message, JsonObject *row)
{
  g_autoptr (JsonNode) node = NULL;
  char *text;

  if (row == NULL) {
    soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
    return;
  }
  node = json_node_init_object (json_node_alloc (), row);
  text = yc_wire_print (node);
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "application/json", SOUP_MEMORY_TAKE, text,
                                    strlen (text));
}

static void
asked_cb (SoupServer *server,
          SoupServerMessage *message,
          const char *path,
          GHashTable *query,
          gpointer data)
{
  YcRegisterService *self = data;
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  const char *authorization = soup_message_headers_get_one (
      soup_server_message_get_request_headers (message), "Authorization");
  g_autoptr (JsonNode) wanted = NULL;

  if (g_strcmp0 (authorization, self->authorization) != 0) {
    soup_server_message_set_status (message, SOUP_STATUS_UNAUTHORIZED, NULL);
    return;
  }
  wanted = yc_wire_parse_object (body->data, (gssize)body->length, NULL);
  if (wanted == NULL || json_object_get_size (json_node_get_object (wanted)) == 0)
    soup_server_message_set_status (message, SOUP_STATUS_BAD_REQUEST, NULL);
  else
    answer (message,
            find_row (self, *path == '/' ? path + 1 : path, json_node_get_object (wanted)));
}

YcRegisterService *
yc_register_service_new (JsonObject *tables, const char *token, GError **error)
{
  g_autoptr (YcRegisterService) self = g_new0 (YcRegisterService, 1);
  GSList *uris;

  self->tables = json_object_ref (tables);
  self->authorization = g_strdup_printf ("Bearer %s", token);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, asked_cb, self, NULL);
  if (!soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, error))
    return NULL;
  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify)g_uri_unref);
  return g_steal_pointer (&self);
}

void
yc_register_service_free (YcRegisterService *self)
{
  if (self->server != NULL)
    soup_server_disconnect (self->server);
  g_clear_object (&self->server);
  json_object_unref (self->tables);
  g_free (self->authorization);
  g_free (self->url);
  g_free (self);
}

const char *
yc_register_service_get_url (YcRegisterService *self)
{
  return self->url;
}
