// A bucket of an S3 store: where it is, who we are there, and requests to it that carry our
// signature.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-s3.h"
#include "yc-error.h"
#include "yc-s3-sign.h"
#include "yc-safe-url.h"

#include <string.h>
#include <sys/stat.h>

#define EMPTY       "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define TIMEOUT_S   10 // in which something of a request or an answer must have moved
#define CONNECTIONS 32

struct _YcS3 {
  GUri *endpoint; // owned
  char *bucket, *region, *key_id, *secret;
  char *host;                // as the header says it
  gboolean in_host;          // and the bucket is in it
  GTlsDatabase *authorities; // owned, nullable
};

void
yc_s3_free (YcS3 *self)
{
  g_clear_pointer (&self->endpoint, g_uri_unref);
  g_clear_object (&self->authorities);
  g_free (self->bucket);
  g_free (self->region);
  g_free (self->key_id);
  if (self->secret != NULL)
    explicit_bzero (self->secret, strlen (self->secret));
  g_free (self->secret);
  g_free (self->host);
  g_free (self);
}

static gboolean G_GNUC_PRINTF (2, 3) refuse (GError **error, const char *format, ...)
{
  va_list arguments;
  g_autofree char *sentence = NULL;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, YC_ERROR, YC_ERROR_MALFORMED, "[blobs] %s", sentence);
  return FALSE;
}

static gboolean
take_endpoint (YcS3 *self, const char *text, GError **error)
{
  if (text != NULL)
    self->endpoint = g_uri_parse (text, SOUP_HTTP_URI_FLAGS, NULL);
  if (self->endpoint == NULL || g_uri_get_host (self->endpoint) == NULL ||
      strlen (g_uri_get_path (self->endpoint)) > 1 || g_uri_get_query (self->endpoint) != NULL ||
      g_uri_get_userinfo (self->endpoint) != NULL)
    return refuse (error, "endpoint: the address of the store is needed, without a path, such as"
                          " https://s3.example.org");
  if (!yc_url_is_safe (text))
    return refuse (error, "endpoint: “%s” must begin with https; http is only for this machine",
                   text);
  return TRUE;
}

// Names that need no percent-encoding, and are good in a host, too.
static gboolean
take_bucket (YcS3 *self, const char *bucket, GError **error)
{
  gsize length = bucket != NULL ? strlen (bucket) : 0;

  if (length < 3 || length > 63 ||
      strspn (bucket, "abcdefghijklmnopqrstuvwxyz0123456789.-") != length ||
      !g_ascii_isalnum (bucket[0]) || !g_ascii_isalnum (bucket[length - 1]))
    return refuse (error, "bucket: its name is needed, 3 to 63 of a-z, 0-9, dot and hyphen");
  self->bucket = g_strdup (bucket);
  return TRUE;
}

// What goes into a header between slashes and commas.
static gboolean
is_word (const char *text)
{
  if (text == NULL || *text == '\0')
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p) || strchr ("/,=", *p) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
take_secret (YcS3 *self, const char *path, GError **error)
{
  struct stat status;
  g_autoptr (GError) problem = NULL;

  if (path == NULL)
    return refuse (error, "secret-key-file: the file that holds the secret key is needed");
  if (!g_file_get_contents (path, &self->secret, NULL, &problem))
    return refuse (error, "secret-key-file: %s", problem->message);
  if (stat (path, &status) == 0 && (status.st_mode & S_IRWXO) != 0)
    return refuse (error, "secret-key-file: everybody on this machine may read “%s”; chmod 600 it",
                   path);
  g_strstrip (self->secret);
  if (!g_str_is_ascii (self->secret) || *self->secret == '\0' ||
      strpbrk (self->secret, " \t\r\n") != NULL)
    return refuse (error, "secret-key-file: “%s” holds no secret key, which is one word", path);
  return TRUE;
}

static gboolean
take_authorities (YcS3 *self, const char *path, GError **error)
{
  g_autoptr (GError) problem = NULL;

  if (path == NULL)
    return TRUE;
  self->authorities = g_tls_file_database_new (path, &problem);
  return self->authorities != NULL || refuse (error, "ca-file: %s", problem->message);
}

static gboolean
take_key (YcS3 *self, const YcS3Place *place, GError **error)
{
  self->region = g_strdup (place->region != NULL ? place->region : "us-east-1");
  self->key_id = g_strdup (place->key_id);
  if (!is_word (self->region))
    return refuse (error, "region: “%s” is no region", self->region);
  if (!is_word (self->key_id))
    return refuse (error, "access-key-id: is needed, one word");
  return take_secret (self, place->secret_file, error);
}

// The port stands in it unless it is the usual one, as libsoup writes it.
static char *
make_host (YcS3 *self)
{
  g_autofree char *host = g_ascii_strdown (g_uri_get_host (self->endpoint), -1);
  g_autofree char *named = self->in_host ? g_strconcat (self->bucket, ".", host, NULL)
                           : strchr (host, ':') != NULL ? g_strconcat ("[", host, "]", NULL)
                                                        : g_strdup (host);
  int port = g_uri_get_port (self->endpoint);
  int usual = g_str_equal (g_uri_get_scheme (self->endpoint), "https") ? 443 : 80;

  return port < 0 || port == usual ? g_steal_pointer (&named)
                                   : g_strdup_printf ("%s:%d", named, port);
}

YcS3 *
yc_s3_new (const YcS3Place *place, GError **error)
{
  g_autoptr (YcS3) self = g_new0 (YcS3, 1);

  self->in_host = place->in_host;
  if (!take_endpoint (self, place->endpoint, error) || !take_bucket (self, place->bucket, error) ||
      !take_key (self, place, error) || !take_authorities (self, place->ca_file, error))
    return NULL;
  self->host = make_host (self);
  return g_steal_pointer (&self);
}

const char *
yc_s3_get_bucket (YcS3 *self)
{
  return self->bucket;
}

SoupSession *
yc_s3_make_session (YcS3 *self)
{
  SoupSession *session = soup_session_new_with_options (
      "timeout", TIMEOUT_S, "max-conns", CONNECTIONS, "max-conns-per-host", CONNECTIONS,
      "user-agent", "yichuang-central", NULL);

  // An object is what its bytes are, and who asks is said by the signature alone.
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  if (self->authorities != NULL)
    soup_session_set_tls_database (session, self->authorities);
  return session;
}

static char *
format_time (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y%m%dT%H%M%SZ");
}

static char *
make_path (YcS3 *self, const char *object)
{
  if (self->in_host)
    return g_strconcat ("/", object, NULL);
  return g_strconcat ("/", self->bucket, object != NULL ? "/" : NULL, object, NULL);
}

static void
sign (YcS3 *self, SoupMessage *message, const YcS3Request *request)
{
  const YcS3Key key = {self->key_id, self->secret, self->region, "s3"};
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char *authorization = yc_s3_sign (&key, request);

  for (const YcS3Header *header = request->headers; header->name != NULL; header++)
    if (!g_str_equal (header->name, "host")) // libsoup says the same
      soup_message_headers_replace (headers, header->name, header->value);
  soup_message_headers_replace (headers, "Authorization", authorization);
}

SoupMessage *
yc_s3_ask (YcS3 *self,
           const char *method,
           const char *object,
           const char *query,
           const char *range,
           const char *payload)
{
  const char *sum = payload != NULL ? payload : EMPTY;
  g_autofree char *path = make_path (self, object);
  g_autofree char *time = format_time ();
  g_autofree char *address = g_strdup_printf ("%s://%s%s%s%s", g_uri_get_scheme (self->endpoint),
                                              self->host, path, *query != '\0' ? "?" : "", query);
  YcS3Header headers[6] = {{NULL}};
  guint n = 0;
  SoupMessage *message = soup_message_new (method, address);

  if (payload != NULL)
    headers[n++] = (YcS3Header){"content-type", YC_S3_CONTENT_TYPE};
  headers[n++] = (YcS3Header){"host", self->host};
  if (range != NULL)
    headers[n++] = (YcS3Header){"range", range};
  headers[n++] = (YcS3Header){"x-amz-content-sha256", sum};
  headers[n++] = (YcS3Header){"x-amz-date", time};
  // Where the store is, the keeper of central has said: it does not send anybody elsewhere.
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  sign (self, message, &(YcS3Request){method, path, query, headers, sum, time});
  return message;
}
