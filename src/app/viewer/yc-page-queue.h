// Which pages are asked for next: what is read first, then what is seen, then what comes after it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-place.h"

G_BEGIN_DECLS

typedef struct _YcPageQueue YcPageQueue;

typedef enum { // the most urgent first
  YC_PAGE_READ,
  YC_PAGE_SEEN,
  YC_PAGE_NEXT,
  YC_PAGE_EXPECTED,
  YC_PAGE_BEFORE,
  YC_PAGE_UNNEEDED, // its pixels go
} YcPageNeed;

// How much a page is needed, and how many pixels across; the queue knows what is expected.
typedef YcPageNeed (*YcTellNeed) (gpointer user_data, guint index, int *ret_width);
// The page is to be loaded.
typedef void (*YcAskForPage) (gpointer user_data, const char *page, int width);

YcPageQueue *yc_page_queue_new (YcTellNeed tell_need, YcAskForPage ask, gpointer user_data);
void yc_page_queue_free (YcPageQueue *self);

// Keeps a reference. Unless they are of the `same` case, nothing is on its way any more.
void yc_page_queue_set_places (YcPageQueue *self, GPtrArray *places, gboolean same);
void yc_page_queue_expect (YcPageQueue *self, const char *page);

// A page that was asked for is here, or failed.
void yc_page_queue_end (YcPageQueue *self, const char *page);

// Asks for what is needed most as long as few are on their way, and drops what is far away.
void yc_page_queue_look (YcPageQueue *self);

G_END_DECLS
