// Which ways to sign in a central offers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-api.h"
#include "yc-entrance.h"
#include "yc-worker.h"

typedef struct {
  char *url, *authority;
  YcWorker *worker; // owned
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->url);
  g_free (question->authority);
  g_clear_object (&question->worker);
  g_free (question);
}

static void
ask_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Question *question = data;
  GError *error = NULL;
  g_autoptr (YcApi) api =
      yc_api_new (question->url, *question->authority != '\0' ? question->authority : NULL, &error);
  g_autoptr (YcAbout) about = api != NULL ? yc_api_fetch_about (api, cancellable, &error) : NULL;

  if (about == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (
        task, (about->takes_passwords ? YC_WAY_PASSWORD : 0) |
                  (about->sign_in != NULL ? YC_WAY_CITY : 0) |
                  (about->sign_in != NULL && about->sign_in->for_devices ? YC_WAY_DEVICE : 0));
}

void
yc_entrance_ask_async (YcProfile *profile,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (profile, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->url = g_strdup (yc_profile_get (profile, "server"));
  question->authority = g_strdup (yc_profile_get (profile, "authority"));
  question->worker = yc_worker_new ("ways");
  g_task_set_source_tag (task, yc_entrance_ask_async);
  g_task_set_task_data (task, question, question_free);
  yc_worker_run (question->worker, task, ask_work);
}

guint
yc_entrance_ask_finish (GAsyncResult *result, GError **error)
{
  YcProfile *profile = g_task_get_source_object (G_TASK (result));
  gssize ways = g_task_propagate_int (G_TASK (result), error);
  g_autofree char *text = g_strdup_printf ("%d", (int)ways);

  if (ways <= 0)
    return 0;
  yc_profile_set (profile, "ways", text);
  return (guint)ways;
}

guint
yc_entrance_recall_ways (YcProfile *profile)
{
  guint ways = (guint)g_ascii_strtoull (yc_profile_get (profile, "ways"), NULL, 10);

  return ways != 0 ? ways : YC_WAY_PASSWORD;
}
