// What the files about a case's papers share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file-private.h"
#include "yc-paper.h"
#include "yc-papers.h"

G_BEGIN_DECLS

// The event that a paper documents; YC_EVENT_NONE for an unknown kind.
YcEventType yc_papers_get_event (const char *kind);

// The last event that a paper of this kind documents; NULL if it has not happened.
const YcEvent *yc_papers_find_event (GPtrArray *events, const char *kind);

// The first print of it; NULL if it was never printed.
const YcEvent *yc_papers_find_print (GPtrArray *events, const char *kind);

// Draws the cover sheets on the desk for pages; the task returns a YcPaperPrint.
void yc_papers_draw_covers (YcFile *file, GTask *task);

// Its number; NULL while it has none.
const char *yc_papers_find_number (GPtrArray *events, const char *kind);

G_END_DECLS
