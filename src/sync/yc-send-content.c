// Sends the content of pages: small content at once, large content in pieces that are gone on with.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-send-content.h"
#include "yc-error.h"

#define SMALLEST_PIECE (64 * 1024)
#define LARGEST_PIECE  (4 << 20)
#define MOST_STALLS    3 // failures in a row without a byte confirmed in between

typedef struct {
  YcLink *link; // not owned
  GCancellable *cancellable;
  const char *sha256, *mime;
  GBytes *content; // owned
  char *address;   // owned, nullable: not begun
  gint64 size, offset;
  gboolean is_stale; // central may have other bytes than `offset` says
  guint stalls;
} Upload;

static void
upload_clear (Upload *self)
{
  g_bytes_unref (self->content);
  g_free (self->address);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Upload, upload_clear)

// --- how fast ------------------------------------------------------------------------------------

static gint64
wait_us (YcLink *link)
{
  return link->free_at - g_get_monotonic_time ();
}

// Waits until the line may be used again; FALSE if that was cancelled.
static gboolean
wait_for_line (YcLink *link, GCancellable *cancellable, GError **error)
{
  GPollFD fd;
  gboolean can_poll = g_cancellable_make_pollfd (cancellable, &fd);

  while (wait_us (link) > 0 && !g_cancellable_is_cancelled (cancellable))
    g_poll (&fd, can_poll ? 1 : 0, (int)(wait_us (link) / 1000 + 1));
  if (can_poll)
    g_cancellable_release_fd (cancellable);
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_CANCELLED, "cancelled");
  return FALSE;
}

// So many bytes were sent: the line is free again when they would have been at the rate set.
static void
use_line (YcLink *link, gsize bytes)
{
  if (link->upload_rate > 0)
    link->free_at = MAX (link->free_at, g_get_monotonic_time ()) +
                    (gint64)((double)bytes / (double)link->upload_rate * (double)G_USEC_PER_SEC);
}

// A piece takes about a second at most at the rate set.
static gsize
piece_size (Upload *upload)
{
  gsize size = CLAMP (upload->link->piece, SMALLEST_PIECE, LARGEST_PIECE);

  if (upload->link->upload_rate > 0)
    size = CLAMP (upload->link->upload_rate, SMALLEST_PIECE, size);
  return (gsize)MIN ((gint64)size, upload->size - upload->offset);
}

// --- in pieces -----------------------------------------------------------------------------------

static gboolean
save (Upload *upload, GError **error)
{
  return yc_store_save_upload (upload->link->store, upload->sha256, upload->address, upload->offset,
                               error);
}

static gboolean
begin (Upload *upload, GError **error)
{
  g_clear_pointer (&upload->address, g_free);
  upload->offset = 0;
  upload->is_stale = FALSE;
  upload->address = yc_api_begin_upload (upload->link->api, upload->sha256, upload->mime,
                                         (gsize)upload->size, upload->cancellable, error);
  return upload->address != NULL && save (upload, error);
}

// Asks where it stands; begins anew if central does not know it any more.
static gboolean
find_place (Upload *upload, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gint64 offset = yc_api_fetch_upload_offset (upload->link->api, upload->address,
                                              upload->cancellable, &problem);

  if (g_error_matches (problem, YC_ERROR, YC_ERROR_NOT_FOUND))
    return begin (upload, error);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (offset > upload->offset)
    upload->stalls = 0;
  upload->offset = MIN (offset, upload->size);
  upload->is_stale = FALSE;
  return save (upload, error);
}

static gboolean
send_piece (Upload *upload, GError **error)
{
  gsize size = piece_size (upload);
  g_autoptr (GBytes) piece = g_bytes_new_from_bytes (upload->content, (gsize)upload->offset, size);
  gint64 offset;

  if (!wait_for_line (upload->link, upload->cancellable, error))
    return FALSE;
  upload->is_stale = TRUE; // until central has answered
  use_line (upload->link, size);
  offset = yc_api_send_piece (upload->link->api, upload->address, upload->offset, piece,
                              upload->cancellable, error);
  if (offset < 0)
    return FALSE;
  upload->is_stale = FALSE;
  upload->offset = MIN (offset, upload->size);
  upload->stalls = 0;
  // A remainder tells nothing of the line.
  upload->link->piece = MAX (upload->link->piece, MIN (2 * size, LARGEST_PIECE));
  return save (upload, error);
}

static gboolean
step (Upload *upload, GError **error)
{
  if (upload->address == NULL)
    return begin (upload, error);
  return upload->is_stale ? find_place (upload, error) : send_piece (upload, error);
}

// Whether what failed may well go better at once. A bad line carries small pieces better.
static gboolean
may_go_on (Upload *upload, const GError *error)
{
  upload->link->piece = MAX (upload->link->piece / 2, SMALLEST_PIECE);
  switch (error->code) {
  case YC_ERROR_OFFLINE:
  case YC_ERROR_VERSION:
  case YC_ERROR_NOT_FOUND:
    upload->is_stale = TRUE;
    return ++upload->stalls < MOST_STALLS;
  default:
    return FALSE;
  }
}

static gboolean
send_in_pieces (Upload *upload, GError **error)
{
  // What was confirmed before counts until central says otherwise.
  upload->address = yc_store_load_upload (upload->link->store, upload->sha256, &upload->offset,
                                          NULL); // one that does not open is begun anew
  upload->is_stale = TRUE;
  while (upload->address == NULL || upload->is_stale || upload->offset < upload->size) {
    g_autoptr (GError) problem = NULL;

    if (step (upload, &problem) || may_go_on (upload, problem))
      continue;
    // What central refuses for good is not tried at the same place again.
    if (problem->code == YC_ERROR_MALFORMED || problem->code == YC_ERROR_IMAGE)
      yc_store_forget_upload (upload->link->store, upload->sha256, NULL);
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return TRUE;
}

// -------------------------------------------------------------------------------------------------

static gboolean
send_at_once (Upload *upload, GError **error)
{
  if (!wait_for_line (upload->link, upload->cancellable, error))
    return FALSE;
  use_line (upload->link, (gsize)upload->size);
  return yc_api_send_blob (upload->link->api, upload->sha256, upload->mime, upload->content,
                           upload->cancellable, error);
}

static gboolean
send_one (
    YcLink *link, const char *sha256, const char *mime, GCancellable *cancellable, GError **error)
{
  GBytes *content = yc_store_load_blob (link->store, sha256, error);
  g_auto (Upload) upload = {
      .link = link, .cancellable = cancellable, .sha256 = sha256, .mime = mime, .content = content};

  if (content == NULL)
    return FALSE;
  upload.size = (gint64)g_bytes_get_size (content);
  if (!(upload.size > YC_API_LARGE ? send_in_pieces (&upload, error)
                                   : send_at_once (&upload, error)))
    return FALSE;
  return yc_store_confirm_blob (link->store, sha256, error);
}

gboolean
yc_send_content (YcLink *link, const char *case_id, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) pairs = yc_store_list_blobs_to_send (link->store, case_id, error);

  for (guint i = 0; pairs != NULL && i + 1 < pairs->len; i += 2)
    if (!send_one (link, pairs->pdata[i], pairs->pdata[i + 1], cancellable, error))
      return FALSE;
  return pairs != NULL;
}
