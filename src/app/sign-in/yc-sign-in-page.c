// The first page: city, person, window and password.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sign-in-page.h"

#include "yc-city-panel.h"
#include "yc-code-form.h"
#include "yc-error.h"
#include "yc-stack.h"
#include "yc-words.h"

#include <glib/gi18n.h>

enum { SHORTEST_PASSPHRASE = 8 }; // characters, of a new one

struct _YcSignInPage {
  GtkWidget parent_instance;
  YcProfile *profile;        // owned
  YcDemo *demo;              // owned, nullable
  GCancellable *cancellable; // owned, nullable: while somebody is signing in
  GCancellable *asking;      // owned: which ways there are
  guint ways;                // of YcWay, as far as is known
  YcWay way;                 // that is being gone, or was last
  gboolean by_code;          // central or city is away: an unlock code will do
  YcSession *session;        // owned, nullable: whose code is being chosen
  GtkWidget *root;
  GtkLabel *subtitle;
  GtkListBox *rows;
  AdwComboRow *demo_person;
  AdwEntryRow *server;
  AdwEntryRow *person;
  AdwEntryRow *window;
  AdwPasswordEntryRow *password;
  AdwPasswordEntryRow *passphrase;
  GtkListBoxRow *trouble_row;
  GtkImage *trouble_icon;
  GtkLabel *trouble;
  GtkStack *buttons;
  GtkWidget *sign_in;
  GtkLabel *progress;
  GtkWidget *cancel;
  YcCityPanel *city;
  YcCodeForm *code_form;
};

G_DEFINE_FINAL_TYPE (YcSignInPage, yc_sign_in_page, GTK_TYPE_WIDGET)

static guint signed_in_signal;

static const char *
text_of (gpointer row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

static void
name_entry (gpointer row)
{
  GtkEditable *inner = gtk_editable_get_delegate (GTK_EDITABLE (row));
  gtk_accessible_update_property (GTK_ACCESSIBLE (inner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

// ---- What is wrong, beside the field ------------------------------------------------------------

static gboolean
is_about_terminal (const GError *error)
{
  return g_error_matches (error, YC_ERROR, YC_ERROR_TERMINAL_WAITING) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_TERMINAL_REVOKED);
}

static gboolean
is_about_city (const GError *error)
{
  return g_error_matches (error, YC_ERROR, YC_ERROR_CITY_AWAY) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_CITY_REFUSED) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_CITY_LATE) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_UNKNOWN_PERSON);
}

// NULL: nothing that was typed is wrong.
static GtkWidget *
find_field (YcSignInPage *self, const GError *error)
{
  if (is_about_terminal (error) || is_about_city (error))
    return NULL;
  if (g_error_matches (error, YC_ERROR, YC_ERROR_PASSPHRASE) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_SEALED))
    return GTK_WIDGET (self->passphrase);
  if (g_error_matches (error, YC_ERROR, YC_ERROR_URL) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_TLS) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_OFFLINE) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_TOO_NEW))
    return GTK_WIDGET (self->server);
  return GTK_WIDGET (self->password);
}

static void
clear_trouble (YcSignInPage *self)
{
  GtkWidget *fields[] = {GTK_WIDGET (self->server), GTK_WIDGET (self->password),
                         GTK_WIDGET (self->passphrase)};
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    gtk_widget_remove_css_class (fields[i], "error");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_row), FALSE);
}

static void
set_class (gpointer widget, const char *name, gboolean on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

// The sentence stands directly below `field`; below all of them for NULL. What is not `wrong` is
// only said.
static void
show_sentence (YcSignInPage *self, GtkWidget *field, const char *sentence, gboolean wrong)
{
  clear_trouble (self);
  gtk_label_set_text (self->trouble, sentence);
  gtk_image_set_from_icon_name (self->trouble_icon,
                                wrong ? "dialog-warning-symbolic" : "dialog-information-symbolic");
  set_class (self->trouble_icon, "error", wrong);
  set_class (self->trouble, "error", wrong);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->trouble_row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence, -1);
  g_object_ref (self->trouble_row);
  gtk_list_box_remove (self->rows, GTK_WIDGET (self->trouble_row));
  int place = field && gtk_widget_get_visible (field)
                  ? gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (field)) + 1
                  : -1;
  gtk_list_box_insert (self->rows, GTK_WIDGET (self->trouble_row), place);
  g_object_unref (self->trouble_row);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble_row), TRUE);
  if (!field || !gtk_widget_get_visible (field))
    return;
  set_class (field, "error", wrong);
  gtk_widget_grab_focus (field);
}

static void
show_trouble (YcSignInPage *self, GtkWidget *field, const char *sentence)
{
  show_sentence (self, field, sentence, TRUE);
}

void
yc_sign_in_page_show_trouble (YcSignInPage *self, const char *sentence)
{
  show_trouble (self, NULL, sentence);
}

// ---- The passphrase
// ------------------------------------------------------------------------------

// Where no Secret Service keeps the key: chosen the first time, typed at every start after it.
static void
ask_passphrase (YcSignInPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase), TRUE);
  show_sentence (self, GTK_WIDGET (self->passphrase),
                 yc_session_has_key (self->profile)
                     ? _ ("Type the passphrase that was chosen for this terminal.")
                     : _ ("Choose a passphrase for this new terminal, of eight characters or more. "
                          "It is asked for at every start, and nobody can recover it: the eye "
                          "shows what you typed."),
                 FALSE);
}

static gboolean
is_passphrase_right (YcSignInPage *self)
{
  const char *passphrase = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));

  if (!gtk_widget_get_visible (GTK_WIDGET (self->passphrase)))
    return TRUE;
  if (*passphrase == '\0') {
    ask_passphrase (self);
    return FALSE;
  }
  if (yc_session_has_key (self->profile) || g_utf8_strlen (passphrase, -1) >= SHORTEST_PASSPHRASE)
    return TRUE;
  show_trouble (self, GTK_WIDGET (self->passphrase),
                _ ("This is too short. Choose eight characters or more."));
  return FALSE;
}

// ---- The ways -----------------------------------------------------------------------------------

// Name and password, the city's buttons, or both; a code in place of them while it has to do.
static void
show_ways (YcSignInPage *self)
{
  gboolean typed = self->by_code || (self->ways & YC_WAY_PASSWORD) != 0;
  guint city = self->demo ? 0 : self->ways & (YC_WAY_CITY | YC_WAY_DEVICE);
  gtk_widget_set_visible (GTK_WIDGET (self->person), typed && !self->demo);
  gtk_widget_set_visible (GTK_WIDGET (self->password), typed);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->password),
                                 self->by_code ? _ ("Unlock code") : _ ("Password"));
  name_entry (self->password);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), typed);
  gtk_widget_set_visible (GTK_WIDGET (self->city), city != 0);
  yc_city_panel_offer (self->city, city, !typed);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcSignInPage) self = data;
  guint ways = yc_entrance_ask_finish (result, NULL);
  if (!self->root || ways == 0 || ways == self->ways || self->cancellable || self->session)
    return;
  self->ways = ways;
  self->by_code = FALSE;
  show_ways (self);
}

// Which ways its city offers; as long as it does not say, those of last time.
static void
ask_ways (YcSignInPage *self)
{
  if (self->demo || *yc_profile_get (self->profile, "server") == '\0')
    return;
  yc_entrance_ask_async (self->profile, self->asking, asked_cb, g_object_ref (self));
}

static void
server_left_cb (GtkEventControllerFocus *focus, YcSignInPage *self)
{
  const char *server = text_of (self->server);
  if (g_str_equal (server, yc_profile_get (self->profile, "server")))
    return;
  yc_profile_set (self->profile, "server", server);
  ask_ways (self);
}

// ---- Signing in ---------------------------------------------------------------------------------

void
yc_sign_in_page_set_preparing (YcSignInPage *self, const char *sentence)
{
  gtk_label_set_text (self->progress, sentence ? sentence : "");
  gtk_stack_set_visible_child_name (self->buttons, sentence ? "busy" : "idle");
  gtk_widget_set_visible (self->cancel, self->cancellable != NULL);
  if (self->cancellable)
    gtk_widget_grab_focus (self->cancel); // before the field that has it stops listening
  gtk_widget_set_sensitive (GTK_WIDGET (self->city), sentence == NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->rows), sentence == NULL);
}

static gboolean
is_by_city (YcSignInPage *self)
{
  return self->way == YC_WAY_CITY || self->way == YC_WAY_DEVICE;
}

static void
show_rest (YcSignInPage *self)
{
  if (is_by_city (self)) {
    gtk_widget_set_visible (GTK_WIDGET (self->rows), TRUE);
  } else {
    yc_sign_in_page_set_preparing (self, NULL);
  }
  show_ways (self);
}

static void
come_in (YcSignInPage *self, YcSession *session)
{
  gtk_editable_set_text (GTK_EDITABLE (self->password), "");
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  if (!is_by_city (self) || yc_session_has_code (session) || yc_session_is_read_only (session)) {
    g_signal_emit (self, signed_in_signal, 0, session);
    return;
  }
  g_set_object (&self->session, session);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->buttons), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->city), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->code_form), TRUE);
  yc_code_form_ask (self->code_form, session);
}

static void
code_done_cb (YcCodeForm *form, YcSignInPage *self)
{
  g_autoptr (YcSession) session = g_steal_pointer (&self->session);
  if (session)
    g_signal_emit (self, signed_in_signal, 0, session);
}

// The city's sign-in needs a network; who has come in here before does not.
static gboolean
offer_code (YcSignInPage *self, const GError *error)
{
  if (!is_by_city (self) || (!g_error_matches (error, YC_ERROR, YC_ERROR_OFFLINE) &&
                             !g_error_matches (error, YC_ERROR, YC_ERROR_CITY_AWAY)))
    return FALSE;
  self->by_code = TRUE;
  show_ways (self);
  g_autofree char *trouble = yc_words_error_signing_in (error, self->profile);
  g_autofree char *sentence =
      g_strdup_printf ("%s %s", trouble, _ ("With your unlock code you can go on without it."));
  show_sentence (self, GTK_WIDGET (self->password), sentence, FALSE);
  return TRUE;
}

static void
show_error (YcSignInPage *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED)) {
    gtk_widget_grab_focus (GTK_WIDGET (self));
    return;
  }
  if (g_error_matches (error, YC_ERROR, YC_ERROR_PASSPHRASE) &&
      !gtk_widget_get_visible (GTK_WIDGET (self->passphrase))) {
    ask_passphrase (self);
    return;
  }
  if (offer_code (self, error))
    return;
  g_autofree char *sentence =
      g_error_matches (error, YC_ERROR, YC_ERROR_PASSPHRASE)
          ? g_strdup (_ ("This is not the passphrase of this terminal. Type it again."))
          : yc_words_error_signing_in (error, self->profile);
  show_trouble (self, find_field (self, error), sentence);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcSignInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcSession) session = yc_session_begin_finish (result, &error);
  g_clear_object (&self->cancellable);
  if (!self->root) { // the page is gone: so is the wish
    if (session)
      yc_session_end (session);
    return;
  }
  show_rest (self);
  if (session)
    come_in (self, session);
  else
    show_error (self, error);
}

// What this way needs to have typed.
static gboolean
is_complete (YcSignInPage *self)
{
  const struct {
    GtkWidget *field;
    const char *sentence;
  } needed[] = {
      {GTK_WIDGET (self->server), _ ("Type the address of your city's server.")},
      {GTK_WIDGET (self->person), _ ("Type the name you sign in with.")},
      {GTK_WIDGET (self->password),
       self->by_code ? _ ("Type your unlock code.") : _ ("Type your password.")},
  };
  for (gsize i = 0; i < (is_by_city (self) ? 1 : G_N_ELEMENTS (needed)); i++) {
    if (*text_of (needed[i].field))
      continue;
    show_trouble (self, needed[i].field, needed[i].sentence);
    return FALSE;
  }
  return is_passphrase_right (self);
}

static void
begin (YcSignInPage *self)
{
  const char *passphrase = text_of (self->passphrase);
  const YcEntrance by = {self->way, text_of (self->person), text_of (self->password),
                         yc_city_panel_go_on, self->city};
  self->cancellable = g_cancellable_new ();
  if (is_by_city (self)) {
    yc_city_panel_wait (self->city); // which takes the focus first
    gtk_widget_set_visible (GTK_WIDGET (self->rows), FALSE);
    gtk_widget_set_visible (GTK_WIDGET (self->buttons), FALSE);
  } else {
    yc_sign_in_page_set_preparing (self, _ ("Signing in…"));
  }
  yc_session_begin_async (self->profile, *passphrase ? passphrase : NULL, &by, self->cancellable,
                          begun_cb, g_object_ref (self));
}

static void
sign_in (YcSignInPage *self, YcWay way)
{
  if (self->cancellable || self->session || !gtk_widget_get_sensitive (GTK_WIDGET (self->rows)))
    return;
  self->way = way;
  clear_trouble (self);
  if (!is_complete (self))
    return;
  yc_profile_set (self->profile, "server", text_of (self->server));
  if (!is_by_city (self))
    yc_profile_set (self->profile, "person", text_of (self->person));
  yc_profile_set (self->profile, "window", text_of (self->window));
  begin (self);
}

static void
city_chosen_cb (YcCityPanel *panel, guint way, YcSignInPage *self)
{
  sign_in (self, way);
}

static void
sign_in_cb (GtkWidget *widget, YcSignInPage *self)
{
  sign_in (self, self->by_code                    ? YC_WAY_CODE
                 : (self->ways & YC_WAY_PASSWORD) ? YC_WAY_PASSWORD
                                                  : YC_WAY_CITY);
}

static void
cancel_cb (GtkWidget *widget, YcSignInPage *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
}

// ---- The demo -----------------------------------------------------------------------------------

static void
demo_person_cb (YcSignInPage *self)
{
  GPtrArray *people = yc_demo_get_people (self->demo);
  guint chosen = adw_combo_row_get_selected (self->demo_person);
  if (chosen >= people->len)
    return;
  const YcDemoPerson *person = g_ptr_array_index (people, chosen);
  gtk_editable_set_text (GTK_EDITABLE (self->person), person->id);
  gtk_editable_set_text (GTK_EDITABLE (self->window), person->window);
  gtk_editable_set_text (GTK_EDITABLE (self->password), person->password);
}

static void
offer_people (YcSignInPage *self)
{
  GPtrArray *people = yc_demo_get_people (self->demo);
  const char *last = yc_profile_get (self->profile, "person");
  GtkStringList *names = gtk_string_list_new (NULL);
  guint chosen = 0;
  for (guint i = 0; i < people->len; i++) {
    const YcDemoPerson *person = g_ptr_array_index (people, i);
    g_autofree char *line = g_strdup_printf ("%s · %s", person->name, person->roles);
    gtk_string_list_append (names, line);
    if (g_str_equal (person->id, last))
      chosen = i;
  }
  adw_combo_row_set_model (self->demo_person, G_LIST_MODEL (names));
  g_object_unref (names);
  gtk_widget_set_visible (GTK_WIDGET (self->demo_person), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->server), FALSE);
  gtk_label_set_text (self->subtitle, _ ("The demo city: choose who you are and press Enter."));
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "yichuang-demo");
  g_signal_connect_swapped (self->demo_person, "notify::selected", G_CALLBACK (demo_person_cb),
                            self);
  adw_combo_row_set_selected (self->demo_person, chosen);
  demo_person_cb (self);
}

// ---- The widget ---------------------------------------------------------------------------------

static gboolean
yc_sign_in_page_grab_focus (GtkWidget *widget)
{
  YcSignInPage *self = YC_SIGN_IN_PAGE (widget);
  if (self->demo)
    return gtk_widget_grab_focus (self->sign_in);
  if (self->session)
    return gtk_widget_grab_focus (GTK_WIDGET (self->code_form));
  if (!*text_of (self->server))
    return gtk_widget_grab_focus (GTK_WIDGET (self->server));
  if (!gtk_widget_get_visible (GTK_WIDGET (self->person)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->city));
  if (!*text_of (self->person))
    return gtk_widget_grab_focus (GTK_WIDGET (self->person));
  return gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
yc_sign_in_page_dispose (GObject *object)
{
  YcSignInPage *self = YC_SIGN_IN_PAGE (object);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (self->session)
    yc_session_end (self->session);
  g_clear_object (&self->session);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->profile);
  g_clear_object (&self->demo);
  G_OBJECT_CLASS (yc_sign_in_page_parent_class)->dispose (object);
}

static void
yc_sign_in_page_init (YcSignInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->asking = g_cancellable_new ();
  yc_stack_hide_others (self->buttons);
  name_entry (self->server);
  name_entry (self->person);
  name_entry (self->window);
  name_entry (self->password);
  name_entry (self->passphrase);
}

static void
bind_children (GtkWidgetClass *class)
{
  gtk_widget_class_bind_template_child (class, YcSignInPage, root);
  gtk_widget_class_bind_template_child (class, YcSignInPage, subtitle);
  gtk_widget_class_bind_template_child (class, YcSignInPage, rows);
  gtk_widget_class_bind_template_child (class, YcSignInPage, demo_person);
  gtk_widget_class_bind_template_child (class, YcSignInPage, server);
  gtk_widget_class_bind_template_child (class, YcSignInPage, person);
  gtk_widget_class_bind_template_child (class, YcSignInPage, window);
  gtk_widget_class_bind_template_child (class, YcSignInPage, password);
  gtk_widget_class_bind_template_child (class, YcSignInPage, passphrase);
  gtk_widget_class_bind_template_child (class, YcSignInPage, trouble_row);
  gtk_widget_class_bind_template_child (class, YcSignInPage, trouble_icon);
  gtk_widget_class_bind_template_child (class, YcSignInPage, trouble);
  gtk_widget_class_bind_template_child (class, YcSignInPage, buttons);
  gtk_widget_class_bind_template_child (class, YcSignInPage, sign_in);
  gtk_widget_class_bind_template_child (class, YcSignInPage, progress);
  gtk_widget_class_bind_template_child (class, YcSignInPage, cancel);
  gtk_widget_class_bind_template_child (class, YcSignInPage, city);
  gtk_widget_class_bind_template_child (class, YcSignInPage, code_form);
}

static void
yc_sign_in_page_class_init (YcSignInPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_sign_in_page_dispose;
  widget_class->grab_focus = yc_sign_in_page_grab_focus;
  signed_in_signal = g_signal_new ("signed-in", YC_TYPE_SIGN_IN_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, YC_TYPE_SESSION);
  g_type_ensure (YC_TYPE_CITY_PANEL);
  g_type_ensure (YC_TYPE_CODE_FORM);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/yichuang/Yichuang/sign-in/sign-in-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, sign_in_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, server_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, city_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, code_done_cb);
}

GtkWidget *
yc_sign_in_page_new (YcProfile *profile, YcDemo *demo)
{
  YcSignInPage *self = g_object_new (YC_TYPE_SIGN_IN_PAGE, NULL);
  self->profile = g_object_ref (profile);
  gtk_editable_set_text (GTK_EDITABLE (self->server), yc_profile_get (profile, "server"));
  gtk_editable_set_text (GTK_EDITABLE (self->person), yc_profile_get (profile, "person"));
  gtk_editable_set_text (GTK_EDITABLE (self->window), yc_profile_get (profile, "window"));
  gtk_widget_set_visible (GTK_WIDGET (self->passphrase),
                          !demo && yc_session_asks_passphrase (profile));
  g_set_object (&self->demo, demo);
  self->ways = demo ? YC_WAY_PASSWORD : yc_entrance_recall_ways (profile);
  show_ways (self);
  if (demo)
    offer_people (self);
  else
    ask_ways (self);
  return GTK_WIDGET (self);
}
