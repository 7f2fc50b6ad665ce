// The sound of Chinese words in Latin letters, by ICU.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// For one thread.
typedef struct _YcPinyin YcPinyin;

// NULL where ICU has no rules for it.
YcPinyin *yc_pinyin_new (void);
void yc_pinyin_free (YcPinyin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPinyin, yc_pinyin_free)

// Syllables without tones, with blanks between: 不动产 becomes "bu dong chan". Free it.
char *yc_pinyin_spell (YcPinyin *self, const char *text);

G_END_DECLS
