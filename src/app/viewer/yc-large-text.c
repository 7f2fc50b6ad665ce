// Where letters are large, there is less room for everything else.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-large-text.h"

enum { LARGE_DPI = 144 };

gboolean
yc_large_text_is_on (void)
{
  int dpi; // in 1024ths

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi >= LARGE_DPI * 1024;
}

void
yc_large_text_follow (gpointer object, void (*callback) (gpointer object))
{
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi",
                           G_CALLBACK (callback), object, G_CONNECT_SWAPPED);
}

void
yc_large_text_share (GtkWidget *grid, const int *spans)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (grid);
  GtkWidget *child = gtk_widget_get_first_child (grid);
  int column = 0;

  for (; child != NULL && *spans > 0; spans++, child = gtk_widget_get_next_sibling (child)) {
    GtkGridLayoutChild *place =
        GTK_GRID_LAYOUT_CHILD (gtk_layout_manager_get_layout_child (layout, child));

    gtk_grid_layout_child_set_column (place, column);
    gtk_grid_layout_child_set_column_span (place, *spans);
    column += *spans;
  }
}
