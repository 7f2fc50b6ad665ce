// The pages of a paper as they will be printed, one below the other.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-view.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

// A4 in points, and how wide a page is on the screen.
#define PAPER_WIDTH  595.28
#define PAPER_HEIGHT 841.89
#define WIDEST       560
#define NARROWEST    300
#define AROUND       48 // free space and the scroll bar

struct _YcPaperView {
  GtkWidget parent_instance;

  GtkWidget *scrolled;       // owned
  GtkBox *pages;             // in it
  GtkLabel *words;           // in it: while there is no page
  YcPaperPrint *print;       // owned, nullable
  GCancellable *cancellable; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcPaperView, yc_paper_view, GTK_TYPE_WIDGET)

static void
draw_cb (GtkDrawingArea *area, cairo_t *cairo, int width, int height, gpointer user_data)
{
  YcPaperView *self = user_data;
  guint page = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (area), "page"));
  double scale = width / PAPER_WIDTH;

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_scale (cairo, scale, scale);
  yc_paper_print_draw (self->print, page, cairo);
}

static void
clear (YcPaperView *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_box_remove (self->pages, child);
  g_clear_pointer (&self->print, yc_paper_print_free);
}

static void
add_page (YcPaperView *self, guint page)
{
  GtkWidget *area = gtk_drawing_area_new ();
  int width = CLAMP (gtk_widget_get_width (GTK_WIDGET (self)) - AROUND, NARROWEST, WIDEST);
  g_autofree char *name = g_strdup_printf (_ ("Page %u of %u"), page + 1, self->print->pages->len);

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (area), width);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (area),
                                       (int)(width * PAPER_HEIGHT / PAPER_WIDTH));
  g_object_set_data (G_OBJECT (area), "page", GUINT_TO_POINTER (page));
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (area), draw_cb, self, NULL);
  gtk_widget_set_halign (area, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (area, "paper");
  gtk_accessible_update_property (GTK_ACCESSIBLE (area), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (self->pages, area);
}

static void
say (YcPaperView *self, const char *words)
{
  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcPaperView) self = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPaperPrint) print = yc_papers_print_finish (YC_FILE (source), result, &error);
  g_autofree char *words = error != NULL ? yc_words_error (error) : NULL;

  if (self == NULL || self->scrolled == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  clear (self);
  say (self, words != NULL ? words : "");
  if (print == NULL)
    return;
  self->print = g_steal_pointer (&print);
  for (guint i = 0; i < self->print->pages->len; i++)
    add_page (self, i);
}

static void
begin (YcPaperView *self, const char *words)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  clear (self);
  say (self, words);
}

void
yc_paper_view_show (YcPaperView *self, YcFile *file, const char *kind)
{
  begin (self, _ ("The paper is being written…"));
  yc_papers_print_async (file, kind, TRUE, self->cancellable, drawn_cb, yc_weak_new (self));
}

void
yc_paper_view_show_sample (YcPaperView *self, YcFile *file, const char *material)
{
  begin (self, "");
  yc_papers_show_sample_async (file, material, self->cancellable, drawn_cb, yc_weak_new (self));
}

static void
yc_paper_view_dispose (GObject *object)
{
  YcPaperView *self = YC_PAPER_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->scrolled != NULL)
    clear (self);
  g_clear_pointer (&self->scrolled, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_paper_view_parent_class)->dispose (object);
}

static void
yc_paper_view_class_init (YcPaperViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_paper_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
yc_paper_view_init (YcPaperView *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->pages = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 16));
  self->words = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "dim-label");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), box);
  gtk_widget_set_focusable (self->scrolled, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The paper as it will be printed"), -1);
  gtk_widget_add_css_class (self->scrolled, "page-desk");
  gtk_widget_add_css_class (box, "paper-desk");
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
}

GtkWidget *
yc_paper_view_new (void)
{
  return g_object_new (YC_TYPE_PAPER_VIEW, NULL);
}
