// What can be seen of a scanned page without reading it: does it lie straight, is it blank, is it
// good enough? Pure on pixels; blocking, for worker threads, any number at a time.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"
#include "yc-page-ops.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// What somebody should look at. Nothing of it ever drops a page.
typedef enum {
  YC_PAGE_BLANK = 1 << 0,     // nothing on it but dust, punch holes and shadows of the edge
  YC_PAGE_FAINT = 1 << 1,     // only marks lighter than print: pencil, or writing through the paper
  YC_PAGE_TURNED = 1 << 2,    // lies on its side or upside down
  YC_PAGE_TOO_DARK = 1 << 3,  // the paper is not white any more
  YC_PAGE_TOO_LIGHT = 1 << 4, // the writing is washed out
  YC_PAGE_BLURRED = 1 << 5,   // edges are too wide
  YC_PAGE_LOW_DPI = 1 << 6,   // too few pixels for copies and for reading by machine
  YC_PAGE_CUT_OFF = 1 << 7,   // writing runs out of the picture
  YC_PAGE_AREA_EMPTY = 1 << 8, // no stamp or signature where one is expected
} YcPageFinding;
#define YC_PAGE_N_FINDINGS 9

// The stable name of one finding, such as "blank"; they travel, and are never renamed.
const char *yc_page_finding_name (YcPageFinding finding);

// Where findings begin. Measured on the pages that tests/media/paper.c draws, but for the dpi:
// 200 is the least GB/T 18894 style archives ask of text; the default of the counters is 300.
typedef struct {
  double mark_mm2;   // this much writing and the page is not blank
  double faint;      // contrast to the paper, 0 to 1, below which marks are faint
  double light;      // the same, below which a page of print is washed out
  int dark_paper;    // grey level, 0 to 255, of the paper below which a page is too dark
  double dark_share; // of black pixels in line art above which it is too dark
  double edge_mm;    // width of an edge from light to dark above which a page is blurred
  int dpi;           // least resolution
  int cut_marks;     // pieces of writing that touch one edge of the picture
  double turn;       // confidence, 0 to 1, below which the way up is not judged
  double colour_mm2; // more coloured surface than this and the page is colour
  double tone_mm2;   // more shades of grey than this and it is grey, less and it is line art
  double area_mm2;   // this much ink and a stamp or signature is there
} YcPageLimits;

#define YC_PAGE_LIMITS_INIT                                                                        \
  {                                                                                                \
    .mark_mm2 = 1.0, .faint = 0.32, .light = 0.5, .dark_paper = 140, .dark_share = 0.4,            \
    .edge_mm = 0.42, .dpi = 190, .cut_marks = 3, .turn = 0.6, .colour_mm2 = 4, .tone_mm2 = 25,     \
    .area_mm2 = 4                                                                                  \
  }

// A place on the upright page, in millimetres from its upper left corner.
typedef struct {
  double x, y, width, height;
} YcPageArea;

// What is asked of a page; NULL instead of one: the default limits, barcodes, no areas.
typedef struct {
  YcPageLimits limits;
  const YcPageArea *areas; // nullable: where stamps and signatures are expected
  guint n_areas;           // 32 at most
  gboolean no_barcodes;    // do not look for any
} YcPageAsk;

#define YC_PAGE_ASK_INIT                                                                           \
  {                                                                                                \
    .limits = YC_PAGE_LIMITS_INIT                                                                  \
  }

// Place in pixels of the picture as it is.
typedef struct {
  int x, y, width, height;
} YcBox;

typedef struct {
  char *kind; // "QR-Code", "CODE-128" … as zbar calls them
  char *text;
  YcBox box;
} YcBarcode;

typedef enum {
  YC_EDGE_LEFT = 1 << 0,
  YC_EDGE_TOP = 1 << 1,
  YC_EDGE_RIGHT = 1 << 2,
  YC_EDGE_BOTTOM = 1 << 3,
} YcEdge;

typedef struct {
  int width, height;      // pixels
  int dpi;                // of the picture; where it says none, as if its long side were A4's
  double skew;            // degrees clockwise that straighten it, after `turn`
  double skew_confidence; // 0 to 1; 0: nothing to go by, and `skew` is 0
  int turn;               // quarter turns clockwise that bring it upright, 0 to 3
  double turn_confidence; // 0 to 1
  YcBox paper;            // the sheet; the whole picture where no edge is seen
  guint cut;              // YcEdge that writing runs over
  double blank;           // 1: nothing at all; 0.5: at the limit; to 0: full
  double marks_mm2;       // surface of what is written or printed
  double contrast;        // of the darkest marks to the paper, 0 to 1
  double edge_mm;         // width of the edges, 0: none was found, or line art
  int paper_level;        // grey of the paper, 0 to 255
  double black;           // share of dark pixels
  YcPixelKind stored;     // kind of the picture
  YcPixelKind kind;       // that shows all there is on it
  guint specks;           // pixels that are specks, of line art
  guint empty_areas;      // bit i: area i
  guint findings;         // YcPageFinding
  GPtrArray *barcodes;    // of YcBarcode, owned
} YcPageReport;

void yc_page_report_clear (YcPageReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcPageReport, yc_page_report_clear)

// Looks a page over. Fails with YC_ERROR_IMAGE for pixels that are not all there, and with
// YC_ERROR_CANCELLED; `*ret_report` is then empty.
gboolean yc_page_inspect (const YcImage *image,
                          const YcPageAsk *ask,
                          GCancellable *cancellable,
                          YcPageReport *ret_report,
                          GError **error);

// What would bring the page upright, straight and to its paper; nothing of it where the report is
// not sure. `to_kind`: and reduce it to the kind of its content, too.
YcPageOps *yc_page_suggest (const YcPageReport *report, gboolean to_kind);

// What would reduce it to the kind of its content, and nothing else.
YcPageOps *yc_page_suggest_kind (const YcPageReport *report);

G_END_DECLS
