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

enum { CHANGED, NEWS, N_SIGNALS };
static guint signals[N_SIGNALS];

// ---- Opening and following
// --------------------------------------------------------------------------

// What the store has of a case.
typedef struct {
  YcCase *stored;
  GHashTable *names; // of its people
  char *draft;       // nullable: that was left
} Opened;

static void
opened_free (gpointer data)
{
  Opened *opened = data;

  yc_case_unref (opened->stored);
  g_hash_table_unref (opened->names);
  g_free (opened->draft);
  g_free (opened);
}

static Opened *
load (YcStore *store, const char *id, GError **error)
{
  YcCase *stored = yc_store_load_case (store, id, error);
  Opened *opened;

  if (stored == NULL)
    return NULL;
  opened = g_new0 (Opened, 1);
  opened->stored = stored;
  opened->names = yc_store_list_names (store, stored);
  return opened;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Opened, opened_free)

static void
take_names (YcFile *self, GHashTable *names)
{
  g_clear_pointer (&self->names, g_hash_table_unref);
  self->names = g_hash_table_ref (names);
}

static void
load_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self->session, &self->session->desk, &error);
  Opened *opened = store != NULL ? load (store, data, &error) : NULL;

  if (opened != NULL)
    g_task_return_pointer (task, opened, opened_free);
  else
    g_task_return_error (task, error);
}

// At which version the case has the event; 0: it has not.
static guint
find_version (const YcCase *self, const YcEvent *event)
{
  for (; self != NULL; self = self->before)
    if (g_str_equal (self->latest->id, event->id))
      return self->version;
  return 0;
}

// The newest event that was not known: what waits to be sent is numbered behind what others did.
// That one looked oneself comes from central too, and is no news.
static const YcEvent *
find_news (const YcCase *known, const YcCase *stored, const char *person)
{
  for (; stored != NULL; stored = stored->before) {
    const YcEvent *event = stored->latest;
    guint version = find_version (known, event);

    if (version == stored->version) // and all before it
      return NULL;
    if (version == 0 && (event->type != YC_EVENT_REVEALED || !g_str_equal (event->actor, person)))
      return event;
  }
  return NULL;
}

static void
reloaded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean by_others = GPOINTER_TO_INT (data);
  const YcEvent *news = NULL;
  g_autoptr (Opened) opened = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean by_others = GPOINTER_TO_INT (data), news;
  g_autofree char *sentence = NULL;

  if (opened == NULL || self->closed)
    return;
  if (by_others)
    news = find_news (self->stored, stored, yc_session_get_person (self->session));
  if (news != NULL) // TRANSLATORS: what somebody else did, such as "Granted".
    sentence = g_strdup_printf (_ ("New from central: %s"), yc_words_event (news->type));
  yc_file_take (self, stored);
  if (sentence != NULL)
    g_signal_emit (self, signals[NEWS], 0, sentence);
  news = by_others && is_news (self, opened->stored);
  take_names (self, opened->names);
  yc_file_take (self, opened->stored);
  if (!news)
    return;
  // TRANSLATORS: what somebody else did, such as "Granted".
  sentence =
      g_strdup_printf (_ ("New from central: %s"), yc_words_event (opened->stored->latest->type));
  g_signal_emit (self, signals[NEWS], 0, sentence);
}

static void
reload (YcFile *self, gboolean by_others)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, reloaded_cb, GINT_TO_POINTER (by_others));

  g_task_set_source_tag (task, yc_file_reload);
  g_task_set_task_data (task, g_strdup (self->id), g_free);
  yc_session_run (self->session, &self->session->desk, task, load_work);
}

void
yc_file_reload (YcFile *self)
{
  reload (self, FALSE);
}

static void
case_changed_cb (YcSession *session, const char *case_id, gboolean by_others, YcFile *self)
{
  if (self->stored != NULL && g_str_equal (case_id, self->id) && self->deeds == 0)
    reload (self, by_others);
}

// The catalogue stays the one with which the case was opened; days are counted with the newest.
static void
day_turned_cb (YcFile *self)
{
  if (self->stored != NULL && self->deeds == 0)
    reload (self, FALSE);
}

static YcFile *
file_new (YcSession *session)
{
  YcFile *self = g_object_new (YC_TYPE_FILE, NULL);

  self->session = g_object_ref (session);
  self->catalogue = session->catalogue != NULL ? yc_catalogue_ref (session->catalogue) : NULL;
  g_signal_connect_object (session, "case-changed", G_CALLBACK (case_changed_cb), self, 0);
  g_signal_connect_object (session, "day-turned", G_CALLBACK (day_turned_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "ending", G_CALLBACK (yc_file_flush_draft), self,
                           G_CONNECT_SWAPPED);
  return self;
}

static char *
find_id (YcStore *store, const char *wanted, GError **error)
{
  return g_str_has_prefix (wanted, YC_CASE_LINK)
             ? yc_store_find_case (store, wanted + strlen (YC_CASE_LINK), error)
             : g_strdup (wanted);
}

static void
open_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *self = source;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self->session, &self->session->desk, &error);
  g_autofree char *id = store != NULL ? find_id (store, data, &error) : NULL;
  g_autofree char *place = g_strconcat ("case/", id, NULL);
  Opened *opened = id != NULL ? load (store, id, &error) : NULL;

  if (opened == NULL) {
    g_task_return_error (task, error);
    return;
  }
  opened->draft = yc_store_load_draft (store, place, NULL);
  g_task_return_pointer (task, opened, opened_free);
}

static void
restore_draft (YcFile *self, const char *text)
{
  g_autoptr (JsonNode) node = yc_wire_parse_object (text, -1, NULL);
  JsonObject *applicant =
      node != NULL ? yc_wire_get_object (json_node_get_object (node), "applicant") : NULL;
  JsonObject *form = node != NULL ? yc_wire_get_object (json_node_get_object (node), "form") : NULL;
  JsonObject *sources =
      node != NULL ? yc_wire_get_object (json_node_get_object (node), "sources") : NULL;

  if (applicant != NULL && yc_step_is_allowed (self->stored->state, YC_EVENT_FILLED))
    self->applicant = json_object_ref (applicant);
  if (form != NULL && yc_step_is_allowed (self->stored->state, YC_EVENT_FILLED))
    self->form = json_object_ref (form);
  if (sources != NULL && (self->applicant != NULL || self->form != NULL))
    self->sources = json_object_ref (sources);
  // An opinion is about the case as it was handed off then.
  if (node != NULL && yc_step_is_allowed (self->stored->state, YC_EVENT_GRANTED) &&
      yc_wire_get_int (json_node_get_object (node), "handed_off", 0) == self->stored->handed_off_at)
    self->opinion = g_strdup (yc_wire_get_string (json_node_get_object (node), "opinion"));
}

// The models, once the case is known. Fails if the catalogue has not its item.
static gboolean
begin (YcFile *self, YcCase *stored, const char *draft, GError **error)
{
  self->item = self->catalogue != NULL
                   ? yc_catalogue_find_version (self->catalogue, stored->item, stored->item_version)
                   : NULL;
  if (self->item == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MATERIAL,
                         "the catalogue here has not this service item");
    return FALSE;
  }
  self->id = g_strdup (stored->id);
  self->stored = yc_case_ref (stored);
  if (draft != NULL)
    restore_draft (self, draft);
  yc_file_rebuild_history (self);
  yc_file_rebuild (self);
  if (yc_file_can (self, YC_EVENT_SCANNED))
    yc_shields_warm (self->session);
  return TRUE;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  g_autoptr (Opened) opened = g_task_propagate_pointer (G_TASK (result), &error);

  if (opened != NULL)
    take_names (self, opened->names);
  if (opened != NULL && begin (self, opened->stored, opened->draft, &error))
    g_task_return_pointer (outer, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (outer, error);
}

void
yc_file_open_async (YcSession *session,
                    const char *case_id,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  g_autoptr (YcFile) self = file_new (session);
  GTask *outer = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTask) task = g_task_new (self, cancellable, opened_cb, outer);

  g_task_set_source_tag (outer, yc_file_open_async);
  g_task_set_task_data (task, g_strdup (case_id), g_free);
  yc_session_run (session, &session->desk, task, open_work);
}

static void
begun_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GTask) outer = data;
  GError *error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored != NULL && begin (self, stored, NULL, &error))
    g_task_return_pointer (outer, g_object_ref (self), g_object_unref);
  else
    g_task_return_error (outer, error);
}

static JsonObject *
data_of_opened (YcSession *session, const YcItem *item)
{
  JsonObject *data = yc_item_open (item);

  json_object_set_string_member (data, "hall",
                                 session->who->hall != NULL ? session->who->hall : "");
  json_object_set_string_member (data, "window", session->window);
  json_object_set_string_member (data, "channel", "window");
  return data;
}

void
yc_file_begin_async (YcSession *session,
                     const char *item,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (YcFile) self = file_new (session);
  GTask *outer = g_task_new (session, cancellable, callback, user_data);
  const YcDay today = yc_day_from_ms (yc_session_now (session));
  const YcItem *found =
      self->catalogue != NULL ? yc_catalogue_find_current (self->catalogue, item, today) : NULL;
  YcErrand *errand;

  g_task_set_source_tag (outer, yc_file_begin_async);
  if (found == NULL) {
    g_task_return_new_error (outer, YC_ERROR, YC_ERROR_MATERIAL,
                             "the catalogue here has not this service item");
    g_object_unref (outer);
    return;
  }
  self->item = found;
  errand = yc_errand_new (self);
  yc_errand_add (errand, self, YC_EVENT_OPENED, data_of_opened (session, found));
  g_array_index (errand->deeds, YcDeed, 0).number_kind = "case";
  g_array_index (errand->deeds, YcDeed, 0).number_member = "number";
  yc_file_run (self, errand, g_task_new (self, cancellable, begun_cb, outer));
}

YcFile *
yc_file_open_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

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
