// A file whose content was checked becomes a blob.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-request.h"

G_BEGIN_DECLS

// `is_new`: it was not there before.
typedef void (*YcBlobKept) (YcRequest *request, gboolean is_new, const GError *error);

// Keeps the bytes of the file `path`, then notes that this request's person sent them: both are
// durable once `kept` is called, in the request's main context. The request holds its answer back
// until then. What is left of the file is the caller's.
void yc_keep_blob (YcRequest *request,
                   const char *path,
                   const char *sha256,
                   const char *mime,
                   gint64 size,
                   YcBlobKept kept);

G_END_DECLS
