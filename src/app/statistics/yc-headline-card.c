// One headline figure: its name, the figure, and the sum behind it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-headline-card.h"

#define WIDTH 20 // characters: four of them stand side by side

struct _YcHeadlineCard {
  GtkWidget parent_instance;
  YcStatistics *statistics; // owned
  YcHeadline headline;
  GtkWidget *box;
  GtkLabel *name, *value, *detail;
  GtkLabel *lamps[3]; // green, yellow, red
  GtkWidget *lamp_row;
};

G_DEFINE_FINAL_TYPE (YcHeadlineCard, yc_headline_card, GTK_TYPE_WIDGET)

static void
show_lamp (GtkLabel *label, guint count)
{
  g_autofree char *text = g_strdup_printf ("● %u", count);

  gtk_label_set_text (label, text);
}

static void
show (YcHeadlineCard *self)
{
  g_autofree char *value = yc_statistics_show (self->statistics, self->headline);
  g_autofree char *detail = yc_statistics_explain (self->statistics, self->headline);
  const char *name = yc_statistics_name (self->headline);
  g_autofree char *all = g_strdup_printf ("%s: %s. %s", name, value, detail);

  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->value, value);
  gtk_label_set_text (self->detail, detail);
  show_lamp (self->lamps[0], yc_statistics_get_green (self->statistics));
  show_lamp (self->lamps[1], yc_statistics_get_yellow (self->statistics));
  show_lamp (self->lamps[2], yc_statistics_get_red (self->statistics));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, all, -1);
}

static GtkLabel *
add_label (GtkWidget *box, const char *class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH);
  gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
add_lamps (YcHeadlineCard *self)
{
  static const char *const classes[] = {"lamp-green", "lamp-yellow", "lamp-red"};

  self->lamp_row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++) {
    self->lamps[i] = add_label (self->lamp_row, classes[i]);
    gtk_widget_add_css_class (GTK_WIDGET (self->lamps[i]), "numeric");
  }
  gtk_box_append (GTK_BOX (self->box), self->lamp_row);
}

static void
yc_headline_card_dispose (GObject *object)
{
  YcHeadlineCard *self = YC_HEADLINE_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->statistics);
  G_OBJECT_CLASS (yc_headline_card_parent_class)->dispose (object);
}

static void
yc_headline_card_class_init (YcHeadlineCardClass *class)
{
  G_OBJECT_CLASS (class)->dispose = yc_headline_card_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "headlinecard");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
yc_headline_card_init (YcHeadlineCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  self->name = add_label (self->box, "heading");
  self->value = add_label (self->box, "title-1");
  gtk_widget_add_css_class (GTK_WIDGET (self->value), "numeric");
  add_lamps (self);
  self->detail = add_label (self->box, "dim-label");
}

GtkWidget *
yc_headline_card_new (YcStatistics *statistics, YcHeadline headline)
{
  YcHeadlineCard *self = g_object_new (YC_TYPE_HEADLINE_CARD, NULL);
  gboolean has_lamps = headline == YC_HEADLINE_IN_HAND;

  self->statistics = g_object_ref (statistics);
  self->headline = headline;
  gtk_widget_set_visible (self->lamp_row, has_lamps);
  gtk_widget_set_visible (GTK_WIDGET (self->detail), !has_lamps);
  g_signal_connect_object (statistics, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
