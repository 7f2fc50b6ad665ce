// A stored page as it is shown: decoded, with its operations done, as large as the screen wants it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-show.h"
#include "yc-image-private.h"
#include "yc-paper-level.h"
#include "yc-reduce.h"

#define SOFT        40  // grey levels either side of the limit between which line art is neither
#define INK_SHARE   150 // of 256, as in yc_page_prepare ()
#define LEAST_SHARE 2   // of the pixels across that make strokes black, before they are averaged
#define SQUARE      16  // pixels in which the paper is measured

// What is done to a picture that is decoded smaller than it is stored.
static YcPageOps *
soften (const YcPageOps *ops, int now, int was)
{
  g_autoptr (YcPageOps) scaled = yc_page_ops_scale (ops, now, was);
  YcPageOps *soft = yc_page_ops_new ();

  for (guint i = 0; i < yc_page_ops_get_n (scaled); i++) {
    YcPageOp op = *yc_page_ops_get (scaled, i);
    YcPageOps *more;

    if (op.type == YC_PAGE_OP_DESPECKLE)
      continue;
    if (op.type == YC_PAGE_OP_KIND)
      op.values[0] = MAX (op.values[0], YC_PIXELS_GREY);
    more = yc_page_ops_append (soft, &op, NULL); // as many as there were fit
    yc_page_ops_unref (soft);
    soft = more;
  }
  return soft;
}

static gboolean
is_lineart (const YcPageOps *ops)
{
  for (guint i = 0; i < yc_page_ops_get_n (ops); i++)
    if (yc_page_ops_get (ops, i)->type == YC_PAGE_OP_KIND &&
        yc_page_ops_get (ops, i)->values[0] == YC_PIXELS_LINEART)
      return TRUE;
  return FALSE;
}

// Line art that is seen from afar: the average of black and white pixels is grey.
static void
harden (YcImage *grey)
{
  const guint8 *from = g_bytes_get_data (grey->data, NULL);
  g_auto (YcPaperLevel) paper = {0};
  guint8 *to;
  YcImage hard = yc_image_new_white (YC_PIXELS_GREY, grey->width, grey->height, grey->dpi, &to);

  yc_paper_level_init (&paper, from, grey->width, grey->height, SQUARE);
  for (int y = 0; y < grey->height; y++)
    for (int x = 0; x < grey->width; x++, from++, to++) {
      const int limit = yc_paper_level_at (&paper, x, y) * INK_SHARE / 256;

      *to = (guint8)CLAMP ((*from - limit + SOFT) * 255 / (2 * SOFT), 0, 255);
    }
  yc_image_clear (grey);
  *grey = hard;
}

// In full: every pixel as it is stored, and everything done to it.
static gboolean
show_in_full (GBytes *content,
              const YcPageOps *ops,
              GCancellable *cancellable,
              YcImage *ret_image,
              GError **error)
{
  g_auto (YcImage) stored = {0};

  if (!yc_image_load (content, &stored, error) ||
      !yc_page_prepare (&stored, ops, cancellable, ret_image, error))
    return FALSE;
  yc_image_show (ret_image, 0);
  return TRUE;
}

// `need`: pixels that the decoded picture must be wide.
static gboolean
show_small (GBytes *content,
            const char *mime,
            const YcPageOps *ops,
            int need,
            int was,
            GCancellable *cancellable,
            YcImage *ret_image,
            GError **error)
{
  g_auto (YcImage) small = {0};
  g_autoptr (YcPageOps) scaled = NULL;

  if (!yc_image_decode (content, mime, need, &small, error))
    return FALSE;
  scaled = soften (ops, small.width, was);
  if (!yc_page_prepare (&small, scaled, cancellable, ret_image, error))
    return FALSE;
  if (ret_image->kind == YC_PIXELS_GREY && is_lineart (ops))
    harden (ret_image);
  yc_image_show (ret_image, 0);
  return TRUE;
}

gboolean
yc_page_show (GBytes *content,
              const char *mime,
              const YcPageOps *ops,
              int width,
              GCancellable *cancellable,
              YcImage *ret_image,
              GError **error)
{
  int was, height, dpi, shown, need;
  gboolean done;

  *ret_image = (YcImage){0};
  if (ops == NULL || yc_page_ops_get_n (ops) == 0) {
    done = yc_image_decode (content, mime, width, ret_image, error);
  } else if (!yc_image_measure (content, &was, &height, &dpi, error)) {
    return FALSE;
  } else {
    shown = was;
    yc_page_ops_measure (ops, &shown, &height);
    // One pixel more than the share, so that rounding never makes it too small.
    need = is_lineart (ops) ? was / LEAST_SHARE : 0;
    need = width > 0 ? MAX ((int)((gint64)was * width / MAX (shown, 1)) + 1, need) : was;
    done = need < was ? show_small (content, mime, ops, need, was, cancellable, ret_image, error)
                      : show_in_full (content, ops, cancellable, ret_image, error);
  }
  if (done)
    yc_image_fit (ret_image, width);
  return done;
}
