// The small objects an open case is made of, as the file fills them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file-private.h"
#include "yc-form.h"

// Each makes a row, or brings an existing one (nullable) up to date, and returns a reference.
YcMaterialRow *yc_material_row_make (YcMaterialRow *old, YcFile *file, const YcMaterial *material);
YcFieldRow *
yc_field_row_make (YcFieldRow *old, YcFile *file, const char *section, const YcFormPlace *place);
YcSituationRow *
yc_situation_row_make (YcSituationRow *old, YcFile *file, const YcSituation *situation);
YcFindingRow *yc_finding_row_new (YcFile *file, const YcFinding *finding);

// Whether it blocks and no earlier notice named it.
gboolean yc_outcome_is_news (YcFile *file, const YcFinding *finding);
YcPageRow *yc_page_row_make (YcPageRow *old, YcFile *file, const YcPage *page, guint index);
YcHistoryRow *yc_history_row_new (YcFile *file, const YcEvent *event);

// The answer's id behind a label's position.
const char *yc_situation_row_get_answer_id (YcSituationRow *self, int answer);

// The applicant's record has the same fields for every item. Of YcFormPlace; free the array.
GPtrArray *yc_field_row_list_applicant (void);

// What stands at "applicant/phone", "form/owners/0/phone", "shared/SOURCE/MEMBER" or "helped/phone"
// in words; NULL for what nobody knows.
const char *yc_field_row_find_title (YcFile *file, const char *key);
const char *yc_field_told_find_title (const char *key); // of the last kind

// The head a row belongs to, and for the head of an entry which one it is.
const YcField *yc_field_row_get_field (YcFieldRow *self);
int yc_field_row_get_entry (YcFieldRow *self);

// What a typed text means for the record: a number, a choice's value, or the text itself.
JsonNode *yc_field_row_parse (YcFieldRow *self, const char *text);
