// A paper to look at, in a window of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-paper-window.h"
#include "yc-paper-deeds.h"
#include "yc-paper-view.h"

#include <adwaita.h>
#include <glib/gi18n.h>

typedef struct {
  GWeakRef page; // from where it was asked for
  YcFile *file;  // owned
  char *kind;    // owned
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_weak_ref_clear (&look->page);
  g_object_unref (look->file);
  g_free (look->kind);
  g_free (look);
}

static void
print_cb (GtkWindow *window)
{
  Look *look = g_object_get_data (G_OBJECT (window), "look");
  g_autoptr (GtkWidget) page = g_weak_ref_get (&look->page);

  if (page != NULL)
    yc_paper_deeds_print (page, look->file, look->kind);
  gtk_window_close (window);
}

static gboolean
print_key_cb (GtkWidget *window, GVariant *args, gpointer user_data)
{
  print_cb (GTK_WINDOW (window));
  return GDK_EVENT_STOP;
}

static gboolean
close_key_cb (GtkWidget *window, GVariant *args, gpointer user_data)
{
  gtk_window_close (GTK_WINDOW (window));
  return GDK_EVENT_STOP;
}

static void
add_keys (GtkWidget *window)
{
  GtkShortcutController *keys = GTK_SHORTCUT_CONTROLLER (gtk_shortcut_controller_new ());

  gtk_shortcut_controller_add_shortcut (
      keys, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Escape"),
                              gtk_callback_action_new (close_key_cb, NULL, NULL)));
  gtk_shortcut_controller_add_shortcut (
      keys, gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>p"),
                              gtk_callback_action_new (print_key_cb, NULL, NULL)));
  gtk_widget_add_controller (window, GTK_EVENT_CONTROLLER (keys));
}

static GtkWidget *
make_header (GtkWidget *window)
{
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *print = gtk_button_new_with_label (_ ("Print"));

  gtk_widget_add_css_class (print, "suggested-action");
  gtk_widget_set_tooltip_text (print, "Ctrl+P");
  g_signal_connect_swapped (print, "clicked", G_CALLBACK (print_cb), window);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), print);
  gtk_window_set_default_widget (GTK_WINDOW (window), print);
  return header;
}

static void
remember (GtkWidget *window, GtkWidget *page, YcFile *file, const char *kind)
{
  Look *look = g_new0 (Look, 1);

  g_weak_ref_init (&look->page, page);
  look->file = g_object_ref (file);
  look->kind = g_strdup (kind);
  g_object_set_data_full (G_OBJECT (window), "look", look, look_free);
}

void
yc_paper_window_present (GtkWidget *page, YcFile *file, const char *kind)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *view = yc_paper_view_new ();
  g_autofree char *name = yc_paper_deeds_make_name (file, kind);

  remember (window, page, file, kind);
  gtk_window_set_title (GTK_WINDOW (window), name);
  gtk_window_set_default_size (GTK_WINDOW (window), 680, 720);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (page)));
  gtk_widget_set_vexpand (view, TRUE);
  gtk_box_append (GTK_BOX (box), make_header (window));
  gtk_box_append (GTK_BOX (box), view);
  adw_window_set_content (ADW_WINDOW (window), box);
  add_keys (window);
  yc_paper_view_show (YC_PAPER_VIEW (view), file, kind);
  gtk_window_present (GTK_WINDOW (window));
}
