// The checklist: what an item asks for in this case, and what still stands in the way.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-catalogue.h"

G_BEGIN_DECLS

typedef enum {
  YC_FINDING_NO_APPLICANT, // no name
  YC_FINDING_ID_NUMBER,    // identity number or credit code missing or wrong
  YC_FINDING_FIELD,        // a required field of the form is empty
  YC_FINDING_NO_PAGE,      // the material has not come in
  YC_FINDING_POINT,        // an acceptance point is not ticked
  YC_FINDING_DEFICIENT,    // the clerk marked the material as deficient
} YcFindingCode;

typedef enum { YC_SEVERITY_INFORMS, YC_SEVERITY_WARNS, YC_SEVERITY_BLOCKS } YcSeverity;

// Points into the item; valid as long as its catalogue.
typedef struct {
  YcFindingCode code;
  YcSeverity severity;
  const YcMaterial *material; // nullable
  const YcPoint *point;       // nullable
  const YcField *field;       // nullable
} YcFinding;

// The materials that the case's situation asks for, in the item's order. Free the array only.
GPtrArray *yc_checklist_list_materials (const YcItem *item, JsonObject *situation);

// Everything that is wrong at once (art. 32 (4)), blocking findings first within their material.
// `self` may be NULL: nothing has come in yet. Pure.
GArray *yc_checklist_evaluate (const YcItem *item, const YcCase *self);

guint yc_checklist_count_blocking (GArray *findings);

// Whether nothing is wrong with this material, and it has come in or is settled otherwise.
gboolean yc_checklist_is_complete (GArray *findings, const YcMaterial *material);

G_END_DECLS
