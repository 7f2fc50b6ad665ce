// Looks a case over before the checklist does: what it says must be of its item.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint-case.h"
#include "yc-case.h"
#include "yc-form.h"
#include "yc-json.h"
#include "yc-lint.h"

typedef struct {
  YcReport *report;
  YcCatalogue *catalogue;
  const YcItem *item;
} Look;

typedef void (*CheckMember) (const Look *look, const char *place, const char *name, JsonNode *node);

static void
check_each (const Look *look, const char *place, JsonObject *object, CheckMember check_member)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (object == NULL)
    return;
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    g_autofree char *here = yc_place_member (place, name);

    check_member (look, here, name, node);
  }
}

static gboolean
has_answer (const YcSituation *question, const char *id)
{
  for (guint i = 0; i < question->answers->len; i++)
    if (g_strcmp0 (((YcAnswer *)question->answers->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static void
check_answer (const Look *look, const char *place, const char *name, JsonNode *node)
{
  const char *answer = json_node_get_string (node);

  for (guint i = 0; i < look->item->situations->len; i++) {
    const YcSituation *question = look->item->situations->pdata[i];

    if (!g_str_equal (question->id, name))
      continue;
    if (!has_answer (question, answer))
      yc_report_add (look->report, place, "“%s” is no answer to “%s”", answer, name);
    return;
  }
  yc_report_add (look->report, place, "“%s” is no situation of this item", name);
}

static void
check_material (const Look *look, const char *place, const char *name, JsonNode *node)
{
  if (yc_item_find_material (look->item, name) == NULL)
    yc_report_add (look->report, place, "“%s” is no material of this item", name);
}

static void
check_mark (const Look *look, const char *place, const char *name, JsonNode *node)
{
  static const char *const marks[] = {"checked",    "deficient", "deferred",
                                      "commitment", "by-data",   NULL};
  const char *mark = json_node_get_string (node);
  g_autofree char *all = g_strjoinv (", ", (char **)marks);

  check_material (look, place, name, node);
  if (!g_strv_contains (marks, mark))
    yc_report_add (look->report, place, "“%s” is none of %s", mark, all);
}

static gboolean
has_point (const YcMaterial *material, const char *id)
{
  for (guint i = 0; material != NULL && id != NULL && i < material->points->len; i++)
    if (g_str_equal (((YcPoint *)material->points->pdata[i])->id, id))
      return TRUE;
  return FALSE;
}

static void
check_ticks (const Look *look, const char *place, JsonArray *ticks)
{
  for (guint i = 0; i < yc_json_get_length (ticks); i++) {
    const char *tick = json_array_get_string_element (ticks, i);
    g_auto (GStrv) parts = g_strsplit (tick, "/", 2);
    g_autofree char *here = yc_place_element (place, i);

    if (parts[0] == NULL || !has_point (yc_item_find_material (look->item, parts[0]), parts[1]))
      yc_report_add (look->report, here, "“%s” is no acceptance point of this item", tick);
  }
}

// ---- Registers ----------------------------------------------------------------------------------

static void
check_source (const Look *look, const char *place, const char *name, JsonNode *node)
{
  const YcSource *source = yc_catalogue_find_source (look->catalogue, name);
  g_autoptr (GList) fields = NULL;

  if (source == NULL)
    yc_report_add (look->report, place, "“%s” is not among the sources", name);
  else if (!JSON_NODE_HOLDS_OBJECT (node))
    yc_report_add (look->report, place, "must be an object: what the source answers");
  else
    fields = json_object_get_members (json_node_get_object (node));
  for (GList *field = fields; field != NULL; field = field->next)
    if (!json_object_has_member (source->answer, field->data))
      yc_report_add (look->report, place, "“%s” does not answer “%s”", name, (char *)field->data);
}

// ---- The form -----------------------------------------------------------------------------------

// Parts and entries are gone through, and every field of them must be one.
static void
check_values (const Look *look, const char *place, const char *path, JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  g_autoptr (GList) names = object != NULL ? json_object_get_members (object) : NULL;

  if (path != NULL && (look->item->form == NULL || yc_form_find (look->item->form, path) == NULL)) {
    yc_report_add (look->report, place, "“%s” is no field of the form", path);
    return;
  }
  for (GList *name = names; name != NULL; name = name->next) {
    g_autofree char *here = yc_place_member (place, name->data);
    g_autofree char *field =
        path != NULL ? g_strdup_printf ("%s/%s", path, (char *)name->data) : g_strdup (name->data);

    check_values (look, here, field, json_object_get_member (object, name->data));
  }
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    g_autofree char *here = yc_place_element (place, i);
    g_autofree char *entry = g_strdup_printf ("%s/%u", path, i);

    check_values (look, here, entry, json_array_get_element (array, i));
  }
}

void
yc_lint_case (YcReport *report,
              const char *place,
              JsonObject *object,
              YcCatalogue *catalogue,
              const YcItem *item)
{
  static const char *const kinds[] = {"person", "company", NULL};
  static const struct {
    const char *member;
    CheckMember check;
  } members[] = {{"situation", check_answer},
                 {"pages", check_material},
                 {"copies", check_material},
                 {"marks", check_mark},
                 {"shared", check_source}};
  const Look look = {report, catalogue, item};
  JsonObject *applicant = yc_json_get_object (object, "applicant");
  g_autofree char *applicant_place = yc_place_member (place, "applicant");
  g_autofree char *ticks_place = yc_place_member (place, "ticks");
  g_autofree char *form_place = yc_place_member (place, "form");

  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autofree char *here = yc_place_member (place, members[i].member);

    check_each (&look, here, yc_json_get_object (object, members[i].member), members[i].check);
  }
  if (applicant != NULL)
    yc_lint_choice (report, applicant_place, applicant, "kind", kinds);
  check_ticks (&look, ticks_place, yc_json_get_array (object, "ticks"));
  if (json_object_has_member (object, "form"))
    check_values (&look, form_place, NULL, json_object_get_member (object, "form"));
}
