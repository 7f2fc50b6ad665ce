// A render helper that misbehaves: YC_LIAR names how it answers the opening, then each page.
// SPDX-License-Identifier: GPL-3.0-or-later
#define _GNU_SOURCE // memfd_create

#include "yc-frame.h"
#include "yc-render-protocol.h"
#include "yc-sealed.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static void
say (YcRenderSay what, GVariant *value, int fd)
{
  yc_frame_write_variant_and_fd (YC_FRAME_FD, (guint8)what, value, fd, -1, NULL);
  if (fd >= 0)
    g_close (fd, NULL);
}

static void
say_opened (guint pages, const char *mime)
{
  say (YC_RENDER_SAY_OPENED, g_variant_new (YC_RENDER_OPENED_TYPE, pages, mime, G_MAXUINT), -1);
}

// Two pixels of colour, or what it says it is.
static void
say_image (guint kind, guint width, guint height, int fd)
{
  say (YC_RENDER_SAY_IMAGE, g_variant_new (YC_RENDER_IMAGE_TYPE, kind, width, height, 72, FALSE),
       fd);
}

static int
seal (gsize size)
{
  g_autofree guint8 *zeros = g_malloc0 (size);
  return yc_sealed_copy (zeros, size, NULL);
}

static int
make_unsealed (void)
{
  int fd = memfd_create ("open", MFD_CLOEXEC | MFD_ALLOW_SEALING);
  return ftruncate (fd, 6) == 0 ? fd : -1;
}

static void
say_text (void)
{
  g_autoptr (GVariant) text = g_variant_ref_sink (
      g_variant_new_parsed ("('abc', [(0.0, 0.0, 1.0, 1.0)])")); // three characters, one box
  int fd = yc_sealed_copy (g_variant_get_data (text), g_variant_get_size (text), NULL);
  say (YC_RENDER_SAY_LETTERS, g_variant_new ("()"), fd);
}

static void
tell (char letter)
{
  if (letter == 'o')
    say_opened (9, "application/pdf");
  else if (letter == '0')
    say_opened (0, "application/pdf");
  else if (letter == 'm')
    say_opened (9, "application/x-sh");
  else if (letter == 'i')
    say_image (2, 2, 1, seal (6));
  else if (letter == 'u')
    say_image (2, 2, 1, make_unsealed ());
  else if (letter == 's')
    say_image (2, 2, 1, seal (5));
  else if (letter == 'l')
    say_image (2, 2, 1, seal (7));
  else if (letter == 'n')
    say_image (2, 2, 1, -1);
  else if (letter == 'b')
    say_image (2, 30000, 30000, seal (6));
  else if (letter == 'k')
    say_image (9, 2, 1, seal (6));
  else if (letter == 'g')
    say_image (1, 2, 1, seal (2));
  else if (letter == 'd')
    say_image (2, 2, 1, open ("/dev/zero", O_RDONLY | O_CLOEXEC));
  else if (letter == 'j')
    say (YC_RENDER_SAY_JPEG, g_variant_new ("()"), seal (100));
  else if (letter == 't')
    say_text ();
  else if (letter == 'w')
    say (YC_RENDER_SAY_IMAGE, g_variant_new_string ("a word"), seal (6));
  else if (letter == '?')
    say ('?', g_variant_new ("()"), -1);
  else if (letter == 'c')
    raise (SIGKILL);
  else if (letter == 'h')
    pause ();
}

int
main (void)
{
  g_autoptr (YcFrameReader) reader = yc_frame_reader_new (YC_FRAME_FD);
  const char *story = g_getenv ("YC_LIAR");
  YcFrame frame;
  while (yc_frame_reader_read (reader, -1, NULL, &frame, NULL)) {
    guint32 page = 0;
    if (frame.kind != YC_RENDER_ASK_OPEN && frame.length >= sizeof page)
      memcpy (&page, frame.data, sizeof page);
    tell (frame.kind == YC_RENDER_ASK_OPEN ? story[0] : story[1 + page]);
  }
  return 0;
}
