// A material of an open case and its acceptance points, as the checklist shows them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-answer-words.h"
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
  char *id, *name, *detail, *service, *watermark, *remark, *answer;
  YcStatus status;
  YcMark mark;
  guint n_pages;
  int copies, copies_asked;
  char grade;
  gboolean can_defer, can_commit, can_ask, can_reuse;
  GListStore *points;
};

static void
yc_material_row_clear (YcMaterialRow *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->detail);
  g_free (self->service);
  g_free (self->watermark);
  g_free (self->remark);
  g_free (self->answer);
  g_clear_object (&self->points);
}

YC_DEFINE_ROW (YcMaterialRow, yc_material_row)

static YcStatus
status_of (YcFile *file, const YcMaterial *material)
{
  switch (yc_case_get_mark (file->shown, material->id)) {
  case YC_MARK_DEFERRED:
    if (material->secondary)
      return YC_STATUS_DEFERRED;
    break;
  case YC_MARK_COMMITMENT:
    if (material->commitment)
      return YC_STATUS_COMMITMENT;
    break;
  case YC_MARK_BY_DATA:
    if (material->service == NULL)
      return YC_STATUS_BY_DATA;
    break;
  case YC_MARK_DEFICIENT:
    return YC_STATUS_DEFICIENT;
  case YC_MARK_NONE:
  case YC_MARK_CHECKED:
  case YC_N_MARKS:
    break;
  }
  if (g_strcmp0 (yc_checklist_get_shared (material, file->shown), "answered") == 0)
    return YC_STATUS_BY_DATA;
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

static const char *
keep_of (const YcMaterial *material)
{
  switch (material->keep) {
  case YC_KEEP_ORIGINAL:
    return _ ("original");
  case YC_KEEP_BOTH:
    return _ ("original shown, copy");
  case YC_KEEP_COPY:
    break;
  }
  return _ ("copy");
}

static char *
detail_of (YcFile *file, const YcMaterial *material, YcStatus status, guint n_pages)
{
  const char *form = keep_of (material);
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
  return g_strdup (yc_words_mark (status == YC_STATUS_BY_DATA
                                      ? YC_MARK_BY_DATA
                                      : yc_case_get_mark (file->shown, material->id)));
}

static const YcSource *
source_of (YcFile *file, const YcMaterial *material)
{
  return material->service != NULL ? yc_catalogue_find_source (file->catalogue, material->service)
                                   : NULL;
}

static guint
count_group (YcFile *file, const YcMaterial *material)
{
  const YcToday today = yc_file_get_today (file);
  g_autoptr (GPtrArray) asked = yc_checklist_list_materials (file->item, file->shown, &today);
  guint n = 0;

  for (guint i = 0; i < asked->len; i++)
    n += g_strcmp0 (((YcMaterial *)asked->pdata[i])->any_of, material->any_of) == 0;
  return n;
}

// Pages of an earlier case say which, and since when they are known.
static char *
origin_of (YcFile *file, const YcMaterial *material)
{
  for (guint i = 0; i < file->shown->pages->len; i++) {
    const YcPage *page = file->shown->pages->pdata[i];
    g_autofree char *day = NULL;

    if (page->origin == NULL || !g_str_equal (page->material, material->id))
      continue;
    if (page->since == 0)
      return g_strdup_printf (_ ("From case %s"), page->origin);
    day = yc_words_day (yc_day_from_ms (page->since), FALSE);
    // TRANSLATORS: the number of an earlier case, and a day.
    return g_strdup_printf (_ ("From case %s, came in on %s"), page->origin, day);
  }
  return NULL;
}

// What else a clerk should know: where it may come from instead, or that a register did not answer.
static char *
remark_of_material (YcFile *file, const YcMaterial *material)
{
  const char *shared = yc_checklist_get_shared (material, file->shown);
  const YcSource *source = source_of (file, material);
  char *origin;
  guint n;

  if (shared != NULL && source != NULL && g_str_equal (shared, "not-found"))
    // TRANSLATORS: a register.
    return g_strdup_printf (_ ("%s knows nothing of it: take the paper"),
                            yc_session_pick (&source->name));
  if (shared != NULL && source != NULL && g_str_equal (shared, "failed"))
    // TRANSLATORS: a register.
    return g_strdup_printf (_ ("%s did not answer: take the paper"),
                            yc_session_pick (&source->name));
  if (shared != NULL && source != NULL) // TRANSLATORS: a register.
    return g_strdup_printf (_ ("Answered by %s"), yc_session_pick (&source->name));
  origin = origin_of (file, material);
  if (origin != NULL || material->any_of == NULL)
    return origin;
  n = count_group (file, material);
  // TRANSLATORS: of so many materials one is enough.
  return n > 1 ? g_strdup_printf (_ ("One of %u is enough"), n) : NULL;
}

// What stands across a copy that may be used again (国办函〔2016〕108号).
static const char *
watermark_of (char grade)
{
  return grade == 'A' || grade == 'B' ? "此件经与原件核对无误，仅供办理政务服务事项时使用" : NULL;
}

static gboolean
update_offers (YcMaterialRow *row, YcFile *file, const YcMaterial *material)
{
  gboolean open = yc_file_can (file, YC_EVENT_MARKED);
  const YcSource *source = source_of (file, material);
  gboolean can_ask = open && source != NULL && row->status != YC_STATUS_BY_DATA;
  gboolean can_reuse = open && material->reuse_days > 0 && row->n_pages == 0 &&
                       yc_case_get_applicant (file->shown, "id_number") != NULL;
  gboolean changed = row->can_ask != can_ask || row->can_reuse != can_reuse;

  row->can_defer = material->secondary;
  row->can_commit = material->commitment;
  row->can_ask = can_ask;
  row->can_reuse = can_reuse;
  return yc_rows_set_text (&row->service,
                           source != NULL ? yc_session_pick (&source->name) : NULL) ||
         changed;
}

// Evidence that nobody could read would be none for the clerk.
static char *
answer_of (YcFile *file, const YcMaterial *material)
{
  const YcSource *source = source_of (file, material);
  JsonObject *evidence =
      source != NULL ? g_hash_table_lookup (file->shown->shared, source->id) : NULL;

  if (evidence == NULL ||
      g_strcmp0 (yc_checklist_get_shared (material, file->shown), "answered") != 0)
    return NULL;
  return yc_answer_words (source, evidence, yc_session_now (file->session));
}

static gboolean
update_grade (YcMaterialRow *row, YcFile *file, const YcMaterial *material)
{
  char grade = yc_checklist_grade (material, file->shown);
  YcMark mark = yc_case_get_mark (file->shown, material->id);
  g_autofree char *remark = remark_of_material (file, material);
  g_autofree char *answer = answer_of (file, material);
  gboolean changed = row->grade != grade || row->mark != mark;

  row->grade = grade;
  row->mark = mark;
  changed |= yc_rows_set_text (&row->watermark, watermark_of (grade));
  changed |= yc_rows_set_text (&row->remark, remark);
  changed |= yc_rows_set_text (&row->answer, answer);
  return changed;
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
  int copies = yc_case_get_copies (file->shown, material->id);
  gboolean changed = status != row->status || n_pages != row->n_pages || copies != row->copies;

  if (row->points == NULL)
    row->points = g_list_store_new (YC_TYPE_POINT_ROW);
  changed |= yc_rows_set_text (&row->id, material->id);
  changed |= yc_rows_set_text (&row->name, yc_session_pick (&material->name));
  changed |= yc_rows_set_text (&row->detail, detail);
  row->status = status;
  row->n_pages = n_pages;
  row->copies = copies;
  row->copies_asked = material->copies;
  changed |= update_offers (row, file, material);
  changed |= update_grade (row, file, material);
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

int
yc_material_row_get_copies (YcMaterialRow *self)
{
  return self->copies;
}

int
yc_material_row_get_copies_asked (YcMaterialRow *self)
{
  return self->copies_asked;
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

gboolean
yc_material_row_can_ask (YcMaterialRow *self)
{
  return self->can_ask;
}

const char *
yc_material_row_get_service (YcMaterialRow *self)
{
  return self->service;
}

gboolean
yc_material_row_can_reuse (YcMaterialRow *self)
{
  return self->can_reuse;
}

char
yc_material_row_get_grade (YcMaterialRow *self)
{
  return self->grade;
}

const char *
yc_material_row_get_watermark (YcMaterialRow *self)
{
  return self->watermark;
}

const char *
yc_material_row_get_remark (YcMaterialRow *self)
{
  return self->remark;
}

const char *
yc_material_row_get_answer (YcMaterialRow *self)
{
  return self->answer;
}

YcMark
yc_material_row_get_mark (YcMaterialRow *self)
{
  return self->mark;
}
