// Keeps this workstation and central in step, in the background, for ever.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sync.h"
#include "yc-backoff.h"
#include "yc-error.h"
#include "yc-worker.h"

#define GREET_S 300 // look at central's clock and catalogue so often
#define WAIT_S  25  // of the long poll

// One of the two threads: sending, or following the feed.
typedef struct {
  YcSync *sync; // the owner
  YcWorker *worker;
  YcLink *link; // used on the worker only
  guint timer;
  guint failures;
  gboolean running;
  gboolean again; // asked for while running
} Lane;

struct _YcSync {
  GObject parent_instance;

  Lane push, follow;
  GCancellable *cancellable;
  char *token;          // nullable
  YcCalendar *calendar; // owned, nullable
  YcDay today;
  char **kinds;    // owned, nullable: as the links were made
  GError *problem; // nullable
  gboolean online, greeted, stopped;
  YcHead seen;       // the end of central's log that is remembered; without a key: none is
  gboolean alarm;    // the log is not the one that was seen
  gint64 since;      // ms
  gint64 skew;       // ms
  gint64 greeted_at; // monotonic, microseconds
};

G_DEFINE_FINAL_TYPE (YcSync, yc_sync, G_TYPE_OBJECT)

enum { CASES_CHANGED, CATALOGUE_CHANGED, STATE_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

// What a worker needs for one pass.
typedef struct {
  YcLink *link;
  char *token;
  YcCalendar *calendar; // owned, nullable
  YcDay today;
  char **kinds; // owned, nullable
  gboolean greet;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->token);
  g_clear_pointer (&order->calendar, yc_calendar_unref);
  g_strfreev (order->kinds);
  g_free (order);
}

static void run (Lane *lane);

static gboolean
timer_cb (gpointer data)
{
  Lane *lane = data;

  lane->timer = 0;
  run (lane);
  return G_SOURCE_REMOVE;
}

static void
run_after (Lane *lane, gint64 ms)
{
  g_clear_handle_id (&lane->timer, g_source_remove);
  lane->timer = g_timeout_add ((guint)CLAMP (ms, 0, G_MAXINT), timer_cb, lane);
}

static gboolean
prepare (Order *order, GError **error)
{
  if (order->kinds != NULL)
    yc_link_set_kinds (order->link, (const char *const *)order->kinds);
  return yc_link_ensure (order->link, order->token, error) &&
         yc_link_set_day (order->link, order->calendar, order->today, error);
}

static void
push_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  g_autoptr (YcPass) pass = yc_pass_new ();
  g_autoptr (GError) error = NULL;

  if (prepare (order, &error) && yc_push (order->link, order->greet, pass, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&pass), (GDestroyNotify)yc_pass_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
follow_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Order *order = data;
  g_autoptr (YcPass) pass = yc_pass_new ();
  g_autoptr (GError) error = NULL;

  if (prepare (order, &error) && yc_follow (order->link, WAIT_S, pass, cancellable, &error))
    g_task_return_pointer (task, g_steal_pointer (&pass), (GDestroyNotify)yc_pass_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
set_state (YcSync *self, const GError *problem)
{
  gboolean online = problem == NULL;

  if (online != self->online || self->since == 0)
    self->since = g_get_real_time () / 1000;
  self->online = online;
  g_clear_error (&self->problem);
  self->problem = problem != NULL ? g_error_copy (problem) : NULL;
  if (g_error_matches (problem, YC_ERROR, YC_ERROR_EXPIRED))
    g_clear_pointer (&self->token, g_free);
}

static void
announce (YcSync *self, YcPass *pass)
{
  if (pass->knows_skew) {
    self->skew = pass->skew;
    self->greeted = TRUE;
    self->greeted_at = g_get_monotonic_time ();
  }
  if (pass->looked) {
    self->alarm = pass->alarm;
    self->seen = pass->seen;
  }
  if (pass->changed->len > 0) {
    g_ptr_array_add (pass->changed, NULL);
    g_ptr_array_add (pass->news, NULL);
    g_signal_emit (self, signals[CASES_CHANGED], 0, pass->changed->pdata, pass->news->pdata);
  }
  if (pass->new_catalogue)
    g_signal_emit (self, signals[CATALOGUE_CHANGED], 0);
}

// When the lane works next after a pass that went well.
static gint64
next_run (Lane *lane, const YcPass *pass)
{
  gint64 now = g_get_real_time () / 1000;

  if (lane == &lane->sync->follow || lane->again)
    return 0;
  return pass->retry_at != 0 ? CLAMP (pass->retry_at - now, 100, GREET_S * 1000) : GREET_S * 1000;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcSync *self = YC_SYNC (source);
  Lane *lane = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcPass) pass = g_task_propagate_pointer (G_TASK (result), &error);

  lane->running = FALSE;
  if (self->stopped)
    return;
  if (error != NULL)
    g_debug ("%s: %s", lane == &self->push ? "push" : "follow", error->message);
  set_state (self, error);
  lane->failures = error != NULL ? lane->failures + 1 : 0;
  if (pass != NULL) {
    if (lane == &self->push && self->follow.failures > 0 && !self->follow.running)
      run_after (&self->follow, 0);
    announce (self, pass);
    run_after (lane, next_run (lane, pass));
  } else {
    run_after (lane, MAX (yc_backoff_ms (lane->failures, g_random_double ()),
                          yc_link_get_wait_ms (lane->link)));
  }
  lane->again = FALSE;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

// Without a token central would say nothing.
static void
run (Lane *lane)
{
  YcSync *self = lane->sync;
  g_autoptr (GTask) task = NULL;
  Order *order;

  if (lane->running || self->stopped || self->token == NULL)
    return;
  g_clear_handle_id (&lane->timer, g_source_remove);
  lane->running = TRUE;
  order = g_new0 (Order, 1);
  order->link = lane->link;
  order->token = g_strdup (self->token);
  order->calendar = self->calendar != NULL ? yc_calendar_ref (self->calendar) : NULL;
  order->today = self->today;
  order->kinds = g_strdupv (self->kinds);
  order->greet =
      !self->greeted || g_get_monotonic_time () - self->greeted_at > GREET_S * G_USEC_PER_SEC;
  task = g_task_new (self, self->cancellable, done_cb, lane);
  g_task_set_source_tag (task, run);
  g_task_set_task_data (task, order, order_free);
  yc_worker_run (lane->worker, task, lane == &self->push ? push_work : follow_work);
}

void
yc_sync_start (YcSync *self, const char *token)
{
  g_free (self->token);
  self->token = g_strdup (token);
  run_after (&self->push, 0);
  run_after (&self->follow, 0);
}

void
yc_sync_set_day (YcSync *self, YcCalendar *calendar, YcDay today)
{
  yc_calendar_ref (calendar);
  g_clear_pointer (&self->calendar, yc_calendar_unref);
  self->calendar = calendar;
  self->today = today;
}

void
yc_sync_set_kinds (YcSync *self, const char *const *kinds)
{
  g_strfreev (self->kinds);
  self->kinds = g_strdupv ((char **)kinds);
}

void
yc_sync_poke (YcSync *self)
{
  if (self->push.running)
    self->push.again = TRUE;
  else if (self->push.failures == 0)
    run_after (&self->push, 0);
}

void
yc_sync_retry (YcSync *self)
{
  run_after (&self->push, 0);
  if (!self->follow.running)
    run_after (&self->follow, 0);
}

static void
stop_lane (Lane *lane)
{
  g_clear_handle_id (&lane->timer, g_source_remove);
  yc_worker_stop (lane->worker);
}

void
yc_sync_stop (YcSync *self)
{
  if (self->stopped)
    return;
  self->stopped = TRUE;
  g_cancellable_cancel (self->cancellable);
  stop_lane (&self->push);
  stop_lane (&self->follow);
}

gboolean
yc_sync_is_online (YcSync *self)
{
  return self->online;
}

gboolean
yc_sync_is_busy (YcSync *self)
{
  return self->push.running;
}

gboolean
yc_sync_has_token (YcSync *self)
{
  return self->token != NULL;
}

gboolean
yc_sync_is_greeted (YcSync *self)
{
  return self->greeted;
}

const YcHead *
yc_sync_get_seen (YcSync *self)
{
  return *self->seen.key != '\0' ? &self->seen : NULL;
}

gboolean
yc_sync_has_alarm (YcSync *self)
{
  return self->alarm;
}

void
yc_sync_end_alarm (YcSync *self)
{
  self->alarm = FALSE;
  g_signal_emit (self, signals[STATE_CHANGED], 0);
}

const GError *
yc_sync_get_problem (YcSync *self)
{
  return self->problem;
}

gint64
yc_sync_get_since (YcSync *self)
{
  return self->since;
}

gint64
yc_sync_get_skew (YcSync *self)
{
  return self->skew;
}

static void
yc_sync_dispose (GObject *object)
{
  yc_sync_stop (YC_SYNC (object));
  G_OBJECT_CLASS (yc_sync_parent_class)->dispose (object);
}

static void
yc_sync_finalize (GObject *object)
{
  YcSync *self = YC_SYNC (object);

  g_clear_object (&self->push.worker);
  g_clear_object (&self->follow.worker);
  g_clear_pointer (&self->push.link, yc_link_free);
  g_clear_pointer (&self->follow.link, yc_link_free);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->calendar, yc_calendar_unref);
  g_strfreev (self->kinds);
  g_free (self->token);
  G_OBJECT_CLASS (yc_sync_parent_class)->finalize (object);
}

static void
yc_sync_class_init (YcSyncClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = yc_sync_dispose;
  object_class->finalize = yc_sync_finalize;
  signals[CASES_CHANGED] = g_signal_new ("cases-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 2, G_TYPE_STRV, G_TYPE_STRV);
  signals[CATALOGUE_CHANGED] = g_signal_new ("catalogue-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[STATE_CHANGED] =
      g_signal_new ("state-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_sync_init (YcSync *self)
{
  self->cancellable = g_cancellable_new ();
  self->push.sync = self->follow.sync = self;
  self->push.worker = yc_worker_new ("push");
  self->follow.worker = yc_worker_new ("feed");
}

YcSync *
yc_sync_new (const YcLinkConfig *config)
{
  YcSync *self = g_object_new (YC_TYPE_SYNC, NULL);

  self->push.link = yc_link_new (config);
  self->follow.link = yc_link_new (config);
  return self;
}
