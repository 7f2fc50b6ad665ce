// A step that central refused, beside what stands there now.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-conflict.h"
#include "yc-error.h"
#include "yc-field-value.h"
#include "yc-file-rows.h"
#include "yc-row-private.h"
#include "yc-session-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

struct _YcConflictRow {
  GObject parent_instance;
  char *title, *ours, *theirs;
};

static void
yc_conflict_row_clear (YcConflictRow *self)
{
  g_free (self->title);
  g_free (self->ours);
  g_free (self->theirs);
}

YC_DEFINE_ROW (YcConflictRow, yc_conflict_row)

const char *
yc_conflict_row_get_title (YcConflictRow *self)
{
  return self->title;
}

const char *
yc_conflict_row_get_ours (YcConflictRow *self)
{
  return self->ours;
}

const char *
yc_conflict_row_get_theirs (YcConflictRow *self)
{
  return self->theirs;
}

struct _YcConflict {
  GObject parent_instance;

  YcSession *session; // owned
  YcFile *file;       // owned: the case as it stands without the step
  YcEvent *event;     // owned
  char *title, *reason;
  GListStore *rows; // owned
};

G_DEFINE_FINAL_TYPE (YcConflict, yc_conflict, G_TYPE_OBJECT)

// ---- What differs -------------------------------------------------------------------------------

// Takes `ours` and `theirs` over.
static void
add_row (YcConflict *self, const char *title, char *ours, char *theirs)
{
  g_autoptr (YcConflictRow) row = g_object_new (YC_TYPE_CONFLICT_ROW, NULL);

  row->title = g_strdup (title);
  row->ours = ours;
  row->theirs = theirs;
  g_list_store_append (self->rows, row);
}

// The step itself, and the last one that central has.
static void
add_step (YcConflict *self)
{
  g_autoptr (YcHistoryRow) last = g_list_model_get_item (yc_file_get_history (self->file), 0);
  g_autofree char *time = yc_words_time (self->event->at, yc_session_now (self->session));

  add_row (self, _ ("Step"), g_strdup_printf ("%s\n%s", yc_words_event (self->event->type), time),
           last == NULL ? g_strdup (_ ("Nothing"))
                        : g_strdup_printf ("%s\n%s", yc_history_row_get_title (last),
                                           yc_history_row_get_detail (last)));
}

static void
add_field (YcConflict *self, YcFieldRow *field, JsonObject *record)
{
  JsonNode *node = record != NULL ? yc_form_get (record, yc_field_row_get_id (field)) : NULL;
  g_autofree char *ours = yc_field_value_show (yc_field_row_get_field (field), node);
  const char *theirs = yc_field_row_get_text (field);
  gboolean private = yc_field_row_is_private (field);
  YcInput input = yc_field_row_get_input (field);

  // Where nothing is chosen, the first choice shows.
  if (record == NULL || input == YC_INPUT_GROUP || (input == YC_INPUT_CHOICE && node == NULL) ||
      g_str_equal (ours, theirs))
    return;
  add_row (self, yc_field_row_get_title (field),
           private ? yc_field_value_mask (yc_field_row_get_field (field), ours) : g_strdup (ours),
           g_strdup (private ? yc_field_row_get_masked (field) : theirs));
}

static void
add_fields (YcConflict *self, GListModel *fields, const char *section)
{
  JsonObject *record = yc_event_get_object (self->event, section);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (YcFieldRow) field = g_list_model_get_item (fields, i);

    add_field (self, field, record);
  }
}

// Of a step about a material: which.
static void
add_material (YcConflict *self)
{
  const char *id = yc_event_get_string (self->event, "material");
  const YcMaterial *material = id != NULL ? yc_item_find_material (self->file->item, id) : NULL;

  if (material != NULL)
    add_row (self, _ ("Material"), g_strdup (yc_session_pick (&material->name)), g_strdup (""));
}

static void
compare (YcConflict *self)
{
  add_step (self);
  add_material (self);
  if (self->event->type != YC_EVENT_FILLED)
    return;
  add_fields (self, yc_file_get_applicant_fields (self->file), "applicant");
  add_fields (self, yc_file_get_form_fields (self->file), "form");
}

// ---- Loading ------------------------------------------------------------------------------------

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  YcConflict *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->file = yc_file_open_finish (result, &error);
  if (self->file == NULL) {
    g_task_return_error (task, error);
    return;
  }
  compare (self);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  YcConflict *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->event = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->event == NULL)
    g_task_return_error (task, error);
  else
    yc_file_open_async (self->session, self->event->case_id, g_task_get_cancellable (task),
                        opened_cb, g_object_ref (task));
}

static void
find_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *session = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (session, &session->desk, &error);
  YcEvent *event = store != NULL ? yc_store_find_trouble (store, data, &error) : NULL;

  if (event != NULL)
    g_task_return_pointer (task, event, (GDestroyNotify)yc_event_unref);
  else
    g_task_return_error (task, error);
}

void
yc_conflict_load_async (YcSession *session,
                        YcWaitingRow *row,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) find = g_task_new (session, cancellable, found_cb, g_object_ref (task));
  YcConflict *self = g_object_new (YC_TYPE_CONFLICT, NULL);

  self->session = g_object_ref (session);
  self->title = g_strdup (yc_waiting_row_get_title (row));
  self->reason = g_strdup (yc_waiting_row_get_detail (row));
  g_task_set_source_tag (task, yc_conflict_load_async);
  g_task_set_task_data (task, self, g_object_unref);
  g_task_set_source_tag (find, yc_conflict_load_async);
  g_task_set_task_data (find, g_strdup (yc_waiting_row_get_event (row)), g_free);
  yc_session_run (session, &session->desk, find, find_work);
}

YcConflict *
yc_conflict_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

// ---- Doing it again -----------------------------------------------------------------------------

static gboolean
is_about_papers (YcEventType type)
{
  static const YcEventType types[] = {
      YC_EVENT_ANSWERED,     YC_EVENT_FILLED,        YC_EVENT_SCANNED,    YC_EVENT_PAGE_MOVED,
      YC_EVENT_PAGE_REMOVED, YC_EVENT_PAGE_PREPARED, YC_EVENT_TEXT_FOUND, YC_EVENT_TICKED,
      YC_EVENT_MARKED,       YC_EVENT_ANNOTATED,     YC_EVENT_NOTED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if (types[i] == type)
      return TRUE;
  return FALSE;
}

gboolean
yc_conflict_can_repeat (YcConflict *self)
{
  return is_about_papers (self->event->type) && yc_file_can (self->file, self->event->type);
}

static void
repeated_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  YcConflict *self = g_task_get_source_object (task);
  GError *error = NULL;

  if (!yc_file_do_finish (self->file, result, &error)) {
    g_task_return_error (task, error);
    return;
  }
  yc_session_dismiss_event (self->session, self->event->id);
  g_task_return_boolean (task, TRUE);
}

void
yc_conflict_repeat_async (YcConflict *self, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, yc_conflict_repeat_async);
  yc_file_do_async (self->file, self->event->type, yc_file_copy_object (self->event->data), NULL,
                    repeated_cb, task);
}

gboolean
yc_conflict_repeat_finish (YcConflict *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

// ---- The object ---------------------------------------------------------------------------------

const char *
yc_conflict_get_title (YcConflict *self)
{
  return self->title;
}

const char *
yc_conflict_get_reason (YcConflict *self)
{
  return self->reason;
}

const char *
yc_conflict_get_case (YcConflict *self)
{
  return self->event->case_id;
}

GListModel *
yc_conflict_get_rows (YcConflict *self)
{
  return G_LIST_MODEL (self->rows);
}

static void
yc_conflict_finalize (GObject *object)
{
  YcConflict *self = YC_CONFLICT (object);

  g_clear_object (&self->file);
  g_clear_object (&self->session);
  g_clear_pointer (&self->event, yc_event_unref);
  g_free (self->title);
  g_free (self->reason);
  g_object_unref (self->rows);
  G_OBJECT_CLASS (yc_conflict_parent_class)->finalize (object);
}

static void
yc_conflict_class_init (YcConflictClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = yc_conflict_finalize;
}

static void
yc_conflict_init (YcConflict *self)
{
  self->rows = g_list_store_new (YC_TYPE_CONFLICT_ROW);
}
