// Lays a page's report out as JSON.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-report.h"
#include "yc-separator.h"

#include <math.h>

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

// Three digits are more than any of it is worth.
static void
add_number (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, round (value * 1000) / 1000);
}

static void
add_text (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_box (JsonBuilder *builder, const char *name, const YcBox *box)
{
  const int values[] = {box->x, box->y, box->width, box->height};

  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    json_builder_add_int_value (builder, values[i]);
  json_builder_end_array (builder);
}

static void
add_names (JsonBuilder *builder, const char *name, guint bits, const char *(*name_of) (guint bit))
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint bit = 1; bit != 0 && bit <= bits; bit <<= 1)
    if (bits & bit)
      json_builder_add_string_value (builder, name_of (bit));
  json_builder_end_array (builder);
}

static const char *
edge_name (guint bit)
{
  static const char *const names[] = {"left", "top", "right", "bottom"};

  return names[g_bit_nth_lsf (bit, -1)];
}

static const char *
finding_name (guint bit)
{
  return yc_page_finding_name ((YcPageFinding)bit);
}

static void
add_barcodes (JsonBuilder *builder, const GPtrArray *barcodes)
{
  json_builder_set_member_name (builder, "barcodes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < barcodes->len; i++) {
    const YcBarcode *code = g_ptr_array_index (barcodes, i);
    g_auto (YcSeparator) separator = {0};

    json_builder_begin_object (builder);
    add_text (builder, "kind", code->kind);
    add_text (builder, "text", code->text);
    add_box (builder, "box", &code->box);
    if (yc_separator_parse (code->text, &separator)) {
      add_text (builder, "item", separator.item);
      add_text (builder, "material", separator.material);
    }
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_measures (JsonBuilder *builder, const YcPageReport *report)
{
  static const char *const kinds[] = {"lineart", "grey", "colour"};

  add_int (builder, "width", report->width);
  add_int (builder, "height", report->height);
  add_int (builder, "dpi", report->dpi);
  add_number (builder, "skew", report->skew);
  add_number (builder, "skew_confidence", report->skew_confidence);
  add_int (builder, "turn", report->turn);
  add_number (builder, "turn_confidence", report->turn_confidence);
  add_box (builder, "paper", &report->paper);
  add_names (builder, "cut", report->cut, edge_name);
  add_number (builder, "blank", report->blank);
  add_number (builder, "marks_mm2", report->marks_mm2);
  add_number (builder, "contrast", report->contrast);
  add_number (builder, "edge_mm", report->edge_mm);
  add_int (builder, "paper_level", report->paper_level);
  add_number (builder, "black", report->black);
  add_text (builder, "kind", kinds[report->kind]);
}

JsonNode *
yc_page_report_to_json (const char *file, const YcPageReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (YcPageOps) ops = yc_page_suggest (report, FALSE);
  g_autofree char *suggested = yc_page_ops_to_string (ops);

  json_builder_begin_object (builder);
  add_text (builder, "file", file);
  add_measures (builder, report);
  add_barcodes (builder, report->barcodes);
  add_names (builder, "findings", report->findings, finding_name);
  add_text (builder, "suggested", suggested);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
