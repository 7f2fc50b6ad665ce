// Messages between the program and a helper process: length, kind, content, over one socket.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// The descriptor on which a helper process finds its end of the socket.
#define YC_FRAME_FD 3
// The longest content of a frame, in bytes.
#define YC_FRAME_MAX (1u << 20)

// On the wire: four bytes length of the content (little-endian), one byte kind, the content.
typedef struct {
  guint8 kind;
  gsize length;
  const guint8 *data; /* the reader's, until its next frame */
} YcFrame;

typedef struct _YcFrameReader YcFrameReader;

// Does not own the socket `fd`.
YcFrameReader *yc_frame_reader_new (int fd);
void yc_frame_reader_free (YcFrameReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcFrameReader, yc_frame_reader_free)

// Reads the next frame; `timeout_ms` is how long to wait for each part of it (-1: for ever). Fails
// with YC_ERROR_CANCELLED or G_IO_ERROR_TIMED_OUT (both may be followed by another read, nothing is
// lost), G_IO_ERROR_CLOSED at the end between two frames, G_IO_ERROR_PARTIAL_INPUT at an end in the
// middle of one, YC_ERROR_MALFORMED for a frame too long.
gboolean yc_frame_reader_read (YcFrameReader *reader,
                               int timeout_ms,
                               GCancellable *cancellable,
                               YcFrame *ret_frame,
                               GError **error);

// The descriptor that came with the last frame, which the caller must close; -1: none. One that
// nobody takes is closed with the next frame. A frame with several is YC_ERROR_MALFORMED.
int yc_frame_reader_steal_fd (YcFrameReader *reader);

// Writes a frame to the socket `fd`, waiting `timeout_ms` (-1: for ever) for each part to be taken.
// Fails with G_IO_ERROR_TIMED_OUT, or G_IO_ERROR_CLOSED when nobody reads any more.
gboolean yc_frame_write (
    int fd, guint8 kind, gconstpointer data, gsize length, int timeout_ms, GError **error);

// The same for a serialised value; takes a floating reference.
gboolean
yc_frame_write_variant (int fd, guint8 kind, GVariant *value, int timeout_ms, GError **error);

// The same with the descriptor `passed` (-1: none), of which the reader gets a copy.
gboolean yc_frame_write_variant_and_fd (
    int fd, guint8 kind, GVariant *value, int passed, int timeout_ms, GError **error);

// The value in a frame as `type`, owned; YC_ERROR_MALFORMED when its bytes are no such value.
GVariant *yc_frame_get_variant (const YcFrame *frame, const char *type, GError **error);

G_END_DECLS
