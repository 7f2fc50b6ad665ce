// What the files of the session share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"
#include "yc-catalogue.h"
#include "yc-item-index.h"
#include "yc-queue-table.h"
#include "yc-session.h"
#include "yc-store.h"
#include "yc-sync.h"
#include "yc-worker.h"

// A connection to store and central for one of the session's threads; opened there when needed.
typedef struct {
  YcWorker *worker;     // owned
  YcStore *store;       // used and opened on the worker only
  YcApi *api;           // likewise
  YcCalendar *calendar; // likewise; owned, nullable
} YcDesk;

struct _YcSession {
  GObject parent_instance;

  YcProfile *profile;                        // owned
  YcVault *vault;                            // owned
  YcCatalogue *catalogue;                    // owned, nullable
  YcSignIn *who;                             // owned; never changes but for its token
  YcContext context;                         // of who
  char *window;                              // id; "" for who sits at none
  char *folder, *terminal, *url, *authority; // of the profile; never change, for any thread
  gboolean read_only;
  gboolean ended;

  YcDesk desk;  // what people do, and lists
  YcDesk pages; // loading and decoding pages
  YcDesk scans; // the scanner
  YcSync *sync; // owned

  YcItemIndex *items;   // owned, nullable until somebody looks
  gboolean items_asked; // a better one is being made

  GListStore *waiting; // of YcWaitingRow
  guint n_waiting, n_trouble;
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

// The same for an error: "notice" with its sentence. A cancelled one is nobody's news.
void yc_session_notice_error (YcSession *self, const GError *error);

YcCatalogue *yc_session_get_catalogue (YcSession *self); // nullable
YcCalendar *yc_session_get_calendar (YcSession *self);   // nullable

// The role in which the person does this; YC_ROLE_NONE if none of theirs may.
YcRole yc_session_role_for (YcSession *self, YcEventType type);

// The text in the person's language; never NULL.
const char *yc_session_pick (const YcText *text);

// Looks anew at what waits, for the sync page.
void yc_session_refresh_waiting (YcSession *self);

// What yc_session_begin_async () found; becomes a session.
typedef struct {
  YcWorker *worker; // owned: the desk's
  YcStore *store;   // opened on it
  YcVault *vault;
  YcSignIn *who;
  YcCatalogue *catalogue; // nullable
  gboolean read_only;
} YcBegun;

YcSession *yc_session_new (YcProfile *profile, YcBegun *begun);
