// The small objects an open case is made of: materials, points, situations, findings, pages,
// history.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-row-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

struct _YcPointRow {
  GObject parent_instance;
  char *id, *text;
  gboolean ticked;
};

static void
yc_point_row_clear (YcPointRow *self)
{
  g_free (self->id);
  g_free (self->text);
}

YC_DEFINE_ROW (YcPointRow, yc_point_row)

struct _YcMaterialRow {
  GObject parent_instance;
  char *id, *name, *detail;
  YcStatus status;
  guint n_pages;
  gboolean can_defer, can_commit;
  GListStore *points;
};

static void
yc_material_row_clear (YcMaterialRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->detail);
  g_clear_object (&self->points);
}

YC_DEFINE_ROW (YcMaterialRow, yc_material_row)

struct _YcSituationRow {
  GObject parent_instance;
  char *id, *question;
  GPtrArray *labels, *ids;
  int chosen;
};

static void
yc_situation_row_clear (YcSituationRow *self)
{
  g_free (self->id);
  g_free (self->question);
  g_clear_pointer (&self->labels, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
}

YC_DEFINE_ROW (YcSituationRow, yc_situation_row)

struct _YcFindingRow {
  GObject parent_instance;
  char *text, *cure, *material, *field;
};

static void
yc_finding_row_clear (YcFindingRow *self)
{
  g_free (self->text);
  g_free (self->cure);
  g_free (self->material);
  g_free (self->field);
}

YC_DEFINE_ROW (YcFindingRow, yc_finding_row)

struct _YcPageRow {
  GObject parent_instance;
  char *id, *material, *title;
};

static void
yc_page_row_clear (YcPageRow *self)
{
  g_free (self->id);
  g_free (self->material);
  g_free (self->title);
}

YC_DEFINE_ROW (YcPageRow, yc_page_row)

struct _YcHistoryRow {
  GObject parent_instance;
  char *title, *detail;
};

static void
yc_history_row_clear (YcHistoryRow *self)
{
  g_free (self->title);
  g_free (self->detail);
}

YC_DEFINE_ROW (YcHistoryRow, yc_history_row)

// ---- Materials
// ------------------------------------------------------------------------------------

static YcStatus
status_of (YcFile *file, const YcMaterial *material)
{
  switch (yc_case_get_mark (file->shown, material->id)) {
  case YC_MARK_DEFERRED:
    return YC_STATUS_DEFERRED;
  case YC_MARK_COMMITMENT:
    return YC_STATUS_COMMITMENT;
  case YC_MARK_BY_DATA:
    return YC_STATUS_BY_DATA;
  case YC_MARK_DEFICIENT:
    return YC_STATUS_DEFICIENT;
  case YC_MARK_NONE:
  case YC_MARK_CHECKED:
  case YC_N_MARKS:
    break;
  }
  if (yc_checklist_is_complete (file->findings, material))
    return YC_STATUS_COMPLETE;
  return yc_case_count_pages (file->shown, material->id) > 0 ? YC_STATUS_INCOMPLETE
                                                             : YC_STATUS_MISSING;
}

static guint
count_open (YcFile *file, const YcMaterial *material)
{
  guint open = 0;

  for (guint i = 0; i < material->points->len; i++)
    open += !yc_case_is_ticked (file->shown, material->id,
                                ((const YcPoint *)material->points->pdata[i])->id);
  return open;
}

static char *
detail_of (YcFile *file, const YcMaterial *material, YcStatus status, guint n_pages)
{
  const char *form = material->original ? _ ("original") : _ ("copy");
  guint open = count_open (file, material);
  g_autofree char *pages = g_strdup_printf (ngettext ("%u page", "%u pages", n_pages), n_pages);
  g_autofree char *points =
      g_strdup_printf (ngettext ("%u point open", "%u points open", open), open);

  if (status == YC_STATUS_MISSING)
    return g_strdup_printf ("%s %d · %s", form, material->copies, _ ("not received"));
  if (status == YC_STATUS_INCOMPLETE)
    return g_strdup_printf ("%s %d · %s · %s", form, material->copies, pages, points);
  if (status == YC_STATUS_COMPLETE &&
      yc_case_get_mark (file->shown, material->id) == YC_MARK_CHECKED)
    return g_strdup_printf ("%s · %s", yc_words_mark (YC_MARK_CHECKED), pages);
  if (status == YC_STATUS_COMPLETE)
    return g_strdup_printf ("%s %d · %s", form, material->copies, pages);
  return g_strdup (yc_words_mark (yc_case_get_mark (file->shown, material->id)));
}

static void
fill_points (YcMaterialRow *row, YcFile *file, const YcMaterial *material)
{
  if (row->points != NULL &&
      g_list_model_get_n_items (G_LIST_MODEL (row->points)) != material->points->len)
    g_list_store_remove_all (row->points);
  for (guint i = 0; i < material->points->len; i++) {
    const YcPoint *point = material->points->pdata[i];
    g_autoptr (YcPointRow) point_row = g_list_model_get_item (G_LIST_MODEL (row->points), i);
    gboolean ticked = yc_case_is_ticked (file->shown, material->id, point->id);

    if (point_row == NULL) {
      point_row = g_object_new (YC_TYPE_POINT_ROW, NULL);
      g_list_store_append (row->points, point_row);
    }
    if (yc_rows_set_text (&point_row->id, point->id) +
            yc_rows_set_text (&point_row->text, yc_session_pick (&point->text)) +
            (point_row->ticked != ticked) ==
        0)
      continue;
    point_row->ticked = ticked;
    g_signal_emit_by_name (point_row, "changed");
  }
}

YcMaterialRow *
yc_material_row_make (YcMaterialRow *old, YcFile *file, const YcMaterial *material)
{
  YcMaterialRow *row = old != NULL ? g_object_ref (old) : g_object_new (YC_TYPE_MATERIAL_ROW, NULL);
  guint n_pages = yc_case_count_pages (file->shown, material->id);
  YcStatus status = status_of (file, material);
  g_autofree char *detail = detail_of (file, material, status, n_pages);
  gboolean changed = status != row->status || n_pages != row->n_pages;

  if (row->points == NULL)
    row->points = g_list_store_new (YC_TYPE_POINT_ROW);
  changed |= yc_rows_set_text (&row->id, material->id);
  changed |= yc_rows_set_text (&row->name, yc_session_pick (&material->name));
  changed |= yc_rows_set_text (&row->detail, detail);
  row->status = status;
  row->n_pages = n_pages;
  row->can_defer = material->secondary;
  row->can_commit = material->commitment;
  fill_points (row, file, material);
  if (changed && old != NULL)
    g_signal_emit_by_name (row, "changed");
  return row;
}

const char *
yc_point_row_get_id (YcPointRow *self)
{
  return self->id;
}

const char *
yc_point_row_get_text (YcPointRow *self)
{
  return self->text;
}

gboolean
yc_point_row_is_ticked (YcPointRow *self)
{
  return self->ticked;
}

const char *
yc_material_row_get_id (YcMaterialRow *self)
{
  return self->id;
}

const char *
yc_material_row_get_name (YcMaterialRow *self)
{
  return self->name;
}

const char *
yc_material_row_get_detail (YcMaterialRow *self)
{
  return self->detail;
}

YcStatus
yc_material_row_get_status (YcMaterialRow *self)
{
  return self->status;
}

const char *
yc_material_row_get_status_name (YcMaterialRow *self)
{
  switch (self->status) {
  case YC_STATUS_MISSING:
    return _ ("Missing");
  case YC_STATUS_INCOMPLETE:
    return _ ("Not looked through yet");
  case YC_STATUS_DEFICIENT:
    return _ ("Deficient");
  case YC_STATUS_COMPLETE:
    return _ ("Complete");
  case YC_STATUS_DEFERRED:
    return _ ("Deferred acceptance");
  case YC_STATUS_COMMITMENT:
    return _ ("Declared commitment");
  case YC_STATUS_BY_DATA:
    return _ ("By data sharing");
  }
  return "";
}

guint
yc_material_row_get_n_pages (YcMaterialRow *self)
{
  return self->n_pages;
}

gboolean
yc_material_row_can_defer (YcMaterialRow *self)
{
  return self->can_defer;
}

gboolean
yc_material_row_can_commit (YcMaterialRow *self)
{
  return self->can_commit;
}

GListModel *
yc_material_row_get_points (YcMaterialRow *self)
{
  return G_LIST_MODEL (self->points);
}

// ---- Situations
// -----------------------------------------------------------------------------------

static const char *
answer_of (YcFile *file, const YcSituation *situation)
{
  JsonObject *answers = file->shown->situation;
  JsonNode *node = answers != NULL ? json_object_get_member (answers, situation->id) : NULL;

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node)
                                                      : situation->fallback;
}

YcSituationRow *
yc_situation_row_make (YcSituationRow *old, YcFile *file, const YcSituation *situation)
{
  YcSituationRow *row =
      old != NULL ? g_object_ref (old) : g_object_new (YC_TYPE_SITUATION_ROW, NULL);
  const char *chosen = answer_of (file, situation);
  int before = row->chosen;

  yc_rows_set_text (&row->id, situation->id);
  yc_rows_set_text (&row->question, yc_session_pick (&situation->question));
  g_clear_pointer (&row->labels, g_ptr_array_unref);
  g_clear_pointer (&row->ids, g_ptr_array_unref);
  row->labels = g_ptr_array_new ();
  row->ids = g_ptr_array_new ();
  row->chosen = -1;
  for (guint i = 0; i < situation->answers->len; i++) {
    const YcAnswer *answer = situation->answers->pdata[i];

    g_ptr_array_add (row->labels, (gpointer)yc_session_pick (&answer->label));
    g_ptr_array_add (row->ids, (gpointer)answer->id);
    if (g_strcmp0 (answer->id, chosen) == 0)
      row->chosen = (int)i;
  }
  if (old != NULL && row->chosen != before)
    g_signal_emit_by_name (row, "changed");
  return row;
}

const char *
yc_situation_row_get_id (YcSituationRow *self)
{
  return self->id;
}

const char *
yc_situation_row_get_question (YcSituationRow *self)
{
  return self->question;
}

GPtrArray *
yc_situation_row_get_answers (YcSituationRow *self)
{
  return self->labels;
}

int
yc_situation_row_get_chosen (YcSituationRow *self)
{
  return self->chosen;
}

const char *
yc_situation_row_get_answer_id (YcSituationRow *self, int answer)
{
  return answer >= 0 && (guint)answer < self->ids->len ? self->ids->pdata[answer] : NULL;
}

// ---- Findings
// -------------------------------------------------------------------------------------

static char *
words_of (const YcFinding *finding)
{
  const char *material =
      finding->material != NULL ? yc_session_pick (&finding->material->name) : finding->place;
  const char *title = finding->field != NULL ? yc_session_pick (&finding->field->title) : material;

  switch (finding->code) {
  case YC_FINDING_NO_APPLICANT:
    return g_strdup (_ ("The applicant's name is missing"));
  case YC_FINDING_ID_NUMBER:
    return g_strdup (_ ("The identity number or credit code is missing or wrong"));
  case YC_FINDING_FIELD:
    // TRANSLATORS: a field of the form.
    return g_strdup_printf (_ ("%s is not filled in"), title);
  case YC_FINDING_FIELD_WRONG:
    // TRANSLATORS: a field of the form.
    return g_strdup_printf (_ ("%s does not fit"), title);
  case YC_FINDING_NO_PAGE:
    // TRANSLATORS: a material.
    return g_strdup_printf (_ ("%s is missing"), material);
  case YC_FINDING_POINT:
    // TRANSLATORS: a material, and an acceptance point that is not ticked.
    return g_strdup_printf (_ ("%s: %s"), material, yc_session_pick (&finding->point->text));
  case YC_FINDING_DEFICIENT:
    return g_strdup_printf (_ ("%s is deficient"), material);
  case YC_FINDING_CHECK:
    return g_strdup (yc_session_pick (&finding->what));
  case YC_FINDING_NOT_DEFERRABLE:
    // TRANSLATORS: a material.
    return g_strdup_printf (_ ("%s cannot be deferred: the applicant is on the dishonesty list"),
                            material);
  case YC_FINDING_NOT_ASKED:
    // TRANSLATORS: a material.
    return g_strdup_printf (_ ("%s is not asked for; its pages stay in the file"), title);
  }
  return g_strdup ("");
}

YcFindingRow *
yc_finding_row_new (YcFile *file, const YcFinding *finding)
{
  YcFindingRow *row = g_object_new (YC_TYPE_FINDING_ROW, NULL);

  row->text = words_of (finding);
  row->cure = finding->cure.zh != NULL ? g_strdup (yc_session_pick (&finding->cure)) : NULL;
  row->material = finding->material != NULL ? g_strdup (finding->material->id) : NULL;
  if (finding->field != NULL)
    row->field = g_strdup (finding->place);
  else if (finding->code == YC_FINDING_NO_APPLICANT)
    row->field = g_strdup ("name");
  else if (finding->code == YC_FINDING_ID_NUMBER)
    row->field = g_strdup ("id_number");
  return row;
}

const char *
yc_finding_row_get_text (YcFindingRow *self)
{
  return self->text;
}

const char *
yc_finding_row_get_cure (YcFindingRow *self)
{
  return self->cure;
}

const char *
yc_finding_row_get_material (YcFindingRow *self)
{
  return self->material;
}

const char *
yc_finding_row_get_field (YcFindingRow *self)
{
  return self->field;
}

// ---- Pages and history
// ------------------------------------------------------------------------------

YcPageRow *
yc_page_row_make (YcPageRow *old, YcFile *file, const YcPage *page, guint index)
{
  YcPageRow *row = old != NULL ? g_object_ref (old) : g_object_new (YC_TYPE_PAGE_ROW, NULL);
  const YcMaterial *material = yc_item_find_material (file->item, page->material);
  // TRANSLATORS: a material, the page's number in it, and of how many.
  g_autofree char *title =
      g_strdup_printf (_ ("%s, page %u of %u"),
                       material != NULL ? yc_session_pick (&material->name) : page->material,
                       index + 1, yc_case_count_pages (file->shown, page->material));

  yc_rows_set_text (&row->id, page->id);
  if (yc_rows_set_text (&row->material, page->material) + yc_rows_set_text (&row->title, title) >
          0 &&
      old != NULL)
    g_signal_emit_by_name (row, "changed");
  return row;
}

const char *
yc_page_row_get_id (YcPageRow *self)
{
  return self->id;
}

const char *
yc_page_row_get_material (YcPageRow *self)
{
  return self->material;
}

const char *
yc_page_row_get_title (YcPageRow *self)
{
  return self->title;
}

// What matters of an event beyond its name.
static const char *
remark_of (YcFile *file, const YcEvent *event)
{
  static const char *const members[] = {"reason", "opinion", "ground", "text", "number", "field"};
  const YcMaterial *material =
      yc_item_find_material (file->item, yc_event_get_string (event, "material"));

  if (material != NULL)
    return yc_session_pick (&material->name);
  for (guint i = 0; i < G_N_ELEMENTS (members); i++) {
    const char *text = yc_event_get_string (event, members[i]);

    if (text != NULL && *text != '\0')
      return text;
  }
  return NULL;
}

YcHistoryRow *
yc_history_row_new (YcFile *file, const YcEvent *event)
{
  YcHistoryRow *row = g_object_new (YC_TYPE_HISTORY_ROW, NULL);
  g_autofree char *time = yc_words_time (event->at, yc_session_now (file->session));
  const char *remark = remark_of (file, event);
  gboolean me = g_str_equal (event->actor, yc_session_get_person (file->session));

  row->title = g_strdup (yc_words_event (event->type));
  row->detail = g_strdup_printf ("%s · %s · %s%s%s", time, me ? _ ("me") : event->actor,
                                 yc_words_role (event->role), remark != NULL ? " · " : "",
                                 remark != NULL ? remark : "");
  return row;
}

const char *
yc_history_row_get_title (YcHistoryRow *self)
{
  return self->title;
}

const char *
yc_history_row_get_detail (YcHistoryRow *self)
{
  return self->detail;
}
