// The sign in every header that says whether central has everything; opens the page that says more.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sync-button.h"

#include <glib/gi18n.h>

struct _YcSyncButton {
  GtkWidget parent_instance;
  YcSession *session; // owned
  GtkWidget *button;
  GtkImage *icon;
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (YcSyncButton, yc_sync_button, GTK_TYPE_WIDGET)

static const struct {
  const char *icon;
  const char *class;
} looks[] = {
    [YC_SYNC_STARTING] = {"emblem-synchronizing-symbolic", "dim-label"},
    [YC_SYNC_SYNCED] = {"emblem-ok-symbolic", "success"},
    [YC_SYNC_SENDING] = {"emblem-synchronizing-symbolic", "dim-label"},
    [YC_SYNC_OFFLINE] = {"network-offline-symbolic", "warning"},
    [YC_SYNC_TROUBLE] = {"dialog-warning-symbolic", "error"},
    [YC_SYNC_EXPIRED] = {"dialog-password-symbolic", "warning"},
};

static char *
describe (YcSyncState state, guint waiting)
{
  switch (state) {
  case YC_SYNC_STARTING:
    return g_strdup (_ ("Starting…"));
  case YC_SYNC_SYNCED:
    return g_strdup (_ ("Synced"));
  case YC_SYNC_SENDING:
    return g_strdup_printf (_ ("Sending %u"), waiting);
  case YC_SYNC_OFFLINE:
    return waiting ? g_strdup_printf (_ ("Offline, %u waiting"), waiting)
                   : g_strdup (_ ("Offline"));
  case YC_SYNC_TROUBLE:
    return g_strdup (_ ("Needs you"));
  case YC_SYNC_EXPIRED:
    return g_strdup (_ ("Signed out"));
  }
  return g_strdup ("");
}

static void
show (YcSyncButton *self)
{
  YcSyncState state = yc_session_get_sync_state (self->session);
  g_autofree char *text = describe (state, yc_session_get_waiting (self->session));
  gtk_label_set_text (self->label, text);
  gtk_image_set_from_icon_name (self->icon, looks[state].icon);
  const char *classes[] = {looks[state].class, NULL};
  gtk_widget_set_css_classes (GTK_WIDGET (self->icon), classes);
  gtk_widget_set_tooltip_text (self->button, _ ("What is sent and what waits"));
  g_autofree char *name = g_strdup_printf (_ ("Synchronisation: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
yc_sync_button_dispose (GObject *object)
{
  YcSyncButton *self = YC_SYNC_BUTTON (object);
  g_clear_pointer (&self->button, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_sync_button_parent_class)->dispose (object);
}

static void
yc_sync_button_init (YcSyncButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
yc_sync_button_class_init (YcSyncButtonClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_sync_button_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/sync/sync-button.ui");
  gtk_widget_class_bind_template_child (widget_class, YcSyncButton, button);
  gtk_widget_class_bind_template_child (widget_class, YcSyncButton, icon);
  gtk_widget_class_bind_template_child (widget_class, YcSyncButton, label);
}

GtkWidget *
yc_sync_button_new (YcSession *session)
{
  YcSyncButton *self = g_object_new (YC_TYPE_SYNC_BUTTON, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}
