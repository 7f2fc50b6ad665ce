// The row of the preferences in which another unlock code is chosen.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Shows the row to whoever came in by the city's own sign-in, and lets it do its work.
void yc_code_row_begin (AdwEntryRow *row, YcSession *session);

G_END_DECLS
