// Our window as a clerk has it after signing in, for the benches: queue-window PROFILE [scroll].
// SPDX-License-Identifier: GPL-3.0-or-later
#include "begin-session.h"
#include "find-rows.h"
#include "scroll-queue.h"
#include "yc-app-resources.h"
#include "yc-application.h"
#include "yc-display.h"
#include "yc-window.h"

#include <stdio.h>

typedef struct {
  YcProfile *profile;
  YcSession *session;
  YcWindow *window;
  gboolean scrolls;
} Bench;

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Bench *self = data;
  g_autoptr (GError) error = NULL;

  self->session = begin_session_finish (result, &error);
  if (self->session == NULL)
    g_error ("%s", error->message);
}

// The environment is settled here and GTK not yet loaded; nobody has to type a password first.
static int
options_handled_cb (GApplication *application, GVariantDict *options, Bench *self)
{
  begin_session_async (self->profile, begun_cb, self);
  return -1;
}

static void
painted_cb (GdkFrameClock *clock, Bench *self)
{
  GtkWidget *list = find_list (GTK_WIDGET (self->window));
  const char *spawned = g_getenv ("YICHUANG_BENCH_SPAWNED"); // microseconds, of the same clock

  if (list == NULL || !rows_are_loaded (list, NULL))
    return;
  gdk_display_sync (gtk_widget_get_display (list));
  printf ("painted %.2f\n",
          (double)(g_get_monotonic_time () - g_ascii_strtoll (spawned, NULL, 10)) / 1000);
  printf ("list %u\n",
          g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))));
  fflush (stdout);
  g_signal_handlers_disconnect_by_func (clock, painted_cb, self);
  if (self->scrolls)
    scroll_queue (GTK_WIDGET (self->window), list);
}

static void
realize_cb (GtkWidget *window, Bench *self)
{
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb),
                    self);
}

// Before the program's own, which finds the window and presents it: nobody sees the sign-in page.
static void
activate_cb (GtkApplication *application, Bench *self)
{
  yc_display_apply (self->profile);
  self->window = YC_WINDOW (yc_window_new (application, self->profile, NULL));
  while (self->session == NULL)
    g_main_context_iteration (NULL, TRUE);
  yc_window_begin (self->window, self->session);
  g_signal_connect (self->window, "realize", G_CALLBACK (realize_cb), self);
}

int
main (int argc, char **argv)
{
  Bench self = {.scrolls = argc == 3 && g_str_equal (argv[2], "scroll")};
  g_autoptr (YcApplication) application = yc_application_new ();
  g_autofree char *option = g_strconcat ("--profile=", argv[1], NULL);
  char *arguments[] = {argv[0], option, NULL};

  yc_app_get_resource ();
  self.profile = yc_profile_new (argv[1]);
  yc_profile_set (self.profile, "server", "http://127.0.0.1:1");
  g_signal_connect_after (application, "handle-local-options", G_CALLBACK (options_handled_cb),
                          &self);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), &self);
  return g_application_run (G_APPLICATION (application), 2, arguments);
}
