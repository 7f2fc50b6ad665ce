// The lamp of an open file with what its clock says, for the head of a page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock-pill.h"
#include "yc-words.h"

struct _YcClockPill {
  GtkWidget parent_instance;

  GtkWidget *label; // owned
};

G_DEFINE_FINAL_TYPE (YcClockPill, yc_clock_pill, GTK_TYPE_WIDGET)

static const char *const classes[] = {
    [YC_LAMP_NONE] = "lamp-none",
    [YC_LAMP_GREEN] = "lamp-green",
    [YC_LAMP_YELLOW] = "lamp-yellow",
    [YC_LAMP_RED] = "lamp-red",
};

void
yc_clock_pill_show (YcClockPill *self, YcFile *file)
{
  g_autofree char *words = NULL, *text = NULL;
  YcClock clock;

  yc_file_get_clock (file, &clock);
  words = yc_words_clock (&clock);
  text = g_strdup_printf ("● %s", words);
  gtk_label_set_label (GTK_LABEL (self->label), text);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[clock.lamp]);
  gtk_widget_set_visible (GTK_WIDGET (self), clock.limit != YC_LIMIT_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
yc_clock_pill_dispose (GObject *object)
{
  g_clear_pointer (&YC_CLOCK_PILL (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_clock_pill_parent_class)->dispose (object);
}

static void
yc_clock_pill_class_init (YcClockPillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_clock_pill_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "clockpill");
}

static void
yc_clock_pill_init (YcClockPill *self)
{
  self->label = gtk_label_new ("");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_add_css_class (self->label, "numeric");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
