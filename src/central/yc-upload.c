// An upload that goes on where it stopped. What is known of it is a file beside its bytes, replaced
// as a whole after they are durable: a crash leaves more bytes than are confirmed, never fewer.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-upload.h"
#include "yc-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROUP    "upload"
#define ID_BYTES 16
#define SUFFIX   ".state"

// A person's name may hold anything that a file's may not.
static char *
folder_of (const char *folder, const char *person)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, person, -1);

  return g_build_filename (folder, name, NULL);
}

static YcUpload *
at_place (const char *folder, const char *id)
{
  YcUpload *self = g_new0 (YcUpload, 1);

  self->id = g_strdup (id);
  self->path = g_build_filename (folder, id, NULL);
  self->state_path = g_strconcat (self->path, SUFFIX, NULL);
  self->fd = -1;
  return self;
}

char *
yc_upload_make_id (void)
{
  guint8 random[ID_BYTES];
  GString *id = g_string_sized_new (2 * ID_BYTES);

  if (getrandom (random, sizeof random, 0) != sizeof random)
    g_error ("no random bytes: %s", g_strerror (errno));
  for (guint i = 0; i < ID_BYTES; i++)
    g_string_append_printf (id, "%02x", random[i]);
  return g_string_free (id, FALSE);
}

YcUpload *
yc_upload_new (const char *folder, const char *person, const char *sha256, gint64 length)
{
  g_autofree char *own = folder_of (folder, person);
  g_autofree char *id = yc_upload_make_id ();
  YcUpload *self = at_place (own, id);

  self->sha256 = g_strdup (sha256);
  self->length = length;
  return self;
}

YcUpload *
yc_upload_new_shared (const char *id, const char *sha256, gint64 length)
{
  YcUpload *self = g_new0 (YcUpload, 1);

  self->id = g_strdup (id);
  self->sha256 = g_strdup (sha256);
  self->length = length;
  self->fd = -1;
  return self;
}

gboolean
yc_upload_is_shared (const YcUpload *self)
{
  return self->state_path == NULL;
}

void
yc_upload_free (YcUpload *self)
{
  if (self->fd >= 0)
    close (self->fd);
  if (yc_upload_is_shared (self) && self->path != NULL)
    g_unlink (self->path);
  g_free (self->id);
  g_free (self->path);
  g_free (self->state_path);
  g_free (self->sha256);
  g_free (self->mime);
  g_free (self->metadata);
  g_free (self);
}

static gboolean
fail (const char *what, GError **error)
{
  int problem = errno;
  YcErrorCode code = problem == ENOENT ? YC_ERROR_NOT_FOUND : yc_error_code_from_errno (problem);

  g_set_error (error, YC_ERROR, (int)code, "%s: %s", what, g_strerror (problem));
  return FALSE;
}

gboolean
yc_upload_open_shared (YcUpload *self, const char *folder, GError **error)
{
  self->path = g_build_filename (folder, "XXXXXX", NULL);
  self->fd = g_mkstemp_full (self->path, O_RDWR | O_CLOEXEC, 0600);
  if (self->fd >= 0)
    return TRUE;
  g_clear_pointer (&self->path, g_free);
  return fail ("cannot take the bytes of an upload in", error);
}

static gboolean
save (YcUpload *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autofree char *text = NULL;
  g_autoptr (GError) problem = NULL;
  gsize size;

  g_key_file_set_string (file, GROUP, "sha256", self->sha256);
  g_key_file_set_string (file, GROUP, "mime", self->mime);
  if (self->metadata != NULL)
    g_key_file_set_string (file, GROUP, "metadata", self->metadata);
  g_key_file_set_int64 (file, GROUP, "length", self->length);
  g_key_file_set_int64 (file, GROUP, "offset", self->offset);
  g_key_file_set_int64 (file, GROUP, "expires", self->expires_at);
  g_key_file_set_boolean (file, GROUP, "done", self->is_done);
  text = g_key_file_to_data (file, &size, NULL);
  if (g_file_set_contents_full (self->state_path, text, (gssize)size,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &problem))
    return TRUE;
  g_set_error_literal (error, YC_ERROR,
                       g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                           ? YC_ERROR_DISK_FULL
                           : YC_ERROR_FAILED,
                       problem->message);
  return FALSE;
}

gboolean
yc_upload_create (YcUpload *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail ("cannot make a folder for uploads", error);
  if (!save (self, error)) // first, so that no bytes lie there of which nothing is known
    return FALSE;
  self->fd = open (self->path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (self->fd < 0 || flock (self->fd, LOCK_EX | LOCK_NB) != 0)
    return fail ("cannot begin an upload", error);
  return TRUE;
}

static void
take (char **text, char *other)
{
  g_free (*text);
  *text = other;
}

// What the file says now: another server may have gone on with it.
static gboolean
refresh (YcUpload *self, GError **error)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) problem = NULL;

  if (g_key_file_load_from_file (file, self->state_path, G_KEY_FILE_NONE, &problem)) {
    take (&self->sha256, g_key_file_get_string (file, GROUP, "sha256", &problem));
    take (&self->mime,
          g_key_file_get_string (file, GROUP, "mime", problem == NULL ? &problem : NULL));
    take (&self->metadata, g_key_file_get_string (file, GROUP, "metadata", NULL));
    self->length = g_key_file_get_int64 (file, GROUP, "length", NULL);
    self->offset = g_key_file_get_int64 (file, GROUP, "offset", NULL);
    self->expires_at = g_key_file_get_int64 (file, GROUP, "expires", NULL);
    self->is_done = g_key_file_get_boolean (file, GROUP, "done", NULL);
  }
  if (problem == NULL)
    return TRUE;
  g_set_error (error, YC_ERROR,
               g_error_matches (problem, G_FILE_ERROR, G_FILE_ERROR_NOENT) ? YC_ERROR_NOT_FOUND
                                                                           : YC_ERROR_FAILED,
               "what is known of an upload cannot be read: %s", problem->message);
  return FALSE;
}

static YcUpload *
load (const char *folder, const char *id, GError **error)
{
  g_autoptr (YcUpload) self = at_place (folder, id);
  g_autoptr (GError) problem = NULL;

  if (refresh (self, &problem))
    return g_steal_pointer (&self);
  if (!g_error_matches (problem, YC_ERROR, YC_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&problem));
  return NULL;
}

YcUpload *
yc_upload_find (const char *folder, const char *person, const char *id, GError **error)
{
  g_autofree char *own = folder_of (folder, person);

  if (strlen (id) != 2 * ID_BYTES || strspn (id, "0123456789abcdef") != 2 * ID_BYTES)
    return NULL;
  return load (own, id, error);
}

// Between opening and locking, another server may have made a blob of the file: its bytes are no
// longer ours to cut.
static gboolean
is_in_place (YcUpload *self)
{
  struct stat open_file, there;

  if (fstat (self->fd, &open_file) == 0 && stat (self->path, &there) == 0 &&
      open_file.st_ino == there.st_ino && open_file.st_dev == there.st_dev)
    return TRUE;
  errno = ENOENT;
  return FALSE;
}

gboolean
yc_upload_open (YcUpload *self, GError **error)
{
  self->fd = open (self->path, O_RDWR | O_CLOEXEC);
  if (self->fd < 0 || flock (self->fd, LOCK_EX | LOCK_NB) != 0 || !is_in_place (self))
    return fail ("cannot go on with an upload", error);
  if (!refresh (self, error))
    return FALSE;
  if (ftruncate (self->fd, self->offset) != 0 || lseek (self->fd, self->offset, SEEK_SET) < 0)
    return fail ("cannot go on with an upload", error);
  return TRUE;
}

gboolean
yc_upload_confirm (YcUpload *self, gint64 offset, GError **error)
{
  if (self->fd >= 0 && fdatasync (self->fd) != 0)
    return fail ("cannot keep the bytes of an upload", error);
  self->offset = offset;
  return save (self, error);
}

void
yc_upload_remove (YcUpload *self)
{
  g_unlink (self->path);
  g_unlink (self->state_path);
}

gsize
yc_upload_read_head (YcUpload *self, guint8 *ret_head, gsize size)
{
  gssize n = pread (self->fd, ret_head, size, 0);

  return n > 0 ? (gsize)n : 0;
}

// All that lie in one person's folder.
static GPtrArray *
list (const char *folder)
{
  GPtrArray *uploads = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_upload_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *id = NULL;
    YcUpload *upload;

    if (!g_str_has_suffix (name, SUFFIX))
      continue;
    id = g_strndup (name, strlen (name) - strlen (SUFFIX));
    upload = load (folder, id, NULL);
    if (upload != NULL)
      g_ptr_array_add (uploads, upload);
  }
  return uploads;
}

GPtrArray *
yc_upload_list_open (const char *folder, const char *person)
{
  g_autofree char *own = folder_of (folder, person);
  GPtrArray *uploads = list (own);

  for (guint i = uploads->len; i-- > 0;)
    if (((YcUpload *)uploads->pdata[i])->is_done)
      g_ptr_array_remove_index (uploads, i);
  return uploads;
}

// Whether nobody is at it, and nobody was since it was looked at.
static gboolean
is_over (YcUpload *upload, gint64 now)
{
  g_autoptr (GError) error = NULL;

  return upload->is_done ||
         (yc_upload_open (upload, &error) ? upload->expires_at <= now
                                          : g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND));
}

static guint
sweep_person (const char *folder, gint64 now)
{
  g_autoptr (GPtrArray) uploads = list (folder);
  guint left = 0;

  for (guint i = 0; i < uploads->len; i++) {
    YcUpload *upload = uploads->pdata[i];

    if (upload->expires_at > now)
      left += !upload->is_done;
    else if (is_over (upload, now))
      yc_upload_remove (upload);
  }
  return left;
}

guint
yc_upload_sweep (const char *folder, gint64 now)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint left = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *person = g_build_filename (folder, name, NULL);

    left += sweep_person (person, now);
  }
  return left;
}
