// The papers of a case: which fit now, with which number, as PDF.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

#include <cairo.h>

G_BEGIN_DECLS

// A paper that the case's state allows, or that was issued already.
#define YC_TYPE_PAPER_ROW (yc_paper_row_get_type ())
G_DECLARE_FINAL_TYPE (YcPaperRow, yc_paper_row, YC, PAPER_ROW, GObject)
const char *yc_paper_row_get_kind (YcPaperRow *self);   // "voucher", "supplement", …
const char *yc_paper_row_get_title (YcPaperRow *self);  // in the person's language
const char *yc_paper_row_get_number (YcPaperRow *self); // 字号; nullable: not issued yet
const char *yc_paper_row_get_detail (YcPaperRow *self); // number and when, or "not issued yet"
gboolean yc_paper_row_is_next (YcPaperRow *self);       // the one to print now

// Of YcPaperRow, the one to print now first; follows the case.
GListModel *yc_papers_get_list (YcFile *file);

// A paper that is ready for a printer or a file.
typedef struct {
  char *name; // for a file: "2026-G3-000124 受理通知书.pdf"
  GBytes *pdf;
  GPtrArray *pages; // of cairo_surface_t
} YcPaperPrint;
void yc_paper_print_free (YcPaperPrint *print);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPaperPrint, yc_paper_print_free)

// Draws a page of A4, in points. For any thread.
void yc_paper_print_draw (YcPaperPrint *print, guint page, cairo_t *cairo);

// The kind of paper that is no paper of the case: cover sheets (材料分隔页) for its materials,
// which have no number, hold nothing of the case, and of which nothing is recorded.
#define YC_PAPERS_COVERS "cover-sheets"

// A paper, ready to be printed. Issuing it the first time spends a leased number; the same again is
// a reprint, marked as such; each print is an event (who, when). With `draft` it is only looked at:
// no number, marked as a preview. Fails with YC_ERROR_NUMBERS_GONE, YC_ERROR_NOT_FOUND (the
// catalogue has no such paper).
void yc_papers_print_async (YcFile *file,
                            const char *kind,
                            gboolean draft,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
YcPaperPrint *yc_papers_print_finish (YcFile *file, GAsyncResult *result, GError **error);

// The printer did not take it: the next print is the first again, with the same number. A print
// after one that came out stays a reprint.
void yc_papers_note_failure (YcFile *file, const char *kind);

// How a material of the case should look (样张), as pages to look at, without a PDF; ends with
// yc_papers_print_finish (). Fails with YC_ERROR_NOT_FOUND (the item has no such material).
void yc_papers_show_sample_async (YcFile *file,
                                  const char *material,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

G_END_DECLS
