// Importing files as pages of an open case.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-keep-page.h"

#define MOST_BYTES (32 * 1024 * 1024) // what central takes as one piece

typedef struct {
  char *material;
  GFile *source;
} Import;

static void
import_free (gpointer data)
{
  Import *import = data;

  g_free (import->material);
  g_object_unref (import->source);
  g_free (import);
}

static void
import_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *self = source;
  YcSession *session = self->session;
  Import *import = data;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (session, &session->scans, &error);
  g_autoptr (GBytes) content =
      store != NULL ? g_file_load_bytes (import->source, cancellable, NULL, &error) : NULL;
  gboolean kept = FALSE;

  if (content != NULL && g_bytes_get_size (content) > MOST_BYTES)
    error = g_error_new_literal (YC_ERROR, YC_ERROR_TOO_LARGE, "the file is too large");
  else if (content != NULL)
    kept = yc_keep_content (self, import->material, yc_session_role_for (session, YC_EVENT_SCANNED),
                            content, &error);
  if (kept)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yc_file_import_async (YcFile *self,
                      const char *material,
                      GFile *source,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Import *import = g_new0 (Import, 1);

  import->material = g_strdup (material);
  import->source = g_object_ref (source);
  g_task_set_source_tag (task, yc_file_import_async);
  g_task_set_task_data (task, import, import_free);
  yc_session_run (self->session, &self->session->scans, task, import_work);
}

gboolean
yc_file_import_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  gboolean imported = g_task_propagate_boolean (G_TASK (result), error);

  if (imported)
    yc_session_case_changed (self->session, self->id, FALSE);
  return imported;
}
