// Files that become pages: what has come in, how far it is, which one is locked, and Cancel.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-import-bar.h"
#include "yc-error.h"
#include "yc-inbox.h"
#include "yc-stack.h"
#include "yc-toast.h"
#include "yc-weak.h"
#include "yc-words.h"

#include <glib/gi18n.h>

struct _YcImportBar {
  GtkWidget parent_instance;

  GtkStack *stack;       // owned
  GtkLabel *words;       // in it
  GtkProgressBar *far;   // in it
  GtkLabel *locked;      // in it
  GtkEditable *password; // in it
  GtkLabel *arrived;     // in it
  GtkLabel *add;         // in it

  YcFile *file;              // owned, nullable
  YcInbox *inbox;            // owned, nullable
  char *material;            // owned, nullable: into which what came in may go
  GQueue jobs;               // of Job, the first is under way
  GCancellable *cancellable; // owned, nullable: of the first
  guint pages;               // taken in since it was idle
};

G_DEFINE_FINAL_TYPE (YcImportBar, yc_import_bar, GTK_TYPE_WIDGET)

static guint done_signal;

typedef struct {
  char *material;
  char *name;      // to show
  GFile *file;     // nullable
  GBytes *content; // nullable
  gboolean came;   // into the watched folder
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->material);
  g_free (job->name);
  g_clear_object (&job->file);
  g_clear_pointer (&job->content, g_bytes_unref);
  g_free (job);
}

static void start_next (YcImportBar *self, const char *password);
static void show_arrived (YcImportBar *self);

// ---- What is said -------------------------------------------------------------------------------

static void
say (YcImportBar *self, const char *text)
{
  yc_toast_say (yc_toast_find_page (GTK_WIDGET (self)), text);
}

static void
say_unread (YcImportBar *self, const char *name, GArray *unread)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (guint i = 0; i < unread->len; i++)
    // TRANSLATORS: between the numbers of pages in a list.
    g_string_append_printf (numbers, "%s%u", i > 0 ? C_ ("numbers", ", ") : "",
                            g_array_index (unread, guint, i));
  // TRANSLATORS: the name of a file, and numbers of pages.
  text = g_strdup_printf (ngettext ("%s: page %s cannot be read. Ask for it on paper.",
                                    "%s: pages %s cannot be read. Ask for them on paper.",
                                    unread->len),
                          name, numbers->str);
  say (self, text);
}

static void
say_error (YcImportBar *self, const char *name, const GError *error)
{
  g_autofree char *words = NULL, *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED))
    return;
  words = yc_words_error_opening (error);
  // TRANSLATORS: the name of a file, and what is wrong with it.
  text = g_strdup_printf (_ ("%s: %s"), name, words);
  say (self, text);
}

static void
say_pages (YcImportBar *self)
{
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u page taken in", "%u pages taken in", self->pages), self->pages);

  say (self, text);
}

static void
show_progress (YcImportBar *self, guint done, guint n_pages)
{
  const Job *job = g_queue_peek_head (&self->jobs);
  g_autofree char *text = NULL;

  if (n_pages > 0)
    // TRANSLATORS: the name of a file that is read page by page.
    text = g_strdup_printf (_ ("%s: page %u of %u"), job->name, MIN (done + 1, n_pages), n_pages);
  else
    text = g_strdup_printf (_ ("Opening %s…"), job->name);
  gtk_label_set_label (self->words, text);
  gtk_progress_bar_set_fraction (self->far, n_pages > 0 ? (double)done / n_pages : 0);
}

// ---- What has come in ---------------------------------------------------------------------------

static const char *
name_material (YcImportBar *self)
{
  GListModel *rows = yc_file_get_materials (self->file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcMaterialRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_material_row_get_id (row), self->material))
      return yc_material_row_get_name (row);
  }
  return "";
}

static void
name_arrived (YcImportBar *self, GFile *file, guint n)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  // TRANSLATORS: the name of a file.
  g_autofree char *one = g_strdup_printf (_ ("%s has come in."), name);
  // TRANSLATORS: the name of a file, and how many others there are.
  g_autofree char *more = g_strdup_printf (
      ngettext ("%s has come in, and %u more.", "%s has come in, and %u more.", n - 1), name,
      n - 1);
  // TRANSLATORS: the name of a material.
  g_autofree char *add = g_strdup_printf (_ ("Add to “%s”"), name_material (self));

  gtk_label_set_label (self->arrived, n > 1 ? more : one);
  gtk_label_set_label (self->add, add);
}

// Only what nobody is busy with is offered, and only where it may go.
static void
show_arrived (YcImportBar *self)
{
  g_autoptr (GFile) first = NULL;

  if (!g_queue_is_empty (&self->jobs) || self->inbox == NULL)
    return;
  first = g_list_model_get_item (G_LIST_MODEL (self->inbox), 0);
  gtk_widget_set_visible (GTK_WIDGET (self), first != NULL && self->material != NULL);
  if (first == NULL || self->material == NULL)
    return;
  name_arrived (self, first, g_list_model_get_n_items (G_LIST_MODEL (self->inbox)));
  gtk_stack_set_visible_child_name (self->stack, "arrived");
}

// ---- One file after the other -------------------------------------------------------------------

static void
finish (YcImportBar *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  show_arrived (self);
  if (self->pages > 0)
    say_pages (self);
  self->pages = 0;
  g_signal_emit (self, done_signal, 0);
}

static void
go_on (YcImportBar *self)
{
  job_free (g_queue_pop_head (&self->jobs));
  if (g_queue_is_empty (&self->jobs))
    finish (self);
  else
    start_next (self, NULL);
}

static void
ask_password (YcImportBar *self)
{
  const Job *job = g_queue_peek_head (&self->jobs);
  // TRANSLATORS: the name of a file.
  g_autofree char *first = g_strdup_printf (_ ("%s is locked. Its password:"), job->name);
  g_autofree char *again = g_strdup_printf (_ ("That was not the password of %s:"), job->name);

  gtk_label_set_label (self->locked,
                       *gtk_editable_get_text (self->password) == '\0' ? first : again);
  gtk_editable_set_text (self->password, "");
  gtk_stack_set_visible_child_name (self->stack, "locked");
  gtk_widget_grab_focus (GTK_WIDGET (self->password));
}

static void
imported_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (YcImportBar) self = yc_weak_take (user_data);
  g_autoptr (GArray) unread = NULL;
  g_autoptr (GError) error = NULL;
  guint kept = yc_file_import_finish (YC_FILE (source), result, &unread, &error);
  const Job *job = self != NULL ? g_queue_peek_head (&self->jobs) : NULL;

  if (job == NULL)
    return;
  g_clear_object (&self->cancellable);
  if (g_error_matches (error, YC_ERROR, YC_ERROR_DOCUMENT_PASSWORD)) {
    ask_password (self);
    return;
  }
  gtk_editable_set_text (self->password, "");
  self->pages += kept;
  if (error != NULL)
    say_error (self, job->name, error);
  else if (unread->len > 0)
    say_unread (self, job->name, unread);
  if (job->came && error == NULL && unread->len == 0)
    yc_inbox_take (self->inbox, job->file);
  else if (job->came)
    yc_inbox_leave (self->inbox, job->file);
  go_on (self);
}

static void
progress_cb (guint done, guint n_pages, gpointer user_data)
{
  show_progress (user_data, done, n_pages);
}

static void
start_next (YcImportBar *self, const char *password)
{
  const Job *job = g_queue_peek_head (&self->jobs);
  const YcImportSource source = {job->file, job->content, password};

  self->cancellable = g_cancellable_new ();
  gtk_stack_set_visible_child_name (self->stack, "busy");
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_progress (self, 0, 0);
  yc_file_import_async (self->file, job->material, &source, progress_cb, self, self->cancellable,
                        imported_cb, yc_weak_new (self));
}

static void
push (YcImportBar *self, Job *job)
{
  gboolean idle = g_queue_is_empty (&self->jobs);

  g_queue_push_tail (&self->jobs, job);
  if (idle)
    start_next (self, NULL);
}

void
yc_import_bar_add (YcImportBar *self, const char *material, GListModel *files)
{
  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    Job *job = g_new0 (Job, 1);
    g_autofree char *name = NULL;

    job->file = g_list_model_get_item (files, i);
    job->material = g_strdup (material);
    name = g_file_get_basename (job->file);
    job->name = g_filename_display_name (name);
    push (self, job);
  }
}

void
yc_import_bar_add_content (YcImportBar *self, const char *material, GBytes *content)
{
  Job *job = g_new0 (Job, 1);

  job->content = g_bytes_ref (content);
  job->material = g_strdup (material);
  job->name = g_strdup (_ ("Picture"));
  push (self, job);
}

// One after the other, each into the material that is chosen then.
gboolean
yc_import_bar_take_arrived (YcImportBar *self)
{
  g_autoptr (GFile) first =
      self->inbox != NULL ? g_list_model_get_item (G_LIST_MODEL (self->inbox), 0) : NULL;
  g_autofree char *base = first != NULL ? g_file_get_basename (first) : NULL;
  Job *job;

  if (first == NULL || self->material == NULL || !g_queue_is_empty (&self->jobs))
    return FALSE;
  job = g_new0 (Job, 1);
  job->file = g_object_ref (first);
  job->material = g_strdup (self->material);
  job->name = g_filename_display_name (base);
  job->came = TRUE;
  push (self, job);
  return TRUE;
}

void
yc_import_bar_set_material (YcImportBar *self, const char *material)
{
  if (g_strcmp0 (material, self->material) == 0)
    return;
  g_free (self->material);
  self->material = g_strdup (material);
  show_arrived (self);
}

// ---- Keys and buttons ---------------------------------------------------------------------------

static void
open_cb (YcImportBar *self)
{
  g_autofree char *password = g_strdup (gtk_editable_get_text (self->password));

  if (*password != '\0')
    start_next (self, password);
}

static void
leave_out_cb (YcImportBar *self)
{
  const Job *job = g_queue_peek_head (&self->jobs);

  gtk_editable_set_text (self->password, "");
  if (job->came)
    yc_inbox_leave (self->inbox, job->file);
  go_on (self);
}

static void
not_now_cb (YcImportBar *self)
{
  g_autoptr (GFile) first = g_list_model_get_item (G_LIST_MODEL (self->inbox), 0);

  if (first != NULL)
    yc_inbox_leave (self->inbox, first);
}

static gboolean
escape_cb (GtkWidget *widget, GVariant *arguments, gpointer self)
{
  leave_out_cb (self);
  return TRUE;
}

// What was read stays; what waits is not read.
static void
cancel_cb (YcImportBar *self)
{
  while (g_queue_get_length (&self->jobs) > 1)
    job_free (g_queue_pop_tail (&self->jobs));
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

// ---- Making it ----------------------------------------------------------------------------------

void
yc_import_bar_set_file (YcImportBar *self, YcFile *file)
{
  g_set_object (&self->file, file);
  g_set_object (&self->inbox, yc_inbox_get (yc_file_get_session (file)));
  g_signal_connect_object (self->inbox, "items-changed", G_CALLBACK (show_arrived), self,
                           G_CONNECT_SWAPPED);
}

static void
yc_import_bar_dispose (GObject *object)
{
  YcImportBar *self = YC_IMPORT_BAR (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->jobs, job_free);
  g_clear_object (&self->file);
  g_clear_object (&self->inbox);
  g_clear_pointer (&self->material, g_free);
  g_clear_pointer ((GtkWidget **)&self->stack, gtk_widget_unparent);
  G_OBJECT_CLASS (yc_import_bar_parent_class)->dispose (object);
}

static void
yc_import_bar_class_init (YcImportBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = yc_import_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/yichuang/Yichuang/intake/import-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, YcImportBar, stack);
  gtk_widget_class_bind_template_child (widget_class, YcImportBar, words);
  gtk_widget_class_bind_template_child (widget_class, YcImportBar, far);
  gtk_widget_class_bind_template_child (widget_class, YcImportBar, locked);
  gtk_widget_class_bind_template_child (widget_class, YcImportBar, password);
  gtk_widget_class_bind_template_child (widget_class, YcImportBar, arrived);
  gtk_widget_class_bind_template_child (widget_class, YcImportBar, add);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_out_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, yc_import_bar_take_arrived);
  gtk_widget_class_bind_template_callback (widget_class, not_now_cb);
  done_signal = g_signal_new ("done", YC_TYPE_IMPORT_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
}

static void
yc_import_bar_init (YcImportBar *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  g_queue_init (&self->jobs);
  yc_stack_hide_others (self->stack);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                        gtk_callback_action_new (escape_cb, self, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self->password), keys);
}
