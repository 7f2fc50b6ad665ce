// Draws a page with Pango and Cairo, then spoils it as paper and scanners do.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "paper.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <qrencode.h>
#include <string.h>

#define A4_WIDTH  210.0
#define A4_HEIGHT 297.0
#define POINT     (25.4 / 72) // mm

static const char *const characters = "申请人应当如实提交有关材料并对其真实性负责行政机关收到后根据"
                                      "下列情况分别作出处理不需要取得许可的"
                                      "即时告知不属于本部门职权范围存在可以当场更正错误允许齐全符合"
                                      "法定形式出具加盖专用印章和注明日期书面"
                                      "凭证城市居住登记房屋产权转移企业营业执照住所变更经营社会保险"
                                      "养老医疗失业工伤生育公积金提取车辆驾驶"
                                      "年月日一二三四五六七八九十百千元第号项目名称地址电话身份代理"
                                      "委托书复印件原件核对无误窗口服务大厅";

typedef struct {
  const Paper *paper;
  cairo_t *cairo;
  GRand *rand;
} Pen;

static char *
make_words (GRand *rand, int n)
{
  static const char *const marks[] = {"，", "。", "、", "（", "）", "；", "2026", "No.", "："};
  GString *words = g_string_new (NULL);
  const int length = (int)g_utf8_strlen (characters, -1);

  for (int i = 0; i < n; i++) {
    const char *from = g_utf8_offset_to_pointer (characters, g_rand_int_range (rand, 0, length));

    if (i > 0 && g_rand_int_range (rand, 0, 14) == 0)
      g_string_append (words, marks[g_rand_int_range (rand, 0, G_N_ELEMENTS (marks))]);
    g_string_append_len (words, from, g_utf8_next_char (from) - from);
  }
  return g_string_free (words, FALSE);
}

// Text from a place in mm, in a column of this width, in points.
static void
write_words (Pen *pen, const char *words, double x, double y, double width, double points)
{
  g_autofree char *font = g_strdup_printf (
      "%s %s", pen->paper->seed % 2 == 0 ? "Noto Serif CJK SC" : "Noto Sans CJK SC",
      pen->paper->seed % 5 == 3 ? "Bold" : "");
  PangoFontDescription *description = pango_font_description_from_string (font);
  PangoLayout *layout;

  cairo_save (pen->cairo);
  cairo_move_to (pen->cairo, x, y);
  cairo_scale (pen->cairo, 0.01, 0.01); // Pango counts in whole units
  layout = pango_cairo_create_layout (pen->cairo);
  pango_font_description_set_absolute_size (description, points * POINT * 100 * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_width (layout, (int)(width * 100 * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_CHAR);
  pango_layout_set_line_spacing (layout, 1.2f);
  pango_layout_set_text (layout, words, -1);
  pango_cairo_show_layout (pen->cairo, layout);
  cairo_restore (pen->cairo);
  pango_font_description_free (description);
  g_object_unref (layout);
}

static void
draw_text (Pen *pen, double from, double to)
{
  const double points = 10 + pen->paper->seed % 4;
  g_autofree char *title = make_words (pen->rand, 9);

  write_words (pen, title, 70, from, 120, 18);
  for (double y = from + 14; y < to - 12;) {
    const int n = g_rand_int_range (pen->rand, 20, 120);
    g_autofree char *words = make_words (pen->rand, n);
    g_autofree char *paragraph = g_strconcat ("　　", words, NULL);
    const double lines = ceil ((n + 2) * points * POINT / 158);

    if (y + lines * points * POINT * 1.75 > to)
      return;
    write_words (pen, paragraph, 26, y, 158, points);
    y += lines * points * POINT * 1.75;
  }
}

static void
draw_seal (Pen *pen, double x, double y)
{
  cairo_save (pen->cairo);
  cairo_set_source_rgba (pen->cairo, 0.85, 0.1, 0.1, 0.8);
  cairo_set_line_width (pen->cairo, 1.1);
  cairo_arc (pen->cairo, x, y, 20, 0, 2 * G_PI);
  cairo_stroke (pen->cairo);
  write_words (pen, "★", x - 5, y - 8, 20, 28);
  write_words (pen, "业务专用章", x - 14, y + 6, 30, 15);
  cairo_restore (pen->cairo);
}

static void
draw_table (Pen *pen)
{
  cairo_set_line_width (pen->cairo, 0.3);
  for (int i = 0; i <= 12; i++) {
    cairo_move_to (pen->cairo, 25, 60 + i * 14);
    cairo_line_to (pen->cairo, 185, 60 + i * 14);
  }
  for (int i = 0; i <= 4; i++) {
    cairo_move_to (pen->cairo, 25 + i * 40, 60);
    cairo_line_to (pen->cairo, 25 + i * 40, 228);
  }
  cairo_stroke (pen->cairo);
  for (int i = 0; i < 48; i++) {
    g_autofree char *words = make_words (pen->rand, g_rand_int_range (pen->rand, 2, 7));
    const int row = i / 4;

    write_words (pen, words, 28 + i % 4 * 40, 64 + row * 14, 36, 11);
  }
}

static void
draw_photo (Pen *pen)
{
  cairo_pattern_t *shades = cairo_pattern_create_radial (80, 110, 5, 100, 120, 70);

  cairo_pattern_add_color_stop_rgb (shades, 0, 0.8, 0.8, 0.8);
  cairo_pattern_add_color_stop_rgb (shades, 1, 0.2, 0.2, 0.2);
  cairo_rectangle (pen->cairo, 50, 70, 90, 110);
  cairo_set_source (pen->cairo, shades);
  cairo_fill (pen->cairo);
  cairo_pattern_destroy (shades);
  cairo_set_source_rgb (pen->cairo, 0.1, 0.1, 0.1);
  draw_text (pen, 190, 275);
}

static void
draw_code (Pen *pen)
{
  const Paper *paper = pen->paper;
  QRcode *code = QRcode_encodeString (paper->code, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
  const double dot = paper->code_mm / code->width;

  for (int i = 0; i < code->width * code->width; i++) {
    const int row = i / code->width;

    if (code->data[i] & 1)
      cairo_rectangle (pen->cairo, 150 - paper->code_mm / 2 + i % code->width * dot,
                       60 - paper->code_mm / 2 + row * dot, dot * 1.02, dot * 1.02);
  }
  cairo_fill (pen->cairo);
  QRcode_free (code);
}

static void
draw_content (Pen *pen)
{
  switch (pen->paper->content) {
  case PAPER_BLANK:
    return;
  case PAPER_TEXT:
    draw_text (pen, 25, 275);
    return;
  case PAPER_SHORT:
    draw_text (pen, 40, 66);
    return;
  case PAPER_NUMBER:
    write_words (pen, "7", 105, 280, 20, 10);
    return;
  case PAPER_PENCIL:
    cairo_set_source_rgba (pen->cairo, 0.3, 0.3, 0.33, 0.28);
    write_words (pen, "请补交户口簿复印件", 40, 90, 140, 20);
    return;
  case PAPER_BLEED:
    cairo_translate (pen->cairo, A4_WIDTH, 0);
    cairo_scale (pen->cairo, -1, 1);
    cairo_set_source_rgba (pen->cairo, 0.2, 0.2, 0.2, 0.13);
    draw_text (pen, 25, 275);
    return;
  case PAPER_STAMP:
    draw_seal (pen, 140, 220);
    return;
  case PAPER_FORM:
    draw_text (pen, 25, 200);
    draw_seal (pen, 150, 230);
    return;
  case PAPER_PHOTO:
    draw_photo (pen);
    return;
  case PAPER_COVER:
    write_words (pen, "材料分隔页", 30, 40, 80, 26);
    return;
  case PAPER_TABLE:
    draw_table (pen);
    return;
  default:
    g_assert_not_reached ();
  }
}

static void
draw_dirt (Pen *pen)
{
  cairo_set_source_rgb (pen->cairo, 0.25, 0.25, 0.25);
  for (int i = 0; pen->paper->dust && i < 60; i++) {
    cairo_arc (pen->cairo, g_rand_double_range (pen->rand, 5, 205),
               g_rand_double_range (pen->rand, 5, 292), g_rand_double_range (pen->rand, 0.04, 0.2),
               0, 2 * G_PI);
    cairo_fill (pen->cairo);
  }
  cairo_set_source_rgb (pen->cairo, 0.15, 0.15, 0.15);
  for (int i = 0; pen->paper->holes && i < 2; i++) {
    cairo_arc (pen->cairo, 12, 108.5 + i * 80, 2.9, 0, 2 * G_PI);
    cairo_fill (pen->cairo);
  }
}

// The sheet in its place: turned, leaning, cut off.
static void
place (Pen *pen, double width, double height)
{
  const Paper *paper = pen->paper;

  cairo_translate (pen->cairo, width / 2 - paper->cut, height / 2);
  cairo_rotate (pen->cairo, paper->skew * G_PI / 180 + paper->turn * G_PI / 2);
  if (paper->backing)
    cairo_scale (pen->cairo, 0.86, 0.86);
  cairo_translate (pen->cairo, -A4_WIDTH / 2, -A4_HEIGHT / 2);
}

static cairo_surface_t *
draw (const Paper *paper, GRand *rand)
{
  const double dots = (paper->dpi > 0 ? paper->dpi : 300) / 25.4;
  const gboolean lies = paper->turn % 2 == 1;
  const double width = paper->width_mm > 0 ? paper->width_mm : lies ? A4_HEIGHT : A4_WIDTH;
  const double height = paper->height_mm > 0 ? paper->height_mm : lies ? A4_WIDTH : A4_HEIGHT;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(width * dots), (int)(height * dots));
  Pen pen = {paper, cairo_create (surface), rand};

  cairo_scale (pen.cairo, dots, dots);
  if (paper->backing)
    cairo_set_source_rgb (pen.cairo, 0.06, 0.06, 0.06);
  else
    cairo_set_source_rgb (pen.cairo, 0.97, 0.97, paper->yellow ? 0.84 : 0.96);
  cairo_paint (pen.cairo);
  place (&pen, width, height);
  cairo_set_source_rgb (pen.cairo, 0.97, 0.97, paper->yellow ? 0.84 : 0.96);
  cairo_rectangle (pen.cairo, 0, 0, A4_WIDTH, A4_HEIGHT);
  cairo_fill (pen.cairo);
  draw_dirt (&pen);
  cairo_set_source_rgb (pen.cairo, 0.1, 0.1, 0.1);
  if (paper->code != NULL)
    draw_code (&pen);
  draw_content (&pen);
  cairo_destroy (pen.cairo);
  cairo_surface_flush (surface);
  return surface;
}

// The middle of a run of pixels, along lines or columns of one channel.
static void
blur_run (guint8 *p, int n, gsize step, int reach, guint8 *copy)
{
  int sum = 0;

  for (int i = 0; i < n; i++)
    copy[i] = p[(gsize)i * step];
  for (int i = -reach; i <= reach; i++)
    sum += copy[CLAMP (i, 0, n - 1)];
  for (int i = 0; i < n; i++) {
    p[(gsize)i * step] = (guint8)(sum / (2 * reach + 1));
    sum += copy[MIN (i + reach + 1, n - 1)] - copy[MAX (i - reach, 0)];
  }
}

static void
blur (guint8 *rgb, int width, int height, int reach)
{
  g_autofree guint8 *copy = g_malloc0 ((gsize)MAX (width, height));
  const gsize line = (gsize)width * 3;

  for (int round = 0; reach > 0 && round < 2; round++)
    for (gsize c = 0; c < 3; c++) {
      for (int y = 0; y < height; y++)
        blur_run (rgb + (gsize)y * line + c, width, 3, reach, copy);
      for (int x = 0; x < width; x++)
        blur_run (rgb + (gsize)x * 3 + c, height, line, reach, copy);
    }
}

// About normal, of deviation 1: four dice.
static double
roll (guint32 *state)
{
  double sum = 0;

  for (int i = 0; i < 4; i++) {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    sum += (*state & 0xffff) / 65535.0;
  }
  return (sum - 2) / 0.577;
}

static void
spoil (const Paper *paper, guint8 *rgb, int width, int height)
{
  guint32 state = paper->seed * 2654435761u + 1;
  const double light = paper->light > 0 ? paper->light : 1;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++, rgb += 3) {
      const int edge = MIN (x, height - 1 - y);
      const double less = edge < 60 ? paper->shadow * (60 - edge) / 60 : 0;
      const double all = paper->noise > 0 ? roll (&state) * paper->noise : 0;

      for (int c = 0; c < 3; c++) {
        const double own = paper->noise > 0 ? roll (&state) * paper->noise / 3 : 0;

        rgb[c] = (guint8)CLAMP (rgb[c] * light - less + all + own, 0, 255);
      }
    }
}

static guint8 *
to_rgb (cairo_surface_t *surface, int width, int height)
{
  const guint8 *data = cairo_image_surface_get_data (surface);
  const gsize stride = (gsize)cairo_image_surface_get_stride (surface);
  guint8 *rgb = g_malloc0 ((gsize)width * (gsize)height * 3), *to = rgb;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++, to += 3) {
      guint32 pixel;

      memcpy (&pixel, data + (gsize)y * stride + (gsize)x * 4, 4);
      to[0] = (guint8)(pixel >> 16);
      to[1] = (guint8)(pixel >> 8);
      to[2] = (guint8)pixel;
    }
  return rgb;
}

// As a scanner makes grey and line art of colour.
static YcImage
pack (const Paper *paper, guint8 *rgb, int width, int height)
{
  const int dpi = paper->dpi > 0 ? paper->dpi : 300;
  const gsize bits = ((gsize)width + 7) / 8, n = (gsize)width * (gsize)height;
  guint8 *lines;

  if (paper->kind == YC_PIXELS_RGB)
    return (YcImage){
        YC_PIXELS_RGB, width, height, dpi, (gsize)width * 3, g_bytes_new_take (rgb, n * 3)};
  for (gsize i = 0; i < n; i++)
    rgb[i] = (guint8)((rgb[i * 3] * 77 + rgb[i * 3 + 1] * 150 + rgb[i * 3 + 2] * 29) >> 8);
  if (paper->kind == YC_PIXELS_GREY)
    return (YcImage){YC_PIXELS_GREY, width, height, dpi, (gsize)width, g_bytes_new_take (rgb, n)};
  lines = g_malloc0 (bits * (gsize)height);
  for (gsize i = 0; i < n; i++) {
    const gsize x = i % (gsize)width, y = i / (gsize)width;

    lines[y * bits + x / 8] |= (guint8)((rgb[i] < 128) << (7 - x % 8));
  }
  g_free (rgb);
  return (YcImage){
      YC_PIXELS_LINEART, width, height, dpi, bits, g_bytes_new_take (lines, bits * (gsize)height)};
}

YcImage
paper_draw (const Paper *paper)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (paper->seed);
  cairo_surface_t *surface = draw (paper, rand);
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  guint8 *rgb = to_rgb (surface, width, height);
  const int dpi = paper->dpi > 0 ? paper->dpi : 300;

  cairo_surface_destroy (surface);
  blur (rgb, width, height, (int)(paper->blur * dpi / 25.4 + 0.5));
  spoil (paper, rgb, width, height);
  return pack (paper, rgb, width, height);
}
