// What people do to an open case: typing, ticking, deciding. Each deed is one durable transaction.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-earlier.h"
#include "yc-error.h"
#include "yc-file-rows.h"
#include "yc-outcome.h"
#include "yc-paper-facts.h"
#include "yc-row-private.h"

#define HOLD_MS 10000 // in which a decision can be taken back

static void
clear_deed (gpointer data)
{
  YcDeed *deed = data;

  if (deed->data != NULL)
    json_object_unref (deed->data);
}

YcErrand *
yc_errand_new (YcFile *self)
{
  YcErrand *errand = g_new0 (YcErrand, 1);

  errand->case_id = g_strdup (self->id);
  errand->deeds = g_array_new (FALSE, TRUE, sizeof (YcDeed));
  g_array_set_clear_func (errand->deeds, clear_deed);
  return errand;
}

void
yc_errand_free (gpointer data)
{
  YcErrand *errand = data;

  g_free (errand->case_id);
  g_array_unref (errand->deeds);
  g_clear_pointer (&errand->content, g_bytes_unref);
  g_free (errand);
}

void
yc_errand_add (YcErrand *errand, YcFile *self, YcEventType type, JsonObject *data)
{
  const YcDeed deed = {
      .case_id = errand->case_id,
      .type = type,
      .role = yc_session_role_for (self->session, type),
      .data = data,
      .at = yc_session_now (self->session),
  };

  g_array_append_val (errand->deeds, deed);
}

// The store takes the data over.
const YcDeed *
yc_errand_release (YcErrand *errand, guint *ret_n)
{
  g_array_set_clear_func (errand->deeds, NULL);
  *ret_n = errand->deeds->len;
  return (YcDeed *)errand->deeds->data;
}

static void
errand_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *self = source;
  YcSession *session = self->session;
  YcErrand *errand = data;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (session, &session->desk, &error);
  const char *terminal = session->terminal;
  YcCase *stored = NULL;
  guint n = 0;

  if (store != NULL && errand->content != NULL) {
    const YcDeed *deed = yc_errand_release (errand, &n);

    stored = yc_store_record_page (store, &session->context, terminal, deed, errand->content,
                                   errand->mime, &error);
  } else if (store != NULL) {
    const YcDeed *deeds = yc_errand_release (errand, &n);

    stored = yc_store_record_all (store, &session->context, terminal, deeds, n, &error);
  }
  if (stored != NULL)
    g_task_return_pointer (task, stored, (GDestroyNotify)yc_case_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
is_deferral (const YcEvent *event)
{
  return event->type == YC_EVENT_MARKED &&
         yc_mark_from_name (yc_event_get_string (event, "mark")) == YC_MARK_DEFERRED;
}

static void
errand_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);
  gboolean begins = self->stored == NULL;

  self->deeds--;
  if (stored == NULL) {
    if (!begins)
      yc_file_reload (self);
    g_task_return_error (outer, error);
    return;
  }
  if (!begins && !self->closed) {
    yc_file_take (self, stored);
    yc_file_ask_list (self, is_deferral (stored->latest));
  }
  yc_session_case_changed (self->session, stored->id, FALSE);
  g_task_return_pointer (outer, g_steal_pointer (&stored), (GDestroyNotify)yc_case_unref);
}

void
yc_file_run (YcFile *self, YcErrand *errand, GTask *outer)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, errand_cb, outer);

  self->deeds++;
  g_task_set_source_tag (task, yc_file_run);
  g_task_set_task_data (task, errand, yc_errand_free);
  yc_session_run (self->session, &self->session->desk, task, errand_work);
}

static void
quiet_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored == NULL)
    yc_session_notice_error (YC_FILE (source)->session, error);
}

void
yc_file_run_quietly (YcFile *self, YcErrand *errand)
{
  yc_file_run (self, errand, g_task_new (self, NULL, quiet_cb, NULL));
}

static void
do_one (YcFile *self, YcEventType type, JsonObject *data)
{
  YcErrand *errand = yc_errand_new (self);

  yc_errand_add (errand, self, type, data);
  yc_file_run_quietly (self, errand);
}

// ---- Doing
// --------------------------------------------------------------------------------------------

static void
ticked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree char *key = data;

  g_hash_table_remove (YC_FILE (source)->ticking, key);
  quiet_cb (source, result, NULL);
}

void
yc_file_tick (YcFile *self, const char *material, const char *point, gboolean on)
{
  YcErrand *errand = yc_errand_new (self);
  JsonObject *data = json_object_new ();
  char *key = g_strdup_printf ("%s/%s", material, point);

  json_object_set_string_member (data, "material", material);
  json_object_set_string_member (data, "point", point);
  json_object_set_boolean_member (data, "on", on);
  g_hash_table_add (self->ticking, g_strdup (key));
  yc_errand_add (errand, self, YC_EVENT_TICKED, data);
  yc_file_run (self, errand, g_task_new (self, NULL, ticked_cb, key));
}

gboolean
yc_file_is_ticking (YcFile *self, const char *material, const char *point)
{
  g_autofree char *key = g_strdup_printf ("%s/%s", material, point);

  return g_hash_table_contains (self->ticking, key);
}

void
yc_file_answer (YcFile *self, YcSituationRow *situation, int answer)
{
  const char *id = yc_situation_row_get_answer_id (situation, answer);
  JsonObject *data, *answers;

  if (id == NULL || answer == yc_situation_row_get_chosen (situation))
    return;
  data = json_object_new ();
  answers = yc_file_copy_object (self->stored->situation);
  json_object_set_string_member (answers, yc_situation_row_get_id (situation), id);
  json_object_set_object_member (data, "situation", answers);
  do_one (self, YC_EVENT_ANSWERED, data);
}

void
yc_file_mark (YcFile *self, const char *material, YcMark mark)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "material", material);
  json_object_set_string_member (data, "mark", yc_mark_name (mark));
  do_one (self, YC_EVENT_MARKED, data);
}

void
yc_file_count_copies (YcFile *self, const char *material, int copies)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "material", material);
  json_object_set_string_member (data, "mark",
                                 yc_mark_name (yc_case_get_mark (self->stored, material)));
  json_object_set_int_member (data, "copies", copies);
  do_one (self, YC_EVENT_MARKED, data);
}

static gboolean
is_decision (YcEventType type)
{
  return type == YC_EVENT_GRANTED || type == YC_EVENT_REFUSED || type == YC_EVENT_RETURNED;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored == NULL) {
    g_task_return_error (outer, error);
    return;
  }
  if (is_decision (stored->latest->type)) {
    g_free (self->held);
    self->held = g_strdup (stored->latest->id);
  }
  g_task_return_boolean (outer, TRUE);
}

// Without a callback of the caller's, what goes wrong is said as "notice".
static void
outer_quiet_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    yc_session_notice_error (YC_FILE (source)->session, error);
}

static GTask *
outer_task (YcFile *self,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  return g_task_new (self, cancellable, callback != NULL ? callback : outer_quiet_cb, user_data);
}

// Receives the papers first, or what was brought after the notice; a voucher's number is spent on
// it.
static void
add_received (YcErrand *errand, YcFile *self)
{
  YcDeed *deed;

  if (self->stored->state == YC_STATE_RECEIVED)
    return;
  if (self->stored->state == YC_STATE_SUPPLEMENT) {
    yc_errand_add (errand, self, YC_EVENT_SUPPLEMENTED, NULL);
    return;
  }
  yc_errand_add (errand, self, YC_EVENT_RECEIVED, NULL);
  deed = &g_array_index (errand->deeds, YcDeed, errand->deeds->len - 1);
  deed->number_kind = "voucher";
  deed->number_member = "voucher";
}

void
yc_file_do_async (YcFile *self,
                  YcEventType type,
                  JsonObject *data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  GTask *outer = outer_task (self, cancellable, callback, user_data);
  YcErrand *errand = yc_errand_new (self);

  g_task_set_source_tag (outer, yc_file_do_async);
  if (type != YC_EVENT_CLAIMED)
    yc_file_add_filled (self, errand);
  if (type == YC_EVENT_SECOND_ASKED)
    add_received (errand, self);
  yc_errand_add (errand, self, type, data);
  if (is_decision (type))
    g_array_index (errand->deeds, YcDeed, errand->deeds->len - 1).hold_until =
        g_get_real_time () / 1000 + HOLD_MS;
  yc_file_run (self, errand, g_task_new (self, NULL, done_cb, outer));
}

gboolean
yc_file_do_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static JsonObject *
department_of (YcFile *self)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "department", self->stored->department);
  return data;
}

static void
set_day (JsonObject *data, const char *member, YcDay day)
{
  g_autofree char *text = yc_day_to_string (day);

  if (day != 0)
    json_object_set_string_member (data, member, text);
}

JsonObject *
yc_file_tell_acceptance (YcFile *self)
{
  JsonObject *data = json_object_new ();

  set_day (data, "deferred_due", yc_outcome_get_deferral_due (self, NULL));
  if (json_object_has_member (data, "deferred_due"))
    json_object_set_int_member (data, "deferred_days", yc_outcome_get_deferral_days (self));
  return data;
}

// Takes the task over.
static void
accept (YcFile *self, GTask *outer)
{
  YcErrand *errand;

  if (yc_checklist_count_blocking (self->findings) > 0 || yc_file_is_list_unasked (self)) {
    g_task_return_new_error (outer, YC_ERROR, YC_ERROR_BLOCKED, "findings stand in the way");
    g_object_unref (outer);
    return;
  }
  errand = yc_errand_new (self);
  yc_file_add_filled (self, errand);
  if (self->stored->state != YC_STATE_RETURNED) {
    add_received (errand, self);
    yc_errand_add (errand, self, YC_EVENT_ACCEPTED, yc_file_tell_acceptance (self));
  }
  yc_errand_add (errand, self, YC_EVENT_HANDED_OFF, department_of (self));
  yc_file_run (self, errand, g_task_new (self, NULL, done_cb, outer));
}

static void
list_asked_cb (GObject *source, GAsyncResult *result, gpointer outer)
{
  yc_earlier_ask_finish (YC_FILE (source), result, NULL);
  accept (YC_FILE (source), outer);
}

void
yc_file_accept_async (YcFile *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  GTask *outer = outer_task (self, cancellable, callback, user_data);

  g_task_set_source_tag (outer, yc_file_accept_async);
  if (yc_file_is_list_unasked (self))
    yc_file_ask_list_async (self, cancellable, list_asked_cb, outer);
  else
    accept (self, outer);
}

gboolean
yc_file_accept_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

JsonObject *
yc_file_tell_supplement (YcFile *self)
{
  JsonObject *data = json_object_new ();

  json_object_set_array_member (data, "findings", yc_paper_tell_findings (self->findings));
  set_day (data, "until", yc_outcome_get_supplement_due (self, NULL));
  if (self->stored->second == YC_SECOND_ALLOWED)
    json_object_set_string_member (data, "reason", self->stored->second_reason);
  return data;
}

void
yc_file_request_supplement_async (YcFile *self,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  GTask *outer = outer_task (self, cancellable, callback, user_data);
  YcErrand *errand = yc_errand_new (self);

  g_task_set_source_tag (outer, yc_file_request_supplement_async);
  yc_file_add_filled (self, errand);
  add_received (errand, self);
  yc_errand_add (errand, self, YC_EVENT_SUPPLEMENT_REQUESTED, yc_file_tell_supplement (self));
  yc_file_run (self, errand, g_task_new (self, NULL, done_cb, outer));
}

gboolean
yc_file_request_supplement_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

// ---- Taking back
// ----------------------------------------------------------------------------------------

static void
undo_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self->session, &self->session->desk, &error);
  gboolean undone = store != NULL && yc_store_undo (store, data, g_get_real_time () / 1000, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, undone);
}

void
yc_file_undo_async (YcFile *self, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, yc_file_undo_async);
  if (self->held == NULL) {
    g_task_return_boolean (task, FALSE);
    return;
  }
  g_task_set_task_data (task, g_steal_pointer (&self->held), g_free);
  yc_session_run (self->session, &self->session->desk, task, undo_work);
}

gboolean
yc_file_undo_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  gboolean undone = g_task_propagate_boolean (G_TASK (result), error);

  yc_session_case_changed (self->session, self->id, FALSE);
  return undone;
}
