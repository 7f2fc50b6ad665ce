// The password page that covers everything while the place is left, without touching what is
// behind.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lock-page.h"

#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcLockPage {
  GtkWidget parent_instance;
  YcSession *session;        // owned
  GCancellable *cancellable; // owned
  gboolean running;
  GtkWidget *root;
  AdwStatusPage *status;
  GtkEditable *password;
  GtkLabel *trouble;
  GtkWidget *unlock;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (YcLockPage, yc_lock_page, GTK_TYPE_WIDGET)

enum { UNLOCKED, SIGN_OUT, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
set_running (YcLockPage *self, gboolean running)
{
  self->running = running;
  gtk_widget_set_sensitive (self->unlock, !running);
  gtk_spinner_set_spinning (self->spinner, running);
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
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
unlock_cb (GtkWidget *widget, YcLockPage *self)
{
  if (self->running || !*gtk_editable_get_text (self->password))
    return;
  set_running (self, TRUE);
  const YcEntrance by = {YC_WAY_PASSWORD, yc_session_get_person (self->session),
                         gtk_editable_get_text (self->password)};
  yc_session_renew_async (self->session, &by, self->cancellable, renewed_cb, g_object_ref (self));
}

static void
sign_out_cb (GtkButton *button, YcLockPage *self)
{
  g_signal_emit (self, signals[SIGN_OUT], 0);
}

static gboolean
yc_lock_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (YC_LOCK_PAGE (widget)->password));
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/shell/lock-page.ui");
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, root);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, status);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, password);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, trouble);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, unlock);
  gtk_widget_class_bind_template_child (widget_class, YcLockPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, unlock_cb);
  gtk_widget_class_bind_template_callback (widget_class, sign_out_cb);
}

GtkWidget *
yc_lock_page_new (YcSession *session, gboolean expired)
{
  YcLockPage *self = g_object_new (YC_TYPE_LOCK_PAGE, NULL);
  self->session = g_object_ref (session);
  g_autofree char *name = g_markup_escape_text (yc_session_get_person_name (session), -1);
  adw_status_page_set_title (self->status, name);
  adw_status_page_set_description (self->status,
                                   expired ? _ ("Your sign-in has run out. Type your password to "
                                                "go on; everything is as you left it.")
                                           : _ ("Locked. Everything is as you left it."));
  return GTK_WIDGET (self);
}
