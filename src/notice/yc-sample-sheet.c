// A material as it should look (样张): an invented example, and where each point is seen.
// seen.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-sample-sheet.h"
#include "yc-paper-private.h"
#include "yc-sheet-rows.h"
#include "yc-specimen.h"

typedef struct {
  const YcMaterial *material;
  gboolean english;
} Sample;

// ①, ②, … ⑳; plain numbers from there.
static char *
number_of (guint index)
{
  char text[8] = {0};

  if (index >= 20)
    return g_strdup_printf ("(%u)", index + 1);
  g_unichar_to_utf8 (0x2460 + index, text);
  return g_strdup (text);
}

// The number of the point that is looked for in a line; "" for none.
static char *
mark_of (const Sample *self, JsonObject *line)
{
  const char *id = yc_member_string (line, "point");

  for (guint i = 0; id != NULL && i < self->material->points->len; i++)
    if (g_str_equal (((YcPoint *)self->material->points->pdata[i])->id, id))
      return number_of (i);
  return g_strdup ("");
}

static void
write_line (YcSheet *sheet, const Sample *self, JsonObject *line)
{
  g_autofree char *mark = mark_of (self, line);
  const YcSheetCell cells[] = {
      {.text = mark, .width = 0.07, .alignment = PANGO_ALIGN_CENTER},
      {.text = yc_member_string (line, "label"), .width = 0.28, .head = TRUE},
      {.text = yc_member_string (line, "text"), .width = 0.65},
  };
  const YcSheetRow row = {.cells = cells, .n = G_N_ELEMENTS (cells), .least = 27};

  yc_sheet_row (sheet, &row);
}

static void
write_example (YcSheet *sheet, const Sample *self)
{
  const char *title = yc_member_string (self->material->sample, "title");
  const char *seal = yc_member_string (self->material->sample, "seal");
  JsonArray *lines = yc_member_array (self->material->sample, "lines");

  yc_sheet_title (sheet, title != NULL ? title : self->material->name.zh, "（样张，内容为虚构）");
  for (guint i = 0; lines != NULL && i < json_array_get_length (lines); i++)
    if (yc_element_object (lines, i) != NULL)
      write_line (sheet, self, yc_element_object (lines, i));
  yc_sheet_skip (sheet, 14);
  if (seal != NULL)
    yc_sheet_seal (sheet, "（印章）", seal, NULL, NULL, 0);
}

static void
write_points (YcSheet *sheet, const Sample *self)
{
  for (guint i = 0; i < self->material->points->len; i++) {
    const YcPoint *point = self->material->points->pdata[i];
    g_autofree char *number = number_of (i);
    const YcSheetCell cells[] = {
        {.text = number, .width = 0.07, .alignment = PANGO_ALIGN_CENTER},
        {.text = self->english && point->text.en != NULL ? point->text.en : point->text.zh,
         .width = 0.93},
    };
    const YcSheetRow row = {.cells = cells, .n = G_N_ELEMENTS (cells), .least = 24};

    yc_sheet_row (sheet, &row);
  }
}

static void
write_cb (YcSheet *sheet, gpointer data)
{
  const Sample *self = data;

  if (self->material->sample != NULL)
    write_example (sheet, self);
  else
    yc_sheet_title (sheet, self->material->name.zh, "（本事项目录未附样张）");
  yc_sheet_heading (sheet, self->english ? "What is looked at" : "收件要点");
  write_points (sheet, self);
}

GPtrArray *
yc_sample_sheet_lay_out (const YcItem *item,
                         const YcMaterial *material,
                         gboolean english,
                         GError **error)
{
  const YcSheetPart part = {
      .foot_left = material->name.zh, .foot_right = "样张", .watermark = "样张"};
  Sample sample = {material, english};
  YcSheet *sheet;

  if (material->sample != NULL && yc_member_boolean (material->sample, "form"))
    return yc_specimen_lay_out (item->object, YC_SPECIMEN_SAMPLE, error);
  sheet = yc_sheet_new_for_printer ();
  yc_sheet_write_part (sheet, &part, write_cb, &sample);
  return yc_sheet_finish_for_printer (sheet, error);
}
