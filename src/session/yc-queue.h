// One list of cases, as lazy as it can be: numbers of rows now, the rows when they are looked at.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-clock.h"
#include "yc-session.h"

G_BEGIN_DECLS

// The lists of the side bar.
typedef enum {
  YC_LIST_MINE,
  YC_LIST_DRAFTS,
  YC_LIST_PRE_REVIEW,
  YC_LIST_SUPPLEMENT,
  YC_LIST_TO_REVIEW,
  YC_LIST_SUSPENDED,
  YC_LIST_TO_ISSUE,
  YC_LIST_LAMPS,
  YC_LIST_ALL,
  YC_LIST_EXCEPTIONS,
  YC_N_LISTS
} YcList;

typedef enum {
  YC_ORDER_CHANGED,
  YC_ORDER_NUMBER,
  YC_ORDER_ITEM,
  YC_ORDER_STATE,
  YC_ORDER_DUE,
  YC_ORDER_HOLDER
} YcOrder;

// A row. Its fields are NULL / 0 until it has been loaded; "loaded" is emitted then and whenever it
// changes. Owned by the queue; hold a reference to keep it.
#define YC_TYPE_ENTRY (yc_entry_get_type ())
G_DECLARE_FINAL_TYPE (YcEntry, yc_entry, YC, ENTRY, GObject)

gboolean yc_entry_is_loaded (YcEntry *self);
const char *yc_entry_get_case (YcEntry *self); // id
const char *yc_entry_get_number (YcEntry *self);
const char *yc_entry_get_item (YcEntry *self);      // its name in the person's language
const char *yc_entry_get_applicant (YcEntry *self); // masked
YcState yc_entry_get_state (YcEntry *self);
const char *yc_entry_get_state_name (YcEntry *self);
YcLamp yc_entry_get_lamp (YcEntry *self);
const char *yc_entry_get_due (YcEntry *self); // "2 d left"
// "me", a colleague's name or window, or the department.
const char *yc_entry_get_holder (YcEntry *self);
gboolean yc_entry_is_pending (YcEntry *self); // central has not confirmed all of it
const char *
yc_entry_get_sentence (YcEntry *self); // the whole row as one sentence, for screen readers
const char *yc_entry_get_waits_for (YcEntry *self); // what the case waits for, one sentence

// A GListModel of YcEntry. "notify::loading" and "notify::problem" tell how a look is going.
#define YC_TYPE_QUEUE (yc_queue_get_type ())
G_DECLARE_FINAL_TYPE (YcQueue, yc_queue, YC, QUEUE, GObject)

YcQueue *yc_queue_new (YcSession *session, YcList list);
YcList yc_queue_get_list (YcQueue *self);
void yc_queue_set_search (YcQueue *self, const char *search); // nullable
const char *yc_queue_get_search (YcQueue *self);
void yc_queue_set_state (YcQueue *self, int state); // a YcState, -1 for all
int yc_queue_get_state (YcQueue *self);
void yc_queue_set_order (YcQueue *self, YcOrder order, gboolean descending);
YcOrder yc_queue_get_order (YcQueue *self, gboolean *ret_descending);
gboolean yc_queue_is_loading (YcQueue *self);
const char *yc_queue_get_problem (YcQueue *self); // a sentence; NULL if all is well

// The position of a case, or -1.
int yc_queue_find (YcQueue *self, const char *case_id);

// How many each list has, live: one object with a "changed" signal.
#define YC_TYPE_COUNTS (yc_counts_get_type ())
G_DECLARE_FINAL_TYPE (YcCounts, yc_counts, YC, COUNTS, GObject)
YcCounts *yc_counts_new (YcSession *session);
guint yc_counts_get (YcCounts *self, YcList list);

G_END_DECLS
