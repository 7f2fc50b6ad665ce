// The sample form (示范文本) of a service item as PDF: how a form looks that is filled in well.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-specimen.h"
#include "yc-sheet.h"

#include <string.h>

static const double field_widths[] = {0.36, 0.64};
static const double material_widths[] = {0.08, 0.40, 0.52};

static void
write_row (YcSheet *sheet, const char *const *texts, const double *widths, guint n, gboolean head)
{
  YcSheetCell cells[4];
  const YcSheetRow row = {.cells = cells, .n = MIN (n, G_N_ELEMENTS (cells))};

  for (guint i = 0; i < row.n; i++)
    cells[i] = (YcSheetCell){.text = texts[i], .width = widths[i], .head = head};
  yc_sheet_row (sheet, &row);
}

static void
write_text (YcSheet *sheet, const char *text, double size, PangoAlignment alignment, gboolean bold)
{
  const YcSheetStyle style = {.size = size, .alignment = alignment, .bold = bold};

  yc_sheet_write (sheet, text, &style);
}

static void
write_field (YcSheet *sheet, const char *title, const char *value, gboolean head)
{
  const char *cells[] = {title, value};

  write_row (sheet, cells, field_widths, G_N_ELEMENTS (cells), head);
}

// What an invented person would write there.
static const char *
example_of (const YcField *field)
{
  if (field->kind == YC_FIELD_CHOICE)
    return field->choices->len > 0 ? field->choices->pdata[0] : "";
  if (field->kind == YC_FIELD_DATE)
    return "2026-03-02";
  if (field->kind == YC_FIELD_NUMBER)
    return "89.4";
  if (field->kind == YC_FIELD_INTEGER)
    return "2";
  if (field->kind == YC_FIELD_BOOLEAN)
    return "是";
  return strstr (field->title.zh, "姓名") != NULL ? "张样本" : "（按实际情况填写）";
}

static void
write_applicant (YcSheet *sheet)
{
  write_field (sheet, "申请人", "张样本", FALSE);
  write_field (sheet, "身份证件号码", "11010519491231002X", FALSE);
  write_field (sheet, "联系电话", "13800000000", FALSE);
  write_field (sheet, "联系地址", "云溪市样本路1号", FALSE);
}

static void
write_fields (YcSheet *sheet, const YcItem *item)
{
  write_field (sheet, "栏目", "填写示例", TRUE);
  write_applicant (sheet);
  for (guint i = 0; i < item->fields->len; i++) {
    const YcField *field = item->fields->pdata[i];
    g_autofree char *unit =
        field->unit != NULL ? g_strdup_printf ("（%s）", field->unit) : g_strdup ("");
    g_autofree char *title =
        g_strconcat (field->title.zh, unit, field->required ? "" : "（选填）", NULL);

    write_field (sheet, title, example_of (field), FALSE);
  }
}

static char *
points_of (const YcMaterial *material)
{
  GString *text = g_string_new (material->original ? "原件" : "复印件");

  for (guint i = 0; i < material->points->len; i++)
    g_string_append_printf (text, "；%s", ((const YcPoint *)material->points->pdata[i])->text.zh);
  return g_string_free (text, FALSE);
}

static void
write_materials (YcSheet *sheet, const YcItem *item)
{
  const char *heads[] = {"序号", "申请材料", "收件要点"};

  write_row (sheet, heads, material_widths, G_N_ELEMENTS (heads), TRUE);
  for (guint i = 0; i < item->materials->len; i++) {
    const YcMaterial *material = item->materials->pdata[i];
    g_autofree char *index = g_strdup_printf ("%u", i + 1);
    g_autofree char *points = points_of (material);
    const char *cells[] = {index, material->name.zh, points};

    write_row (sheet, cells, material_widths, G_N_ELEMENTS (cells), FALSE);
  }
}

GBytes *
yc_specimen_print (const YcItem *item, GError **error)
{
  g_autofree char *title = g_strconcat (item->name.zh, "申请表", NULL);
  YcSheet *sheet = yc_sheet_new (title);

  write_text (sheet, title, 18, PANGO_ALIGN_CENTER, TRUE);
  write_text (sheet, "（示范文本，仅供参考）", 10.5, PANGO_ALIGN_CENTER, FALSE);
  yc_sheet_skip (sheet, 12);
  write_fields (sheet, item);
  yc_sheet_skip (sheet, 16);
  write_materials (sheet, item);
  yc_sheet_skip (sheet, 24);
  write_text (sheet, "本人承诺以上内容真实。　申请人签名：张样本　　2026年3月2日", 11,
              PANGO_ALIGN_LEFT, FALSE);
  return yc_sheet_finish (sheet, error);
}
