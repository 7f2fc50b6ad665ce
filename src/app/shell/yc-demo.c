// The demo: a central server of its own with an invented city, gone when the program ends.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-demo.h"

#include "yc-error.h"
#include "yc-words.h"

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>

struct _YcDemo {
  GObject parent_instance;
  char *folder;        // owned
  char *port_file;     // owned
  GPtrArray *people;   // owned; of YcDemoPerson
  GSubprocess *server; // owned, nullable
};

G_DEFINE_FINAL_TYPE (YcDemo, yc_demo, G_TYPE_OBJECT)

// How often one looks whether the server has written down its port, ms.
#define LOOK_AGAIN 20

// ---- Files --------------------------------------------------------------------------------------

static char *
find_city (void)
{
  const char *data = g_getenv ("YICHUANG_DATADIR");
  return g_build_filename (data ? data : YC_DATADIR, "demo", NULL);
}

// Where helpers are looked for in a build tree, otherwise where programs are installed.
static char *
find_central (void)
{
  const char *folders = g_getenv ("YICHUANG_LIBEXECDIR");
  g_auto (GStrv) list = g_strsplit (folders ? folders : "", G_SEARCHPATH_SEPARATOR_S, -1);
  for (gsize i = 0; list[i]; i++) {
    g_autofree char *path = g_build_filename (list[i], "yichuang-central", NULL);
    if (*list[i] && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  const char *folder = g_getenv ("YICHUANG_BINDIR");
  return g_build_filename (folder ? folder : YC_BINDIR, "yichuang-central", NULL);
}

// Follows no link out of the folder.
static void
remove_tree (const char *path)
{
  g_autoptr (GDir) folder = NULL;
  if (!g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    folder = g_dir_open (path, 0, NULL);
  const char *name;
  while (folder && (name = g_dir_read_name (folder))) {
    g_autofree char *child = g_build_filename (path, name, NULL);
    remove_tree (child);
  }
  g_remove (path);
}

// ---- People -------------------------------------------------------------------------------------

static void
free_person (YcDemoPerson *person)
{
  g_free (person->id);
  g_free (person->name);
  g_free (person->password);
  g_free (person->roles);
  g_free (person->window);
  g_free (person);
}

static char *
describe_roles (JsonArray *roles)
{
  g_autoptr (GString) words = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (roles); i++) {
    YcRole role = yc_role_from_name (json_array_get_string_element (roles, i));
    g_string_append_printf (words, "%s%s", i ? ", " : "", yc_words_role (role));
  }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_person_cb (JsonArray *array, guint index, JsonNode *node, gpointer people)
{
  JsonObject *object = json_node_get_object (node);
  JsonArray *windows = json_object_get_array_member (object, "windows");
  guint n_windows = json_array_get_length (windows);
  YcDemoPerson *person = g_new0 (YcDemoPerson, 1);
  person->id = g_strdup (json_object_get_string_member (object, "id"));
  person->name = g_strdup (json_object_get_string_member (object, "name"));
  person->password = g_strdup (json_object_get_string_member (object, "password"));
  person->roles = describe_roles (json_object_get_array_member (object, "roles"));
  person->window = g_strdup (n_windows ? json_array_get_string_element (windows, 0) : "");
  g_ptr_array_add (people, person);
}

GPtrArray *
yc_demo_get_people (YcDemo *self)
{
  if (self->people)
    return self->people;
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify)free_person);
  g_autofree char *city = find_city ();
  g_autofree char *path = g_build_filename (city, "people.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  if (json_parser_load_from_file (parser, path, NULL))
    json_array_foreach_element (json_node_get_array (json_parser_get_root (parser)), add_person_cb,
                                self->people);
  return self->people;
}

// ---- The server ---------------------------------------------------------------------------------

static gboolean
look_for_port_cb (gpointer data)
{
  GTask *task = data;
  YcDemo *self = g_task_get_source_object (task);
  g_autofree char *text = NULL;
  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (!self->server || !g_subprocess_get_identifier (self->server)) {
    g_task_return_new_error (task, YC_ERROR, YC_ERROR_SERVER, "the demo's server did not start");
    return G_SOURCE_REMOVE;
  }
  if (!g_file_get_contents (self->port_file, &text, NULL, NULL) || !strchr (text, '\n'))
    return G_SOURCE_CONTINUE;
  g_task_return_pointer (task, g_strdup_printf ("http://127.0.0.1:%s", g_strstrip (text)), g_free);
  return G_SOURCE_REMOVE;
}

static void
city_made_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  YcDemo *self = g_task_get_source_object (task);
  GError *error = NULL;
  if (!g_subprocess_wait_check_finish (G_SUBPROCESS (source), result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  g_autofree char *central = find_central ();
  g_autofree char *data_folder = g_build_filename (self->folder, "central", NULL);
  // From the main thread: the kernel ends the server with the thread that started it.
  self->server =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, central, "serve", "--data", data_folder, "--port", "0",
                        "--port-file", self->port_file, "--die-with-parent", NULL);
  if (!self->server) {
    g_task_return_error (task, error);
    return;
  }
  g_timeout_add_full (G_PRIORITY_DEFAULT, LOOK_AGAIN, look_for_port_cb, g_object_ref (task),
                      g_object_unref);
}

void
yc_demo_start_async (YcDemo *self,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, yc_demo_start_async);
  g_autofree char *central = find_central ();
  g_autofree char *city = find_city ();
  g_autofree char *data_folder = g_build_filename (self->folder, "central", NULL);
  GError *error = NULL;
  g_autoptr (GSubprocess) maker =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                        &error, central, "demo", "--data", data_folder, "--city", city, NULL);
  if (!maker) {
    g_task_return_error (task, error);
    return;
  }
  g_subprocess_wait_check_async (maker, cancellable, city_made_cb, g_object_ref (task));
}

char *
yc_demo_start_finish (YcDemo *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

void
yc_demo_stop (YcDemo *self)
{
  if (self->server) {
    g_subprocess_send_signal (self->server, SIGTERM);
    g_subprocess_wait (self->server, NULL, NULL);
  }
  g_clear_object (&self->server);
  if (self->folder)
    remove_tree (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
yc_demo_finalize (GObject *object)
{
  YcDemo *self = YC_DEMO (object);
  yc_demo_stop (self);
  g_free (self->port_file);
  g_clear_pointer (&self->people, g_ptr_array_unref);
  G_OBJECT_CLASS (yc_demo_parent_class)->finalize (object);
}

static void
yc_demo_init (YcDemo *self)
{
}

static void
yc_demo_class_init (YcDemoClass *class)
{
  G_OBJECT_CLASS (class)->finalize = yc_demo_finalize;
}

YcDemo *
yc_demo_new (GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("yichuang-demo-XXXXXX", error);
  if (!folder)
    return NULL;
  YcDemo *self = g_object_new (YC_TYPE_DEMO, NULL);
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *config = g_build_filename (folder, "config", NULL);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  self->port_file = g_build_filename (folder, "port", NULL);
  self->folder = g_steal_pointer (&folder);
  return self;
}
