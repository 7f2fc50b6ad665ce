// Formats of a schema: names of hosts, and URIs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-format.h"

#include <arpa/inet.h>
#include <string.h>

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
#define DIGITS  "0123456789"

// RFC 3986, section 2; "%" is looked at apart.
#define UNRESERVED LETTERS DIGITS "-._~"
#define SUB_DELIMS "!$&'()*+,;="
#define PCHAR      UNRESERVED SUB_DELIMS ":@%"

#define LONGEST_HOST  253
#define LONGEST_LABEL 63

// What "xn--" stands for must be a label that is written that way (RFC 5891, 4.2.3).
static gboolean
is_a_label (const char *label, gsize length)
{
  g_autofree char *ascii = g_ascii_strdown (label, (gssize)length);
  g_autofree char *unicode = NULL, *back = NULL;

  if (!g_str_has_prefix (ascii, "xn--"))
    return ascii[2] != '-' || ascii[3] != '-';
  unicode = g_hostname_to_unicode (ascii);
  back = unicode != NULL ? g_hostname_to_ascii (unicode) : NULL;
  return back != NULL && !g_str_equal (unicode, ascii) && g_str_equal (back, ascii);
}

static gboolean
is_label (const char *label, gsize length)
{
  if (length == 0 || length > LONGEST_LABEL || label[0] == '-' || label[length - 1] == '-')
    return FALSE;
  return length < 4 || label[2] != '-' || label[3] != '-' || is_a_label (label, length);
}

gboolean
yc_schema_format_is_hostname (const char *text)
{
  gsize length = strlen (text);

  if (length == 0 || length > LONGEST_HOST || strspn (text, LETTERS DIGITS "-.") != length)
    return FALSE;
  while (TRUE) {
    gsize n = strcspn (text, ".");

    if (!is_label (text, n))
      return FALSE;
    if (text[n] == '\0')
      return TRUE;
    text += n + 1;
  }
}

// Characters of the set up to the end; each "%" with two digits.
static gboolean
is_made_of (const char *text, gsize length, const char *set)
{
  for (gsize i = 0; i < length; i++) {
    if (strchr (set, text[i]) == NULL)
      return FALSE;
    if (text[i] == '%' &&
        (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2])))
      return FALSE;
  }
  return TRUE;
}

// In brackets: an address of IPv6, or of a version to come.
static gboolean
is_ip_literal (const char *text, gsize length)
{
  g_autofree char *inside = g_strndup (text, length);
  struct in6_addr address;
  gsize n;

  if (*inside != 'v' && *inside != 'V')
    return inet_pton (AF_INET6, inside, &address) == 1;
  n = 1 + strspn (inside + 1, DIGITS "abcdefABCDEF");
  return n > 1 && inside[n] == '.' && inside[n + 1] != '\0' &&
         strspn (inside + n + 1, UNRESERVED SUB_DELIMS ":") == length - n - 1;
}

static gboolean
is_authority (const char *text, gsize length)
{
  const char *end = text + length, *at = memchr (text, '@', length), *colon;

  if (at != NULL) {
    if (!is_made_of (text, (gsize)(at - text), UNRESERVED SUB_DELIMS ":%"))
      return FALSE;
    text = at + 1;
  }
  if (text < end && *text == '[') {
    const char *close = memchr (text, ']', (gsize)(end - text));

    if (close == NULL || !is_ip_literal (text + 1, (gsize)(close - text) - 1))
      return FALSE;
    text = close + 1;
    return text == end || (*text == ':' && strspn (text + 1, DIGITS) >= (gsize)(end - text - 1));
  }
  colon = memchr (text, ':', (gsize)(end - text));
  if (colon != NULL && strspn (colon + 1, DIGITS) < (gsize)(end - colon - 1))
    return FALSE;
  return is_made_of (text, (gsize)((colon != NULL ? colon : end) - text),
                     UNRESERVED SUB_DELIMS "%");
}

// All behind the scheme.
static gboolean
is_rest (const char *text)
{
  gsize n;

  if (g_str_has_prefix (text, "//")) {
    n = strcspn (text + 2, "/?#");
    if (!is_authority (text + 2, n))
      return FALSE;
    text += 2 + n;
  }
  n = strcspn (text, "?#");
  if (!is_made_of (text, n, PCHAR "/"))
    return FALSE;
  text += n;
  if (*text == '?') {
    n = strcspn (text, "#");
    if (!is_made_of (text + 1, n - 1, PCHAR "/?"))
      return FALSE;
    text += n;
  }
  return *text == '\0' || is_made_of (text + 1, strlen (text + 1), PCHAR "/?");
}

gboolean
yc_schema_format_is_uri (const char *text)
{
  gsize n = strspn (text, LETTERS DIGITS "+-.");

  return g_ascii_isalpha (*text) && text[n] == ':' && is_rest (text + n + 1);
}

gboolean
yc_schema_format_is_uri_reference (const char *text)
{
  // Without a scheme no colon may stand in the first part of the path
  return yc_schema_format_is_uri (text) || (text[strcspn (text, ":/?#")] != ':' && is_rest (text));
}
