// A camera that streams, through GStreamer. For the camera helper alone.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-sealed.h"

#include <glib.h>

G_BEGIN_DECLS

// Of (device, title), as YC_CAMERA_DEVICES_TYPE.
GVariant *yc_stream_list (void);

typedef struct _YcStream YcStream;

// At the highest resolution that the camera has. Fails with YC_ERROR_CAMERA_NONE, _GONE.
YcStream *yc_stream_open (const char *device, GError **error);
void yc_stream_close (YcStream *self);

// The next small picture, or the newest at its best, in memory to be sealed. Fails with
// YC_ERROR_CAMERA_GONE where none comes.
gboolean yc_stream_look (
    YcStream *self, YcSealed *ret_pixels, guint *ret_width, guint *ret_height, GError **error);
gboolean yc_stream_take (
    YcStream *self, YcSealed *ret_pixels, guint *ret_width, guint *ret_height, GError **error);

G_END_DECLS
