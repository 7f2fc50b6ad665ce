// An unchangeable copy of a foreign file, so that nothing can move under the one who reads it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-snapshot.h"

#include "yc-error.h"
#include "yc-sealed.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE (4u << 20)

static gboolean
check_size (guint64 size, guint64 most, GError **error)
{
  if (size > most)
    g_set_error (error, YC_ERROR, YC_ERROR_TOO_LARGE, "A file of %" G_GUINT64_FORMAT " bytes",
                 size);
  else if (size == 0)
    g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_FORMAT, "An empty file");
  return size > 0 && size <= most;
}

static gboolean
look (int fd, struct stat *about, GError **error)
{
  if (fstat (fd, about) == 0 && S_ISREG (about->st_mode))
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_FORMAT, "It is no file");
  return FALSE;
}

static gboolean
fail_changed (GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_DOCUMENT_CHANGED, "The file changed while it was read");
  return FALSE;
}

static gboolean
fill (int fd, YcSealed *sealed, GCancellable *cancellable, GError **error)
{
  for (gsize done = 0; done < sealed->size;) {
    if (g_cancellable_is_cancelled (cancellable)) {
      g_set_error (error, YC_ERROR, YC_ERROR_CANCELLED, "Cancelled");
      return FALSE;
    }
    gssize n = pread (fd, sealed->data + done, MIN (PIECE, sealed->size - done), (off_t)done);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0) {
      g_set_error (error, YC_ERROR, YC_ERROR_FAILED, "pread: %s", g_strerror (errno));
      return FALSE;
    }
    if (n == 0)
      return fail_changed (error);
    done += (gsize)n;
  }
  return TRUE;
}

static gboolean
is_same (const struct stat *a, const struct stat *b)
{
  return a->st_size == b->st_size && a->st_mtim.tv_sec == b->st_mtim.tv_sec &&
         a->st_mtim.tv_nsec == b->st_mtim.tv_nsec && a->st_ctim.tv_sec == b->st_ctim.tv_sec &&
         a->st_ctim.tv_nsec == b->st_ctim.tv_nsec;
}

int
yc_snapshot_take (int fd, guint64 most, GCancellable *cancellable, GError **error)
{
  g_auto (YcSealed) sealed = YC_SEALED_INIT;
  struct stat before, after;
  if (!look (fd, &before, error) || !check_size ((guint64)before.st_size, most, error))
    return -1;
  if (yc_sealed_is (fd))
    return fcntl (fd, F_DUPFD_CLOEXEC, 0);
  if (!yc_sealed_begin (&sealed, (gsize)before.st_size, error) ||
      !fill (fd, &sealed, cancellable, error) || !look (fd, &after, error))
    return -1;
  if (!is_same (&before, &after)) {
    fail_changed (error);
    return -1;
  }
  return yc_sealed_finish (&sealed, error);
}

int
yc_snapshot_take_bytes (GBytes *content, guint64 most, GError **error)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (content, &size);
  return check_size (size, most, error) ? yc_sealed_copy (data, size, error) : -1;
}
