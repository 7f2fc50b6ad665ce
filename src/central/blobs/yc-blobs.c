// Where the bytes of blobs are kept: what all kinds of places have in common.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blobs-private.h"
#include "yc-digest.h"

#define BLOCK (256 * 1024)

void
yc_blobs_free (YcBlobs *self)
{
  self->class->free (self);
}

void
yc_blobs_add (
    YcBlobs *self, const char *path, const char *sha256, YcBlobsDone done, gpointer user_data)
{
  self->class->add (self, path, sha256, done, user_data);
}

void
yc_blobs_open (YcBlobs *self,
               const char *sha256,
               gint64 start,
               gint64 length,
               YcBlobsOpened opened,
               gpointer user_data)
{
  self->class->open (self, sha256, start, length, opened, user_data);
}

gboolean
yc_blobs_takes_pieces (YcBlobs *self)
{
  return self->class->add_piece != NULL;
}

void
yc_blobs_add_piece (YcBlobs *self,
                    const char *piece,
                    const char *path,
                    const char *sha256,
                    YcBlobsDone done,
                    gpointer user_data)
{
  self->class->add_piece (self, piece, path, sha256, done, user_data);
}

void
yc_blobs_fetch_piece (
    YcBlobs *self, const char *piece, gint64 length, int fd, YcBlobsDone done, gpointer user_data)
{
  self->class->fetch_piece (self, piece, length, fd, done, user_data);
}

void
yc_blobs_remove_piece (YcBlobs *self, const char *piece)
{
  self->class->remove_piece (self, piece);
}

void
yc_blobs_look (YcBlobs *self, YcBlobsDone done, gpointer user_data)
{
  self->class->look (self, done, user_data);
}

const YcBlobsFigures *
yc_blobs_get_figures (YcBlobs *self)
{
  return self->class->get_figures (self);
}

void
yc_blobs_stop (YcBlobs *self)
{
  self->class->stop (self);
}

// --- waiting -------------------------------------------------------------------------------------

typedef struct {
  gboolean is_done;
  GError *error;      // owned, nullable
  GBytes *bytes;      // owned, nullable
  GInputStream *rest; // owned, nullable
} Wait;

static void
wait_until_done (Wait *wait)
{
  while (!wait->is_done)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

static void
done_cb (gpointer user_data, const GError *error)
{
  Wait *wait = user_data;

  wait->error = error != NULL ? g_error_copy (error) : NULL;
  wait->is_done = TRUE;
}

gboolean
yc_blobs_add_now (YcBlobs *self, const char *path, const char *sha256, GError **error)
{
  Wait wait = {FALSE};

  yc_blobs_add (self, path, sha256, done_cb, &wait);
  wait_until_done (&wait);
  if (wait.error == NULL)
    return TRUE;
  g_propagate_error (error, wait.error);
  return FALSE;
}

static void
opened_cb (gpointer user_data, GBytes *bytes, GInputStream *rest, const GError *error)
{
  Wait *wait = user_data;

  wait->bytes = bytes != NULL ? g_bytes_ref (bytes) : NULL;
  wait->rest = rest != NULL ? g_object_ref (rest) : NULL;
  done_cb (user_data, error);
}

static void
add_bytes (YcDigest *sum, GBytes *bytes, gint64 *size)
{
  gsize n = 0;
  gconstpointer data = g_bytes_get_data (bytes, &n);

  yc_digest_add (sum, data, n);
  *size += (gint64)n;
}

static gboolean
add_rest (YcDigest *sum, GInputStream *rest, gint64 *size, GError **error)
{
  gsize n = 1;

  while (n > 0) {
    g_autoptr (GBytes) block = g_input_stream_read_bytes (rest, BLOCK, NULL, error);

    if (block == NULL)
      return FALSE;
    n = g_bytes_get_size (block);
    add_bytes (sum, block, size);
  }
  return TRUE;
}

char *
yc_blobs_sum_now (YcBlobs *self, const char *sha256, gint64 *ret_size, GError **error)
{
  Wait wait = {FALSE};
  g_autoptr (YcDigest) sum = yc_digest_new ();
  gint64 size = 0;
  gboolean is_read;

  yc_blobs_open (self, sha256, 0, -1, opened_cb, &wait);
  wait_until_done (&wait);
  if (wait.bytes != NULL)
    add_bytes (sum, wait.bytes, &size);
  is_read =
      wait.error == NULL && (wait.rest == NULL || add_rest (sum, wait.rest, &size, &wait.error));
  g_clear_pointer (&wait.bytes, g_bytes_unref);
  g_clear_object (&wait.rest);
  *ret_size = size;
  if (is_read)
    return yc_digest_to_hex (sum);
  g_propagate_error (error, wait.error);
  return NULL;
}
