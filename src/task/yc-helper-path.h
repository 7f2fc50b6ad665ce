// Where the helper programs lie.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// The path of a helper program such as "yichuang-scan", owned: in the first folder of
// YICHUANG_LIBEXECDIR (folders divided by colons) that holds it, otherwise where it is installed.
char *yc_helper_path (const char *name);

G_END_DECLS
