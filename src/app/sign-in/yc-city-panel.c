// The city's own sign-in: its buttons, and then where to go on.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-city-panel.h"
#include "yc-dots.h"
#include "yc-stack.h"

#include <glib/gi18n.h>

struct _YcCityPanel {
  GtkWidget parent_instance;
  char *address; // nullable: of the page in the browser
  GtkStack *stack;
  GtkWidget *city;
  GtkWidget *device;
  YcDots *dots;
  GtkLabel *words;
  GtkLabel *user_code;
  GtkWidget *again;
  GtkWidget *cancel;
};

G_DEFINE_FINAL_TYPE (YcCityPanel, yc_city_panel, GTK_TYPE_WIDGET)

enum { CHOSEN, CANCELLED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
open_browser (YcCityPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, self->address, GDK_CURRENT_TIME);
}

static void
again_cb (GtkButton *button, YcCityPanel *self)
{
  open_browser (self);
}

static void
city_cb (GtkButton *button, YcCityPanel *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, (guint)YC_WAY_CITY);
}

static void
device_cb (GtkButton *button, YcCityPanel *self)
{
  g_signal_emit (self, signals[CHOSEN], 0, (guint)YC_WAY_DEVICE);
}

static void
cancel_cb (GtkButton *button, YcCityPanel *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

void
yc_city_panel_offer (YcCityPanel *self, guint ways, gboolean first)
{
  gtk_widget_set_visible (self->city, (ways & YC_WAY_CITY) != 0);
  gtk_widget_set_visible (self->device, (ways & YC_WAY_DEVICE) != 0);
  if (first)
    gtk_widget_add_css_class (self->city, "suggested-action");
  else
    gtk_widget_remove_css_class (self->city, "suggested-action");
  gtk_stack_set_visible_child_name (self->stack, "offer");
}

void
yc_city_panel_wait (YcCityPanel *self)
{
  gtk_label_set_text (self->words, _ ("Signing in…"));
  gtk_widget_set_visible (GTK_WIDGET (self->dots), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->user_code), FALSE);
  gtk_widget_set_visible (self->again, FALSE);
  gtk_stack_set_visible_child_name (self->stack, "busy");
  gtk_widget_grab_focus (self->cancel);
}

static void
show_code (YcCityPanel *self, const YcElsewhere *where)
{
  // TRANSLATORS: an address, such as "https://id.example.org/device".
  g_autofree char *words = g_strdup_printf (
      _ ("Read this with your telephone, or open %s there and type:"), where->place);
  gtk_label_set_text (self->words, words);
  gtk_label_set_text (self->user_code, where->user_code);
  gtk_widget_set_visible (GTK_WIDGET (self->user_code), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->dots), where->dots != NULL);
  if (where->dots)
    yc_dots_show (self->dots, where->dots, where->n_dots, _ ("QR code of the address"));
}

void
yc_city_panel_go_on (const YcElsewhere *where, gpointer panel)
{
  YcCityPanel *self = YC_CITY_PANEL (panel);
  if (!self->stack) // gone
    return;
  if (where->user_code) {
    show_code (self, where);
    return;
  }
  g_free (self->address);
  self->address = g_strdup (where->address);
  gtk_label_set_text (self->words, _ ("Go on in the browser. This window waits for you."));
  gtk_widget_set_visible (self->again, TRUE);
  open_browser (self);
}

static gboolean
yc_city_panel_grab_focus (GtkWidget *widget)
{
  YcCityPanel *self = YC_CITY_PANEL (widget);
  gboolean busy = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "busy") == 0;
  return gtk_widget_grab_focus (busy ? self->cancel : self->city);
}

static void
yc_city_panel_dispose (GObject *object)
{
  YcCityPanel *self = YC_CITY_PANEL (object);
  g_clear_pointer (&self->address, g_free);
  g_clear_pointer ((GtkWidget **)&self->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_city_panel_parent_class)->dispose (object);
}

static void
yc_city_panel_init (YcCityPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
}

static void
yc_city_panel_class_init (YcCityPanelClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_city_panel_dispose;
  widget_class->grab_focus = yc_city_panel_grab_focus;
  signals[CHOSEN] = g_signal_new ("chosen", YC_TYPE_CITY_PANEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[CANCELLED] = g_signal_new ("cancelled", YC_TYPE_CITY_PANEL, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (YC_TYPE_DOTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/sign-in/city-panel.ui");
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, stack);
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, city);
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, device);
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, dots);
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, words);
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, user_code);
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, again);
  gtk_widget_class_bind_template_child (widget_class, YcCityPanel, cancel);
  gtk_widget_class_bind_template_callback (widget_class, city_cb);
  gtk_widget_class_bind_template_callback (widget_class, device_cb);
  gtk_widget_class_bind_template_callback (widget_class, again_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}
