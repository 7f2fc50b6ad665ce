// What the pages of a material are like, as far as it was measured when they came in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-checklist-pages.h"
#include "yc-json.h"

// As the events call them; in the order in which they are told.
static const char *const problems[] = {"blank",   "faint",   "too-dark", "too-light",
                                       "blurred", "low-dpi", "cut-off",  "stray-cover"};

static YcFinding *
add (GPtrArray *findings, YcFindingCode code, const YcMaterial *material, const YcPage *page)
{
  YcFinding *finding = g_new0 (YcFinding, 1);

  finding->code = code;
  finding->severity = YC_SEVERITY_WARNS;
  finding->material = material;
  finding->page = g_strdup (page->id);
  g_ptr_array_add (findings, finding);
  return finding;
}

static gboolean
has_problem (const YcPage *page, const char *problem)
{
  JsonArray *names = yc_json_get_array (page->quality, "findings");

  for (guint i = 0; i < yc_json_get_length (names); i++) {
    JsonNode *node = json_array_get_element (names, i);

    if (JSON_NODE_HOLDS_VALUE (node) && g_strcmp0 (json_node_get_string (node), problem) == 0)
      return TRUE;
  }
  return FALSE;
}

static void
check_problem (const YcMaterial *material,
               GPtrArray *pages,
               const char *problem,
               GPtrArray *findings)
{
  g_autoptr (GString) numbers = g_string_new (NULL);
  const YcPage *first = NULL;
  YcFinding *finding;

  for (guint i = 0; i < pages->len; i++) {
    if (!has_problem (pages->pdata[i], problem))
      continue;
    if (first == NULL)
      first = pages->pdata[i];
    g_string_append_printf (numbers, "%s%u", numbers->len > 0 ? ", " : "", i + 1);
  }
  if (first == NULL)
    return;
  finding = add (findings, YC_FINDING_PAGES, material, first);
  finding->problem = problem;
  finding->argument = g_strdup (numbers->str);
}

// Whether the place was looked at on this page, and nothing was there.
static gboolean
is_empty (const YcPage *page, const YcArea *area)
{
  JsonObject *areas = yc_json_get_object (page->quality, "areas");

  return areas != NULL && json_object_has_member (areas, area->id) &&
         !yc_json_get_boolean (areas, area->id);
}

static void
check_area (const YcMaterial *material, GPtrArray *pages, const YcArea *area, GPtrArray *findings)
{
  const guint from = area->page == YC_ON_LAST_PAGE ? pages->len - 1 : 0;
  const guint to = area->page == YC_ON_FIRST_PAGE ? 1 : pages->len;

  for (guint i = from; i < to; i++)
    if (!is_empty (pages->pdata[i], area))
      return;
  add (findings, YC_FINDING_AREA, material, pages->pdata[from])->area = area;
}

void
yc_checklist_check_pages (const YcMaterial *material, const YcCase *self, GPtrArray *findings)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();

  for (guint i = 0; i < self->pages->len; i++)
    if (g_str_equal (((YcPage *)self->pages->pdata[i])->material, material->id))
      g_ptr_array_add (pages, self->pages->pdata[i]);
  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    check_problem (material, pages, problems[i], findings);
  for (guint i = 0; pages->len > 0 && i < material->areas->len; i++)
    check_area (material, pages, material->areas->pdata[i], findings);
}
