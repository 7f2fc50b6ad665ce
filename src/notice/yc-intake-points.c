// The intake points (收件要点) of a service item as PDF: what the counter asks for, and why.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-intake-points.h"
#include "yc-need.h"
#include "yc-paper-private.h"
#include "yc-sheet-rows.h"

typedef struct {
  JsonObject *item, *offices;
} Points;

static guint
length_of (JsonArray *array)
{
  return array != NULL ? json_array_get_length (array) : 0;
}

static const char *
text_of (JsonObject *object, const char *member)
{
  const char *text = object != NULL ? yc_member_string (object, member) : NULL;

  return text != NULL && *text != '\0' ? text : "—";
}

static JsonObject *
find_office (JsonObject *offices, const char *kind, const char *id)
{
  JsonArray *array = yc_member_array (offices, kind);

  for (guint i = 0; i < length_of (array); i++) {
    JsonObject *office = yc_element_object (array, i);

    if (office != NULL && id != NULL && g_strcmp0 (yc_member_string (office, "id"), id) == 0)
      return office;
  }
  return NULL;
}

// ---- What it is

static const char *
word_for (const char *const (*words)[2], guint n, const char *id)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (words[i][0], id) == 0)
      return words[i][1];
  return "—";
}

static const char *
kind_of (JsonObject *item)
{
  static const char *const kinds[][2] = {
      {"licence", "行政许可"},        {"confirmation", "行政确认"}, {"levy", "行政征收"},
      {"benefit", "行政给付"},        {"forwarding", "审核转报"},   {"other-power", "其他行政权力"},
      {"public-service", "公共服务"},
  };

  return word_for (kinds, G_N_ELEMENTS (kinds), yc_member_string (item, "kind"));
}

static void
write_item (YcSheet *sheet, const Points *points)
{
  JsonObject *item = points->item;
  JsonObject *department =
      find_office (points->offices, "departments", yc_member_string (item, "department"));
  JsonObject *result = yc_member_object (item, "result");
  g_autofree char *legal =
      g_strdup_printf ("%g 个工作日", yc_member_number (item, "legal_days", 0));
  g_autofree char *promised =
      g_strdup_printf ("%g 个工作日", yc_member_number (item, "promised_days", 0));

  yc_sheet_heading (sheet, "一、基本信息");
  yc_sheet_pairs (sheet, "事项编码", text_of (item, "code"), "事项类型", kind_of (item));
  yc_sheet_pairs (sheet, "办理部门", text_of (department, "name"), "办理结果",
                  text_of (result, "name"));
  yc_sheet_pairs (sheet, "法定时限", legal, "承诺时限", promised);
  yc_sheet_pairs (sheet, "本人到场",
                  yc_member_boolean (item, "in_person") ? "须本人到场" : "不要求本人到场", "寄送",
                  yc_member_boolean (item, "courier") ? "可以邮寄收件和送达" : "不支持邮寄");
}

// ---- Situations and materials

static void
write_situations (YcSheet *sheet, JsonObject *item)
{
  JsonArray *situations = yc_member_array (item, "situations");

  if (length_of (situations) == 0)
    return;
  yc_sheet_heading (sheet, "二、情形");
  for (guint i = 0; i < length_of (situations); i++) {
    JsonObject *situation = yc_element_object (situations, i);
    JsonArray *answers = situation != NULL ? yc_member_array (situation, "answers") : NULL;
    GString *text = g_string_new (NULL);

    g_string_append_printf (text, "%u．%s　", i + 1, text_of (situation, "question"));
    for (guint a = 0; a < length_of (answers); a++)
      g_string_append_printf (text, "　□%s", text_of (yc_element_object (answers, a), "label"));
    yc_sheet_paragraph (sheet, text->str);
    g_string_free (text, TRUE);
  }
}

static const char *
source_of (JsonObject *material)
{
  static const char *const sources[][2] = {
      {"applicant", "申请人提供"},
      {"e-licence", "电子证照调取"},
      {"sharing", "数据共享核验，不能核验时由申请人提供"},
      {"self", "申请人填写"},
  };

  return word_for (sources, G_N_ELEMENTS (sources), yc_member_string (material, "source"));
}

static const char *
form_of (JsonObject *material)
{
  static const char *const forms[][2] = {
      {"original", "原件"}, {"copy", "复印件"}, {"both", "原件核对，留复印件"}};

  return word_for (forms, G_N_ELEMENTS (forms), yc_member_string (material, "form"));
}

static char *
demands_of (JsonObject *item, JsonObject *material)
{
  g_autofree char *need = yc_need_in_words (item, material);
  GString *text = g_string_new (need);

  g_string_append_printf (text, "\n%s %g 份，%s", form_of (material),
                          yc_member_number (material, "copies", 1), source_of (material));
  if (yc_member_boolean (material, "secondary"))
    g_string_append (text, "\n可以容缺");
  if (yc_member_boolean (material, "commitment"))
    g_string_append (text, "\n可以告知承诺替代");
  return g_string_free (text, FALSE);
}

static char *
points_of (JsonObject *material)
{
  JsonArray *points = yc_member_array (material, "points");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < length_of (points); i++)
    g_string_append_printf (text, "%s%u．%s", i > 0 ? "\n" : "", i + 1,
                            text_of (yc_element_object (points, i), "text"));
  return g_string_free (text, FALSE);
}

static void
write_materials (YcSheet *sheet, JsonObject *item)
{
  static const char *const heads[] = {"序号", "材料名称", "提交要求", "收件要点"};
  static const double widths[] = {0.07, 0.22, 0.28, 0.43};
  const YcSheetColumns columns = {heads, widths, G_N_ELEMENTS (heads)};
  JsonArray *materials = yc_member_array (item, "materials");

  yc_sheet_heading (sheet, "三、申请材料");
  yc_sheet_columns_head (sheet, &columns);
  for (guint i = 0; i < length_of (materials); i++) {
    JsonObject *material = yc_element_object (materials, i);
    g_autofree char *index = g_strdup_printf ("%u", i + 1);
    g_autofree char *demands = material != NULL ? demands_of (item, material) : NULL;
    g_autofree char *points = material != NULL ? points_of (material) : NULL;
    const char *cells[] = {index, text_of (material, "name"), demands, points};

    yc_sheet_columns_row (sheet, &columns, cells, 0);
  }
}

// ---- Fees, steps, law, place

static void
write_fees (YcSheet *sheet, JsonObject *item)
{
  static const char *const heads[] = {"收费项目", "标准（元）", "依据"};
  static const double widths[] = {0.35, 0.2, 0.45};
  const YcSheetColumns columns = {heads, widths, G_N_ELEMENTS (heads)};
  JsonArray *fees = yc_member_array (item, "fees");

  yc_sheet_heading (sheet, "四、收费");
  if (length_of (fees) == 0) {
    yc_sheet_paragraph (sheet, "不收费。");
    return;
  }
  yc_sheet_columns_head (sheet, &columns);
  for (guint i = 0; i < length_of (fees); i++) {
    JsonObject *fee = yc_element_object (fees, i);
    double yuan = fee != NULL ? yc_member_number (fee, "amount", 0) : 0;
    const char *unit = fee != NULL ? yc_member_string (fee, "unit") : NULL;
    g_autofree char *amount = yuan > 0 ? g_strdup_printf ("%g%s%s", yuan, unit != NULL ? "/" : "",
                                                          unit != NULL ? unit : "")
                                       : g_strdup ("不收取或者逐件核定");
    const char *cells[] = {text_of (fee, "name"), amount, text_of (fee, "basis")};

    yc_sheet_columns_row (sheet, &columns, cells, 0);
  }
}

static void
write_steps (YcSheet *sheet, JsonObject *item)
{
  static const char *const heads[] = {"序号", "环节", "时限（工作日）"};
  static const double widths[] = {0.1, 0.6, 0.3};
  const YcSheetColumns columns = {heads, widths, G_N_ELEMENTS (heads)};
  JsonArray *steps = yc_member_array (item, "steps");

  yc_sheet_heading (sheet, "五、办理流程");
  yc_sheet_columns_head (sheet, &columns);
  for (guint i = 0; i < length_of (steps); i++) {
    JsonObject *step = yc_element_object (steps, i);
    double days = step != NULL ? yc_member_number (step, "days", 0) : 0;
    g_autofree char *index = g_strdup_printf ("%u", i + 1);
    g_autofree char *limit = days > 0 ? g_strdup_printf ("%g", days) : g_strdup ("不计入时限");
    const char *cells[] = {index, text_of (step, "name"), limit};

    yc_sheet_columns_row (sheet, &columns, cells, 0);
  }
}

static void
write_law (YcSheet *sheet, JsonObject *item)
{
  JsonArray *basis = yc_member_array (item, "legal_basis");

  yc_sheet_heading (sheet, "六、法律依据");
  for (guint i = 0; i < length_of (basis); i++) {
    const char *law = yc_element_string (basis, i);
    g_autofree char *text = g_strdup_printf ("%u．%s", i + 1, law != NULL ? law : "—");

    yc_sheet_paragraph (sheet, text);
  }
}

// The halls that have a window of this theme.
static void
write_halls (YcSheet *sheet, JsonObject *offices, const char *theme)
{
  JsonObject *named = find_office (offices, "themes", theme);
  JsonArray *halls = yc_member_array (offices, "halls");
  JsonArray *windows = yc_member_array (offices, "windows");

  for (guint h = 0; h < length_of (halls); h++) {
    JsonObject *hall = yc_element_object (halls, h);
    gboolean here = FALSE;
    g_autofree char *text = NULL;

    for (guint w = 0; hall != NULL && w < length_of (windows); w++) {
      JsonObject *window = yc_element_object (windows, w);

      here = here ||
             (window != NULL && g_strcmp0 (yc_member_string (window, "theme"), theme) == 0 &&
              g_strcmp0 (yc_member_string (window, "hall"), yc_member_string (hall, "id")) == 0);
    }
    text = here ? g_strdup_printf ("%s：%s，%s，电话 %s", text_of (named, "name"),
                                   text_of (hall, "name"), text_of (hall, "address"),
                                   text_of (hall, "phone"))
                : NULL;
    if (here)
      yc_sheet_paragraph (sheet, text);
  }
}

static void
write_places (YcSheet *sheet, const Points *points)
{
  JsonArray *themes = yc_member_array (points->item, "windows");

  yc_sheet_heading (sheet, "七、办理窗口");
  for (guint i = 0; i < length_of (themes); i++) {
    const char *theme = yc_element_string (themes, i);

    if (theme != NULL)
      write_halls (sheet, points->offices, theme);
  }
}

static void
write_cb (YcSheet *sheet, gpointer data)
{
  const Points *points = data;

  yc_sheet_title (sheet, text_of (points->item, "name"), "办事指南与收件要点");
  write_item (sheet, points);
  write_situations (sheet, points->item);
  write_materials (sheet, points->item);
  write_fees (sheet, points->item);
  write_steps (sheet, points->item);
  write_law (sheet, points->item);
  write_places (sheet, points);
}

GBytes *
yc_intake_points_print (JsonObject *item, JsonObject *offices, GError **error)
{
  const YcSheetPart part = {.foot_left = text_of (item, "name"), .foot_right = "收件要点"};
  Points points = {item, offices};
  YcSheet *sheet = yc_sheet_new (text_of (item, "name"));

  yc_sheet_write_part (sheet, &part, write_cb, &points);
  return yc_sheet_finish (sheet, error);
}
