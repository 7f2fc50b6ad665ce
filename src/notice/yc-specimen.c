// The form of a service item as PDF: blank (空表) to be filled in by hand, or a sample (示范文本).
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-specimen.h"
#include "yc-paper-private.h"
#include "yc-specimen-private.h"

static const char *const material_heads[] = {"序号", "申请材料", "收件要点"};
static const double material_widths[] = {0.08, 0.40, 0.52};

typedef struct {
  JsonObject *item;
  YcSpecimenFill fill;
} Specimen;

static void
write_applicant (YcSheet *sheet, YcSpecimenFill fill)
{
  static const char *const fields[][2] = {
      {"申请人（姓名或名称）", "张样本"},
      {"证件号码（信用代码）", "11010519491231002X"},
      {"联系电话", "13800000000"},
      {"联系地址", "云溪市样本路1号"},
  };

  yc_sheet_band (sheet, "申请人信息");
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    yc_sheet_pair (sheet, fields[i][0], fill == YC_SPECIMEN_SAMPLE ? fields[i][1] : "",
                   fill == YC_SPECIMEN_SAMPLE ? 0 : YC_SPECIMEN_LINE);
}

static char *
points_of (JsonObject *material)
{
  const char *form = yc_member_string (material, "form");
  JsonArray *points = yc_member_array (material, "points");
  GString *text = g_string_new (g_strcmp0 (form, "original") == 0 ? "原件"
                                : g_strcmp0 (form, "both") == 0   ? "原件核对，留复印件"
                                                                  : "复印件");

  for (guint i = 0; points != NULL && i < json_array_get_length (points); i++) {
    JsonObject *point = yc_element_object (points, i);
    const char *says = point != NULL ? yc_member_string (point, "text") : NULL;

    g_string_append_printf (text, "；%s", says != NULL ? says : "");
  }
  return g_string_free (text, FALSE);
}

static void
write_materials (YcSheet *sheet, JsonObject *item)
{
  const YcSheetColumns columns = {material_heads, material_widths, G_N_ELEMENTS (material_heads)};
  JsonArray *materials = yc_member_array (item, "materials");

  yc_sheet_heading (sheet, "申请材料");
  yc_sheet_columns_head (sheet, &columns);
  for (guint i = 0; materials != NULL && i < json_array_get_length (materials); i++) {
    JsonObject *material = yc_element_object (materials, i);
    g_autofree char *index = g_strdup_printf ("%u", i + 1);
    g_autofree char *points = material != NULL ? points_of (material) : NULL;
    const char *cells[] = {index, material != NULL ? yc_member_string (material, "name") : NULL,
                           points};

    yc_sheet_columns_row (sheet, &columns, cells, 0);
  }
}

static void
write_cb (YcSheet *sheet, gpointer data)
{
  const Specimen *specimen = data;
  gboolean sample = specimen->fill == YC_SPECIMEN_SAMPLE;
  JsonObject *form = yc_member_object (specimen->item, "form");
  const char *name = yc_member_string (specimen->item, "name");
  g_autofree char *title = g_strconcat (name != NULL ? name : "", "申请表", NULL);
  static const char *const signs[] = {"申请人签名（盖章）", "代理人签名"};
  const YcSheetStyle text = {.indent = 2 * YC_SHEET_BODY};

  yc_sheet_title (sheet, title, sample ? "（示范文本，仅供参考）" : "（空表）");
  write_applicant (sheet, specimen->fill);
  if (form != NULL)
    yc_specimen_write_form (sheet, form, specimen->fill);
  if (sample)
    write_materials (sheet, specimen->item);
  yc_sheet_skip (sheet, 12);
  yc_sheet_keep (sheet, 110);
  yc_sheet_write (
      sheet, "申请人承诺：以上填写的内容和提交的材料真实、合法、有效，愿意承担相应的法律责任。",
      &text);
  if (sample)
    yc_sheet_write (sheet, "申请人签名：张样本　　2026年3月2日", &text);
  else
    yc_sheet_sign (sheet, signs, G_N_ELEMENTS (signs));
}

static void
write_all (YcSheet *sheet, JsonObject *item, YcSpecimenFill fill)
{
  const YcSheetPart part = {.foot_left = yc_member_string (item, "name"),
                            .foot_right = fill == YC_SPECIMEN_SAMPLE ? "示范文本" : "空表"};
  Specimen specimen = {item, fill};

  yc_sheet_write_part (sheet, &part, write_cb, &specimen);
}

GBytes *
yc_specimen_print (JsonObject *item, YcSpecimenFill fill, GError **error)
{
  const char *name = yc_member_string (item, "name");
  YcSheet *sheet = yc_sheet_new (name != NULL ? name : "");

  write_all (sheet, item, fill);
  return yc_sheet_finish (sheet, error);
}

GPtrArray *
yc_specimen_lay_out (JsonObject *item, YcSpecimenFill fill, GError **error)
{
  YcSheet *sheet = yc_sheet_new_for_printer ();

  write_all (sheet, item, fill);
  return yc_sheet_finish_for_printer (sheet, error);
}
