// Feeds conditions: {"rule": …, "facts": {…}}.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-logic.h"
#include "yc-wire.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object ((const char *)data, (gssize)size, NULL);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  JsonNode *rule = object != NULL ? json_object_get_member (object, "rule") : NULL;
  g_autoptr (JsonObject) none = json_object_new ();
  JsonObject *facts = object != NULL ? yc_wire_get_object (object, "facts") : NULL;

  if (rule == NULL)
    return 0;
  yc_logic_find_problem (rule);
  yc_logic_holds (rule, facts != NULL ? facts : none);
  return 0;
}
