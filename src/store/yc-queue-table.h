// The rows that lists show, sorted and filtered by SQL.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-store.h"

G_BEGIN_DECLS

// The lists of the side bar.
typedef enum {
  YC_PLACE_MINE,       // what this person received or holds, not ended
  YC_PLACE_DRAFTS,     // begun and not received
  YC_PLACE_PRE_REVIEW, // lodged online
  YC_PLACE_SUPPLEMENT, // waiting for the applicant
  YC_PLACE_TO_REVIEW,  // handed off to the person's departments, or held by the person
  YC_PLACE_SUSPENDED,  // special procedure
  YC_PLACE_TO_ISSUE,   // decided, not issued
  YC_PLACE_LAMPS,      // yellow and red
  YC_PLACE_ALL,
  YC_PLACE_EXCEPTIONS, // what a supervisor is asked to allow
  YC_N_PLACES
} YcPlace;

typedef enum {
  YC_SORT_CHANGED,
  YC_SORT_NUMBER,
  YC_SORT_ITEM,
  YC_SORT_STATE,
  YC_SORT_DUE,
  YC_SORT_HOLDER,
  YC_N_SORTS
} YcSort;

typedef struct {
  YcPlace place;
  const char *person;
  const char *const *departments; // nullable
  int state;                      // a YcState, or -1 for all
  const char *search;             // nullable
  YcSort sort;
  gboolean descending;
  YcDay today;  // for YC_PLACE_LAMPS
  guint newest; // looks only at so many cases that changed last; 0: at all
} YcQueueFilter;

// Numbers of the rows, in order.
GArray *
yc_store_query_queue (YcStore *store, const YcQueueFilter *filter, GError **error); // of guint32

// How many rows each place has, without search; by YcPlace.
gboolean yc_store_count_places (YcStore *store,
                                const YcQueueFilter *filter,
                                guint *ret_counts,
                                GError **error);

typedef struct {
  guint32 row;
  char *case_id, *number, *item, *item_name, *department;
  char *holder, *holder_name; // id and name of who has it in hand; nullable
  char *applicant;            // masked
  YcState state;
  YcDay due, yellow_from, red_from; // as of YcClock
  gboolean paused, provisional;
  guint pending;
  gint64 changed_at;
} YcQueueRow;
void yc_queue_row_free (YcQueueRow *row);

// Codes of the service items that this person took in, by how often among the last 500, of which a
// newer case weighs more than an older one.
GPtrArray *yc_store_list_frequent_items (YcStore *store, const char *person, GError **error);

// The rows of these numbers; a number that is gone gives NULL in its place.
GPtrArray *yc_store_load_rows (YcStore *store, const guint32 *rows, guint n, GError **error);

G_END_DECLS
