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
  g_autoptr (YcLogic) logic = rule != NULL ? yc_logic_new (rule, NULL) : NULL;
  g_autoptr (GPtrArray) vars = NULL;
  g_autoptr (JsonNode) result = NULL;

  if (rule != NULL)
    yc_logic_find_problem (rule);
  if (logic == NULL)
    return 0;
  vars = yc_logic_list_vars (logic);
  yc_logic_is_true (logic, facts != NULL ? facts : none, NULL, NULL);
  result = yc_logic_apply (logic, facts != NULL ? facts : none, NULL, NULL);
  g_assert_true (vars != NULL && result != NULL);
  return 0;
}
