// yichuang-ocr: reads the print on pictures of pages with tesseract, where it can do no harm.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-frame.h"
#include "yc-ocr-page.h"
#include "yc-ocr-protocol.h"
#include "yc-sealed.h"
#include "yc-shield.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __SANITIZE_ADDRESS__
const char *__asan_default_options (void);

// The leak checker cannot work behind the shields.
const char *
__asan_default_options (void)
{
  return "hard_rss_limit_mb=3072:detect_leaks=0";
}
#else
// What tesseract says of a page may be personal, and the log is not for that.
static void
silence (void)
{
  int nothing = open ("/dev/null", O_WRONLY | O_CLOEXEC);

  if (nothing < 0)
    return;
  dup2 (nothing, STDERR_FILENO);
  g_close (nothing, NULL);
}
#endif

// Several threads of it take longer than one, and take the processor from the people at work. It
// is looked at before main () is: the program begins once more with it.
static void
limit_threads (char **argv)
{
  if (g_strcmp0 (g_getenv ("OMP_THREAD_LIMIT"), "1") == 0)
    return;
  g_setenv ("OMP_THREAD_LIMIT", "1", TRUE);
  execv ("/proc/self/exe", argv);
}

static void
say (guint8 what, GVariant *value, int passed)
{
  yc_frame_write_variant_and_fd (YC_FRAME_FD, what, value, passed, -1, NULL);
}

static void
say_error (YcErrorCode code, const char *words)
{
  say (YC_OCR_SAY_RESULT, g_variant_new (YC_OCR_RESULT_TYPE, yc_error_code_name (code), words), -1);
}

static void
say_text (const YcPageText *text)
{
  g_autoptr (GBytes) packed = yc_page_text_pack (text);
  g_autoptr (GError) error = NULL;
  const int fd =
      yc_sealed_copy (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), &error);

  if (fd < 0) {
    say_error (YC_ERROR_IMAGE, error->message);
    return;
  }
  say (YC_OCR_SAY_TEXT, g_variant_new (YC_OCR_TEXT_TYPE), fd);
  g_close (fd, NULL);
}

static void
answer (YcOcrPage *page, const YcFrame *frame, int fd)
{
  guint kind, width, height, dpi;
  g_autoptr (GVariant) ask =
      frame->kind == YC_OCR_ASK_READ ? yc_frame_get_variant (frame, YC_OCR_READ_TYPE, NULL) : NULL;
  g_autoptr (GBytes) pixels = ask != NULL ? yc_sealed_map (fd, 1u << 30, NULL) : NULL;
  g_autoptr (YcPageText) text = NULL;

  if (pixels != NULL) {
    g_variant_get (ask, YC_OCR_READ_TYPE, &kind, &width, &height, &dpi);
    text = yc_ocr_page_read (page, (YcPixelKind)kind, width, height, dpi, pixels);
  }
  if (text != NULL)
    say_text (text);
  else
    say_error (YC_ERROR_IMAGE, "not a page");
}

static void
serve (YcOcrPage *page)
{
  g_autoptr (YcFrameReader) reader = yc_frame_reader_new (YC_FRAME_FD);
  YcFrame frame;

  while (yc_frame_reader_read (reader, -1, NULL, &frame, NULL)) {
    int fd = yc_frame_reader_steal_fd (reader);

    answer (page, &frame, fd);
    if (fd >= 0)
      g_close (fd, NULL);
  }
}

int
main (int argc, char **argv)
{
  const char *const nothing[] = {NULL};
  YcOcrPage *page;

  limit_threads (argv);
  signal (SIGPIPE, SIG_IGN);
#ifndef __SANITIZE_ADDRESS__
  silence ();
#endif
  setpriority (PRIO_PROCESS, 0, 19);
  page = yc_ocr_page_new (); // while the data can be opened; afterwards no file can
  if (page == NULL) {
    say_error (YC_ERROR_OCR_MISSING, "tesseract has no data of " YC_OCR_LANGUAGE);
    return 0;
  }
  say (YC_OCR_SAY_READY, g_variant_new_uint32 (yc_shield_raise (nothing)), -1);
  serve (page);
  yc_ocr_page_free (page);
  return 0;
}
