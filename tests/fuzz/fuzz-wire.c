// Feeds what comes over the network: JSON, and events in it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-wire.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (JsonNode) node = yc_wire_parse ((const char *)data, (gssize)size, NULL);
  g_autoptr (GPtrArray) events = NULL;

  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return 0;
  events = yc_wire_events_from_json (json_node_get_array (node), NULL);
  for (guint i = 0; events != NULL && i < events->len; i++) {
    g_autoptr (JsonNode) again = yc_wire_event_to_json (events->pdata[i]);
    g_autofree char *text = yc_wire_print (again);
  }
  if (events != NULL) {
    g_autoptr (YcCase) self = yc_case_fold (NULL, events, NULL);
    g_autoptr (JsonNode) summary = self != NULL ? yc_wire_case_summary (self) : NULL;
  }
  return 0;
}
