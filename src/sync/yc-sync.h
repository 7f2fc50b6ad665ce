// Keeps this workstation and central in step, in the background, for ever.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-link.h"

G_BEGIN_DECLS

// Lives on the thread that made it; its work is done on two threads of its own. Signals:
//   "cases-changed" (char **ids, char **news)  rows changed; in those of news others had a hand
//   "catalogue-changed"
//   "state-changed"                            any getter below may answer otherwise
#define YC_TYPE_SYNC (yc_sync_get_type ())
G_DECLARE_FINAL_TYPE (YcSync, yc_sync, YC, SYNC, GObject)

YcSync *yc_sync_new (const YcLinkConfig *config);

// Begins, or goes on with a new token after one had run out. NULL: signed in offline; nothing
// is asked or sent.
void yc_sync_start (YcSync *self, const char *token);

// With which due dates are counted, from the next pass on.
void yc_sync_set_day (YcSync *self, YcCalendar *calendar, YcDay today);

// For which kinds of numbers it cares, from the next pass on; ends with NULL.
void yc_sync_set_kinds (YcSync *self, const char *const *kinds);

// Something waits to be sent.
void yc_sync_poke (YcSync *self);

// Tries now, whatever the back-off says.
void yc_sync_retry (YcSync *self);

// Cancels, waits for the threads. No signal comes afterwards.
void yc_sync_stop (YcSync *self);

gboolean yc_sync_is_online (YcSync *self);        // the last exchange worked
gboolean yc_sync_is_busy (YcSync *self);          // sending just now
gboolean yc_sync_has_token (YcSync *self);        // FALSE: it ran out, or there never was one
gboolean yc_sync_is_greeted (YcSync *self);       // central has answered once
const YcHead *yc_sync_get_seen (YcSync *self);    // nullable: the remembered end of central's log
gboolean yc_sync_has_alarm (YcSync *self);        // that log is not the one that was seen
void yc_sync_end_alarm (YcSync *self);            // after yc_witness_forget ()
const GError *yc_sync_get_problem (YcSync *self); // nullable: why it is offline
gint64 yc_sync_get_since (YcSync *self);          // ms: since when it is online or offline
gint64 yc_sync_get_skew (YcSync *self);           // ms: our clock minus central's

G_END_DECLS
