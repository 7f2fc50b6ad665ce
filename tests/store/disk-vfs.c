// SQLite's files on the disk that is mounted: a VFS over its own, which is the default meanwhile.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk-private.h"

#include <sqlite3.h>
#include <string.h>

typedef struct {
  sqlite3_file parent;
  DiskFile *file;        // owned; NULL: not on the disk
  gboolean is_synced;    // for real, once
  sqlite3_file really[]; // of SQLite's own VFS
} VfsFile;

static sqlite3_vfs vfs;
static sqlite3_vfs *own; // SQLite's
static int (*open_folder) (const char *path, int *ret_fd);
static char *folder_of; // a file in the folder that was opened to be synced

static sqlite3_file *
really (sqlite3_file *file)
{
  return ((VfsFile *)file)->really;
}

static DiskFile *
file_of (sqlite3_file *file)
{
  return ((VfsFile *)file)->file;
}

// Its own VFS opens a folder to sync it, and for nothing else. The sync itself cannot be seen.
static int
open_folder_cb (const char *path, int *ret_fd)
{
  g_free (folder_of);
  folder_of = g_strdup (path);
  return open_folder (path, ret_fd);
}

static void
take_folder (void)
{
  g_autofree char *path = g_steal_pointer (&folder_of);

  if (path != NULL && disk_has_mounted (path))
    disk_sync_folder_of (disk_get_mounted (), path);
}

static int
close_file (sqlite3_file *file)
{
  int code = really (file)->pMethods->xClose (really (file));

  g_clear_pointer (&((VfsFile *)file)->file, disk_file_unref);
  return code;
}

static int
read_file (sqlite3_file *file, void *bytes, int size, sqlite3_int64 at)
{
  return really (file)->pMethods->xRead (really (file), bytes, size, at);
}

static int
write_file (sqlite3_file *file, const void *bytes, int size, sqlite3_int64 at)
{
  if (file_of (file) != NULL &&
      !disk_write (disk_get_mounted (), file_of (file), at, bytes, (gsize)size))
    return SQLITE_IOERR_WRITE;
  return really (file)->pMethods->xWrite (really (file), bytes, size, at);
}

static int
truncate_file (sqlite3_file *file, sqlite3_int64 size)
{
  if (file_of (file) != NULL && !disk_truncate (disk_get_mounted (), file_of (file), size))
    return SQLITE_IOERR_TRUNCATE;
  return really (file)->pMethods->xTruncate (really (file), size);
}

// Its own VFS syncs the folder with the first sync of a file that it made. Later ones would only
// cost time: the disk knows of them.
static int
sync_file (sqlite3_file *file, int flags)
{
  VfsFile *self = (VfsFile *)file;
  int code;

  if (self->file != NULL && !disk_sync (disk_get_mounted (), self->file))
    return SQLITE_IOERR_FSYNC;
  if (self->is_synced)
    return SQLITE_OK;
  code = really (file)->pMethods->xSync (really (file), flags);
  self->is_synced = self->file != NULL;
  take_folder ();
  return code;
}

static int
get_size (sqlite3_file *file, sqlite3_int64 *ret_size)
{
  return really (file)->pMethods->xFileSize (really (file), ret_size);
}

static int
lock (sqlite3_file *file, int level)
{
  return really (file)->pMethods->xLock (really (file), level);
}

static int
unlock (sqlite3_file *file, int level)
{
  return really (file)->pMethods->xUnlock (really (file), level);
}

static int
is_reserved (sqlite3_file *file, int *ret)
{
  return really (file)->pMethods->xCheckReservedLock (really (file), ret);
}

static int
control (sqlite3_file *file, int what, void *more)
{
  return really (file)->pMethods->xFileControl (really (file), what, more);
}

static int
get_sector_size (sqlite3_file *file)
{
  return really (file)->pMethods->xSectorSize (really (file));
}

static int
get_characteristics (sqlite3_file *file)
{
  return really (file)->pMethods->xDeviceCharacteristics (really (file));
}

// The memory that connections share is no file of the disk: a power cut takes it all.
static int
map_shared (sqlite3_file *file, int region, int size, int extend, void volatile **ret)
{
  return really (file)->pMethods->xShmMap (really (file), region, size, extend, ret);
}

static int
lock_shared (sqlite3_file *file, int offset, int n, int flags)
{
  return really (file)->pMethods->xShmLock (really (file), offset, n, flags);
}

static void
order_shared (sqlite3_file *file)
{
  really (file)->pMethods->xShmBarrier (really (file));
}

static int
unmap_shared (sqlite3_file *file, int delete)
{
  return really (file)->pMethods->xShmUnmap (really (file), delete);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2, // not 3: nothing is mapped, so that every write is seen
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = get_size,
    .xLock = lock,
    .xUnlock = unlock,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control,
    .xSectorSize = get_sector_size,
    .xDeviceCharacteristics = get_characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = order_shared,
    .xShmUnmap = unmap_shared,
};

static int
open_file (sqlite3_vfs *self, const char *path, sqlite3_file *file, int flags, int *ret_flags)
{
  VfsFile *opened = (VfsFile *)file;
  int code;

  opened->parent.pMethods = NULL;
  opened->file = NULL;
  opened->is_synced = FALSE;
  if (path != NULL && disk_has_mounted (path)) {
    if ((flags & SQLITE_OPEN_CREATE) == 0 && !g_file_test (path, G_FILE_TEST_EXISTS))
      return SQLITE_CANTOPEN;
    opened->file = disk_open (disk_get_mounted (), path);
    if (opened->file == NULL)
      return SQLITE_CANTOPEN;
  }
  code = own->xOpen (own, path, opened->really, flags, ret_flags);
  if (code == SQLITE_OK)
    opened->parent.pMethods = &methods;
  else
    g_clear_pointer (&opened->file, disk_file_unref);
  return code;
}

static int
delete_file (sqlite3_vfs *self, const char *path, int sync)
{
  int code;

  if (disk_has_mounted (path) && !g_file_test (path, G_FILE_TEST_EXISTS))
    return SQLITE_IOERR_DELETE_NOENT;
  if (disk_has_mounted (path) && !disk_delete (disk_get_mounted (), path))
    return SQLITE_IOERR_DELETE;
  code = own->xDelete (own, path, sync);
  take_folder ();
  return code;
}

void
disk_vfs_register (void)
{
  own = sqlite3_vfs_find ("unix");
  vfs = *own;
  vfs.zName = "disk";
  vfs.pNext = NULL;
  vfs.szOsFile = (int)sizeof (VfsFile) + own->szOsFile;
  vfs.xOpen = open_file;
  vfs.xDelete = delete_file;
  open_folder = (int (*) (const char *, int *))own->xGetSystemCall (own, "openDirectory");
  own->xSetSystemCall (own, "openDirectory", (sqlite3_syscall_ptr)open_folder_cb);
  sqlite3_vfs_register (&vfs, TRUE);
}

void
disk_vfs_unregister (void)
{
  sqlite3_vfs_unregister (&vfs);
  own->xSetSystemCall (own, "openDirectory", NULL);
  sqlite3_vfs_register (own, TRUE);
}
