// Forms and intake points of the demo city, printed and read back with poppler's tools.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "city.h"
#include "office.h"
#include "reader.h"
#include "story.h"
#include "yc-intake-points.h"
#include "yc-need.h"
#include "yc-sample-sheet.h"
#include "yc-specimen.h"

#include <cairo-pdf.h>
#include <string.h>

static char *
read_pdf (GBytes *pdf)
{
  g_autofree char *raw = reader_run (pdf, "pdftotext -raw");

  return reader_squeeze (raw);
}

static char *
read_form (JsonObject *item, YcSpecimenFill fill)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = yc_specimen_print (item, fill, &error);

  g_assert_no_error (error);
  return read_pdf (pdf);
}

// Every field, however deep, is named on the paper.
static void
assert_titles (const char *text, JsonNode *schema)
{
  JsonObjectIter iter;
  const char *member;
  JsonNode *node;

  if (JSON_NODE_HOLDS_ARRAY (schema)) {
    JsonArray *array = json_node_get_array (schema);

    for (guint i = 0; i < json_array_get_length (array); i++)
      assert_titles (text, json_array_get_element (array, i));
  }
  if (!JSON_NODE_HOLDS_OBJECT (schema))
    return;
  json_object_iter_init (&iter, json_node_get_object (schema));
  while (json_object_iter_next (&iter, &member, &node)) {
    if (g_str_equal (member, "title") && JSON_NODE_HOLDS_VALUE (node))
      reader_assert_says (text, json_node_get_string (node));
    else if (!g_str_has_prefix (member, "x-"))
      assert_titles (text, node);
  }
}

static void
test_forms (void)
{
  g_autoptr (JsonObject) body = city_body ();
  JsonArray *items = json_object_get_array_member (body, "items");

  g_assert_cmpuint (json_array_get_length (items), >=, 10);
  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *item = json_array_get_object_element (items, i);
    g_autofree char *sample = read_form (item, YC_SPECIMEN_SAMPLE);
    g_autofree char *blank = read_form (item, YC_SPECIMEN_BLANK);
    JsonArray *materials = json_object_get_array_member (item, "materials");

    reader_assert_says (sample, json_object_get_string_member (item, "name"));
    reader_assert_says (sample, "示范文本");
    reader_assert_says (blank, "空表");
    g_assert_null (strstr (blank, "张样本"));
    assert_titles (sample, json_object_get_member (item, "form"));
    assert_titles (blank, json_object_get_member (item, "form"));
    for (guint m = 0; m < json_array_get_length (materials); m++)
      reader_assert_says (sample, json_object_get_string_member (
                                      json_array_get_object_element (materials, m), "name"));
  }
}

static void
test_parts (void)
{
  g_autoptr (JsonObject) item = story_data (
      "{'name':'事项','form':{'type':'object','required':['trade'],'properties':{"
      "'trade':{'title':'行业','type':'string','enum':['餐饮','其他']},"
      "'open':{'title':'开业日期','type':'string','format':'date','description':'按实际填写'},"
      "'area':{'title':'面积','type':'number','x-unit':'平方米'},"
      "'own':{'title':'自有房屋','type':'boolean'},"
      "'sum':{'title':'合计','type':'number','x-computed':{'+':[1,2]}},"
      "'manager':{'title':'负责人','type':'object','properties':{'post':{'title':'职务',"
      "'type':'string'}}},"
      "'staff':{'title':'从业人员','type':'array','minItems':2,'maxItems':9,'items':{"
      "'type':'object','properties':{'who':{'title':'人员姓名','type':'string'},"
      "'age':{'title':'年龄','type':'integer'}}}}},"
      "'if':{'properties':{'trade':{'const':'其他'}}},"
      "'then':{'properties':{'which':{'title':'何种行业','type':'string'}}},"
      "'allOf':[{'if':{'properties':{'own':{'const':true}}},"
      "'then':{'properties':{'deed':{'title':'产权证号','type':'string'}}},"
      "'else':{'properties':{'rent':{'title':'租金','type':'number'}}}}]}}");
  static const char *const says[] = {
      "行业□餐饮□其他",
      "开业日期（选填）年月日",
      "按实际填写",
      "面积（平方米）（选填）",
      "□是□否",
      "（由系统计算）",
      "负责人",
      "职务",
      "从业人员（至少2项，至多9项；不够时另附页）",
      "人员姓名",
      "以下在“行业”为“其他”时填写",
      "何种行业",
      "以下在“自有房屋”为“是”时填写",
      "产权证号",
      "以下在不属于“自有房屋”为“是”时填写",
      "租金",
      "申请人签名",
  };
  g_autofree char *blank = read_form (item, YC_SPECIMEN_BLANK);
  g_autofree char *sample = read_form (item, YC_SPECIMEN_SAMPLE);

  for (guint i = 0; i < G_N_ELEMENTS (says); i++)
    reader_assert_says (blank, says[i]);
  g_assert_cmpuint (office_count (blank, "1234"), ==, 1); // two lines at least, and two more
  reader_assert_says (sample, "■餐饮□其他");
  reader_assert_says (sample, "张样本");
}

// A form that refers to itself, or is none, is printed as far as it goes.
static void
test_odd_forms (void)
{
  static const char *const items[] = {
      "{}",
      "{'name':1,'form':3}",
      "{'name':'x','form':{'properties':{'a':1,'b':{'title':'乙','type':'array'}}}}",
      "{'name':'x','form':{'$defs':{'n':{'title':'节','type':'object','properties':{'n':{"
      "'$ref':'#/$defs/n'}}}},'properties':{'n':{'$ref':'#/$defs/n'}}}}",
      "{'name':'x','form':{'$defs':{'n':{'title':'群','type':'array','minItems':99,'items':{"
      "'type':'object','properties':{'n':{'$ref':'#/$defs/n'}}}}},'properties':{'n':{"
      "'$ref':'#/$defs/n'}}}}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (items); i++) {
    g_autoptr (JsonObject) item = story_data (items[i]);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = yc_specimen_print (item, YC_SPECIMEN_BLANK, &error);

    g_assert_true (pdf != NULL || error != NULL);
  }
}

static void
test_points (void)
{
  g_autoptr (JsonObject) body = city_body ();
  JsonArray *items = json_object_get_array_member (body, "items");
  JsonObject *offices = json_object_get_object_member (body, "offices");

  for (guint i = 0; i < json_array_get_length (items); i++) {
    JsonObject *item = json_array_get_object_element (items, i);
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) pdf = yc_intake_points_print (item, offices, &error);
    g_autofree char *text = read_pdf (pdf);
    JsonArray *materials = json_object_get_array_member (item, "materials");

    reader_assert_says (text, json_object_get_string_member (item, "name"));
    reader_assert_says (text, "承诺时限");
    reader_assert_says (text, json_array_get_string_element (
                                  json_object_get_array_member (item, "legal_basis"), 0));
    for (guint m = 0; m < json_array_get_length (materials); m++) {
      JsonObject *material = json_array_get_object_element (materials, m);
      JsonArray *points = json_object_get_array_member (material, "points");

      reader_assert_says (text, json_object_get_string_member (material, "name"));
      for (guint p = 0; p < json_array_get_length (points); p++)
        reader_assert_says (text, json_object_get_string_member (
                                      json_array_get_object_element (points, p), "text"));
    }
  }
}

static void
test_needs (void)
{
  static const char *const needs[][2] = {
      {"{'need':true}", "必交"},
      {"{}", "必交"},
      {"{'need':{'==':[{'var':'situation.buyer'},'company']}}", "“买方是”选“单位”时提交"},
      {"{'need':{'==':['company',{'var':['situation.buyer']}]}}", "“买方是”选“单位”时提交"},
      {"{'need':{'!=':[{'var':'situation.buyer'},'company']}}", "“买方是”不选“单位”时提交"},
      {"{'need':{'in':[{'var':'situation.buyer'},['company','person']]}}",
       "“买方是”选“单位”或“自然人”时提交"},
      {"{'need':{'and':[{'==':[{'var':'situation.buyer'},'person']},"
       "{'==':[{'var':'situation.married'},'yes']}]}}",
       "“买方是”选“自然人”且“已婚”选“是”时提交"},
      {"{'need':{'or':[{'==':[{'var':'situation.buyer'},'person']},"
       "{'==':[{'var':'situation.married'},'yes']}]}}",
       "“买方是”选“自然人”，或者“已婚”选“是”时提交"},
      {"{'need':{'>':[{'var':'form.area'},90]}}", "视情形提交"},
      {"{'need':{'==':[{'var':'situation.other'},'x']}}", "视情形提交"},
      {"{'need':{'==':[{'var':'situation.buyer'},'nobody']}}", "视情形提交"},
      {"{'need':{'==':[1]}}", "视情形提交"},
      {"{'need':true,'any_of':'identity'}", "必交，同组材料任交其一"},
  };
  g_autoptr (JsonObject) item = story_data (
      "{'situations':[{'id':'buyer','question':'买方是','answers':[{'id':'person','label':"
      "'自然人'},{'id':'company','label':'单位'}]},{'id':'married','question':'已婚','answers':["
      "{'id':'yes','label':'是'}]}]}");

  for (guint i = 0; i < G_N_ELEMENTS (needs); i++) {
    g_autoptr (JsonObject) material = story_data (needs[i][0]);
    g_autofree char *words = yc_need_in_words (item, material);

    g_assert_cmpstr (words, ==, needs[i][1]);
  }
}

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int size)
{
  g_byte_array_append (closure, data, size);
  return CAIRO_STATUS_SUCCESS;
}

// What stands on pages that are made for the screen.
static char *
read_pages (GPtrArray *pages)
{
  GByteArray *out = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (write_cb, out, 595.28, 841.89);
  cairo_t *cairo = cairo_create (surface);
  g_autoptr (GBytes) pdf = NULL;

  for (guint i = 0; i < pages->len; i++) {
    cairo_set_source_surface (cairo, pages->pdata[i], 0, 0);
    cairo_paint (cairo);
    cairo_show_page (cairo);
  }
  cairo_destroy (cairo);
  cairo_surface_destroy (surface);
  pdf = g_byte_array_free_to_bytes (out);
  return read_pdf (pdf);
}

static void
assert_sample (const char *text, const YcItem *item, const YcMaterial *material)
{
  JsonArray *lines;

  if (material->sample == NULL) {
    reader_assert_says (text, material->name.zh);
    return;
  }
  if (json_object_has_member (material->sample, "form")) {
    reader_assert_says (text, item->name.zh);
    return;
  }
  lines = json_object_get_array_member (material->sample, "lines");
  for (guint i = 0; i < json_array_get_length (lines); i++)
    reader_assert_says (
        text, json_object_get_string_member (json_array_get_object_element (lines, i), "text"));
  for (guint i = 0; i < material->points->len; i++)
    reader_assert_says (text, ((YcPoint *)material->points->pdata[i])->text.zh);
}

static void
test_samples (void)
{
  g_autoptr (YcCatalogue) city = city_load ();
  const YcItem *item = yc_catalogue_find_item (city, "real-estate-transfer");
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify)cairo_surface_destroy);
  g_autofree char *text = NULL;

  for (guint i = 0; i < item->materials->len; i++) {
    g_autoptr (GError) error = NULL;
    GPtrArray *pages = yc_sample_sheet_lay_out (item, item->materials->pdata[i], FALSE, &error);

    g_assert_no_error (error);
    g_assert_cmpuint (pages->len, >, 0);
    g_ptr_array_extend_and_steal (all, pages);
  }
  text = read_pages (all);
  for (guint i = 0; i < item->materials->len; i++)
    assert_sample (text, item, item->materials->pdata[i]);
}

// In English the points are told in English, the example stays as it is.
static void
test_english_sample (void)
{
  g_autoptr (YcCatalogue) city = city_load ();
  const YcItem *item = yc_catalogue_find_item (city, "real-estate-transfer");
  const YcMaterial *material = yc_item_find_material (item, "seller-id");
  g_autoptr (GPtrArray) pages = yc_sample_sheet_lay_out (item, material, TRUE, NULL);
  g_autofree char *text = read_pages (pages);

  reader_assert_says (text, ((YcPoint *)material->points->pdata[0])->text.en);
  reader_assert_says (text, "公民身份号码");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, function) g_test_add_func ("/notice/specimen/" path, function)
  ADD ("each item's forms name their fields", test_forms);
  ADD ("a form has parts, groups and conditions", test_parts);
  ADD ("an odd form does no harm", test_odd_forms);
  ADD ("the intake points say all that is looked at", test_points);
  ADD ("each material has a sample that says what is looked at", test_samples);
  ADD ("a sample tells its points in English", test_english_sample);
  ADD ("when a material is asked for is said in words", test_needs);
#undef ADD
  return g_test_run ();
}
