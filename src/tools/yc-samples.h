// Prints the sample forms of a whole catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Writes a PDF named after its code for each item of the catalogue folder into `out`, which is made
// if it is not there. Returns how many; -1 with an error.
int yc_samples_print (const char *folder, const char *out, GError **error);

G_END_DECLS
