// What the files of the view of a file's pages share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-loupe.h"
#include "yc-page-strip.h"
#include "yc-page-view.h"
#include "yc-paper-view.h"

struct _YcPageView {
  GtkWidget parent_instance;

  GtkWidget *box; // template children
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  YcPageRoll *roll;
  YcLoupe *loupe;
  GtkLabel *trouble, *hint, *count;
  GtkWidget *waiting, *troubled;
  GtkSpinner *spinner;
  YcPageStrip *strip;
  YcPaperView *sample; // beside the pages, when somebody wants it
  GtkBox *actions;

  YcFile *file;              // owned, nullable
  char *material;            // owned, nullable
  char *page;                // owned, nullable: the one that is wanted
  char *sampled;             // owned, nullable: the material whose sample shows
  gboolean whole_file;       // all pages below each other, else those of the material
  guint n_pages, index;      // of the material; where the page is among them, from 1; 0: nowhere
  GHashTable *troubles;      // owned: page id -> why it could not be loaded
  GCancellable *cancellable; // owned; of the file
  double drag_x, drag_y;     // where the page was when the drag began
  double pointer_x, pointer_y;
  double pinch; // by how much two fingers have zoomed so far
};

// The callbacks for keys, pointer and fingers that the template names.
void yc_page_view_bind_hand (GtkWidgetClass *widget_class);

// The loupe comes to the pointer, or to the middle, and the keys that move it to it; or it goes.
void yc_page_view_turn_loupe (YcPageView *self);
