// A picture that came in is looked over before it is kept.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-look-over.h"
#include "yc-separator.h"

#include <math.h>

#define MOST_AREAS 32

void
yc_looked_over_clear (YcLookedOver *self)
{
  g_clear_pointer (&self->ops, yc_page_ops_unref);
  g_clear_pointer (&self->quality, json_object_unref);
  g_clear_pointer (&self->item, g_free);
  g_clear_pointer (&self->cover, g_free);
}

// Three digits are more than any of it is worth.
static void
add_number (JsonObject *object, const char *name, double value)
{
  json_object_set_double_member (object, name, round (value * 1000) / 1000);
}

static JsonArray *
list_findings (const YcPageReport *report)
{
  JsonArray *names = json_array_new ();

  for (guint i = 0; i < YC_PAGE_N_FINDINGS; i++)
    if (report->findings & 1u << i)
      json_array_add_string_element (names, yc_page_finding_name ((YcPageFinding)(1u << i)));
  return names;
}

// Whether there is something at each place where the material expects it.
static JsonObject *
list_areas (const YcMaterial *material, const YcPageReport *report)
{
  JsonObject *areas = json_object_new ();

  for (guint i = 0; i < MIN (material->areas->len, MOST_AREAS); i++)
    json_object_set_boolean_member (areas, ((YcArea *)material->areas->pdata[i])->id,
                                    (report->empty_areas >> i & 1) == 0);
  return areas;
}

static JsonObject *
describe (const YcMaterial *material, const YcPageReport *report)
{
  JsonObject *quality = json_object_new ();

  json_object_set_array_member (quality, "findings", list_findings (report));
  add_number (quality, "skew", report->skew);
  json_object_set_int_member (quality, "turn", report->turn);
  add_number (quality, "blank", report->blank);
  add_number (quality, "contrast", report->contrast);
  add_number (quality, "edge_mm", report->edge_mm);
  json_object_set_int_member (quality, "paper_level", report->paper_level);
  if (material != NULL && material->areas->len > 0)
    json_object_set_object_member (quality, "areas", list_areas (material, report));
  return quality;
}

static void
find_cover (const YcPageReport *report, YcLookedOver *found)
{
  for (guint i = 0; i < report->barcodes->len && found->cover == NULL; i++) {
    const YcBarcode *code = report->barcodes->pdata[i];
    g_auto (YcSeparator) separator = {0};

    if (!yc_separator_parse (code->text, &separator))
      continue;
    found->item = g_steal_pointer (&separator.item);
    found->cover = g_steal_pointer (&separator.material);
  }
}

static YcPageOps *
choose_operations (const YcPageReport *report, YcTreat treat)
{
  if ((treat & YC_TREAT_STRAIGHTEN) != 0)
    return yc_page_suggest (report, (treat & YC_TREAT_KIND) != 0);
  return (treat & YC_TREAT_KIND) != 0 ? yc_page_suggest_kind (report) : NULL;
}

static guint
list_places (const YcMaterial *material, YcPageArea *ret_places)
{
  guint n = material != NULL ? MIN (material->areas->len, MOST_AREAS) : 0;

  for (guint i = 0; i < n; i++) {
    const YcArea *area = material->areas->pdata[i];

    ret_places[i] = (YcPageArea){area->x, area->y, area->width, area->height};
  }
  return n;
}

void
yc_page_look_over (const YcMaterial *material,
                   const YcImage *image,
                   YcTreat treat,
                   YcLookedOver *ret_found)
{
  YcPageArea places[MOST_AREAS];
  YcPageAsk ask = YC_PAGE_ASK_INIT;
  g_auto (YcPageReport) report = {0};

  *ret_found = (YcLookedOver){0};
  ask.areas = places;
  ask.n_areas = list_places (material, places);
  if (!yc_page_inspect (image, &ask, NULL, &report, NULL))
    return;
  ret_found->ops = choose_operations (&report, treat);
  ret_found->quality = describe (material, &report);
  ret_found->blank = (report.findings & YC_PAGE_BLANK) != 0;
  find_cover (&report, ret_found);
}
