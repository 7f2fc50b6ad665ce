// What the files of the session share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"
#include "yc-catalogue.h"
#include "yc-entrance-private.h"
#include "yc-helper.h"
#include "yc-item-index.h"
#include "yc-queue-table.h"
#include "yc-session.h"
#include "yc-store.h"
#include "yc-sync.h"
#include "yc-worker.h"

typedef struct _YcOcr YcOcr;         // yc-ocr.h
typedef struct _YcInbox YcInbox;     // yc-inbox.h
typedef struct _YcCarrier YcCarrier; // yc-carrier.h

// A connection to store and central for one of the session's threads; opened there when needed.
typedef struct {
  YcWorker *worker;     // owned
  YcStore *store;       // used and opened on the worker only
  YcApi *api;           // likewise
  YcCalendar *calendar; // likewise; owned, nullable
  YcDay today;          // likewise; 0 until it is told
  YcHelper *spare;      // likewise: waits for the next foreign file
} YcDesk;

struct _YcSession {
  GObject parent_instance;

  YcProfile *profile;                        // owned
  YcVault *vault;                            // owned
  YcCatalogue *catalogue;                    // owned, nullable
  YcSignIn *who;                             // owned; never changes but for its token
  YcCity *city;                              // owned, nullable: the sign-in that said who it is
  char *refresh_token;                       // nullable: with which that can be asked again
  guint renewal_source;                      // when that is done next
  gboolean is_of_city;                       // unlocks with a code, not with a password
  gboolean has_code;                         // an unlock code was chosen here
  YcContext context;                         // of who
  char *window;                              // id; "" for who sits at none
  char *folder, *terminal, *url, *authority; // of the profile; never change, for any thread
  gboolean read_only;
  gboolean ended;

  YcDesk desk;    // what people do, and lists
  YcDesk pages;   // loading and decoding pages
  YcDesk scans;   // the scanner
  YcDesk keeps;   // scanned pages on their way into the store
  YcDesk out;     // saving pages as PDF
  YcDesk reading; // the print on pages, when there is time
  YcSync *sync;   // owned

  YcOcr *ocr;           // owned, nullable until it is needed; on its desk only
  gboolean ocr_missing; // nothing can be read at this machine

  YcDay today; // as the desks were told
  guint day_source;

  YcItemIndex *items;   // owned, nullable until somebody looks
  gboolean items_asked; // a better one is being made

  YcInbox *inbox; // owned, nullable until somebody looks

  YcCarrier *carrier; // owned, nullable until somebody looks

  YcWorker *camera; // owned: document cameras

  GListStore *waiting; // of YcWaitingRow
  guint n_waiting, n_waiting_cases, n_trouble;
  gint64 n_numbers; // for how many cases there are some; -1: unknown
};

// Runs `work` on a desk's thread; a task data of the work's own is the caller's matter.
void yc_session_run (YcSession *self, YcDesk *desk, GTask *task, GTaskThreadFunc work);

// The desk's store, opened on first use. For its thread only.
YcStore *yc_session_open_desk (YcSession *self, YcDesk *desk, GError **error);

// The desk's connection to central, signed with `token`. For its thread only.
YcApi *yc_session_open_api (YcSession *self, YcDesk *desk, const char *token, GError **error);

// Tells everybody that a case changed here or elsewhere, and that something may wait to be sent.
void yc_session_case_changed (YcSession *self, const char *case_id, gboolean by_others);

void yc_session_notice (YcSession *self, const char *sentence);

// "expired": central knows nobody here, and has to.
void yc_session_expire (YcSession *self);

// The same for an error: "notice" with its sentence. A cancelled one is nobody's news.
void yc_session_notice_error (YcSession *self, const GError *error);

YcCatalogue *yc_session_get_catalogue (YcSession *self); // nullable
YcCalendar *yc_session_get_calendar (YcSession *self);   // nullable

// The role in which the person does this; YC_ROLE_NONE if none of theirs may.
YcRole yc_session_role_for (YcSession *self, YcEventType type);

// The text in the person's language; never NULL.
const char *yc_session_pick (const YcText *text);

// Looks anew at what waits, for the sync page.
// Forgets a refused step.
void yc_session_dismiss_event (YcSession *self, const char *event_id);
void yc_session_refresh_waiting (YcSession *self);

// Tells desks and synchronisation with which calendar to count, what day it is, and what kinds of
// papers there are.
void yc_session_tell_day (YcSession *self);

// Another day has come: all of that, and "day-turned".
void yc_session_turn_day (YcSession *self);

// The first day, before anything runs on the desks but the opening of the first; then looks now and
// then whether another has come.
void yc_session_begin_day (YcSession *self);

// What a window gives numbers to: cases, vouchers, and every other kind of paper. Free it.
char **yc_session_list_number_kinds (YcSession *self);

// What yc_session_begin_async () found; becomes a session.
typedef struct {
  YcWorker *worker; // owned: the desk's
  YcStore *store;   // opened on it
  YcVault *vault;
  YcEntered entered;
  YcWay way;
  gboolean has_code;      // whoever it is has chosen an unlock code here
  YcCatalogue *catalogue; // nullable
  gboolean read_only;
} YcBegun;

YcSession *yc_session_new (YcProfile *profile, YcBegun *begun);

// By which city somebody came in, which is taken over, and until when; asks it in time.
void yc_session_take_city (YcSession *self, YcEntered *entered);

// Asks the city now whether the person is still who they are, and central to go on.
void yc_session_prolong (YcSession *self);

// Signs out of central and city; what does not get through in half a second runs out by itself.
void yc_session_leave_city (YcSession *self);
