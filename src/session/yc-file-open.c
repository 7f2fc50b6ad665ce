// Opening a case, beginning one, and following what happens to it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-names.h"
#include "yc-shields.h"
#include "yc-step.h"
#include "yc-wire.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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
  g_autoptr (Opened) opened = g_task_propagate_pointer (G_TASK (result), NULL);
  gboolean by_others = GPOINTER_TO_INT (data);
  g_autofree char *sentence = NULL;
  const YcEvent *news = NULL;

  if (opened == NULL || self->closed)
    return;
  if (by_others)
    news = find_news (self->stored, opened->stored, yc_session_get_person (self->session));
  take_names (self, opened->names);
  yc_file_take (self, opened->stored);
  if (news == NULL)
    return;
  // TRANSLATORS: what somebody else did, such as "Granted".
  sentence = g_strdup_printf (_ ("New from central: %s"), yc_words_event (news->type));
  g_signal_emit_by_name (self, "news", sentence);
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
