// How the program is drawn: with or without a graphics processor, how large, how dark.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-profile.h"

G_BEGIN_DECLS

// To be called before GTK is initialised: decides whether it loads OpenGL at all.
void yc_display_prepare (void);

// Gives all windows the text size and colour scheme of the profile.
void yc_display_apply (YcProfile *profile);

G_END_DECLS
