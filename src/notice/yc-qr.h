// QR codes (ISO/IEC 18004), level M.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// The code of a text: `*ret_n` rows of as many dots, row by row, 1 is dark. NULL for what is too
// long for any. Owned.
guint8 *yc_qr_make (const char *text, int *ret_n);

G_END_DECLS
