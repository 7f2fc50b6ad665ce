// GET /v1/about: what a workstation has to know before anybody signs in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"
#include "yc-wire.h"

static JsonObject *
city (YcCentral *central)
{
  const YcOffice *office =
      central->catalogue != NULL ? yc_catalogue_get_city (central->catalogue) : NULL;
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id",
                                 office != NULL && office->id != NULL ? office->id : "");
  json_object_set_string_member (object, "name",
                                 office != NULL && office->name.zh != NULL ? office->name.zh : "");
  return object;
}

static void
add_ways (JsonObject *object, const YcIssuer *issuer)
{
  JsonArray *ways = json_array_new ();

  if (issuer == NULL || yc_issuer_takes_passwords (issuer))
    json_array_add_string_element (ways, "password");
  if (issuer != NULL) {
    json_array_add_string_element (ways, "oidc");
    json_object_set_object_member (object, "oidc", yc_issuer_to_json (issuer));
  }
  json_object_set_array_member (object, "sign_in", ways);
}

void
yc_route_about (YcRequest *request)
{
  g_autofree char *time = yc_wire_time_to_string (yc_central_now (request->central));
  JsonObject *object = json_object_new ();

  yc_central_ensure_catalogue (request->central, NULL);
  json_object_set_string_member (object, "name", "yichuang-central");
  json_object_set_string_member (object, "version", YC_VERSION);
  json_object_set_int_member (object, "api", YC_CENTRAL_API);
  json_object_set_string_member (object, "time", time);
  add_ways (object, request->central->issuer);
  json_object_set_object_member (object, "city", city (request->central));
  yc_request_answer_object (request, SOUP_STATUS_OK, object);
}
