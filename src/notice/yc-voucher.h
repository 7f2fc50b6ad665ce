// The receipt voucher (收件凭证) as PDF.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"
#include "yc-checklist.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// What a voucher says beyond the case itself. Strings are borrowed.
typedef struct {
  const char *number;                             // 字号
  const char *hall, *window, *department, *phone; // nullable
  const char *clerk;                              // name of the person who received the papers
  YcDay received;
  YcDay ask_on;         // from which day the applicant may ask; 0: not said
  gboolean provisional; // that day lies beyond the published calendar
  gboolean reprint;     // marked as such
} YcVoucher;

// A4, in duplicate (for the applicant, for the file), fonts embedded, with a QR code of the case's
// number. Fails with YC_ERROR_FAILED. Blocking.
GBytes *
yc_voucher_print (const YcVoucher *voucher, const YcItem *item, const YcCase *self, GError **error);

G_END_DECLS
