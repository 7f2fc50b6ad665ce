// Finding the pages of a PDF from the front, as many as are asked for and not all at once.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sole-image-page.h"

#define DEEPEST   32
#define MOST_KIDS 1000000 // of all folders together: a tree that turns in circles ends here

// The number by which a file knows an object; handles come and go.
typedef struct {
  int id, generation;
} Number;

typedef struct {
  Number folder;
  int next; // of its kids
} Step;

struct _YcPageFinder {
  qpdf_data qpdf;
  GArray *pages;       // of Number; owned
  Step steps[DEEPEST]; // from the root to where the search stands
  guint depth;         // 0: all are found
  guint seen;
};

static Number
get_number (qpdf_data qpdf, qpdf_oh object)
{
  return (Number){qpdf_oh_get_object_id (qpdf, object), qpdf_oh_get_generation (qpdf, object)};
}

YcPageFinder *
yc_page_finder_new (qpdf_data qpdf)
{
  YcPageFinder *self = g_new0 (YcPageFinder, 1);
  qpdf_oh root = qpdf_oh_get_key_if_dict (qpdf, qpdf_get_root (qpdf), "/Pages");
  self->qpdf = qpdf;
  self->pages = g_array_new (FALSE, FALSE, sizeof (Number));
  self->steps[0].folder = get_number (qpdf, root);
  self->depth = 1;
  return self;
}

void
yc_page_finder_free (YcPageFinder *self)
{
  g_array_unref (self->pages);
  g_free (self);
}

// A folder or a page; what is written into its folder directly has no number.
static gboolean
enter (YcPageFinder *self, qpdf_oh kid)
{
  Number number = get_number (self->qpdf, kid);
  if (number.id <= 0 || !qpdf_oh_is_dictionary (self->qpdf, kid) || self->seen++ > MOST_KIDS)
    return FALSE;
  if (!qpdf_oh_has_key (self->qpdf, kid, "/Kids")) {
    g_array_append_val (self->pages, number);
    return TRUE;
  }
  if (self->depth >= DEEPEST)
    return FALSE;
  self->steps[self->depth++] = (Step){.folder = number};
  return TRUE;
}

// One kid further. FALSE: the end, or something that is not in order.
static gboolean
go_on (YcPageFinder *self)
{
  qpdf_data qpdf = self->qpdf;
  Step *step = &self->steps[self->depth - 1];
  qpdf_oh folder = qpdf_get_object_by_id (qpdf, step->folder.id, step->folder.generation);
  qpdf_oh kids = qpdf_oh_get_key_if_dict (qpdf, folder, "/Kids");
  int n = qpdf_oh_is_array (qpdf, kids) ? qpdf_oh_get_array_n_items (qpdf, kids) : 0;
  gboolean well = TRUE;
  if (step->next >= n) {
    self->depth--;
  } else {
    qpdf_oh kid = qpdf_oh_get_array_item (qpdf, kids, step->next++);
    well = enter (self, kid);
    qpdf_oh_release (qpdf, kid);
  }
  qpdf_oh_release (qpdf, kids);
  qpdf_oh_release (qpdf, folder);
  return well;
}

gboolean
yc_page_finder_find (YcPageFinder *self, guint index, qpdf_oh *ret_page)
{
  while (self->depth > 0 && self->pages->len <= index)
    if (!go_on (self))
      self->depth = 0;
  if (index >= self->pages->len)
    return FALSE;
  const Number *number = &g_array_index (self->pages, Number, index);
  *ret_page = qpdf_get_object_by_id (self->qpdf, number->id, number->generation);
  return TRUE;
}
