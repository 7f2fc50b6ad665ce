// The configuration file of yichuang-central.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DAY_MS               (24 * 3600 * G_GINT64_CONSTANT (1000))
#define REQUESTS_PER_SECOND  500
#define STRANGERS_PER_SECOND 50
#define GRACE_S              30
#define MOST_OF_S3           (5 * G_GINT64_CONSTANT (1024) * 1024 * 1024) // bytes of one PutObject

typedef enum { TEXT, WORD, NUMBER, SIZE, SWITCH } Type;

typedef struct {
  const char *group, *name;
  Type type;
  gsize place; // in YcConfig
  gint64 lowest, highest;
  const char *words[3]; // of WORD
} Key;

#define AT(member)  G_STRUCT_OFFSET (YcConfig, member)
#define HIGHEST     G_MAXINT32
#define A_THIRD_DAY (8 * 3600)

static const Key keys[] = {
    {"server", "data", TEXT, AT (data), 0, 0},
    {"server", "listen", TEXT, AT (listen), 0, 0},
    {"server", "port", NUMBER, AT (port), 0, G_MAXUINT16},
    {"server", "tls-certificate", TEXT, AT (tls_certificate), 0, 0},
    {"server", "tls-key", TEXT, AT (tls_key), 0, 0},
    {"server", "grace-seconds", NUMBER, AT (grace_s), 1, 600},
    {"server", "terminals", WORD, AT (terminals), 0, 0, {"any", "registered"}},
    {"server", "session-minutes", NUMBER, AT (session_minutes), 5, 7 * 24 * 60},
    {"oidc", "issuer", TEXT, AT (city.issuer), 0, 0},
    {"oidc", "client-id", TEXT, AT (city.client_id), 0, 0},
    {"oidc", "claim", TEXT, AT (city.claim), 0, 0},
    {"oidc", "scope", TEXT, AT (city.scope), 0, 0},
    {"oidc", "authority", TEXT, AT (city.authority), 0, 0},
    {"oidc", "device", SWITCH, AT (city.for_devices), 0, 0},
    {"oidc", "only", SWITCH, AT (city.only), 0, 0},
    {"log", "format", WORD, AT (log_format), 0, 0, {"text", "json"}},
    {"metrics", "anywhere", SWITCH, AT (metrics_anywhere), 0, 0},
    {"limits", "requests-per-second", NUMBER, AT (requests_per_second), -1, HIGHEST},
    {"limits", "strangers-per-second", NUMBER, AT (strangers_per_second), -1, HIGHEST},
    {"limits", "connections", NUMBER, AT (max_connections), 1, HIGHEST},
    {"limits", "idle-seconds", NUMBER, AT (idle_s), 1, A_THIRD_DAY},
    {"limits", "stall-seconds", NUMBER, AT (stall_s), 1, A_THIRD_DAY},
    {"limits", "slow-bytes-per-second", NUMBER, AT (slow_bytes), 1, HIGHEST},
    {"blobs", "store", WORD, AT (blob_store), 0, 0, {"folder", "s3"}},
    {"blobs", "endpoint", TEXT, AT (s3_endpoint), 0, 0},
    {"blobs", "bucket", TEXT, AT (s3_bucket), 0, 0},
    {"blobs", "region", TEXT, AT (s3_region), 0, 0},
    {"blobs", "access-key-id", TEXT, AT (s3_key_id), 0, 0},
    {"blobs", "secret-key-file", TEXT, AT (s3_secret_file), 0, 0},
    {"blobs", "ca-file", TEXT, AT (s3_ca_file), 0, 0},
    {"blobs", "addressing", WORD, AT (s3_addressing), 0, 0, {"path", "host"}},
    {"uploads", "size", SIZE, AT (max_upload), 1, G_MAXINT64},
    {"uploads", "keep-days", NUMBER, AT (keep_uploads_days), 1, 365},
    {"uploads", "open", NUMBER, AT (max_open_uploads), 1, HIGHEST},
    {"uploads", "parallel", NUMBER, AT (max_parallel_uploads), 1, HIGHEST},
};

static void
clear_city (YcIssuerOptions *city)
{
  const char *texts[] = {city->issuer, city->client_id, city->claim, city->scope, city->authority};

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free ((gpointer)texts[i]);
}

void
yc_config_clear (YcConfig *self)
{
  g_free (self->data);
  g_free (self->listen);
  g_free (self->tls_certificate);
  g_free (self->tls_key);
  g_free (self->terminals);
  g_free (self->log_format);
  clear_city (&self->city);
  g_free (self->blob_store);
  g_free (self->s3_endpoint);
  g_free (self->s3_bucket);
  g_free (self->s3_region);
  g_free (self->s3_key_id);
  g_free (self->s3_secret_file);
  g_free (self->s3_ca_file);
  g_free (self->s3_addressing);
}

static const Key *
find_key (const char *group, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (g_str_equal (keys[i].group, group) && (name == NULL || g_str_equal (keys[i].name, name)))
      return &keys[i];
  return NULL;
}

static gboolean G_GNUC_PRINTF (2, 3) complain (GPtrArray *problems, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_ptr_array_add (problems, g_strdup_vprintf (format, arguments));
  va_end (arguments);
  return FALSE;
}

// "64 MiB" is written 64M: K, M and G are powers of 1024.
static gboolean
parse_number (const Key *key, const char *text, gint64 *ret)
{
  static const char units[] = "KMG";
  gsize length = strlen (text);
  const char *unit = key->type == SIZE && length > 1 ? strchr (units, text[length - 1]) : NULL;
  g_autofree char *digits = unit != NULL ? g_strndup (text, length - 1) : g_strdup (text);
  guint shift = unit != NULL ? (guint)(unit - units + 1) * 10 : 0;

  if (!g_ascii_string_to_signed (digits, 10, key->lowest, key->highest >> shift, ret, NULL))
    return FALSE;
  *ret *= G_GINT64_CONSTANT (1) << shift;
  return TRUE;
}

static gboolean
take_switch (const char *text, gboolean *ret)
{
  *ret = g_str_equal (text, "true");
  return *ret || g_str_equal (text, "false");
}

static gboolean
take_value (YcConfig *self, const Key *key, char *text)
{
  g_autofree char *owned = text;
  char **string = G_STRUCT_MEMBER_P (self, key->place);

  switch (key->type) {
  case NUMBER:
  case SIZE:
    return parse_number (key, text, G_STRUCT_MEMBER_P (self, key->place));
  case SWITCH:
    return take_switch (text, G_STRUCT_MEMBER_P (self, key->place));
  case WORD:
    if (!g_strv_contains (key->words, text))
      return FALSE;
    break;
  case TEXT:
  default:
    if (*text == '\0')
      return FALSE;
  }
  g_free (*string);
  *string = g_steal_pointer (&owned);
  return TRUE;
}

static void
take_group (YcConfig *self, GKeyFile *file, const char *group, GPtrArray *problems)
{
  g_auto (GStrv) names = g_key_file_get_keys (file, group, NULL, NULL);

  if (find_key (group, NULL) == NULL) {
    complain (problems, "there is no group [%s]", group);
    return;
  }
  for (guint i = 0; names[i] != NULL; i++) {
    const Key *key = find_key (group, names[i]);
    char *text = key != NULL ? g_key_file_get_string (file, group, names[i], NULL) : NULL;

    if (key == NULL)
      complain (problems, "[%s] has no key “%s”", group, names[i]);
    else if (text == NULL || !take_value (self, key, text))
      complain (problems, "[%s] %s: this value is not allowed", group, names[i]);
  }
}

gboolean
yc_config_load (YcConfig *self, const char *path, GPtrArray *problems)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) groups = NULL;
  guint before = problems->len;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    return complain (problems, "%s", error->message);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; groups[i] != NULL; i++)
    take_group (self, file, groups[i], problems);
  return problems->len == before;
}

static void
check_tls (const YcConfig *self, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsCertificate) certificate = NULL;
  struct stat status;

  if ((self->tls_certificate == NULL) != (self->tls_key == NULL))
    complain (problems, "[server] tls-certificate and tls-key come together");
  if (self->tls_certificate == NULL || self->tls_key == NULL)
    return;
  certificate = g_tls_certificate_new_from_files (self->tls_certificate, self->tls_key, &error);
  if (certificate == NULL)
    complain (problems, "[server] tls-certificate: %s", error->message);
  if (stat (self->tls_key, &status) == 0 && (status.st_mode & S_IRWXO) != 0)
    complain (problems, "[server] tls-key: everybody on this machine may read the key");
}

static void
check_address (const YcConfig *self, GPtrArray *problems)
{
  const char *listen = self->listen != NULL ? self->listen : "127.0.0.1";
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (listen);

  if (address == NULL)
    complain (problems, "[server] listen: “%s” is no numeric address", listen);
  else if (self->tls_certificate == NULL && !g_inet_address_get_is_loopback (address))
    complain (problems, "[server] listen: without a certificate only this machine is served");
}

static void
check_city (const YcIssuerOptions *city, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  YcIssuer *issuer;

  if ((city->issuer == NULL) != (city->client_id == NULL))
    complain (problems, "[oidc] issuer and client-id come together");
  else if (city->issuer == NULL && city->only)
    complain (problems, "[oidc] only: without an issuer nobody could sign in");
  if (city->issuer == NULL || city->client_id == NULL)
    return;
  issuer = yc_issuer_new (city, &error);
  if (issuer == NULL)
    complain (problems, "[oidc] %s", error->message);
  g_clear_pointer (&issuer, yc_issuer_free);
}

gboolean
yc_config_get_s3 (const YcConfig *self, YcS3Place *ret_place)
{
  *ret_place = (YcS3Place){
      .endpoint = self->s3_endpoint,
      .bucket = self->s3_bucket,
      .region = self->s3_region,
      .key_id = self->s3_key_id,
      .secret_file = self->s3_secret_file,
      .ca_file = self->s3_ca_file,
      .in_host = g_strcmp0 (self->s3_addressing, "host") == 0,
  };
  return g_strcmp0 (self->blob_store, "s3") == 0;
}

// Whoever says where the store is and forgets to say that it is used would fill the disk.
static void
check_blobs (const YcConfig *self, GPtrArray *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcS3) s3 = NULL;
  YcS3Place place;

  if (!yc_config_get_s3 (self, &place)) {
    if (place.endpoint != NULL || place.bucket != NULL)
      complain (problems, "[blobs] store: is not s3, but a store is described");
    return;
  }
  s3 = yc_s3_new (&place, &error);
  if (s3 == NULL)
    complain (problems, "%s", error->message);
  if (self->max_upload > MOST_OF_S3)
    complain (problems, "[uploads] size: an S3 store takes 5G at once, and no more");
}

gboolean
yc_config_check (const YcConfig *self, GPtrArray *problems)
{
  guint before = problems->len;

  check_tls (self, problems);
  check_address (self, problems);
  check_city (&self->city, problems);
  check_blobs (self, problems);
  if (self->data == NULL)
    complain (problems, "[server] data: is needed");
  else if (access (self->data, R_OK | W_OK | X_OK) != 0)
    complain (problems, "[server] data: “%s” is no folder that can be written to", self->data);
  return problems->len == before;
}

gboolean
yc_config_is_terminals (const char *word)
{
  return word == NULL || g_strv_contains (find_key ("server", "terminals")->words, word);
}

static guint
limit (gint64 value, guint otherwise)
{
  return value < 0 ? 0 : value == 0 ? otherwise : (guint)value;
}

YcCentralOptions
yc_config_get_options (const YcConfig *self)
{
  return (YcCentralOptions){
      .folder = self->data,
      .listen = self->listen,
      .port = (guint16)self->port,
      .tls_certificate = self->tls_certificate,
      .tls_key = self->tls_key,
      .max_upload = self->max_upload,
      .keep_uploads_ms = self->keep_uploads_days * DAY_MS,
      .max_open_uploads = (guint)self->max_open_uploads,
      .max_parallel_uploads = (guint)self->max_parallel_uploads,
      .requests_per_second = limit (self->requests_per_second, REQUESTS_PER_SECOND),
      .strangers_per_second = limit (self->strangers_per_second, STRANGERS_PER_SECOND),
      .max_connections = (guint)self->max_connections,
      .idle_s = (guint)self->idle_s,
      .stall_s = (guint)self->stall_s,
      .slow_bytes = (guint)self->slow_bytes,
      .grace_s = self->grace_s > 0 ? (guint)self->grace_s : GRACE_S,
      .metrics_anywhere = self->metrics_anywhere,
      .session_minutes = (guint)self->session_minutes,
      .issuer = self->city.issuer != NULL ? &self->city : NULL,
      .only_registered = g_strcmp0 (self->terminals, "registered") == 0,
  };
}

// As a key file has it: with what is special in one marked.
static char *
escape (const char *text)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_key_file_set_string (file, "group", "key", text);
  return g_key_file_get_value (file, "group", "key", NULL);
}

// NULL: not set.
static char *
print_value (const YcConfig *self, const Key *key)
{
  gpointer place = G_STRUCT_MEMBER_P (self, key->place);

  if (key->type == SWITCH)
    return g_strdup (*(gboolean *)place ? "true" : "false");
  if (key->type == TEXT || key->type == WORD)
    return *(char **)place != NULL ? escape (*(char **)place) : NULL;
  return *(gint64 *)place != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, *(gint64 *)place) : NULL;
}

char *
yc_config_print (const YcConfig *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *value = print_value (self, &keys[i]);

    if (i == 0 || !g_str_equal (keys[i].group, keys[i - 1].group))
      g_string_append_printf (out, "[%s]\n", keys[i].group);
    g_string_append_printf (out, "%s%s=%s\n", value == NULL ? "# " : "", keys[i].name,
                            value != NULL ? value : "");
  }
  return g_string_free (out, FALSE);
}
