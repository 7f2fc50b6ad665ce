// Words about foreign documents that the program and its render helper share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"
#include "yc-page-text.h"
#include "yc-shield.h"

#include <glib.h>

G_BEGIN_DECLS

// In points (1/72 inch); for pictures that do not know their resolution, as if it were 96 dpi.
typedef struct {
  double width, height;
} YcPageSize;

G_END_DECLS
