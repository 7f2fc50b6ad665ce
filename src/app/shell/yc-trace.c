// Tells a bench, and nobody else, when something was on the screen and how long frames took.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-trace.h"

static gint64 started; // 0: nobody asked

typedef struct {
  gint64 begun;
  gboolean marked;
} Frames;

static void
print (const char *event, double ms)
{
  g_printerr ("{\"event\":\"%s\",\"at\":%.3f,\"ms\":%.3f}\n", event,
              (double)g_get_monotonic_time () / 1000, ms);
}

static double
since (gint64 then)
{
  return (double)(g_get_monotonic_time () - then) / 1000;
}

void
yc_trace_start (void)
{
  if (g_strcmp0 (g_getenv ("YICHUANG_TRACE"), "1") == 0)
    started = g_get_monotonic_time ();
}

static void
frame_begins_cb (GdkFrameClock *clock, Frames *frames)
{
  frames->begun = g_get_monotonic_time ();
}

static void
frame_ends_cb (GdkFrameClock *clock, Frames *frames)
{
  print ("frame", since (frames->begun));
  if (!frames->marked)
    print ("first-frame", since (started));
  frames->marked = TRUE;
}

static void
realize_cb (GtkWidget *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  Frames *frames = g_new0 (Frames, 1);
  g_object_set_data_full (G_OBJECT (clock), "yc-trace", frames, g_free);
  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins_cb), frames);
  g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ends_cb), frames);
}

void
yc_trace_window (GtkWidget *window)
{
  if (started)
    g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
}

static void
rows_painted_cb (GdkFrameClock *clock, gpointer nothing)
{
  print ("first-rows", since (started));
  g_signal_handlers_disconnect_by_func (clock, rows_painted_cb, nothing);
}

static gboolean
rows_cb (GtkWidget *page, GdkFrameClock *clock, gpointer nothing)
{
  g_signal_connect (clock, "after-paint", G_CALLBACK (rows_painted_cb), nothing);
  return G_SOURCE_REMOVE;
}

void
yc_trace_rows (GtkWidget *page)
{
  static gboolean marked;
  if (!started || marked)
    return;
  marked = TRUE;
  gtk_widget_add_tick_callback (page, rows_cb, NULL, NULL);
}
