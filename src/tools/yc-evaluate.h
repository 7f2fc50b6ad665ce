// Puts the conditions to the test: a file of rules, facts and what should come out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// A list of {"description", "rule", "data", "result"}, or of [rule, data, result] as on
// jsonlogic.com; texts between are remarks. Prints each case that comes out otherwise, or whose
// rule is none, and how many there were. Returns how many do not hold; -1 with YC_ERROR_NOT_FOUND
// or YC_ERROR_MALFORMED.
int yc_evaluate_file (const char *path, GError **error);

G_END_DECLS
