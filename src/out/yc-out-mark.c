// What stands across a copy, so that it is not taken for the original.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-out-private.h"

#include <math.h>
#include <pango/pangocairo.h>

#define FONTS "Noto Sans CJK SC" // strokes of one width stay readable over print
#define SHARE 0.8                // of the diagonal that the words take
#define GREY  0.35
#define ALPHA 0.3 // what lies below stays readable

void
yc_out_draw_mark (cairo_t *cairo, const char *text, double width, double height)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string (FONTS);
  const double diagonal = hypot (width, height);
  int long_side, short_side;

  pango_font_description_set_absolute_size (font, 100 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_set_text (layout, text, -1);
  pango_layout_get_size (layout, &long_side, &short_side);
  cairo_save (cairo);
  cairo_translate (cairo, width / 2, height / 2);
  cairo_rotate (cairo, -atan2 (height, width));
  cairo_scale (cairo, diagonal * SHARE * PANGO_SCALE / MAX (long_side, 1),
               diagonal * SHARE * PANGO_SCALE / MAX (long_side, 1));
  cairo_translate (cairo, -long_side / 2.0 / PANGO_SCALE, -short_side / 2.0 / PANGO_SCALE);
  cairo_set_source_rgba (cairo, GREY, GREY, GREY, ALPHA);
  pango_cairo_show_layout (cairo, layout);
  cairo_restore (cairo);
  g_object_unref (layout);
}
