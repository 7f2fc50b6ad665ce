// A case (办件): the fold of its events, and the law of what may happen to it next.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"
#include "yc-event.h"

G_BEGIN_DECLS

typedef enum {
  YC_STATE_NONE, // before the first event
  YC_STATE_PRE_REVIEW,
  YC_STATE_DRAFT,
  YC_STATE_RECEIVED,
  YC_STATE_SUPPLEMENT,
  YC_STATE_ACCEPTED,
  YC_STATE_HANDED_OFF,
  YC_STATE_IN_REVIEW,
  YC_STATE_SUSPENDED,
  YC_STATE_RETURNED,
  YC_STATE_GRANTED,
  YC_STATE_REFUSED,
  YC_STATE_ISSUED,
  YC_STATE_CLOSED,
  YC_STATE_NOT_NEEDED,
  YC_STATE_NOT_ACCEPTED,
  YC_STATE_WITHDRAWN,
  YC_STATE_TERMINATED,
  YC_N_STATES
} YcState;

// How a material stands, as far as the clerk has said so.
typedef enum {
  YC_MARK_NONE,
  YC_MARK_CHECKED,    // checked against the original
  YC_MARK_DEFICIENT,  // something is wrong with it
  YC_MARK_DEFERRED,   // owed under deferred acceptance (容缺受理)
  YC_MARK_COMMITMENT, // replaced by a declared commitment (告知承诺)
  YC_MARK_BY_DATA,    // supplied by data sharing
  YC_N_MARKS
} YcMark;

// Whether somebody helps: beside the applicant (帮办), or in their place (代办).
typedef enum { YC_HELP_NONE, YC_HELP_ASSIST, YC_HELP_PROXY } YcHelp;

// How far a second one-time notice has come.
typedef enum { YC_SECOND_NONE, YC_SECOND_ASKED, YC_SECOND_ALLOWED } YcSecond;

// A step of the way through the office (办事流程图), as the item had it when the case began.
typedef struct {
  const char *post, *name;
  int days; // working days
} YcStage;

// A page of the file. Immutable; its strings belong to the case's events.
typedef struct {
  const char *id;       // UUIDv7
  const char *material; // id in the item
  const char *blob;     // SHA-256 of the content, 64 lower-case hex digits
  const char *mime;
  int width, height; // pixels
  int dpi;
  const char *origin;     // number of the earlier case it is reused from; nullable
  gint64 since;           // when it came in there first, milliseconds; 0: it is not reused
  const char *grade;      // credibility it had there ("A" …); nullable
  const char *operations; // what is done to the content before it is shown, in the words of the
                          // layer that does it; nullable: nothing
  const char *text, *text_mime; // content with the text that it carries; nullable: none is known
  JsonObject *quality;          // what was measured when it came in, as its event has it; nullable
} YcPage;

// Where something is on a page, in ten-thousandths of its width and height as the page is shown,
// upright: it stays there however somebody turns or enlarges their view.
#define YC_PAGE_SHARES 10000
typedef struct {
  int left, top, width, height;
} YcPagePart;

// A place of a page that who reviews has marked. The evidence itself never changes.
typedef struct {
  const char *id;
  const char *page;
  const char *author;
  gint64 at; // milliseconds
  YcPagePart part;
  const char *operations; // what was done to the page when it was marked; nullable: nothing
  const char *text;       // nullable: only a mark
} YcAnnotation;

// A stretch of time that does not count for the promised and legal limits (art. 45).
typedef struct {
  gint64 from; // milliseconds
  gint64 to;   // 0 while it lasts
} YcPause;

typedef struct _YcCase YcCase;

// Immutable. Strings, objects and arrays belong to the case and live as long as it does; a string
// is NULL until an event has set it, a time 0.
struct _YcCase {
  gatomicrefcount refs;
  YcCase *before;  // owned, nullable: the case before its last event
  YcEvent *latest; // owned: the event that made it what it is
  YcState state;
  guint version;
  const char *id;
  const char *number;
  const char *item; // code in the catalogue
  const char *item_name;
  int item_version;
  const char *hall, *window, *department;
  const char *holder;    // person who has it in hand; NULL when it waits for anybody
  const char *receiver;  // person who opened it
  JsonObject *applicant; // nullable
  JsonObject *form;      // nullable
  JsonObject *applicant_from, *form_from; // data of the events that said so; nullable
  JsonObject *situation;                  // nullable
  JsonObject *sources;                    // nullable: "section/place" -> where the value came from
  GPtrArray *pages;                       // of YcPage, in order
  GArray *annotations;                    // of YcAnnotation, oldest first
  GHashTable *ticks;                      // set of "material/point"
  GHashTable *marks;                      // material -> YcMark
  GHashTable *copies;                     // material -> how many copies were counted
  GHashTable *shared; // data-sharing source -> JsonObject of its last answer (yc-evidence.h)
  GHashTable *told;   // set: keys of the findings that notices named
  GPtrArray *hands;   // persons who received, accepted or helped: none of them decides
  GArray *pauses;     // of YcPause
  YcHelp help;        // now
  const char *helper; // person who helps now; nullable
  YcDay authority_from, authority_until; // of the written authority; 0: none is in force
  guint notices;                         // one-time notices so far
  YcSecond second;
  const char *second_reason; // why a second notice is wanted
  GArray *stages;            // of YcStage
  guint stage;               // how many of them are done
  int promised_days, legal_days, yellow_days, extension_days;
  int supplement_days, most_extension;
  YcDay deferred_due; // until when deferred materials come in, as promised; 0: none are owed
  int deferred_days;  // how many working days after acceptance that is; 0: it was not said
  gint64 opened_at, received_at, supplemented_at, accepted_at, handed_off_at;
  gint64 told_at, supplement_at; // of the first one-time notice, and of the last
  gint64 decided_at, issued_at, ended_at;
  const char *ground, *opinion, *reason; // of the decision or of the last refusal, return …
};

// What central or the workstation knows about the person who acts.
typedef struct {
  const char *person;
  YcRoles roles;
  const char *const *departments; // nullable: none; an approver decides only for these
} YcContext;

// The case after `event`. `before` is NULL for the first event. `context` is NULL when folding
// history that central has confirmed already: who may act, and what the law asks of a deed, was
// checked then.
//
// The one place that knows the law: allowed steps by state and role, separation of powers
// (受理权、审批权相对分离), one notice only (行政许可法 art. 32), one extension (art. 42). Pure.
// Fails with one of the YC_ERROR codes of their group; the case stays as it was.
YcCase *yc_case_apply (const YcCase *before,
                       const YcEvent *event,
                       const YcContext *context,
                       GError **error);

// What the QR on a paper begins with; the number of the case follows, or its id while it has none.
#define YC_CASE_LINK "yichuang:case/"

// Folds `events` (of YcEvent) upon `before` (nullable), without context.
YcCase *yc_case_fold (const YcCase *before, GPtrArray *events, GError **error);

YcCase *yc_case_ref (const YcCase *self);
void yc_case_unref (YcCase *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcCase, yc_case_unref)

// All its events, oldest first.
GPtrArray *yc_case_list_events (const YcCase *self);

gboolean yc_case_is_ticked (const YcCase *self, const char *material, const char *point);
YcMark yc_case_get_mark (const YcCase *self, const char *material);

// Whether any material is deferred (容缺).
gboolean yc_case_owes (const YcCase *self);

// How many copies of it came in, as the clerk counted: 0 without pages, 1 while nobody counted.
int yc_case_get_copies (const YcCase *self, const char *material);
guint yc_case_count_pages (const YcCase *self, const char *material);

// Whether a page of it may come in: while the office has the case, only of what is owed.
gboolean yc_case_takes_page (const YcCase *self, const char *material);

// Whether this page may be taken out: what the case was accepted on stays; of what came in later,
// pages of what is owed still may go.
gboolean yc_case_lets_page_go (const YcCase *self, const char *page);

const YcPage *yc_case_find_page (const YcCase *self, const char *page);

const YcAnnotation *yc_case_find_annotation (const YcCase *self, const char *id);

// Whether an earlier notice named this finding, or that its material (nullable) is missing: of what
// was not there nothing could be seen.
gboolean yc_case_was_told (const YcCase *self, const char *key, const char *material);

// Whether this person received, accepted or helped with the case.
gboolean yc_case_has_hand (const YcCase *self, const char *person);

// A member of the applicant's record, such as "name"; NULL if not there.
const char *yc_case_get_applicant (const YcCase *self, const char *member);

// What a place in a step of the case is said by: "helped/phone" stands at "phone" (`*ret_place`,
// part of `place`) in the data of the last event of that type. NULL for what stands in the record
// of the case: applicant, form, and what registers answered.
const YcEvent *yc_case_find_told (const YcCase *self, const char *place, const char **ret_place);

// Whether central has held back what stands at a place of the case as it is now:
// "applicant/phone", "form/owners/0/phone", "shared/population/household_address", "helped/phone".
gboolean yc_case_is_masked (const YcCase *self, const char *place);

// Whether it has held back anything of that: nobody fills in what they do not see.
gboolean yc_case_is_blind (const YcCase *self);

// Whether this person may ask for what is masked at a place of the case: an approver of its
// department who had no hand in it, while the office has it and nobody else holds it; for what the
// issue of the result says ("issued/tracking"), once that is on its way. Fails with YC_ERROR_ROLE,
// YC_ERROR_STEP, YC_ERROR_SEPARATION or YC_ERROR_HELD.
gboolean yc_case_check_reveal (const YcCase *self,
                               const YcContext *context,
                               const char *place,
                               GError **error);

// Whether nothing but notes can happen to it any more.
gboolean yc_state_is_final (YcState state);

const char *yc_state_name (YcState state);
YcState yc_state_from_name (const char *name);
const char *yc_mark_name (YcMark mark);
YcMark yc_mark_from_name (const char *name);

G_END_DECLS
