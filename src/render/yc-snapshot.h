// An unchangeable copy of a foreign file, so that nothing can move under the one who reads it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// Copies the file that `fd` has open for reading into sealed memory and returns its descriptor,
// owned by the caller; -1 with an error: YC_ERROR_TOO_LARGE for more than `most` bytes (found out
// before anything is read), YC_ERROR_DOCUMENT_FORMAT for what is no file or an empty one,
// YC_ERROR_DOCUMENT_CHANGED for a file that somebody writes to just now, YC_ERROR_CANCELLED. Memory
// that is sealed already is not copied.
int yc_snapshot_take (int fd, guint64 most, GCancellable *cancellable, GError **error);

// The same for bytes.
int yc_snapshot_take_bytes (GBytes *content, guint64 most, GError **error);

G_END_DECLS
