// The program's side of reading: hands pages to the helper, and buries one that crashed or hung.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ocr.h"
#include "yc-error.h"
#include "yc-helper-path.h"
#include "yc-helper.h"
#include "yc-ocr-protocol.h"
#include "yc-page-ops.h"
#include "yc-sealed.h"

#include <glib/gstdio.h>

#define START_MS 20000  // loading the data of the language
#define ASK_MS   5000   // questions are short
#define PAGE_MS  300000 // seconds by itself; minutes where the scanner has the processor

struct _YcOcr {
  char *helper_path; // owned
  YcHelper *helper;  // owned, nullable
  YcShield shields;
};

YcOcr *
yc_ocr_new (const char *helper)
{
  YcOcr *self = g_new0 (YcOcr, 1);

  self->helper_path = helper != NULL ? g_strdup (helper) : yc_helper_path ("yichuang-ocr");
  return self;
}

void
yc_ocr_free (YcOcr *self)
{
  g_clear_object (&self->helper);
  g_free (self->helper_path);
  g_free (self);
}

YcShield
yc_ocr_get_shields (const YcOcr *self)
{
  return self->shields;
}

// ---- What the helper says, which may lie --------------------------------------------------------

static gboolean
fail_as_told (const YcFrame *frame, GError **error)
{
  const char *code, *words;
  g_autoptr (GVariant) result = yc_frame_get_variant (frame, YC_OCR_RESULT_TYPE, error);

  if (result == NULL)
    return FALSE;
  g_variant_get (result, "(&s&s)", &code, &words);
  g_set_error (error, YC_ERROR,
               g_str_equal (code, yc_error_code_name (YC_ERROR_OCR_MISSING)) ? YC_ERROR_OCR_MISSING
                                                                             : YC_ERROR_IMAGE,
               "the page was not read: %s", words);
  return FALSE;
}

static gboolean
hear_ready (YcOcr *self, const YcFrame *frame, GError **error)
{
  g_autoptr (GVariant) ready = NULL;

  if (frame->kind == YC_OCR_SAY_RESULT)
    return fail_as_told (frame, error);
  ready = frame->kind == YC_OCR_SAY_READY ? yc_frame_get_variant (frame, YC_OCR_READY_TYPE, NULL)
                                          : NULL;
  if (ready == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_OCR_MISSING, "that is no reading helper");
    return FALSE;
  }
  self->shields = (YcShield)(g_variant_get_uint32 (ready) & YC_SHIELD_ALL);
  return TRUE;
}

// Nothing stands beside the page.
static void
keep_within (YcPageText *text, const YcImage *image)
{
  text->width = image->width;
  text->height = image->height;
  for (gsize i = 0; i < text->n; i++) {
    YcPageBox *box = &text->boxes[i];

    *box = (YcPageBox){MIN (box->left, text->width), MIN (box->top, text->height),
                       MIN (box->right, text->width), MIN (box->bottom, text->height)};
  }
}

static YcPageText *
hear_text (const YcFrame *frame, int fd, const YcImage *image, GError **error)
{
  g_autoptr (GBytes) packed = NULL;
  g_autoptr (YcPageText) text = NULL;

  if (frame->kind == YC_OCR_SAY_RESULT) {
    fail_as_told (frame, error);
    return NULL;
  }
  packed = frame->kind == YC_OCR_SAY_TEXT ? yc_sealed_map (fd, YC_OCR_MOST_TEXT, NULL) : NULL;
  text = packed != NULL ? yc_page_text_unpack (packed, NULL) : NULL;
  if (text != NULL) {
    keep_within (text, image);
    return g_steal_pointer (&text);
  }
  g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "the reading helper answers nonsense");
  return NULL;
}

// ---- The helper ---------------------------------------------------------------------------------

static void
log_missing (YcShield shields)
{
  g_autofree char *missing = yc_shield_list_missing (shields);

  if (missing != NULL)
    g_message ("The reading helper goes without these shields: %s", missing);
}

gboolean
yc_ocr_check (YcOcr *self, GError **error)
{
  const char *argv[] = {self->helper_path, NULL};
  g_autoptr (GError) problem = NULL;
  YcFrame frame;

  if (self->helper != NULL && yc_helper_get_fate (self->helper) == YC_HELPER_RUNNING)
    return TRUE;
  g_clear_object (&self->helper);
  self->helper = yc_helper_new (argv, &problem);
  if (self->helper == NULL || !yc_helper_receive (self->helper, START_MS, NULL, &frame, &problem)) {
    g_set_error (error, YC_ERROR, YC_ERROR_OCR_MISSING, "no reading helper: %s", problem->message);
  } else if (hear_ready (self, &frame, error)) {
    log_missing (self->shields);
    return TRUE;
  }
  g_clear_object (&self->helper);
  return FALSE;
}

// Whoever cancels does not want to wait, and nobody else has a use for a helper in mid-page.
static gboolean
receive (YcOcr *self, GCancellable *cancellable, YcFrame *ret_frame, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (yc_helper_receive (self->helper, PAGE_MS, cancellable, ret_frame, &problem))
    return TRUE;
  g_clear_object (&self->helper);
  g_set_error (error, YC_ERROR,
               g_error_matches (problem, YC_ERROR, YC_ERROR_CANCELLED) ? YC_ERROR_CANCELLED
                                                                       : YC_ERROR_IMAGE,
               "the page was not read: %s", problem->message);
  return FALSE;
}

static gboolean
send (YcOcr *self, const YcImage *image, GError **error)
{
  g_autoptr (GError) problem = NULL;
  const int fd = yc_sealed_copy (g_bytes_get_data (image->data, NULL),
                                 image->stride * (gsize)image->height, error);
  gboolean sent;

  if (fd < 0)
    return FALSE;
  sent = yc_helper_send_fd (
      self->helper, YC_OCR_ASK_READ,
      g_variant_new (YC_OCR_READ_TYPE, image->kind, image->width, image->height, image->dpi), fd,
      ASK_MS, &problem);
  g_close (fd, NULL);
  if (sent)
    return TRUE;
  g_clear_object (&self->helper);
  g_set_error (error, YC_ERROR, YC_ERROR_IMAGE, "the page was not read: %s", problem->message);
  return FALSE;
}

static YcPageText *
ask (YcOcr *self, const YcImage *image, GCancellable *cancellable, GError **error)
{
  YcPageText *text;
  YcFrame frame;
  int fd;

  if (!yc_ocr_check (self, error) || !send (self, image, error) ||
      !receive (self, cancellable, &frame, error))
    return NULL;
  fd = yc_helper_steal_fd (self->helper);
  text = hear_text (&frame, fd, image, error);
  if (fd >= 0)
    g_close (fd, NULL);
  return text;
}

// ---- For everybody ------------------------------------------------------------------------------

YcPageText *
yc_ocr_read (YcOcr *self, const YcImage *image, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcPageOps) ops = NULL;
  g_auto (YcImage) grey = {0};

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  if (image->width > YC_OCR_MOST_SIDE || image->height > YC_OCR_MOST_SIDE ||
      (gint64)image->width * image->height > YC_OCR_MOST_PIXELS) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "the page is too large to be read");
    return NULL;
  }
  if (image->kind != YC_PIXELS_RGB)
    return ask (self, image, cancellable, error);
  ops = yc_page_ops_from_string ("kind grey", error);
  if (ops == NULL || !yc_page_prepare (image, ops, cancellable, &grey, error))
    return NULL;
  return ask (self, &grey, cancellable, error);
}
