// What is not shown at once: a private field of a case that is here whole, and one that central
// masks for whoever reviews the case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-uuid.h"

// ---- Here, and covered --------------------------------------------------------------------------

static void
uncovered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autofree char *field = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored == NULL) {
    yc_session_notice_error (self->session, error);
    return;
  }
  g_hash_table_add (self->uncovered, g_steal_pointer (&field));
  yc_file_rebuild (self);
}

void
yc_file_uncover (YcFile *self, YcFieldRow *field)
{
  YcErrand *errand = yc_errand_new (self);
  JsonObject *data = json_object_new ();
  char *id = g_strdup (yc_field_row_get_id (field));

  json_object_set_string_member (data, "field", id);
  yc_errand_add (errand, self, YC_EVENT_REVEALED, data);
  yc_file_run (self, errand, g_task_new (self, NULL, uncovered_cb, id));
}

// ---- At central ---------------------------------------------------------------------------------

typedef struct {
  char *id; // of the event that tells of it
  char *case_id, *place, *reason, *token;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->id);
  g_free (question->case_id);
  g_free (question->place);
  g_free (question->reason);
  g_free (question->token);
  g_free (question);
}

static void
ask_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *session = YC_FILE (source)->session;
  const Question *question = data;
  GError *error = NULL;
  YcApi *api = yc_session_open_api (session, &session->pages, question->token, &error);
  char *value = api != NULL ? yc_api_reveal (api, question->case_id, question->id, question->place,
                                             question->reason, cancellable, &error)
                            : NULL;

  if (value != NULL)
    g_task_return_pointer (task, value, g_free);
  else
    g_task_return_error (task, error);
}

// That somebody looked comes with the feed.
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  const Question *question = g_task_get_task_data (G_TASK (result));
  GError *error = NULL;
  char *value = g_task_propagate_pointer (G_TASK (result), &error);

  if (value == NULL) {
    g_task_return_error (outer, error);
    return;
  }
  g_hash_table_remove (self->asking, question->place);
  g_hash_table_insert (self->revealed, g_strdup (question->place), value);
  if (!self->closed)
    yc_file_rebuild (self);
  g_task_return_boolean (outer, TRUE);
}

// The same again, for the same place, until an answer has come: central counts it once.
static char *
ensure_id (YcFile *self, const char *place)
{
  const char *id = g_hash_table_lookup (self->asking, place);

  if (id == NULL) {
    g_hash_table_insert (self->asking, g_strdup (place),
                         yc_uuid_new (yc_session_now (self->session)));
    id = g_hash_table_lookup (self->asking, place);
  }
  return g_strdup (id);
}

static gboolean
may_reveal (YcFile *self, const char *place)
{
  return !yc_session_is_read_only (self->session) &&
         yc_case_check_reveal (self->stored, &self->session->context, place, NULL);
}

static char *
place_of (YcFieldRow *field)
{
  return g_strjoin ("/", yc_field_row_get_section (field), yc_field_row_get_id (field), NULL);
}

gboolean
yc_file_can_reveal (YcFile *self, YcFieldRow *field)
{
  g_autofree char *place = place_of (field);

  return may_reveal (self, place);
}

void
yc_file_cover (YcFile *self)
{
  GHashTableIter iter;
  gpointer place;

  g_hash_table_iter_init (&iter, self->revealed);
  while (g_hash_table_iter_next (&iter, &place, NULL))
    if (!may_reveal (self, place))
      g_hash_table_iter_remove (&iter);
}

void
yc_file_reveal_async (YcFile *self,
                      YcFieldRow *field,
                      const char *reason,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *outer = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) task = g_task_new (self, cancellable, asked_cb, outer);
  Question *question = g_new0 (Question, 1);

  question->place = place_of (field);
  question->id = ensure_id (self, question->place);
  question->case_id = g_strdup (self->id);
  question->reason = g_strdup (reason);
  question->token = g_strdup (self->session->who->token);
  g_task_set_source_tag (outer, yc_file_reveal_async);
  g_task_set_source_tag (task, yc_file_reveal_async);
  g_task_set_task_data (task, question, question_free);
  yc_session_run (self->session, &self->session->pages, task, ask_work);
}

gboolean
yc_file_reveal_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
