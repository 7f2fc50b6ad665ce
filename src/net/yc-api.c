// The client's half of the central API: about, sign-in, catalogue, numbers, content.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api-private.h"
#include "yc-error.h"
#include "yc-wire.h"

#include <string.h>

YcApi *
yc_api_new (const char *url, const char *ca_file, GError **error)
{
  YcHttp *http = yc_http_new (url, ca_file, error);
  YcApi *api;

  if (http == NULL)
    return NULL;
  api = g_new0 (YcApi, 1);
  api->http = http;
  return api;
}

void
yc_api_free (YcApi *api)
{
  yc_http_free (api->http);
  g_free (api);
}

void
yc_api_set_token (YcApi *api, const char *token)
{
  yc_http_set_token (api->http, token);
}

void
yc_api_set_timeout (YcApi *api, guint seconds)
{
  yc_http_set_timeout (api->http, seconds);
}

gint64
yc_api_get_wait_ms (YcApi *api)
{
  return yc_http_get_wait_ms (api->http);
}

JsonNode *
yc_api_ask (YcApi *api,
            const char *method,
            const char *path,
            JsonObject *body,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GBytes) bytes = yc_api_pack (body);
  g_autoptr (YcAnswer) answer =
      yc_http_send (api->http, method, path, bytes, "application/json", NULL, cancellable, error);

  return answer != NULL ? yc_answer_read (answer, error) : NULL;
}

GBytes *
yc_api_pack (JsonObject *body)
{
  g_autoptr (JsonNode) node = NULL;
  char *text;

  if (body == NULL)
    return NULL;
  node = json_node_init_object (json_node_alloc (), body);
  text = yc_wire_print (node);
  return g_bytes_new_take (text, strlen (text));
}

YcCity *
yc_city_copy (const YcCity *self)
{
  YcCity *copy = g_new (YcCity, 1);

  *copy = (YcCity){g_strdup (self->issuer), g_strdup (self->client_id), g_strdup (self->scope),
                   self->for_devices};
  return copy;
}

void
yc_city_free (YcCity *self)
{
  g_free (self->issuer);
  g_free (self->client_id);
  g_free (self->scope);
  g_free (self);
}

void
yc_about_free (YcAbout *about)
{
  g_clear_pointer (&about->sign_in, yc_city_free);
  g_free (about->version);
  g_free (about->city);
  g_free (about);
}

// NULL where there is none, or not as it has to be.
static YcCity *
city_from_json (JsonObject *object)
{
  YcCity *city;

  if (object == NULL || yc_wire_get_string (object, "issuer") == NULL ||
      yc_wire_get_string (object, "client_id") == NULL ||
      yc_wire_get_string (object, "scope") == NULL)
    return NULL;
  city = g_new0 (YcCity, 1);
  city->issuer = g_strdup (yc_wire_get_string (object, "issuer"));
  city->client_id = g_strdup (yc_wire_get_string (object, "client_id"));
  city->scope = g_strdup (yc_wire_get_string (object, "scope"));
  city->for_devices = yc_wire_get_boolean (object, "device");
  return city;
}

static void
take_ways (YcAbout *about, JsonObject *object)
{
  g_auto (GStrv) ways = yc_api_read_strings (object, "sign_in");

  about->takes_passwords = g_strv_contains ((const char *const *)ways, "password");
  about->sign_in = city_from_json (yc_wire_get_object (object, "oidc"));
}

YcAbout *
yc_api_fetch_about (YcApi *api, GCancellable *cancellable, GError **error)
{
  gint64 before = g_get_real_time () / 1000;
  g_autoptr (JsonNode) node = yc_api_ask (api, "GET", "/v1/about", NULL, cancellable, error);
  gint64 after = g_get_real_time () / 1000;
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonObject *city;
  YcAbout *about;

  if (node == NULL)
    return NULL;
  if (yc_wire_get_int (object, "api", 0) == 0 || yc_wire_get_string (object, "time") == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER,
                         "what answers at this address is not a central server");
    return NULL;
  }
  if (yc_wire_get_int (object, "api", 0) > YC_API_VERSION) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_TOO_NEW, "central is newer than this program");
    return NULL;
  }
  city = yc_wire_get_object (object, "city");
  about = g_new0 (YcAbout, 1);
  about->version = g_strdup (yc_wire_get_string (object, "version"));
  about->time = yc_wire_time_from_string (yc_wire_get_string (object, "time"));
  about->skew = before + (after - before) / 2 - about->time;
  about->city = city != NULL ? g_strdup (yc_wire_get_string (city, "name")) : NULL;
  take_ways (about, object);
  return about;
}

char **
yc_api_read_strings (JsonObject *object, const char *member)
{
  JsonArray *array = yc_wire_get_array (object, member);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_string (node) != NULL)
      g_strv_builder_add (builder, json_node_get_string (node));
  }
  return g_strv_builder_end (builder);
}

char *
yc_api_fetch_catalogue (
    YcApi *api, const char *etag, char **ret_etag, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcAnswer) answer =
      yc_http_send (api->http, "GET", "/v1/catalogue", NULL, NULL, etag, cancellable, error);
  gsize size;
  const char *text;

  if (answer == NULL || answer->status == 304)
    return NULL;
  if (answer->status != 200) {
    yc_answer_to_error (answer, error);
    return NULL;
  }
  text = g_bytes_get_data (answer->body, &size);
  *ret_etag = g_strdup (answer->etag != NULL ? answer->etag : "");
  return g_strndup (text, size);
}

void
yc_lease_free (YcLease *lease)
{
  g_free (lease->prefix);
  g_free (lease->suffix);
  g_free (lease);
}

YcLease *
yc_api_lease_numbers (YcApi *api,
                      const char *terminal,
                      const char *request,
                      const char *kind,
                      const char *window,
                      int count,
                      GCancellable *cancellable,
                      GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (terminal, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/terminals/%s/number-ranges", escaped);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  YcLease *lease;

  json_object_set_string_member (body, "request", request);
  json_object_set_string_member (body, "kind", kind);
  json_object_set_string_member (body, "window", window);
  json_object_set_int_member (body, "count", count);
  node = yc_api_ask (api, "POST", path, body, cancellable, error);
  if (node == NULL)
    return NULL;
  object = json_node_get_object (node);
  lease = g_new0 (YcLease, 1);
  lease->prefix = g_strdup (yc_wire_get_string (object, "prefix"));
  lease->suffix = g_strdup (yc_wire_get_string (object, "suffix"));
  lease->digits = (int)yc_wire_get_int (object, "digits", 6);
  lease->from = yc_wire_get_int (object, "from", 0);
  lease->to = yc_wire_get_int (object, "to", -1);
  return lease;
}

gboolean
yc_api_report_voids (
    YcApi *api, const char *terminal, JsonArray *voids, GCancellable *cancellable, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string (terminal, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/terminals/%s/number-ranges/voids", escaped);
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_array_member (body, "voids", json_array_ref (voids));
  node = yc_api_ask (api, "POST", path, body, cancellable, error);
  return node != NULL;
}

gboolean
yc_api_send_blob (YcApi *api,
                  const char *sha256,
                  const char *mime,
                  GBytes *content,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", sha256, NULL);
  g_autoptr (YcAnswer) answer =
      yc_http_send (api->http, "PUT", path, content, mime, NULL, cancellable, error);

  if (answer == NULL)
    return FALSE;
  if (answer->status / 100 == 2)
    return TRUE;
  yc_answer_to_error (answer, error);
  return FALSE;
}

GBytes *
yc_api_fetch_blob (
    YcApi *api, const char *sha256, char **ret_mime, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = g_strconcat ("/v1/blobs/", sha256, NULL);
  g_autoptr (YcAnswer) answer =
      yc_http_send (api->http, "GET", path, NULL, NULL, NULL, cancellable, error);

  if (answer == NULL)
    return NULL;
  if (answer->status != 200) {
    yc_answer_to_error (answer, error);
    return NULL;
  }
  *ret_mime = g_strdup (answer->mime);
  return g_bytes_ref (answer->body);
}

JsonObject *
yc_api_ask_register (YcApi *api,
                     const char *source,
                     const char *case_id,
                     JsonObject *parameters,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (JsonObject) body = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  json_object_set_string_member (body, "source", source);
  json_object_set_string_member (body, "case", case_id);
  json_object_set_object_member (body, "parameters", json_object_ref (parameters));
  node = yc_api_ask (api, "POST", "/v1/checks", body, cancellable, error);
  return node != NULL ? json_node_dup_object (node) : NULL;
}
