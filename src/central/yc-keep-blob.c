// A file whose content was checked becomes a blob: first its bytes, then the row that says so. A
// crash in between leaves bytes that nobody knows of, which come again.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-keep-blob.h"
#include "yc-central-private.h"

typedef struct {
  YcRequest *request; // owned
  char *sha256, *mime;
  gint64 size;
  gboolean is_new;
  YcBlobKept kept;
} Keep;

static void
keep_free (Keep *self)
{
  yc_request_unref (self->request);
  g_free (self->sha256);
  g_free (self->mime);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Keep, keep_free)

static void
added_cb (gpointer user_data, const GError *problem)
{
  g_autoptr (Keep) self = user_data;
  YcCentral *central = self->request->central;
  g_autoptr (GError) error = problem != NULL ? g_error_copy (problem) : NULL;

  if (error == NULL)
    yc_ledger_add_blob (yc_central_get_ledger (central), self->sha256, self->mime, self->size,
                        self->request->person->id, yc_central_now (central), &error);
  self->kept (self->request, self->is_new, error);
}

void
yc_keep_blob (YcRequest *request,
              const char *path,
              const char *sha256,
              const char *mime,
              gint64 size,
              YcBlobKept kept)
{
  YcCentral *central = request->central;
  Keep *self = g_new0 (Keep, 1);
  g_autoptr (GError) error = NULL;

  self->request = yc_request_ref (request);
  self->sha256 = g_strdup (sha256);
  self->mime = g_strdup (mime);
  self->size = size;
  self->kept = kept;
  self->is_new = !yc_ledger_has_blob (yc_central_get_ledger (central), sha256, &error);
  yc_request_pause (request);
  if (error != NULL || !self->is_new)
    added_cb (self, error);
  else
    yc_blobs_add (central->blobs, path, sha256, added_cb, self);
}
