// The password page that covers everything while the place is left, without touching what is
// behind.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lock-page.h"

#include "yc-city-panel.h"
#include "yc-error.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcLockPage {
  GtkWidget parent_instance;
  YcSession *session;        // owned
  GCancellable *cancellable; // owned: of what is running
  gboolean expired;          // central has to be asked, as long as it can be
  gboolean running;
  GtkWidget *root;
  AdwStatusPage *status;
  GtkEditable *password;
  GtkLabel *trouble;
  GtkWidget *unlock;
  GtkSpinner *spinner;
  YcCityPanel *city;
};

G_DEFINE_FINAL_TYPE (YcLockPage, yc_lock_page, GTK_TYPE_WIDGET)

enum { UNLOCKED, SIGN_OUT, N_SIGNALS };
static guint signals[N_SIGNALS];

// Whether something is typed: a password, or the code that was chosen here, which central does not
// know.
static gboolean
is_typed (YcLockPage *self)
{
  return !yc_session_is_of_city (self->session) ||
         (yc_session_has_code (self->session) && !self->expired);
}

static void
show_ways (YcLockPage *self)
{
  gboolean of_city = yc_session_is_of_city (self->session), typed = is_typed (self);
  const char *name = of_city ? _ ("Unlock code") : _ ("Password");
  guint ways = yc_entrance_recall_ways (yc_session_get_profile (self->session));
  g_object_set (self->password, "placeholder-text", name, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->password), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->password), typed);
  gtk_widget_set_visible (self->unlock, typed);
  gtk_widget_set_visible (GTK_WIDGET (self->city), of_city);
  yc_city_panel_offer (self->city, ways | YC_WAY_CITY, !typed);
}

static void
set_running (YcLockPage *self, gboolean running)
{
  self->running = running;
  gtk_widget_set_sensitive (self->unlock, !running);
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), !running);
  gtk_spinner_set_spinning (self->spinner, running && is_typed (self));
}

static void
renewed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcLockPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean renewed = yc_session_renew_finish (YC_SESSION (source), result, &error);
  if (!self->root)
    return;
  set_running (self, FALSE);
  gtk_editable_set_text (self->password, "");
  if (renewed) {
    g_signal_emit (self, signals[UNLOCKED], 0);
    return;
  }
  g_autofree char *sentence =
      yc_words_error_signing_in (error, yc_session_get_profile (self->session));
  gtk_label_set_text (self->trouble, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble),
                          !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  if (g_error_matches (error, YC_ERROR, YC_ERROR_OFFLINE) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_CITY_AWAY))
    self->expired = FALSE; // central cannot be asked now: what was chosen here will do
  show_ways (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
renew (YcLockPage *self, YcWay way)
{
  const YcEntrance by = {way, yc_session_get_person (self->session),
                         gtk_editable_get_text (self->password), yc_city_panel_go_on, self->city};
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  set_running (self, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), FALSE);
  yc_session_renew_async (self->session, &by, self->cancellable, renewed_cb, g_object_ref (self));
}

static void
unlock_cb (GtkWidget *widget, YcLockPage *self)
{
  if (self->running || !*gtk_editable_get_text (self->password))
    return;
  renew (self, yc_session_is_of_city (self->session) ? YC_WAY_CODE : YC_WAY_PASSWORD);
}

static void
city_chosen_cb (YcCityPanel *panel, guint way, YcLockPage *self)
{
  if (self->running)
    return;
  yc_city_panel_wait (self->city);
  renew (self, way);
}

static void
cancelled_cb (YcCityPanel *panel, YcLockPage *self)
{
  g_cancellable_cancel (self->cancellable);
}

static void
sign_out_cb (GtkButton *button, YcLockPage *self)
{
  g_signal_emit (self, signals[SIGN_OUT], 0);
}

static gboolean
yc_lock_page_grab_focus (GtkWidget *widget)
{
  YcLockPage *self = YC_LOCK_PAGE (widget);
  return gtk_widget_grab_focus (is_typed (self) ? GTK_WIDGET (self->password)
                                                : GTK_WIDGET (self->city));
}

static void
yc_lock_page_dispose (GObject *object)
{
  YcLockPage *self = YC_LOCK_PAGE (object);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->root, gtk_widget_unparent);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_lock_page_parent_class)->dispose (object);
}

static void
yc_lock_page_finalize (GObject *object)
{
  g_clear_object (&YC_LOCK_PAGE (object)->cancellable);
  G_OBJECT_CLASS (yc_lock_page_parent_class)->finalize (object);
}

static void
yc_lock_page_init (YcLockPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, YC_TYPE_LOCK_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                       0);
}

static void
yc_lock_page_class_init (YcLockPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_lock_page_dispose;
  G_OBJECT_CLASS (class)->finalize = yc_lock_page_finalize;
  widget_class->grab_focus = yc_lock_page_grab_focus;
  signals[UNLOCKED] = add_signal ("unlocked");
  signals[SIGN_OUT] = add_signal ("sign-out");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  g_type_ensure (YC_TYPE_CITY_PANEL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/shell/lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, root);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, status);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, password);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, city);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, city_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancelled_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_out_cb);
}

static const char *
get_words (YcLockPage *self)
{
  if (!self->expired)
    return _ ("Locked. Everything is as you left it.");
  if (yc_session_get_sync_state (self->session) == YC_SYNC_OFFLINE)
    return _ ("You signed in without network. Sign in again to send what waits; everything is as "
              "you left it.");
  return yc_session_is_of_city (self->session)
             ? _ ("Your sign-in has run out. Sign in again to go on; everything is as you left it.")
             : _ ("Your sign-in has run out. Type your password to go on; everything is as you "
                  "left "
                  "it.");
}

GtkWidget *
yc_lock_page_new (YcSession *session, gboolean expired)
{
  YcLockPage *self = g_object_new (YC_TYPE_LOCK_PAGE, NULL);
  self->session = g_object_ref (session);
  g_autofree char *name = g_markup_escape_text (yc_session_get_person_name (session), -1);
  adw_status_page_set_title (self->status, name);
  self->expired = expired;
  adw_status_page_set_description (self->status, get_words (self));
  show_ways (self);
  return GTK_WIDGET (self);
}
