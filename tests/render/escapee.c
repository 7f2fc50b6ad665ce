// A stand-in for a taken-over render helper: raises the shields, then tries to do harm.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create

#include "escapee.h"

#include "yc-fonts.h"
#include "yc-shield.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

// Each returns whether it got what it wanted.

static gboolean
read_file (const char *path)
{
  char byte;
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  return fd >= 0 && read (fd, &byte, 1) == 1;
}

static gboolean
read_passwords (const char *here)
{
  return read_file ("/etc/passwd");
}

static gboolean
read_here (const char *here)
{
  g_autofree char *path = g_build_filename (here, "secret", NULL);
  return read_file (path);
}

static gboolean
read_processes (const char *here)
{
  return read_file ("/proc/self/environ");
}

static gboolean
list_here (const char *here)
{
  return open (here, O_RDONLY | O_DIRECTORY | O_CLOEXEC) >= 0;
}

static gboolean
make_file (const char *here)
{
  g_autofree char *path = g_build_filename (here, "new", NULL);
  return open (path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600) >= 0;
}

static gboolean
change_file (const char *here)
{
  g_autofree char *path = g_build_filename (here, "secret", NULL);
  return open (path, O_RDWR | O_CLOEXEC) >= 0;
}

static gboolean
remove_file (const char *here)
{
  g_autofree char *path = g_build_filename (here, "victim", NULL);
  return unlink (path) == 0;
}

static gboolean
make_link (const char *here)
{
  g_autofree char *path = g_build_filename (here, "link", NULL);
  return symlink ("/etc/passwd", path) == 0;
}

static gboolean
make_socket (const char *here)
{
  return socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
}

static gboolean
make_local_socket (const char *here)
{
  return socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0;
}

// To the port that the test listens at.
static gboolean
connect_somewhere (const char *here)
{
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_addr.s_addr = htonl (INADDR_LOOPBACK)};
  to.sin_port = htons ((guint16)g_ascii_strtoull (g_getenv ("YC_ESCAPEE_PORT"), NULL, 10));
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  return fd >= 0 && connect (fd, (const struct sockaddr *)&to, sizeof to) == 0;
}

static gboolean
have_child (const char *here)
{
  pid_t child = fork ();
  if (child == 0)
    _exit (0);
  return child > 0;
}

// A program that is run ends with 1, as one that got through does.
static gboolean
run_program (const char *here)
{
  execl ("/bin/false", "false", NULL);
  return FALSE;
}

static gboolean
trace (const char *here)
{
  return ptrace (PTRACE_TRACEME, 0, NULL, NULL) == 0;
}

static gboolean
signal_parent (const char *here)
{
  return kill (getppid (), 0) == 0;
}

static gboolean
take_memory (const char *here)
{
  void *data = mmap (NULL, (gsize)4 << 30, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  return data != MAP_FAILED;
}

static gboolean
share_memory (const char *here)
{
  int fd = memfd_create ("much", MFD_CLOEXEC);
  return fd >= 0 && ftruncate (fd, (off_t)4 << 30) == 0;
}

static gboolean
make_code (const char *here)
{
  return mmap (NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
               0) != MAP_FAILED;
}

static gboolean
hoard_descriptors (const char *here)
{
  for (int i = 0; i < 200; i++)
    if (fcntl (STDIN_FILENO, F_DUPFD_CLOEXEC, 0) < 0)
      return FALSE;
  return TRUE;
}

static gboolean
change_root (const char *here)
{
  return chroot (here) == 0 || chdir (here) == 0;
}

static gboolean
leave_namespace (const char *here)
{
  return syscall (SYS_unshare, 0) == 0;
}

static gboolean
read_font (const char *here)
{
  return read_file (g_getenv ("YC_ESCAPEE_FONT"));
}

static gboolean
write_font (const char *here)
{
  return open (g_getenv ("YC_ESCAPEE_FONT"), O_RDWR | O_CLOEXEC) >= 0;
}

typedef struct {
  const char *name;
  gboolean (*func) (const char *here);
} Attempt;

static const Attempt attempts[] = {
    {"read-passwords", read_passwords},
    {"read-here", read_here},
    {"read-processes", read_processes},
    {"list-here", list_here},
    {"make-file", make_file},
    {"change-file", change_file},
    {"remove-file", remove_file},
    {"make-link", make_link},
    {"make-socket", make_socket},
    {"make-local-socket", make_local_socket},
    {"connect", connect_somewhere},
    {"have-child", have_child},
    {"run-program", run_program},
    {"trace", trace},
    {"signal-parent", signal_parent},
    {"take-memory", take_memory},
    {"share-memory", share_memory},
    {"make-code", make_code},
    {"hoard-descriptors", hoard_descriptors},
    {"change-root", change_root},
    {"leave-namespace", leave_namespace},
    {"read-font", read_font},
    {"write-font", write_font},
};

static gboolean
raise_shields (const char *which)
{
  g_auto (GStrv) fonts = yc_fonts_list_folders ();
  const char *const *readable = (const char *const *)fonts;
  if (strcmp (which, "bare") == 0)
    return TRUE;
  if (strcmp (which, "files") == 0)
    return yc_shield_files (readable);
  if (strcmp (which, "calls") == 0)
    return yc_shield_privileges () && yc_shield_calls (FALSE);
  return (yc_shield_raise (readable) | YC_SHIELD_FILES) == YC_SHIELD_ALL;
}

// Arguments: which shields, which attempt, a folder with files to attack.
int
main (int argc, char **argv)
{
  if (argc != 4 || !raise_shields (argv[1]))
    return ESCAPEE_NO_SHIELD;
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    if (strcmp (attempts[i].name, argv[2]) == 0)
      return attempts[i].func (argv[3]) ? ESCAPEE_FREE : ESCAPEE_REFUSED;
  return ESCAPEE_NO_SHIELD;
}
