// What central takes as the content of a page or document, and how it is named.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-blob-kind.h"

#include <string.h>

typedef struct {
  const char *mime;
  const char *head;
  gsize length;
} Kind;

static const Kind kinds[] = {
    {"image/jpeg", "\xff\xd8\xff", 3}, {"image/png", "\x89PNG\r\n\x1a\n", 8},
    {"image/tiff", "II*\0", 4}, // as workstations write them: little-endian
    {"application/pdf", "%PDF-", 5},   {"application/vnd.yichuang.page-text", "{\"text\":", 8},
};

static const Kind *
find (const char *mime)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].mime, mime) == 0)
      return &kinds[i];
  return NULL;
}

gboolean
yc_blob_is_name (const char *text)
{
  return text != NULL && strlen (text) == 64 && strspn (text, "0123456789abcdef") == 64;
}

gboolean
yc_blob_is_type (const char *mime)
{
  return find (mime) != NULL;
}

gboolean
yc_blob_begins_as (const char *mime, const guint8 *head, gsize length)
{
  const Kind *kind = find (mime);

  return kind != NULL && length >= kind->length && memcmp (head, kind->head, kind->length) == 0;
}
