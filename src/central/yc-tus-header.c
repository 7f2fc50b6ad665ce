// The headers of tus 1.0.0, read and written.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-tus-header.h"

#include <libsoup/soup.h>
#include <string.h>

// Longer ones are none of ours.
#define LONGEST_METADATA 1024

static char *
decode (const char *base64)
{
  gsize size = 0;
  g_autofree guchar *bytes = g_base64_decode (base64, &size);

  return g_utf8_validate ((const char *)bytes, (gssize)size, NULL)
             ? g_strndup ((const char *)bytes, size)
             : NULL;
}

char *
yc_tus_find_metadata (const char *text, const char *key)
{
  g_auto (GStrv) pairs = NULL;

  if (text == NULL || strlen (text) > LONGEST_METADATA)
    return NULL;
  pairs = g_strsplit (text, ",", -1);
  for (guint i = 0; pairs[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (g_strstrip (pairs[i]), " ", 2);

    if (g_strcmp0 (parts[0], key) == 0 && parts[1] != NULL)
      return decode (parts[1]);
  }
  return NULL;
}

gboolean
yc_tus_parse_checksum (const char *text, guint8 ret_sum[YC_DIGEST_BYTES])
{
  gsize size = 0;
  g_autofree guchar *bytes = NULL;

  if (!g_str_has_prefix (text, "sha256 "))
    return FALSE;
  bytes = g_base64_decode (text + strlen ("sha256 "), &size);
  if (size != YC_DIGEST_BYTES)
    return FALSE;
  memcpy (ret_sum, bytes, YC_DIGEST_BYTES);
  return TRUE;
}

gint64
yc_tus_parse_count (const char *text)
{
  gint64 count = -1;

  if (text == NULL || !g_ascii_isdigit (*text) ||
      !g_ascii_string_to_signed (text, 10, 0, G_MAXINT64, &count, NULL))
    return -1;
  return count;
}

char *
yc_tus_format_date (gint64 ms)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (ms / 1000);

  return soup_date_time_to_string (time, SOUP_DATE_HTTP);
}
