// A disk whose power can be cut: the calls as they come, and what they leave behind.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk-private.h"

#include <glib/gstdio.h>
#include <string.h>

static Disk *mounted;

void
disk_change_free (gpointer data)
{
  DiskChange *change = data;

  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change);
}

static DiskFile *
new_file (gboolean is_folder)
{
  DiskFile *file = g_rc_box_new0 (DiskFile);

  file->is_folder = is_folder;
  file->durable = g_byte_array_new ();
  file->changes = g_ptr_array_new_with_free_func (disk_change_free);
  return file;
}

static void
clear_file (gpointer data)
{
  DiskFile *file = data;

  g_byte_array_unref (file->durable);
  g_ptr_array_unref (file->changes);
}

void
disk_file_unref (DiskFile *file)
{
  g_rc_box_release_full (file, clear_file);
}

static void
free_name (gpointer data)
{
  DiskName *name = data;

  g_clear_pointer (&name->now, disk_file_unref);
  g_clear_pointer (&name->durable, disk_file_unref);
  g_free (name);
}

DiskName *
disk_ensure_name (Disk *disk, const char *path)
{
  DiskName *name = g_hash_table_lookup (disk->names, path);

  if (name == NULL) {
    name = g_new0 (DiskName, 1);
    g_hash_table_insert (disk->names, g_strdup (path), name);
  }
  return name;
}

Disk *
disk_new (const char *root, guint32 seed)
{
  Disk *disk = g_new0 (Disk, 1);
  DiskName *top;

  disk->root = g_strdup (root);
  disk->rand = g_rand_new_with_seed (seed);
  disk->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_name);
  disk->left = G_MAXUINT;
  top = disk_ensure_name (disk, root);
  top->now = new_file (TRUE);
  top->durable = g_rc_box_acquire (top->now);
  return disk;
}

void
disk_free (Disk *disk)
{
  g_hash_table_unref (disk->names);
  g_rand_free (disk->rand);
  g_free (disk->root);
  g_free (disk);
}

void
disk_mount (Disk *disk)
{
  mounted = disk;
  if (disk != NULL)
    disk_vfs_register ();
  else
    disk_vfs_unregister ();
}

Disk *
disk_get_mounted (void)
{
  return mounted;
}

gboolean
disk_has_mounted (const char *path)
{
  gsize n = mounted != NULL ? strlen (mounted->root) : 0;

  return n > 0 && strncmp (path, mounted->root, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

void
disk_end_after (Disk *disk, guint calls, gboolean at_name, DiskEnd end)
{
  disk->left = calls;
  disk->at_name = at_name;
  disk->end = end;
}

gboolean
disk_is_dead (Disk *disk)
{
  return disk->left == 0;
}

void
disk_add_counts (Disk *disk, DiskCounts *counts)
{
  counts->syncs += disk->counts.syncs;
  counts->folders += disk->counts.folders;
  counts->cuts += disk->counts.cuts;
  counts->dropped += disk->counts.dropped;
  counts->survived += disk->counts.survived;
  counts->torn += disk->counts.torn;
  counts->forgotten += disk->counts.forgotten;
}

// Counts a call. The one in which the power is cut may still leave something behind; what is
// killed has not made it.
static DiskMoment
count_call (Disk *disk, gboolean is_about_names)
{
  if (disk->left == 0)
    return DISK_DEAD;
  if (disk->left == 1 && disk->at_name && !is_about_names)
    return DISK_RUNS;
  disk->left--;
  if (disk->left > 0)
    return DISK_RUNS;
  return disk->end == DISK_CUT ? DISK_DIES : DISK_DEAD;
}

static void
set_now (DiskName *name, DiskFile *file)
{
  DiskFile *old = name->now;

  name->now = file != NULL ? g_rc_box_acquire (file) : NULL;
  if (old != NULL)
    disk_file_unref (old);
}

static DiskFile *
open_or_make (Disk *disk, const char *path, gboolean is_folder)
{
  DiskName *name = disk_ensure_name (disk, path);
  DiskMoment moment;

  if (name->now == NULL) {
    moment = count_call (disk, TRUE);
    if (moment != DISK_DEAD)
      name->now = new_file (is_folder);
    if (moment != DISK_RUNS)
      return NULL;
  }
  return disk_is_dead (disk) ? NULL : g_rc_box_acquire (name->now);
}

DiskFile *
disk_open (Disk *disk, const char *path)
{
  return open_or_make (disk, path, FALSE);
}

DiskFile *
disk_make_folder (Disk *disk, const char *path)
{
  return open_or_make (disk, path, TRUE);
}

static gboolean
change (Disk *disk, DiskFile *file, gint64 at, GBytes *bytes)
{
  DiskMoment moment = count_call (disk, FALSE);
  DiskChange *self = g_new0 (DiskChange, 1);

  *self = (DiskChange){at, bytes};
  if (moment != DISK_DEAD)
    g_ptr_array_add (file->changes, self);
  else
    disk_change_free (self);
  return moment == DISK_RUNS;
}

gboolean
disk_write (Disk *disk, DiskFile *file, gint64 at, gconstpointer bytes, gsize size)
{
  return change (disk, file, at, g_bytes_new (bytes, size));
}

gboolean
disk_truncate (Disk *disk, DiskFile *file, gint64 size)
{
  return change (disk, file, size, NULL);
}

static void
sync_names (Disk *disk, const char *folder)
{
  GHashTableIter iter;
  gpointer path, value;

  disk->counts.folders++;
  g_hash_table_iter_init (&iter, disk->names);
  while (g_hash_table_iter_next (&iter, &path, &value)) {
    g_autofree char *above = g_path_get_dirname (path);
    DiskName *name = value;

    if (!g_str_equal (above, folder))
      continue;
    g_clear_pointer (&name->durable, disk_file_unref);
    if (name->now != NULL)
      name->durable = g_rc_box_acquire (name->now);
  }
}

static const char *
find_path (Disk *disk, DiskFile *file)
{
  GHashTableIter iter;
  gpointer path, name;

  g_hash_table_iter_init (&iter, disk->names);
  while (g_hash_table_iter_next (&iter, &path, &name))
    if (((DiskName *)name)->now == file)
      return path;
  g_assert_not_reached ();
}

gboolean
disk_sync (Disk *disk, DiskFile *file)
{
  if (count_call (disk, file->is_folder) != DISK_RUNS)
    return FALSE;
  if (file->is_folder) {
    sync_names (disk, find_path (disk, file));
    return TRUE;
  }
  disk->counts.syncs++;
  for (guint i = 0; i < file->changes->len; i++)
    disk_apply (file->durable, file->changes->pdata[i]);
  g_ptr_array_set_size (file->changes, 0);
  return TRUE;
}

void
disk_sync_folder_of (Disk *disk, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  sync_names (disk, folder);
}

gboolean
disk_rename (Disk *disk, const char *from, const char *to)
{
  DiskMoment moment = count_call (disk, TRUE);

  if (moment != DISK_DEAD) {
    DiskName *name = disk_ensure_name (disk, from);

    set_now (disk_ensure_name (disk, to), name->now);
    set_now (name, NULL);
  }
  return moment == DISK_RUNS;
}

gboolean
disk_delete (Disk *disk, const char *path)
{
  DiskMoment moment = count_call (disk, TRUE);

  if (moment != DISK_DEAD)
    set_now (disk_ensure_name (disk, path), NULL);
  return moment == DISK_RUNS;
}
