// Document cameras: what they see, live, and pictures at their best.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// Cameras, GStreamer and the drivers below it live in a helper process, which may crash or hang,
// and whose memory and threads are not the program's. All functions block and belong to one thread:
// the helper dies with it. They fail with YC_ERROR_CAMERA_NONE (none, or not this one any more),
// YC_ERROR_CAMERA_GONE (it does not answer), YC_ERROR_CANCELLED. `helper` is the path of
// yichuang-camera; NULL: as yc_helper_path () finds it.

typedef struct {
  char *name;  // to open it by
  char *title; // as it calls itself
} YcCameraDevice;
void yc_camera_device_free (YcCameraDevice *device);

// Of YcCameraDevice; empty where there is none. Where the environment's YICHUANG_CAMERA is "test",
// a picture for tests is among them.
GPtrArray *yc_camera_list (const char *helper, GError **error);

typedef struct _YcCamera YcCamera;

YcCamera *
yc_camera_open (const char *helper, const char *device, GCancellable *cancellable, GError **error);
void yc_camera_close (YcCamera *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcCamera, yc_camera_close)

// A small picture, newer than the last: four bytes a pixel as CAIRO_FORMAT_RGB24 has them, no gaps.
// It waits for the answer whoever goes meanwhile, for the next one asked is about something else.
GBytes *yc_camera_look (YcCamera *self, int *ret_width, int *ret_height, GError **error);

// The newest picture at its best, as YC_PIXELS_RGB of unknown dpi.
gboolean yc_camera_take (YcCamera *self, YcImage *ret_image, GError **error);

G_END_DECLS
