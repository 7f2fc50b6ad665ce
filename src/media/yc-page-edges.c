// The edges of the sheet, writing that runs over them, and places that should not be empty.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look.h"

#define STRIP_MM 14.0 // along an edge, where pieces that touch it are looked at
#define LEAST_MM 0.7  // size of a piece of writing
#define MOST_MM  12.0
#define INSET_MM 2.0 // paper that begins so far inside is not cut off there
#define LINE_MM  8.0 // longer and straight: a line to write on, not writing

static int
to_pixels (const YcLook *look, double mm)
{
  return (int)(mm / look->mm);
}

static gboolean
touches (const BOX *box, YcEdge edge, int width, int height)
{
  switch (edge) {
  case YC_EDGE_LEFT:
    return box->x <= 0;
  case YC_EDGE_TOP:
    return box->y <= 0;
  case YC_EDGE_RIGHT:
    return box->x + box->w >= width;
  case YC_EDGE_BOTTOM:
    return box->y + box->h >= height;
  default:
    return FALSE;
  }
}

static int
count_cut (const YcLook *look, YcEdge edge, int x, int y, int width, int height)
{
  g_autoptr (YcPix) strip = NULL;
  BOX *box = boxCreate (x, y, width, height);
  BOXA *pieces = NULL;
  int n = 0;

  strip = box != NULL ? pixClipRectangle (look->ink, box, NULL) : NULL;
  boxDestroy (&box);
  pieces = strip != NULL ? pixConnCompBB (strip, 8) : NULL;
  for (int i = 0; pieces != NULL && i < boxaGetCount (pieces); i++) {
    const BOX *piece = pieces->box[i];

    if (MAX (piece->w, piece->h) * look->mm >= LEAST_MM &&
        MAX (piece->w, piece->h) * look->mm <= MOST_MM && touches (piece, edge, width, height))
      n++;
  }
  boxaDestroy (&pieces);
  return n;
}

static void
measure_cut (const YcLook *look, const YcPageAsk *ask, YcPageReport *report)
{
  const int w = look->width, h = look->height, inset = to_pixels (look, INSET_MM);
  const int across = MIN (to_pixels (look, STRIP_MM), w),
            down = MIN (to_pixels (look, STRIP_MM), h);
  const YcBox *paper = &look->paper;
  const struct {
    YcEdge edge;
    gboolean is_open; // no edge of the sheet is seen there
    int x, y, width, height;
  } strips[] = {
      {YC_EDGE_LEFT, paper->x < inset, 0, 0, across, h},
      {YC_EDGE_TOP, paper->y < inset, 0, 0, w, down},
      {YC_EDGE_RIGHT, paper->x + paper->width > w - inset, w - across, 0, across, h},
      {YC_EDGE_BOTTOM, paper->y + paper->height > h - inset, 0, h - down, w, down},
  };

  for (guint i = 0; i < G_N_ELEMENTS (strips); i++)
    if (strips[i].is_open && strips[i].width > 0 && strips[i].height > 0 &&
        count_cut (look, strips[i].edge, strips[i].x, strips[i].y, strips[i].width,
                   strips[i].height) >= ask->limits.cut_marks)
      report->cut |= strips[i].edge;
}

void
yc_page_measure_edges (const YcLook *look, const YcPageAsk *ask, YcPageReport *report)
{
  const YcBox *paper = &look->paper;
  const int f = look->factor;
  const int right = paper->x + paper->width, bottom = paper->y + paper->height;

  // What reduction dropped at the right and lower edge belongs to the sheet, too.
  report->paper = (YcBox){paper->x * f, paper->y * f,
                          (right == look->width ? report->width : right * f) - paper->x * f,
                          (bottom == look->height ? report->height : bottom * f) - paper->y * f};
  measure_cut (look, ask, report);
  if (report->cut != 0)
    report->findings |= YC_PAGE_CUT_OFF;
}

// The page as it will be read, without the lines that people write on.
static YcPix *
make_upright (const YcLook *look, const YcPageReport *report)
{
  const int length = MAX (to_pixels (look, LINE_MM), 3);
  g_autoptr (YcPix) straight = NULL, across = NULL, down = NULL;
  YcPix *upright = pixRotateOrth (look->ink, report->turn);

  straight = upright != NULL ? pixRotate (upright, (float)(report->skew * G_PI / 180),
                                          L_ROTATE_SHEAR, L_BRING_IN_WHITE, 0, 0)
                             : NULL;
  across = straight != NULL ? pixOpenBrick (NULL, straight, length, 1) : NULL;
  down = straight != NULL ? pixOpenBrick (NULL, straight, 1, length) : NULL;
  yc_pix_free (upright);
  if (across == NULL || down == NULL)
    return NULL;
  pixSubtract (straight, straight, across);
  pixSubtract (straight, straight, down);
  return g_steal_pointer (&straight);
}

static double
ink_in (const YcLook *look, YcPix *page, const YcPageArea *area)
{
  BOX *box =
      boxCreate (to_pixels (look, area->x), to_pixels (look, area->y),
                 MAX (to_pixels (look, area->width), 1), MAX (to_pixels (look, area->height), 1));
  g_autoptr (YcPix) part = box != NULL ? pixClipRectangle (page, box, NULL) : NULL;
  l_int32 n = 0;

  boxDestroy (&box);
  if (part != NULL)
    pixCountPixels (part, &n, NULL);
  return n * look->mm * look->mm;
}

void
yc_page_measure_areas (const YcLook *look, const YcPageAsk *ask, YcPageReport *report)
{
  g_autoptr (YcPix) page = ask->n_areas > 0 ? make_upright (look, report) : NULL;

  for (guint i = 0; page != NULL && i < MIN (ask->n_areas, 32); i++)
    if (ink_in (look, page, &ask->areas[i]) < ask->limits.area_mm2)
      report->empty_areas |= 1u << i;
  if (report->empty_areas != 0)
    report->findings |= YC_PAGE_AREA_EMPTY;
}
