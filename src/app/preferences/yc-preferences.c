// The preferences: language and looks, the workplace, the scanner. Each is kept the moment it
// changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-preferences.h"

#include "yc-code-row.h"
#include "yc-display.h"
#include "yc-inbox.h"
#include "yc-offers.h"
#include "yc-preset-group.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcPreferences {
  AdwPreferencesWindow parent_instance;
  YcProfile *profile;        // owned
  YcSession *session;        // owned, nullable
  GCancellable *cancellable; // owned
  GListModel *scanners;      // owned, nullable; of YcScannerRow
  AdwComboRow *language;
  AdwComboRow *text_size;
  AdwComboRow *colours;
  AdwEntryRow *server;
  AdwActionRow *authority;
  GtkWidget *forget_authority;
  AdwEntryRow *window;
  AdwComboRow *lock_after;
  AdwEntryRow *unlock_code;
  AdwActionRow *terminal;
  AdwComboRow *upload_limit;
  AdwComboRow *scanner;
  AdwEntryRow *addresses;
  GtkWidget *refresh;
  GtkSpinner *spinner;
  AdwPreferencesPage *scanning;
  AdwActionRow *reading;
  GtkSwitch *read_pages;
  AdwActionRow *inbox;
  GtkWidget *forget_inbox;
};

G_DEFINE_FINAL_TYPE (YcPreferences, yc_preferences, ADW_TYPE_PREFERENCES_WINDOW)

// What the choices of a row are called in the profile; in the order of its .ui.
static const char *const languages[] = {"", "zh_CN", "en", NULL};
static const char *const text_sizes[] = {"1.0", "1.25", "1.5", "1.75", "2.0", NULL};
static const char *const lock_times[] = {"120", "300", "600", "1200", "1800", NULL};
static const char *const upload_limits[] = {"", "128", "256", "512", "1024", "4096", NULL};
static const char *const colour_schemes[] = {"", "light", "dark", NULL};

// ---- Rows with a choice -------------------------------------------------------------------------

typedef struct {
  YcPreferences *preferences;
  const char *name;
  const char *const *values;
} Choice;

static void
choice_cb (AdwComboRow *row, GParamSpec *property, Choice *choice)
{
  YcPreferences *self = choice->preferences;
  yc_profile_set (self->profile, choice->name, choice->values[adw_combo_row_get_selected (row)]);
  yc_display_apply (self->profile);
}

static void
free_choice (gpointer choice, GClosure *closure)
{
  g_free (choice);
}

static void
add_choice (YcPreferences *self,
            AdwComboRow *row,
            const char *name,
            const char *const *values,
            const char *otherwise)
{
  const char *value = yc_profile_get (self->profile, name);
  const char *wanted = *value ? value : otherwise;
  for (guint i = 0; values[i]; i++)
    if (g_str_equal (values[i], wanted))
      adw_combo_row_set_selected (row, i);
  Choice choice = {self, name, values};
  g_signal_connect_data (row, "notify::selected", G_CALLBACK (choice_cb),
                         g_memdup2 (&choice, sizeof choice), free_choice, 0);
}

// The window is built again in the other language, this one goes.
static void
language_cb (YcPreferences *self)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  const char *language = languages[adw_combo_row_get_selected (self->language)];
  gtk_widget_activate_action (GTK_WIDGET (window), "win.language", "s", language);
  gtk_window_close (GTK_WINDOW (self));
}

// ---- The workplace ------------------------------------------------------------------------------

static void
server_cb (AdwEntryRow *row, YcPreferences *self)
{
  yc_profile_set (self->profile, "server", gtk_editable_get_text (GTK_EDITABLE (row)));
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self),
                                    adw_toast_new (_ ("Takes effect when you sign in next.")));
}

static void
window_cb (AdwEntryRow *row, YcPreferences *self)
{
  yc_profile_set (self->profile, "window", gtk_editable_get_text (GTK_EDITABLE (row)));
  adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self),
                                    adw_toast_new (_ ("Takes effect when you sign in next.")));
}

// The name that events have, and the key that whoever keeps central admits.
static void
show_terminal (YcPreferences *self)
{
  const char *fingerprint = yc_profile_get (self->profile, "fingerprint");
  g_autofree char *subtitle = g_strdup_printf (
      "%s\n%s", *fingerprint ? fingerprint : _ ("Has its fingerprint once somebody has signed in"),
      yc_profile_get_terminal (self->profile));
  g_autofree char *markup = g_markup_escape_text (subtitle, -1);
  adw_action_row_set_subtitle (self->terminal, markup);
}

static void
show_authority (YcPreferences *self)
{
  const char *path = yc_profile_get (self->profile, "authority");
  g_autofree char *name = g_path_get_basename (path);
  adw_action_row_set_subtitle (self->authority, *path ? name : _ ("As the system trusts"));
  gtk_widget_set_visible (self->forget_authority, *path != 0);
}

static void
authority_chosen_cb (GtkNativeDialog *dialog, int response, YcPreferences *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (response == GTK_RESPONSE_ACCEPT && file)
    yc_profile_set (self->profile, "authority", g_file_peek_path (file));
  show_authority (self);
  g_object_unref (dialog);
}

static void
choose_authority_cb (GtkButton *button, YcPreferences *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Certificate of the city's authority"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (authority_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
forget_authority_cb (GtkButton *button, YcPreferences *self)
{
  yc_profile_set (self->profile, "authority", "");
  show_authority (self);
}

// ---- The scanner --------------------------------------------------------------------------------

static void
scanner_cb (YcPreferences *self)
{
  guint place = adw_combo_row_get_selected (self->scanner);
  g_autoptr (YcScannerRow) row =
      self->scanners ? g_list_model_get_item (self->scanners, place) : NULL;
  if (!row)
    return;
  yc_scanner_row_choose (row, self->profile);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scanner), yc_scanner_row_get_device (row));
}

static void
offer_scanners (YcPreferences *self)
{
  const char *wanted = yc_profile_get (self->profile, "scanner");
  GtkStringList *names = gtk_string_list_new (NULL);
  guint n_scanners = g_list_model_get_n_items (self->scanners), chosen = 0;
  for (guint i = 0; i < n_scanners; i++) {
    g_autoptr (YcScannerRow) row = g_list_model_get_item (self->scanners, i);
    gtk_string_list_append (names, yc_scanner_row_get_title (row));
    if (g_str_equal (yc_scanner_row_get_device (row), wanted))
      chosen = i;
  }
  adw_combo_row_set_model (self->scanner, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->scanner, chosen);
  g_object_unref (names);
  if (n_scanners == 0)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scanner),
                                 _ ("None found. Switch it on, check its cable, and look again."));
  scanner_cb (self);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcPreferences) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) scanners =
      yc_session_list_scanners_finish (YC_SESSION (source), result, &error);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  gtk_spinner_set_spinning (self->spinner, FALSE);
  gtk_widget_set_sensitive (self->refresh, TRUE);
  if (scanners) {
    g_set_object (&self->scanners, scanners);
    offer_scanners (self);
    return;
  }
  g_autofree char *sentence = yc_words_error (error);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scanner), sentence);
}

static void
look_for_scanners (YcPreferences *self)
{
  gtk_widget_set_sensitive (self->refresh, FALSE);
  if (!self->session) {
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scanner),
                                 _ ("Sign in to look for scanners."));
    return;
  }
  gtk_spinner_set_spinning (self->spinner, TRUE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->scanner), _ ("Looking…"));
  yc_session_list_scanners_async (self->session, self->cancellable, listed_cb, g_object_ref (self));
}

static void
refresh_cb (GtkButton *button, YcPreferences *self)
{
  look_for_scanners (self);
}

static void
addresses_cb (AdwEntryRow *row, YcPreferences *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autofree char *sentence = yc_scanners_refuse (text);

  if (sentence != NULL) {
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
    adw_preferences_window_add_toast (ADW_PREFERENCES_WINDOW (self), adw_toast_new (sentence));
    return;
  }
  gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  yc_profile_set (self->profile, "scanner-addresses", text);
  look_for_scanners (self);
}

// ---- Print on pages -----------------------------------------------------------------------------

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcPreferences) self = data;
  g_autofree char *sentence = yc_offers_check_finish (YC_SESSION (source), result);
  if (!g_cancellable_is_cancelled (self->cancellable))
    adw_action_row_set_subtitle (self->reading, sentence);
}

static void
check_reading (YcPreferences *self)
{
  if (self->session)
    yc_offers_check_async (self->session, self->cancellable, checked_cb, g_object_ref (self));
}

static void
read_pages_cb (GtkSwitch *row, GParamSpec *property, YcPreferences *self)
{
  yc_profile_set (self->profile, "read-pages", gtk_switch_get_active (row) ? "" : "no");
}

// ---- The watched folder -------------------------------------------------------------------------

static void
show_inbox (YcPreferences *self)
{
  const char *path = yc_profile_get (self->profile, "inbox-folder");
  adw_action_row_set_subtitle (
      self->inbox,
      *path ? path : _ ("None. What comes into it is offered, and never taken by itself."));
  gtk_widget_set_visible (self->forget_inbox, *path != 0);
}

static void
inbox_chosen_cb (GtkNativeDialog *dialog, int response, YcPreferences *self)
{
  g_autoptr (GFile) folder = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (response == GTK_RESPONSE_ACCEPT && folder && g_file_peek_path (folder))
    yc_profile_set (self->profile, "inbox-folder", g_file_peek_path (folder));
  show_inbox (self);
  if (self->session)
    yc_inbox_get (self->session);
  g_object_unref (dialog);
}

static void
choose_inbox_cb (GtkButton *button, YcPreferences *self)
{
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Folder of phones and document cameras"), GTK_WINDOW (self),
                                   GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);
  g_signal_connect_object (dialog, "response", G_CALLBACK (inbox_chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
forget_inbox_cb (GtkButton *button, YcPreferences *self)
{
  yc_profile_set (self->profile, "inbox-folder", "");
  show_inbox (self);
  if (self->session)
    yc_inbox_get (self->session);
}

// ---- The window ---------------------------------------------------------------------------------

static void
yc_preferences_dispose (GObject *object)
{
  YcPreferences *self = YC_PREFERENCES (object);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->scanners);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_preferences_parent_class)->dispose (object);
}

static void
yc_preferences_finalize (GObject *object)
{
  YcPreferences *self = YC_PREFERENCES (object);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (yc_preferences_parent_class)->finalize (object);
}

static void
yc_preferences_init (YcPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, YcPreferences, language);
  gtk_widget_class_bind_template_child (class, YcPreferences, text_size);
  gtk_widget_class_bind_template_child (class, YcPreferences, colours);
  gtk_widget_class_bind_template_child (class, YcPreferences, server);
  gtk_widget_class_bind_template_child (class, YcPreferences, authority);
  gtk_widget_class_bind_template_child (class, YcPreferences, forget_authority);
  gtk_widget_class_bind_template_child (class, YcPreferences, window);
  gtk_widget_class_bind_template_child (class, YcPreferences, lock_after);
  gtk_widget_class_bind_template_child (class, YcPreferences, terminal);
  gtk_widget_class_bind_template_child (class, YcPreferences, unlock_code);
  gtk_widget_class_bind_template_child (class, YcPreferences, upload_limit);
  gtk_widget_class_bind_template_child (class, YcPreferences, scanner);
  gtk_widget_class_bind_template_child (class, YcPreferences, addresses);
  gtk_widget_class_bind_template_child (class, YcPreferences, refresh);
  gtk_widget_class_bind_template_child (class, YcPreferences, spinner);
  gtk_widget_class_bind_template_child (class, YcPreferences, scanning);
  gtk_widget_class_bind_template_child (class, YcPreferences, reading);
  gtk_widget_class_bind_template_child (class, YcPreferences, read_pages);
  gtk_widget_class_bind_template_child (class, YcPreferences, inbox);
  gtk_widget_class_bind_template_child (class, YcPreferences, forget_inbox);
}

static void
yc_preferences_class_init (YcPreferencesClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_preferences_dispose;
  G_OBJECT_CLASS (class)->finalize = yc_preferences_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/preferences/preferences.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, server_cb);
  gtk_widget_class_bind_template_callback (widget_class, window_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_authority_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_authority_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, addresses_cb);
  gtk_widget_class_bind_template_callback (widget_class, read_pages_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_inbox_cb);
  gtk_widget_class_bind_template_callback (widget_class, forget_inbox_cb);
}

static void
name_entry (AdwEntryRow *row)
{
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

static void
fill (YcPreferences *self)
{
  add_choice (self, self->text_size, "text-scale", text_sizes, "1.0");
  add_choice (self, self->colours, "colour-scheme", colour_schemes, "");
  add_choice (self, self->language, "language", languages, "");
  add_choice (self, self->lock_after, "lock-after", lock_times, "600");
  add_choice (self, self->upload_limit, "upload-limit", upload_limits, "");
  g_signal_connect_swapped (self->language, "notify::selected", G_CALLBACK (language_cb), self);
  gtk_editable_set_text (GTK_EDITABLE (self->server), yc_profile_get (self->profile, "server"));
  gtk_editable_set_text (GTK_EDITABLE (self->window), yc_profile_get (self->profile, "window"));
  name_entry (self->server);
  name_entry (self->window);
  gtk_editable_set_text (GTK_EDITABLE (self->addresses),
                         yc_profile_get (self->profile, "scanner-addresses"));
  name_entry (self->addresses);
  show_authority (self);
  show_terminal (self);
  yc_code_row_begin (self->unlock_code, self->session);
  show_inbox (self);
  gtk_switch_set_active (self->read_pages,
                         !g_str_equal (yc_profile_get (self->profile, "read-pages"), "no"));
}

GtkWidget *
yc_preferences_new (YcProfile *profile, YcSession *session)
{
  YcPreferences *self = g_object_new (YC_TYPE_PREFERENCES, NULL);
  self->profile = g_object_ref (profile);
  adw_preferences_page_add (self->scanning, yc_preset_group_new (profile));
  g_set_object (&self->session, session);
  fill (self);
  g_signal_connect_swapped (self->scanner, "notify::selected", G_CALLBACK (scanner_cb), self);
  look_for_scanners (self);
  check_reading (self);
  return GTK_WIDGET (self);
}
