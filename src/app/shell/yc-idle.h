// Nobody is here: no key, button or pointer has moved in any window of this program for a while.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-profile.h"

G_BEGIN_DECLS

#define YC_TYPE_IDLE (yc_idle_get_type ())
G_DECLARE_FINAL_TYPE (YcIdle, yc_idle, YC, IDLE, GObject)

// Emits "idle" after as many seconds as "lock-after" of the profile says, which may change at any
// time; a machine that slept was left alone for as long. What is pressed too late goes nowhere.
YcIdle *yc_idle_new (YcProfile *profile);

// Whether there is anything to be left alone; FALSE at first.
void yc_idle_set_watching (YcIdle *self, gboolean watching);

G_END_DECLS
