// Words about foreign documents that the program and its render helper share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

#include <glib.h>

G_BEGIN_DECLS

// What stands between a malicious file and this machine, each as a bit.
typedef enum {
  YC_RENDER_SHIELD_PRIVILEGES = 1 << 0, // no set-uid program gives it more rights
  YC_RENDER_SHIELD_FILES = 1 << 1,      // Landlock: nothing can be opened but fonts, to read
  YC_RENDER_SHIELD_NETWORK = 1 << 2,    // no socket can be made
  YC_RENDER_SHIELD_CALLS = 1 << 3,      // seccomp: only the system calls that parsing needs
  YC_RENDER_SHIELD_MEMORY = 1 << 4,     // a limit of memory (not in builds with a sanitizer)
  YC_RENDER_SHIELD_LIMITS = 1 << 5,     // limits of descriptors and files; no core files
  YC_RENDER_SHIELD_ALL = (1 << 6) - 1,
} YcRenderShield;

// In points (1/72 inch); for pictures that do not know their resolution, as if it were 96 dpi.
typedef struct {
  double width, height;
} YcPageSize;

// A place on a page in points, from its upper left corner.
typedef struct {
  double left, top, right, bottom;
} YcPageBox;

G_END_DECLS
