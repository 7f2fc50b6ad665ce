// Blobs as files in a folder, on shelves by the first two digits of their names.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blobs-private.h"
#include "yc-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

typedef struct {
  YcBlobs parent;
  char *folder;
} Folder;

static void
free_folder (YcBlobs *blobs)
{
  Folder *self = (Folder *)blobs;

  g_free (self->folder);
  g_free (self);
}

static char *
path_of (Folder *self, const char *sha256)
{
  char shelf[3] = {sha256[0], sha256[1], '\0'};

  return g_build_filename (self->folder, shelf, sha256, NULL);
}

static gboolean
fail (int problem, const char *what, GError **error)
{
  g_set_error (error, YC_ERROR, (int)yc_error_code_from_errno (problem), "%s: %s", what,
               g_strerror (problem));
  return FALSE;
}

// A renamed file is only there for good once its folder is written, too.
static gboolean
sync_folder (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int result = fd >= 0 ? fsync (fd) : -1;
  int problem = errno;

  if (fd >= 0)
    close (fd);
  return result == 0 || fail (problem, "cannot write a folder", error);
}

static gboolean
move_to_shelf (Folder *self, const char *path, const char *sha256, GError **error)
{
  g_autofree char *target = path_of (self, sha256);
  g_autofree char *shelf = g_path_get_dirname (target);
  gboolean is_new_shelf = g_mkdir (shelf, 0700) == 0;

  if (!is_new_shelf && errno != EEXIST)
    return fail (errno, "cannot make a folder", error);
  if (g_rename (path, target) != 0)
    return fail (errno, "cannot keep a blob", error);
  return sync_folder (shelf, error) && (!is_new_shelf || sync_folder (self->folder, error));
}

static void
add (YcBlobs *blobs, const char *path, const char *sha256, YcBlobsDone done, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  move_to_shelf ((Folder *)blobs, path, sha256, &error);
  done (user_data, error);
}

// What ought to be there and cannot be read is lost, whatever the reason.
static GBytes *
map (Folder *self, const char *sha256, gint64 start, gint64 length, GError **error)
{
  g_autofree char *path = path_of (self, sha256);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, &problem);
  g_autoptr (GBytes) all = file != NULL ? g_mapped_file_get_bytes (file) : NULL;
  gint64 size = all != NULL ? (gint64)g_bytes_get_size (all) : 0;

  if (all == NULL)
    g_set_error_literal (error, YC_ERROR, YC_ERROR_CORRUPT, problem->message);
  else if (start > size || length > size - start)
    g_set_error (error, YC_ERROR, YC_ERROR_CORRUPT, "%s is too short", path);
  else
    return g_bytes_new_from_bytes (all, (gsize)start, (gsize)(length < 0 ? size - start : length));
  return NULL;
}

static void
open_blob (YcBlobs *blobs,
           const char *sha256,
           gint64 start,
           gint64 length,
           YcBlobsOpened opened,
           gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = map ((Folder *)blobs, sha256, start, length, &error);

  opened (user_data, bytes, NULL, error);
}

// A folder that cannot be used says so with each blob.
static void
look (YcBlobs *blobs, YcBlobsDone done, gpointer user_data)
{
  done (user_data, NULL);
}

static const YcBlobsFigures *
get_figures (YcBlobs *blobs)
{
  return NULL;
}

static void
stop (YcBlobs *blobs)
{
}

YcBlobs *
yc_blobs_new_folder (const char *folder)
{
  static const YcBlobsClass class = {.free = free_folder,
                                     .add = add,
                                     .open = open_blob,
                                     .look = look,
                                     .get_figures = get_figures,
                                     .stop = stop};
  Folder *self = g_new0 (Folder, 1);

  self->parent.class = &class;
  self->folder = g_build_filename (folder, "blobs", NULL);
  g_mkdir (self->folder, 0700); // who adds something is told if it cannot be made
  return &self->parent;
}
