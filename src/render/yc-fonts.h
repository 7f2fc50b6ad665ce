// Where fonts lie: all that drawing a document has to open.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Folders of fonts and what belongs to them, ended by NULL; g_strfreev () them.
char **yc_fonts_list_folders (void);

G_END_DECLS
