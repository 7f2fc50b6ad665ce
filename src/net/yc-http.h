// One HTTP request and its answer; turns what went wrong into our errors.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _YcHttp YcHttp;

YcHttp *yc_http_new (const char *url, const char *ca_file, GError **error);
void yc_http_free (YcHttp *http);
void yc_http_set_token (YcHttp *http, const char *token);

// A connection on which nothing happens for so long is given up.
void yc_http_set_timeout (YcHttp *http, guint seconds);

// Milliseconds that central asked us to stay away (Retry-After of its last 429 or 503); 0: it did
// not, or the time is over. At most ten minutes.
gint64 yc_http_get_wait_ms (YcHttp *http);

// The path of an address on this server, owned; NULL for one elsewhere, where the token must not
// go.
char *yc_http_find_path (YcHttp *http, const char *address);

typedef struct {
  guint status;
  GBytes *body;
  char *etag, *mime; // nullable
  struct _SoupMessageHeaders *headers;
} YcAnswer;
void yc_answer_free (YcAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcAnswer, yc_answer_free)

// `path` begins with "/". `body` and `mime` are nullable; so is `etag`, which makes the request
// conditional. Any status is an answer; only no answer is an error.
YcAnswer *yc_http_send (YcHttp *http,
                        const char *method,
                        const char *path,
                        GBytes *body,
                        const char *mime,
                        const char *etag,
                        GCancellable *cancellable,
                        GError **error);

// The same with further headers: names and values in turn, and NULL at the end.
YcAnswer *yc_http_send_with (YcHttp *http,
                             const char *method,
                             const char *path,
                             GBytes *body,
                             const char *mime,
                             const char *const *headers,
                             GCancellable *cancellable,
                             GError **error);

// Nullable.
const char *yc_answer_get_header (YcAnswer *answer, const char *name);

// Sets `error` from a problem+json answer (RFC 9457).
void yc_answer_to_error (YcAnswer *answer, GError **error);

// The answer's body as a JSON object, if its status is 2xx; else the error it names.
JsonNode *yc_answer_read (YcAnswer *answer, GError **error);

// The body as JSON whatever the status; NULL if it is none.
JsonNode *yc_answer_parse (YcAnswer *answer);

G_END_DECLS
