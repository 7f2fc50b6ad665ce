// The checklist: what an item asks for in this case, and what still stands in the way.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-catalogue.h"
#include "yc-schema.h"

G_BEGIN_DECLS

typedef enum {
  YC_FINDING_NO_APPLICANT,   // no name
  YC_FINDING_ID_NUMBER,      // identity number or credit code missing or wrong
  YC_FINDING_FIELD,          // a required field of the form is empty
  YC_FINDING_FIELD_WRONG,    // what stands in it does not fit
  YC_FINDING_NO_PAGE,        // the material has not come in
  YC_FINDING_POINT,          // an acceptance point is not ticked
  YC_FINDING_DEFICIENT,      // the clerk marked the material as deficient
  YC_FINDING_COPIES,         // fewer copies came in than the item asks for
  YC_FINDING_CHECK,          // a check of the item does not hold
  YC_FINDING_NOT_DEFERRABLE, // deferred for a person on the dishonesty list
  YC_FINDING_LIST_UNKNOWN,   // deferred, and the dishonesty list could not be asked
  YC_FINDING_UNCHECKED,      // the original was to be shown, and nobody checked it
  YC_FINDING_NOT_ASKED,      // pages of a material that the item does not ask for
  YC_FINDING_PAGES,          // pages that are hard to read, or seem to be blank
  YC_FINDING_AREA,           // no seal or signature where one is expected
  YC_FINDING_UNDECIDED,      // a rule takes too much: what it says is not known, so nothing goes on
  YC_FINDING_PROVISIONAL,    // a rule counted working days of a year without a published calendar
  YC_N_FINDINGS
} YcFindingCode;

// Something that is wrong. `what` and `cure` are NULL where neither the item nor this case has
// words of its own: then they belong to the code.
typedef struct {
  YcFindingCode code;
  YcSeverity severity;
  gboolean refuses;           // the applicant cannot cure it
  const YcMaterial *material; // nullable
  const YcPoint *point;       // nullable
  const YcCheck *check;       // nullable
  const YcField *field;       // nullable
  const YcArea *area;         // nullable
  const char *problem;        // of YC_FINDING_PAGES: "blank", "blurred" …; a constant
  char *page;                 // owned, nullable: the first page it is about
  char *place; // owned, nullable: "owners/0/name" in the form, a material's id, a rule
  YcText what, cure;
  char *words[4];          // owned, nullable: those of the above that are not in the item
  const char *ground;      // of the point or check, the material, the item; nullable
  YcSchemaMessage message; // of YC_FINDING_FIELD_WRONG: what the schema says of it,
  char *argument;          // and what it asks for; the numbers of pages; owned, nullable
  int copies, asked;       // of YC_FINDING_COPIES: how many came in, of how many
  GPtrArray *group;        // of YC_FINDING_NO_PAGE: all of YcMaterial that would do; nullable
} YcFinding;

// What conditions and checks of the catalogue may read beside the case itself.
typedef struct {
  const YcCalendar *calendar; // nullable
  YcDay day;                  // 0: not known
} YcToday;

// {"situation", "applicant", "form", "materials", "shared", "today", "received", "listed"}, as
// data/catalogue/item.schema.json tells. `self` may be NULL: nothing has come in yet.
JsonObject *
yc_checklist_collect_facts (const YcItem *item, const YcCase *self, const YcToday *today);

// The materials that the case asks for, in the item's order. Free the array only.
GPtrArray *
yc_checklist_list_materials (const YcItem *item, const YcCase *self, const YcToday *today);

// The questions that are to be answered, of YcSituation. Free the array only.
GPtrArray *
yc_checklist_list_situations (const YcItem *item, const YcCase *self, const YcToday *today);

// Everything that is wrong at once (art. 32 (4)), of YcFinding: materials in the item's order, then
// the applicant, the form, the checks, and the rules that cannot be relied on. Pure. For an item of
// 40 materials and 120 rules this takes well under a millisecond, so it is simply done anew after
// every keystroke.
GPtrArray *yc_checklist_evaluate (const YcItem *item, const YcCase *self, const YcToday *today);

guint yc_checklist_count_blocking (GPtrArray *findings);

// Whether nothing that blocks is wrong with this material.
gboolean yc_checklist_is_complete (GPtrArray *findings, const YcMaterial *material);

// Whether the material need not be scanned or ticked: a mark that the item allows, or the answer of
// a data-sharing source.
gboolean yc_checklist_is_settled (const YcMaterial *material, const YcCase *self);

// What the material's data-sharing source answered: "answered", "not-found", "failed"; NULL if it
// has none, was not asked, or about something that the case does not say any more.
const char *yc_checklist_get_shared (const YcMaterial *material, const YcCase *self);

// How far an electronic material can be trusted (国办函〔2016〕108号): 'A' from the issuer, 'B'
// checked against the original at the window, 'C' uploaded by the applicant, 'D' self-made; 0 while
// there is nothing.
char yc_checklist_grade (const YcMaterial *material, const YcCase *self);

// "material:ID", "copies:ID", "point:MATERIAL/POINT", "field:PLACE", "check:ID", "deficient:ID",
// "applicant:…", "deferred:ID", "list:ID", "unchecked:ID", "not-asked:ID", "pages:ID/PROBLEM",
// "area:ID/AREA", "undecided:RULE", "provisional:RULE": the same for the same thing in events and
// the catalogue's cases.
char *yc_finding_get_key (const YcFinding *finding);

// "no-page", "check": the name of the code in what the author's tool prints.
const char *yc_finding_get_code_name (const YcFinding *finding);

void yc_finding_free (YcFinding *finding);

G_END_DECLS
