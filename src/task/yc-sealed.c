// Memory that two processes share and that neither can change any more.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create

#include "yc-sealed.h"

#include "yc-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>

#define CONTENT_SEALS (F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE)

static gboolean
fail (const char *what, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_TOO_LARGE, "%s: %s", what, g_strerror (errno));
  return FALSE;
}

gboolean
yc_sealed_begin (YcSealed *sealed, gsize size, GError **error)
{
  *sealed = (YcSealed)YC_SEALED_INIT;
  int fd = memfd_create ("yichuang", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  if (fd < 0)
    return fail ("memfd_create", error);
  sealed->fd = fd;
  if (ftruncate (fd, (off_t)size) != 0)
    return fail ("ftruncate", error);
  void *data = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, fd, 0);
  if (data == MAP_FAILED)
    return fail ("mmap", error);
  sealed->data = data;
  sealed->size = size;
  return TRUE;
}

static void
unmap (YcSealed *sealed)
{
  if (sealed->data)
    munmap (sealed->data, sealed->size);
  sealed->data = NULL;
}

// The seal against writing is refused as long as anybody could write through a mapping.
int
yc_sealed_finish (YcSealed *sealed, GError **error)
{
  unmap (sealed);
  if (fcntl (sealed->fd, F_ADD_SEALS, CONTENT_SEALS | F_SEAL_SEAL) != 0) {
    fail ("F_ADD_SEALS", error);
    return -1;
  }
  int fd = sealed->fd;
  sealed->fd = -1;
  return fd;
}

void
yc_sealed_clear (YcSealed *sealed)
{
  unmap (sealed);
  if (sealed->fd >= 0)
    g_close (sealed->fd, NULL);
  sealed->fd = -1;
}

int
yc_sealed_copy (gconstpointer data, gsize size, GError **error)
{
  g_auto (YcSealed) sealed = YC_SEALED_INIT;
  if (!yc_sealed_begin (&sealed, size, error))
    return -1;
  memcpy (sealed.data, data, size);
  return yc_sealed_finish (&sealed, error);
}

gboolean
yc_sealed_is (int fd)
{
  int seals = fcntl (fd, F_GET_SEALS);
  return seals >= 0 && (seals & CONTENT_SEALS) == CONTENT_SEALS;
}

typedef struct {
  void *data;
  gsize size;
} Mapping;

static void
mapping_free (gpointer user_data)
{
  Mapping *mapping = user_data;
  munmap (mapping->data, mapping->size);
  g_free (mapping);
}

GBytes *
yc_sealed_map (int fd, guint64 most, GError **error)
{
  struct stat about;
  if (!yc_sealed_is (fd) || fstat (fd, &about) != 0 || about.st_size <= 0 ||
      (guint64)about.st_size > most) {
    g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "Shared memory that is not sealed, or none");
    return NULL;
  }
  gsize size = (gsize)about.st_size;
  void *data = mmap (NULL, size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, fd, 0);
  if (data == MAP_FAILED) {
    fail ("mmap", error);
    return NULL;
  }
  Mapping *mapping = g_new (Mapping, 1);
  *mapping = (Mapping){data, size};
  return g_bytes_new_with_free_func (data, size, mapping_free, mapping);
}
