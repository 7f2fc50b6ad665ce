// Memory that two processes share and that neither can change any more.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Memory being filled, to be sealed when it is full.
typedef struct {
  int fd;       /* owned, -1: none */
  guint8 *data; /* owned, `size` bytes, at first 0 */
  gsize size;
} YcSealed;

#define YC_SEALED_INIT                                                                             \
  {                                                                                                \
    .fd = -1                                                                                       \
  }

// Fails with YC_ERROR_TOO_LARGE when the system gives no memory of this size (not 0).
gboolean yc_sealed_begin (YcSealed *sealed, gsize size, GError **error);

// Ends the filling and returns the descriptor, now the caller's: from here on nobody can write to,
// shorten or lengthen what it names. -1 with an error.
int yc_sealed_finish (YcSealed *sealed, GError **error);

void yc_sealed_clear (YcSealed *sealed);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcSealed, yc_sealed_clear)

// A sealed copy of some bytes (not none); -1 with an error.
int yc_sealed_copy (gconstpointer data, gsize size, GError **error);

// Whether a descriptor names memory whose content and size can change no more.
gboolean yc_sealed_is (int fd);

// The content of sealed memory, at most `most` bytes, without a copy; `fd` stays the caller's. What
// is not sealed is refused with YC_ERROR_MALFORMED: looking at it could end in SIGBUS.
GBytes *yc_sealed_map (int fd, guint64 most, GError **error);

G_END_DECLS
