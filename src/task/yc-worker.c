// A named thread on which blocking work is done, one piece after the other.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-worker.h"

typedef struct {
  GTask *task;          /* owned */
  GTaskThreadFunc work; /* NULL: the last one, leave */
} Job;

struct _YcWorker {
  GObject parent_instance;
  GAsyncQueue *jobs; /* owned, shared with the thread */
  GThread *thread;   /* owned, NULL when stopped */
};

G_DEFINE_FINAL_TYPE (YcWorker, yc_worker, G_TYPE_OBJECT)

static gboolean
nothing_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

// The last reference is dropped where the answer arrives, after it: a source object that is a
// widget must not be finalized on this thread.
static void
let_go (GTask *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  g_source_set_priority (source, g_task_get_priority (task));
  g_source_set_callback (source, nothing_cb, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static void
refuse (Job *job)
{
  g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CANCELLED,
                           "The worker was stopped before it could begin");
  let_go (job->task);
  g_free (job);
}

static void
do_job (Job *job)
{
  GTask *task = job->task;
  if (!g_task_return_error_if_cancelled (task))
    job->work (task, g_task_get_source_object (task), g_task_get_task_data (task),
               g_task_get_cancellable (task));
  let_go (task);
  g_free (job);
}

static gpointer
run_jobs (gpointer data)
{
  g_autoptr (GAsyncQueue) jobs = data;
  for (;;) {
    Job *job = g_async_queue_pop (jobs);
    if (job->work == NULL) {
      g_free (job);
      return NULL;
    }
    do_job (job);
  }
}

YcWorker *
yc_worker_new (const char *name)
{
  YcWorker *worker = g_object_new (YC_TYPE_WORKER, NULL);
  worker->thread = g_thread_new (name, run_jobs, g_async_queue_ref (worker->jobs));
  return worker;
}

void
yc_worker_run (YcWorker *worker, GTask *task, GTaskThreadFunc work)
{
  g_return_if_fail (YC_IS_WORKER (worker));
  g_return_if_fail (work != NULL);
  Job *job = g_new0 (Job, 1);
  job->task = g_object_ref (task);
  job->work = work;
  if (worker->thread == NULL)
    refuse (job);
  else
    g_async_queue_push (worker->jobs, job);
}

void
yc_worker_stop (YcWorker *worker)
{
  g_return_if_fail (YC_IS_WORKER (worker));
  if (worker->thread == NULL)
    return;
  Job *job;
  while ((job = g_async_queue_try_pop (worker->jobs)) != NULL)
    refuse (job);
  g_async_queue_push (worker->jobs, g_new0 (Job, 1));
  GThread *thread = g_steal_pointer (&worker->thread);
  if (thread == g_thread_self ())
    g_thread_unref (thread);
  else
    g_thread_join (thread);
}

static void
yc_worker_dispose (GObject *object)
{
  yc_worker_stop (YC_WORKER (object));
  G_OBJECT_CLASS (yc_worker_parent_class)->dispose (object);
}

static void
yc_worker_finalize (GObject *object)
{
  g_async_queue_unref (YC_WORKER (object)->jobs);
  G_OBJECT_CLASS (yc_worker_parent_class)->finalize (object);
}

static void
yc_worker_class_init (YcWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_worker_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_worker_finalize;
}

static void
yc_worker_init (YcWorker *worker)
{
  worker->jobs = g_async_queue_new ();
}
