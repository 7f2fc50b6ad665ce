// The five outcomes at receipt (行政许可法 art. 32), and what may stand beside them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

// Which outcome fits what is on the table.
typedef enum {
  YC_OUTCOME_NONE,       // the counter has nothing to decide now
  YC_OUTCOME_ACCEPT,     // nothing stands in the way
  YC_OUTCOME_SUPPLEMENT, // the applicant can bring what is missing
  YC_OUTCOME_REFUSE,     // something cannot be cured: non-acceptance
} YcOutcome;

YcOutcome yc_outcome_suggest (YcFile *file);

// (1) No licence is needed. `ground` is one of the item's ("not-needed"). Ends the case.
void yc_outcome_not_needed_async (YcFile *file,
                                  const char *ground,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

// (2) Not this authority's business: who it belongs to.
typedef struct {
  char *name;            // in Chinese, as it is printed
  char *label;           // in the person's language
  char *when;            // for which applicants; nullable
  char *contact;         // address and telephone, to be read; nullable
  char *address, *phone; // nullable
} YcBody;
void yc_body_free (YcBody *body);
GPtrArray *
yc_outcome_list_bodies (YcFile *file); // of YcBody: the item's first, then all departments

void yc_outcome_not_ours_async (YcFile *file,
                                const YcBody *body,
                                const char *ground,
                                const char *reason,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

// Not accepted for another reason: a check that cannot be cured, or not in the legal form.
void yc_outcome_not_accepted_async (YcFile *file,
                                    const char *ground,
                                    const char *reason,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);

// (3) Put right on the spot: what, and the applicant's initials.
void yc_outcome_corrected_async (YcFile *file,
                                 const char *what,
                                 const char *initials,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);

// (4) The one-time notice: yc_file_request_supplement_async (). A notice that names something new
// after the first one needs a reason and a supervisor's word; asking takes in what was brought.
typedef enum {
  YC_NOTICE_FREE,    // may be given
  YC_NOTICE_ASK,     // ask first: yc_outcome_ask_second_async ()
  YC_NOTICE_WAITING, // asked; a supervisor has not answered yet
  YC_NOTICE_ALLOWED, // a supervisor allowed it
} YcNoticeState;

YcNoticeState yc_outcome_get_notice_state (YcFile *file);
const char *yc_outcome_get_second_reason (YcFile *file); // "" where there is none
void yc_outcome_ask_second_async (YcFile *file,
                                  const char *reason,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);

// The day by which the applicant brings what the notice names.
YcDay yc_outcome_get_supplement_due (YcFile *file, gboolean *ret_provisional);

// (5) Acceptance: yc_file_accept_async (). For how many working days materials may be deferred: as
// many as the item and the promised limit allow.
int yc_outcome_get_deferral_days (YcFile *file);

// Until which day that is; 0 if nothing is deferred.
YcDay yc_outcome_get_deferral_due (YcFile *file, gboolean *ret_provisional);

// Withdrawn by the applicant, before the decision.
void yc_outcome_withdraw_async (YcFile *file,
                                const char *reason,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

// For all above. FALSE with an error: nothing was done.
gboolean yc_outcome_finish (YcFile *file, GAsyncResult *result, GError **error);

// "Why this date?": the sum behind the date that the clock shows, a sentence a line, of char *.
GPtrArray *yc_outcome_explain_clock (YcFile *file);

// The sentence that says which clock runs: "A decision comes by 2 December 2026 (5 working days)".
// "" if none does.
char *yc_outcome_describe_clock (YcFile *file);

// A newer version of the item is in use than the one this case began with: a sentence; NULL if not.
char *yc_outcome_describe_version (YcFile *file);

G_END_DECLS
