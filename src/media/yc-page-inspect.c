// Looks a page over, and says what it would take to make it lie straight.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"
#include "yc-page-look.h"

#include <math.h>
#include <string.h>

#define A4_INCHES     11.69 // long side, for pictures that do not know their resolution
#define EDGE_PIXELS   3.2
#define LEAST_DEGREES 0.1 // of skew that is worth turning every pixel for

static void
barcode_free (gpointer data)
{
  YcBarcode *code = data;

  g_free (code->kind);
  g_free (code->text);
  g_free (code);
}

void
yc_page_report_clear (YcPageReport *report)
{
  g_clear_pointer (&report->barcodes, g_ptr_array_unref);
}

const char *
yc_page_finding_name (YcPageFinding finding)
{
  static const char *const names[YC_PAGE_N_FINDINGS] = {
      "blank",   "faint",   "turned",  "too-dark",   "too-light",
      "blurred", "low-dpi", "cut-off", "area-empty",
  };
  const int bit = g_bit_nth_lsf (finding, -1);

  return bit >= 0 && bit < YC_PAGE_N_FINDINGS ? names[bit] : "unknown";
}

static int
dpi_of (const YcImage *image)
{
  if (image->dpi > 0 && image->dpi <= 9600)
    return image->dpi;
  return MAX ((int)(MAX (image->width, image->height) / A4_INCHES + 0.5), 1);
}

static void
judge (const YcPageAsk *ask, YcPageReport *report)
{
  if (report->turn != 0 && report->turn_confidence >= ask->limits.turn)
    report->findings |= YC_PAGE_TURNED;
  // Coarse pixels cannot show a narrower edge.
  if (report->edge_mm > MAX (ask->limits.edge_mm, EDGE_PIXELS * 25.4 / report->dpi))
    report->findings |= YC_PAGE_BLURRED;
  if (report->dpi < ask->limits.dpi)
    report->findings |= YC_PAGE_LOW_DPI;
}

// In this order: areas need to know how the page lies.
static gboolean
measure (const YcLook *look, const YcPageAsk *ask, GCancellable *cancellable, YcPageReport *report)
{
  yc_page_measure_skew (look, report);
  if (report->turn_confidence < ask->limits.turn)
    report->turn = 0;
  yc_page_measure_edges (look, ask, report);
  if (g_cancellable_is_cancelled (cancellable))
    return FALSE;
  yc_page_measure_marks (look, ask, report);
  yc_page_measure_tone (look, ask, report);
  yc_page_measure_focus (look, report);
  yc_page_measure_areas (look, ask, report);
  if (g_cancellable_is_cancelled (cancellable))
    return FALSE;
  if (!ask->no_barcodes)
    yc_page_find_barcodes (look, report);
  judge (ask, report);
  return TRUE;
}

gboolean
yc_page_inspect (const YcImage *image,
                 const YcPageAsk *ask,
                 GCancellable *cancellable,
                 YcPageReport *ret_report,
                 GError **error)
{
  const YcPageAsk otherwise = YC_PAGE_ASK_INIT;
  g_auto (YcLook) look = {0};
  YcErrorCode code = YC_ERROR_CANCELLED;

  *ret_report = (YcPageReport){0};
  if (!yc_image_is_whole (image)) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_IMAGE, "an empty or cut-off picture");
    return FALSE;
  }
  ret_report->width = image->width;
  ret_report->height = image->height;
  ret_report->dpi = dpi_of (image);
  ret_report->barcodes = g_ptr_array_new_with_free_func (barcode_free);
  if (!g_cancellable_is_cancelled (cancellable)) {
    if (!yc_look_init (&look, image, ret_report->dpi))
      code = YC_ERROR_IMAGE;
    else if (measure (&look, ask != NULL ? ask : &otherwise, cancellable, ret_report))
      return TRUE;
  }
  yc_page_report_clear (ret_report);
  *ret_report = (YcPageReport){0};
  g_set_error_literal (error, YC_ERROR, code,
                       code == YC_ERROR_CANCELLED ? "cancelled" : "the page is too large for this");
  return FALSE;
}

// ---- Suggestions

static YcPageOps *
with (YcPageOps *ops, YcPageOpType type, int a, int b, int c, int d)
{
  const YcPageOp op = {type, {a, b, c, d}};
  YcPageOps *more = yc_page_ops_append (ops, &op, NULL);

  if (more == NULL)
    return ops;
  yc_page_ops_unref (ops);
  return more;
}

// Straightening adds corners around the sheet. A sheet whose edges are seen is cropped to them, any
// other to its own size around the middle.
static YcPageOps *
straighten (YcPageOps *ops, const YcPageReport *report)
{
  const gboolean lies = report->turn % 2 == 1;
  const int width = lies ? report->height : report->width;
  const int height = lies ? report->width : report->height;
  const double angle = report->skew * G_PI / 180, c = cos (angle), s = fabs (sin (angle));
  const int x = (int)(width * c + height * s - width) / 2;
  const int y = (int)(height * c + width * s - height) / 2;

  ops = with (ops, YC_PAGE_OP_DESKEW, (int)lround (report->skew * 100), 0, 0, 0);
  return with (ops, YC_PAGE_OP_CROP, MAX (x, 0), MAX (y, 0), width, height);
}

YcPageOps *
yc_page_suggest (const YcPageReport *report, gboolean to_kind)
{
  const YcBox *paper = &report->paper;
  const gboolean leans = fabs (report->skew) >= LEAST_DEGREES;
  YcPageOps *ops = yc_page_ops_new ();

  if (paper->width > 0 && (paper->width < report->width || paper->height < report->height))
    ops = with (ops, YC_PAGE_OP_CROP, paper->x, paper->y, paper->width, paper->height);
  if (to_kind && report->kind != YC_PIXELS_RGB)
    ops = with (ops, YC_PAGE_OP_KIND, (int)report->kind, 0, 0, 0);
  if (report->turn != 0)
    ops = with (ops, YC_PAGE_OP_TURN, report->turn, 0, 0, 0);
  return leans ? straighten (ops, report) : ops;
}
