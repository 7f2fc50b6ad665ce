// What is known already, so that nobody types it or brings it twice: registers and earlier cases.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

// Asks the material's data-sharing source through central. What it answers, or that it did not, is
// kept as evidence in the case; after a failure the paper is asked for. TRUE: it answered. FALSE
// without an error: it knows nothing, or could not be asked, as without network ("outcome" and
// "why" of the evidence tell which). Fails only if nothing could be kept: with YC_ERROR_ID_NUMBER
// while what it is asked by is not filled in, YC_ERROR_NOT_FOUND if the material has no source, or
// as the store does.
void yc_earlier_ask_async (YcFile *file,
                           const char *material,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean yc_earlier_ask_finish (YcFile *file, GAsyncResult *result, GError **error);

// The same for a source by its id, such as "credit", which is asked before anything is deferred.
void yc_earlier_ask_source_async (YcFile *file,
                                  const char *source,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

// Pages of the same material in earlier cases of the same applicant that this terminal knows.
#define YC_TYPE_EARLIER_ROW (yc_earlier_row_get_type ())
G_DECLARE_FINAL_TYPE (YcEarlierRow, yc_earlier_row, YC, EARLIER_ROW, GObject)
const char *yc_earlier_row_get_title (YcEarlierRow *self);  // "2026-G3-000120 · 12 March 2026"
const char *yc_earlier_row_get_detail (YcEarlierRow *self); // "2 pages, grade B"

// A GListModel of YcEarlierRow, newest first.
void yc_earlier_list_async (YcFile *file,
                            const char *material,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
GListModel *yc_earlier_list_finish (YcFile *file, GAsyncResult *result, GError **error);

// Takes the pages over into the material, with their grade and the number of the case they come
// from.
void yc_earlier_reuse_async (YcFile *file,
                             const char *material,
                             YcEarlierRow *row,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean yc_earlier_reuse_finish (YcFile *file, GAsyncResult *result, GError **error);

// What fields can be filled by: the identity number once it is complete, the rest of the
// applicant's record once it is settled, and what registers answered. Whenever it changes there may
// be something to fill. "" while nothing is known. Owned.
char *yc_earlier_get_known (YcFile *file);

// Fills what is still empty from the applicant's record, registers that were asked, and the newest
// earlier case of the same person; each value with its source. Emits "changed"; `callback` may be
// NULL.
void yc_earlier_fill_async (YcFile *file,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
// How many fields were filled.
guint yc_earlier_fill_finish (YcFile *file, GAsyncResult *result, GError **error);

// A warning that the same applicant has an open case for the same item; NULL while none is known.
// Found by yc_earlier_fill_async ().
const char *yc_earlier_get_duplicate (YcFile *file);

G_END_DECLS
