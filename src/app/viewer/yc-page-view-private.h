// What the files of the view of a file's pages share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-compare-pane.h"
#include "yc-find-bar.h"
#include "yc-note-list.h"
#include "yc-page-pane.h"
#include "yc-page-strip.h"
#include "yc-page-view.h"
#include "yc-paper-view.h"

struct _YcPageView {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  YcPagePane *pane;
  YcComparePane *compare; // beside the pages, when somebody wants it
  YcPaperView *sample;    // the same
  YcNoteList *notes;      // the same
  GtkWidget *read_bar;    // above what is read while something is compared with it
  GtkLabel *read;         // in it
  YcFindBar *find;        // above the pages, when somebody looks for words
  YcPageStrip *strip;
  GtkLabel *count;
  GtkBox *actions;

  YcFile *file;            // owned, nullable
  char *sampled;           // owned, nullable: the material whose sample shows
  gboolean linked;         // what is compared scrolls and zooms along
  GtkWidget *note_popover; // nullable: in which a note is written
  GtkEditable *note_text;  // in it
  char *chosen_note;       // owned, nullable: id of the one that is read
  GPtrArray *hits;         // owned, nullable: of YcTextHit
  guint hit;               // the one that is shown
  GCancellable *finding;   // owned, nullable
};

void yc_page_view_set_compares (YcPageView *self, gboolean on);
void yc_page_view_set_shows_notes (YcPageView *self, gboolean on);

// Shows the notes of a file, or of none (NULL).
void yc_page_view_set_notes (YcPageView *self, YcFile *file);

// The callbacks and actions for notes.
void yc_page_view_bind_notes (GtkWidgetClass *widget_class);

// FALSE: nobody looked for words.
gboolean yc_page_view_stop_finding (YcPageView *self);

// The callbacks and actions for finding words.
void yc_page_view_bind_finding (GtkWidgetClass *widget_class);
