// Feeds pictures that came from elsewhere.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-image.h"

#define MOST_PIXELS (4 * 1000 * 1000) // larger ones are tested by hand; here they only cost time

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) content = g_bytes_new_static (data, size);
  int width, height, dpi;

  if (!yc_image_measure (content, &width, &height, &dpi, NULL) ||
      (gint64)width * height > MOST_PIXELS)
    return 0;
  for (int wanted = 0; wanted <= width; wanted += width) {
    g_auto (YcImage) image = {0};

    yc_image_decode (content, NULL, wanted / 3, &image, NULL);
  }
  return 0;
}
