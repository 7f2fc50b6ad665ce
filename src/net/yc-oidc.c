// Signing in with the city's own sign-in, as a program without secrets.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-oidc.h"
#include "yc-error.h"
#include "yc-http.h"
#include "yc-loopback.h"
#include "yc-wire.h"

#include <libsoup/soup.h>
#include <string.h>
#include <sys/random.h>

#define TIMEOUT_S     20
#define SECRET_BYTES  32
#define FORM          "application/x-www-form-urlencoded"
#define DEVICE_CODE   "urn:ietf:params:oauth:grant-type:device_code"
#define INTERVAL_S    5 // RFC 8628, 3.2 and 3.5: unless it says another; and so much slower
#define LONGEST_GAP_S 60

struct _YcOidc {
  char *issuer, *client_id, *scope, *ca_file;
  JsonNode *places; // owned: what discovery told
};

void
yc_oidc_tokens_free (YcOidcTokens *self)
{
  g_free (self->id_token);
  g_free (self->refresh_token);
  g_free (self);
}

void
yc_oidc_free (YcOidc *self)
{
  g_free (self->issuer);
  g_free (self->client_id);
  g_free (self->scope);
  g_free (self->ca_file);
  g_clear_pointer (&self->places, json_node_unref);
  g_free (self);
}

// ---- Asking -------------------------------------------------------------------------------------

static void
set_away (const char *why, GError **error)
{
  g_set_error (error, YC_ERROR, YC_ERROR_CITY_AWAY, "the city's sign-in: %s", why);
}

static YcAnswer *
send_with (
    const char *ca_file, const char *url, GBytes *form, GCancellable *cancellable, GError **error)
{
  const char *host = strstr (url, "://");
  const char *path = host != NULL ? strchr (host + 3, '/') : NULL;
  g_autofree char *origin = path != NULL ? g_strndup (url, (gsize)(path - url)) : g_strdup (url);
  YcHttp *http = yc_http_new (origin, ca_file, error);
  YcAnswer *answer;

  if (http == NULL)
    return NULL;
  yc_http_set_timeout (http, TIMEOUT_S);
  answer = yc_http_send (http, form != NULL ? "POST" : "GET", path != NULL ? path : "/", form, FORM,
                         NULL, cancellable, error);
  yc_http_free (http);
  return answer;
}

// Asks, or tells `form` where it is not NULL. The city's certificate may be one that everybody
// trusts, though central's is not, or of the same authority; nothing is sent before that is known.
static YcAnswer *
send_form (
    const YcOidc *self, const char *url, GBytes *form, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) problem = NULL;
  YcAnswer *answer = send_with (NULL, url, form, cancellable, &problem);

  if (self->ca_file != NULL && g_error_matches (problem, YC_ERROR, YC_ERROR_TLS))
    return send_with (self->ca_file, url, form, cancellable, error);
  if (answer == NULL)
    g_propagate_error (error, g_steal_pointer (&problem));
  return answer;
}

// The answer as JSON, whatever its status.
static JsonNode *
ask (const YcOidc *self,
     const char *url,
     GBytes *form,
     guint *ret_status,
     GCancellable *cancellable,
     GError **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (YcAnswer) answer = NULL;
  g_autoptr (JsonNode) node = NULL;

  answer = send_form (self, url, form, cancellable, &problem);
  if (g_error_matches (problem, YC_ERROR, YC_ERROR_CANCELLED)) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return NULL;
  }
  if (answer == NULL) {
    set_away (problem->message, error);
    return NULL;
  }
  *ret_status = answer->status;
  node = yc_answer_parse (answer);
  if (node == NULL)
    set_away ("what it answers is no JSON", error);
  return g_steal_pointer (&node);
}

static const char *
find_place (const YcOidc *self, const char *name)
{
  return yc_wire_get_string (json_node_get_object (self->places), name);
}

static gboolean
discover (YcOidc *self, GCancellable *cancellable, GError **error)
{
  g_autofree char *url = g_strconcat (self->issuer, g_str_has_suffix (self->issuer, "/") ? "" : "/",
                                      ".well-known/openid-configuration", NULL);
  guint status = 0;

  self->places = ask (self, url, NULL, &status, cancellable, error);
  if (self->places == NULL)
    return FALSE;
  if (status == SOUP_STATUS_OK && g_strcmp0 (find_place (self, "issuer"), self->issuer) == 0 &&
      find_place (self, "authorization_endpoint") != NULL &&
      find_place (self, "token_endpoint") != NULL)
    return TRUE;
  set_away ("it is another one than central says, or none", error);
  return FALSE;
}

YcOidc *
yc_oidc_new (const YcCity *city, const char *ca_file, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcOidc) self = g_new0 (YcOidc, 1);

  self->issuer = g_strdup (city->issuer);
  self->client_id = g_strdup (city->client_id);
  self->scope = g_strdup (city->scope);
  self->ca_file = g_strdup (ca_file);
  return discover (self, cancellable, error) ? g_steal_pointer (&self) : NULL;
}

static GBytes *
pack (GHashTable *fields)
{
  char *text = soup_form_encode_hash (fields);

  return g_bytes_new_take (text, strlen (text));
}

// Names and values in turn, and NULL at the end; the client's name goes along. Values are borrowed.
static GHashTable *G_GNUC_NULL_TERMINATED
list_fields (const YcOidc *self, ...)
{
  GHashTable *fields = g_hash_table_new (g_str_hash, g_str_equal);
  const char *name;
  va_list more;

  g_hash_table_insert (fields, (gpointer) "client_id", self->client_id);
  va_start (more, self);
  while ((name = va_arg (more, const char *)) != NULL)
    g_hash_table_insert (fields, (gpointer)name, va_arg (more, char *));
  va_end (more);
  return fields;
}

static void
set_refused (JsonObject *object, const char *fallback, GError **error)
{
  const char *name = object != NULL ? yc_wire_get_string (object, "error") : NULL;

  g_set_error (error, YC_ERROR, YC_ERROR_CITY_REFUSED, "the city's sign-in refused: %s",
               name != NULL ? name : fallback);
}

// `*ret_refusal` (nullable) is what it said in place of tokens, such as "authorization_pending".
static YcOidcTokens *
fetch_tokens (const YcOidc *self,
              GHashTable *fields,
              char **ret_refusal,
              GCancellable *cancellable,
              GError **error)
{
  g_autoptr (GBytes) form = pack (fields);
  guint status = 0;
  g_autoptr (JsonNode) node =
      ask (self, find_place (self, "token_endpoint"), form, &status, cancellable, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;
  const char *id_token = object != NULL ? yc_wire_get_string (object, "id_token") : NULL;
  YcOidcTokens *tokens;

  if (object == NULL)
    return NULL;
  if (status != SOUP_STATUS_OK || id_token == NULL) {
    if (ret_refusal != NULL)
      *ret_refusal = g_strdup (yc_wire_get_string (object, "error"));
    set_refused (object, "it gives no ID token", error);
    return NULL;
  }
  tokens = g_new0 (YcOidcTokens, 1);
  tokens->id_token = g_strdup (id_token);
  tokens->refresh_token = g_strdup (yc_wire_get_string (object, "refresh_token"));
  return tokens;
}

// ---- By the browser -----------------------------------------------------------------------------

// base64url without padding (RFC 7636, 3).
static char *
encode (const guint8 *bytes, gsize size)
{
  char *text = g_base64_encode (bytes, size);

  g_strdelimit (text, "+", '-');
  g_strdelimit (text, "/", '_');
  text[strcspn (text, "=")] = '\0';
  return text;
}

static char *
make_secret (void)
{
  guint8 bytes[SECRET_BYTES];

  if (getentropy (bytes, sizeof bytes) != 0)
    g_error ("The system gives no random numbers");
  return encode (bytes, sizeof bytes);
}

// RFC 7636, 4.2: S256.
static char *
make_code_challenge (const char *verifier)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 hash[32];
  gsize size = sizeof hash;

  g_checksum_update (sum, (const guint8 *)verifier, -1);
  g_checksum_get_digest (sum, hash, &size);
  return encode (hash, size);
}

// Somebody else may have signed in there before and be remembered: it asks anew ("prompt").
static char *
make_address (
    const YcOidc *self, const char *uri, const char *state, const char *nonce, const char *verifier)
{
  g_autofree char *challenge = make_code_challenge (verifier);
  g_autoptr (GHashTable) fields =
      list_fields (self, "response_type", "code", "scope", self->scope, "redirect_uri", uri,
                   "state", state, "nonce", nonce, "code_challenge", challenge,
                   "code_challenge_method", "S256", "prompt", "login", NULL);
  g_autofree char *query = soup_form_encode_hash (fields);
  const char *place = find_place (self, "authorization_endpoint");

  return g_strconcat (place, strchr (place, '?') != NULL ? "&" : "?", query, NULL);
}

// Another issuer's answer must not be taken for this one's (RFC 9207).
static gboolean
check_answer (const YcOidc *self, GHashTable *answer, GError **error)
{
  const char *problem = g_hash_table_lookup (answer, "error");
  const char *issuer = g_hash_table_lookup (answer, "iss");

  if (g_hash_table_lookup (answer, "code") != NULL && problem == NULL &&
      (issuer == NULL || g_str_equal (issuer, self->issuer)))
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_CITY_REFUSED, "the city's sign-in refused: %s",
               problem != NULL ? problem : "another one answered");
  return FALSE;
}

YcOidcTokens *
yc_oidc_sign_in (YcOidc *self,
                 const char *nonce,
                 const char *page,
                 YcOidcShow show,
                 gpointer user_data,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *state = make_secret ();
  g_autofree char *verifier = make_secret ();
  g_autofree char *address = NULL;
  g_autoptr (YcLoopback) loopback = yc_loopback_new (state, page, error);
  g_autoptr (GHashTable) answer = NULL, fields = NULL;
  const char *uri;

  if (loopback == NULL)
    return NULL;
  uri = yc_loopback_get_uri (loopback);
  address = make_address (self, uri, state, nonce, verifier);
  show (&(YcOidcStep){address, NULL, NULL}, user_data);
  answer = yc_loopback_wait (loopback, YC_OIDC_WAIT_MS, cancellable, error);
  if (answer == NULL || !check_answer (self, answer, error))
    return NULL;
  fields = list_fields (self, "grant_type", "authorization_code", "code",
                        g_hash_table_lookup (answer, "code"), "redirect_uri", uri, "code_verifier",
                        verifier, NULL);
  return fetch_tokens (self, fields, NULL, cancellable, error);
}

// ---- By another device --------------------------------------------------------------------------

// FALSE if it was cancelled meanwhile.
static gboolean
rest (guint seconds, GCancellable *cancellable, GError **error)
{
  GPollFD fd;

  if (cancellable == NULL || !g_cancellable_make_pollfd (cancellable, &fd)) {
    g_usleep (seconds * G_USEC_PER_SEC);
    return TRUE;
  }
  g_poll (&fd, 1, (int)seconds * 1000);
  g_cancellable_release_fd (cancellable);
  if (!g_cancellable_is_cancelled (cancellable))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_CANCELLED, "signing in was broken off");
  return FALSE;
}

static JsonNode *
begin_device (const YcOidc *self, const char *nonce, GCancellable *cancellable, GError **error)
{
  const char *place = find_place (self, "device_authorization_endpoint");
  g_autoptr (GHashTable) fields = list_fields (self, "scope", self->scope, "nonce", nonce, NULL);
  g_autoptr (GBytes) form = pack (fields);
  g_autoptr (JsonNode) node = NULL;
  JsonObject *object;
  guint status = 0;

  if (place == NULL) {
    set_away ("it does not serve devices", error);
    return NULL;
  }
  node = ask (self, place, form, &status, cancellable, error);
  object = node != NULL ? json_node_get_object (node) : NULL;
  if (object == NULL)
    return NULL;
  if (status == SOUP_STATUS_OK && yc_wire_get_string (object, "device_code") != NULL &&
      yc_wire_get_string (object, "user_code") != NULL &&
      yc_wire_get_string (object, "verification_uri") != NULL)
    return g_steal_pointer (&node);
  set_refused (object, "it gives no code", error);
  return NULL;
}

// Whether to go on asking after a refusal (RFC 8628, 3.5): nobody has come yet, or it is away for a
// moment.
static gboolean
is_pending (const char *refusal, const GError *problem)
{
  return g_strcmp0 (refusal, "authorization_pending") == 0 ||
         g_strcmp0 (refusal, "slow_down") == 0 ||
         g_error_matches (problem, YC_ERROR, YC_ERROR_CITY_AWAY);
}

static YcOidcTokens *
poll_tokens (const YcOidc *self, JsonObject *begun, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) fields = list_fields (self, "grant_type", DEVICE_CODE, "device_code",
                                               yc_wire_get_string (begun, "device_code"), NULL);
  gint64 until = g_get_monotonic_time () + YC_OIDC_WAIT_MS * G_TIME_SPAN_MILLISECOND;
  guint gap = (guint)CLAMP (yc_wire_get_int (begun, "interval", INTERVAL_S), 1, LONGEST_GAP_S);

  while (rest (gap, cancellable, error)) {
    g_autofree char *refusal = NULL;
    g_autoptr (GError) problem = NULL;
    YcOidcTokens *tokens = fetch_tokens (self, fields, &refusal, cancellable, &problem);
    gboolean is_over = g_strcmp0 (refusal, "expired_token") == 0 || g_get_monotonic_time () > until;

    if (tokens != NULL)
      return tokens;
    if (is_over || !is_pending (refusal, problem)) {
      if (is_over)
        g_set_error_literal (error, YC_ERROR, YC_ERROR_CITY_LATE, "nobody typed the code in time");
      else
        g_propagate_error (error, g_steal_pointer (&problem));
      return NULL;
    }
    if (g_strcmp0 (refusal, "slow_down") == 0)
      gap = MIN (gap + INTERVAL_S, LONGEST_GAP_S);
  }
  return NULL;
}

YcOidcTokens *
yc_oidc_sign_in_device (YcOidc *self,
                        const char *nonce,
                        YcOidcShow show,
                        gpointer user_data,
                        GCancellable *cancellable,
                        GError **error)
{
  g_autoptr (JsonNode) node = begin_device (self, nonce, cancellable, error);
  JsonObject *begun = node != NULL ? json_node_get_object (node) : NULL;
  YcOidcStep step;

  if (begun == NULL)
    return NULL;
  step.place = yc_wire_get_string (begun, "verification_uri");
  step.address = yc_wire_get_string (begun, "verification_uri_complete");
  step.user_code = yc_wire_get_string (begun, "user_code");
  if (step.address == NULL)
    step.address = step.place;
  show (&step, user_data);
  return poll_tokens (self, begun, cancellable, error);
}

// ---- Afterwards ---------------------------------------------------------------------------------

YcOidcTokens *
yc_oidc_refresh (YcOidc *self, const char *refresh_token, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) fields =
      list_fields (self, "grant_type", "refresh_token", "refresh_token", refresh_token, NULL);
  YcOidcTokens *tokens = fetch_tokens (self, fields, NULL, cancellable, error);

  if (tokens != NULL && tokens->refresh_token == NULL)
    tokens->refresh_token = g_strdup (refresh_token);
  return tokens;
}

gboolean
yc_oidc_revoke (YcOidc *self, const char *refresh_token, GCancellable *cancellable, GError **error)
{
  const char *place = find_place (self, "revocation_endpoint");
  g_autoptr (GHashTable) fields =
      list_fields (self, "token", refresh_token, "token_type_hint", "refresh_token", NULL);
  g_autoptr (GBytes) form = pack (fields);
  g_autoptr (YcAnswer) answer = NULL;

  if (place != NULL)
    answer = send_form (self, place, form, cancellable, error);
  return place == NULL || answer != NULL;
}
