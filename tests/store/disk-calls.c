// The vault's files on the disk that is mounted: the linker puts these in the place of the system's
// calls (--wrap), wherever our own code makes them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk-private.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_FDS 1024

int __real_open64 (const char *path, int flags, ...);
int __real_close (int fd);
ssize_t __real_write (int fd, const void *bytes, size_t size);
int __real_fsync (int fd);
int __real_rename (const char *from, const char *to);
int __real_g_unlink (const char *path);
int __real_mkdir (const char *path, mode_t mode);
int __real_g_mkstemp_full (char *path, int flags, int mode);
int __wrap_open64 (const char *path, int flags, ...);
int __wrap_close (int fd);
ssize_t __wrap_write (int fd, const void *bytes, size_t size);
int __wrap_fsync (int fd);
int __wrap_rename (const char *from, const char *to);
int __wrap_g_unlink (const char *path);
int __wrap_mkdir (const char *path, mode_t mode);
int __wrap_g_mkstemp_full (char *path, int flags, int mode);

typedef struct {
  DiskFile *file; // owned; NULL: not on the disk
  gint64 at;      // where the next write goes
} Open;

static Open opened[MOST_FDS];

static int
fail (void)
{
  errno = EIO;
  return -1;
}

static Open *
find_open (int fd)
{
  return fd >= 0 && fd < MOST_FDS && opened[fd].file != NULL ? &opened[fd] : NULL;
}

static int
remember (int fd, const char *path)
{
  DiskFile *file = fd >= 0 ? disk_open (disk_get_mounted (), path) : NULL;

  g_assert_cmpint (fd, <, MOST_FDS);
  if (file != NULL) {
    g_assert_null (find_open (fd));
    opened[fd] = (Open){file, 0};
    return fd;
  }
  if (fd >= 0)
    __real_close (fd);
  return fail ();
}

int
__wrap_open64 (const char *path, int flags, ...)
{
  va_list more;
  mode_t mode;

  va_start (more, flags);
  mode = (flags & O_CREAT) != 0 ? va_arg (more, mode_t) : 0;
  va_end (more);
  if (!disk_has_mounted (path))
    return __real_open64 (path, flags, mode);
  return disk_is_dead (disk_get_mounted ()) ? fail ()
                                            : remember (__real_open64 (path, flags, mode), path);
}

int
__wrap_g_mkstemp_full (char *path, int flags, int mode)
{
  if (!disk_has_mounted (path))
    return __real_g_mkstemp_full (path, flags, mode);
  return disk_is_dead (disk_get_mounted ())
             ? fail ()
             : remember (__real_g_mkstemp_full (path, flags, mode), path);
}

int
__wrap_close (int fd)
{
  Open *open = find_open (fd);

  if (open != NULL)
    g_clear_pointer (&open->file, disk_file_unref);
  return __real_close (fd);
}

ssize_t
__wrap_write (int fd, const void *bytes, size_t size)
{
  Open *open = find_open (fd);
  ssize_t n;

  if (open != NULL && !disk_write (disk_get_mounted (), open->file, open->at, bytes, size))
    return fail ();
  n = __real_write (fd, bytes, size);
  if (open != NULL) {
    g_assert_cmpint (n, ==, (gssize)size);
    open->at += n;
  }
  return n;
}

// On the disk it is the disk that counts: for real it would only cost time.
int
__wrap_fsync (int fd)
{
  Open *open = find_open (fd);

  if (open == NULL)
    return __real_fsync (fd);
  return disk_sync (disk_get_mounted (), open->file) ? 0 : fail ();
}

int
__wrap_rename (const char *from, const char *to)
{
  return !disk_has_mounted (to) || disk_rename (disk_get_mounted (), from, to)
             ? __real_rename (from, to)
             : fail ();
}

int
__wrap_g_unlink (const char *path)
{
  return !disk_has_mounted (path) || disk_delete (disk_get_mounted (), path)
             ? __real_g_unlink (path)
             : fail ();
}

int
__wrap_mkdir (const char *path, mode_t mode)
{
  DiskFile *folder;

  if (!disk_has_mounted (path))
    return __real_mkdir (path, mode);
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    errno = EEXIST;
    return -1;
  }
  folder = disk_make_folder (disk_get_mounted (), path);
  if (folder == NULL)
    return fail ();
  disk_file_unref (folder);
  return __real_mkdir (path, mode);
}
