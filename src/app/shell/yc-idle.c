// Nobody is here: no key, button or pointer has moved in any window of this program for a while.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-idle.h"

#include <gtk/gtk.h>
#include <time.h>

#define LOOK_S    2
#define USUALLY_S 600

struct _YcIdle {
  GObject parent_instance;
  YcProfile *profile; // owned
  gint64 last;        // seconds of the machine, asleep or not
  guint looking;
  gboolean watching;
};

G_DEFINE_FINAL_TYPE (YcIdle, yc_idle, G_TYPE_OBJECT)

static guint idle_signal;

static gint64
now_s (void)
{
  struct timespec now;
  clock_gettime (CLOCK_BOOTTIME, &now);
  return now.tv_sec;
}

static gboolean
is_over (YcIdle *self)
{
  const char *seconds = yc_profile_get (self->profile, "lock-after");
  gint64 limit = *seconds ? g_ascii_strtoll (seconds, NULL, 10) : USUALLY_S;
  return self->watching && now_s () - self->last >= MAX (limit, 1);
}

static gboolean
look_cb (gpointer data)
{
  if (is_over (data))
    g_signal_emit (data, idle_signal, 0);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_somebody (GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);
  return type == GDK_KEY_PRESS || type == GDK_BUTTON_PRESS || type == GDK_MOTION_NOTIFY ||
         type == GDK_SCROLL || type == GDK_TOUCH_BEGIN;
}

static gboolean
event_cb (YcIdle *self, GdkEvent *event)
{
  gboolean late = FALSE;
  if (!is_somebody (event))
    return GDK_EVENT_PROPAGATE;
  late = is_over (self);
  if (late)
    g_signal_emit (self, idle_signal, 0);
  self->last = now_s ();
  return late ? GDK_EVENT_STOP : GDK_EVENT_PROPAGATE;
}

static void
windows_cb (YcIdle *self, guint place, guint n_removed, guint n_added, GListModel *windows)
{
  for (guint i = place; i < place + n_added; i++) {
    g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
    GtkEventController *controller = gtk_event_controller_legacy_new ();
    gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
    g_signal_connect_object (controller, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
    gtk_widget_add_controller (window, controller);
  }
}

YcIdle *
yc_idle_new (YcProfile *profile)
{
  YcIdle *self = g_object_new (YC_TYPE_IDLE, NULL);
  GListModel *windows = gtk_window_get_toplevels ();
  self->profile = g_object_ref (profile);
  g_signal_connect_object (windows, "items-changed", G_CALLBACK (windows_cb), self,
                           G_CONNECT_SWAPPED);
  windows_cb (self, 0, 0, g_list_model_get_n_items (windows), windows);
  return self;
}

void
yc_idle_set_watching (YcIdle *self, gboolean watching)
{
  if (watching && !self->watching)
    self->last = now_s ();
  self->watching = watching;
}

static void
yc_idle_finalize (GObject *object)
{
  YcIdle *self = YC_IDLE (object);
  g_source_remove (self->looking);
  g_object_unref (self->profile);
  G_OBJECT_CLASS (yc_idle_parent_class)->finalize (object);
}

static void
yc_idle_class_init (YcIdleClass *class)
{
  G_OBJECT_CLASS (class)->finalize = yc_idle_finalize;
  idle_signal =
      g_signal_new ("idle", YC_TYPE_IDLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_idle_init (YcIdle *self)
{
  self->looking = g_timeout_add_seconds (LOOK_S, look_cb, self);
}
