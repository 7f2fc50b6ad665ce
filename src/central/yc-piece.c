// One request that brings bytes of a resumable upload.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-piece.h"
#include "yc-central-private.h"
#include "yc-share.h"
#include "yc-write-all.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

// Cut off, it may go on without its request for a while.
static void
drop (gpointer data)
{
  YcPiece *self = data;

  if (yc_piece_cut (self))
    yc_piece_free (self);
}

void
yc_piece_free (YcPiece *self)
{
  g_clear_pointer (&self->whole, yc_digest_free);
  g_clear_pointer (&self->piece, yc_digest_free);
  yc_upload_free (self->upload);
  g_free (self);
}

YcPiece *
yc_piece_begin (YcRequest *request, YcUpload *upload, const guint8 *checksum)
{
  YcTus *tus = request->central->tus;
  YcPiece *self = g_new0 (YcPiece, 1);

  self->central = request->central;
  self->request = request;
  self->upload = upload;
  self->from = self->at = upload->offset;
  self->whole = yc_upload_is_shared (upload) ? yc_digest_new ()
                                             : yc_tus_take_digest (tus, upload->id, upload->offset);
  if (checksum != NULL) {
    self->piece = yc_digest_new ();
    memcpy (self->expected, checksum, YC_DIGEST_BYTES);
  }
  g_hash_table_insert (tus->active, g_strdup (upload->id), request);
  request->extra = self;
  request->free_extra = drop;
  return self;
}

void
yc_piece_take (YcPiece *self, GBytes *bytes)
{
  gsize size = 0, written;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  if (self->is_settled || size == 0 || self->problem != 0)
    return;
  if (self->piece != NULL)
    yc_digest_add (self->piece, data, size);
  if (self->whole != NULL)
    yc_digest_add (self->whole, data, size);
  self->problem = yc_write_all (self->upload->fd, data, size, &written);
  self->at += (gint64)written;
}

gboolean
yc_piece_is_right (YcPiece *self)
{
  guint8 sum[YC_DIGEST_BYTES];

  if (self->piece == NULL)
    return TRUE;
  yc_digest_peek (self->piece, sum);
  return memcmp (sum, self->expected, sizeof sum) == 0;
}

void
yc_piece_discard (YcPiece *self)
{
  self->at = self->upload->offset;
  if (!yc_upload_is_shared (self->upload) &&
      ftruncate (self->upload->fd, self->at) != 0) // it is done again when the upload goes on
    g_message ("The bytes of an upload could not be put away: %s", g_strerror (errno));
  yc_piece_end (self);
}

static void
keep_in_folder (YcPiece *self)
{
  YcTus *tus = self->central->tus;
  g_autoptr (GError) error = NULL;

  self->upload->expires_at = yc_central_now (self->central) + tus->keep_ms;
  if (!yc_upload_confirm (self->upload, self->at, &error))
    g_message ("The bytes of an upload could not be kept: %s", error->message);
  else if (self->whole != NULL)
    yc_tus_keep_digest (tus, self->upload->id, self->at, g_steal_pointer (&self->whole));
}

gboolean
yc_piece_cut (YcPiece *self)
{
  if (self->is_settled)
    return TRUE;
  if (self->piece != NULL || self->problem != 0) {
    yc_piece_discard (self);
    return TRUE;
  }
  if (self->at > self->upload->offset && yc_upload_is_shared (self->upload)) {
    yc_share_keep_alone (self);
    return FALSE;
  }
  if (self->at > self->upload->offset)
    keep_in_folder (self);
  yc_piece_end (self);
  return TRUE;
}

void
yc_piece_end (YcPiece *self)
{
  if (self->is_settled)
    return;
  self->is_settled = TRUE;
  g_hash_table_remove (self->central->tus->active, self->upload->id);
  if (self->upload->fd >= 0)
    close (self->upload->fd); // lets go of the lock
  self->upload->fd = -1;
}
