// The text of an identity card, as readers and other programs put it on the clipboard.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-identity.h"

#include <string.h>

static const char *const labels[] = {"姓名",         "性别",    "民族",         "出生",
                                     "公民身份号码", "住址",    "公民身份证号", "身份证号码",
                                     "签发机关",     "有效期限"};

// The first of the labels at or after `text`; NULL if there is none.
static const char *
find_next_label (const char *text)
{
  const char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    const char *at = strstr (text, labels[i]);

    if (at != NULL && (first == NULL || at < first))
      first = at;
  }
  return first;
}

// What stands behind a label, up to the next one, without blanks inside.
static char *
value_after (const char *text, const char *label)
{
  const char *at = strstr (text, label);
  const char *end;
  GString *value;

  if (at == NULL)
    return NULL;
  at += strlen (label);
  end = find_next_label (at);
  value = g_string_new (NULL);
  for (; *at != '\0' && at != end; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (g_unichar_isgraph (c) && c != ':' && c != 0xFF1A)
      g_string_append_unichar (value, c);
  }
  return g_string_free (value, value->len == 0);
}

// The first number in the text that can be right.
static char *
find_number (const char *text)
{
  g_autofree char *narrow = yc_identity_normalise (text);

  for (const char *at = narrow; *at != '\0'; at = g_utf8_next_char (at)) {
    g_autofree char *part = NULL;

    if (!g_ascii_isdigit (*at) || strlen (at) < 18)
      continue;
    part = g_strndup (at, 18);
    if (yc_identity_check_person (part) == YC_IDENTITY_OK)
      return g_steal_pointer (&part);
  }
  return NULL;
}

gboolean
yc_identity_read_card (const char *text, char **ret_name, char **ret_number, char **ret_address)
{
  g_autofree char *number = NULL;

  if (strstr (text, "姓名") == NULL)
    return FALSE;
  number = find_number (text);
  if (number == NULL)
    return FALSE;
  *ret_name = value_after (text, "姓名");
  *ret_number = g_steal_pointer (&number);
  *ret_address = value_after (text, "住址");
  return TRUE;
}
