// The checklist: what an item asks for in this case, and what still stands in the way.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-checklist.h"
#include "yc-form.h"
#include "yc-identity.h"
#include "yc-json.h"

typedef struct {
  const YcItem *item;
  const YcCase *self; // nullable
  JsonObject *object; // the facts
  const YcCalendar *calendar;
  GPtrArray *findings;
} Look;

static YcFinding *
add (const Look *look, YcFindingCode code, const YcMaterial *material)
{
  YcFinding *finding = g_new0 (YcFinding, 1);

  finding->code = code;
  finding->severity = YC_SEVERITY_BLOCKS;
  finding->material = material;
  g_ptr_array_add (look->findings, finding);
  return finding;
}

// ---- Materials ----------------------------------------------------------------------------------

const char *
yc_checklist_get_shared (const YcMaterial *material, const YcCase *self)
{
  JsonObject *evidence =
      material->service != NULL ? g_hash_table_lookup (self->shared, material->service) : NULL;

  return yc_json_get_string (evidence, "outcome");
}

static gboolean
is_answered (const YcMaterial *material, const YcCase *self)
{
  return g_strcmp0 (yc_checklist_get_shared (material, self), "answered") == 0;
}

// A mark by data needs the evidence where the item names a source.
gboolean
yc_checklist_is_settled (const YcMaterial *material, const YcCase *self)
{
  YcMark mark = yc_case_get_mark (self, material->id);

  return is_answered (material, self) || (mark == YC_MARK_BY_DATA && material->service == NULL) ||
         (mark == YC_MARK_DEFERRED && material->secondary) ||
         (mark == YC_MARK_COMMITMENT && material->commitment);
}

// Whether it is there in any way.
static gboolean
has_come (const Look *look, const YcMaterial *material)
{
  return look->self != NULL && (yc_case_count_pages (look->self, material->id) > 0 ||
                                yc_checklist_is_settled (material, look->self));
}

static gboolean
is_asked (const Look *look, const YcMaterial *material)
{
  return material->need == NULL || yc_logic_is_true (material->need, look->object, look->calendar);
}

// Of a group in which one suffices: whether another one has come, or stands before this one and is
// the one that is reported as missing.
static gboolean
is_spared (const Look *look, const YcMaterial *material)
{
  gboolean before = TRUE;

  if (material->any_of == NULL)
    return FALSE;
  for (guint i = 0; i < look->item->materials->len; i++) {
    const YcMaterial *other = look->item->materials->pdata[i];

    if (other == material)
      before = FALSE;
    else if (g_strcmp0 (other->any_of, material->any_of) == 0 && is_asked (look, other) &&
             (before || has_come (look, other)))
      return TRUE;
  }
  return FALSE;
}

static void
check_points (const Look *look, const YcMaterial *material)
{
  for (guint i = 0; i < material->points->len; i++) {
    const YcPoint *point = material->points->pdata[i];
    YcFinding *finding;

    if (yc_case_is_ticked (look->self, material->id, point->id))
      continue;
    finding = add (look, YC_FINDING_POINT, material);
    finding->point = point;
    finding->severity = point->severity;
    finding->what = point->text;
    finding->cure = point->cure;
    finding->ground = point->ground;
  }
}

static void
check_deferral (const Look *look, const YcMaterial *material)
{
  if (yc_case_get_mark (look->self, material->id) == YC_MARK_DEFERRED &&
      yc_json_get_boolean (look->object, "listed"))
    add (look, YC_FINDING_NOT_DEFERRABLE, material);
}

static void
check_material (const Look *look, const YcMaterial *material)
{
  if (!has_come (look, material)) {
    if (!is_spared (look, material))
      add (look, YC_FINDING_NO_PAGE, material);
    return;
  }
  check_deferral (look, material);
  if (yc_checklist_is_settled (material, look->self))
    return;
  if (yc_case_get_mark (look->self, material->id) == YC_MARK_DEFICIENT)
    add (look, YC_FINDING_DEFICIENT, material);
  check_points (look, material);
}

// Pages of what is not asked for, or not any more, stay in the file; the clerk is told.
static void
check_pages (const Look *look)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; look->self != NULL && i < look->self->pages->len; i++) {
    const YcPage *page = look->self->pages->pdata[i];
    const YcMaterial *material = yc_item_find_material (look->item, page->material);
    YcFinding *finding;

    if ((material != NULL && is_asked (look, material)) ||
        !g_hash_table_add (seen, (gpointer)page->material))
      continue;
    finding = add (look, YC_FINDING_NOT_ASKED, material);
    finding->severity = YC_SEVERITY_INFORMS;
    finding->place = g_strdup (page->material);
  }
}

// ---- Applicant and form -------------------------------------------------------------------------

static gboolean
is_identified (const YcCase *self)
{
  const char *number = yc_case_get_applicant (self, "id_number");

  if (number == NULL)
    return FALSE;
  if (g_strcmp0 (yc_case_get_applicant (self, "kind"), "company") == 0)
    return yc_identity_check_credit_code (number) == YC_IDENTITY_OK;
  return yc_identity_check_person (number) == YC_IDENTITY_OK;
}

static void
check_applicant (const Look *look)
{
  const char *name = look->self != NULL ? yc_case_get_applicant (look->self, "name") : NULL;

  if (name == NULL || *name == '\0')
    add (look, YC_FINDING_NO_APPLICANT, NULL);
  if (look->self == NULL || !is_identified (look->self))
    add (look, YC_FINDING_ID_NUMBER, NULL);
}

static YcFinding *
add_field (const Look *look, GHashTable *seen, YcFindingCode code, const char *place)
{
  YcFinding *finding;

  if (g_hash_table_contains (seen, place))
    return NULL;
  finding = add (look, code, NULL);
  finding->place = g_strdup (place);
  finding->field = yc_form_find (look->item->form, place);
  if (finding->field != NULL)
    finding->what =
        code == YC_FINDING_FIELD_WRONG ? finding->field->message : finding->field->title;
  g_hash_table_add (seen, finding->place);
  return finding;
}

static gboolean
is_number_wrong (const YcField *field, const char *text)
{
  if (g_strcmp0 (field->check, "id_number") == 0)
    return yc_identity_check_person (text) != YC_IDENTITY_OK;
  if (g_strcmp0 (field->check, "credit_code") == 0)
    return yc_identity_check_credit_code (text) != YC_IDENTITY_OK;
  return FALSE;
}

static void
check_numbers (const Look *look, GHashTable *seen, JsonObject *values)
{
  g_autoptr (GPtrArray) places = yc_form_list (look->item->form, values);

  for (guint i = 0; i < places->len; i++) {
    const YcFormPlace *place = places->pdata[i];
    JsonNode *node = place->field->check != NULL ? yc_form_get (values, place->place) : NULL;
    const char *text =
        node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;

    if (text != NULL && *text != '\0' && is_number_wrong (place->field, text))
      add_field (look, seen, YC_FINDING_FIELD_WRONG, place->place);
  }
}

// Where a violation is: the place of what is missing, or of what does not fit.
static char *
place_of (const YcViolation *violation)
{
  const char *path = violation->instance_path;

  if (*path == '/')
    path++;
  if (violation->message != YC_SCHEMA_REQUIRED)
    return g_strdup (path);
  return *path != '\0' ? g_strdup_printf ("%s/%s", path, violation->argument)
                       : g_strdup (violation->argument);
}

static void
add_violation (const Look *look, GHashTable *seen, const YcViolation *violation)
{
  g_autofree char *place = place_of (violation);
  gboolean missing = violation->message == YC_SCHEMA_REQUIRED;
  YcFinding *finding =
      add_field (look, seen, missing ? YC_FINDING_FIELD : YC_FINDING_FIELD_WRONG, place);

  if (finding == NULL)
    return;
  finding->message = violation->message;
  finding->argument = g_strdup (violation->argument);
}

static void
check_form (const Look *look)
{
  JsonObject *values = yc_json_get_object (look->object, "form");
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) violations = NULL;

  if (look->item->form == NULL)
    return;
  violations = yc_form_validate (look->item->form, values);
  for (guint i = 0; i < violations->len; i++)
    add_violation (look, seen, violations->pdata[i]);
  check_numbers (look, seen, values);
}

// ---- Checks of the item -------------------------------------------------------------------------

static gboolean
applies (const Look *look, const YcCheck *check)
{
  const YcMaterial *material =
      check->material != NULL ? yc_item_find_material (look->item, check->material) : NULL;

  return (material == NULL || is_asked (look, material)) &&
         (check->when == NULL || yc_logic_is_true (check->when, look->object, look->calendar));
}

static void
run_check (const Look *look, const YcCheck *check)
{
  YcFinding *finding;

  if (check->rule == NULL || !applies (look, check) ||
      yc_logic_is_true (check->rule, look->object, look->calendar))
    return;
  finding = add (look, YC_FINDING_CHECK, NULL);
  finding->check = check;
  finding->severity = check->severity;
  finding->refuses = check->refuses;
  if (check->material != NULL)
    finding->material = yc_item_find_material (look->item, check->material);
  if (check->field != NULL && look->item->form != NULL)
    finding->field = yc_form_find (look->item->form, check->field);
  finding->place = g_strdup (check->field);
  finding->what = check->text;
  finding->cure = check->cure;
  finding->ground = check->ground;
}

GPtrArray *
yc_checklist_evaluate (const YcItem *item, const YcCase *self, const YcToday *today)
{
  g_autoptr (JsonObject) object = yc_checklist_collect_facts (item, self, today);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_finding_free);
  const Look look = {item, self, object, today != NULL ? today->calendar : NULL, findings};

  for (guint i = 0; i < item->materials->len; i++)
    if (is_asked (&look, item->materials->pdata[i]))
      check_material (&look, item->materials->pdata[i]);
  check_applicant (&look);
  check_form (&look);
  for (guint i = 0; i < item->checks->len; i++)
    run_check (&look, item->checks->pdata[i]);
  check_pages (&look);
  return findings;
}

char
yc_checklist_grade (const YcMaterial *material, const YcCase *self)
{
  YcMark mark = yc_case_get_mark (self, material->id);

  if (is_answered (material, self) || mark == YC_MARK_BY_DATA)
    return 'A';
  if (mark == YC_MARK_COMMITMENT)
    return 'D';
  for (guint i = 0; i < self->pages->len; i++) {
    const YcPage *page = self->pages->pdata[i];

    if (!g_str_equal (page->material, material->id))
      continue;
    if (page->grade != NULL && g_ascii_isupper (*page->grade))
      return *page->grade;
    if (mark == YC_MARK_CHECKED)
      return 'B';
    return g_strcmp0 (material->source, "self") == 0 ? 'D' : 'C';
  }
  return 0;
}
