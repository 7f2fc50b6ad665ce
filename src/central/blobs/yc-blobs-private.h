// What a kind of place for blobs has to be able to do.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-blobs.h"

G_BEGIN_DECLS

// As the functions of yc-blobs.h with these names.
typedef struct {
  void (*free) (YcBlobs *self);
  void (*add) (
      YcBlobs *self, const char *path, const char *sha256, YcBlobsDone done, gpointer user_data);
  void (*open) (YcBlobs *self,
                const char *sha256,
                gint64 start,
                gint64 length,
                YcBlobsOpened opened,
                gpointer user_data);
  void (*look) (YcBlobs *self, YcBlobsDone done, gpointer user_data);
  const YcBlobsFigures *(*get_figures) (YcBlobs *self);
  void (*stop) (YcBlobs *self);
  // NULL where no pieces are taken:
  void (*add_piece) (YcBlobs *self,
                     const char *piece,
                     const char *path,
                     const char *sha256,
                     YcBlobsDone done,
                     gpointer user_data);
  void (*fetch_piece) (YcBlobs *self,
                       const char *piece,
                       gint64 length,
                       int fd,
                       YcBlobsDone done,
                       gpointer user_data);
  void (*remove_piece) (YcBlobs *self, const char *piece);
} YcBlobsClass;

// The first member of each kind.
struct _YcBlobs {
  const YcBlobsClass *class;
};

G_END_DECLS
