// Text set in lines with the paper's fonts, so that it can be broken across pages.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sheet-private.h"

#include <pango/pangocairo.h>
#include <string.h>

// Songti for reading, as official papers have it; both are of fonts-noto-cjk. What the first does
// not have is looked for in the second and then in whatever fonts there are.
#define FONTS "Noto Serif CJK SC, Noto Sans CJK SC"

#define PALE       0.35
#define MOST_WHOLE 24 // characters of a number that is not broken

static PangoFontDescription *
describe_font (const YcSheetStyle *style)
{
  PangoFontDescription *font = pango_font_description_from_string (FONTS);
  double size = style->size > 0 ? style->size : YC_SHEET_BODY;

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, style->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  return font;
}

static gboolean
has_font_cb (PangoFontset *fontset, PangoFont *font, gpointer data)
{
  gunichar *searched = data;

  if (!pango_font_has_char (font, *searched))
    return FALSE;
  *searched = 0;
  return TRUE;
}

static gboolean
can_be_drawn (PangoFontset *fontset, gunichar character)
{
  gunichar searched = character;

  if (g_unichar_iscntrl (character) || g_unichar_isspace (character))
    return TRUE;
  pango_fontset_foreach (fontset, has_font_cb, &searched);
  return searched == 0;
}

// A name must not print as a box that nobody can read: the code point can be looked up.
static void
spell_out (PangoLayout *layout, const PangoFontDescription *font)
{
  PangoContext *context = pango_layout_get_context (layout);
  PangoFontset *fontset =
      pango_context_load_fontset (context, font, pango_language_from_string ("zh-cn"));
  const char *text = pango_layout_get_text (layout);
  GString *spelt = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar character = g_utf8_get_char (p);

    if (can_be_drawn (fontset, character))
      g_string_append_unichar (spelt, character);
    else
      g_string_append_printf (spelt, "〔U+%04X〕", character);
  }
  pango_layout_set_text (layout, spelt->str, -1);
  g_object_unref (fontset);
  g_string_free (spelt, TRUE);
}

// Numbers such as 2026-G3-000123 stay in one line.
static void
keep_numbers (PangoAttrList *attributes, const char *text)
{
  for (const char *p = text; *p != '\0'; p++) {
    const char *end = p;
    PangoAttribute *whole;

    while (g_ascii_isalnum (*end) || *end == '-')
      end++;
    if (end == p)
      continue;
    if (memchr (p, '-', (gsize)(end - p)) != NULL && end - p <= MOST_WHOLE) {
      whole = pango_attr_allow_breaks_new (FALSE);
      whole->start_index = (guint)(p - text);
      whole->end_index = (guint)(end - text);
      pango_attr_list_insert (attributes, whole);
    }
    p = end - 1;
  }
}

static void
set_attributes (PangoLayout *layout, const char *text, double spread)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  if (spread > 0)
    pango_attr_list_insert (attributes,
                            pango_attr_letter_spacing_new ((int)(spread * PANGO_SCALE)));
  keep_numbers (attributes, text);
  pango_layout_set_attributes (layout, attributes);
}

static PangoLayout *
make_layout (YcSheet *sheet, const char *text, const YcSheetStyle *style, double width)
{
  PangoLayout *layout = pango_cairo_create_layout (sheet->cairo);
  g_autoptr (PangoFontDescription) font = describe_font (style);

  pango_context_set_language (pango_layout_get_context (layout),
                              pango_language_from_string ("zh-cn"));
  pango_layout_set_font_description (layout, font);
  pango_layout_set_width (layout, (int)(MAX (width, 1) * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_alignment (layout, style->alignment);
  pango_layout_set_indent (layout, (int)(style->indent * PANGO_SCALE));
  pango_layout_set_text (layout, text != NULL ? text : "", -1);
  if (pango_layout_get_unknown_glyphs_count (layout) > 0)
    spell_out (layout, font);
  set_attributes (layout, pango_layout_get_text (layout), style->spread);
  return layout;
}

void
yc_sheet_block_init (
    YcSheetBlock *block, YcSheet *sheet, const char *text, const YcSheetStyle *style, double width)
{
  double lead = style->lead > 0 ? style->lead : 1;
  PangoLayoutIter *iter;

  *block = (YcSheetBlock){.layout = make_layout (sheet, text, style, width), .pale = style->pale};
  block->lines = g_array_new (FALSE, FALSE, sizeof (YcSheetLine));
  iter = pango_layout_get_iter (block->layout);
  do {
    PangoRectangle logical;
    YcSheetLine line = {.line = pango_layout_iter_get_line_readonly (iter)};
    double own;

    pango_layout_iter_get_line_extents (iter, NULL, &logical);
    own = (double)logical.height / PANGO_SCALE;
    line.x = (double)logical.x / PANGO_SCALE;
    line.height = own * lead;
    line.ascent = (double)(pango_layout_iter_get_baseline (iter) - logical.y) / PANGO_SCALE +
                  (line.height - own) / 2;
    g_array_append_val (block->lines, line);
    block->height += line.height;
  } while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

void
yc_sheet_block_clear (YcSheetBlock *block)
{
  g_clear_object (&block->layout);
  g_clear_pointer (&block->lines, g_array_unref);
}

double
yc_sheet_block_draw (
    const YcSheetBlock *block, YcSheet *sheet, guint from, guint to, double x, double y)
{
  double height = 0;

  if (block->pale && !sheet->blind) {
    cairo_save (sheet->cairo);
    cairo_set_source_rgb (sheet->cairo, PALE, PALE, PALE);
  }
  for (guint i = from; i < to && i < block->lines->len; i++) {
    const YcSheetLine *line = &g_array_index (block->lines, YcSheetLine, i);

    if (!sheet->blind && !sheet->full) {
      cairo_move_to (sheet->cairo, x + line->x, y + height + line->ascent);
      pango_cairo_show_layout_line (sheet->cairo, line->line);
    }
    height += line->height;
  }
  if (block->pale && !sheet->blind)
    cairo_restore (sheet->cairo);
  return height;
}
