// The row of the preferences in which another unlock code is chosen.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-code-row.h"

#include "yc-words.h"

#include <glib/gi18n.h>

static void
say (AdwEntryRow *row, const char *sentence)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (row));
  if (ADW_IS_PREFERENCES_WINDOW (root))
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (root), adw_toast_new (sentence));
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (AdwEntryRow) row = data;
  g_autoptr (GError) error = NULL;
  if (yc_session_choose_code_finish (YC_SESSION (source), result, &error)) {
    gtk_editable_set_text (GTK_EDITABLE (row), "");
    say (row, _ ("The unlock code is changed."));
    return;
  }
  g_autofree char *sentence = yc_words_error (error);
  say (row, sentence);
}

static void
apply_cb (AdwEntryRow *row, YcSession *session)
{
  const char *code = gtk_editable_get_text (GTK_EDITABLE (row));
  if (!yc_entrance_is_code (code))
    say (row, _ ("This is too short. Choose six characters or more."));
  else
    yc_session_choose_code_async (session, code, chosen_cb, g_object_ref (row));
}

void
yc_code_row_begin (AdwEntryRow *row, YcSession *session)
{
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
  gtk_widget_set_visible (GTK_WIDGET (row), session && yc_session_is_of_city (session));
  if (session)
    g_signal_connect_object (row, "apply", G_CALLBACK (apply_cb), session, 0);
}
