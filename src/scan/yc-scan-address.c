// The addresses of scanners that the network does not announce, as somebody types them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-scan-address.h"
#include "yc-error.h"

#include <string.h>

#define HOST_LETTERS                                                                               \
  "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_" // RFC 1123, and what is used

static gboolean
refuse (const char *word, const char *why, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "“%.80s”: %s", word, why);
  return FALSE;
}

static gboolean
is_host (const char *word)
{
  return *word != '-' && strspn (word, HOST_LETTERS) == strlen (word);
}

static gboolean
add_device (const char *word, GString *airscan, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (word, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  const char *scheme = uri != NULL ? g_uri_get_scheme (uri) : "";

  if (host == NULL || *host == '\0' || strpbrk (word, "\"\\;#") != NULL ||
      (!g_str_equal (scheme, "http") && !g_str_equal (scheme, "https")))
    return refuse (word, "no address of a scanner", error);
  g_string_append_printf (airscan, "%s\"%s\" = %s, eSCL\n", airscan->len == 0 ? "[devices]\n" : "",
                          host, word);
  return TRUE;
}

static gboolean
add (const char *word, GString *hosts, GString *airscan, GError **error)
{
  if (*word == '\0')
    return TRUE;
  if (strstr (word, "://") != NULL)
    return add_device (word, airscan, error);
  if (!is_host (word))
    return refuse (word, "neither the name of a machine nor an address", error);
  g_string_append_printf (hosts, "%s%s", hosts->len > 0 ? ":" : "", word);
  return TRUE;
}

gboolean
yc_scan_address_split (const char *addresses, char **ret_hosts, char **ret_airscan, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (addresses, " ,\t\n", -1);
  g_autoptr (GString) hosts = g_string_new (NULL);
  g_autoptr (GString) airscan = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (!add (words[i], hosts, airscan, error))
      return FALSE;
  *ret_hosts = hosts->len > 0 ? g_strdup (hosts->str) : NULL;
  *ret_airscan = airscan->len > 0 ? g_strdup (airscan->str) : NULL;
  return TRUE;
}
