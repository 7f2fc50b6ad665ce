// Pages that are taken out of the case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-tools.h"
#include "yc-pile.h"
#include "yc-toast.h"

#include <glib/gi18n.h>

static void
put_back_cb (gpointer pile)
{
  yc_pile_undo (pile);
}

void
yc_page_tools_remove (GtkWidget *page, YcFile *file, const char *page_id)
{
  const char *pages[] = {page_id, NULL};
  YcPile *pile = yc_pile_new (file);

  yc_pile_remove (pile, pages);
  yc_toast_offer (page, _ ("The page is taken out"), _ ("Undo"), put_back_cb, pile, g_object_unref);
}
