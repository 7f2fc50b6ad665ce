// The checklist: what an item asks for in this case, and what still stands in the way.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-checklist.h"
#include "yc-checklist-pages.h"
#include "yc-evidence.h"
#include "yc-facts.h"
#include "yc-form.h"
#include "yc-json.h"
#include "yc-look.h"

static const char *
find_ground (const YcItem *item, const YcMaterial *material)
{
  if (material != NULL && material->ground != NULL)
    return material->ground;
  return item->legal_basis->len > 0 ? item->legal_basis->pdata[0] : NULL;
}

YcFinding *
yc_look_add (const YcLook *look, YcFindingCode code, const YcMaterial *material)
{
  YcFinding *finding = g_new0 (YcFinding, 1);

  finding->code = code;
  finding->severity = YC_SEVERITY_BLOCKS;
  finding->material = material;
  finding->ground = find_ground (look->item, material);
  g_ptr_array_add (look->findings, finding);
  return finding;
}

// ---- Materials ----------------------------------------------------------------------------------

const char *
yc_checklist_get_shared (const YcMaterial *material, const YcCase *self)
{
  JsonObject *evidence =
      material->service != NULL ? yc_evidence_find (self, material->service) : NULL;

  return yc_json_get_string (evidence, "outcome");
}

static gboolean
is_answered (const YcMaterial *material, const YcCase *self)
{
  return g_strcmp0 (yc_checklist_get_shared (material, self), "answered") == 0;
}

// A mark by data needs the evidence where the item names a source.
static gboolean
is_by_data (const YcMaterial *material, const YcCase *self)
{
  return is_answered (material, self) ||
         (material->service == NULL && yc_case_get_mark (self, material->id) == YC_MARK_BY_DATA);
}

gboolean
yc_checklist_is_settled (const YcMaterial *material, const YcCase *self)
{
  YcMark mark = yc_case_get_mark (self, material->id);

  return is_by_data (material, self) || (mark == YC_MARK_DEFERRED && material->secondary) ||
         (mark == YC_MARK_COMMITMENT && material->commitment);
}

// Whether it is there in any way.
static gboolean
has_come (const YcLook *look, const YcMaterial *material)
{
  return look->self != NULL && (yc_case_count_pages (look->self, material->id) > 0 ||
                                yc_checklist_is_settled (material, look->self));
}

static gboolean
is_asked (const YcLook *look, const YcMaterial *material)
{
  return yc_facts_is_asked (look->inquiry.facts, material);
}

static gboolean
is_in_group (const YcLook *look, const YcMaterial *material, const char *group)
{
  return g_strcmp0 (material->any_of, group) == 0 && is_asked (look, material);
}

// Of a group in which one suffices: whether another one has come, or stands before this one and is
// the one that is reported as missing.
static gboolean
is_spared (const YcLook *look, const YcMaterial *material)
{
  gboolean before = TRUE;

  if (material->any_of == NULL)
    return FALSE;
  for (guint i = 0; i < look->item->materials->len; i++) {
    const YcMaterial *other = look->item->materials->pdata[i];

    if (other == material)
      before = FALSE;
    else if (is_in_group (look, other, material->any_of) && (before || has_come (look, other)))
      return TRUE;
  }
  return FALSE;
}

// The materials of the group that are asked for.
static GPtrArray *
list_group (const YcLook *look, const char *group)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; group != NULL && i < look->item->materials->len; i++)
    if (is_in_group (look, look->item->materials->pdata[i], group))
      g_ptr_array_add (all, look->item->materials->pdata[i]);
  return all;
}

// Of a group, all that would do is named.
static void
add_missing (const YcLook *look, const YcMaterial *material)
{
  YcFinding *finding = yc_look_add (look, YC_FINDING_NO_PAGE, material);
  g_autoptr (GPtrArray) group = list_group (look, material->any_of);
  g_autoptr (GString) zh = g_string_new (NULL), en = g_string_new (NULL);
  g_autoptr (GString) cure = g_string_new (NULL);

  if (group->len < 2)
    return;
  for (guint i = 0; i < group->len; i++) {
    const YcMaterial *one = group->pdata[i];
    const char *between = i > 0 ? " / " : "";

    g_string_append_printf (zh, "%s%s", between, one->name.zh);
    g_string_append_printf (en, "%s%s", between, one->name.en);
    g_string_append_printf (cure, "%s%s%s %d 份", between, one->name.zh,
                            yc_keep_in_words (one->keep), one->copies);
  }
  yc_finding_take_words (finding, g_strdup_printf ("未提交，任选其一：%s", zh->str),
                         g_strdup_printf ("Missing, one of: %s", en->str),
                         g_strdup_printf ("任选其一提交：%s", cure->str),
                         g_strdup_printf ("Let the applicant bring one of: %s", en->str));
  finding->group = g_steal_pointer (&group);
}

static void
check_points (const YcLook *look, const YcMaterial *material)
{
  for (guint i = 0; i < material->points->len; i++) {
    const YcPoint *point = material->points->pdata[i];
    YcFinding *finding;

    if (yc_case_is_ticked (look->self, material->id, point->id))
      continue;
    finding = yc_look_add (look, YC_FINDING_POINT, material);
    finding->point = point;
    finding->severity = point->severity;
    finding->what = point->text;
    finding->cure = point->cure;
    if (point->ground != NULL)
      finding->ground = point->ground;
  }
}

static void
check_deferral (const YcLook *look, const YcMaterial *material)
{
  JsonObject *list = yc_evidence_find (look->self, "credit");

  if (yc_case_get_mark (look->self, material->id) != YC_MARK_DEFERRED)
    return;
  if (yc_json_get_boolean (look->inquiry.facts, "listed"))
    yc_look_add (look, YC_FINDING_NOT_DEFERRABLE, material);
  else if (g_strcmp0 (yc_json_get_string (list, "outcome"), "failed") == 0)
    yc_look_add (look, YC_FINDING_LIST_UNKNOWN, material)->severity = YC_SEVERITY_WARNS;
}

// Whoever shows the original has it compared with the copy; a copy that was trusted before need not
// be again.
static void
check_original (const YcLook *look, const YcMaterial *material)
{
  if (material->keep == YC_KEEP_BOTH && yc_checklist_grade (material, look->self) > 'B')
    yc_look_add (look, YC_FINDING_UNCHECKED, material)->severity = YC_SEVERITY_WARNS;
}

static void
check_copies (const YcLook *look, const YcMaterial *material)
{
  int copies = yc_case_get_copies (look->self, material->id);

  YcFinding *finding;

  if (copies >= material->copies)
    return;
  finding = yc_look_add (look, YC_FINDING_COPIES, material);
  finding->copies = copies;
  finding->asked = material->copies;
}

static void
check_material (const YcLook *look, const YcMaterial *material)
{
  if (!has_come (look, material)) {
    if (!is_spared (look, material))
      add_missing (look, material);
    return;
  }
  check_deferral (look, material);
  if (yc_checklist_is_settled (material, look->self))
    return;
  if (yc_case_get_mark (look->self, material->id) == YC_MARK_DEFICIENT)
    yc_look_add (look, YC_FINDING_DEFICIENT, material);
  check_copies (look, material);
  check_points (look, material);
  check_original (look, material);
  yc_checklist_check_pages (material, look->self, look->findings);
}

// Pages of what is not asked for, or not any more, stay in the file; the clerk is told.
static void
check_pages (const YcLook *look)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; look->self != NULL && i < look->self->pages->len; i++) {
    const YcPage *page = look->self->pages->pdata[i];
    const YcMaterial *material = yc_item_find_material (look->item, page->material);
    YcFinding *finding;

    if ((material != NULL && is_asked (look, material)) ||
        !g_hash_table_add (seen, (gpointer)page->material))
      continue;
    finding = yc_look_add (look, YC_FINDING_NOT_ASKED, material);
    finding->severity = YC_SEVERITY_INFORMS;
    finding->place = g_strdup (page->material);
  }
}

// ---- Checks of the item -------------------------------------------------------------------------

static gboolean
applies (const YcLook *look, const YcCheck *check)
{
  const YcMaterial *material =
      check->material != NULL ? yc_item_find_material (look->item, check->material) : NULL;

  return (material == NULL || is_asked (look, material)) &&
         yc_inquiry_holds (&look->inquiry, check->when, FALSE, "checks", check->id, "when");
}

// Whether the rule reads what is masked: what it comes to then is about the mask.
static gboolean
reads_masked (const YcLook *look, const YcLogic *rule)
{
  g_autoptr (GPtrArray) vars = NULL;

  if (look->self == NULL || !yc_case_is_blind (look->self))
    return FALSE;
  vars = yc_logic_list_vars (rule);
  for (guint i = 0; i < vars->len; i++) {
    g_autofree char *place = g_strdelimit (g_strdup (vars->pdata[i]), ".", '/');

    if (yc_case_is_masked (look->self, place))
      return TRUE;
  }
  return FALSE;
}

static void
run_check (const YcLook *look, const YcCheck *check)
{
  YcFinding *finding;

  if (check->rule == NULL || reads_masked (look, check->rule) || !applies (look, check) ||
      yc_inquiry_holds (&look->inquiry, check->rule, TRUE, "checks", check->id, "rule"))
    return;
  finding = yc_look_add (look, YC_FINDING_CHECK, NULL);
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
  if (check->ground != NULL)
    finding->ground = check->ground;
}

// ---- What cannot be relied on -------------------------------------------------------------------

// Which questions are shown is nothing to find; whether it can be worked out is.
static void
check_situations (const YcLook *look)
{
  for (guint i = 0; i < look->item->situations->len; i++) {
    const YcSituation *situation = look->item->situations->pdata[i];

    yc_inquiry_holds (&look->inquiry, situation->need, FALSE, "situations", situation->id, "need");
  }
}

// The material whose need it is; NULL for other rules.
static const YcMaterial *
find_subject (const YcLook *look, const YcDoubt *doubt)
{
  g_auto (GStrv) steps = g_strsplit (doubt->rule, "/", -1);

  return g_str_equal (steps[0], "materials") ? yc_item_find_material (look->item, steps[1]) : NULL;
}

static void
add_undecided (const YcLook *look, const YcDoubt *doubt)
{
  YcFinding *finding = yc_look_add (look, YC_FINDING_UNDECIDED, find_subject (look, doubt));

  finding->place = g_strdup (doubt->rule);
  yc_finding_take_words (
      finding, g_strdup_printf ("规则“%s”超出计算上限，无法得出结果", doubt->rule),
      g_strdup_printf ("The rule “%s” could not be worked out: it takes too much", doubt->rule),
      g_strdup ("请告知事项编辑，由其简化该规则"),
      g_strdup ("Tell the catalogue editor, who has to make the rule simpler."));
}

static void
add_provisional (const YcLook *look, const YcDoubt *doubt)
{
  YcFinding *finding = yc_look_add (look, YC_FINDING_PROVISIONAL, find_subject (look, doubt));
  int year = doubt->doubt.unpublished_year;

  finding->severity = YC_SEVERITY_INFORMS;
  finding->place = g_strdup (doubt->rule);
  yc_finding_take_words (
      finding,
      g_strdup_printf ("规则“%s”暂按周末推算工作日：%d 年的放假安排尚未公布", doubt->rule, year),
      g_strdup_printf ("The rule “%s” counted working days by weekends only: the calendar of %d is "
                       "not published",
                       doubt->rule, year),
      g_strdup ("放假安排公布后自动重新计算"),
      g_strdup ("It is worked out anew once the calendar is published."));
}

static void
tell_doubts (const YcLook *look)
{
  for (guint i = 0; i < look->inquiry.doubts->len; i++) {
    const YcDoubt *doubt = look->inquiry.doubts->pdata[i];

    if (doubt->doubt.too_much)
      add_undecided (look, doubt);
    else
      add_provisional (look, doubt);
  }
}

GPtrArray *
yc_checklist_evaluate (const YcItem *item, const YcCase *self, const YcToday *today)
{
  g_autoptr (GPtrArray) doubts = yc_doubts_new ();
  g_autoptr (JsonObject) facts = yc_facts_collect (item, self, today, doubts);
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_finding_free);
  const YcInquiry inquiry = {facts, today != NULL ? today->calendar : NULL, doubts};
  const YcLook look = {item, self, inquiry, findings};

  for (guint i = 0; i < item->materials->len; i++)
    if (is_asked (&look, item->materials->pdata[i]))
      check_material (&look, item->materials->pdata[i]);
  yc_look_at_applicant (&look);
  yc_look_at_form (&look);
  for (guint i = 0; i < item->checks->len; i++)
    run_check (&look, item->checks->pdata[i]);
  check_pages (&look);
  check_situations (&look);
  tell_doubts (&look);
  return findings;
}

char
yc_checklist_grade (const YcMaterial *material, const YcCase *self)
{
  YcMark mark = yc_case_get_mark (self, material->id);

  if (is_by_data (material, self))
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
