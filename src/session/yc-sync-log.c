// This workstation as a witness of central's log, for those who supervise.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-session-private.h"
#include "yc-witness.h"

#include <glib/gi18n-lib.h>

static void
forget_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self, &self->desk, &error);

  if (store != NULL && yc_witness_forget (store, self->url, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
forgotten_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcSession *self = YC_SESSION (source);
  g_autoptr (GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    yc_sync_end_alarm (self->sync);
  else
    yc_session_notice_error (self, error);
}

static gboolean
supervises (YcSession *self)
{
  return (yc_session_get_roles (self) & YC_ROLE_SUPERVISOR) != 0;
}

gboolean
yc_session_can_end_alarm (YcSession *self)
{
  return yc_sync_has_alarm (self->sync) && supervises (self);
}

void
yc_session_end_alarm (YcSession *self)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, forgotten_cb, NULL);

  yc_session_run (self, &self->desk, task, forget_work);
}

char *
yc_session_describe_witness (YcSession *self)
{
  const YcHead *seen = yc_sync_get_seen (self->sync);

  if (seen == NULL || !supervises (self))
    return NULL;
  // TRANSLATORS: the number of an event, and its hash.
  return g_strdup_printf (_ ("Witness of central's log: %lu:%s"), (gulong)seen->seq, seen->hash);
}
