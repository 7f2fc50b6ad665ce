// What stands around the digits of a number (字号) that central leases.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

G_BEGIN_DECLS

// Sets prefix and suffix (owned) for a kind of number at a window in a year of China's. A case's
// number is 2026-G3-000123, a paper's 云溪政务收字〔2026〕第000123号; any other word stands before
// the year itself. `catalogue` is nullable. Fails with YC_ERROR_MALFORMED for a kind that is no
// word or a window the city does not have.
gboolean yc_numbers_name (YcCatalogue *catalogue,
                          const char *kind,
                          const char *window,
                          int year,
                          char **ret_prefix,
                          char **ret_suffix,
                          GError **error);

G_END_DECLS
