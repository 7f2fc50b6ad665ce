// The client's half of the central API: figures for supervision.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api-private.h"
#include "yc-error.h"
#include "yc-wire.h"

static gboolean
is_whole (JsonObject *object)
{
  return yc_wire_get_object (object, "total") != NULL &&
         yc_wire_get_array (object, "departments") != NULL &&
         yc_wire_get_array (object, "items") != NULL &&
         yc_wire_get_array (object, "points") != NULL;
}

JsonObject *
yc_api_fetch_statistics (
    YcApi *api, YcDay from, YcDay until, GCancellable *cancellable, GError **error)
{
  g_autofree char *first = yc_day_to_string (from), *last = yc_day_to_string (until);
  g_autofree char *path = g_strdup_printf ("/v1/statistics?from=%s&until=%s", first, last);
  g_autoptr (JsonNode) node = yc_api_ask (api, "GET", path, NULL, cancellable, error);

  if (node == NULL)
    return NULL;
  if (is_whole (json_node_get_object (node)))
    return json_object_ref (json_node_get_object (node));
  g_set_error_literal (error, YC_ERROR, YC_ERROR_SERVER, "central's answer lacks figures");
  return NULL;
}
