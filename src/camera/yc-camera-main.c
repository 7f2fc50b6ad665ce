// yichuang-camera: document cameras through GStreamer, in a process that may crash or hang.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-camera-protocol.h"
#include "yc-error.h"
#include "yc-frame.h"
#include "yc-stream.h"

#include <glib/gstdio.h>
#include <gst/gst.h>
#include <signal.h>

static void
say (YcCameraSay what, GVariant *value, int passed)
{
  yc_frame_write_variant_and_fd (YC_FRAME_FD, (guint8)what, value, passed, -1, NULL);
}

static void
say_error (const GError *error)
{
  g_autofree char *words = g_utf8_make_valid (error->message, -1);

  say (YC_CAMERA_SAY_RESULT,
       g_variant_new (YC_CAMERA_RESULT_TYPE, yc_error_code_name ((YcErrorCode)error->code), words),
       -1);
}

static gboolean
say_picture (YcSealed *pixels, guint width, guint height, GError **error)
{
  const int fd = yc_sealed_finish (pixels, error);

  if (fd < 0)
    return FALSE;
  say (YC_CAMERA_SAY_PICTURE, g_variant_new (YC_CAMERA_PICTURE_TYPE, width, height), fd);
  g_close (fd, NULL);
  return TRUE;
}

static gboolean
open_stream (YcStream **stream, const YcFrame *frame, GError **error)
{
  g_autoptr (GVariant) device = yc_frame_get_variant (frame, YC_CAMERA_OPEN_TYPE, error);

  if (device == NULL)
    return FALSE;
  g_clear_pointer (stream, yc_stream_close);
  *stream = yc_stream_open (g_variant_get_string (device, NULL), error);
  if (*stream != NULL)
    say (YC_CAMERA_SAY_OPENED, g_variant_new (YC_CAMERA_OPENED_TYPE), -1);
  return *stream != NULL;
}

static gboolean
answer (YcStream **stream, const YcFrame *frame, GError **error)
{
  g_auto (YcSealed) pixels = YC_SEALED_INIT;
  guint width, height;

  if (frame->kind == YC_CAMERA_ASK_LIST) {
    say (YC_CAMERA_SAY_DEVICES, yc_stream_list (), -1);
    return TRUE;
  }
  if (frame->kind == YC_CAMERA_ASK_OPEN)
    return open_stream (stream, frame, error);
  if (*stream == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_CAMERA_NONE, "no camera is open");
    return FALSE;
  }
  return (frame->kind == YC_CAMERA_ASK_TAKE
              ? yc_stream_take (*stream, &pixels, &width, &height, error)
              : yc_stream_look (*stream, &pixels, &width, &height, error)) &&
         say_picture (&pixels, width, height, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (YcFrameReader) reader = yc_frame_reader_new (YC_FRAME_FD);
  YcStream *stream = NULL;
  YcFrame frame;

  signal (SIGPIPE, SIG_IGN);
  gst_init (&argc, &argv);
  while (yc_frame_reader_read (reader, -1, NULL, &frame, NULL)) {
    g_autoptr (GError) error = NULL;

    if (!answer (&stream, &frame, &error))
      say_error (error);
  }
  g_clear_pointer (&stream, yc_stream_close);
  return 0;
}
