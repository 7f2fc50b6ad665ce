// A kind of paper that a window issues (收件凭证, 受理通知书 …): its template, printed with facts.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// Immutable; may be used by several threads.
typedef struct _YcPaper YcPaper;

typedef enum {
  YC_PAPER_PLAIN = 0,
  YC_PAPER_REPRINT = 1 << 0, // marked 补打
  YC_PAPER_DRAFT = 1 << 1,   // marked 预览，未编号: nothing has been issued
} YcPaperFlags;

// `template` is a file of the catalogue's papers/, as data/catalogue/paper.schema.json describes.
// Fails with YC_ERROR_MALFORMED and says where: what it does not know, and a {{path}} that no facts
// ever have (yc_paper_facts ()).
YcPaper *yc_paper_new (JsonObject *template, GError **error);
YcPaper *yc_paper_ref (YcPaper *self);
void yc_paper_unref (YcPaper *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPaper, yc_paper_unref)

const char *yc_paper_get_kind (const YcPaper *self);
const char *yc_paper_get_title (const YcPaper *self);
const char *yc_paper_get_title_en (const YcPaper *self);

// The characters by which a number (字号) tells what it is, such as 收.
const char *yc_paper_get_word (const YcPaper *self);

// The title for an item of this kind ("licence", "benefit" …; nullable), where the template has one
// of its own for it: 准予行政许可决定书 or 准予行政给付决定书.
const char *yc_paper_get_title_for (const YcPaper *self, const char *item_kind);

// The whole paper, all copies, as PDF: A4, fonts embedded. A fact that is missing prints as —.
// Fails with YC_ERROR_FAILED, or YC_ERROR_TOO_LARGE beyond 500 pages. Blocking.
GBytes *yc_paper_print (const YcPaper *self, JsonObject *facts, YcPaperFlags flags, GError **error);

// The same as pages for a printer: of cairo_surface_t, each to be painted at 0, 0; in points.
GPtrArray *
yc_paper_lay_out (const YcPaper *self, JsonObject *facts, YcPaperFlags flags, GError **error);

G_END_DECLS
