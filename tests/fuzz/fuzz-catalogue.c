// Feeds catalogues, and asks each item of one that is taken for its checklist.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-checklist.h"
#include "yc-wire.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object ((const char *)data, (gssize)size, NULL);
  g_autoptr (YcCatalogue) catalogue =
      node != NULL ? yc_catalogue_new (json_node_get_object (node), NULL) : NULL;
  GPtrArray *items = catalogue != NULL ? yc_catalogue_get_items (catalogue) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (GPtrArray) findings = yc_checklist_evaluate (item, NULL, NULL);

    yc_item_is_offered (item, "general");
    yc_item_find_material (item, "x");
    yc_checklist_count_blocking (findings);
  }
  return 0;
}
