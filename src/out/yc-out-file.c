// A document put in its place at once, or not at all.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-out.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

// ---- On this machine ----------------------------------------------------------------------------

// By hand, because GLib does not tell a quota that is used up from other trouble.
static gboolean
fail_by_errno (GError **error)
{
  const int saved = errno;
  const gboolean full = saved == ENOSPC || saved == EDQUOT || saved == EFBIG;
  const gboolean shut = saved == EROFS || saved == EACCES || saved == EPERM || saved == ENOENT ||
                        saved == ENOTDIR || saved == EISDIR;

  g_set_error_literal (error, YC_ERROR,
                       full   ? YC_ERROR_DISK_FULL
                       : shut ? YC_ERROR_READ_ONLY
                              : YC_ERROR_FAILED,
                       g_strerror (saved));
  return FALSE;
}

static gboolean
write_all (int fd, GBytes *pdf)
{
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);

  while (size > 0) {
    gssize n = write (fd, data, size);

    if (n < 0 && errno != EINTR)
      return FALSE;
    data += MAX (n, 0);
    size -= (gsize)MAX (n, 0);
  }
  return fsync (fd) == 0;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static gboolean
write_here (const char *path, GBytes *pdf, GError **error)
{
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  const int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_by_errno (error);
  if (!write_all (fd, pdf) || g_rename (temporary, path) != 0) {
    fail_by_errno (error);
    g_unlink (temporary);
    close (fd);
    return FALSE;
  }
  close (fd);
  sync_folder (path);
  return TRUE;
}

// ---- Elsewhere ----------------------------------------------------------------------------------

static gboolean
write_afar (GFile *file, GBytes *pdf, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  gboolean full, shut;

  if (g_file_replace_contents (file, data, size, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL, NULL,
                               &problem))
    return TRUE;
  full = g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  shut = g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_READ_ONLY) ||
         g_error_matches (problem, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_set_error_literal (error, YC_ERROR,
                       full   ? YC_ERROR_DISK_FULL
                       : shut ? YC_ERROR_READ_ONLY
                              : YC_ERROR_FAILED,
                       problem->message);
  return FALSE;
}

gboolean
yc_out_write (GFile *file, GBytes *pdf, GError **error)
{
  const char *path = g_file_peek_path (file);

  return path != NULL ? write_here (path, pdf, error) : write_afar (file, pdf, error);
}
