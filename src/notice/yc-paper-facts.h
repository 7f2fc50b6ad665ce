// What a paper can say of a case: the facts that templates print.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-checklist.h"

G_BEGIN_DECLS

// What is known beside the case itself. All pointers are borrowed, for the call only.
typedef struct {
  YcCatalogue *catalogue;
  const YcItem *item;
  const YcCase *self;
  const char *number;  // nullable: 字号; a draft has none
  const char *clerk;   // nullable: name of the person who issues the paper …
  gboolean decides;    // … and who may be the one who decides: not named before the decision
  gint64 at;           // when it is issued, milliseconds; 0: at the case's last event
  GPtrArray *findings; // nullable, of YcFinding: what a notice will say; else what the last said
  JsonObject *people;  // nullable: id of a person -> name
  YcEventType coming;  // YC_EVENT_NONE, or the event that the paper is printed before …
  JsonObject *data;    // … and its data (nullable)
} YcPaperInput;

// The facts for every kind of paper; what the case does not know yet is not there. Days are written
// 2026年11月23日, and 暂定 stands behind one that lies beyond the published calendars.
//
// Taken from the data of events, beside what the table of steps asks for: "days" and "until" of a
// special procedure, "collector", "collector_id", "relation", "courier", "tracking", "papers" of
// the issue, "list" and "reason" of a custody transfer, "kind", "phone", "place",
// "scope" of assistance, "scope", "from", "until" of its authority, "reason", "result" of its end,
// "body", "body_address", "body_phone" of "not
// ours", "deferred_due" of the acceptance, "until" of a supplement, "certificate" of the
// decision.
JsonObject *yc_paper_facts (const YcPaperInput *input);

// A finding as the event of a one-time notice keeps it: "key" (yc_finding_get_key ()), "material"
// (its id, where it is about one), "text", "cure" and "ground", in Chinese.
JsonObject *yc_paper_tell_finding (const YcFinding *finding);

// The same for all that block.
JsonArray *yc_paper_tell_findings (GPtrArray *findings);

G_END_DECLS
