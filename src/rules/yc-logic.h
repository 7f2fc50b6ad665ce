// Conditions of the catalogue, written in JsonLogic (jsonlogic.com).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"

G_BEGIN_DECLS

// A condition that has been looked over and made ready. Immutable; may be used by several threads.
//
// Every operation of jsonlogic.com, with its truth (an empty list is false, "0" is true) and with
// JavaScript's ways of making numbers and texts of each other. Texts are counted in characters.
// Ours:
//   {"workdays_between": [from, to]}  working days after the one up to the other
//   {"age_on": [birth date or identity number, date]}  whole years
//   {"id_valid": text}, {"uscc_valid": text}  identity number, unified social credit code
//   {"date": [text, days]}  the day so many (none) days later, as YYYY-MM-DD
// The three that deal with days come to null if they are not given any.
typedef struct _YcLogic YcLogic;

// What cannot be relied on in what a rule came to. Only ever added to.
typedef struct {
  gboolean too_much;    // it takes more steps or memory than any sensible rule: nothing is known
  int unpublished_year; // 0, or one without a calendar: its working days are counted by weekends
} YcLogicDoubt;

// Keeps the rule, which must not be changed any more. Fails with YC_ERROR_MALFORMED on an unknown
// operation, a wrong number of arguments or too deep a nesting, and says where, as in
// "rule.and[1].==[0]: there is no operation “vra”".
YcLogic *yc_logic_new (JsonNode *rule, GError **error);
YcLogic *yc_logic_ref (YcLogic *self);
void yc_logic_unref (YcLogic *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcLogic, yc_logic_unref)

// What the rule comes to, as a new node. Null if it takes too much. `calendar` (nullable) is for
// "workdays_between". `ret_doubt` is nullable, as it is below.
JsonNode *yc_logic_apply (const YcLogic *self,
                          JsonObject *facts,
                          const YcCalendar *calendar,
                          YcLogicDoubt *ret_doubt);

// The same for data that need not be an object; NULL is null.
JsonNode *yc_logic_apply_to_node (const YcLogic *self,
                                  JsonNode *data,
                                  const YcCalendar *calendar,
                                  YcLogicDoubt *ret_doubt);

// Whether the rule holds; FALSE if it takes too much.
gboolean yc_logic_is_true (const YcLogic *self,
                           JsonObject *facts,
                           const YcCalendar *calendar,
                           YcLogicDoubt *ret_doubt);

// What the rule reads: paths such as "situation.agent", each once; "" if it may read anything. What
// the body of "map" and the like reads of an element is not among them.
GPtrArray *yc_logic_list_vars (const YcLogic *self);

// For a rule that is used once: whether it is a rule, and holds.
gboolean yc_logic_holds (JsonNode *rule, JsonObject *facts);

// The same for what it comes to: null if it is no rule.
JsonNode *yc_logic_evaluate (JsonNode *rule, JsonObject *facts);

// NULL if the rule uses known operations only, else the name of the first unknown one (owned by the
// rule), or "{}" for an object that is no operation at all.
const char *yc_logic_find_problem (JsonNode *rule);

G_END_DECLS
