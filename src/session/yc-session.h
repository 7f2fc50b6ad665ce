// All that a signed-in person can do at this workstation. No GTK.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-entrance.h"
#include "yc-profile.h"
#include "yc-role.h"

G_BEGIN_DECLS

#define YC_TYPE_SESSION (yc_session_get_type ())
G_DECLARE_FINAL_TYPE (YcSession, yc_session, YC, SESSION, GObject)

// Signals, on the main thread:
//   "changed"                      something in the store changed: lists look again
//   "case-changed" (char *case_id, gboolean by_others)  one case has; by_others: news from central
//   "notice" (char *text)          a sentence to show as a toast
//   "expired"                      the sign-in ran out: ask for the password again, keep the screen

// How a session begins. Opens the store (YC_ERROR_PASSPHRASE: ask for the terminal's passphrase and
// pass it; YC_ERROR_CORRUPT: begins read-only all the same, see yc_session_is_read_only ()), then
// signs in at central; without network, by the last successful sign-in of the same person here.
// `passphrase` is NULL for the Secret Service.
void yc_session_begin_async (YcProfile *profile,
                             const char *passphrase,
                             const YcEntrance *by,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
YcSession *yc_session_begin_finish (GAsyncResult *result, GError **error);

// Whether the profile's store has its key already; without one the first to sign in makes it, and
// where there is no Secret Service chooses the passphrase for it.
gboolean yc_session_has_key (YcProfile *profile);
gboolean yc_session_asks_passphrase (YcProfile *profile); // the key is wrapped by one

// Signs in again after "expired", or shows that it is still the same person. Where central cannot
// be reached, a password or code that was right last time will do. Fails also with
// YC_ERROR_OTHER_PERSON.
void yc_session_renew_async (YcSession *self,
                             const YcEntrance *by,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean yc_session_renew_finish (YcSession *self, GAsyncResult *result, GError **error);

// Whether this person comes in by the city's sign-in, and so unlocks with a code; whether they have
// chosen one here, and how they do. yc_entrance_is_code ().
gboolean yc_session_is_of_city (YcSession *self);
gboolean yc_session_has_code (YcSession *self);
void yc_session_choose_code_async (YcSession *self,
                                   const char *code,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean yc_session_choose_code_finish (YcSession *self, GAsyncResult *result, GError **error);

// Stops all work and waits for what is being written. The store is complete afterwards.
void yc_session_end (YcSession *self);

YcProfile *yc_session_get_profile (YcSession *self);
const char *yc_session_get_person (YcSession *self); // id
const char *yc_session_get_person_name (YcSession *self);
YcRoles yc_session_get_roles (YcSession *self);
gboolean yc_session_is_read_only (YcSession *self);
gboolean yc_session_has_catalogue (YcSession *self);

// Where the person sits: a GListModel of YcWindowChoice, and the chosen one's name.
const char *yc_session_get_window_name (YcSession *self);
gint64 yc_session_now (YcSession *self); // milliseconds, by central's clock as far as it is known

// ---- Synchronisation ----------------------------------------------------------------------------

typedef enum {
  YC_SYNC_STARTING,
  YC_SYNC_SYNCED,  // nothing waits, central answers
  YC_SYNC_SENDING, // something waits and is on its way
  YC_SYNC_OFFLINE, // central does not answer; work goes on
  YC_SYNC_TROUBLE, // something was refused and needs a person
  YC_SYNC_EXPIRED, // the sign-in ran out
} YcSyncState;

YcSyncState yc_session_get_sync_state (YcSession *self); // notify by "changed"
guint yc_session_get_waiting (YcSession *self);          // events not confirmed
char *yc_session_describe_sync (YcSession *self);        // one sentence: since when, why

// What can be done without central: the cases that are not there yet, and for how many more there
// are numbers; NULL where there are none of the ones and no call for the others. Few numbers, or
// long without central, is low: as the profile's "offline-numbers" and "offline-days" say.
char *yc_session_describe_reserve (YcSession *self);
gboolean yc_session_is_reserve_low (YcSession *self);

// What this workstation has seen of central's log, for those who supervise: yichuang-central verify
// --witness takes it. NULL: nothing yet, or the person is nobody of them. Free it.
char *yc_session_describe_witness (YcSession *self);

// Where central's log is not the one that was seen, a supervisor may have it believed from now on:
// it was restored from an older copy. Errors become "notice".
gboolean yc_session_can_end_alarm (YcSession *self);
void yc_session_end_alarm (YcSession *self);
gint64
yc_session_get_skew (YcSession *self); // ms; our clock minus central's; 0 while below a minute

// Tries at once; "expired" for who came in without network.
void yc_session_sync_now (YcSession *self);

// What waits and why, for the sync page: a GListModel of YcWaitingRow. Updated by itself.
GListModel *yc_session_get_waiting_list (YcSession *self);

#define YC_TYPE_WAITING_ROW (yc_waiting_row_get_type ())
G_DECLARE_FINAL_TYPE (YcWaitingRow, yc_waiting_row, YC, WAITING_ROW, GObject)
const char *yc_waiting_row_get_title (YcWaitingRow *self);  // "2026-G3-000124 · Accepted"
const char *yc_waiting_row_get_detail (YcWaitingRow *self); // since when; what is wrong, in words
gboolean yc_waiting_row_has_trouble (YcWaitingRow *self);
const char *yc_waiting_row_get_event (YcWaitingRow *self); // id
const char *yc_waiting_row_get_case (YcWaitingRow *self);  // id
void yc_session_dismiss_trouble (YcSession *self, YcWaitingRow *row);

// ---- Items a case can be begun for --------------------------------------------------------------

#define YC_TYPE_ITEM_ROW (yc_item_row_get_type ())
G_DECLARE_FINAL_TYPE (YcItemRow, yc_item_row, YC, ITEM_ROW, GObject)
const char *yc_item_row_get_code (YcItemRow *self);
const char *yc_item_row_get_name (YcItemRow *self);
const char *yc_item_row_get_department (YcItemRow *self); // its name
const char *yc_item_row_get_detail (YcItemRow *self);     // "9 materials · 5 working days"

// Makes the search for items ready, pinyin included; done by itself at the first search.
void yc_session_prepare_items (YcSession *self);

// Items this window offers today whose name, code, department, keywords or their pinyin contain all
// words of `search` (nullable); what this person takes in most first. At most 50. Transfer full: a
// GListModel of YcItemRow.
GListModel *yc_session_find_items (YcSession *self, const char *search);

// ---- Scanners -----------------------------------------------------------------------------------

#define YC_TYPE_SCANNER_ROW (yc_scanner_row_get_type ())
G_DECLARE_FINAL_TYPE (YcScannerRow, yc_scanner_row, YC, SCANNER_ROW, GObject)
const char *yc_scanner_row_get_device (YcScannerRow *self);
const char *yc_scanner_row_get_title (YcScannerRow *self);   // make and model
const char *yc_scanner_row_get_sources (YcScannerRow *self); // "flatbed feeder duplex"

// What is wrong with addresses of scanners in the network; NULL where nothing is. Free it.
char *yc_scanners_refuse (const char *addresses);

// Makes it the workstation's, in the profile.
void yc_scanner_row_choose (YcScannerRow *self, YcProfile *profile);

// Looks for devices; the result is a GListModel of YcScannerRow. Fails with YC_ERROR_SCANNER_*.
void yc_session_list_scanners_async (YcSession *self,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
GListModel *yc_session_list_scanners_finish (YcSession *self, GAsyncResult *result, GError **error);

G_END_DECLS
