// Feeds both ends of the conversation between the program and its render helper.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-render-answer.h"
#include "yc-render-protocol.h"
#include "yc-render-serve.h"
#include "yc-sealed.h"

#include <glib/gstdio.h>
#include <sys/socket.h>

#define MOST_INPUT 20000 // what a socket holds at least, both ways

// As if a program sent these bytes to its helper.
static void
ask (const guint8 *data, gsize size)
{
  int ends[2];

  g_assert_cmpint (socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends), ==, 0);
  if (send (ends[0], data, size, MSG_DONTWAIT | MSG_NOSIGNAL) == (gssize)size) {
    g_autoptr (YcFrameReader) reader = yc_frame_reader_new (ends[1]);

    shutdown (ends[0], SHUT_WR);
    yc_render_serve (reader, ends[1], 0);
  }
  g_close (ends[0], NULL);
  g_close (ends[1], NULL);
}

// As if a helper answered: the first byte is the kind, the second the length of the message; what
// remains lies in the memory that comes with it.
static void
answer (const guint8 *data, gsize size)
{
  const gsize length = size > 2 ? MIN (data[1], size - 2) : 0;
  const YcFrame frame = {.kind = size > 0 ? data[0] : 0, .length = length, .data = data + 2};
  const gsize rest = size > 2 ? size - 2 - length : 0;
  const int fd = rest > 0 ? yc_sealed_copy (data + 2 + length, rest, NULL) : -1;
  g_auto (YcRenderExtract) extract = {0};
  YcPageText *text = yc_render_answer_text (&frame, fd, NULL);
  YcPageSize sizes[3];
  guint n_pages, shields;
  const char *mime;

  if (text != NULL)
    yc_page_text_free (text);
  yc_render_answer_extract (&frame, fd, &extract, NULL);
  yc_render_answer_opened (&frame, &n_pages, &mime, &shields, NULL);
  yc_render_answer_sizes (&frame, G_N_ELEMENTS (sizes), sizes, NULL);
  if (fd >= 0)
    g_close (fd, NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  if (size > MOST_INPUT)
    return 0;
  ask (data, size);
  answer (data, size);
  return 0;
}
