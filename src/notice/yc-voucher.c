// The receipt voucher (收件凭证) as PDF. Papers are in Chinese, whatever language the clerk reads.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-voucher.h"
#include "yc-sheet.h"

static const char *const heads[] = {"序号", "材料名称", "应交份数", "实交份数", "备注"};
static const double widths[] = {0.08, 0.44, 0.12, 0.12, 0.24};

static char *
day_in_chinese (YcDay day, gboolean provisional)
{
  g_autofree char *text = yc_day_to_string (day);
  int year = 0, month = 0, date = 0;

  if (sscanf (text, "%d-%d-%d", &year, &month, &date) != 3)
    return g_strdup ("—");
  return g_strdup_printf ("%d年%d月%d日%s", year, month, date,
                          provisional ? "（暂定，节假日安排公布后重新计算）" : "");
}

static const char *
remark_of (const YcCase *self, const YcMaterial *material)
{
  switch (yc_case_get_mark (self, material->id)) {
  case YC_MARK_CHECKED:
    return "已与原件核对";
  case YC_MARK_DEFERRED:
    return "容缺，待补";
  case YC_MARK_COMMITMENT:
    return "告知承诺";
  case YC_MARK_BY_DATA:
    return "数据共享核验";
  case YC_MARK_DEFICIENT:
    return "待更正";
  case YC_MARK_NONE:
  case YC_N_MARKS:
    break;
  }
  return material->original ? "原件" : "复印件";
}

static void
write_row (YcSheet *sheet, const char *const *texts, gboolean head)
{
  YcSheetCell cells[G_N_ELEMENTS (widths)];
  const YcSheetRow row = {.cells = cells, .n = G_N_ELEMENTS (cells)};

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
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
write_materials (YcSheet *sheet, const YcItem *item, const YcCase *self)
{
  g_autoptr (GPtrArray) materials = yc_checklist_list_materials (item, self, NULL);

  write_row (sheet, heads, TRUE);
  for (guint i = 0; i < materials->len; i++) {
    const YcMaterial *material = materials->pdata[i];
    guint pages = yc_case_count_pages (self, material->id);
    g_autofree char *index = g_strdup_printf ("%u", i + 1);
    g_autofree char *due = g_strdup_printf ("%d", material->copies);
    g_autofree char *given = g_strdup_printf ("%d", pages > 0 ? material->copies : 0);
    g_autofree char *remark = pages > 0
                                  ? g_strdup_printf ("%s，%u 页", remark_of (self, material), pages)
                                  : g_strdup (remark_of (self, material));
    const char *cells[] = {
        index, material->name.zh, due, given,
        pages > 0 || yc_case_get_mark (self, material->id) != YC_MARK_NONE ? remark : "未交"};

    write_row (sheet, cells, FALSE);
  }
}

static void
write_line (YcSheet *sheet, const char *what, const char *value)
{
  g_autofree char *text =
      g_strdup_printf ("%s：%s", what, value != NULL && *value != '\0' ? value : "—");

  write_text (sheet, text, 11, PANGO_ALIGN_LEFT, FALSE);
}

static void
write_foot (YcSheet *sheet, const YcVoucher *voucher, const YcCase *self)
{
  g_autofree char *received = day_in_chinese (voucher->received, FALSE);
  g_autofree char *ask_on = day_in_chinese (voucher->ask_on, voucher->provisional);
  g_autofree char *window = g_strdup_printf ("%s %s", voucher->hall != NULL ? voucher->hall : "",
                                             voucher->window != NULL ? voucher->window : "");

  yc_sheet_skip (sheet, 10);
  write_line (sheet, "收件日期", received);
  write_line (sheet, "查询日期", ask_on);
  write_line (sheet, "收件窗口", window);
  write_line (sheet, "收件人", voucher->clerk);
  write_line (sheet, "窗口电话", voucher->phone);
  write_line (sheet, "申请人电话", yc_case_get_applicant (self, "phone"));
  yc_sheet_skip (sheet, 18);
  write_text (sheet, "申请人签名：____________________　　　　（收件专用章）", 11, PANGO_ALIGN_LEFT,
              FALSE);
  write_text (sheet, "本凭证仅证明已收到上列材料，不代表受理。请妥善保管，凭证查询办理进度。", 9,
              PANGO_ALIGN_LEFT, FALSE);
}

static void
write_copy (YcSheet *sheet,
            const YcVoucher *voucher,
            const YcItem *item,
            const YcCase *self,
            const char *whose)
{
  g_autofree char *link =
      g_strdup_printf ("yichuang:case/%s", self->number != NULL ? self->number : self->id);

  yc_sheet_qr (sheet, link, 64);
  write_text (sheet, voucher->reprint ? "收 件 凭 证（补打）" : "收 件 凭 证", 20,
              PANGO_ALIGN_CENTER, TRUE);
  write_text (sheet, voucher->number, 11, PANGO_ALIGN_CENTER, FALSE);
  write_text (sheet, whose, 9, PANGO_ALIGN_CENTER, FALSE);
  yc_sheet_skip (sheet, 14);
  write_line (sheet, "办件编号", self->number);
  write_line (sheet, "申请人", yc_case_get_applicant (self, "name"));
  write_line (sheet, "申请事项", item->name.zh);
  write_line (sheet, "办理部门", voucher->department);
  yc_sheet_skip (sheet, 6);
  write_materials (sheet, item, self);
  write_foot (sheet, voucher, self);
}

GBytes *
yc_voucher_print (const YcVoucher *voucher, const YcItem *item, const YcCase *self, GError **error)
{
  YcSheet *sheet = yc_sheet_new ("收件凭证");

  write_copy (sheet, voucher, item, self, "第一联　交申请人");
  yc_sheet_new_page (sheet);
  write_copy (sheet, voucher, item, self, "第二联　窗口留存");
  return yc_sheet_finish (sheet, error);
}
