// The peer of bench-start: libadwaita's window with nothing in it but its header bar.
// SPDX-License-Identifier: GPL-3.0-or-later
#include <adwaita.h>
#include <stdio.h>
#include <stdlib.h>

// Once the X server has it, too: then somebody can see it.
static void
painted_cb (GdkFrameClock *clock, GtkWidget *window)
{
  const char *spawned = g_getenv ("YICHUANG_BENCH_SPAWNED"); // microseconds, of the same clock

  gdk_display_sync (gtk_widget_get_display (window));
  printf ("painted %.2f\n",
          (double)(g_get_monotonic_time () - g_ascii_strtoll (spawned, NULL, 10)) / 1000);
  fflush (stdout);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, window);
}

static void
realize_cb (GtkWidget *window)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    window);
}

static void
activate_cb (GtkApplication *application)
{
  GtkWidget *window = adw_application_window_new (application);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Bare");
  gtk_window_set_default_size (GTK_WINDOW (window), 1320, 760); // as large as ours
  g_signal_connect (window, "realize", G_CALLBACK (realize_cb), NULL);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (AdwApplication) application =
      adw_application_new ("io.github.yichuang.Bare", G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}
