// Uploads as requests deal with them, wherever they lie.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-uploads.h"
#include "yc-central-private.h"
#include "yc-share.h"

#include <unistd.h>

YcUpload *
yc_uploads_find (YcCentral *central, const char *person, const char *id, GError **error)
{
  return central->tus->is_shared ? yc_share_find (central, person, id, error)
                                 : yc_upload_find (central->tus->folder, person, id, error);
}

gboolean
yc_uploads_open (YcCentral *central, YcUpload *upload, GError **error)
{
  return yc_upload_is_shared (upload)
             ? yc_upload_open_shared (upload, central->tus->incoming, error)
             : yc_upload_open (upload, error);
}

// --- beginning in the folder ---------------------------------------------------------------------

// Opened, owned; NULL if there is none.
static YcUpload *
find_begun (YcTus *tus, GPtrArray *uploads, const char *sha256, gint64 length)
{
  for (guint i = 0; i < uploads->len; i++) {
    YcUpload *upload = uploads->pdata[i];

    if (upload->offset == 0 && upload->length == length && g_str_equal (upload->sha256, sha256) &&
        !g_hash_table_contains (tus->active, upload->id) && yc_upload_open (upload, NULL))
      return g_ptr_array_steal_index_fast (uploads, i);
  }
  return NULL;
}

static void
replace (char **text, const char *other)
{
  g_free (*text);
  *text = g_strdup (other);
}

static YcUpload *
begin_in_folder (YcCentral *central,
                 const char *person,
                 const char *sha256,
                 gint64 length,
                 const char *mime,
                 const char *metadata,
                 GError **error)
{
  YcTus *tus = central->tus;
  g_autoptr (GPtrArray) uploads = yc_upload_list_open (tus->folder, person);
  g_autoptr (YcUpload) upload = find_begun (tus, uploads, sha256, length);

  if (upload == NULL && uploads->len >= tus->max_open)
    return NULL;
  if (upload == NULL)
    upload = yc_upload_new (tus->folder, person, sha256, length);
  replace (&upload->mime, mime);
  replace (&upload->metadata, metadata);
  upload->expires_at = yc_central_now (central) + tus->keep_ms;
  return (upload->fd >= 0 ? yc_upload_confirm (upload, 0, error) : yc_upload_create (upload, error))
             ? g_steal_pointer (&upload)
             : NULL;
}

// -------------------------------------------------------------------------------------------------

YcUpload *
yc_uploads_begin (YcCentral *central,
                  const char *person,
                  const char *sha256,
                  gint64 length,
                  const char *mime,
                  const char *metadata,
                  GError **error)
{
  return (central->tus->is_shared ? yc_share_begin : begin_in_folder) (
      central, person, sha256, length, mime, metadata, error);
}

void
yc_uploads_end (YcCentral *central, YcUpload *upload, gint64 expires_at)
{
  upload->is_done = TRUE;
  upload->offset = upload->length;
  upload->expires_at = expires_at;
  if (yc_upload_is_shared (upload)) {
    yc_share_end (central, upload->id, TRUE, expires_at);
    return;
  }
  unlink (upload->path); // unless it was moved
  // A crash before this leaves an upload without bytes, and the blob tells what became of them.
  yc_upload_confirm (upload, upload->length, NULL);
  yc_tus_forget_digest (central->tus, upload->id);
}

void
yc_uploads_remove (YcCentral *central, YcUpload *upload)
{
  if (yc_upload_is_shared (upload)) {
    yc_share_end (central, upload->id, FALSE, 0);
    return;
  }
  yc_upload_remove (upload);
  yc_tus_forget_digest (central->tus, upload->id);
}
