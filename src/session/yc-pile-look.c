// How pages are shown: turned by the clerk, as they were scanned, or as they were made ready.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pile-look.h"
#include "yc-page-ops.h"

// Operations of a newer program are not ours to turn: they stay.
void
yc_pile_look_turn (YcPilePage *page, int quarters)
{
  g_autoptr (YcPageOps) now = page->operations != NULL
                                  ? yc_page_ops_from_string (page->operations, NULL)
                                  : yc_page_ops_new ();
  g_autoptr (YcPageOps) turned = now != NULL ? yc_page_ops_turn (now, quarters, NULL) : NULL;

  if (turned == NULL)
    return;
  g_free (page->operations);
  page->operations = yc_page_ops_get_n (turned) > 0 ? yc_page_ops_to_string (turned) : NULL;
}

void
yc_pile_look_as_scanned (YcPilePage *page)
{
  g_clear_pointer (&page->operations, g_free);
}

// The operations that a page had last; NULL: it never had any.
static const char *
find_last (const YcCase *stored, const char *page)
{
  for (; stored != NULL; stored = stored->before) {
    const YcPage *found = yc_case_find_page (stored, page);

    if (found != NULL && found->operations != NULL)
      return found->operations;
  }
  return NULL;
}

void
yc_pile_look_ready (YcPilePage *page, const YcCase *stored)
{
  const char *last = page->operations == NULL ? find_last (stored, page->id) : NULL;

  if (last != NULL)
    page->operations = g_strdup (last);
}

gboolean
yc_file_is_made_ready (YcFile *self, const char *page)
{
  const YcPage *found = yc_case_find_page (self->stored, page);

  return found != NULL && found->operations != NULL;
}

gboolean
yc_file_was_made_ready (YcFile *self, const char *page)
{
  return find_last (self->stored, page) != NULL;
}
