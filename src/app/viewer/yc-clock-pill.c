// The lamp of an open file with what its clock says, and the sum behind it, for the head of a page.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-clock-pill.h"
#include "yc-outcome.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcClockPill {
  GtkWidget parent_instance;

  GtkMenuButton *button; // owned
  GtkLabel *label;       // in it
  GtkLabel *sentence;    // in its popover
  GtkBox *terms;         // in its popover
  YcFile *file;          // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcClockPill, yc_clock_pill, GTK_TYPE_WIDGET)

static const char *const classes[] = {
    [YC_LAMP_NONE] = "lamp-none",
    [YC_LAMP_GREEN] = "lamp-green",
    [YC_LAMP_YELLOW] = "lamp-yellow",
    [YC_LAMP_RED] = "lamp-red",
};

static GtkLabel *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
  gtk_widget_add_css_class (label, "numeric");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return GTK_LABEL (label);
}

// The sum is made when somebody asks for it.
static void
opened_cb (YcClockPill *self)
{
  g_autofree char *sentence = NULL;
  g_autoptr (GPtrArray) terms = NULL;
  GtkWidget *child;

  if (self->file == NULL)
    return;
  sentence = yc_outcome_describe_clock (self->file);
  terms = yc_outcome_explain_clock (self->file);
  gtk_label_set_label (self->sentence, sentence);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->terms))) != NULL)
    gtk_box_remove (self->terms, child);
  for (guint i = 0; i < terms->len; i++)
    gtk_box_append (self->terms, GTK_WIDGET (make_label (terms->pdata[i], NULL)));
}

void
yc_clock_pill_show (YcClockPill *self, YcFile *file)
{
  g_autofree char *words = NULL, *text = NULL, *name = NULL;
  YcClock clock;

  g_set_object (&self->file, file);
  yc_file_get_clock (file, &clock);
  words = yc_words_clock (&clock);
  text = g_strdup_printf ("● %s", words);
  name = g_strdup_printf (_ ("%s. Why this date?"), words);
  gtk_label_set_label (self->label, text);
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), classes[i]);
  gtk_widget_add_css_class (GTK_WIDGET (self), classes[clock.lamp]);
  gtk_widget_set_visible (GTK_WIDGET (self), clock.limit != YC_LIMIT_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
yc_clock_pill_dispose (GObject *object)
{
  YcClockPill *self = YC_CLOCK_PILL (object);

  g_clear_pointer ((GtkWidget **)&self->button, gtk_widget_unparent);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_clock_pill_parent_class)->dispose (object);
}

static void
yc_clock_pill_class_init (YcClockPillClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_clock_pill_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "clockpill");
}

static GtkWidget *
make_popover (YcClockPill *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  self->sentence = make_label ("", "heading");
  self->terms = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 4));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (make_label (_ ("Why this date?"), "dim-label")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sentence));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->terms));
  gtk_widget_add_css_class (box, "short-form");
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_swapped (popover, "show", G_CALLBACK (opened_cb), self);
  return popover;
}

static void
yc_clock_pill_init (YcClockPill *self)
{
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  self->label = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "numeric");
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_menu_button_set_child (self->button, GTK_WIDGET (self->label));
  gtk_menu_button_set_popover (self->button, make_popover (self));
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "flat");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("Why this date?"));
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}
