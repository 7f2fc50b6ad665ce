// Uploads as requests deal with them, wherever they lie: in this server's folder, or shared.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-tus.h"

G_BEGIN_DECLS

// NULL without an error if the person has no such upload.
YcUpload *yc_uploads_find (YcCentral *central, const char *person, const char *id, GError **error);

// Makes one ready to take bytes. Fails with YC_ERROR_BUSY while somebody else has it, with
// YC_ERROR_NOT_FOUND if what came before is gone.
gboolean yc_uploads_open (YcCentral *central, YcUpload *upload, GError **error);

// One of the same content that this person began before and that has no byte yet (the answer was
// lost on the way, or the request came twice), or a new one; ready to take bytes. NULL without an
// error if too many are not done.
YcUpload *yc_uploads_begin (YcCentral *central,
                            const char *person,
                            const char *sha256,
                            gint64 length,
                            const char *mime,
                            const char *metadata,
                            GError **error);

// It is a blob now; that is told until `expires_at`.
void yc_uploads_end (YcCentral *central, YcUpload *upload, gint64 expires_at);

// Forgets it, bytes and all.
void yc_uploads_remove (YcCentral *central, YcUpload *upload);

G_END_DECLS
