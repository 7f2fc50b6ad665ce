// What a power cut leaves of a disk.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "disk-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define SECTOR 512

// How a file fares; drawn anew for each.
typedef enum { KEEP_NOTHING, KEEP_SOME, KEEP_ALL, N_FARES } Fare;

static void
fit (GByteArray *bytes, guint size)
{
  guint before = bytes->len;

  g_byte_array_set_size (bytes, size);
  if (size > before)
    memset (bytes->data + before, 0, size - before);
}

void
disk_apply (GByteArray *bytes, const DiskChange *change)
{
  gsize size;
  gconstpointer data;

  if (change->bytes == NULL) {
    fit (bytes, (guint)change->at);
    return;
  }
  data = g_bytes_get_data (change->bytes, &size);
  if (bytes->len < change->at + (gint64)size)
    fit (bytes, (guint)(change->at + (gint64)size));
  memcpy (bytes->data + change->at, data, size);
}

// The one side or the other of a border between two sectors; FALSE if it lies within one.
static gboolean
apply_half (Disk *disk, GByteArray *bytes, const DiskChange *change)
{
  gint64 size = change->bytes != NULL ? (gint64)g_bytes_get_size (change->bytes) : 0;
  gint64 first = change->at / SECTOR + 1; // the first border behind its beginning
  gint64 n = (change->at + size - 1) / SECTOR - first + 1;
  gint64 cut;
  DiskChange half;

  if (size == 0 || n <= 0)
    return FALSE;
  cut = (first + g_rand_int_range (disk->rand, 0, (gint32)n)) * SECTOR - change->at;
  if (g_rand_boolean (disk->rand))
    half = (DiskChange){change->at, g_bytes_new_from_bytes (change->bytes, 0, (gsize)cut)};
  else
    half = (DiskChange){change->at + cut,
                        g_bytes_new_from_bytes (change->bytes, (gsize)cut, (gsize)(size - cut))};
  disk_apply (bytes, &half);
  g_bytes_unref (half.bytes);
  disk->counts.torn++;
  return TRUE;
}

static void
settle_file (Disk *disk, DiskFile *file)
{
  Fare fare = g_rand_int_range (disk->rand, 0, N_FARES);
  guint torn = g_rand_int_range (disk->rand, 0, (gint32)file->changes->len + 1);

  for (guint i = 0; i < file->changes->len; i++) {
    const DiskChange *change = file->changes->pdata[i];

    if (fare != KEEP_NOTHING && i == torn && apply_half (disk, file->durable, change))
      continue;
    if (fare == KEEP_ALL || (fare == KEEP_SOME && g_rand_boolean (disk->rand))) {
      disk_apply (file->durable, change);
      disk->counts.survived++;
    } else {
      disk->counts.dropped++;
    }
  }
  g_ptr_array_set_size (file->changes, 0);
}

// Names are forgotten or kept one by one, in no order.
static void
settle_name (Disk *disk, DiskName *name, Fare fare)
{
  gboolean forget = fare == KEEP_NOTHING || (fare == KEEP_SOME && g_rand_boolean (disk->rand));
  DiskFile *old = forget ? name->now : name->durable;
  DiskFile *kept = forget ? name->durable : name->now;

  if (name->now == name->durable)
    return;
  disk->counts.forgotten += forget;
  if (old != NULL)
    disk_file_unref (old);
  name->now = kept;
  name->durable = kept != NULL ? g_rc_box_acquire (kept) : NULL;
}

static gboolean
is_there (Disk *disk, const char *path)
{
  DiskName *name = g_hash_table_lookup (disk->names, path);
  g_autofree char *above = g_path_get_dirname (path);

  if (g_str_equal (path, disk->root))
    return TRUE;
  return name != NULL && name->now != NULL && is_there (disk, above);
}

static gboolean
is_gone (gpointer path, gpointer name, gpointer disk)
{
  return !is_there (disk, path);
}

// In the order of their names, so that a seed is enough to have it all again.
static void
settle (Disk *disk)
{
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (disk->names), (GCompareFunc)strcmp);
  Fare fare = g_rand_int_range (disk->rand, 0, N_FARES);

  disk->counts.cuts++;
  for (GList *l = paths; l != NULL; l = l->next)
    settle_name (disk, g_hash_table_lookup (disk->names, l->data), fare);
  for (GList *l = paths; l != NULL; l = l->next) {
    DiskName *name = g_hash_table_lookup (disk->names, l->data);

    if (name->now != NULL)
      settle_file (disk, name->now);
  }
  g_hash_table_foreach_remove (disk->names, is_gone, disk);
}

void
disk_remove_below (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    disk_remove_below (path);
    g_remove (path);
  }
}

static void
copy_file (DiskFile *file, const char *path)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  if (file->is_folder) {
    g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
    return;
  }
  g_byte_array_append (bytes, file->durable->data, file->durable->len);
  for (guint i = 0; i < file->changes->len; i++) // after a kill
    disk_apply (bytes, file->changes->pdata[i]);
  g_assert_true (g_file_set_contents_full (path, (const char *)bytes->data, (gssize)bytes->len,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
}

void
disk_copy_to (Disk *disk, const char *folder)
{
  g_autoptr (GList) paths = g_list_sort (g_hash_table_get_keys (disk->names), (GCompareFunc)strcmp);

  for (GList *l = paths; l != NULL; l = l->next) { // a folder comes before what is in it
    DiskFile *file = ((DiskName *)g_hash_table_lookup (disk->names, l->data))->now;
    g_autofree char *path = g_build_filename (folder, (char *)l->data + strlen (disk->root), NULL);

    if (file != NULL)
      copy_file (file, path);
  }
}

void
disk_start_again (Disk *disk)
{
  if (disk_is_dead (disk) && disk->end == DISK_CUT) {
    settle (disk);
    disk_remove_below (disk->root);
    disk_copy_to (disk, disk->root);
  }
  disk->left = G_MAXUINT;
}
