// A disk whose power can be cut: what was not synced by then may be gone, torn, or there.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Knows of every file below a folder what was synced, and what was written since; of every folder,
// which names in it were synced. It is stricter than most file systems are: the sync of a file says
// nothing about its name, which needs a sync of the folder (fsync(2)). Not thread-safe.
typedef struct _Disk Disk;

// A file or a folder, whatever its name is.
typedef struct _DiskFile DiskFile;

typedef enum {
  DISK_KILL, // the program ends; the system goes on, and nothing is forgotten
  DISK_CUT,  // the power is cut
} DiskEnd;

typedef struct {
  guint syncs;     // of files
  guint folders;   // synced
  guint cuts;      // of the power
  guint dropped;   // writes and truncations that were gone after one
  guint survived;  // that were there, although nothing had synced them
  guint torn;      // writes of which one side of a border between sectors was there
  guint forgotten; // names that were gone, or back
} DiskCounts;

// `root` is empty, and itself durable. The seed decides what survives.
Disk *disk_new (const char *root, guint32 seed);
void disk_free (Disk *disk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Disk, disk_free)

// From now on, SQLite and the vault find their files below the root on this disk; NULL: no disk.
void disk_mount (Disk *disk);

// The end comes with the `calls`-th call from here that changes or syncs anything; if `at_name`,
// with the first from there on that is about names. From then on every call fails.
void disk_end_after (Disk *disk, guint calls, gboolean at_name, DiskEnd end);
gboolean disk_is_dead (Disk *disk);

// Whoever kept files open has closed them: the next program, or the next day. After a cut it is
// decided what survived, and the root holds nothing else.
void disk_start_again (Disk *disk);

// What survived once more, into a new folder.
void disk_copy_to (Disk *disk, const char *folder);

void disk_add_counts (Disk *disk, DiskCounts *counts);

// Empties a folder of the real file system.
void disk_remove_below (const char *folder);

// ---- For those who stand in for SQLite's and the vault's calls. Each is told before it is done
// for real; FALSE: it is not done, and fails.

// Whether there is a disk, and this path is on it.
gboolean disk_has_mounted (const char *path);
Disk *disk_get_mounted (void);

// The file or folder of this name, which is made if need be. NULL: the disk is dead.
DiskFile *disk_open (Disk *disk, const char *path);
DiskFile *disk_make_folder (Disk *disk, const char *path);
void disk_file_unref (DiskFile *file);

gboolean disk_write (Disk *disk, DiskFile *file, gint64 at, gconstpointer bytes, gsize size);
gboolean disk_truncate (Disk *disk, DiskFile *file, gint64 size);
gboolean disk_sync (Disk *disk, DiskFile *file); // of a folder: its names
gboolean disk_rename (Disk *disk, const char *from, const char *to);
gboolean disk_delete (Disk *disk, const char *path);

// SQLite has synced the folder in which this file is; no call of its own.
void disk_sync_folder_of (Disk *disk, const char *path);

G_END_DECLS
