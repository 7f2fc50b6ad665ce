// Locks the process in before it looks at anything foreign: no files, no network, little memory.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-shield.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

// The largest page is 400 MB as cairo draws it and 300 MB as it is answered; the file itself, and
// what the parser makes of it, come on top.
#define MEMORY      ((rlim_t)2 << 30)
#define FILE_SIZE   ((rlim_t)1 << 30)
#define DESCRIPTORS 64

#ifndef __has_feature
#define __has_feature(feature) 0 // clang's way of telling
#endif
#if defined(__SANITIZE_ADDRESS__) || __has_feature(address_sanitizer)
#define SANITIZED TRUE // its shadow takes terabytes of addresses
#else
#define SANITIZED FALSE
#endif

static gboolean
limit (__rlimit_resource_t what, rlim_t most)
{
  const struct rlimit to = {most, most};
  return setrlimit (what, &to) == 0;
}

// Shared memory counts as a file. Without the signal a write beyond the limit is just an error.
gboolean
yc_shield_limits (void)
{
  signal (SIGXFSZ, SIG_IGN);
  gboolean done = limit (RLIMIT_CORE, 0);
  done = limit (RLIMIT_NOFILE, DESCRIPTORS) && done;
  return limit (RLIMIT_FSIZE, FILE_SIZE) && done;
}

gboolean
yc_shield_memory (void)
{
  return !SANITIZED && limit (RLIMIT_AS, MEMORY);
}

// Nobody may look into the process either, for what it reads is personal.
gboolean
yc_shield_privileges (void)
{
  return prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl (PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

YcShield
yc_shield_raise (const char *const *readable)
{
  guint up = 0;
  if (yc_shield_limits ())
    up |= YC_SHIELD_LIMITS;
  if (yc_shield_memory ())
    up |= YC_SHIELD_MEMORY;
  if (yc_shield_privileges ())
    up |= YC_SHIELD_PRIVILEGES;
  if (yc_shield_files (readable))
    up |= YC_SHIELD_FILES;
  if (yc_shield_calls ((up & YC_SHIELD_FILES) != 0 && *readable != NULL))
    up |= YC_SHIELD_CALLS | YC_SHIELD_NETWORK;
  return (YcShield)up;
}
