// How the stand-in for a taken-over helper tells what became of its attempt: its exit status.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#define ESCAPEE_REFUSED   0
#define ESCAPEE_FREE      1
#define ESCAPEE_NO_SHIELD 2
