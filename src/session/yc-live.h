// A document camera at an open case: what it sees, live, and stills that become pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"

G_BEGIN_DECLS

// What it sees, as CAIRO_FORMAT_RGB24 has pixels, without gaps between the lines.
typedef struct {
  int width, height;
  GBytes *pixels;
} YcLivePicture;

// Signals, on the main thread:
//   "picture" (YcLivePicture *)  borrowed; the next comes when this one was seen
//   "taken" (guint n)            so many pages are kept since it was made
//   "failed" (char *sentence)    it has stopped; what was kept stays
#define YC_TYPE_LIVE (yc_live_get_type ())
G_DECLARE_FINAL_TYPE (YcLive, yc_live, YC, LIVE, GObject)

YcLive *yc_live_new (YcFile *file);

// The names of the cameras of this machine, ended by NULL; g_strfreev () them. Fails with
// YC_ERROR_CAMERA_NONE, YC_ERROR_CAMERA_GONE.
void yc_live_list_async (YcLive *self, GAsyncReadyCallback callback, gpointer user_data);
char **yc_live_list_finish (YcLive *self, GAsyncResult *result, GError **error);

void yc_live_start (YcLive *self, const char *camera);
void yc_live_stop (YcLive *self);

// Keeps what it sees now, at its best, as a page of the material, as scans are kept. The next can
// be taken at once.
void yc_live_take (YcLive *self, const char *material);

G_END_DECLS
