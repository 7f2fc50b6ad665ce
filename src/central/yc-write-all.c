// Bytes into a file, all of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-write-all.h"

#include <errno.h>
#include <unistd.h>

int
yc_write_all (int fd, gconstpointer data, gsize size, gsize *ret_written)
{
  gsize at = 0;
  int problem = 0;

  while (at < size && problem == 0) {
    gssize n = write (fd, (const guint8 *)data + at, size - at);

    if (n > 0)
      at += (gsize)n;
    else if (n < 0 && errno != EINTR)
      problem = errno;
  }
  if (ret_written != NULL)
    *ret_written = at;
  return problem;
}
