// Scrolls the list of a window, far and smoothly, and prints what every frame took.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scroll-queue.h"

#include "find-rows.h"

#include <stdio.h>
#include <time.h>

#define JUMPS    300
#define FRAMES   900 // of smooth scrolling, there and back again
#define STEP     45  // pixels a frame: about a row, 2,700 a second
#define PATIENCE 600 // frames until rows that do not come are missed

typedef struct {
  GtkWidget *list;
  GtkAdjustment *place;
  GRand *random;
  gint64 begun;   // the frame
  gint64 jumped;  // 0: not on the way
  gint64 cpu;     // of the main thread, when it jumped
  double longest; // frame of this jump, ms
  guint jumps, frames, waited;
} Scroll;

static gint64
cpu_now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (gint64)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

static void
jump (Scroll *self)
{
  double room = gtk_adjustment_get_upper (self->place) - gtk_adjustment_get_page_size (self->place);

  self->jumped = g_get_monotonic_time ();
  self->cpu = cpu_now ();
  self->longest = 0;
  self->waited = 0;
  gtk_adjustment_set_value (self->place, g_rand_double (self->random) * room);
}

static void
glide (Scroll *self)
{
  double step = self->frames < FRAMES / 2 ? STEP : -STEP;

  gtk_adjustment_set_value (self->place, gtk_adjustment_get_value (self->place) + step);
}

// Inside of a frame, as the wheel and kinetic scrolling do it: what it costs is part of the frame.
static gboolean
tick_cb (GtkWidget *list, GdkFrameClock *clock, gpointer data)
{
  Scroll *self = data;

  if (self->jumped != 0)
    return G_SOURCE_CONTINUE;
  if (self->jumps < JUMPS)
    jump (self);
  else if (self->frames < FRAMES)
    glide (self);
  return G_SOURCE_CONTINUE;
}

static void
frame_begins_cb (GdkFrameClock *clock, Scroll *self)
{
  self->begun = g_get_monotonic_time ();
}

static void
end_jump (Scroll *self)
{
  guint n = 0;

  if (!rows_are_loaded (self->list, &n) && ++self->waited < PATIENCE)
    return;
  printf ("jump %.3f %.3f %.3f %u %u\n", self->longest,
          (double)(g_get_monotonic_time () - self->jumped) / 1000,
          (double)(cpu_now () - self->cpu) / 1000, n, count_mute_rows (self->list));
  self->jumped = 0;
  self->jumps++;
}

static void
frame_ends_cb (GdkFrameClock *clock, Scroll *self)
{
  double took = (double)(g_get_monotonic_time () - self->begun) / 1000;

  if (self->jumped != 0) {
    self->longest = MAX (self->longest, took);
    end_jump (self);
  } else if (self->jumps == JUMPS && self->frames < FRAMES) {
    printf ("glide %.3f\n", took);
    if (++self->frames == FRAMES)
      printf ("done\n");
    fflush (stdout);
  }
}

void
scroll_queue (GtkWidget *window, GtkWidget *list)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  Scroll *self = g_new0 (Scroll, 1); // until the program ends

  self->list = list;
  self->place = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  self->random = g_rand_new_with_seed (20261123);
  g_signal_connect (clock, "before-paint", G_CALLBACK (frame_begins_cb), self);
  g_signal_connect (clock, "after-paint", G_CALLBACK (frame_ends_cb), self);
  gtk_widget_add_tick_callback (list, tick_cb, self, NULL);
}
