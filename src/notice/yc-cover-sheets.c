// Cover sheets (材料分隔页): one for each material.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-cover-sheets.h"
#include "yc-separator.h"
#include "yc-sheet.h"

#define CODE_SIDE 128.0 // points: 45 mm, which is read at 150 dpi and when it leans
#define NAME_SIZE 30.0

typedef struct {
  const YcItem *item;
  const YcMaterial *material;
  guint number; // from 1
} Cover;

static void
write_cb (YcSheet *sheet, gpointer data)
{
  static const YcSheetStyle head = {.size = YC_SHEET_TITLE, .bold = TRUE, .gap_after = 26};
  static const YcSheetStyle name = {.size = NAME_SIZE, .bold = TRUE, .gap_after = 16, .lead = 1.2};
  static const YcSheetStyle english = {.size = 14, .pale = TRUE, .gap_after = 30};
  static const YcSheetStyle plain = {.lead = 1.5};
  const Cover *cover = data;
  g_autofree char *code = yc_separator_make (cover->item->code, cover->material->id);
  g_autofree char *title = g_strdup_printf ("材料分隔页　%u", cover->number);

  if (code != NULL)
    yc_sheet_qr (sheet, code, CODE_SIDE);
  yc_sheet_write (sheet, title, &head);
  yc_sheet_write (sheet, cover->item->name.zh, &plain);
  yc_sheet_skip (sheet, CODE_SIDE);
  yc_sheet_write (sheet, cover->material->name.zh, &name);
  if (cover->material->name.en != NULL)
    yc_sheet_write (sheet, cover->material->name.en, &english);
  yc_sheet_write (
      sheet,
      "放在本材料的第一页之前，与其他材料一起放入进纸器。扫描时程序读取右上角的二维码，"
      "其后的各页自动归入本材料，直到下一张分隔页；本页不存入办件。可反复使用，请勿折叠、"
      "涂写二维码。",
      &plain);
}

static void
write_all (YcSheet *sheet, const YcItem *item, GPtrArray *materials)
{
  for (guint i = 0; i < materials->len; i++) {
    Cover cover = {item, materials->pdata[i], i + 1};
    const YcSheetPart part = {.foot_left = item->name.zh, .foot_right = cover.material->name.zh};

    yc_sheet_write_part (sheet, &part, write_cb, &cover);
  }
}

GBytes *
yc_cover_sheets_print (const YcItem *item, GPtrArray *materials, GError **error)
{
  YcSheet *sheet = yc_sheet_new ("材料分隔页");

  write_all (sheet, item, materials);
  return yc_sheet_finish (sheet, error);
}

GPtrArray *
yc_cover_sheets_lay_out (const YcItem *item, GPtrArray *materials, GError **error)
{
  YcSheet *sheet = yc_sheet_new_for_printer ();

  write_all (sheet, item, materials);
  return yc_sheet_finish_for_printer (sheet, error);
}
