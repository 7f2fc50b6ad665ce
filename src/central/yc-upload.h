// An upload that goes on where it stopped: the bytes so far, and beside them what is known of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// A row on the disk, as it was last confirmed. Every process of central finds the same one; who has
// it open (yc_upload_open ()) has it alone.
typedef struct {
  char *id;
  char *path;       // of the bytes
  char *state_path; // of what is known of them; NULL: it is shared
  char *sha256, *mime;
  char *metadata;    // as the client gave it; nullable
  gint64 length;     // bytes in all
  gint64 offset;     // of them are here for good
  gint64 expires_at; // milliseconds
  gboolean is_done;  // it is a blob now; the bytes are gone from here
  int fd;            // -1 unless open
} YcUpload;

// Nothing is on the disk before yc_upload_create (). `folder` is where all uploads lie; those of a
// person lie together, and are nobody else's.
YcUpload *yc_upload_new (const char *folder, const char *person, const char *sha256, gint64 length);
void yc_upload_free (YcUpload *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcUpload, yc_upload_free)

// One that servers share (yc-share.h): this server has no more of it than the bytes that it is
// brought just now, in a file of its own in `folder`. `id` is nullable: a new one. Nothing else of
// what is said here is for it.
char *yc_upload_make_id (void);
YcUpload *yc_upload_new_shared (const char *id, const char *sha256, gint64 length);
gboolean yc_upload_open_shared (YcUpload *self, const char *folder, GError **error);
gboolean yc_upload_is_shared (const YcUpload *self);

// Makes the empty file and opens it. Fails with YC_ERROR_DISK_FULL or YC_ERROR_READ_ONLY.
gboolean yc_upload_create (YcUpload *self, GError **error);

// NULL without an error if the person has no such upload.
YcUpload *yc_upload_find (const char *folder, const char *person, const char *id, GError **error);

// Takes it for this process and puts away what was not confirmed. Fails with YC_ERROR_BUSY while
// somebody else has it, with YC_ERROR_NOT_FOUND if the bytes are gone.
gboolean yc_upload_open (YcUpload *self, GError **error);

// Makes `offset` bytes durable, and then that they are here. For a worker; is_done goes with it.
gboolean yc_upload_confirm (YcUpload *self, gint64 offset, GError **error);

// Forgets it, bytes and all.
void yc_upload_remove (YcUpload *self);

// The first bytes, as many as there are up to `size`.
gsize yc_upload_read_head (YcUpload *self, guint8 *ret_head, gsize size);

// Uploads of a person that are not done, of YcUpload.
GPtrArray *yc_upload_list_open (const char *folder, const char *person);

// Removes what expired before `now`, of all people. Returns how many are left and not done.
guint yc_upload_sweep (const char *folder, gint64 now);

G_END_DECLS
