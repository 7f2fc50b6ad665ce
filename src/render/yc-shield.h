// Locks the process in before it looks at anything foreign: no files, no network, little memory.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-render-types.h"

G_BEGIN_DECLS

// Raises every shield that this system has, for ever, and tells which are up. Fonts and what
// belongs to them can still be opened to read where Landlock keeps all else shut; without Landlock
// nothing can be opened at all.
YcRenderShield yc_shield_raise (void);

// The parts, in the order in which they are raised; each tells whether it is up.
gboolean yc_shield_limits (void);
gboolean yc_shield_memory (void);
gboolean yc_shield_privileges (void);
gboolean yc_shield_files (void);
// `opens`: whether files may be opened to read.
gboolean yc_shield_calls (gboolean opens);

G_END_DECLS
