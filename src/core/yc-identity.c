// Identity numbers of persons (GB 11643) and unified social credit codes (GB 32100).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-identity.h"

#include <string.h>

#define LONGEST_DISTRICT 14 // characters, with province and city before it
#define LONGEST_HEAD     6  // that are kept of an address without one

static int
digits (const char *text, int from, int n)
{
  int value = 0;

  for (int i = from; i < from + n; i++)
    value = value * 10 + (text[i] - '0');
  return value;
}

static gboolean
all_digits (const char *text, gsize n)
{
  return strspn (text, "0123456789") >= n;
}

YcIdentity
yc_identity_check_person (const char *number)
{
  static const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  gsize length = strlen (number);
  int sum = 0;

  if (length == 15) // the older permanent residence card: three letters, twelve digits
    return g_ascii_isupper (number[0]) && g_ascii_isupper (number[1]) &&
                   g_ascii_isupper (number[2]) && all_digits (number + 3, 12)
               ? YC_IDENTITY_OK
               : YC_IDENTITY_CHARACTER;
  if (length != 18)
    return YC_IDENTITY_LENGTH;
  if (!all_digits (number, 17) || strchr ("0123456789X", number[17]) == NULL || number[0] == '0')
    return YC_IDENTITY_CHARACTER;
  if (!g_date_valid_dmy (digits (number, 12, 2), digits (number, 10, 2), digits (number, 6, 4)) ||
      digits (number, 6, 4) < 1850)
    return YC_IDENTITY_DATE;
  for (int i = 0; i < 17; i++)
    sum += weights[i] * (number[i] - '0');
  return number[17] == "10X98765432"[sum % 11] ? YC_IDENTITY_OK : YC_IDENTITY_CHECK;
}

YcIdentity
yc_identity_check_credit_code (const char *code)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  int sum = 0, weight = 1;

  if (strlen (code) != 18)
    return YC_IDENTITY_LENGTH;
  for (int i = 0; i < 18; i++) {
    const char *at = strchr (alphabet, code[i]);

    if (at == NULL)
      return YC_IDENTITY_CHARACTER;
    if (i == 17)
      return (31 - sum % 31) % 31 == at - alphabet ? YC_IDENTITY_OK : YC_IDENTITY_CHECK;
    sum += (int)(at - alphabet) * weight;
    weight = weight * 3 % 31;
  }
  return YC_IDENTITY_LENGTH;
}

char *
yc_identity_normalise (const char *typed)
{
  g_autofree char *narrow = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  GString *text = g_string_new (NULL);

  for (const char *p = narrow != NULL ? narrow : ""; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (g_unichar_isgraph (c))
      g_string_append_unichar (text, g_unichar_toupper (c));
  }
  return g_string_free (text, FALSE);
}

// Keeps `head` and `tail` characters and puts `stars` asterisks in the middle.
static char *
mask (const char *text, glong head, glong tail, guint stars)
{
  glong length = g_utf8_strlen (text, -1);
  g_autofree char *first = NULL;
  g_autofree char *middle = g_strnfill (stars, '*');
  g_autofree char *last = NULL;

  if (length <= head + tail)
    return g_strnfill ((gsize)length, '*');
  first = g_utf8_substring (text, 0, head);
  last = g_utf8_substring (text, length - tail, length);
  return g_strconcat (first, middle, last, NULL);
}

char *
yc_identity_mask_number (const char *number)
{
  glong length = g_utf8_strlen (number, -1);

  if (length <= 8)
    return g_strnfill ((gsize)length, '*');
  return length < 15 ? mask (number, 2, 2, (guint)length - 4)
                     : mask (number, 6, 4, (guint)length - 10);
}

char *
yc_identity_mask_name (const char *name)
{
  glong length = g_utf8_strlen (name, -1);

  if (length <= 1)
    return g_strnfill ((gsize)length, '*');
  if (length == 2)
    return mask (name, 1, 0, 1);
  return length <= 6 ? mask (name, 1, 1, (guint)length - 2) : mask (name, 2, 4, 1);
}

char *
yc_identity_mask_phone (const char *phone)
{
  return mask (phone, 3, 4, 4);
}

// How many characters name the district or county; 0 where none does. 小区 and 社区 are no
// districts.
static glong
span_district (const char *address)
{
  gunichar before = 0;
  glong n = 0;

  for (const char *p = address; *p != '\0' && n < LONGEST_DISTRICT; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    n++;
    if (c == 0x53bf /* 县 */ || c == 0x65d7 /* 旗 */ ||
        (c == 0x533a /* 区 */ && before != 0x5c0f /* 小 */ && before != 0x793e /* 社 */))
      return n;
    before = c;
  }
  return 0;
}

char *
yc_identity_mask_address (const char *address)
{
  glong length = g_utf8_strlen (address, -1), district = span_district (address);
  glong kept = district > 0 && district < length ? district : MIN (LONGEST_HEAD, length / 2);
  g_autofree char *first = g_utf8_substring (address, 0, kept);

  return g_strconcat (first, "***", NULL);
}
