// The program: what was asked for on the command line, one window, its shortcuts.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-application.h"

#include "yc-display.h"
#include "yc-language.h"
#include "yc-window.h"

#include <glib/gi18n.h>

#define APPLICATION_ID "io.github.yichuang.Yichuang"

struct _YcApplication {
  AdwApplication parent_instance;
  YcProfile *profile; // owned; from the moment the command line has been read
  YcDemo *demo;       // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcApplication, yc_application, ADW_TYPE_APPLICATION)

static const struct {
  const char *action;
  const char *keys[3];
} shortcuts[] = {
    {"win.new-case", {"<Control>n"}},
    {"win.search", {"<Control>f"}},
    {"win.sync", {"<Control><Shift>s"}},
    {"win.lock", {"<Control>l"}},
    {"win.menu", {"<Control>m"}},
    {"win.preferences", {"<Control>comma"}},
    {"win.shortcuts", {"<Control>question"}},
    {"window.close", {"<Control>q"}},
};

// Every profile is a program of its own to the desktop, so that a clerk and an approver can run
// side by side; the same profile twice only raises its window.
static void
name_application (YcApplication *self, const char *profile)
{
  if (g_str_equal (profile, "default"))
    return;
  g_autofree char *id = g_strdup_printf ("%s.%s", APPLICATION_ID, profile);
  if (g_application_id_is_valid (id))
    g_application_set_application_id (G_APPLICATION (self), id);
  else
    g_application_set_flags (G_APPLICATION (self),
                             G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
}

static gboolean
prepare_demo (YcApplication *self)
{
  g_autoptr (GError) error = NULL;
  self->demo = yc_demo_new (&error);
  if (!self->demo) {
    g_printerr ("yichuang: %s\n", error->message);
    return FALSE;
  }
  g_application_set_flags (G_APPLICATION (self),
                           G_APPLICATION_NON_UNIQUE | G_APPLICATION_HANDLES_OPEN);
  return TRUE;
}

// Everything that must be settled before GTK is initialised, which happens right after.
static int
yc_application_handle_local_options (GApplication *application, GVariantDict *options)
{
  YcApplication *self = YC_APPLICATION (application);
  const char *name = "default", *server = NULL;
  g_variant_dict_lookup (options, "profile", "&s", &name);
  g_variant_dict_lookup (options, "server", "&s", &server);
  if (g_variant_dict_contains (options, "version")) {
    g_print ("yichuang %s\n", YC_VERSION);
    return 0;
  }
  name_application (self, name);
  if (g_variant_dict_contains (options, "demo") && !prepare_demo (self))
    return 1;
  self->profile = yc_profile_new (name);
  if (server)
    yc_profile_set (self->profile, "server", server);
  yc_language_use (yc_profile_get (self->profile, "language"));
  yc_display_prepare ();
  return -1;
}

static void
set_shortcuts (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (application, shortcuts[i].action, shortcuts[i].keys);
  for (int place = 0; place < 9; place++) {
    g_autofree char *action = g_strdup_printf ("win.list(%d)", place);
    g_autofree char *key = g_strdup_printf ("<Alt>%d", place + 1);
    const char *keys[] = {key, NULL};
    gtk_application_set_accels_for_action (application, action, keys);
  }
}

static void
yc_application_startup (GApplication *application)
{
  G_APPLICATION_CLASS (yc_application_parent_class)->startup (application);
  g_set_application_name (_ ("Yichuang"));
  gtk_window_set_default_icon_name (APPLICATION_ID);
  set_shortcuts (GTK_APPLICATION (application));
}

static void
yc_application_activate (GApplication *application)
{
  YcApplication *self = YC_APPLICATION (application);
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  if (!window) {
    yc_display_apply (self->profile);
    window = GTK_WINDOW (yc_window_new (GTK_APPLICATION (application), self->profile, self->demo));
  }
  gtk_window_present (window);
}

// What the desktop hands over for yichuang: links; files are taken in where a case is open.
static void
yc_application_open (GApplication *application, GFile **files, int n, const char *hint)
{
  g_autofree char *link = g_file_get_uri (files[0]);

  g_application_activate (application);
  yc_window_open_link (
      YC_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application))), link);
}

static void
yc_application_shutdown (GApplication *application)
{
  YcApplication *self = YC_APPLICATION (application);
  G_APPLICATION_CLASS (yc_application_parent_class)->shutdown (application);
  if (self->demo)
    yc_demo_stop (self->demo);
}

static void
yc_application_finalize (GObject *object)
{
  YcApplication *self = YC_APPLICATION (object);
  g_clear_object (&self->demo);
  g_clear_object (&self->profile);
  G_OBJECT_CLASS (yc_application_parent_class)->finalize (object);
}

static void
yc_application_init (YcApplication *self)
{
  const GOptionEntry entries[] = {
      {"profile", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Settings and store of its own"),
       N_ ("NAME")},
      {"server", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("Address of the city's server"), N_ ("URL")},
      {"demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Show an invented city; nothing is kept"), NULL},
      {"version", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("Print the version"), NULL},
      {NULL},
  };
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
}

static void
yc_application_class_init (YcApplicationClass *class)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (class);
  G_OBJECT_CLASS (class)->finalize = yc_application_finalize;
  application_class->handle_local_options = yc_application_handle_local_options;
  application_class->startup = yc_application_startup;
  application_class->activate = yc_application_activate;
  application_class->open = yc_application_open;
  application_class->shutdown = yc_application_shutdown;
}

YcApplication *
yc_application_new (void)
{
  return g_object_new (YC_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path",
                       "/io/github/yichuang/Yichuang", NULL);
}
