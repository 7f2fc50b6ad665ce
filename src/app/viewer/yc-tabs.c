// Tabs for the pages of a stack whose words may be cut short, so that large text never widens the
// window.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-tabs.h"

static void
toggled_cb (GtkToggleButton *button, GtkStackPage *page)
{
  GtkWidget *child = gtk_stack_page_get_child (page);

  if (gtk_toggle_button_get_active (button))
    gtk_stack_set_visible_child (GTK_STACK (gtk_widget_get_parent (child)), child);
}

static void
follow_cb (GtkStack *stack, GParamSpec *pspec, GtkToggleButton *button)
{
  GtkStackPage *page = g_object_get_data (G_OBJECT (button), "page");

  gtk_toggle_button_set_active (button, gtk_stack_get_visible_child (stack) ==
                                            gtk_stack_page_get_child (page));
}

static GtkWidget *
make_tab (GtkStack *stack, GtkStackPage *page)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *label = gtk_label_new (gtk_stack_page_get_title (page));

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, gtk_stack_page_get_title (page));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_stack_page_get_title (page), -1);
  g_object_set_data (G_OBJECT (button), "page", page);
  follow_cb (stack, NULL, GTK_TOGGLE_BUTTON (button));
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), page, 0);
  g_signal_connect_object (stack, "notify::visible-child", G_CALLBACK (follow_cb), button, 0);
  return button;
}

GtkWidget *
yc_tabs_new (GtkStack *stack)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  g_autoptr (GListModel) pages = G_LIST_MODEL (gtk_stack_get_pages (stack));
  GtkToggleButton *first = NULL;

  gtk_widget_add_css_class (box, "linked");
  gtk_widget_add_css_class (box, "tabs");
  for (guint i = 0; i < g_list_model_get_n_items (pages); i++) {
    g_autoptr (GObject) page = g_list_model_get_item (pages, i);
    GtkWidget *tab = make_tab (stack, GTK_STACK_PAGE (page));

    if (first == NULL)
      first = GTK_TOGGLE_BUTTON (tab);
    else
      gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (tab), first);
    gtk_widget_set_hexpand (tab, TRUE);
    gtk_box_append (GTK_BOX (box), tab);
  }
  return box;
}
