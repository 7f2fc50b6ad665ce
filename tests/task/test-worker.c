// Work on a thread of its own: order, answers, stopping.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-worker.h"

typedef struct {
  GMainLoop *loop;
  GThread *main;
  GString *order; /* written by the worker */
  guint answers;
  guint expected;
} Bench;

static void
set_up (Bench *bench, gconstpointer data)
{
  bench->loop = g_main_loop_new (NULL, FALSE);
  bench->main = g_thread_self ();
  bench->order = g_string_new (NULL);
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  g_main_loop_unref (bench->loop);
  g_string_free (bench->order, TRUE);
}

static void
answer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Bench *bench = user_data;
  g_assert_true (g_thread_self () == bench->main);
  if (++bench->answers == bench->expected)
    g_main_loop_quit (bench->loop);
}

static void
note_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Bench *bench = g_object_get_data (G_OBJECT (task), "bench");
  g_assert_false (g_thread_self () == bench->main);
  g_string_append_c (bench->order, (char)GPOINTER_TO_INT (data));
  g_task_return_boolean (task, TRUE);
}

static GTask *
make_task (Bench *bench, GCancellable *cancellable, char letter)
{
  GTask *task = g_task_new (NULL, cancellable, answer_cb, bench);
  g_object_set_data (G_OBJECT (task), "bench", bench);
  g_task_set_task_data (task, GINT_TO_POINTER (letter), NULL);
  return task;
}

static void
test_order (Bench *bench, gconstpointer data)
{
  g_autoptr (YcWorker) worker = yc_worker_new ("test");
  bench->expected = 26;
  for (char letter = 'a'; letter <= 'z'; letter++) {
    g_autoptr (GTask) task = make_task (bench, NULL, letter);
    yc_worker_run (worker, task, note_work);
  }
  g_main_loop_run (bench->loop);
  g_assert_cmpstr (bench->order->str, ==, "abcdefghijklmnopqrstuvwxyz");
}

static void
test_cancelled_before (Bench *bench, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcWorker) worker = yc_worker_new ("test");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_cancellable_cancel (cancellable);
  g_autoptr (GTask) task = make_task (bench, cancellable, 'x');
  bench->expected = 1;
  yc_worker_run (worker, task, note_work);
  g_main_loop_run (bench->loop);
  g_assert_false (g_task_propagate_boolean (task, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpstr (bench->order->str, ==, "");
}

typedef struct {
  GAsyncQueue *started;
  GAsyncQueue *go_on;
} Gate;

static void
gate_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Gate *gate = data;
  g_async_queue_push (gate->started, gate);
  g_async_queue_pop (gate->go_on);
  g_task_return_boolean (task, TRUE);
}

static gpointer
open_gate (gpointer data)
{
  g_async_queue_push (((Gate *)data)->go_on, data);
  return NULL;
}

static void
test_stop (Bench *bench, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcWorker) worker = yc_worker_new ("test");
  Gate gate = {g_async_queue_new (), g_async_queue_new ()};
  g_autoptr (GTask) running = g_task_new (NULL, NULL, answer_cb, bench);
  g_task_set_task_data (running, &gate, NULL);
  g_autoptr (GTask) queued = make_task (bench, NULL, 'q');
  yc_worker_run (worker, running, gate_work);
  yc_worker_run (worker, queued, note_work);
  g_async_queue_pop (gate.started);
  GThread *opener = g_thread_new ("opener", open_gate, &gate);
  yc_worker_stop (worker);
  g_thread_join (opener);
  g_autoptr (GTask) late = make_task (bench, NULL, 'l');
  yc_worker_run (worker, late, note_work);
  bench->expected = 3;
  g_main_loop_run (bench->loop);
  g_assert_true (g_task_propagate_boolean (running, NULL));
  g_assert_false (g_task_propagate_boolean (queued, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_task_propagate_boolean (late, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_async_queue_unref (gate.started);
  g_async_queue_unref (gate.go_on);
}

static void
gone_cb (gpointer user_data, GObject *object)
{
  Bench *bench = user_data;
  g_assert_true (g_thread_self () == bench->main);
  g_main_loop_quit (bench->loop);
}

static void
test_source_object (Bench *bench, gconstpointer data)
{
  g_autoptr (YcWorker) worker = yc_worker_new ("test");
  GObject *source = g_object_new (G_TYPE_OBJECT, NULL);
  g_object_weak_ref (source, gone_cb, bench);
  g_autoptr (GTask) task = g_task_new (source, NULL, NULL, NULL);
  g_object_set_data (G_OBJECT (task), "bench", bench);
  g_task_set_task_data (task, GINT_TO_POINTER ('s'), NULL);
  yc_worker_run (worker, task, note_work);
  g_clear_object (&task);
  g_object_unref (source);
  g_main_loop_run (bench->loop);
}

static void
drop_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_object_unref (data);
  g_task_return_boolean (task, TRUE);
}

static void
test_last_reference (Bench *bench, gconstpointer data)
{
  YcWorker *worker = yc_worker_new ("test");
  g_autoptr (GTask) task = g_task_new (NULL, NULL, answer_cb, bench);
  g_task_set_task_data (task, g_object_ref (worker), NULL);
  bench->expected = 1;
  yc_worker_run (worker, task, drop_work);
  g_object_unref (worker);
  g_main_loop_run (bench->loop);
  g_assert_cmpint (bench->answers, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Bench, NULL, set_up, func, tear_down)
  ADD ("/task/worker/work is done in the order it was given", test_order);
  ADD ("/task/worker/cancelled work is not begun", test_cancelled_before);
  ADD ("/task/worker/stopping waits for the running work and refuses the queued", test_stop);
  ADD ("/task/worker/the source object ends in the caller's context", test_source_object);
  ADD ("/task/worker/the work itself may drop the last reference", test_last_reference);
  return g_test_run ();
}
