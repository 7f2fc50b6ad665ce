// Locks a helper process in before it looks at anything foreign: no files, no network, little
// memory.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// What stands between a malicious file and this machine, each as a bit.
typedef enum {
  YC_SHIELD_PRIVILEGES = 1 << 0, // no set-uid program gives it more rights
  YC_SHIELD_FILES = 1 << 1,      // Landlock: nothing can be opened but what it needs, to read
  YC_SHIELD_NETWORK = 1 << 2,    // no socket can be made
  YC_SHIELD_CALLS = 1 << 3,      // seccomp: only the system calls that parsing needs
  YC_SHIELD_MEMORY = 1 << 4,     // a limit of memory (not in builds with a sanitizer)
  YC_SHIELD_LIMITS = 1 << 5,     // limits of descriptors and files; no core files
  YC_SHIELD_ALL = (1 << 6) - 1,
} YcShield;

// For the log and the page about this program: such as "files"; NULL for no shield.
const char *yc_shield_name (YcShield shield);

// The names of those that are not up, with blanks between them; NULL where all are. Free it.
char *yc_shield_list_missing (YcShield up);

// Raises every shield that this system has, for ever, and tells which are up. The folders
// `readable` (ended by NULL) and what lies in them can still be opened to read where Landlock keeps
// all else shut; without Landlock, or without such folders, nothing can be opened at all.
YcShield yc_shield_raise (const char *const *readable);

// The parts, in the order in which they are raised; each tells whether it is up.
gboolean yc_shield_limits (void);
gboolean yc_shield_memory (void);
gboolean yc_shield_privileges (void);
gboolean yc_shield_files (const char *const *readable);
// `opens`: whether files may be opened to read.
gboolean yc_shield_calls (gboolean opens);

G_END_DECLS
