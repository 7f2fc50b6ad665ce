// Words that nobody sees on a page that is a picture, so that it can be searched and copied from.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-out-private.h"

#include <math.h>

#define ASCENT  0.88 // of the size, as Chinese fonts have it
#define WIDE    1.0
#define NARROW  0.5
#define LEAST   4.0 // points
#define MOST    72.0
#define TALLEST 1.3 // of the line: a size made of gaps would reach into others

// ---- A font without ink -------------------------------------------------------------------------

// A letter is its own glyph.
static double
advance_of (unsigned long letter)
{
  return letter < 0x80 ? NARROW : WIDE;
}

static cairo_status_t
init_cb (cairo_scaled_font_t *font, cairo_t *cairo, cairo_font_extents_t *extents)
{
  extents->ascent = ASCENT;
  extents->descent = 1 - ASCENT;
  return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t
draw_cb (cairo_scaled_font_t *font,
         unsigned long letter,
         cairo_t *cairo,
         cairo_text_extents_t *extents)
{
  extents->x_advance = advance_of (letter);
  return CAIRO_STATUS_SUCCESS;
}

cairo_font_face_t *
yc_out_font_new (void)
{
  cairo_font_face_t *face = cairo_user_font_face_create ();

  cairo_user_font_face_set_init_func (face, init_cb);
  cairo_user_font_face_set_render_glyph_func (face, draw_cb);
  return face;
}

// ---- Lines --------------------------------------------------------------------------------------

// Of letters in the text, and how the text goes on in bytes.
typedef struct {
  const YcPageText *text;
  gsize first, n;
  const char *from; // `n` letters
} Line;

static gboolean
has_place (const YcPageBox *box)
{
  return box->right > box->left && box->bottom > box->top;
}

// Letters keep the places where they were read. The size is such that none leaves a gap behind
// it, in which readers would see a blank; in whole points, because each size is a font of its own.
static double
find_size (const Line *line, double scale)
{
  double size = 0, top = G_MAXDOUBLE, bottom = 0;
  const char *at = line->from;

  for (gsize i = line->first; i < line->first + line->n; i++) {
    const YcPageBox *box = &line->text->boxes[i];
    const double advance = advance_of (g_utf8_get_char (at));

    at = g_utf8_next_char (at);
    if (!has_place (box))
      continue;
    size = MAX (size, (box->right - box->left) / advance);
    if (i + 1 < line->first + line->n && has_place (box + 1) && *at != ' ')
      size = MAX (size, (box[1].left - box->left) / advance);
    top = MIN (top, box->top);
    bottom = MAX (bottom, box->bottom);
  }
  size = MIN (size, TALLEST * MAX (bottom - top, 0));
  return CLAMP (ceil (size * scale), LEAST, MOST);
}

static double
find_base (const Line *line)
{
  double base = 0;

  for (gsize i = line->first; i < line->first + line->n; i++)
    base = MAX (base, line->text->boxes[i].bottom);
  return base;
}

static void
draw_line (cairo_t *cairo, const Line *line, double scale)
{
  const double size = find_size (line, scale), base = find_base (line) * scale;
  g_autofree cairo_glyph_t *glyphs = g_new0 (cairo_glyph_t, line->n);
  g_autofree cairo_text_cluster_t *clusters = g_new0 (cairo_text_cluster_t, line->n);
  const char *at = line->from;

  for (gsize i = 0; i < line->n; i++) {
    const char *next = g_utf8_next_char (at);

    glyphs[i] =
        (cairo_glyph_t){g_utf8_get_char (at), line->text->boxes[line->first + i].left * scale,
                        base - (1 - ASCENT) * size};
    clusters[i] = (cairo_text_cluster_t){(int)(next - at), 1};
    at = next;
  }
  cairo_set_font_size (cairo, size);
  cairo_show_text_glyphs (cairo, line->from, (int)(at - line->from), glyphs, (int)line->n, clusters,
                          (int)line->n, 0);
}

void
yc_out_draw_text (cairo_t *cairo, cairo_font_face_t *font, const YcPageText *text, double scale)
{
  Line line = {.text = text, .from = text->text};
  const char *at = text->text;

  cairo_save (cairo);
  cairo_set_font_face (cairo, font);
  for (gsize i = 0; i < text->n; i++) {
    const gboolean ends = *at == '\n';

    at = g_utf8_next_char (at);
    if (!ends && i + 1 < text->n)
      continue;
    line.n = i - line.first + (ends ? 0 : 1);
    if (line.n > 0)
      draw_line (cairo, &line, scale);
    line.first = i + 1;
    line.from = at;
  }
  cairo_restore (cairo);
}
