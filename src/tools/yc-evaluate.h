// Puts the conditions to the test: a file of rules, facts and what should come out.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// A list as on jsonlogic.com: [rule, facts, result]; texts between are remarks. Prints each case
// that comes out otherwise, and how many there were. Returns how many came out wrong; -1 with
// YC_ERROR_NOT_FOUND or YC_ERROR_MALFORMED. Cases of operations that are not known are counted
// apart.
int yc_evaluate_file (const char *path, GError **error);

G_END_DECLS
