// Drop-downs whose words may be long: cut short on the button, whole in the list.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-choice.h"

static void
setup_short_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  gtk_list_item_set_child (item, label);
}

static void
setup_whole_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const char *text = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)), text);
}

static GtkListItemFactory *
make_factory (GCallback setup)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", setup, NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  return factory;
}

void
yc_choice_fit (GtkDropDown *drop_down)
{
  g_autoptr (GtkListItemFactory) on_button = make_factory (G_CALLBACK (setup_short_cb));
  g_autoptr (GtkListItemFactory) in_list = make_factory (G_CALLBACK (setup_whole_cb));

  gtk_drop_down_set_factory (drop_down, on_button);
  gtk_drop_down_set_list_factory (drop_down, in_list);
}

void
yc_choice_set_fixed (GtkWidget *widget, gboolean fixed)
{
  gtk_widget_set_can_target (widget, !fixed);
  gtk_widget_set_can_focus (widget, !fixed);
  if (fixed)
    gtk_widget_add_css_class (widget, "fixed");
  else
    gtk_widget_remove_css_class (widget, "fixed");
}
