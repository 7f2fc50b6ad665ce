// Identity numbers of persons (GB 11643) and unified social credit codes (GB 32100).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_IDENTITY_OK,
  YC_IDENTITY_LENGTH,    // not the right number of characters
  YC_IDENTITY_CHARACTER, // a character that cannot stand there
  YC_IDENTITY_DATE,      // no such day of birth
  YC_IDENTITY_CHECK,     // the check character does not fit: a digit is mistyped
} YcIdentity;

// A resident identity number, a residence permit of Hong Kong, Macao and Taiwan persons (81-83…),
// or a foreigner's permanent residence card (18 digits from 9 on; the older 15 characters too).
YcIdentity yc_identity_check_person (const char *number);

// A unified social credit code of 18 characters.
YcIdentity yc_identity_check_credit_code (const char *code);

// What was probably meant: full-width characters made narrow, blanks dropped, letters capitalised.
char *yc_identity_normalise (const char *typed);

// Reads the text of a whole identity card (姓名 … 住址 … 公民身份号码 …). FALSE if it is none; what
// it does not say becomes NULL.
gboolean
yc_identity_read_card (const char *text, char **ret_name, char **ret_number, char **ret_address);

// "330102********4512": what may be shown of a number without an audited reveal. Anything of eight
// characters or fewer is hidden altogether.
char *yc_identity_mask_number (const char *number);

// "陈*华", "李*": what a list shows of a name; a company keeps its first two and last four
// characters.
char *yc_identity_mask_name (const char *name);

// "138****5678".
char *yc_identity_mask_phone (const char *phone);

// "南昌市红谷滩区***": an address as far as its district; where it names none its beginning, of
// which at least as much again is hidden.
char *yc_identity_mask_address (const char *address);

G_END_DECLS
