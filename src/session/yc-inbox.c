// A folder into which phones and document cameras put pictures: what has come in and is complete.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-inbox.h"
#include "yc-session-private.h"

#include <string.h>

#define LOOK_AGAIN_MS 700 // who writes slower than this in one go is still writing
#define ATTRIBUTES    "standard::type,standard::name,standard::size,time::modified,time::modified-usec"

// Where finished files go, in the language of the folder's other names.
#define TAKEN "taken"

struct _YcInbox {
  GObject parent_instance;

  YcSession *session;        // whose it is
  char *path;                // owned, nullable: no folder
  GFileMonitor *monitor;     // owned, nullable
  GCancellable *cancellable; // owned: of the folder
  GPtrArray *files;          // of GFile, in the order in which they were complete
  GHashTable *growing;       // names that are looked at until they grow no more
  GHashTable *left;          // name -> stamp of those that are not wanted
};

static void model_init (GListModelInterface *interface);

G_DEFINE_FINAL_TYPE_WITH_CODE (YcInbox,
                               yc_inbox,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

// ---- The model ----------------------------------------------------------------------------------

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_FILE;
}

static guint
get_n_items (GListModel *model)
{
  return YC_INBOX (model)->files->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *files = YC_INBOX (model)->files;

  return position < files->len ? g_object_ref (files->pdata[position]) : NULL;
}

static void
model_init (GListModelInterface *interface)
{
  interface->get_item_type = get_item_type;
  interface->get_n_items = get_n_items;
  interface->get_item = get_item;
}

static void
remove_file (YcInbox *self, GFile *file)
{
  guint place;

  if (!g_ptr_array_find_with_equal_func (self->files, file, (GEqualFunc)g_file_equal, &place))
    return;
  g_ptr_array_remove_index (self->files, place);
  g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

static void
add_file (YcInbox *self, GFile *file)
{
  if (g_ptr_array_find_with_equal_func (self->files, file, (GEqualFunc)g_file_equal, NULL))
    return;
  g_ptr_array_add (self->files, g_object_ref (file));
  g_list_model_items_changed (G_LIST_MODEL (self), self->files->len - 1, 0, 1);
}

// ---- Whether a file is complete -----------------------------------------------------------------

// By its name alone: nothing of a foreign file is looked at here.
static gboolean
is_wanted (const char *name)
{
  static const char *const endings[] = {".pdf", ".jpg",  ".jpeg", ".png",
                                        ".tif", ".tiff", ".webp", ".heic"};
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (gsize i = 0; *name != '.' && i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_suffix (lower, endings[i]))
      return TRUE;
  return FALSE;
}

// Another size or another time: another file.
static char *
make_stamp (GFileInfo *info)
{
  return g_strdup_printf (
      "%" G_GOFFSET_FORMAT " %" G_GUINT64_FORMAT ".%06u", g_file_info_get_size (info),
      g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED),
      g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC));
}

// A file that is looked at, again and again.
typedef struct {
  YcInbox *inbox;            // owned
  GFile *file;               // owned
  GCancellable *cancellable; // owned
  char *stamp;               // nullable: as it was the last time
} Look;

static void
look_free (Look *look)
{
  g_object_unref (look->inbox);
  g_object_unref (look->file);
  g_object_unref (look->cancellable);
  g_free (look->stamp);
  g_free (look);
}

static void look_again (Look *look);

static void
settle (Look *look, gboolean complete)
{
  YcInbox *self = look->inbox;
  g_autofree char *name = g_file_get_basename (look->file);

  g_hash_table_remove (self->growing, name);
  if (complete && g_strcmp0 (g_hash_table_lookup (self->left, name), look->stamp) != 0)
    add_file (self, look->file);
  look_free (look);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Look *look = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);
  g_autofree char *before = g_steal_pointer (&look->stamp);

  if (g_cancellable_is_cancelled (look->cancellable)) {
    look_free (look);
    return;
  }
  if (info == NULL || g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR) {
    settle (look, FALSE); // gone, or no file
    return;
  }
  look->stamp = make_stamp (info);
  if (g_strcmp0 (before, look->stamp) == 0 && g_file_info_get_size (info) > 0)
    settle (look, TRUE);
  else
    look_again (look);
}

static gboolean
look_cb (gpointer data)
{
  Look *look = data;

  g_file_query_info_async (look->file, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                           G_PRIORITY_LOW, look->cancellable, looked_cb, look);
  return G_SOURCE_REMOVE;
}

static void
look_again (Look *look)
{
  g_timeout_add (LOOK_AGAIN_MS, look_cb, look);
}

static void
consider (YcInbox *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  Look *look;

  if (!is_wanted (name) || !g_hash_table_add (self->growing, g_strdup (name)))
    return;
  remove_file (self, file); // somebody writes to it again
  look = g_new0 (Look, 1);
  look->inbox = g_object_ref (self);
  look->file = g_object_ref (file);
  look->cancellable = g_object_ref (self->cancellable);
  look_cb (look);
}

// ---- The folder ---------------------------------------------------------------------------------

static void
changed_cb (
    YcInbox *self, GFile *file, GFile *other, GFileMonitorEvent event, GFileMonitor *monitor)
{
  if (event == G_FILE_MONITOR_EVENT_DELETED || event == G_FILE_MONITOR_EVENT_MOVED_OUT)
    remove_file (self, file);
  else if (event == G_FILE_MONITOR_EVENT_RENAMED) {
    remove_file (self, file);
    consider (self, other);
  } else if (event != G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED) {
    consider (self, file);
  }
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcInbox) self = data;
  GFileEnumerator *enumerator = G_FILE_ENUMERATOR (source);
  GList *infos = g_file_enumerator_next_files_finish (enumerator, result, NULL);

  for (GList *at = infos; at != NULL; at = at->next) {
    g_autoptr (GFile) file = g_file_enumerator_get_child (enumerator, at->data);

    if (!g_cancellable_is_cancelled (self->cancellable))
      consider (self, file);
  }
  g_list_free_full (infos, g_object_unref);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcInbox) self = data;
  g_autoptr (GFileEnumerator) enumerator =
      g_file_enumerate_children_finish (G_FILE (source), result, NULL);

  if (enumerator != NULL)
    g_file_enumerator_next_files_async (enumerator, G_MAXINT, G_PRIORITY_LOW, self->cancellable,
                                        listed_cb, g_object_ref (self));
}

static void
watch (YcInbox *self)
{
  g_autoptr (GFile) folder = g_file_new_for_path (self->path);

  self->monitor = g_file_monitor_directory (folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor == NULL)
    return;
  g_signal_connect_object (self->monitor, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_file_enumerate_children_async (folder, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS,
                                   G_PRIORITY_LOW, self->cancellable, opened_cb,
                                   g_object_ref (self));
}

static void
forget (YcInbox *self)
{
  const guint n = self->files->len;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->monitor);
  g_clear_pointer (&self->path, g_free);
  g_hash_table_remove_all (self->growing);
  g_hash_table_remove_all (self->left);
  g_ptr_array_set_size (self->files, 0);
  self->cancellable = g_cancellable_new ();
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

static void
set_folder (YcInbox *self, const char *path)
{
  if (self->monitor != NULL && g_strcmp0 (self->path, path) == 0)
    return;
  forget (self);
  if (*path == '\0')
    return;
  self->path = g_strdup (path);
  watch (self);
}

// ---- What becomes of a file ---------------------------------------------------------------------

static void
stamped_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (YcInbox) self = data;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (source), result, NULL);

  if (info != NULL)
    g_hash_table_insert (self->left, g_file_get_basename (G_FILE (source)), make_stamp (info));
}

void
yc_inbox_leave (YcInbox *self, GFile *file)
{
  remove_file (self, file);
  g_file_query_info_async (file, ATTRIBUTES, G_FILE_QUERY_INFO_NOFOLLOW_SYMLINKS, G_PRIORITY_LOW,
                           NULL, stamped_cb, g_object_ref (self));
}

// Another file of the same name may lie there: cameras begin anew with their numbers.
static GFile *
find_free (GFile *folder, const char *name)
{
  GFile *target = g_file_get_child (folder, name);

  for (guint i = 2; g_file_query_exists (target, NULL); i++) {
    g_autofree char *other = g_strdup_printf ("%u-%s", i, name);

    g_object_unref (target);
    target = g_file_get_child (folder, other);
  }
  return target;
}

static void
move_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GFile *file = data;
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autoptr (GFile) folder = g_file_get_child (parent, TAKEN);
  g_autofree char *name = g_file_get_basename (file);
  g_autoptr (GFile) target = NULL;
  GError *error = NULL;

  g_file_make_directory (folder, NULL, NULL); // most often it is there
  target = find_free (folder, name);
  if (g_file_move (file, target, G_FILE_COPY_NOFOLLOW_SYMLINKS, NULL, NULL, NULL, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
moved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    yc_inbox_leave (YC_INBOX (source), g_task_get_task_data (G_TASK (result)));
}

void
yc_inbox_take (YcInbox *self, GFile *file)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, moved_cb, NULL);

  remove_file (self, file);
  g_task_set_source_tag (task, yc_inbox_take);
  g_task_set_task_data (task, g_object_ref (file), g_object_unref);
  yc_session_run (self->session, &self->session->out, task, move_work);
}

// ---- Making it ----------------------------------------------------------------------------------

YcInbox *
yc_inbox_get (YcSession *session)
{
  if (session->inbox == NULL) {
    session->inbox = g_object_new (YC_TYPE_INBOX, NULL);
    session->inbox->session = session;
  }
  set_folder (session->inbox, yc_profile_get (session->profile, "inbox-folder"));
  return session->inbox;
}

static void
yc_inbox_dispose (GObject *object)
{
  YcInbox *self = YC_INBOX (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->monitor);
  G_OBJECT_CLASS (yc_inbox_parent_class)->dispose (object);
}

static void
yc_inbox_finalize (GObject *object)
{
  YcInbox *self = YC_INBOX (object);

  g_clear_object (&self->cancellable);
  g_free (self->path);
  g_ptr_array_unref (self->files);
  g_hash_table_unref (self->growing);
  g_hash_table_unref (self->left);
  G_OBJECT_CLASS (yc_inbox_parent_class)->finalize (object);
}

static void
yc_inbox_class_init (YcInboxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_inbox_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_inbox_finalize;
}

static void
yc_inbox_init (YcInbox *self)
{
  self->cancellable = g_cancellable_new ();
  self->files = g_ptr_array_new_with_free_func (g_object_unref);
  self->growing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->left = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
