// A condition made ready to run: a tree of operations, looked up and counted once.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-logic-value.h"

G_BEGIN_DECLS

typedef struct _YcLogicCode YcLogicCode;
typedef struct _YcLogicState YcLogicState;

typedef YcValue (*YcLogicFunction) (YcLogicState *state, const YcLogicCode *code);

typedef struct {
  const char *name;
  guint8 least, most; // how many arguments; ANY_NUMBER for no limit
  YcLogicFunction function;
  guint8 scoped; // TRUE if argument 1 sees elements of argument 0 instead of the facts
} YcLogicOperation;

#define YC_LOGIC_ANY_NUMBER 255

// One step on the way to a value: a member's name, and where it stands in a list if it is a number.
typedef struct {
  char *name;   /* owned */
  gint64 index; // -1 if the name is no number
} YcLogicStep;

struct _YcLogicCode {
  YcLogicFunction function;
  const YcLogicOperation *operation; // NULL for constants and lists
  guint n;
  YcLogicCode *arguments; /* owned */
  YcValue constant;
  GArray *path; /* owned; nullable */ // of "var" with a constant name
};

// What the functions see: the data in scope, and what the run may still use up.
struct _YcLogicState {
  YcValue data;
  YcLogicRun run;
};

// Fills `code`, which is all zero, from the rule; strings and lists stay the rule's.
// Fails with YC_ERROR_MALFORMED and says where and why.
gboolean yc_logic_code_compile (YcLogicCode *code, JsonNode *rule, GError **error);
void yc_logic_code_clear (YcLogicCode *code);

static inline YcValue
yc_logic_code_run (YcLogicState *state, const YcLogicCode *code)
{
  if (code->function == NULL)
    return code->constant;
  if (G_UNLIKELY (!yc_logic_run_take (&state->run, 1)))
    return yc_value_null ();
  return code->function (state, code);
}

static inline YcValue
yc_logic_code_argument (YcLogicState *state, const YcLogicCode *code, guint index)
{
  return index < code->n ? yc_logic_code_run (state, &code->arguments[index]) : yc_value_null ();
}

// A list in the memory of the run, to be filled; NULL if there is no room.
YcValueList *yc_logic_new_list (YcLogicState *state, guint n);

// The operation of this name, NULL if there is none.
const YcLogicOperation *yc_logic_find_operation (const char *name);

// The place in a list that a name stands for: "0", "12"; -1 for others.
gint64 yc_logic_read_index (const char *name);

// Splits "a.0.b"; an empty one has no steps.
GArray *yc_logic_split_path (const char *path);

// The operations, by theme.
YcValue yc_logic_do_list (YcLogicState *state, const YcLogicCode *code);

YcValue yc_logic_do_var (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_missing (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_missing_some (YcLogicState *state, const YcLogicCode *code);

YcValue yc_logic_do_if (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_and (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_or (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_not (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_truth (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_equal (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_unequal (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_same (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_not_same (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_less (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_less_equal (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_greater (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_greater_equal (YcLogicState *state, const YcLogicCode *code);

YcValue yc_logic_do_plus (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_minus (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_times (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_divide (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_remainder (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_max (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_min (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_cat (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_substr (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_log (YcLogicState *state, const YcLogicCode *code);

YcValue yc_logic_do_map (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_filter (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_reduce (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_all (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_none (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_some (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_merge (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_in (YcLogicState *state, const YcLogicCode *code);

YcValue yc_logic_do_workdays_between (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_age_on (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_id_valid (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_uscc_valid (YcLogicState *state, const YcLogicCode *code);
YcValue yc_logic_do_date (YcLogicState *state, const YcLogicCode *code);

G_END_DECLS
