// One look at a case: what is looked at, and what is found.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-checklist.h"
#include "yc-inquiry.h"

G_BEGIN_DECLS

typedef struct {
  const YcItem *item;
  const YcCase *self; // nullable
  YcInquiry inquiry;
  GPtrArray *findings; // of YcFinding
} YcLook;

// A finding that blocks, on the ground of the material, else of the item. Owned by the look.
YcFinding *yc_look_add (const YcLook *look, YcFindingCode code, const YcMaterial *material);

void yc_look_at_applicant (const YcLook *look);
void yc_look_at_form (const YcLook *look);

// `what` and `cure` of a finding that are not in the item; taken over.
void yc_finding_take_words (
    YcFinding *finding, char *what_zh, char *what_en, char *cure_zh, char *cure_en);

G_END_DECLS
