// Names that are made without asking anybody: UUID version 7 (RFC 9562, section 5.7).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-uuid.h"

#include <string.h>
#include <sys/random.h>

char *
yc_uuid_new (gint64 ms)
{
  guint8 random[10];

  if (getrandom (random, sizeof random, 0) != sizeof random)
    g_error ("The system gives no random numbers");
  return g_strdup_printf ("%08x-%04x-7%03x-%02x%02x-%02x%02x%02x%02x%02x%02x", (guint)(ms >> 16),
                          (guint)(ms & 0xffff), (guint)(random[0] << 8 | random[1]) & 0xfff,
                          (guint)(0x80 | (random[2] & 0x3f)), random[3], random[4], random[5],
                          random[6], random[7], random[8], random[9]);
}

gboolean
yc_uuid_is_valid (const char *text)
{
  static const char shape[] = "xxxxxxxx-xxxx-7xxx-vxxx-xxxxxxxxxxxx";

  if (text == NULL || strlen (text) != sizeof shape - 1)
    return FALSE;
  for (guint i = 0; shape[i] != '\0'; i++) {
    const char *allowed = shape[i] == 'x' ? "0123456789abcdef" : "89ab";

    if (shape[i] == '-' || shape[i] == '7' ? text[i] != shape[i]
                                           : strchr (allowed, text[i]) == NULL)
      return FALSE;
  }
  return TRUE;
}
