// What the parts of the disk share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.h"

G_BEGIN_DECLS

typedef enum { DISK_RUNS, DISK_DIES, DISK_DEAD } DiskMoment;

// A write; without bytes, a truncation.
typedef struct {
  gint64 at;
  GBytes *bytes; // owned, nullable
} DiskChange;

struct _DiskFile {
  gboolean is_folder;
  GByteArray *durable; // the bytes of the last sync
  GPtrArray *changes;  // since then, of DiskChange
};

typedef struct {
  DiskFile *now, *durable; // owned, nullable: there is none
} DiskName;

struct _Disk {
  char *root;
  GRand *rand;
  GHashTable *names; // path -> DiskName
  guint left;        // calls until the end; 0: it has come
  gboolean at_name;  // it waits for a call about names
  DiskEnd end;
  DiskCounts counts;
};

DiskName *disk_ensure_name (Disk *disk, const char *path);
void disk_change_free (gpointer data);
void disk_apply (GByteArray *bytes, const DiskChange *change);

// SQLite's files, on the disk that is mounted.
void disk_vfs_register (void);
void disk_vfs_unregister (void);

G_END_DECLS
