// Lets the process read a few folders and nothing else on the disk, through Landlock where the
// kernel has it.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // O_PATH

#include "yc-shield.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

// As in the newest kernels; older ones take the longer struct as long as its rest is 0.
typedef struct {
  guint64 files, network, scopes;
} Ruleset;

// Rights by the version of Landlock that brought them.
#define RIGHTS_1      ((1ULL << 13) - 1) // everything from executing to making block devices
#define RIGHT_REFER   (1ULL << 13)       // 2: renaming between folders
#define RIGHT_TRUNC   (1ULL << 14)       // 3
#define RIGHT_IOCTL   (1ULL << 15)       // 5: of devices
#define NETWORK_TCP   3ULL               // 4: bind and connect
#define SCOPE_OUTSIDE 3ULL               // 6: abstract sockets and signals

static Ruleset
get_ruleset (long version)
{
  Ruleset all = {.files = RIGHTS_1};
  all.files |= version >= 2 ? RIGHT_REFER : 0;
  all.files |= version >= 3 ? RIGHT_TRUNC : 0;
  all.files |= version >= 5 ? RIGHT_IOCTL : 0;
  all.network = version >= 4 ? NETWORK_TCP : 0;
  all.scopes = version >= 6 ? SCOPE_OUTSIDE : 0;
  return all;
}

// A folder that is not there needs no permission.
static void
allow_reading (int rules, const char *path)
{
  int folder = open (path, O_PATH | O_CLOEXEC);
  if (folder < 0)
    return;
  const struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE |
                                                                    LANDLOCK_ACCESS_FS_READ_DIR,
                                                  .parent_fd = folder};
  syscall (SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
  g_close (folder, NULL);
}

gboolean
yc_shield_files (const char *const *readable)
{
  long version = syscall (SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  if (version < 1)
    return FALSE;
  const Ruleset all = get_ruleset (version);
  int rules = (int)syscall (SYS_landlock_create_ruleset, &all, sizeof all, 0);
  if (rules < 0)
    return FALSE;
  for (gsize i = 0; readable[i] != NULL; i++)
    allow_reading (rules, readable[i]);
  gboolean up = prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
                syscall (SYS_landlock_restrict_self, rules, 0) == 0;
  g_close (rules, NULL);
  return up;
}
