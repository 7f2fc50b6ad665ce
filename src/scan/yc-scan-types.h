// Words that everybody who scans shares: where the paper lies, what the picture is made of.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_SCAN_FLATBED,
  YC_SCAN_FEEDER,
  YC_SCAN_FEEDER_DUPLEX,
  YC_SCAN_N_SOURCES,
} YcScanSource;

typedef enum {
  YC_SCAN_LINEART, // one bit a pixel, first pixel in the highest bit, 1 is black
  YC_SCAN_GREY,    // one byte a pixel, 255 is white
  YC_SCAN_COLOUR,  // three bytes a pixel: red, green, blue
  YC_SCAN_N_MODES,
} YcScanMode;

// The bytes that `width` pixels of a mode need.
static inline gsize
yc_scan_mode_bytes (YcScanMode mode, guint width)
{
  if (mode == YC_SCAN_LINEART)
    return ((gsize)width + 7) / 8;
  return (gsize)width * (mode == YC_SCAN_COLOUR ? 3 : 1);
}

G_END_DECLS
