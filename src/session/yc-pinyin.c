// The sound of Chinese words in Latin letters, by ICU.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-pinyin.h"

#include <unicode/ustring.h>
#include <unicode/utrans.h>

#define MOST 1024 // UTF-16 units; longer texts are cut: they are no names

struct _YcPinyin {
  UTransliterator *rules;
};

YcPinyin *
yc_pinyin_new (void)
{
  static const UChar id[] = u"Han-Latin; Latin-ASCII; Lower";
  UErrorCode status = U_ZERO_ERROR;
  UTransliterator *rules = utrans_openU (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  YcPinyin *self;

  if (U_FAILURE (status))
    return NULL;
  self = g_new0 (YcPinyin, 1);
  self->rules = rules;
  return self;
}

void
yc_pinyin_free (YcPinyin *self)
{
  utrans_close (self->rules);
  g_free (self);
}

char *
yc_pinyin_spell (YcPinyin *self, const char *text)
{
  UChar buffer[4 * MOST];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0, limit;
  char *spelt = g_new0 (char, 3 * 4 * MOST + 1);

  u_strFromUTF8WithSub (buffer, MOST, &length, text, -1, 0xFFFD, NULL, &status);
  if (U_FAILURE (status) && status != U_STRING_NOT_TERMINATED_WARNING) {
    g_free (spelt);
    return g_strdup (text);
  }
  limit = length;
  status = U_ZERO_ERROR;
  utrans_transUChars (self->rules, buffer, &length, G_N_ELEMENTS (buffer), 0, &limit, &status);
  if (U_SUCCESS (status))
    u_strToUTF8 (spelt, 3 * 4 * MOST, NULL, buffer, length, &status);
  if (U_SUCCESS (status))
    return spelt;
  g_free (spelt);
  return g_strdup (text);
}
