// Looks the form of an item over: conditional parts, computed fields, where values come from.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-lint.h"

#include <string.h>

typedef struct {
  YcReport *report;
  JsonObject *item;
  const YcLintCity *city;
} Form;

static JsonObject *
find_in_branches (JsonObject *object, const char *name)
{
  for (const char *const *branch = (const char *const[]){"then", "else", NULL}; *branch; branch++) {
    JsonObject *part = yc_lint_get_object (object, *branch);
    JsonObject *fields = part != NULL ? yc_lint_get_object (part, "properties") : NULL;

    if (fields != NULL && json_object_has_member (fields, name))
      return json_object_get_object_member (fields, name);
  }
  return NULL;
}

// A field of the form, of a part or of an entry, shown always or under a condition.
static JsonObject *
find_field (JsonObject *object, const char *name)
{
  JsonObject *fields = yc_lint_get_object (object, "properties");
  JsonArray *several = yc_lint_get_list (object, "allOf");
  JsonObject *found = NULL;

  if (fields != NULL && json_object_has_member (fields, name))
    return json_object_get_object_member (fields, name);
  found = find_in_branches (object, name);
  for (guint i = 0; found == NULL && several != NULL && i < json_array_get_length (several); i++)
    found = find_in_branches (json_array_get_object_element (several, i), name);
  return found;
}

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

gboolean
yc_lint_form_has (JsonObject *form, const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, ".", -1);
  JsonObject *at = form;

  for (guint i = 0; at != NULL && parts[i] != NULL; i++)
    at = is_number (parts[i]) ? yc_lint_get_object (at, "items") : find_field (at, parts[i]);
  return at != NULL && *path != '\0';
}

static void
check_order (
    const Form *form, const char *place, JsonObject *field, const char *low, const char *high)
{
  if (json_object_has_member (field, low) && json_object_has_member (field, high) &&
      json_object_get_double_member (field, low) > json_object_get_double_member (field, high))
    yc_report_add (form->report, place, "“%s” is more than “%s”: nothing fits", low, high);
}

static void
check_pattern (const Form *form, const char *place, JsonObject *field)
{
  const char *pattern = yc_lint_get_text (field, "pattern");
  g_autofree char *here = yc_place_member (place, "pattern");
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (pattern == NULL)
    return;
  regex = g_regex_new (pattern, 0, 0, &error);
  if (regex == NULL)
    yc_report_add (form->report, here, "is no regular expression: %s", error->message);
  if (*pattern != '^' || !g_str_has_suffix (pattern, "$"))
    yc_report_add (form->report, here, "begins with ^ and ends with $: it is of the whole text");
}

static void
check_choices (const Form *form, const char *place, JsonObject *field)
{
  JsonArray *labels = yc_lint_get_list (field, "x-labels-en");
  JsonArray *choices = yc_lint_get_list (field, "enum");
  g_autofree char *here = yc_place_member (place, "x-labels-en");

  if (choices != NULL && json_array_get_length (choices) < 2)
    yc_report_add (form->report, place, "a choice needs two ways");
  if (labels != NULL &&
      (choices == NULL || json_array_get_length (labels) != json_array_get_length (choices)))
    yc_report_add (form->report, here, "is not as long as “enum”");
}

static void
check_autofill (const Form *form, const char *place, JsonObject *field)
{
  static const char *const known[] = {"earlier",         "applicant.name",    "applicant.id_number",
                                      "applicant.phone", "applicant.address", NULL};
  const char *from = yc_lint_get_text (field, "x-autofill");
  g_autofree char *here = yc_place_member (place, "x-autofill");

  if (from != NULL && !g_strv_contains (known, from) && !yc_lint_source_has (form->city, from))
    yc_report_add (form->report, here, "“%s” is known neither of the applicant nor by a source",
                   from);
}

static void
check_computed (const Form *form, const char *place, JsonObject *field)
{
  g_autofree char *here = yc_place_member (place, "x-computed");
  JsonNode *rule = json_object_get_member (field, "x-computed");

  if (rule != NULL)
    yc_lint_rule (form->report, here, rule, form->item, form->city, G_MAXUINT, FALSE);
}

// A mask is a text.
static void
check_contact (const Form *form, const char *place, JsonObject *field)
{
  static const char *const masked[] = {"string", "object", "array", NULL};
  const char *type = yc_lint_get_text (field, "type");
  gboolean is_text =
      type != NULL && g_strv_contains (masked, type) && !json_object_has_member (field, "enum");

  if (json_object_has_member (field, "x-contact") && !is_text)
    yc_report_add (form->report, place, "only a text, a part or a group can be contact data");
}

static void check_object (const Form *form, const char *place, JsonObject *object);

static void
check_field (const Form *form, const char *place, JsonObject *field)
{
  static const char *const types[] = {"string", "number", "integer", "boolean",
                                      "object", "array",  NULL};
  static const char *const formats[] = {"date", NULL};
  static const char *const checks[] = {"id_number", "credit_code", "phone", NULL};
  gboolean is_group = g_strcmp0 (yc_lint_get_text (field, "type"), "array") == 0;
  g_autofree char *items = yc_place_member (place, "items");

  yc_lint_choice (form->report, place, field, "type", types);
  yc_lint_choice (form->report, place, field, "format", formats);
  yc_lint_choice (form->report, place, field, "x-check", checks);
  check_order (form, place, field, "minLength", "maxLength");
  check_order (form, place, field, "minimum", "maximum");
  check_order (form, place, field, "minItems", "maxItems");
  check_pattern (form, place, field);
  check_choices (form, place, field);
  check_autofill (form, place, field);
  check_computed (form, place, field);
  check_contact (form, place, field);
  if (is_group != json_object_has_member (field, "items"))
    yc_report_add (form->report, place, "a repeated group has “items”, and nothing else has");
  if (is_group && json_object_has_member (field, "items"))
    check_object (form, items, json_object_get_object_member (field, "items"));
  if (g_strcmp0 (yc_lint_get_text (field, "type"), "object") == 0)
    check_object (form, place, field);
}

// `of`: the part whose fields may be required or asked about.
static void
check_fields (const Form *form, const char *place, JsonObject *object, JsonObject *of)
{
  JsonObject *fields = yc_lint_get_object (object, "properties");
  JsonArray *required = yc_lint_get_list (object, "required");
  g_autofree char *fields_place = yc_place_member (place, "properties");
  g_autofree char *required_place = yc_place_member (place, "required");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  for (guint i = 0; required != NULL && i < json_array_get_length (required); i++) {
    const char *field = json_array_get_string_element (required, i);
    g_autofree char *here = yc_place_element (required_place, i);

    if (find_field (of, field) == NULL)
      yc_report_add (form->report, here, "“%s” is no field of the form", field);
  }
  if (fields == NULL)
    return;
  json_object_iter_init_ordered (&iter, fields);
  while (json_object_iter_next_ordered (&iter, &name, &node)) {
    g_autofree char *here = yc_place_member (fields_place, name);

    check_field (form, here, json_node_get_object (node));
  }
}

// if, then and else, which only make sense together.
static void
check_condition (const Form *form, const char *place, JsonObject *object, JsonObject *of)
{
  JsonObject *asked = yc_lint_get_object (object, "if");
  JsonObject *values = asked != NULL && json_object_has_member (asked, "properties") &&
                               JSON_NODE_HOLDS_OBJECT (json_object_get_member (asked, "properties"))
                           ? json_object_get_object_member (asked, "properties")
                           : NULL;
  g_autofree char *if_place = yc_place_member (place, "if");
  g_autoptr (GList) names = values != NULL ? json_object_get_members (values) : NULL;

  if ((asked != NULL) !=
      (json_object_has_member (object, "then") || json_object_has_member (object, "else")))
    yc_report_add (form->report, if_place, "“if” goes with “then” or “else”");
  for (GList *name = names; name != NULL; name = name->next)
    if (find_field (of, name->data) == NULL)
      yc_report_add (form->report, if_place, "“%s” is no field of the form", (char *)name->data);
  for (const char *const *branch = (const char *const[]){"then", "else", NULL}; *branch; branch++) {
    g_autofree char *here = yc_place_member (place, *branch);

    if (json_object_has_member (object, *branch))
      check_fields (form, here, json_object_get_object_member (object, *branch), of);
  }
}

static void
check_object (const Form *form, const char *place, JsonObject *object)
{
  JsonArray *several = yc_lint_get_list (object, "allOf");
  g_autofree char *list = yc_place_member (place, "allOf");

  if (!json_object_has_member (object, "properties"))
    yc_report_add (form->report, place, "a part needs “properties”");
  check_fields (form, place, object, object);
  check_condition (form, place, object, object);
  for (guint i = 0; several != NULL && i < json_array_get_length (several); i++) {
    g_autofree char *here = yc_place_element (list, i);

    check_condition (form, here, json_array_get_object_element (several, i), object);
  }
}

void
yc_lint_form (YcReport *report, JsonObject *item, const YcLintCity *city)
{
  static const char *const types[] = {"object", NULL};
  const Form form = {report, item, city};
  JsonObject *object = json_object_get_object_member (item, "form");

  yc_lint_choice (report, "form", object, "type", types);
  check_object (&form, "form", object);
}
