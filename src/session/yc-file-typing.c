// Typing into an open case: on the disk at once, an event when it is settled.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-form.h"
#include "yc-row-private.h"
#include "yc-wire.h"

static void save_draft (YcFile *self);

static char *
draft_text (YcFile *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = NULL;

  if (self->applicant != NULL)
    json_object_set_object_member (object, "applicant", json_object_ref (self->applicant));
  if (self->form != NULL)
    json_object_set_object_member (object, "form", json_object_ref (self->form));
  if (self->sources != NULL)
    json_object_set_object_member (object, "sources", json_object_ref (self->sources));
  if (self->opinion != NULL) {
    json_object_set_string_member (object, "opinion", self->opinion);
    json_object_set_int_member (object, "handed_off", self->stored->handed_off_at);
  }
  node = json_node_init_object (json_node_alloc (), object);
  return yc_wire_print (node);
}

typedef struct {
  char *place;
  char *text; // nullable: the draft is settled
  gint64 now;
} Draft;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->place);
  g_free (draft->text);
  g_free (draft);
}

static void
draft_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcFile *self = source;
  Draft *draft = data;
  GError *error = NULL;
  YcStore *store = yc_session_open_desk (self->session, &self->session->desk, &error);
  gboolean done = store != NULL &&
                  (draft->text != NULL
                       ? yc_store_save_draft (store, draft->place, draft->text, draft->now, &error)
                       : yc_store_delete_draft (store, draft->place, &error));

  if (done)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_draft (YcFile *self, GAsyncReadyCallback callback)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, NULL);
  Draft *draft = g_new0 (Draft, 1);

  draft->place = g_strconcat ("case/", self->id, NULL);
  draft->now = yc_session_now (self->session);
  if (self->applicant != NULL || self->form != NULL || self->opinion != NULL)
    draft->text = draft_text (self);
  g_task_set_source_tag (task, write_draft);
  g_task_set_task_data (task, draft, draft_free);
  yc_session_run (self->session, &self->session->desk, task, draft_work);
}

void
yc_file_flush_draft (YcFile *self)
{
  if (self->save_again)
    write_draft (self, NULL);
  self->save_again = FALSE;
}

static void
draft_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GError) error = NULL;

  self->saving = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    yc_session_notice_error (self->session, error);
  if (self->save_again)
    save_draft (self);
  else
    g_signal_emit_by_name (self, "changed");
}

// What is typed is on the disk after the write that is under way and one more, at most.
static void
save_draft (YcFile *self)
{
  self->save_again = self->saving;
  if (self->saving)
    return;
  self->saving = TRUE;
  write_draft (self, draft_cb);
}

JsonObject *
yc_file_copy_object (JsonObject *object)
{
  return yc_form_copy (object);
}

void
yc_file_set_typed (YcFile *self, JsonObject *applicant, JsonObject *form, JsonObject *sources)
{
  if (applicant != NULL) {
    g_clear_pointer (&self->applicant, json_object_unref);
    self->applicant = applicant;
  }
  if (form != NULL) {
    g_clear_pointer (&self->form, json_object_unref);
    self->form = form;
  }
  if (sources != NULL) {
    g_clear_pointer (&self->sources, json_object_unref);
    self->sources = sources;
  }
  save_draft (self);
  yc_file_rebuild (self);
}

void
yc_file_type_opinion (YcFile *self, const char *text)
{
  char *copy = g_strdup (text);

  g_free (self->opinion);
  self->opinion = copy;
  save_draft (self);
}

const char *
yc_file_get_typed_opinion (YcFile *self)
{
  return self->opinion != NULL ? self->opinion : "";
}

static gboolean
is_same (JsonObject *a, JsonObject *b)
{
  g_autoptr (JsonNode) left = NULL;
  g_autoptr (JsonNode) right = NULL;

  if (a == NULL || b == NULL)
    return a == b;
  left = json_node_init_object (json_node_alloc (), a);
  right = json_node_init_object (json_node_alloc (), b);
  return json_node_equal (left, right);
}

gboolean
yc_file_add_filled (YcFile *self, YcErrand *errand)
{
  JsonObject *data;

  if ((self->applicant == NULL || is_same (self->applicant, self->stored->applicant)) &&
      (self->form == NULL || is_same (self->form, self->stored->form) ||
       is_same (self->values, self->stored->form)))
    return FALSE;
  data = json_object_new ();
  if (self->applicant != NULL)
    json_object_set_object_member (data, "applicant", json_object_ref (self->applicant));
  if (self->form != NULL) // with what its computed fields come to
    json_object_set_object_member (
        data, "form", json_object_ref (self->values != NULL ? self->values : self->form));
  if (self->sources != NULL)
    json_object_set_object_member (data, "sources", json_object_ref (self->sources));
  yc_errand_add (errand, self, YC_EVENT_FILLED, data);
  return TRUE;
}

// The draft goes only after its event is stored: a crash in between leaves both, which is harmless.
static void
settled_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) stored = g_task_propagate_pointer (G_TASK (result), &error);

  if (stored == NULL) {
    yc_session_notice_error (self->session, error);
    return;
  }
  if (is_same (self->applicant, self->stored->applicant))
    g_clear_pointer (&self->applicant, json_object_unref);
  if (is_same (self->form, self->stored->form) || is_same (self->values, self->stored->form))
    g_clear_pointer (&self->form, json_object_unref);
  if (self->applicant == NULL && self->form == NULL)
    g_clear_pointer (&self->sources, json_object_unref);
  save_draft (self);
}

void
yc_file_settle (YcFile *self)
{
  YcErrand *errand = yc_errand_new (self);
  gboolean was_typing = self->typing != NULL;

  g_clear_pointer (&self->typing, g_free);
  if (yc_file_add_filled (self, errand)) {
    yc_file_run (self, errand, g_task_new (self, NULL, settled_cb, NULL));
  } else {
    yc_errand_free (errand);
    if (was_typing)
      yc_file_rebuild (self);
  }
}
