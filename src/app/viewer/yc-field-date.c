// The calendar beside a date that is typed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-field.h"

#include <glib/gi18n.h>

// What the calendar writes to.
typedef struct {
  YcFile *file;          // owned
  YcFieldRow *field;     // owned
  GtkMenuButton *button; // that this belongs to
  gboolean quiet;        // the calendar is set by the program
} Link;

static void
link_free (gpointer data)
{
  Link *link = data;

  g_object_unref (link->file);
  g_object_unref (link->field);
  g_free (link);
}

// Begins at what stands there, if that is a day.
static void
show_cb (GtkCalendar *calendar, Link *link)
{
  const char *text = yc_field_row_get_text (link->field);
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *noon = g_strdup_printf ("%sT12:00:00Z", text);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (noon, zone);

  if (day == NULL)
    return;
  link->quiet = TRUE;
  gtk_calendar_select_day (calendar, day);
  link->quiet = FALSE;
}

static void
selected_cb (GtkCalendar *calendar, Link *link)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");

  if (link->quiet)
    return;
  yc_file_type (link->file, link->field, text);
  yc_file_settle (link->file);
}

// A day that is clicked is chosen; by keyboard one looks at some days before Enter chooses one.
static void
released_cb (Link *link)
{
  gtk_menu_button_popdown (link->button);
}

static gboolean
enter_cb (GtkWidget *widget, GVariant *args, gpointer link)
{
  selected_cb (GTK_CALENDAR (widget), link);
  released_cb (link);
  return GDK_EVENT_STOP;
}

static GtkWidget *
make_calendar (Link *link)
{
  GtkWidget *calendar = gtk_calendar_new ();
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("Return|KP_Enter"),
                        gtk_callback_action_new (enter_cb, link, NULL)));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (calendar, keys);
  gtk_accessible_update_property (GTK_ACCESSIBLE (calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  yc_field_row_get_title (link->field), -1);
  g_signal_connect (calendar, "map", G_CALLBACK (show_cb), link);
  g_signal_connect (calendar, "day-selected", G_CALLBACK (selected_cb), link);
  return calendar;
}

GtkWidget *
yc_field_calendar_new (YcFile *file, YcFieldRow *field)
{
  const char *words = _ ("Choose the day in a calendar");
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  Link *link = g_new0 (Link, 1);

  link->file = g_object_ref (file);
  link->field = g_object_ref (field);
  link->button = GTK_MENU_BUTTON (button);
  gtk_menu_button_set_icon_name (link->button, "x-office-calendar-symbolic");
  gtk_popover_set_child (GTK_POPOVER (popover), make_calendar (link));
  gtk_menu_button_set_popover (link->button, popover);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "link", link, link_free);
  return button;
}
