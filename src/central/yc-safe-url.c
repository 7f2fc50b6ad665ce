// Where central may send anything.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-safe-url.h"

#include <gio/gio.h>

gboolean
yc_url_is_safe (const char *url)
{
  g_autoptr (GUri) uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) address = NULL;

  if (host == NULL || *host == '\0')
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "https"))
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return g_str_equal (g_uri_get_scheme (uri), "http") && address != NULL &&
         g_inet_address_get_is_loopback (address);
}
