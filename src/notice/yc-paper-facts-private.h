// What the parts of yc-paper-facts.c share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-paper-facts.h"

G_BEGIN_DECLS

typedef struct {
  const YcPaperInput *input;
  GPtrArray *events; // of the case, oldest first
  YcDay day;         // on which the paper is issued
  JsonObject *out;
} YcFacts;

// Nothing is set where the text is NULL or empty.
void yc_facts_set (JsonObject *object, const char *member, const char *text);

// A day in Chinese, with 暂定 behind it if it may move; nothing is set for no day.
void yc_facts_set_day (JsonObject *object, const char *member, YcDay day, gboolean provisional);
void yc_facts_set_time (JsonObject *object, const char *member, gint64 ms);

// A day that an event's data gives as YYYY-MM-DD.
void yc_facts_set_day_text (JsonObject *object, const char *member, const char *text);

// The same for one that was reckoned in working days: it may move while its year's calendar is not
// published.
void
yc_facts_set_due_text (YcFacts *facts, JsonObject *object, const char *member, const char *text);

// `n` working days after `from`.
void yc_facts_set_later (YcFacts *facts, JsonObject *object, const char *member, YcDay from, int n);

// The data of the last event of this type, or of the coming one; NULL where there is none.
// `*ret_at` (nullable) is its time.
JsonObject *yc_facts_find_data (const YcFacts *facts, YcEventType type, gint64 *ret_at);

// A text, number or list of the data; NULL / 0 where there is none.
const char *yc_facts_text (JsonObject *data, const char *member);
gint64 yc_facts_int (JsonObject *data, const char *member);
JsonArray *yc_facts_array (JsonObject *data, const char *member);

// A person's name, or the id itself where nobody knows it.
const char *yc_facts_name (const YcFacts *facts, const char *person);

// What the item asks for in this case. Free the array only.
GPtrArray *yc_facts_list_materials (const YcFacts *facts);

// The members of the facts, each by the file that makes it.
void yc_facts_add_materials (YcFacts *facts);
void yc_facts_add_findings (YcFacts *facts);
void yc_facts_add_limits (YcFacts *facts);
void yc_facts_add_outcome (YcFacts *facts);
void yc_facts_add_review (YcFacts *facts);
void yc_facts_add_service (YcFacts *facts);

G_END_DECLS
