// Looks a page over, and says what it would take to make it lie straight.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-image-private.h"
#include "yc-page-look.h"
#include "yc-specks.h"

#include <math.h>
#include <string.h>

#define A4_INCHES     11.69 // long side, for pictures that do not know their resolution
#define EDGE_PIXELS   3.2
#define LEAST_DEGREES 0.1 // of skew that is worth turning every pixel for
#define MOST_SPECKS   120 // pixels of specks that are not worth taking out
#define SPECK_DPI     280 // below, two pixels may be a full stop

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
  if (look->image->kind == YC_PIXELS_LINEART)
    report->specks = yc_specks_clear (look->image, NULL);
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
  ret_report->stored = image->kind;
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

// The size of the sheet, where all of it is seen: what leans fills a larger box. Else the size of
// the picture that it fills.
static void
measure_sheet (const YcPageReport *report, int *ret_width, int *ret_height)
{
  const YcBox *paper = &report->paper;
  const double angle = fabs (report->skew) * G_PI / 180, c = cos (angle), s = sin (angle);
  const gboolean whole = paper->x > 0 && paper->y > 0 && paper->x + paper->width < report->width &&
                         paper->y + paper->height < report->height;
  int width = paper->width, height = paper->height;

  if (whole) {
    width = (int)((paper->width * c - paper->height * s) / (c * c - s * s));
    height = (int)((paper->height * c - paper->width * s) / (c * c - s * s));
  }
  *ret_width = MAX (report->turn % 2 == 1 ? height : width, 1);
  *ret_height = MAX (report->turn % 2 == 1 ? width : height, 1);
}

// Straightening adds corners around the sheet: they are cut off again, around the middle.
static YcPageOps *
straighten (YcPageOps *ops, const YcPageReport *report)
{
  const YcPageOp lean = {YC_PAGE_OP_DESKEW, {(int)lround (report->skew * 100)}};
  g_autoptr (YcPageOps) leaning = yc_page_ops_append (ops, &lean, NULL);
  int width, height, whole_width = report->width, whole_height = report->height;

  if (leaning == NULL)
    return ops;
  measure_sheet (report, &width, &height);
  yc_page_ops_measure (leaning, &whole_width, &whole_height);
  yc_page_ops_unref (ops);
  return with (yc_page_ops_ref (leaning), YC_PAGE_OP_CROP, MAX ((whole_width - width) / 2, 0),
               MAX ((whole_height - height) / 2, 0), width, height);
}

// Reduced to grey before it is turned and to line art after, strokes keep their edges.
static YcPageOps *
bring_in_place (YcPageOps *ops, const YcPageReport *report, YcPixelKind kind)
{
  const gboolean leans = fabs (report->skew) >= LEAST_DEGREES;

  if (kind < YC_PIXELS_RGB && report->stored == YC_PIXELS_RGB && (leans || kind == YC_PIXELS_GREY))
    ops = with (ops, YC_PAGE_OP_KIND, YC_PIXELS_GREY, 0, 0, 0);
  if (report->turn != 0)
    ops = with (ops, YC_PAGE_OP_TURN, report->turn, 0, 0, 0);
  if (leans)
    ops = straighten (ops, report);
  return kind == YC_PIXELS_LINEART && report->stored != YC_PIXELS_LINEART
             ? with (ops, YC_PAGE_OP_KIND, YC_PIXELS_LINEART, 0, 0, 0)
             : ops;
}

YcPageOps *
yc_page_suggest (const YcPageReport *report, gboolean to_kind)
{
  const YcBox *paper = &report->paper;
  YcPageOps *ops = yc_page_ops_new ();

  if (report->specks > MOST_SPECKS && report->dpi >= SPECK_DPI)
    ops = with (ops, YC_PAGE_OP_DESPECKLE, 0, 0, 0, 0);
  if (paper->width > 0 && (paper->width < report->width || paper->height < report->height))
    ops = with (ops, YC_PAGE_OP_CROP, paper->x, paper->y, paper->width, paper->height);
  return bring_in_place (ops, report, to_kind ? report->kind : report->stored);
}

YcPageOps *
yc_page_suggest_kind (const YcPageReport *report)
{
  YcPageOps *ops = yc_page_ops_new ();

  return report->kind < report->stored ? with (ops, YC_PAGE_OP_KIND, (int)report->kind, 0, 0, 0)
                                       : ops;
}
