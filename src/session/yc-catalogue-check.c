// Whether a catalogue from central can be read at all, before it replaces the last good one.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-catalogue-check.h"
#include "yc-catalogue.h"
#include "yc-wire.h"

gboolean
yc_catalogue_check (const char *body, GError **error)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object (body, -1, error);
  g_autoptr (YcCatalogue) catalogue =
      node != NULL ? yc_catalogue_new (json_node_get_object (node), error) : NULL;

  return catalogue != NULL;
}
