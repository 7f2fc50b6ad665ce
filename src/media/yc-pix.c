// Makes pictures of leptonica. It is told once to keep quiet: what goes wrong is seen from what it
// returns.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pix.h"

static YcPix *
new_pix (int width, int height)
{
  static gsize quiet;

  if (g_once_init_enter (&quiet)) {
    setMsgSeverity (L_SEVERITY_NONE);
    g_once_init_leave (&quiet, 1);
  }
  return pixCreate (width, height, 1);
}

YcPix *
yc_pix_below (const guint8 *bytes, int width, int height, guint8 limit)
{
  YcPix *pix = new_pix (width, height);

  for (int y = 0; pix != NULL && y < height; y++) {
    guint32 *line = pixGetData (pix) + (gsize)y * (gsize)pixGetWpl (pix);

    for (int x = 0; x < width; x += 32) {
      const int n = MIN (32, width - x);
      guint32 bits = 0;

      for (int i = 0; i < n; i++)
        bits = bits << 1 | (*bytes++ < limit);
      line[x / 32] = n < 32 ? bits << (32 - n) : bits;
    }
  }
  return pix;
}
