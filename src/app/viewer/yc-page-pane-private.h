// What the files of a pane of pages share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file-text.h"
#include "yc-loupe.h"
#include "yc-page-pane.h"

typedef enum {
  YC_MARKING_NOT,
  YC_MARKING_FRAMES, // the frame can be moved
  YC_MARKING_DRAWS,  // the pointer draws it
  YC_MARKING_DONE,   // somebody writes what there is to say
} YcMarking;

struct _YcPagePane {
  GtkWidget parent_instance;

  GtkStack *stack; // template children
  GtkScrolledWindow *scroller;
  YcPageRoll *roll;
  YcLoupe *loupe;
  GtkLabel *trouble, *hint;
  GtkWidget *waiting, *troubled;
  GtkSpinner *spinner;

  YcFile *file;              // owned, nullable
  char *material;            // owned, nullable
  char *page;                // owned, nullable: the one that is wanted
  gboolean as_scanned;       // pages are shown as they were scanned, whatever is done to them
  gboolean whole_file;       // all pages below each other, else those of the material
  guint n_pages, index;      // of the material; where the page is among them, from 1; 0: nowhere
  GHashTable *troubles;      // owned: page id -> why it could not be loaded
  GCancellable *cancellable; // owned; of the file
  double drag_x, drag_y;     // where the page was when the drag began
  double pointer_x, pointer_y;
  double pinch;         // by how much two fingers have zoomed so far
  YcPagePane *followed; // nullable, borrowed
  gboolean led;         // does now what the followed one did

  YcPageWords *words;    // owned, nullable: of the page that is read
  gsize first, last;     // letters between which is selected; the one it began with is the first
  gboolean has_selected; // something is
  gboolean selects;      // the pointer is on its way

  YcMarking marking;
  char *marked;              // owned, nullable: the page
  YcPagePart part;           // of it
  double corner_x, corner_y; // of the view, where the pointer was pressed
};

// Lays the pages into the roll anew, as they are shown now.
void yc_page_pane_fill_roll (YcPagePane *self);

// Tells everybody which page is read now.
void yc_page_pane_tell (YcPagePane *self);

// The callbacks for keys, pointer and fingers that the template names.
void yc_page_pane_bind_hand (GtkWidgetClass *widget_class);

// The loupe comes to the pointer, or to the middle, and the keys that move it to it; or it goes.
void yc_page_pane_turn_loupe (YcPagePane *self);

// The text of the page that is read comes, to be selected; what was selected before goes.
void yc_page_pane_load_words (YcPagePane *self);

// From where the pointer is on text, to where it is now. FALSE: it is, or began, on none.
gboolean yc_page_pane_select_begin (YcPagePane *self, double x, double y);
gboolean yc_page_pane_select_to (YcPagePane *self, double x, double y);
gboolean yc_page_pane_select_all (YcPagePane *self);
gboolean yc_page_pane_copy (YcPagePane *self);

// FALSE: nothing was selected.
gboolean yc_page_pane_select_none (YcPagePane *self);

// While a place is marked: whether the key, or the pointer from where it began, was for the frame.
gboolean yc_page_pane_frame_key (YcPagePane *self, guint key, gboolean shift);
gboolean yc_page_pane_frame_begin (YcPagePane *self, double x, double y);
gboolean yc_page_pane_frame_draw (YcPagePane *self, double dx, double dy);
gboolean yc_page_pane_frame_end (YcPagePane *self);
