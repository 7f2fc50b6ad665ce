// Cards, register pages and licences of nobody, drawn as a scanner would deliver them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "specimen.h"

#include <pango/pangocairo.h>

#define A4_WIDTH  8.27 // inches
#define A4_HEIGHT 11.69

// In millimetres from the upper left corner.
static void
say (cairo_t *cairo, double x, double y, double points, const char *text)
{
  PangoLayout *layout = pango_cairo_create_layout (cairo);
  PangoFontDescription *font = pango_font_description_from_string ("Noto Sans CJK SC");

  pango_font_description_set_absolute_size (font, points / 72 * 25.4 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  cairo_move_to (cairo, x, y);
  pango_cairo_show_layout (cairo, layout);
  pango_font_description_free (font);
  g_object_unref (layout);
}

static void
frame (cairo_t *cairo, double x, double y, double width, double height)
{
  cairo_set_line_width (cairo, 0.3);
  cairo_rectangle (cairo, x, y, width, height);
  cairo_stroke (cairo);
}

// 85.6 mm by 54 mm, twice, on an A4 page.
static void
draw_card (cairo_t *cairo, const Specimen *specimen)
{
  frame (cairo, 60, 50, 85.6, 54);
  say (cairo, 65, 56, 8.5, "姓　名");
  say (cairo, 80, 56, 9.5, specimen->name);
  say (cairo, 65, 64, 8.5, "性　别　女　　民　族　汉");
  say (cairo, 65, 72, 8.5, "出　生　1949 年 12 月 31 日");
  say (cairo, 65, 80, 8.5, "住　址　云溪市样本路1号2幢301室");
  say (cairo, 65, 95, 8.5, "公民身份号码");
  say (cairo, 92, 94.6, 10, specimen->number);
  frame (cairo, 60, 130, 85.6, 54);
  say (cairo, 82, 138, 12, "中华人民共和国");
  say (cairo, 82, 146, 14, "居民身份证");
  say (cairo, 68, 164, 8.5, "签发机关　云溪市公安局");
  say (cairo, 68, 172, 8.5, "有效期限　2016.03.02-长期");
}

static void
draw_household (cairo_t *cairo, const Specimen *specimen)
{
  const char *labels[][2] = {{"姓　名", "户主或与户主关系"},
                             {"曾用名", "性　别"},
                             {"出生地", "民　族"},
                             {"籍　贯", "出生日期"},
                             {"本市（县）其他住址", "宗教信仰"}};
  const char *values[][2] = {{specimen->name, "妻"},
                             {"", "女"},
                             {"云溪市", "汉族"},
                             {"云溪市", "1949年12月31日"},
                             {"", ""}};

  say (cairo, 75, 30, 16, "常住人口登记卡");
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++) {
    const double y = 50 + 14.0 * i;

    frame (cairo, 20, y, 170, 14);
    say (cairo, 23, y + 4, 10, labels[i][0]);
    say (cairo, 62, y + 3.6, 11, values[i][0]);
    say (cairo, 108, y + 4, 10, labels[i][1]);
    say (cairo, 150, y + 3.6, 11, values[i][1]);
  }
  frame (cairo, 20, 120, 170, 14);
  say (cairo, 23, 124, 10, "公民身份证件编号");
  say (cairo, 62, 123.6, 11, specimen->number);
}

static void
draw_licence (cairo_t *cairo, const Specimen *specimen)
{
  say (cairo, 78, 30, 30, "营业执照");
  say (cairo, 20, 52, 11, "统一社会信用代码");
  say (cairo, 20, 59, 12, specimen->number);
  say (cairo, 20, 80, 11, "名　　称");
  say (cairo, 48, 80, 11, specimen->name);
  say (cairo, 20, 92, 11, "类　　型　有限责任公司（自然人独资）");
  say (cairo, 20, 104, 11, "法定代表人　张样本");
  say (cairo, 20, 116, 11, "经营范围　文具用品零售；办公设备维修；打字复印。");
  say (cairo, 120, 80, 11, "注册资本　壹拾万元整");
  say (cairo, 120, 104, 11, "成立日期　2019年05月20日");
}

static void
draw_letter (cairo_t *cairo, const Specimen *specimen)
{
  say (cairo, 30, 40, 14, "关于材料提交的说明");
  say (cairo, 25, 60, 11, "申请人应当如实提交有关材料和反映真实情况，并对其申请");
  say (cairo, 25, 70, 11, "材料实质内容的真实性负责。联系人的电话是 13800001234。");
}

static YcImage
take_grey (cairo_surface_t *surface, int dpi)
{
  const int width = cairo_image_surface_get_width (surface);
  const int height = cairo_image_surface_get_height (surface);
  const int stride = cairo_image_surface_get_stride (surface);
  const guint8 *from = cairo_image_surface_get_data (surface);
  guint8 *to = g_malloc ((gsize)width * (gsize)height);

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      to[(gsize)y * (gsize)width + (gsize)x] = from[y * stride + x * 4];
  return (YcImage){YC_PIXELS_GREY, width,
                   height,         dpi,
                   (gsize)width,   g_bytes_new_take (to, (gsize)width * (gsize)height)};
}

static YcImage
take_lineart (const YcImage *grey)
{
  const gsize stride = ((gsize)grey->width + 7) / 8;
  const guint8 *from = g_bytes_get_data (grey->data, NULL);
  guint8 *to = g_malloc0 (stride * (gsize)grey->height);

  for (int y = 0; y < grey->height; y++)
    for (int x = 0; x < grey->width; x++)
      if (from[(gsize)y * grey->stride + (gsize)x] < 128)
        to[(gsize)y * stride + (gsize)x / 8] |= (guint8)(0x80 >> (x % 8));
  return (YcImage){
      YC_PIXELS_LINEART, grey->width, grey->height,
      grey->dpi,         stride,      g_bytes_new_take (to, stride * (gsize)grey->height)};
}

YcImage
specimen_draw (const Specimen *specimen)
{
  static void (*const draw[]) (cairo_t *, const Specimen *) = {draw_card, draw_household,
                                                               draw_licence, draw_letter};
  const int dpi = specimen->dpi > 0 ? specimen->dpi : 300;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int)(A4_WIDTH * dpi),
                                                         (int)(A4_HEIGHT * dpi));
  cairo_t *cairo = cairo_create (surface);
  YcImage grey, lineart;

  cairo_set_source_rgb (cairo, 1, 1, 1);
  cairo_paint (cairo);
  cairo_set_source_rgb (cairo, 0.1, 0.1, 0.1);
  cairo_scale (cairo, dpi / 25.4, dpi / 25.4);
  cairo_translate (cairo, 105, 148);
  cairo_rotate (cairo, specimen->lean * G_PI / 180);
  cairo_translate (cairo, -105, -148);
  draw[specimen->kind](cairo, specimen);
  cairo_destroy (cairo);
  cairo_surface_flush (surface);
  grey = take_grey (surface, dpi);
  cairo_surface_destroy (surface);
  if (specimen->pixels != YC_PIXELS_LINEART)
    return grey;
  lineart = take_lineart (&grey);
  yc_image_clear (&grey);
  return lineart;
}
