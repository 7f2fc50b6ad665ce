// An open case: its models, and how they follow what happens to it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-identity.h"
#include "yc-names.h"
#include "yc-notes.h"
#include "yc-reading.h"
#include "yc-row-private.h"
#include "yc-step.h"

G_DEFINE_FINAL_TYPE (YcFile, yc_file, G_TYPE_OBJECT)

YcToday
yc_file_get_today (YcFile *self)
{
  return (YcToday){
      yc_session_get_calendar (self->session),
      yc_day_from_ms (yc_session_now (self->session)),
  };
}

// ---- What it is now
// ---------------------------------------------------------------------------------

YcSession *
yc_file_get_session (YcFile *self)
{
  return self->session;
}

const char *
yc_file_get_id (YcFile *self)
{
  return self->id;
}

const char *
yc_file_get_number (YcFile *self)
{
  return self->stored->number != NULL ? self->stored->number : "";
}

const char *
yc_file_name_person (YcFile *self, const char *person)
{
  const char *name = g_hash_table_lookup (self->names, person);

  if (g_str_equal (person, yc_session_get_person (self->session)))
    return yc_session_get_person_name (self->session);
  return name != NULL ? name : person;
}

const char *
yc_file_get_item_name (YcFile *self)
{
  return yc_session_pick (&self->item->name);
}

const char *
yc_file_get_applicant (YcFile *self)
{
  const char *name = yc_case_get_applicant (self->shown, "name");

  if (name == NULL || yc_file_can (self, YC_EVENT_FILLED))
    return name != NULL ? name : "";
  g_free (self->masked_name);
  self->masked_name = yc_identity_mask_name (name);
  return self->masked_name;
}

YcState
yc_file_get_state (YcFile *self)
{
  return self->stored->state;
}

void
yc_file_get_clock (YcFile *self, YcClock *ret_clock)
{
  const YcToday today = yc_file_get_today (self);

  yc_clock_read (self->stored, today.calendar, today.day, ret_clock);
}

gboolean
yc_file_is_saved (YcFile *self)
{
  return !self->saving && self->deeds == 0;
}

GListModel *
yc_file_get_materials (YcFile *self)
{
  return G_LIST_MODEL (self->materials);
}

GListModel *
yc_file_get_applicant_fields (YcFile *self)
{
  return G_LIST_MODEL (self->applicant_fields);
}

GListModel *
yc_file_get_form_fields (YcFile *self)
{
  return G_LIST_MODEL (self->form_fields);
}

GListModel *
yc_file_get_told_fields (YcFile *self)
{
  return G_LIST_MODEL (self->told_fields);
}

GListModel *
yc_file_get_situations (YcFile *self)
{
  return G_LIST_MODEL (self->situations);
}

GListModel *
yc_file_get_findings (YcFile *self)
{
  return G_LIST_MODEL (self->finding_rows);
}

GListModel *
yc_file_get_pages (YcFile *self)
{
  return G_LIST_MODEL (self->pages);
}

GListModel *
yc_file_get_history (YcFile *self)
{
  return G_LIST_MODEL (self->history);
}

guint
yc_file_count_complete (YcFile *self)
{
  const YcToday today = yc_file_get_today (self);
  g_autoptr (GPtrArray) materials = yc_checklist_list_materials (self->item, self->shown, &today);
  guint n = 0;

  for (guint i = 0; i < materials->len; i++)
    n += yc_checklist_is_complete (self->findings, materials->pdata[i]);
  return n;
}

guint
yc_file_count_blocking (YcFile *self)
{
  return yc_checklist_count_blocking (self->findings);
}

GPtrArray *
yc_file_get_grounds (YcFile *self, const char *step)
{
  if (g_str_equal (step, "grant"))
    return self->item->grant_grounds;
  if (g_str_equal (step, "refuse"))
    return self->item->refuse_grounds;
  if (g_str_equal (step, "not-needed"))
    return self->item->not_needed_grounds;
  return g_str_equal (step, "return") ? self->item->return_grounds
                                      : self->item->not_accepted_grounds;
}

// In the office there is nothing to scan unless something is owed.
static gboolean
takes_pages (YcFile *self)
{
  for (guint i = 0; i < self->item->materials->len; i++)
    if (yc_case_takes_page (self->stored, ((YcMaterial *)self->item->materials->pdata[i])->id))
      return TRUE;
  return FALSE;
}

static gboolean
lets_any_page_go (YcFile *self)
{
  for (guint i = 0; i < self->stored->pages->len; i++)
    if (yc_case_lets_page_go (self->stored, ((YcPage *)self->stored->pages->pdata[i])->id))
      return TRUE;
  return FALSE;
}

gboolean
yc_file_can_remove (YcFile *self, const char *page)
{
  return yc_file_can (self, YC_EVENT_PAGE_REMOVED) && yc_case_lets_page_go (self->stored, page);
}

gboolean
yc_file_can_scan (YcFile *self, const char *material)
{
  return yc_file_can (self, YC_EVENT_SCANNED) && yc_case_takes_page (self->stored, material);
}

gboolean
yc_file_can (YcFile *self, YcEventType type)
{
  const YcStep *step = yc_step_find (type);
  const char *me = yc_session_get_person (self->session);

  if (step == NULL || yc_session_is_read_only (self->session) ||
      !yc_step_is_allowed (self->stored->state, type) ||
      yc_session_role_for (self->session, type) == YC_ROLE_NONE)
    return FALSE;
  if (((step->flags & YC_STEP_DECIDES) != 0 && yc_case_has_hand (self->stored, me)) ||
      (type == YC_EVENT_SCANNED && !takes_pages (self)) ||
      (type == YC_EVENT_PAGE_REMOVED && !lets_any_page_go (self)) ||
      (type == YC_EVENT_FILLED && yc_case_is_blind (self->stored)))
    return FALSE;
  return (step->flags & YC_STEP_HOLDER) == 0 || g_strcmp0 (self->stored->holder, me) == 0;
}

// ---- The object
// ---------------------------------------------------------------------------------------

static void
yc_file_dispose (GObject *object)
{
  YcFile *self = YC_FILE (object);

  self->closed = TRUE;
  if (self->reading != NULL)
    yc_reading_stop (self->reading);
  G_OBJECT_CLASS (yc_file_parent_class)->dispose (object);
}

static void
yc_file_finalize (GObject *object)
{
  YcFile *self = YC_FILE (object);

  g_clear_pointer (&self->stored, yc_case_unref);
  g_clear_pointer (&self->shown, yc_case_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->applicant, json_object_unref);
  g_clear_pointer (&self->form, json_object_unref);
  g_clear_pointer (&self->sources, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->mistaken);
  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);
  g_free (self->duplicate);
  g_clear_pointer (&self->opinion, g_free);
  g_clear_object (&self->materials);
  g_clear_object (&self->applicant_fields);
  g_clear_object (&self->form_fields);
  g_clear_object (&self->told_fields);
  g_clear_object (&self->situations);
  g_clear_object (&self->finding_rows);
  g_clear_object (&self->pages);
  g_clear_object (&self->history);
  g_clear_object (&self->notes);
  g_clear_object (&self->papers);
  g_clear_object (&self->reading);
  g_hash_table_unref (self->uncovered);
  g_hash_table_unref (self->revealed);
  g_hash_table_unref (self->asking);
  g_hash_table_unref (self->ticking);
  g_clear_pointer (&self->catalogue, yc_catalogue_unref);
  g_free (self->id);
  g_free (self->typing);
  g_free (self->masked_name);
  g_free (self->held);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (yc_file_parent_class)->finalize (object);
}

static void
yc_file_class_init (YcFileClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = yc_file_dispose;
  object_class->finalize = yc_file_finalize;
  g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_signal_new ("news", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                G_TYPE_STRING);
}

static void
yc_file_init (YcFile *self)
{
  self->materials = g_list_store_new (YC_TYPE_MATERIAL_ROW);
  self->applicant_fields = g_list_store_new (YC_TYPE_FIELD_ROW);
  self->form_fields = g_list_store_new (YC_TYPE_FIELD_ROW);
  self->told_fields = g_list_store_new (YC_TYPE_FIELD_ROW);
  self->situations = g_list_store_new (YC_TYPE_SITUATION_ROW);
  self->finding_rows = g_list_store_new (YC_TYPE_FINDING_ROW);
  self->pages = g_list_store_new (YC_TYPE_PAGE_ROW);
  self->history = g_list_store_new (YC_TYPE_HISTORY_ROW);
  self->notes = g_list_store_new (YC_TYPE_NOTE_ROW);
  self->names = yc_names_new ();
  self->uncovered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->revealed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->asking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->ticking = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->mistaken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->past = g_ptr_array_new_with_free_func (yc_snapshot_free);
  self->future = g_ptr_array_new_with_free_func (yc_snapshot_free);
}
