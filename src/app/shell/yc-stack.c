// Keeps screen readers to the page of a stack that is shown.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-stack.h"

static void
hide_others (GtkStack *stack)
{
  GtkWidget *shown = gtk_stack_get_visible_child (stack);
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child;
       child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN,
                                 child != shown, -1);
}

void
yc_stack_hide_others (GtkStack *stack)
{
  g_autoptr (GtkSelectionModel) pages = gtk_stack_get_pages (stack);
  g_signal_connect (stack, "notify::visible-child", G_CALLBACK (hide_others), NULL);
  g_signal_connect_object (pages, "items-changed", G_CALLBACK (hide_others), stack,
                           G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (stack), "yc-pages", g_object_ref (pages), g_object_unref);
  hide_others (stack);
}
