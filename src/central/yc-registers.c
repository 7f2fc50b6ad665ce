// The registers of a city, asked over HTTP on behalf of the workstations.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-registers.h"
#include "yc-error.h"
#include "yc-import.h"
#include "yc-json.h"
#include "yc-register-service.h"
#include "yc-safe-url.h"
#include "yc-uuid.h"
#include "yc-wire.h"

#include <glib/gstdio.h>
#include <libsoup/soup.h>

#define MOST_BYTES (1 << 20)

struct _YcRegisters {
  JsonObject *places;         // owned: source -> {"url", "authorization"}
  YcRegisterService *service; // owned, nullable
  SoupSession *http;          // owned
};

// ---- Where they are -----------------------------------------------------------------------------

// A file whose members are registers; NULL with the file's name if it is none.
static JsonNode *
read_object (const char *path, GError **error)
{
  g_autoptr (JsonNode) node = yc_import_file (path, error);

  if (node == NULL || JSON_NODE_HOLDS_OBJECT (node))
    return g_steal_pointer (&node);
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "%s: not an object of registers", path);
  return NULL;
}

static gboolean
read_places (YcRegisters *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "registers.json", NULL);
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GList) sources = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  node = read_object (path, error);
  if (node == NULL)
    return FALSE;
  sources = json_object_get_members (json_node_get_object (node));
  for (GList *at = sources; at != NULL; at = at->next) {
    JsonObject *place = yc_json_get_object (json_node_get_object (node), at->data);

    if (!yc_url_is_safe (yc_json_get_string (place, "url"))) {
      g_set_error (error, YC_ERROR, YC_ERROR_URL, "%s: “%s” needs an https address", path,
                   (char *)at->data);
      return FALSE;
    }
    json_object_set_object_member (self->places, at->data, json_object_ref (place));
  }
  return TRUE;
}

static gboolean
read_table (JsonObject *tables, const char *path, GError **error)
{
  g_autoptr (JsonNode) node = read_object (path, error);
  JsonObject *from = node != NULL ? json_node_get_object (node) : NULL;
  g_autoptr (GList) sources = from != NULL ? json_object_get_members (from) : NULL;

  for (GList *at = sources; at != NULL; at = at->next)
    json_object_set_member (tables, at->data,
                            json_node_copy (json_object_get_member (from, at->data)));
  return node != NULL;
}

static gboolean
serve_tables (YcRegisters *self, JsonObject *tables, GError **error)
{
  g_autoptr (GList) sources = json_object_get_members (tables);
  g_autofree char *token = yc_uuid_new (0);
  g_autofree char *authorization = g_strdup_printf ("Bearer %s", token);

  self->service = yc_register_service_new (tables, token, error);
  for (GList *at = sources; self->service != NULL && at != NULL; at = at->next) {
    g_autofree char *url =
        g_strdup_printf ("%s/%s", yc_register_service_get_url (self->service), (char *)at->data);
    JsonObject *place = json_object_new ();

    json_object_set_string_member (place, "url", url);
    json_object_set_string_member (place, "authorization", authorization);
    json_object_set_object_member (self->places, at->data, place);
  }
  return self->service != NULL;
}

static gboolean
read_tables (YcRegisters *self, const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename (folder, "registers", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (JsonObject) tables = json_object_new ();
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    if (!read_table (tables, file, error))
      return FALSE;
  }
  return json_object_get_size (tables) == 0 || serve_tables (self, tables, error);
}

YcRegisters *
yc_registers_new (const char *folder, GError **error)
{
  g_autoptr (YcRegisters) self = g_new0 (YcRegisters, 1);

  self->places = json_object_new ();
  self->http = soup_session_new ();
  return read_tables (self, folder, error) && read_places (self, folder, error)
             ? g_steal_pointer (&self)
             : NULL;
}

void
yc_registers_free (YcRegisters *self)
{
  soup_session_abort (self->http);
  g_clear_object (&self->http);
  g_clear_pointer (&self->service, yc_register_service_free);
  json_object_unref (self->places);
  g_free (self);
}

gboolean
yc_registers_import (const char *city, const char *folder, GError **error)
{
  static const char *const names[] = {"population.json", "enterprises.json"};
  g_autofree char *to = g_build_filename (folder, "registers", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (city, names[i], NULL);
    g_autofree char *copy = g_build_filename (to, names[i], NULL);
    g_autofree char *text = NULL;
    gsize length;

    if (!g_file_test (path, G_FILE_TEST_EXISTS))
      continue;
    g_mkdir_with_parents (to, 0700);
    if (!g_file_get_contents (path, &text, &length, error) ||
        !g_file_set_contents_full (copy, text, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                   error))
      return FALSE;
  }
  return TRUE;
}

// ---- Asking -------------------------------------------------------------------------------------

typedef struct {
  SoupMessage *message;  // owned
  GCancellable *timeout; // owned
  JsonObject *fields;    // owned: those that the catalogue names
  char *source;
  gint64 began;   // monotonic, microseconds
  GSource *timer; // owned, nullable
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  if (question->timer != NULL)
    g_source_destroy (question->timer);
  g_clear_pointer (&question->timer, g_source_unref);
  g_clear_object (&question->message);
  g_clear_object (&question->timeout);
  json_object_unref (question->fields);
  g_free (question->source);
  g_free (question);
}

void
yc_register_answer_free (YcRegisterAnswer *answer)
{
  json_object_unref (answer->answer);
  g_free (answer);
}

static YcRegisterAnswer *
answer_new (const Question *question, const char *outcome)
{
  YcRegisterAnswer *answer = g_new0 (YcRegisterAnswer, 1);

  answer->outcome = outcome;
  answer->answer = json_object_new ();
  answer->took_ms = (g_get_monotonic_time () - question->began) / 1000;
  return answer;
}

// What the catalogue does not name does not leave central.
static void
copy_fields (JsonObject *answer, JsonObject *from, JsonObject *fields)
{
  g_autoptr (GList) names = json_object_get_members (fields);

  for (GList *at = names; at != NULL; at = at->next)
    if (json_object_has_member (from, at->data))
      json_object_set_member (answer, at->data,
                              json_node_copy (json_object_get_member (from, at->data)));
}

static YcRegisterAnswer *
read_answer (const Question *question, GBytes *body)
{
  guint status = soup_message_get_status (question->message);
  g_autoptr (JsonNode) node = NULL;
  YcRegisterAnswer *answer;

  if (status == SOUP_STATUS_NOT_FOUND)
    return answer_new (question, "not-found");
  if (status == SOUP_STATUS_OK && g_bytes_get_size (body) <= MOST_BYTES)
    node =
        yc_wire_parse_object (g_bytes_get_data (body, NULL), (gssize)g_bytes_get_size (body), NULL);
  if (node == NULL) {
    g_message ("Register %s answered %u, or no JSON", question->source, status);
    return answer_new (question, "failed");
  }
  answer = answer_new (question, "answered");
  copy_fields (answer->answer, json_node_get_object (node), question->fields);
  return answer;
}

static void
answered_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);

  if (body == NULL)
    g_message ("Register %s does not answer: %s", question->source, error->message);
  g_task_return_pointer (
      task, body != NULL ? read_answer (question, body) : answer_new (question, "failed"),
      (GDestroyNotify)yc_register_answer_free);
}

static gboolean
late_cb (gpointer data)
{
  Question *question = data;

  g_cancellable_cancel (question->timeout);
  return G_SOURCE_REMOVE;
}

static SoupMessage *
make_message (JsonObject *place, JsonObject *parameters)
{
  // Where a register is, the keeper of central has said: it does not send anybody elsewhere.
  SoupMessage *message = soup_message_new ("POST", yc_json_get_string (place, "url"));
  const char *authorization = yc_json_get_string (place, "authorization");
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), parameters);
  char *text = yc_wire_print (node);
  g_autoptr (GBytes) body = g_bytes_new_take (text, strlen (text));

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (authorization != NULL)
    soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                  authorization);
  return message;
}

void
yc_registers_ask_async (YcRegisters *self,
                        const YcSource *source,
                        JsonObject *parameters,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  JsonObject *place = yc_json_get_object (self->places, source->id);
  Question *question = g_new0 (Question, 1);

  g_task_set_source_tag (task, yc_registers_ask_async);
  g_task_set_task_data (task, question, question_free);
  question->began = g_get_monotonic_time ();
  question->source = g_strdup (source->id);
  question->fields = source->answer != NULL ? json_object_ref (source->answer) : json_object_new ();
  if (place == NULL) {
    g_message ("Register %s is not set up here", source->id);
    g_task_return_pointer (task, answer_new (question, "failed"),
                           (GDestroyNotify)yc_register_answer_free);
    return;
  }
  question->timeout = g_cancellable_new ();
  question->message = make_message (place, parameters);
  question->timer = g_timeout_source_new_seconds ((guint)source->timeout_s);
  g_source_set_callback (question->timer, late_cb, question, NULL);
  g_source_attach (question->timer, g_main_context_get_thread_default ());
  soup_session_send_and_read_async (self->http, question->message, G_PRIORITY_DEFAULT,
                                    question->timeout, answered_cb, g_steal_pointer (&task));
}

YcRegisterAnswer *
yc_registers_ask_finish (GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
