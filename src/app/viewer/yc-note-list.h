// The notes of a review as a list beside the pages; one that is chosen is shown at its place.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-notes.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

// Signals: "chosen" (YcNoteRow *), "removed" (YcNoteRow *): shall be taken back.
#define YC_TYPE_NOTE_LIST (yc_note_list_get_type ())
G_DECLARE_FINAL_TYPE (YcNoteList, yc_note_list, YC, NOTE_LIST, GtkWidget)

// `file` is nullable.
void yc_note_list_set_file (YcNoteList *self, YcFile *file);

G_END_DECLS
