// How the synchronisation stands, in words, and what waits.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-row-private.h"
#include "yc-session-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

#define SKEW_MS (60 * 1000) // a clock wrong by less is nobody's trouble

struct _YcWaitingRow {
  GObject parent_instance;
  char *event_id, *case_id, *title, *detail;
  gboolean trouble;
};

static void
yc_waiting_row_clear (YcWaitingRow *self)
{
  g_free (self->event_id);
  g_free (self->case_id);
  g_free (self->title);
  g_free (self->detail);
}

YC_DEFINE_ROW (YcWaitingRow, yc_waiting_row)

const char *
yc_waiting_row_get_title (YcWaitingRow *self)
{
  return self->title;
}

const char *
yc_waiting_row_get_detail (YcWaitingRow *self)
{
  return self->detail;
}

gboolean
yc_waiting_row_has_trouble (YcWaitingRow *self)
{
  return self->trouble;
}

const char *
yc_waiting_row_get_event (YcWaitingRow *self)
{
  return self->event_id;
}

const char *
yc_waiting_row_get_case (YcWaitingRow *self)
{
  return self->case_id;
}

static YcWaitingRow *
waiting_row_new (YcSession *session, const YcWaiting *waiting)
{
  YcWaitingRow *row = g_object_new (YC_TYPE_WAITING_ROW, NULL);
  g_autofree char *since = yc_words_time (waiting->at, yc_session_now (session));

  row->event_id = g_strdup (waiting->event_id);
  row->case_id = g_strdup (waiting->case_id);
  row->trouble = waiting->trouble_code != NULL;
  row->title =
      g_strdup_printf ("%s · %s", waiting->number != NULL ? waiting->number : _ ("New case"),
                       yc_words_event (yc_event_type_from_name (waiting->type)));
  if (row->trouble) {
    g_autoptr (GError) error = g_error_new_literal (
        YC_ERROR, (int)yc_error_code_from_name (waiting->trouble_code), waiting->trouble_text);

    row->detail = yc_words_error (error);
  } else {
    row->detail = g_strdup_printf (_ ("Waiting since %s"), since);
  }
  return row;
}

// What waits, and how many cases can still be begun without central.
typedef struct {
  GPtrArray *waiting; // owned: of YcWaiting
  gint64 numbers;     // -1: unknown
} Standing;

static void
standing_free (gpointer data)
{
  Standing *standing = data;

  g_ptr_array_unref (standing->waiting);
  g_free (standing);
}

// A case takes one of each.
static gint64
count_numbers (YcStore *store)
{
  return MIN (yc_store_count_numbers (store, "case", NULL),
              yc_store_count_numbers (store, "voucher", NULL));
}

static void
list_waiting_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->desk, &error);
  GPtrArray *waiting = store != NULL ? yc_store_list_waiting (store, &error) : NULL;
  Standing *standing;

  if (waiting == NULL) {
    g_task_return_error (task, error);
    return;
  }
  standing = g_new (Standing, 1);
  *standing = (Standing){waiting, count_numbers (store)};
  g_task_return_pointer (task, standing, standing_free);
}

static guint
count_cases (GPtrArray *waiting)
{
  g_autoptr (GHashTable) cases = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < waiting->len; i++)
    g_hash_table_add (cases, ((YcWaiting *)waiting->pdata[i])->case_id);
  return g_hash_table_size (cases);
}

static void
waiting_listed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcSession *self = YC_SESSION (source);
  Standing *standing = g_task_propagate_pointer (G_TASK (result), NULL);
  g_autoptr (GPtrArray) waiting = standing != NULL ? g_ptr_array_ref (standing->waiting) : NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  if (standing != NULL) {
    self->n_numbers = standing->numbers;
    standing_free (standing);
  }
  if (waiting == NULL || self->ended)
    return;
  self->n_trouble = 0;
  self->n_waiting = waiting->len;
  self->n_waiting_cases = count_cases (waiting);
  for (guint i = 0; i < waiting->len; i++) {
    YcWaitingRow *row = waiting_row_new (self, waiting->pdata[i]);

    self->n_trouble += row->trouble;
    g_ptr_array_add (rows, row);
  }
  yc_rows_set (self->waiting, rows);
  g_signal_emit_by_name (self, "changed");
}

void
yc_session_refresh_waiting (YcSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, waiting_listed_cb, NULL);

  yc_session_run (self, &self->desk, task, list_waiting_work);
}

GListModel *
yc_session_get_waiting_list (YcSession *self)
{
  return G_LIST_MODEL (self->waiting);
}

static void
dismiss_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->desk, &error);

  if (store != NULL && yc_store_dismiss_trouble (store, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
dismissed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    yc_session_notice_error (YC_SESSION (source), error);
  yc_session_refresh_waiting (YC_SESSION (source));
}

void
yc_session_dismiss_event (YcSession *self, const char *event_id)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, dismissed_cb, NULL);

  g_task_set_task_data (task, g_strdup (event_id), g_free);
  yc_session_run (self, &self->desk, task, dismiss_work);
}

void
yc_session_dismiss_trouble (YcSession *self, YcWaitingRow *row)
{
  yc_session_dismiss_event (self, row->event_id);
}

gint64
yc_session_get_skew (YcSession *self)
{
  gint64 skew = yc_sync_get_skew (self->sync);

  return ABS (skew) > SKEW_MS ? skew : 0;
}

YcSyncState
yc_session_get_sync_state (YcSession *self)
{
  if (!yc_sync_has_token (self->sync) && self->who->token != NULL)
    return YC_SYNC_EXPIRED;
  if (!yc_sync_has_token (self->sync) || yc_sync_get_problem (self->sync) != NULL)
    return YC_SYNC_OFFLINE;
  if (self->n_trouble > 0 || yc_sync_has_alarm (self->sync))
    return YC_SYNC_TROUBLE;
  if (!yc_sync_is_greeted (self->sync))
    return YC_SYNC_STARTING;
  return self->n_waiting > 0 ? YC_SYNC_SENDING : YC_SYNC_SYNCED;
}

guint
yc_session_get_waiting (YcSession *self)
{
  return self->n_waiting;
}

static char *
describe_offline (YcSession *self)
{
  const GError *problem = yc_sync_get_problem (self->sync);
  g_autofree char *since = yc_words_time (yc_sync_get_since (self->sync), yc_session_now (self));
  g_autofree char *why = problem != NULL ? yc_words_error (problem) : g_strdup ("");

  if (problem == NULL)
    return g_strdup (_ ("You signed in without network. Work goes on; sign in again to send it."));
  return g_strdup_printf (_ ("Since %s: %s"), since, why);
}

char *
yc_session_describe_sync (YcSession *self)
{
  switch (yc_session_get_sync_state (self)) {
  case YC_SYNC_STARTING:
    return g_strdup (_ ("Connecting to central…"));
  case YC_SYNC_SYNCED:
    return g_strdup (_ ("Everything is at central."));
  case YC_SYNC_SENDING:
    return g_strdup_printf (ngettext ("%u step is on its way to central.",
                                      "%u steps are on their way to central.", self->n_waiting),
                            self->n_waiting);
  case YC_SYNC_OFFLINE:
    return describe_offline (self);
  case YC_SYNC_TROUBLE:
    if (yc_sync_has_alarm (self->sync))
      return g_strdup (_ ("Central's log is not the one that this workstation has seen before. Tell"
                          " the supervision office; your work is kept here."));
    return g_strdup_printf (ngettext ("%u step was refused and needs you.",
                                      "%u steps were refused and need you.", self->n_trouble),
                            self->n_trouble);
  case YC_SYNC_EXPIRED:
    break;
  }
  return g_strdup (_ ("Your sign-in has run out. Sign in again to go on; nothing is lost."));
}

// Who came in without network has nothing to show central: they are asked for it.
void
yc_session_sync_now (YcSession *self)
{
  if (self->who->token == NULL)
    yc_session_expire (self);
  else
    yc_sync_retry (self->sync);
}
