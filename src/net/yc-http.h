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

typedef struct {
  guint status;
  GBytes *body;
  char *etag, *mime; // nullable
} YcAnswer;
void yc_answer_free (YcAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcAnswer, yc_answer_free)

// `path` begins with "/v1/". `body` and `mime` are nullable; so is `etag`, which makes the request
// conditional. Any status is an answer; only no answer is an error.
YcAnswer *yc_http_send (YcHttp *http,
                        const char *method,
                        const char *path,
                        GBytes *body,
                        const char *mime,
                        const char *etag,
                        GCancellable *cancellable,
                        GError **error);

// Sets `error` from a problem+json answer (RFC 9457).
void yc_answer_to_error (YcAnswer *answer, GError **error);

// The answer's body as a JSON object, if its status is 2xx; else the error it names.
JsonNode *yc_answer_read (YcAnswer *answer, GError **error);

// The body as JSON whatever the status; NULL if it is none.
JsonNode *yc_answer_parse (YcAnswer *answer);

G_END_DECLS
