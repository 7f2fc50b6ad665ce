// The papers of the demo city, and cases that give rise to each.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-paper-facts.h"
#include "yc-paper.h"

G_BEGIN_DECLS

#define OFFICE_NUMBER "云溪政务收字〔2026〕第000123号"
#define OFFICE_CLERK  "王丽"

// One kind of paper: the event that it is printed before, and what it must say then.
typedef struct {
  const char *kind;
  YcState state; // of the case
  YcEventType coming;
  const char *data; // of that event, with ' for "
  const char *says[6];
} OfficePaper;

// All kinds, ended by one without a name.
extern const OfficePaper office_papers[];

const OfficePaper *office_find (const char *kind);

// The template of the demo city's catalogue.
JsonObject *office_template (const char *kind);
YcPaper *office_load (const char *kind);

// A complete case of the item, one material deferred and one by commitment where the item allows
// it, in this state.
YcCase *office_case (const YcItem *item, YcState state);

// Facts for this paper, from such a case.
JsonObject *office_facts (YcCatalogue *catalogue, const YcItem *item, const OfficePaper *paper);

// A paper with this body (with ' for ") and nothing else. Fails the test if it cannot be.
YcPaper *office_paper_of (const char *body);

// Prints, and gives what a tool such as "pdftotext -raw" says of it; text without its blanks.
char *office_read (const YcPaper *paper, JsonObject *facts, YcPaperFlags flags, const char *tool);

// How often a text says it.
guint office_count (const char *text, const char *what);

G_END_DECLS
