// What a card, a register page or a licence says of whom it is for, out of text that was read off
// its picture. Pure.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-text.h"

G_BEGIN_DECLS

typedef enum {
  YC_READ_NOTHING,
  YC_READ_IDENTITY_CARD, // 居民身份证
  YC_READ_HOUSEHOLD,     // 居民户口簿, the page of a person
  YC_READ_LICENCE,       // 营业执照
} YcReadKind;

// Both are for a person to compare, never facts. A number is one that can be (GB 11643, GB 32100).
typedef struct {
  YcReadKind kind;
  char *number; // nullable
  char *name;   // nullable
  YcPageBox number_box, name_box;
} YcReadFacts;

void yc_read_facts_clear (YcReadFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcReadFacts, yc_read_facts_clear)

// FALSE where the page is none of these, or says neither number nor name.
gboolean yc_read_facts (const YcPageText *text, YcReadFacts *ret_facts);

G_END_DECLS
