// How a camera was held: the one thing of Exif that a page needs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-exif.h"

#include <string.h>

#define TAG_ORIENTATION 0x0112
#define TYPE_SHORT      3
#define ENTRY           12 // bytes

typedef struct {
  const guint8 *data;
  gsize size;
  gboolean big; // endian
} Span;

// 0 beyond the end.
static guint
get (const Span *span, gsize at, guint bytes)
{
  guint value = 0;

  if (at > span->size || bytes > span->size - at)
    return 0;
  for (guint i = 0; i < bytes; i++)
    value = value << 8 | span->data[at + (span->big ? i : bytes - 1 - i)];
  return value;
}

// `span` is a TIFF head and what follows; its first directory is about the picture.
static guint
find_orientation (Span *span)
{
  gsize directory;
  guint n;

  if (span->size < 8)
    return 0;
  span->big = memcmp (span->data, "MM", 2) == 0;
  directory = get (span, 4, 4);
  n = get (span, directory, 2);
  for (guint i = 0; i < n; i++) {
    const gsize entry = directory + 2 + (gsize)i * ENTRY;

    if (get (span, entry, 2) == TAG_ORIENTATION && get (span, entry + 2, 2) == TYPE_SHORT)
      return get (span, entry + 8, 2);
  }
  return 0;
}

// The segments of a JPEG file up to the picture itself; APP1 holds Exif.
static gboolean
find_exif (const Span *file, Span *ret_exif)
{
  gsize at = 2;

  while (get (file, at, 1) == 0xff) {
    const guint marker = get (file, at + 1, 1);
    const gsize length = get (file, at + 2, 2);

    if (marker == 0xda || length < 2 || length > file->size - at - 2)
      return FALSE;
    if (marker == 0xe1 && length > 8 && memcmp (file->data + at + 4, "Exif\0", 6) == 0) {
      *ret_exif = (Span){file->data + at + 10, length - 8, FALSE};
      return TRUE;
    }
    at += 2 + length;
  }
  return FALSE;
}

int
yc_exif_get_quarters (GBytes *jpeg)
{
  Span file = {.big = TRUE}, exif;

  file.data = g_bytes_get_data (jpeg, &file.size);
  if (!find_exif (&file, &exif))
    return 0;
  switch (find_orientation (&exif)) {
  case 3:
    return 2;
  case 6:
    return 1;
  case 8:
    return 3;
  default:
    return 0;
  }
}
