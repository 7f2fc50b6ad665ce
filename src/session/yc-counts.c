// How many cases each list has, live.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-queue.h"
#include "yc-session-private.h"

struct _YcCounts {
  GObject parent_instance;
  YcSession *session;
  guint counts[YC_N_LISTS];
  gboolean counting, again;
  guint start_source;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (YcCounts, yc_counts, G_TYPE_OBJECT)

static guint changed_signal;

static void count (YcCounts *self);

static void
count_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcCounts *self = source;
  YcSession *session = self->session;
  const YcDay *today = data;
  const YcQueueFilter filter = {
      .person = session->who->id, .departments = session->context.departments, .today = *today};
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (session, &session->desk, &error);
  g_autofree guint *counts = g_new0 (guint, YC_N_PLACES);

  if (store != NULL && yc_store_count_places (store, &filter, counts, &error))
    g_task_return_pointer (task, g_steal_pointer (&counts), g_free);
  else
    g_task_return_error (task, error);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcCounts *self = YC_COUNTS (source);
  g_autoptr (GError) error = NULL;
  g_autofree guint *counts = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->counting = FALSE;
  for (guint i = 0; counts != NULL && i < YC_N_LISTS; i++)
    self->counts[i] = counts[i];
  g_signal_emit (self, changed_signal, 0);
  if (self->again)
    count (self);
}

static void
count (YcCounts *self)
{
  g_autoptr (GTask) task = NULL;
  YcDay today = yc_day_from_ms (yc_session_now (self->session));

  self->again = self->counting;
  if (self->counting)
    return;
  self->counting = TRUE;
  task = g_task_new (self, self->cancellable, counted_cb, NULL);
  g_task_set_source_tag (task, count);
  g_task_set_task_data (task, g_memdup2 (&today, sizeof today), g_free);
  yc_session_run (self->session, &self->session->desk, task, count_work);
}

static gboolean
start_cb (gpointer data)
{
  YcCounts *self = data;

  self->start_source = 0;
  count (self);
  return G_SOURCE_REMOVE;
}

YcCounts *
yc_counts_new (YcSession *session)
{
  YcCounts *self = g_object_new (YC_TYPE_COUNTS, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (count), self, G_CONNECT_SWAPPED);
  // The rows of the list come first.
  self->start_source = g_idle_add_full (G_PRIORITY_LOW, start_cb, self, NULL);
  return self;
}

guint
yc_counts_get (YcCounts *self, YcList list)
{
  return self->counts[list];
}

static void
yc_counts_dispose (GObject *object)
{
  g_cancellable_cancel (YC_COUNTS (object)->cancellable);
  g_clear_handle_id (&YC_COUNTS (object)->start_source, g_source_remove);
  G_OBJECT_CLASS (yc_counts_parent_class)->dispose (object);
}

static void
yc_counts_finalize (GObject *object)
{
  YcCounts *self = YC_COUNTS (object);

  g_clear_object (&self->session);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (yc_counts_parent_class)->finalize (object);
}

static void
yc_counts_class_init (YcCountsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = yc_counts_dispose;
  G_OBJECT_CLASS (klass)->finalize = yc_counts_finalize;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_counts_init (YcCounts *self)
{
  self->cancellable = g_cancellable_new ();
}
