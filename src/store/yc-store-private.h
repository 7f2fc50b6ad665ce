// What the store's tables share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db.h"
#include "yc-store.h"

struct _YcStore {
  YcDb *db;             // owned
  YcVault *vault;       // owned
  YcCalendar *calendar; // owned, nullable
  YcDay today;          // 0: not told yet
  char *blobs;          // folder of the sealed files
  gboolean can_search;  // the private text of the rows lies in memory
};

typedef enum { YC_EVENT_PENDING = 0, YC_EVENT_CONFIRMED = 1, YC_EVENT_TROUBLED = 2 } YcEventState;

// Rows of the event table -----------------------------------------------------------------------

gboolean yc_event_table_insert (
    YcStore *store, const YcEvent *event, YcEventState state, gint64 hold_until, GError **error);

// Events of a case in this state, in order of version.
GPtrArray *
yc_event_table_list (YcStore *store, const char *case_id, YcEventState state, GError **error);

// What makes the case: confirmed events, then pending ones; in one look, so that what another
// thread confirms meanwhile is in it once.
GPtrArray *yc_event_table_list_live (YcStore *store, const char *case_id, GError **error);

// FALSE with error set on failure; `*ret_state` is -1 if there is no such event.
gboolean
yc_event_table_find_state (YcStore *store, const char *event_id, int *ret_state, GError **error);
// Puts what central told in full in the place of the same event with masks in it, as it was told to
// somebody else at this workstation; an event without any stays. FALSE with error set on failure.
gboolean yc_event_table_unmask (YcStore *store, const YcEvent *event, GError **error);
gboolean
yc_event_table_confirm (YcStore *store, const char *event_id, guint version, GError **error);
gboolean
yc_event_table_set_version (YcStore *store, const char *event_id, guint version, GError **error);
gboolean yc_event_table_set_trouble (YcStore *store,
                                     const char *event_id,
                                     const GError *why,
                                     GError **error);

// The number that only this event has, if it is one of a range of ours, is void from now on. To be
// called before the event is deleted, in the same transaction.
gboolean
yc_void_table_take (YcStore *store, const char *case_id, const char *event_id, GError **error);

// Rows of the case table ------------------------------------------------------------------------

// Writes what the lists show of the case as it is now.
gboolean yc_case_table_save (YcStore *store, const YcCase *self, gint64 changed_at, GError **error);
gboolean yc_case_table_remove (YcStore *store, const char *case_id, GError **error);

// Folds confirmed events, then pending ones, moving those behind and putting what does not fit in
// trouble; writes the row. `*ret_case` is NULL if nothing is left.
gboolean yc_store_refold (YcStore *store, const char *case_id, YcCase **ret_case, GError **error);

// Names of people ---------------------------------------------------------------------------------

// NULL: it is not known, or cannot be read.
char *yc_name_table_find (YcStore *store, const char *person);

// Adds the names of those of whom these events speak.
void yc_name_table_look_up (YcStore *store, GPtrArray *events, GHashTable *names);

// Keeps those of people who have none here: what another terminal says may be older than what
// central told.
gboolean yc_name_table_add (YcStore *store, GHashTable *names, GError **error);

// Content ---------------------------------------------------------------------------------------

// Writes content, after checking that it is what its name says; it is durable then.
gboolean yc_blob_table_write (YcStore *store, const char *sha256, GBytes *content, GError **error);

// Says that a case has it, and that central may lack it.
gboolean yc_blob_table_add (YcStore *store,
                            const char *case_id,
                            const char *sha256,
                            const char *mime,
                            gsize size,
                            GError **error);
