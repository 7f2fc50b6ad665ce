// Text of a page that is selected, to be copied.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-pane-private.h"
#include "yc-weak.h"

static void
draw (YcPagePane *self)
{
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) inks = g_array_new (FALSE, FALSE, sizeof (YcPageInk));

  if (self->has_selected)
    parts = yc_page_words_get_parts (self->words, MIN (self->first, self->last),
                                     MAX (self->first, self->last) + 1);
  for (guint i = 0; parts != NULL && i < parts->len; i++) {
    const YcPageInk ink = {.page = self->words->page,
                           .part = g_array_index (parts, YcPagePart, i),
                           .kind = YC_INK_SELECTION};

    g_array_append_val (inks, ink);
  }
  yc_page_roll_set_ink (self->roll, YC_LAYER_SELECTION, (const YcPageInk *)(gpointer)inks->data,
                        inks->len);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcPagePane) self = yc_weak_take (user_data);
  g_autoptr (YcPageWords) words = yc_file_load_text_finish (YC_FILE (source), result, NULL);

  // A page without its text can be read all the same.
  if (self == NULL || words == NULL || YC_FILE (source) != self->file ||
      g_strcmp0 (words->page, self->page) != 0)
    return;
  yc_page_pane_select_none (self);
  g_clear_pointer (&self->words, yc_page_words_free);
  self->words = g_steal_pointer (&words);
}

void
yc_page_pane_load_words (YcPagePane *self)
{
  if (self->words != NULL && !self->as_scanned && g_strcmp0 (self->words->page, self->page) == 0)
    return;
  yc_page_pane_select_none (self);
  g_clear_pointer (&self->words, yc_page_words_free);
  if (self->page != NULL && self->file != NULL && !self->as_scanned)
    yc_file_load_text_async (self->file, self->page, self->cancellable, loaded_cb,
                             yc_weak_new (self));
}

gboolean
yc_page_pane_select_none (YcPagePane *self)
{
  gboolean had = self->has_selected;

  self->has_selected = self->selects = FALSE;
  draw (self);
  return had;
}

gboolean
yc_page_pane_select_begin (YcPagePane *self, double x, double y)
{
  int across, along;
  const char *page = yc_page_roll_point_at (self->roll, x, y, &across, &along);
  gboolean on_it = FALSE;

  yc_page_pane_select_none (self);
  if (self->words == NULL || g_strcmp0 (page, self->words->page) != 0)
    return FALSE;
  self->first = self->last = yc_page_words_pick (self->words, across, along, &on_it);
  self->selects = on_it;
  return on_it;
}

gboolean
yc_page_pane_select_to (YcPagePane *self, double x, double y)
{
  int across, along;
  gboolean on_it;

  if (!self->selects)
    return FALSE;
  yc_page_roll_point_on (self->roll, self->words->page, x, y, &across, &along);
  self->last = yc_page_words_pick (self->words, across, along, &on_it);
  self->has_selected = TRUE;
  draw (self);
  return TRUE;
}

gboolean
yc_page_pane_select_all (YcPagePane *self)
{
  if (self->words == NULL || self->words->n == 0)
    return FALSE;
  self->first = 0;
  self->last = self->words->n - 1;
  self->has_selected = TRUE;
  draw (self);
  return TRUE;
}

gboolean
yc_page_pane_copy (YcPagePane *self)
{
  g_autofree char *text = NULL;

  if (!self->has_selected)
    return FALSE;
  text = yc_page_words_get_text (self->words, MIN (self->first, self->last),
                                 MAX (self->first, self->last) + 1);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  return TRUE;
}
