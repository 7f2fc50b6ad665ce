// yichuang-render: reads foreign documents where they can do no harm, and answers pixels and text.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-document.h"
#include "yc-fonts.h"
#include "yc-render-serve.h"
#include "yc-shield.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options (void);

// What the limit of memory does in other builds. The leak checker cannot work behind the shields.
const char *
__asan_default_options (void)
{
  return "hard_rss_limit_mb=3072:max_allocation_size_mb=2048:detect_leaks=0";
}
#else
// What parsers say about a file may be personal, and the log is not for that.
static void
silence (void)
{
  int nothing = open ("/dev/null", O_WRONLY | O_CLOEXEC);
  if (nothing >= 0) {
    dup2 (nothing, STDERR_FILENO);
    g_close (nothing, NULL);
  }
}
#endif

int
main (void)
{
  signal (SIGPIPE, SIG_IGN);
#ifndef __SANITIZE_ADDRESS__
  silence ();
#endif
  yc_document_prepare ();
  g_auto (GStrv) fonts = yc_fonts_list_folders ();
  guint shields = yc_shield_raise ((const char *const *)fonts);
  g_autoptr (YcFrameReader) reader = yc_frame_reader_new (YC_FRAME_FD);
  yc_render_serve (reader, YC_FRAME_FD, shields);
  return 0;
}
