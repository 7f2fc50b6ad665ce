// What tests/media/find-upright.c found; it prints this file.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

static const double weights[] = {
    -8.58, -7.74, -4.33, -3.18, -2.62, 0.64, -8.36, -0.40, -1.84, -0.43,
    7.64,  -5.54, 5.58,  1.57,  0.51,  7.31, -2.89, 9.07,  2.01,  1.58,
    4.04,  -0.08, 7.48,  1.01,  1.82,  3.88, -0.29, 2.85,  0.07,  0.89,
};
