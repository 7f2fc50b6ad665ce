// The window: sign-in, then the desk, then perhaps the password page over it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-window.h"

#include "yc-desk.h"
#include "yc-display.h"
#include "yc-idle.h"
#include "yc-language.h"
#include "yc-lock-page.h"
#include "yc-preferences.h"
#include "yc-shields.h"
#include "yc-sign-in-page.h"
#include "yc-stack.h"
#include "yc-trace.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcWindow {
  AdwApplicationWindow parent_instance;
  YcProfile *profile;        // owned
  YcDemo *demo;              // owned, nullable
  GCancellable *cancellable; // owned
  YcIdle *idle;              // owned
  YcSession *session;        // owned, nullable
  YcSignInPage *sign_in;     // nullable
  YcDesk *desk;              // nullable
  YcLockPage *lock;          // nullable
  char *link;                // owned, nullable: a case to open once somebody has signed in
  GPtrArray *said;           // owned; of AdwToast, those that are shown or wait for it
  AdwToastOverlay *toasts;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (YcWindow, yc_window, ADW_TYPE_APPLICATION_WINDOW)

static const char *const desk_actions[] = {
    "win.new-case", "win.search",   "win.clear-search", "win.sync",
    "win.lock",     "win.sign-out", "win.list",         "win.menu",
};

// ---- Which page is shown ------------------------------------------------------------------------

static void
allow_actions (YcWindow *self)
{
  gboolean open = self->desk && !self->lock;
  YcRoles roles = self->session ? yc_session_get_roles (self->session) : YC_ROLE_NONE;
  yc_idle_set_watching (self->idle, open);
  for (gsize i = 0; i < G_N_ELEMENTS (desk_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), desk_actions[i], open);
  gboolean window = roles & (YC_ROLE_INTAKE | YC_ROLE_HELPER);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.new-case",
                                 open && window && !yc_session_is_read_only (self->session));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.preferences", !self->lock);
  // Of an open case the same key finds words.
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.search",
                                 open && yc_desk_is_home (self->desk));
}

static void
show_page (YcWindow *self, gpointer page)
{
  if (!gtk_widget_get_parent (page))
    gtk_stack_add_child (self->stack, page);
  gtk_stack_set_visible_child (self->stack, page);
  gtk_widget_grab_focus (page);
  allow_actions (self);
}

static void
remove_page (YcWindow *self, gpointer *page)
{
  GtkWidget *gone = g_steal_pointer (page);
  if (gone)
    gtk_stack_remove (self->stack, gone);
}

#define REMOVE_PAGE(self, page) remove_page (self, (gpointer *)&(self)->page)

static void
toast_gone_cb (YcWindow *self, AdwToast *toast)
{
  g_ptr_array_remove (self->said, toast);
}

// One that offers something is seen at once, and what is there goes. With a high priority that
// would come back later, and libadwaita 1.2 ends the program if it does so while it still fades
// away (adw-toast-overlay.c, show_toast).
static void
show_toast (YcWindow *self, AdwToast *toast)
{
  for (guint i = self->said->len; adw_toast_get_button_label (toast) && i-- > 0;)
    adw_toast_dismiss (self->said->pdata[i]);
  g_ptr_array_add (self->said, g_object_ref (toast));
  g_signal_connect_object (toast, "dismissed", G_CALLBACK (toast_gone_cb), self, G_CONNECT_SWAPPED);
  adw_toast_overlay_add_toast (self->toasts, g_object_ref (toast)); // takes it over
}

// ---- Locked -------------------------------------------------------------------------------------

static void sign_out (YcWindow *self);

static void
unlocked_cb (YcWindow *self)
{
  GtkWidget *lock = GTK_WIDGET (g_steal_pointer (&self->lock));
  show_page (self, self->desk);
  gtk_stack_remove (self->stack, lock);
}

// What is open beside this window shows people's papers too.
static void
close_others (YcWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();
  for (guint i = g_list_model_get_n_items (windows); i-- > 0;) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);
    if (window && window != GTK_WINDOW (self))
      gtk_window_close (window);
  }
}

static void
lock (YcWindow *self, gboolean expired)
{
  if (self->lock || !self->desk)
    return;
  close_others (self);
  self->lock = YC_LOCK_PAGE (yc_lock_page_new (self->session, expired));
  g_signal_connect_object (self->lock, "unlocked", G_CALLBACK (unlocked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock, "sign-out", G_CALLBACK (sign_out), self, G_CONNECT_SWAPPED);
  show_page (self, self->lock);
}

static void
expired_cb (YcWindow *self)
{
  lock (self, TRUE);
}

static void
idle_cb (YcWindow *self)
{
  lock (self, FALSE);
}

static void
notice_cb (YcWindow *self, const char *sentence)
{
  g_autofree char *title = g_markup_escape_text (sentence, -1);
  g_autoptr (AdwToast) toast = adw_toast_new (title);
  show_toast (self, toast);
}

// ---- Signing in and out -------------------------------------------------------------------------

static void
show_desk (YcWindow *self)
{
  self->desk = YC_DESK (yc_desk_new (self->session));
  g_signal_connect_object (self->desk, "show-toast", G_CALLBACK (show_toast), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "turned", G_CALLBACK (allow_actions), self,
                           G_CONNECT_SWAPPED);
  show_page (self, self->desk);
}

// A case that is being worked on is not taken away by a link from outside.
static void
follow_link (YcWindow *self)
{
  g_autofree char *link = NULL;

  if (self->link == NULL || !self->desk || self->lock)
    return;
  link = g_steal_pointer (&self->link);
  if (yc_desk_is_home (self->desk))
    yc_desk_open_case (self->desk, link);
  else
    notice_cb (self, _ ("Another case is open. Go back to the list and read the code again."));
}

void
yc_window_open_link (YcWindow *self, const char *link)
{
  g_free (self->link);
  self->link = g_strdup (link);
  follow_link (self);
}

void
yc_window_begin (YcWindow *self, YcSession *session)
{
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notice", G_CALLBACK (notice_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "expired", G_CALLBACK (expired_cb), self, G_CONNECT_SWAPPED);
  show_desk (self);
  REMOVE_PAGE (self, sign_in);
  follow_link (self);
}

static void
show_sign_in (YcWindow *self)
{
  self->sign_in = YC_SIGN_IN_PAGE (yc_sign_in_page_new (self->profile, self->demo));
  g_signal_connect_object (self->sign_in, "signed-in", G_CALLBACK (yc_window_begin), self,
                           G_CONNECT_SWAPPED);
  show_page (self, self->sign_in);
}

static void
end_session (YcWindow *self)
{
  REMOVE_PAGE (self, lock);
  REMOVE_PAGE (self, desk);
  if (self->session) {
    g_signal_handlers_disconnect_by_data (self->session, self);
    yc_session_end (self->session);
  }
  g_clear_object (&self->session);
}

static void
sign_out (YcWindow *self)
{
  show_sign_in (self);
  end_session (self);
  allow_actions (self);
}

// ---- The demo -----------------------------------------------------------------------------------

static void
demo_started_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *url = yc_demo_start_finish (YC_DEMO (source), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->sign_in)
    return;
  yc_sign_in_page_set_preparing (self->sign_in, NULL);
  if (!url) {
    yc_sign_in_page_show_trouble (
        self->sign_in, _ ("The demo city could not be started. Is yichuang-central installed?"));
    return;
  }
  yc_profile_set (self->profile, "server", url);
  REMOVE_PAGE (self, sign_in);
  show_sign_in (self);
}

static void
start_demo (YcWindow *self)
{
  yc_sign_in_page_set_preparing (self->sign_in, _ ("Building the demo city…"));
  yc_demo_start_async (self->demo, self->cancellable, demo_started_cb, g_object_ref (self));
}

// ---- Actions ------------------------------------------------------------------------------------

static void
new_case_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  yc_desk_show_items (YC_WINDOW (widget)->desk);
}

static void
search_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  YcWindow *self = YC_WINDOW (widget);
  if (yc_desk_is_home (self->desk))
    yc_home_start_search (yc_desk_get_home (self->desk));
}

static void
clear_search_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  yc_home_clear_search (yc_desk_get_home (YC_WINDOW (widget)->desk));
}

static void
list_cb (GtkWidget *widget, const char *name, GVariant *place)
{
  YcWindow *self = YC_WINDOW (widget);
  if (!yc_desk_is_home (self->desk))
    return;
  yc_home_choose (yc_desk_get_home (self->desk), g_variant_get_int32 (place));
  gtk_widget_grab_focus (GTK_WIDGET (self->desk));
}

static void
menu_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  YcWindow *self = YC_WINDOW (widget);
  if (yc_desk_is_home (self->desk))
    yc_home_open_menu (yc_desk_get_home (self->desk));
}

static void
sync_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  yc_desk_show_sync (YC_WINDOW (widget)->desk);
}

static void
lock_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  lock (YC_WINDOW (widget), FALSE);
}

static void
sign_out_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  sign_out (YC_WINDOW (widget));
}

static void
preferences_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  YcWindow *self = YC_WINDOW (widget);
  GtkWidget *preferences = yc_preferences_new (self->profile, self->session);
  gtk_window_set_transient_for (GTK_WINDOW (preferences), GTK_WINDOW (self));
  gtk_window_present (GTK_WINDOW (preferences));
}

static void
shields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AdwAboutWindow) about = yc_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree char *found = yc_shields_look_finish (YC_SESSION (source), result, &error);
  g_autofree char *said = found ? g_steal_pointer (&found) : yc_words_error (error);
  if (about == NULL)
    return;
  g_autofree char *comments =
      g_strdup_printf ("%s\n\n%s", _ ("The workstation of the one-window counter"), said);
  adw_about_window_set_comments (about, comments);
}

static void
about_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  YcWindow *self = YC_WINDOW (widget);
  GtkWidget *about =
      g_object_new (ADW_TYPE_ABOUT_WINDOW, "application-name", _ ("Yichuang"), "application-icon",
                    "io.github.yichuang.Yichuang", "version", YC_VERSION, "comments",
                    _ ("The workstation of the one-window counter"), "license-type",
                    GTK_LICENSE_GPL_3_0, "transient-for", self, NULL);
  if (self->session)
    yc_shields_look_async (self->session, NULL, shields_cb, yc_weak_new (about));
  gtk_window_present (GTK_WINDOW (about));
}

// Built when it is asked for: a window that is there and hidden ends the program when a screen
// reader asks GTK 4.8 for a window that has just closed (gtkatspiroot.c, GetChildAtIndex).
static void
shortcuts_cb (GtkWidget *widget, const char *name, GVariant *nothing)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/io/github/yichuang/Yichuang/shell/shortcuts.ui");
  GtkWindow *shortcuts = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts"));
  gtk_window_set_transient_for (shortcuts, GTK_WINDOW (widget));
  gtk_window_present (shortcuts);
}

// Sentences are looked up when a widget is built: the pages are built again, the session goes on,
// and a case that is open is opened again with all that was typed.
static void
language_cb (GtkWidget *widget, const char *name, GVariant *language)
{
  YcWindow *self = YC_WINDOW (widget);
  yc_profile_set (self->profile, "language", g_variant_get_string (language, NULL));
  yc_language_use (g_variant_get_string (language, NULL));
  if (self->sign_in) {
    GtkWidget *before = GTK_WIDGET (g_steal_pointer (&self->sign_in));
    show_sign_in (self);
    gtk_stack_remove (self->stack, before);
  }
  if (!self->desk)
    return;
  g_autofree char *open = g_strdup (yc_desk_get_open_case (self->desk));
  REMOVE_PAGE (self, desk);
  show_desk (self);
  if (open)
    yc_desk_open_case (self->desk, open);
}

// ---- The widget ---------------------------------------------------------------------------------

static void
yc_window_dispose (GObject *object)
{
  YcWindow *self = YC_WINDOW (object);
  g_cancellable_cancel (self->cancellable);
  if (self->stack) {
    end_session (self);
    REMOVE_PAGE (self, sign_in);
    self->stack = NULL;
  }
  g_clear_object (&self->demo);
  g_clear_object (&self->idle);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (yc_window_parent_class)->dispose (object);
}

static void
yc_window_finalize (GObject *object)
{
  g_clear_object (&YC_WINDOW (object)->cancellable);
  g_ptr_array_unref (YC_WINDOW (object)->said);
  g_free (YC_WINDOW (object)->link);
  G_OBJECT_CLASS (yc_window_parent_class)->finalize (object);
}

static void
yc_window_init (YcWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  yc_stack_hide_others (self->stack);
  self->cancellable = g_cancellable_new ();
  self->said = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
install_actions (GtkWidgetClass *class)
{
  gtk_widget_class_install_action (class, "win.new-case", NULL, new_case_cb);
  gtk_widget_class_install_action (class, "win.search", NULL, search_cb);
  gtk_widget_class_install_action (class, "win.clear-search", NULL, clear_search_cb);
  gtk_widget_class_install_action (class, "win.list", "i", list_cb);
  gtk_widget_class_install_action (class, "win.menu", NULL, menu_cb);
  gtk_widget_class_install_action (class, "win.sync", NULL, sync_cb);
  gtk_widget_class_install_action (class, "win.lock", NULL, lock_cb);
  gtk_widget_class_install_action (class, "win.sign-out", NULL, sign_out_cb);
  gtk_widget_class_install_action (class, "win.preferences", NULL, preferences_cb);
  gtk_widget_class_install_action (class, "win.shortcuts", NULL, shortcuts_cb);
  gtk_widget_class_install_action (class, "win.about", NULL, about_cb);
  gtk_widget_class_install_action (class, "win.language", "s", language_cb);
}

static void
yc_window_class_init (YcWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);
  G_OBJECT_CLASS (class)->dispose = yc_window_dispose;
  G_OBJECT_CLASS (class)->finalize = yc_window_finalize;
  install_actions (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/shell/window.ui");
  gtk_widget_class_bind_template_child (widget_class, YcWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, YcWindow, stack);
}

GtkWidget *
yc_window_new (GtkApplication *application, YcProfile *profile, YcDemo *demo)
{
  YcWindow *self = g_object_new (YC_TYPE_WINDOW, "application", application, NULL);
  self->profile = g_object_ref (profile);
  self->idle = yc_idle_new (profile);
  g_signal_connect_object (self->idle, "idle", G_CALLBACK (idle_cb), self, G_CONNECT_SWAPPED);
  g_set_object (&self->demo, demo);
  yc_trace_window (GTK_WIDGET (self));
  show_sign_in (self);
  if (demo)
    start_demo (self);
  return GTK_WIDGET (self);
}
