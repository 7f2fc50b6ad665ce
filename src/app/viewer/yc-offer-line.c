// What a page says of a field, and what can be done with it: look, use, leave.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-offer-line.h"
#include "yc-offers.h"

#include <glib/gi18n.h>

struct _YcOfferLine {
  GtkWidget parent_instance;

  GtkWidget *box;    // owned
  GtkWidget *look;   // in it: a button
  GtkLabel *words;   // in it: what was read
  GtkLabel *page;    // in it: where
  GtkWidget *use;    // in the box
  YcFile *file;      // owned
  YcFieldRow *field; // owned
};

G_DEFINE_FINAL_TYPE (YcOfferLine, yc_offer_line, GTK_TYPE_WIDGET)

static guint answered_signal;

static void
name_button (GtkWidget *button, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
follow (YcOfferLine *self)
{
  const char *offer = yc_field_row_get_offer (self->field);
  g_autofree char *words = NULL, *use = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self), offer != NULL);
  if (offer == NULL)
    return;
  // TRANSLATORS: the title of a page, and what was read on it.
  words = g_strdup_printf (_ ("%s: %s"), yc_field_row_get_offer_page (self->field), offer);
  // TRANSLATORS: what was read on a page.
  use = g_strdup_printf (_ ("Use “%s”"), offer);
  gtk_label_set_label (self->words, offer);
  gtk_label_set_label (self->page, yc_field_row_get_offer_page (self->field));
  name_button (self->look, words);
  name_button (self->use, use);
}

// ---- Buttons ------------------------------------------------------------------------------------

static void
look_cb (YcOfferLine *self)
{
  g_autofree char *field = g_strjoin ("/", yc_field_row_get_section (self->field),
                                      yc_field_row_get_id (self->field), NULL);

  gtk_widget_activate_action (GTK_WIDGET (self), "intake.show-offer", "s", field);
}

static void
use_cb (YcOfferLine *self)
{
  g_signal_emit (self, answered_signal, 0); // the field must not write over it
  yc_offers_use (self->file, self->field);
}

static void
leave_cb (YcOfferLine *self)
{
  g_signal_emit (self, answered_signal, 0);
  yc_offers_dismiss (self->file, self->field);
}

static GtkWidget *
make_button (YcOfferLine *self, GtkWidget *button, GCallback callback)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "correction");
  g_signal_connect_swapped (button, "clicked", callback, self);
  gtk_box_append (GTK_BOX (self->box), button);
  return button;
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
add_look (YcOfferLine *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->words = add_label (lines, "numeric");
  self->page = add_label (lines, "dim-label");
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name ("edit-find-symbolic"));
  gtk_box_append (GTK_BOX (content), lines);
  self->look = make_button (self, gtk_button_new (), G_CALLBACK (look_cb));
  gtk_button_set_child (GTK_BUTTON (self->look), content);
  gtk_widget_add_css_class (self->look, "flat");
  gtk_widget_set_hexpand (self->look, TRUE);
  gtk_widget_set_tooltip_text (self->look, _ ("Read on this page; show the place"));
}

static void
add_answers (YcOfferLine *self)
{
  GtkWidget *leave = gtk_button_new_from_icon_name ("window-close-symbolic");
  GtkWidget *words = gtk_label_new (_ ("Use"));

  gtk_widget_add_css_class (words, "caption");
  self->use = make_button (self, gtk_button_new (), G_CALLBACK (use_cb));
  gtk_button_set_child (GTK_BUTTON (self->use), words);
  make_button (self, leave, G_CALLBACK (leave_cb));
  gtk_widget_add_css_class (leave, "flat");
  gtk_widget_set_tooltip_text (leave, _ ("Do not offer this again"));
  name_button (leave, _ ("Do not offer this again"));
}

// ---- Making it ----------------------------------------------------------------------------------

GtkWidget *
yc_offer_line_new (YcFile *file, YcFieldRow *field)
{
  YcOfferLine *self = g_object_new (YC_TYPE_OFFER_LINE, NULL);

  self->file = g_object_ref (file);
  self->field = g_object_ref (field);
  g_signal_connect_object (field, "changed", G_CALLBACK (follow), self, G_CONNECT_SWAPPED);
  follow (self);
  return GTK_WIDGET (self);
}

static void
yc_offer_line_dispose (GObject *object)
{
  YcOfferLine *self = YC_OFFER_LINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->field);
  g_clear_object (&self->file);
  G_OBJECT_CLASS (yc_offer_line_parent_class)->dispose (object);
}

static void
yc_offer_line_class_init (YcOfferLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_offer_line_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  answered_signal = g_signal_new ("answered", YC_TYPE_OFFER_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
yc_offer_line_init (YcOfferLine *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  add_look (self);
  add_answers (self);
}
