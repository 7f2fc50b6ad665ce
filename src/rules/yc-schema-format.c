// The formats that a schema may ask of a text.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-schema-format.h"
#include "yc-pattern.h"

#include <arpa/inet.h>
#include <string.h>

#define DIGITS "0123456789"

// As many digits as the shape has zeros, and the very characters it has else.
static gboolean
has_shape (const char *text, const char *shape)
{
  for (; *shape != '\0'; text++, shape++)
    if (*shape == '0' ? !g_ascii_isdigit (*text) : *text != *shape)
      return FALSE;
  return TRUE;
}

static guint
two_digits (const char *text)
{
  return (guint)(text[0] - '0') * 10 + (guint)(text[1] - '0');
}

// RFC 3339, full-date; `text` may go on behind it.
static gboolean
begins_with_date (const char *text)
{
  guint year, month, day;

  if (!has_shape (text, "0000-00-00"))
    return FALSE;
  year = two_digits (text) * 100 + two_digits (text + 2);
  month = two_digits (text + 5);
  day = two_digits (text + 8);
  return month >= 1 && month <= 12 && day >= 1 &&
         day <= g_date_get_days_in_month ((GDateMonth)month, (GDateYear)(year == 0 ? 4 : year));
}

static gboolean
is_date (const char *text)
{
  return begins_with_date (text) && text[10] == '\0';
}

// "Z" or "+08:00"; the offset in minutes. FALSE if it is none.
static gboolean
read_offset (const char *text, int *ret_minutes)
{
  *ret_minutes = 0;
  if (*text == 'Z' || *text == 'z')
    return text[1] == '\0';
  if ((*text != '+' && *text != '-') || !has_shape (text + 1, "00:00") || text[6] != '\0' ||
      two_digits (text + 1) > 23 || two_digits (text + 4) > 59)
    return FALSE;
  *ret_minutes = (int)(two_digits (text + 1) * 60 + two_digits (text + 4));
  *ret_minutes *= *text == '-' ? -1 : 1;
  return TRUE;
}

// RFC 3339, full-time. A leap second is the last of a day in UTC.
static gboolean
is_time (const char *text)
{
  const char *end = text + 8;
  int offset, minutes;
  guint second;

  if (!has_shape (text, "00:00:00") || two_digits (text) > 23 || two_digits (text + 3) > 59)
    return FALSE;
  second = two_digits (text + 6);
  if (*end == '.') {
    if (!g_ascii_isdigit (end[1]))
      return FALSE;
    end += 1 + strspn (end + 1, DIGITS);
  }
  if (!read_offset (end, &offset) || second > 60)
    return FALSE;
  minutes = (int)(two_digits (text) * 60 + two_digits (text + 3)) - offset;
  return second < 60 || (minutes + 2 * 1440) % 1440 == 1439;
}

static gboolean
is_date_time (const char *text)
{
  return begins_with_date (text) && (text[10] == 'T' || text[10] == 't') && is_time (text + 11);
}

// Counted units, each once, one after the other without a gap: "1Y2M". The text behind them.
static const char *
skip_units (const char *text, const char *units)
{
  const char *unit = NULL;

  while (g_ascii_isdigit (*text)) {
    const char *end = text + strspn (text, DIGITS);
    const char *found = *end != '\0' ? strchr (units, *end) : NULL;

    if (found == NULL || (unit != NULL && found != unit + 1))
      return text;
    unit = found;
    text = end + 1;
  }
  return text;
}

// RFC 3339, appendix A.
static gboolean
is_duration (const char *text)
{
  const char *at;

  if (*text++ != 'P')
    return FALSE;
  at = skip_units (text, "W");
  if (at > text && *at == '\0')
    return TRUE;
  at = skip_units (text, "YMD");
  if (*at != 'T')
    return at > text && *at == '\0';
  text = at + 1;
  at = skip_units (text, "HMS");
  return at > text && *at == '\0';
}

static gboolean
is_ipv4 (const char *text)
{
  struct in_addr address;

  return inet_pton (AF_INET, text, &address) == 1;
}

static gboolean
is_ipv6 (const char *text)
{
  struct in6_addr address;

  return inet_pton (AF_INET6, text, &address) == 1;
}

// RFC 5321: words with dots between, or a text in quotes.
static gboolean
is_local_part (const char *text, gsize length)
{
  static const char marks[] = "!#$%&'*+-/=?^_`{|}~";

  if (length >= 3 && text[0] == '"' && text[length - 1] == '"') {
    for (gsize i = 1; i + 1 < length; i++) {
      if (text[i] == '\\' && i + 2 < length)
        i++;
      else if (text[i] == '"' || text[i] < ' ')
        return FALSE;
    }
    return TRUE;
  }
  if (length == 0 || length > 64 || text[0] == '.' || text[length - 1] == '.')
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (text[i] == '.' ? text[i + 1] == '.'
                       : !g_ascii_isalnum (text[i]) && strchr (marks, text[i]) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_address_literal (const char *text)
{
  gsize length = strlen (text);
  g_autofree char *inside = NULL;

  if (length < 3 || text[0] != '[' || text[length - 1] != ']')
    return FALSE;
  inside = g_strndup (text + 1, length - 2);
  return g_str_has_prefix (inside, "IPv6:") ? is_ipv6 (inside + strlen ("IPv6:"))
                                            : is_ipv4 (inside);
}

static gboolean
is_email (const char *text)
{
  const char *at = strrchr (text, '@');

  return at != NULL && is_local_part (text, (gsize)(at - text)) &&
         (yc_schema_format_is_hostname (at + 1) || is_address_literal (at + 1));
}

static gboolean
is_uuid (const char *text)
{
  static const char shape[] = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  for (gsize i = 0; i < sizeof shape; i++) // the end, too
    if (shape[i] == 'x' ? !g_ascii_isxdigit (text[i]) : text[i] != shape[i])
      return FALSE;
  return TRUE;
}

// RFC 6901.
static gboolean
is_json_pointer (const char *text)
{
  if (*text != '\0' && *text != '/')
    return FALSE;
  for (; *text != '\0'; text++)
    if (*text == '~' && text[1] != '0' && text[1] != '1')
      return FALSE;
  return TRUE;
}

static gboolean
is_relative_json_pointer (const char *text)
{
  gsize n = strspn (text, DIGITS);

  if (n == 0 || (n > 1 && *text == '0'))
    return FALSE;
  return g_str_equal (text + n, "#") || is_json_pointer (text + n);
}

static gboolean
is_regex (const char *text)
{
  g_autoptr (YcPattern) pattern = yc_pattern_new (text, NULL);

  return pattern != NULL;
}

YcSchemaFormat
yc_schema_format_find (const char *name)
{
  static const struct {
    const char *name;
    YcSchemaFormat format;
  } formats[] = {
      {"date", is_date},
      {"time", is_time},
      {"date-time", is_date_time},
      {"duration", is_duration},
      {"email", is_email},
      {"hostname", yc_schema_format_is_hostname},
      {"ipv4", is_ipv4},
      {"ipv6", is_ipv6},
      {"uri", yc_schema_format_is_uri},
      {"uri-reference", yc_schema_format_is_uri_reference},
      {"uuid", is_uuid},
      {"json-pointer", is_json_pointer},
      {"relative-json-pointer", is_relative_json_pointer},
      {"regex", is_regex},
  };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_str_equal (formats[i].name, name))
      return formats[i].format;
  return NULL;
}
