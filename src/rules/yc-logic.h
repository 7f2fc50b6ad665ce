// Conditions of the catalogue, written in JsonLogic (jsonlogic.com).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// Whether the rule holds for the facts. Known: var, ==, !=, <, <=, >, >=, and, or, !, if, in.
// A rule that is not an object is a constant. An unknown operation does not hold;
// yc_logic_find_problem () tells of it when the catalogue is read.
gboolean yc_logic_holds (JsonNode *rule, JsonObject *facts);

// What the rule comes to, as a new node.
JsonNode *yc_logic_evaluate (JsonNode *rule, JsonObject *facts);

// NULL if the rule uses known operations only, else the name of the first unknown one (owned by the
// rule), or "{}" for an object that is no operation at all.
const char *yc_logic_find_problem (JsonNode *rule);

G_END_DECLS
