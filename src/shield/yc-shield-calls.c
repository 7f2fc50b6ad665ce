// Leaves the process only the system calls that parsing and drawing need, through seccomp.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // CLONE_THREAD

#include "yc-shield.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <unistd.h>

// Calls that do no harm whatever they are told: on what is open already, or on memory of its own.
static const char *const harmless[] = {
    "read",
    "write",
    "readv",
    "writev",
    "pread64",
    "pwrite64",
    "recvmsg",
    "sendmsg",
    "recvfrom",
    "sendto",
    "poll",
    "ppoll",
    "lseek",
    "_llseek",
    "close",
    "close_range",
    "fstat",
    "fstat64",
    "newfstatat",
    "fstatat64",
    "stat",
    "lstat",
    "statx",
    "fstatfs",
    "fstatfs64",
    "access",
    "faccessat",
    "faccessat2",
    "readlink",
    "readlinkat",
    "getcwd",
    "getdents",
    "getdents64",
    "ftruncate",
    "ftruncate64",
    "fallocate",
    "memfd_create",
    "munmap",
    "mremap",
    "brk",
    "madvise",
    "membarrier",
    "futex",
    "futex_time64",
    "set_robust_list",
    "get_robust_list",
    "rseq",
    "set_tid_address",
    "rt_sigaction",
    "rt_sigprocmask",
    "rt_sigreturn",
    "sigreturn",
    "sigaltstack",
    "restart_syscall",
    "clock_gettime",
    "clock_gettime64",
    "clock_getres",
    "clock_nanosleep",
    "nanosleep",
    "gettimeofday",
    "time",
    "times",
    "getrusage",
    "getpid",
    "getppid",
    "gettid",
    "getuid",
    "geteuid",
    "getgid",
    "getegid",
    "getrandom",
    "sysinfo",
    "uname",
    "sched_yield",
    "sched_getaffinity",
    "getrlimit",
    "exit",
    "exit_group",
};

#define WRITING ((scmp_datum_t)(O_ACCMODE | O_CREAT | O_TRUNC | __O_TMPFILE))
#define THREAD  ((scmp_datum_t)(CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD))
#define SPACES                                                                                     \
  ((scmp_datum_t)(CLONE_NEWNS | CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWIPC |       \
                  CLONE_NEWUTS | CLONE_NEWCGROUP))

static gboolean
allow_harmless (scmp_filter_ctx filter)
{
  for (gsize i = 0; i < G_N_ELEMENTS (harmless); i++) {
    int number = seccomp_syscall_resolve_name (harmless[i]);
    int failed = number == __NR_SCMP_ERROR // unknown to this library, or on this machine
                     ? 0
                     : seccomp_rule_add (filter, SCMP_ACT_ALLOW, number, 0);
    if (failed != 0 && number >= 0)
      return FALSE;
  }
  return TRUE;
}

// Memory that runs cannot be made; what was loaded before stays.
static gboolean
allow_memory (scmp_filter_ctx filter)
{
  const int calls[] = {SCMP_SYS (mmap), SCMP_SYS (mmap2), SCMP_SYS (mprotect)};
  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++)
    if (calls[i] >= 0 && seccomp_rule_add (filter, SCMP_ACT_ALLOW, calls[i], 1,
                                           SCMP_A2 (SCMP_CMP_MASKED_EQ, PROT_EXEC, 0)) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
allow_opening (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp at = SCMP_A2 (SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY);
  const struct scmp_arg_cmp plain = SCMP_A1 (SCMP_CMP_MASKED_EQ, WRITING, O_RDONLY);
  if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (openat), 1, at) != 0)
    return FALSE;
  return SCMP_SYS (open) < 0 ||
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (open), 1, plain) == 0;
}

// Marks of descriptors and seals; no signals to others, no locks.
static gboolean
allow_marks (scmp_filter_ctx filter)
{
  const int marks[] = {F_DUPFD_CLOEXEC, F_GETFD,     F_SETFD,    F_GETFL,
                       F_SETFL,         F_ADD_SEALS, F_GET_SEALS};
  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (fcntl), 1,
                          SCMP_A1 (SCMP_CMP_EQ, (scmp_datum_t)marks[i])) != 0)
      return FALSE;
  return TRUE;
}

// Threads, which some decoders start, but no processes. What clone3 is told a filter cannot see;
// the C library falls back to clone when it is not there.
static gboolean
allow_threads (scmp_filter_ctx filter)
{
  const struct scmp_arg_cmp thread = SCMP_A0 (SCMP_CMP_MASKED_EQ, THREAD | SPACES, THREAD);
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (clone), 1, thread) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ERRNO (ENOSYS), SCMP_SYS (clone3), 0) == 0;
}

// It may end itself and look at its own limits, and do neither to others.
static gboolean
allow_itself (scmp_filter_ctx filter)
{
  const scmp_datum_t self = (scmp_datum_t)getpid ();
  return seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (tgkill), 1,
                           SCMP_A0 (SCMP_CMP_EQ, self)) == 0 &&
         seccomp_rule_add (filter, SCMP_ACT_ALLOW, SCMP_SYS (prlimit64), 2,
                           SCMP_A0 (SCMP_CMP_EQ, 0), SCMP_A2 (SCMP_CMP_EQ, 0)) == 0;
}

// Everything else answers EPERM: what a parser tries in vain is no reason to lose the page.
gboolean
yc_shield_calls (gboolean opens)
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ERRNO (EPERM));
  if (filter == NULL)
    return FALSE;
  seccomp_attr_set (filter, SCMP_FLTATR_CTL_TSYNC, 1);
  gboolean up = allow_harmless (filter) && allow_memory (filter) &&
                (!opens || allow_opening (filter)) && allow_marks (filter) &&
                allow_threads (filter) && allow_itself (filter) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return up;
}
