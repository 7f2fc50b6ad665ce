// The city's own sign-in, asked for the keys with which it signs.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-issuer.h"
#include "yc-error.h"
#include "yc-safe-url.h"
#include "yc-wire.h"

#include <libsoup/soup.h>

#define TIMEOUT_S  10
#define MOST_BYTES (1 << 18)
#define KEYS_US    (3600 * (gint64)G_USEC_PER_SEC) // keys are taken for so long
#define PAUSE_US   (30 * (gint64)G_USEC_PER_SEC) // between two fetches for keys that are not there

struct _YcIssuer {
  SoupSession *http; // owned
  char *issuer, *client_id, *claim, *scope;
  gboolean for_devices, only;
  JsonObject *keys;  // owned, nullable: a JWK set
  gint64 fetched_at; // monotonic, microseconds
  gint64 missed_at;  // likewise: when a key was not there last
  guint under_way;   // questions that have no answer yet
  gboolean is_stopped;
};

void
yc_issuer_stop (YcIssuer *self)
{
  self->is_stopped = TRUE;
  soup_session_abort (self->http);
  while (self->under_way > 0)
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
}

void
yc_issuer_free (YcIssuer *self)
{
  yc_issuer_stop (self);
  g_clear_object (&self->http);
  g_clear_pointer (&self->keys, json_object_unref);
  g_free (self->issuer);
  g_free (self->client_id);
  g_free (self->claim);
  g_free (self->scope);
  g_free (self);
}

YcIssuer *
yc_issuer_new (const YcIssuerOptions *options, GError **error)
{
  g_autoptr (GTlsDatabase) authorities = NULL;
  YcIssuer *self;

  if (!yc_url_is_safe (options->issuer)) {
    g_set_error (error, YC_ERROR, YC_ERROR_URL, "the issuer “%s” needs an https address",
                 options->issuer);
    return NULL;
  }
  if (options->authority != NULL) {
    authorities = g_tls_file_database_new (options->authority, error);
    if (authorities == NULL)
      return NULL;
  }
  self = g_new0 (YcIssuer, 1);
  self->http = soup_session_new_with_options ("timeout", TIMEOUT_S, NULL);
  if (authorities != NULL)
    soup_session_set_tls_database (self->http, authorities);
  self->issuer = g_strdup (options->issuer);
  self->client_id = g_strdup (options->client_id);
  self->claim = g_strdup (options->claim != NULL ? options->claim : "sub");
  self->scope = g_strdup (options->scope != NULL ? options->scope : "openid");
  self->for_devices = options->for_devices;
  self->only = options->only;
  return self;
}

JsonObject *
yc_issuer_to_json (const YcIssuer *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "issuer", self->issuer);
  json_object_set_string_member (object, "client_id", self->client_id);
  json_object_set_string_member (object, "scope", self->scope);
  json_object_set_boolean_member (object, "device", self->for_devices);
  return object;
}

gboolean
yc_issuer_is_for_devices (const YcIssuer *self)
{
  return self->for_devices;
}

gboolean
yc_issuer_takes_passwords (const YcIssuer *self)
{
  return !self->only;
}

// ---- Fetching -----------------------------------------------------------------------------------

typedef struct {
  YcIssuer *issuer; // not owned: it waits for its questions
  char *token;
  gint64 now;
  SoupMessage *message; // owned: under way
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  self->issuer->under_way--;
  g_free (self->token);
  g_clear_object (&self->message);
  g_free (self);
}

static void
fail (GTask *task, const char *why)
{
  g_message ("The city's sign-in does not help: %s", why);
  g_task_return_new_error (task, YC_ERROR, YC_ERROR_BUSY,
                           "the city's sign-in does not tell its keys; try again");
}

// The answer as an object; NULL, and said, if it is none.
static JsonNode *
finish (GTask *task, GObject *session, GAsyncResult *result)
{
  Question *question = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) body =
      soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  JsonNode *node = NULL;

  if (body == NULL) {
    fail (task, error->message);
    return NULL;
  }
  if (soup_message_get_status (question->message) == SOUP_STATUS_OK &&
      g_bytes_get_size (body) <= MOST_BYTES)
    node =
        yc_wire_parse_object (g_bytes_get_data (body, NULL), (gssize)g_bytes_get_size (body), NULL);
  if (node == NULL)
    fail (task, "its answer is no JSON object");
  return node;
}

static void
fetch (GTask *task, const char *url, GAsyncReadyCallback callback)
{
  Question *question = g_task_get_task_data (task);

  g_clear_object (&question->message);
  question->message = question->issuer->is_stopped ? NULL : soup_message_new ("GET", url);
  if (question->message == NULL) {
    fail (task, "an address is none, or central stops");
    g_object_unref (task);
    return;
  }
  soup_message_add_flags (question->message, SOUP_MESSAGE_NO_REDIRECT);
  soup_session_send_and_read_async (question->issuer->http, question->message, G_PRIORITY_DEFAULT,
                                    NULL, callback, task);
}

static void
read_token (GTask *task)
{
  Question *question = g_task_get_task_data (task);
  YcIssuer *self = question->issuer;
  const YcIdTokenRules rules = {self->issuer, self->client_id, self->claim, question->now};
  g_autoptr (GError) error = NULL;
  YcIdToken *token = yc_id_token_read (question->token, self->keys, &rules, &error);

  if (token != NULL)
    g_task_return_pointer (task, token, (GDestroyNotify)yc_id_token_free);
  else
    g_task_return_new_error (task, YC_ERROR, YC_ERROR_SIGN_IN, "%s", error->message);
}

static void
keys_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Question *question = g_task_get_task_data (task);
  YcIssuer *self = question->issuer;
  g_autoptr (JsonNode) node = finish (task, session, result);

  if (node == NULL)
    return;
  g_clear_pointer (&self->keys, json_object_unref);
  self->keys = json_object_ref (json_node_get_object (node));
  self->fetched_at = g_get_monotonic_time ();
  read_token (task);
}

// It has to say the issuer's name exactly, or somebody else answers (OpenID Connect Discovery 1.0,
// 4.3).
static void
discovered_cb (GObject *session, GAsyncResult *result, gpointer data)
{
  GTask *task = data;
  Question *question = g_task_get_task_data (task);
  g_autoptr (JsonNode) node = finish (task, session, result);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *place = object != NULL ? yc_wire_get_string (object, "jwks_uri") : NULL;

  if (object != NULL &&
      (!yc_url_is_safe (place) ||
       g_strcmp0 (yc_wire_get_string (object, "issuer"), question->issuer->issuer) != 0)) {
    fail (task, "it is another one, or its keys do not lie at an https address");
    object = NULL;
  }
  if (object != NULL)
    fetch (task, place, keys_cb);
  else
    g_object_unref (task);
}

static void
discover (GTask *task)
{
  Question *question = g_task_get_task_data (task);
  g_autofree char *url = g_strconcat (question->issuer->issuer,
                                      g_str_has_suffix (question->issuer->issuer, "/") ? "" : "/",
                                      ".well-known/openid-configuration", NULL);

  fetch (task, url, discovered_cb);
}

// Whether what is known of its keys is enough; a key that is not there may be a new one, or none.
static gboolean
has_keys (const Question *question)
{
  YcIssuer *self = question->issuer;
  const YcIdTokenRules rules = {self->issuer, self->client_id, self->claim, question->now};
  gint64 now = g_get_monotonic_time ();
  g_autoptr (GError) error = NULL;
  YcIdToken *token;

  if (self->keys == NULL || now - self->fetched_at > KEYS_US)
    return FALSE;
  token = yc_id_token_read (question->token, self->keys, &rules, &error);
  g_clear_pointer (&token, yc_id_token_free);
  if (!g_error_matches (error, YC_ERROR, YC_ERROR_NOT_FOUND) ||
      (self->missed_at != 0 && now - self->missed_at < PAUSE_US))
    return TRUE;
  self->missed_at = now;
  return FALSE;
}

void
yc_issuer_read_async (
    YcIssuer *self, const char *token, gint64 now, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  Question *question = g_new0 (Question, 1);

  self->under_way++;
  question->issuer = self;
  question->token = g_strdup (token);
  question->now = now;
  g_task_set_source_tag (task, yc_issuer_read_async);
  g_task_set_task_data (task, question, question_free);
  if (has_keys (question))
    read_token (task);
  else
    discover (g_steal_pointer (&task));
}

YcIdToken *
yc_issuer_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
