// Seals personal data: whole files, in pieces, so that a cut-off file is noticed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-vault-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define PIECE  (64 * 1024)
#define HEADER crypto_secretstream_xchacha20poly1305_HEADERBYTES
#define TAG    crypto_secretstream_xchacha20poly1305_ABYTES

static GByteArray *
seal (YcVault *vault, GBytes *plain)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (plain, &size);
  crypto_secretstream_xchacha20poly1305_state state;
  GByteArray *sealed = g_byte_array_sized_new ((guint)(HEADER + size + (size / PIECE + 1) * TAG));
  gsize at = 0;

  g_byte_array_set_size (sealed, HEADER);
  crypto_secretstream_xchacha20poly1305_init_push (&state, sealed->data, vault->file_key);
  do {
    gsize n = MIN (PIECE, size - at);
    guint end = sealed->len;
    guint8 tag = at + n == size ? crypto_secretstream_xchacha20poly1305_TAG_FINAL : 0;

    g_byte_array_set_size (sealed, (guint)(end + n + TAG));
    crypto_secretstream_xchacha20poly1305_push (&state, sealed->data + end, NULL,
                                                data != NULL ? data + at : NULL, n, NULL, 0, tag);
    at += n;
  } while (at < size);
  return sealed;
}

static gboolean
fail_by_errno (const char *what, GError **error)
{
  int saved = errno;
  YcErrorCode code = saved == ENOSPC || saved == EDQUOT || saved == EFBIG ? YC_ERROR_DISK_FULL
                     : saved == EROFS || saved == EACCES || saved == EPERM || saved == ENOTDIR
                         ? YC_ERROR_READ_ONLY
                     : saved == ENOENT ? YC_ERROR_NOT_FOUND
                                       : YC_ERROR_FAILED;

  g_set_error (error, YC_ERROR, code, "%s: %s", what, g_strerror (saved));
  return FALSE;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0) {
    gssize n = write (fd, data, size);

    if (n < 0 && errno != EINTR)
      return FALSE;
    data += MAX (n, 0);
    size -= (gsize)MAX (n, 0);
  }
  return TRUE;
}

// A name is only there for good once the folder that it is in is written, too. Some file systems
// cannot be asked for that.
gboolean
yc_vault_sync_folder (const char *folder, GError **error)
{
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  gboolean synced = fd >= 0 && (fsync (fd) == 0 || errno == EINVAL);

  if (!synced)
    fail_by_errno ("cannot write a folder", error);
  if (fd >= 0)
    close (fd);
  return synced;
}

gboolean
yc_vault_ensure_folder (const char *path, GError **error)
{
  g_autofree char *above = g_path_get_dirname (path);

  if (!g_file_test (above, G_FILE_TEST_IS_DIR) && !yc_vault_ensure_folder (above, error))
    return FALSE;
  if (g_mkdir (path, 0700) != 0 && errno != EEXIST)
    return fail_by_errno ("cannot make a folder", error);
  return yc_vault_sync_folder (above, error);
}

gboolean
yc_vault_write_file (YcVault *vault, const char *path, GBytes *plain, GError **error)
{
  g_autoptr (GByteArray) sealed = seal (vault, plain);
  g_autofree char *temporary = g_strconcat (path, ".XXXXXX", NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, 0600);
  gboolean written;

  if (fd < 0)
    return fail_by_errno ("cannot write a sealed file", error);
  written = write_all (fd, sealed->data, sealed->len) && fsync (fd) == 0;
  if (!written || g_rename (temporary, path) != 0) {
    fail_by_errno ("cannot write a sealed file", error);
    g_unlink (temporary);
    close (fd);
    return FALSE;
  }
  close (fd);
  return yc_vault_sync_folder (folder, error);
}

// The plain bytes, or NULL if any piece is not what was sealed, or the last one is not the final.
static GByteArray *
unseal (YcVault *vault, const guint8 *sealed, gsize size)
{
  crypto_secretstream_xchacha20poly1305_state state;
  g_autoptr (GByteArray) plain = g_byte_array_sized_new ((guint)size);
  guint8 tag = 0;

  if (size < HEADER + TAG ||
      crypto_secretstream_xchacha20poly1305_init_pull (&state, sealed, vault->file_key) != 0)
    return NULL;
  for (gsize at = HEADER; at < size;) {
    gsize n = MIN (PIECE + TAG, size - at);
    guint end = plain->len;

    if (n < TAG || tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL)
      return NULL;
    g_byte_array_set_size (plain, (guint)(end + n - TAG));
    if (crypto_secretstream_xchacha20poly1305_pull (&state, plain->data + end, NULL, &tag,
                                                    sealed + at, n, NULL, 0) != 0)
      return NULL;
    at += n;
  }
  return tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL ? g_steal_pointer (&plain) : NULL;
}

GBytes *
yc_vault_read_file (YcVault *vault, const char *path, GError **error)
{
  g_autofree char *sealed = NULL;
  g_autoptr (GError) problem = NULL;
  GByteArray *plain;
  gsize size;

  if (!g_file_get_contents (path, &sealed, &size, &problem)) {
    gboolean missing = g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT);

    g_set_error_literal (error, YC_ERROR, missing ? YC_ERROR_NOT_FOUND : YC_ERROR_FAILED,
                         problem->message);
    return NULL;
  }
  plain = unseal (vault, (const guint8 *)sealed, size);
  if (plain != NULL)
    return g_byte_array_free_to_bytes (plain);
  g_set_error_literal (error, YC_ERROR, YC_ERROR_SEALED, "a sealed file was cut off or changed");
  return NULL;
}
