// Puts the conditions to the test: a file of rules, facts and what should come out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"

G_BEGIN_DECLS

// A list of {"description", "rule", "data", "result"}, or of [rule, data, result] as on
// jsonlogic.com; texts between are remarks. Prints each case that comes out otherwise, or whose
// rule is none or takes too much, and how many there were; and of those that hold, which count
// working days of a year that `calendar` (nullable: it has none) does not have. Returns how many do
// not hold; -1 with YC_ERROR_NOT_FOUND or YC_ERROR_MALFORMED.
int yc_evaluate_file (const char *path, const YcCalendar *calendar, GError **error);

G_END_DECLS
