// A step that central refused, beside what stands there now.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

// What differs: on one side as it was meant here, on the other as it stands at central.
#define YC_TYPE_CONFLICT_ROW (yc_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (YcConflictRow, yc_conflict_row, YC, CONFLICT_ROW, GObject)
const char *yc_conflict_row_get_title (YcConflictRow *self);  // a field, or the step as a whole
const char *yc_conflict_row_get_ours (YcConflictRow *self);   // masked where it is private
const char *yc_conflict_row_get_theirs (YcConflictRow *self); // likewise

#define YC_TYPE_CONFLICT (yc_conflict_get_type ())
G_DECLARE_FINAL_TYPE (YcConflict, yc_conflict, YC, CONFLICT, GObject)

// Finished by yc_conflict_load_finish (), which fails with YC_ERROR_NOT_FOUND for a step that is
// settled meanwhile.
void yc_conflict_load_async (YcSession *session,
                             YcWaitingRow *row,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
YcConflict *yc_conflict_load_finish (GAsyncResult *result, GError **error);

const char *yc_conflict_get_title (YcConflict *self);  // "2026-G3-000124 · Filled in"
const char *yc_conflict_get_reason (YcConflict *self); // why it was refused, and what to do
const char *yc_conflict_get_case (YcConflict *self);   // id
GListModel *yc_conflict_get_rows (YcConflict *self);   // of YcConflictRow

// Whether the step can be done again on top of what stands at central: what is typed, ticked,
// marked or scanned. A decision has to be taken anew, in the case.
gboolean yc_conflict_can_repeat (YcConflict *self);

// Does it again as a new step; only when that is stored the refused one is forgotten.
void yc_conflict_repeat_async (YcConflict *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean yc_conflict_repeat_finish (YcConflict *self, GAsyncResult *result, GError **error);

G_END_DECLS
