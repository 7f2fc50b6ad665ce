// Words are found in the text of the pages, marked, and shown one after the other.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-text.h"
#include "yc-page-view-private.h"
#include "yc-toast.h"
#include "yc-weak.h"

#include <glib/gi18n.h>

static void
draw_hits (YcPageView *self)
{
  g_autoptr (GArray) inks = g_array_new (FALSE, FALSE, sizeof (YcPageInk));

  for (guint i = 0; self->hits != NULL && i < self->hits->len; i++) {
    const YcTextHit *hit = self->hits->pdata[i];

    for (guint n = 0; n < hit->parts->len; n++) {
      const YcPageInk ink = {.page = hit->page,
                             .part = g_array_index (hit->parts, YcPagePart, n),
                             .kind = i == self->hit ? YC_INK_HIT_CHOSEN : YC_INK_HIT};

      g_array_append_val (inks, ink);
    }
  }
  yc_page_roll_set_ink (yc_page_pane_get_roll (self->pane), YC_LAYER_HITS,
                        (const YcPageInk *)(gpointer)inks->data, inks->len);
}

static void
show_hit (YcPageView *self, guint index)
{
  const YcTextHit *hit = self->hits->pdata[index];

  self->hit = index;
  if (g_strcmp0 (yc_page_pane_get_page (self->pane), hit->page) != 0)
    yc_page_pane_show_page (self->pane, hit->page);
  if (hit->parts->len > 0)
    yc_page_roll_show_part (yc_page_pane_get_roll (self->pane), hit->page,
                            &g_array_index (hit->parts, YcPagePart, 0));
  draw_hits (self);
  yc_find_bar_show_count (self->find, index + 1, self->hits->len);
}

// The first that is not before the page that is read.
static guint
find_near (YcPageView *self)
{
  GListModel *pages = yc_file_get_pages (self->file);
  gboolean passed = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (YcPageRow) row = g_list_model_get_item (pages, i);
    const char *page = yc_page_row_get_id (row);

    passed = passed || g_strcmp0 (page, yc_page_pane_get_page (self->pane)) == 0;
    for (guint n = 0; passed && n < self->hits->len; n++)
      if (g_str_equal (((const YcTextHit *)self->hits->pdata[n])->page, page))
        return n;
  }
  return 0;
}

static void
forget (YcPageView *self)
{
  g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  draw_hits (self);
  yc_find_bar_say (self->find, "");
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcPageView) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  guint n_pages;
  g_autoptr (GPtrArray) hits =
      yc_file_find_text_finish (YC_FILE (source), result, &n_pages, &error);

  if (self == NULL || YC_FILE (source) != self->file ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->hits, g_ptr_array_unref);
  self->hits = g_steal_pointer (&hits);
  if (self->hits != NULL && self->hits->len > 0) {
    show_hit (self, find_near (self));
    return;
  }
  draw_hits (self);
  if (error != NULL)
    yc_toast_say_error (yc_toast_find_page (GTK_WIDGET (self)), error);
  yc_find_bar_say (self->find,
                   n_pages > 0 ? _ ("Nowhere") : _ ("These pages are pictures without text"));
}

static void
find_asked_cb (YcPageView *self, const char *words)
{
  g_autofree char *bare = g_strstrip (g_strdup (words));

  forget (self);
  if (self->file == NULL || *bare == '\0')
    return;
  self->finding = g_cancellable_new ();
  yc_file_find_text_async (self->file, bare, self->finding, found_cb, yc_weak_new (self));
}

static void
find_stepped_cb (YcPageView *self, int by)
{
  if (self->hits != NULL && self->hits->len > 0)
    show_hit (self, (self->hit + self->hits->len + (guint)by) % self->hits->len);
}

gboolean
yc_page_view_stop_finding (YcPageView *self)
{
  gboolean was = gtk_widget_get_visible (GTK_WIDGET (self->find));

  forget (self);
  gtk_widget_set_visible (GTK_WIDGET (self->find), FALSE);
  return was;
}

static void
find_closed_cb (YcPageView *self)
{
  yc_page_view_stop_finding (self);
  gtk_widget_child_focus (GTK_WIDGET (self->pane), GTK_DIR_TAB_FORWARD);
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  YcPageView *self = YC_PAGE_VIEW (widget);

  gtk_widget_set_visible (GTK_WIDGET (self->find), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->find));
}

void
yc_page_view_bind_finding (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, find_asked_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_stepped_cb);
  gtk_widget_class_bind_template_callback (widget_class, find_closed_cb);
  gtk_widget_class_install_action (widget_class, "view.find", NULL, find_cb);
}
