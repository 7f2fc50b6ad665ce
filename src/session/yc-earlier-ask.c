// Asking the registers: data sharing through central, and the evidence of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-earlier.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-json.h"

#include <string.h>

typedef struct {
  char *source, *case_id, *token;
  JsonObject *parameters; // owned
  JsonObject *about;      // owned: what the case says that it is asked about
  gint64 began;           // milliseconds
  gboolean answered;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->source);
  g_free (question->case_id);
  g_free (question->token);
  json_object_unref (question->parameters);
  json_object_unref (question->about);
  g_free (question);
}

// A text of the facts at a path such as "applicant.id_number".
static const char *
text_at (JsonObject *facts, const char *path)
{
  g_auto (GStrv) steps = g_strsplit (path, ".", -1);
  JsonObject *object = facts;

  for (guint i = 0; steps[i] != NULL; i++) {
    if (steps[i + 1] == NULL)
      return yc_json_get_string (object, steps[i]);
    object = yc_json_get_object (object, steps[i]);
  }
  return NULL;
}

// What the source is asked with, and about what of the case; NULL while something of it is not
// known yet.
static JsonObject *
collect_parameters (YcFile *file, const YcSource *source, JsonObject *about)
{
  const YcToday today = yc_file_get_today (file);
  g_autoptr (JsonObject) facts = yc_checklist_collect_facts (file->item, file->shown, &today);
  g_autoptr (JsonObject) parameters = json_object_new ();
  g_autoptr (GList) names =
      source->request != NULL ? json_object_get_members (source->request) : NULL;

  for (GList *at = names; at != NULL; at = at->next) {
    const char *path = yc_json_get_string (source->request, at->data);
    const char *value = path != NULL ? text_at (facts, path) : NULL;

    if (value == NULL || *value == '\0')
      return NULL;
    json_object_set_string_member (parameters, at->data, value);
    json_object_set_string_member (about, path, value);
  }
  return g_steal_pointer (&parameters);
}

static void
ask_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *file = source;
  Question *question = data;
  GError *error = NULL;
  YcApi *api = yc_session_open_api (file->session, &file->session->pages, question->token, &error);
  JsonObject *answer = api != NULL ? yc_api_ask_register (api, question->source, question->case_id,
                                                          question->parameters, cancellable, &error)
                                   : NULL;

  if (answer != NULL)
    g_task_return_pointer (task, answer, (GDestroyNotify)json_object_unref);
  else
    g_task_return_error (task, error);
}

// That nobody could be asked is evidence as well: then the paper may be asked for.
static JsonObject *
describe_failure (const Question *question, gint64 now, const GError *error)
{
  JsonObject *evidence = json_object_new ();

  json_object_set_string_member (evidence, "source", question->source);
  json_object_set_string_member (evidence, "outcome", "failed");
  json_object_set_object_member (evidence, "answer", json_object_new ());
  json_object_set_int_member (evidence, "asked_at", question->began);
  json_object_set_int_member (evidence, "took_ms", MAX (now - question->began, 0));
  json_object_set_string_member (evidence, "why", yc_error_code_name ((YcErrorCode)error->code));
  return evidence;
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) outer = data;
  Question *question = g_task_get_task_data (outer);
  GError *error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored == NULL)
    g_task_return_error (outer, error);
  else
    g_task_return_boolean (outer, question->answered);
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *file = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  Question *question = g_task_get_task_data (outer);
  g_autoptr (GError) error = NULL;
  JsonObject *evidence = g_task_propagate_pointer (G_TASK (result), &error);
  YcErrand *errand;

  if (g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED) ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    g_task_return_error (outer, g_steal_pointer (&error));
    return;
  }
  if (evidence == NULL)
    evidence = describe_failure (question, yc_session_now (file->session), error);
  if (!json_object_has_member (evidence, "about")) // central of an older version
    json_object_set_object_member (evidence, "about", json_object_ref (question->about));
  question->answered = g_strcmp0 (yc_json_get_string (evidence, "outcome"), "answered") == 0;
  errand = yc_errand_new (file);
  yc_errand_add (errand, file, YC_EVENT_VERIFIED, evidence);
  yc_file_run (file, errand, g_task_new (file, NULL, kept_cb, g_steal_pointer (&outer)));
}

static void
ask (YcFile *file, JsonObject *parameters, JsonObject *about, const char *source, GTask *outer)
{
  Question *question = g_new0 (Question, 1);
  g_autoptr (GTask) task = NULL;

  question->source = g_strdup (source);
  question->case_id = g_strdup (file->id);
  question->token = g_strdup (file->session->who->token);
  question->parameters = parameters;
  question->about = json_object_ref (about);
  question->began = yc_session_now (file->session);
  g_task_set_task_data (outer, question, question_free);
  task = g_task_new (file, g_task_get_cancellable (outer), answered_cb, outer);
  g_task_set_source_tag (task, yc_earlier_ask_async);
  g_task_set_task_data (task, question, NULL); // the outer one's, which lives longer
  yc_session_run (file->session, &file->session->pages, task, ask_work);
}

void
yc_earlier_ask_source_async (YcFile *file,
                             const char *source,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  GTask *outer = g_task_new (file, cancellable, callback, user_data);
  const YcSource *found =
      source != NULL ? yc_catalogue_find_source (file->catalogue, source) : NULL;
  g_autoptr (JsonObject) about = json_object_new ();
  JsonObject *parameters = found != NULL ? collect_parameters (file, found, about) : NULL;

  g_task_set_source_tag (outer, yc_earlier_ask_source_async);
  if (parameters != NULL) {
    ask (file, parameters, about, source, outer);
    return;
  }
  g_task_return_new_error (outer, YC_ERROR, found != NULL ? YC_ERROR_ID_NUMBER : YC_ERROR_NOT_FOUND,
                           "nothing to ask, or nobody");
  g_object_unref (outer);
}

void
yc_earlier_ask_async (YcFile *file,
                      const char *material,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  const YcMaterial *found = yc_item_find_material (file->item, material);

  yc_earlier_ask_source_async (file, found != NULL ? found->service : NULL, cancellable, callback,
                               user_data);
}

gboolean
yc_earlier_ask_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
