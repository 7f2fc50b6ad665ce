// All that a signed-in person can do at this workstation. No GTK.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-carrier.h"
#include "yc-catalogue-check.h"
#include "yc-error.h"
#include "yc-inbox.h"
#include "yc-json.h"
#include "yc-ocr.h"
#include "yc-session-private.h"
#include "yc-step.h"
#include "yc-wire.h"
#include "yc-words.h"

G_DEFINE_FINAL_TYPE (YcSession, yc_session, G_TYPE_OBJECT)

enum { CHANGED, CASE_CHANGED, DAY_TURNED, NOTICE, ENDING, EXPIRED, N_SIGNALS };
static guint signals[N_SIGNALS];

void
yc_session_run (YcSession *self, YcDesk *desk, GTask *task, GTaskThreadFunc work)
{
  yc_worker_run (desk->worker, task, work);
}

YcStore *
yc_session_open_desk (YcSession *self, YcDesk *desk, GError **error)
{
  if (desk->store == NULL) {
    desk->store = self->read_only ? yc_store_open_read_only (self->folder, self->vault, error)
                                  : yc_store_join (self->folder, self->vault, error);
    if (desk->store != NULL && desk->calendar != NULL && !self->read_only)
      yc_store_set_day (desk->store, desk->calendar, desk->today, NULL);
  }
  return desk->store;
}

YcApi *
yc_session_open_api (YcSession *self, YcDesk *desk, const char *token, GError **error)
{
  if (desk->api == NULL)
    desk->api = yc_api_new (self->url, *self->authority != '\0' ? self->authority : NULL, error);
  if (desk->api != NULL)
    yc_api_set_token (desk->api, token);
  return desk->api;
}

void
yc_session_case_changed (YcSession *self, const char *case_id, gboolean by_others)
{
  g_signal_emit (self, signals[CASE_CHANGED], 0, case_id, by_others);
  if (!by_others)
    yc_sync_poke (self->sync);
  yc_session_refresh_waiting (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
yc_session_notice (YcSession *self, const char *sentence)
{
  g_signal_emit (self, signals[NOTICE], 0, sentence);
}

void
yc_session_notice_error (YcSession *self, const GError *error)
{
  g_autofree char *sentence = yc_words_error (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->ended)
    return;
  yc_session_notice (self, sentence);
}

static void
cases_changed_cb (YcSync *sync, char **ids, char **news, YcSession *self)
{
  for (guint i = 0; ids[i] != NULL; i++)
    g_signal_emit (self, signals[CASE_CHANGED], 0, ids[i],
                   g_strv_contains ((const char *const *)news, ids[i]));
  yc_session_refresh_waiting (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
yc_session_expire (YcSession *self)
{
  g_signal_emit (self, signals[EXPIRED], 0);
}

static void
state_changed_cb (YcSync *sync, YcSession *self)
{
  if (g_error_matches (yc_sync_get_problem (sync), YC_ERROR, YC_ERROR_EXPIRED))
    yc_session_expire (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
load_catalogue_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->desk, &error);
  g_autofree char *body = store != NULL ? yc_store_load_catalogue (store, NULL, &error) : NULL;
  g_autoptr (JsonNode) node = body != NULL ? yc_wire_parse_object (body, -1, &error) : NULL;
  YcCatalogue *catalogue =
      node != NULL ? yc_catalogue_new (json_node_get_object (node), &error) : NULL;

  if (catalogue == NULL) {
    g_task_return_error (
        task,
        error != NULL ? error : g_error_new_literal (YC_ERROR, YC_ERROR_NOT_FOUND, "no catalogue"));
    return;
  }
  g_task_return_pointer (task, catalogue, (GDestroyNotify)yc_catalogue_unref);
}

// Open cases keep the catalogue with which they were opened.
static void
catalogue_loaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcSession *self = YC_SESSION (source);
  g_autoptr (GError) error = NULL;
  YcCatalogue *catalogue = g_task_propagate_pointer (G_TASK (result), &error);

  if (catalogue == NULL) {
    yc_session_notice_error (self, error);
    return;
  }
  g_clear_pointer (&self->catalogue, yc_catalogue_unref);
  self->catalogue = catalogue;
  g_clear_pointer (&self->items, yc_item_index_unref);
  self->items_asked = FALSE;
  yc_session_turn_day (self);
}

static void
catalogue_changed_cb (YcSync *sync, YcSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, catalogue_loaded_cb, NULL);

  yc_session_run (self, &self->desk, task, load_catalogue_work);
}

// The window the profile names, if the person may sit there; else the person's first.
static char *
choose_window (YcSession *self)
{
  const char *wanted = yc_profile_get (self->profile, "window");
  char **windows = self->who->windows;

  if (windows == NULL || windows[0] == NULL)
    return g_strdup ("");
  return g_strdup (g_strv_contains ((const char *const *)windows, wanted) ? wanted : windows[0]);
}

// Bytes a second; 0: no limit.
static guint64
find_upload_rate (YcSession *self)
{
  return g_ascii_strtoull (yc_profile_get (self->profile, "upload-limit"), NULL, 10) * 1024;
}

static void
start_sync (YcSession *self)
{
  const char *authority = yc_profile_get (self->profile, "authority");
  g_auto (GStrv) kinds = yc_session_list_number_kinds (self);
  const YcLinkConfig config = {
      .folder = yc_profile_get_folder (self->profile),
      .vault = self->vault,
      .url = yc_profile_get (self->profile, "server"),
      .ca_file = *authority != '\0' ? authority : NULL,
      .terminal = yc_profile_get_terminal (self->profile),
      .person = self->who->id,
      .window = self->window,
      .kinds = (const char *const *)kinds,
      .upload_rate = find_upload_rate (self),
      .check_catalogue = yc_catalogue_check,
  };

  self->sync = yc_sync_new (&config);
  g_signal_connect_object (self->sync, "cases-changed", G_CALLBACK (cases_changed_cb), self, 0);
  g_signal_connect_object (self->sync, "catalogue-changed", G_CALLBACK (catalogue_changed_cb), self,
                           0);
  g_signal_connect_object (self->sync, "state-changed", G_CALLBACK (state_changed_cb), self, 0);
  if (!self->read_only)
    yc_sync_start (self->sync, self->who->token);
}

// What threads read of the profile, which belongs to the main thread.
static void
copy_profile (YcSession *self)
{
  self->folder = g_strdup (yc_profile_get_folder (self->profile));
  self->terminal = g_strdup (yc_profile_get_terminal (self->profile));
  self->url = g_strdup (yc_profile_get (self->profile, "server"));
  self->authority = g_strdup (yc_profile_get (self->profile, "authority"));
}

YcSession *
yc_session_new (YcProfile *profile, YcBegun *begun)
{
  YcSession *self = g_object_new (YC_TYPE_SESSION, NULL);

  self->profile = g_object_ref (profile);
  self->vault = yc_vault_ref (begun->vault);
  self->who = g_steal_pointer (&begun->entered.who);
  self->is_of_city = begun->way != YC_WAY_PASSWORD;
  self->has_code = begun->has_code;
  self->catalogue = g_steal_pointer (&begun->catalogue);
  self->read_only = begun->read_only;
  self->context =
      (YcContext){self->who->id, self->who->roles, (const char *const *)self->who->departments};
  self->desk.worker = g_steal_pointer (&begun->worker);
  self->desk.store = g_steal_pointer (&begun->store);
  self->pages.worker = yc_worker_new ("pages");
  self->scans.worker = yc_worker_new ("scans");
  self->keeps.worker = yc_worker_new ("keeps");
  self->out.worker = yc_worker_new ("out");
  self->reading.worker = yc_worker_new ("reading");
  self->camera = yc_worker_new ("camera");
  self->window = choose_window (self);
  copy_profile (self);
  start_sync (self);
  yc_session_take_city (self, &begun->entered);
  yc_session_begin_day (self);
  yc_session_refresh_waiting (self);
  return self;
}

typedef struct {
  GMutex mutex;
  GCond passed;
  gboolean is_open;
} Gate;

static void
gate_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Gate *gate = data;

  g_mutex_lock (&gate->mutex);
  gate->is_open = TRUE;
  g_cond_signal (&gate->passed);
  g_mutex_unlock (&gate->mutex);
  g_task_return_boolean (task, TRUE);
}

// Waits until the desk has done what it was given so far, such as the last draft.
static void
clear_desk (YcSession *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);
  Gate gate = {0};

  g_mutex_init (&gate.mutex);
  g_cond_init (&gate.passed);
  g_task_set_source_tag (task, clear_desk);
  g_task_set_task_data (task, &gate, NULL);
  yc_worker_run (self->desk.worker, task, gate_work);
  g_mutex_lock (&gate.mutex);
  while (!gate.is_open)
    g_cond_wait (&gate.passed, &gate.mutex);
  g_mutex_unlock (&gate.mutex);
  g_cond_clear (&gate.passed);
  g_mutex_clear (&gate.mutex);
}

void
yc_session_end (YcSession *self)
{
  if (self->ended)
    return;
  g_signal_emit (self, signals[ENDING], 0);
  clear_desk (self);
  self->ended = TRUE;
  g_clear_handle_id (&self->day_source, g_source_remove);
  yc_sync_stop (self->sync);
  yc_worker_stop (self->out.worker);
  yc_worker_stop (self->reading.worker);
  yc_worker_stop (self->camera);
  yc_worker_stop (self->scans.worker); // which waits for what it gave to the next
  yc_worker_stop (self->keeps.worker);
  yc_worker_stop (self->pages.worker);
  yc_worker_stop (self->desk.worker);
  yc_session_leave_city (self);
}

YcProfile *
yc_session_get_profile (YcSession *self)
{
  return self->profile;
}

const char *
yc_session_get_person (YcSession *self)
{
  return self->who->id;
}

const char *
yc_session_get_person_name (YcSession *self)
{
  return self->who->name != NULL ? self->who->name : self->who->id;
}

YcRoles
yc_session_get_roles (YcSession *self)
{
  return self->who->roles;
}

gboolean
yc_session_is_read_only (YcSession *self)
{
  return self->read_only;
}

gboolean
yc_session_has_catalogue (YcSession *self)
{
  return self->catalogue != NULL;
}

YcCatalogue *
yc_session_get_catalogue (YcSession *self)
{
  return self->catalogue;
}

YcCalendar *
yc_session_get_calendar (YcSession *self)
{
  return self->catalogue != NULL ? yc_catalogue_get_calendar (self->catalogue) : NULL;
}

const char *
yc_session_pick (const YcText *text)
{
  const char *picked = yc_words_is_chinese () ? text->zh : text->en;

  return picked != NULL ? picked : "";
}

const char *
yc_session_get_window_name (YcSession *self)
{
  const YcWindow *window =
      self->catalogue != NULL ? yc_catalogue_find_window (self->catalogue, self->window) : NULL;

  return window != NULL ? yc_session_pick (&window->name) : "";
}

// A clock that is wrong by a minute or more must not date events wrongly.
gint64
yc_session_now (YcSession *self)
{
  return g_get_real_time () / 1000 - yc_session_get_skew (self);
}

void
yc_session_turn_day (YcSession *self)
{
  yc_session_tell_day (self);
  g_signal_emit (self, signals[DAY_TURNED], 0);
  g_signal_emit (self, signals[CHANGED], 0);
}

YcRole
yc_session_role_for (YcSession *self, YcEventType type)
{
  const YcStep *step = yc_step_find (type);
  YcRoles roles = step != NULL ? step->roles & self->who->roles : 0;

  return (YcRole)(roles & -roles);
}

static void
close_desk (YcDesk *desk)
{
  g_clear_object (&desk->worker);
  g_clear_pointer (&desk->store, yc_store_close);
  g_clear_pointer (&desk->api, yc_api_free);
  g_clear_pointer (&desk->calendar, yc_calendar_unref);
  g_clear_object (&desk->spare);
}

static void
yc_session_dispose (GObject *object)
{
  yc_session_end (YC_SESSION (object));
  G_OBJECT_CLASS (yc_session_parent_class)->dispose (object);
}

static void
yc_session_finalize (GObject *object)
{
  YcSession *self = YC_SESSION (object);

  g_clear_object (&self->sync);
  g_clear_object (&self->inbox);
  g_clear_object (&self->carrier);
  close_desk (&self->desk);
  close_desk (&self->pages);
  close_desk (&self->scans);
  close_desk (&self->keeps);
  close_desk (&self->out);
  close_desk (&self->reading);
  g_clear_object (&self->camera);
  g_clear_pointer (&self->ocr, yc_ocr_free);
  g_clear_pointer (&self->catalogue, yc_catalogue_unref);
  g_clear_pointer (&self->items, yc_item_index_unref);
  g_clear_pointer (&self->who, yc_sign_in_free);
  g_clear_pointer (&self->city, yc_city_free);
  g_free (self->refresh_token);
  g_clear_pointer (&self->vault, yc_vault_unref);
  g_clear_object (&self->profile);
  g_clear_object (&self->waiting);
  g_free (self->window);
  g_free (self->folder);
  g_free (self->terminal);
  g_free (self->url);
  g_free (self->authority);
  G_OBJECT_CLASS (yc_session_parent_class)->finalize (object);
}

static void
yc_session_class_init (YcSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = yc_session_dispose;
  object_class->finalize = yc_session_finalize;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CASE_CHANGED] = g_signal_new ("case-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[DAY_TURNED] = // for open files: another day, or another calendar
      g_signal_new ("day-turned", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[NOTICE] = g_signal_new ("notice", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[ENDING] = // for open files: the last moment to hand in what was typed
      g_signal_new ("ending", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[EXPIRED] =
      g_signal_new ("expired", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
yc_session_init (YcSession *self)
{
  self->n_numbers = -1;
  self->waiting = g_list_store_new (YC_TYPE_WAITING_ROW);
}
