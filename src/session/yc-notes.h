// The notes of a review: places of pages that were marked, with words or without.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

#define YC_TYPE_NOTE_ROW (yc_note_row_get_type ())
G_DECLARE_FINAL_TYPE (YcNoteRow, yc_note_row, YC, NOTE_ROW, GObject)
const char *yc_note_row_get_id (YcNoteRow *self);
const char *yc_note_row_get_page (YcNoteRow *self);
const char *yc_note_row_get_title (YcNoteRow *self);  // of the page
const char *yc_note_row_get_text (YcNoteRow *self);   // "" for a mark alone
const char *yc_note_row_get_detail (YcNoteRow *self); // who and when
YcPagePart yc_note_row_get_part (YcNoteRow *self);
gboolean yc_note_row_is_mine (YcNoteRow *self);

// Of YcNoteRow, in the order of the pages and down each page. While the office reviews, its notes
// are its own: at the counter they are read once the case comes back or is decided.
GListModel *yc_notes_get_list (YcFile *file);

// Marks a place of a page; `text` is nullable. `id` brings a note back that was taken back; NULL: a
// new one.
void yc_notes_add_async (YcFile *file,
                         const char *id,
                         const char *page,
                         const YcPagePart *part,
                         const char *text,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
// The note's id; NULL: it is not there. Free it.
char *yc_notes_add_finish (YcFile *file, GAsyncResult *result, GError **error);

// Takes back a note of one's own; somebody else's fails with YC_ERROR_HELD. Finished by
// yc_file_do_finish ().
void yc_notes_remove_async (YcFile *file,
                            const char *id,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

G_END_DECLS
