// Figures for supervision: a period, headline figures, departments, and what sends people home.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

G_BEGIN_DECLS

// "changed" whenever something below has.
#define YC_TYPE_STATISTICS (yc_statistics_get_type ())
G_DECLARE_FINAL_TYPE (YcStatistics, yc_statistics, YC, STATISTICS, GObject)

// Shows nothing until a period is chosen.
YcStatistics *yc_statistics_new (YcSession *session);

// ---- The period ---------------------------------------------------------------------------------

typedef enum {
  YC_SPAN_THIS_MONTH, // up to its last day
  YC_SPAN_LAST_MONTH,
  YC_SPAN_THIS_YEAR,
  YC_SPAN_OWN, // the days that were chosen last
} YcSpan;

// Asks central for it.
void yc_statistics_choose (YcStatistics *self, YcSpan span);

// Days as YYYY-MM-DD. NULL, or a sentence that says what is wrong with them; free it.
char *yc_statistics_choose_days (YcStatistics *self, const char *from, const char *until);

// Asks again for the same.
void yc_statistics_reload (YcStatistics *self);

// Asks no longer: an answer that is still out is thrown away. So does the end of the session.
void yc_statistics_stop (YcStatistics *self);

char *yc_statistics_get_from (YcStatistics *self); // YYYY-MM-DD; free it
char *yc_statistics_get_until (YcStatistics *self);

// ---- What is there ------------------------------------------------------------------------------

typedef enum {
  YC_FIGURES_LOADING, // nothing yet
  YC_FIGURES_READY,
  YC_FIGURES_EMPTY,   // nothing happened, and nothing is in hand
  YC_FIGURES_TROUBLE, // see yc_statistics_get_trouble ()
} YcFiguresState;

YcFiguresState yc_statistics_get_state (YcStatistics *self);

// What went wrong, in words; NULL while nothing has.
const char *yc_statistics_get_trouble (YcStatistics *self);

// Something to know about the figures, such as that central is still counting; NULL: nothing. Free
// it.
char *yc_statistics_describe_gaps (YcStatistics *self);

typedef enum {
  YC_HEADLINE_ON_TIME,
  YC_HEADLINE_IN_HAND,
  YC_HEADLINE_VISITS,
  YC_HEADLINE_SUPPLEMENTS,
  YC_N_HEADLINES
} YcHeadline;

const char *yc_statistics_name (YcHeadline headline);               // "Decided on time"
char *yc_statistics_show (YcStatistics *self, YcHeadline headline); // "95.8 %", or "—"; free it
char *yc_statistics_explain (YcStatistics *self, YcHeadline headline); // "91 of 95 decisions"

// How many cases in hand have a lamp of this colour.
guint yc_statistics_get_green (YcStatistics *self);
guint yc_statistics_get_yellow (YcStatistics *self);
guint yc_statistics_get_red (YcStatistics *self);

// ---- Departments --------------------------------------------------------------------------------

typedef enum {
  YC_COLUMN_DEPARTMENT,
  YC_COLUMN_RECEIVED,
  YC_COLUMN_ACCEPTED,
  YC_COLUMN_NOT_ACCEPTED,
  YC_COLUMN_DECIDED,
  YC_COLUMN_ON_TIME, // a share
  YC_COLUMN_LATE,
  YC_COLUMN_MEDIAN,
  YC_COLUMN_WORST,
  YC_COLUMN_IN_HAND,
  YC_COLUMN_RED,
  YC_N_COLUMNS
} YcColumn;

const char *yc_statistics_title (YcColumn column);

// A GListModel of YcDepartmentRow.
GListModel *yc_statistics_get_departments (YcStatistics *self);

#define YC_TYPE_DEPARTMENT_ROW (yc_department_row_get_type ())
G_DECLARE_FINAL_TYPE (YcDepartmentRow, yc_department_row, YC, DEPARTMENT_ROW, GObject)
char *yc_department_row_show (YcDepartmentRow *self,
                              YcColumn column);           // "—": there is none; free it
char *yc_department_row_describe (YcDepartmentRow *self); // the whole row for a screen reader

// As qsort () wants it.
int yc_department_row_compare (YcDepartmentRow *self, YcDepartmentRow *other, YcColumn column);

// ---- What sends people home ---------------------------------------------------------------------

// A GListModel of YcReasonRow, the most frequent first.
GListModel *yc_statistics_get_reasons (YcStatistics *self);

#define YC_TYPE_REASON_ROW (yc_reason_row_get_type ())
G_DECLARE_FINAL_TYPE (YcReasonRow, yc_reason_row, YC, REASON_ROW, GObject)
const char *yc_reason_row_get_title (YcReasonRow *self);  // "Sale contract: signed on all pages"
const char *yc_reason_row_get_detail (YcReasonRow *self); // the item
guint yc_reason_row_get_count (YcReasonRow *self);        // notices in which it stood

// ---- Taking it along ----------------------------------------------------------------------------

// All of it as CSV (RFC 4180) in UTF-8 with a byte order mark, as spreadsheets want it. A cell that
// a spreadsheet would take for a formula begins with an apostrophe. NULL while nothing is there.
GBytes *yc_statistics_to_csv (YcStatistics *self);

// A name for the file. Free it.
char *yc_statistics_suggest_name (YcStatistics *self);

// Writes it there, all of it or nothing.
void yc_statistics_save_async (YcStatistics *self,
                               GFile *target,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean yc_statistics_save_finish (YcStatistics *self, GAsyncResult *result, GError **error);

G_END_DECLS
