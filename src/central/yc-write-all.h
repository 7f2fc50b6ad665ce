// Bytes into a file, all of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// 0, or the errno of what failed; `ret_written` (nullable) bytes are in the file then.
int yc_write_all (int fd, gconstpointer data, gsize size, gsize *ret_written);

G_END_DECLS
