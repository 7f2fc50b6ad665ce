// The print on the pages of an open case, read in the background while nobody waits for it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"
#include "yc-page-text.h"
#include "yc-read-facts.h"

G_BEGIN_DECLS

// What a page says. Derived data: sealed in the store, made again when it is gone, never an event.
typedef struct {
  YcPageText *text;     // owned, nullable: it cannot be read; boxes in pixels of the page as shown
  YcReadFacts facts;    // of it
  GPtrArray *dismissed; // of char *: fields ("section/place") beside which nobody wants them
} YcReadPage;

#define YC_TYPE_READING (yc_reading_get_type ())
G_DECLARE_FINAL_TYPE (YcReading, yc_reading, YC, READING, GObject)

// Begins with the pages that are there. The file owns it, and is told of each page by
// yc_file_rebuild ().
YcReading *yc_reading_new (YcFile *file);

// Goes on with pages that came, or are shown in another way.
void yc_reading_update (YcReading *self);

// For the end of the file: what is being read is broken off.
void yc_reading_stop (YcReading *self);

// NULL while it is not known. The reading's.
const YcReadPage *yc_reading_find (YcReading *self, const YcPage *page);

// Remembers for good that the hint is not wanted.
void yc_reading_dismiss (YcReading *self, const YcPage *page, const char *field);

G_END_DECLS
