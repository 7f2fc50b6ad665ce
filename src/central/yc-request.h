// One request on its way through central: what was asked, by whom, and the ways to answer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-central.h"
#include "yc-error.h"
#include "yc-person.h"
#include "yc-router.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

#define YC_REQUEST_MAX_JSON (1 << 20)
#define YC_REQUEST_MAX_BLOB (32 << 20)

// Lives as long as its message, or as long as somebody holds a reference.
struct _YcRequest {
  YcCentral *central;         // not owned: it outlives its server
  SoupServerMessage *message; // owned; NULL once it is over
  const YcRoute *route;       // nullable: nothing matched
  char *parameters[YC_ROUTE_PARAMETERS];
  GHashTable *query;  // name -> value
  YcPerson *person;   // nullable: not signed in
  char *id;           // by which logs speak of it: the client's, or made up
  char *token_hash;   // of the person's token
  char *terminal;     // at which the person signed in
  gsize limit;        // of the body
  gsize received;     // bytes of the body so far
  gint64 began;       // monotonic
  gboolean is_paused; // an answer will come later
  YcFault fault;      // what a test lets go wrong
  gpointer extra;     // nullable: the route's own, freed with free_extra
  GDestroyNotify free_extra;
};

YcRequest *yc_request_new (YcCentral *central, SoupServerMessage *message);
YcRequest *yc_request_ref (YcRequest *self);
void yc_request_unref (YcRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcRequest, yc_request_unref)

// The request of a message; NULL before it was made.
YcRequest *yc_request_get (SoupServerMessage *message);

// The body as a JSON object; otherwise answers what is wrong and returns NULL.
JsonNode *yc_request_parse (YcRequest *self);

// A number of the query. FALSE, and answered, if it is none or lies outside.
gboolean yc_request_get_number (
    YcRequest *self, const char *name, gint64 fallback, gint64 lowest, gint64 highest, gint64 *ret);

// The header's value; nullable.
const char *yc_request_get_header (YcRequest *self, const char *name);
void yc_request_set_header (YcRequest *self, const char *name, const char *value);

// Answers. Each takes what it is given over and lets a paused message go on.
void yc_request_answer_empty (YcRequest *self, guint status);
void yc_request_answer_text (YcRequest *self, guint status, char *json);
void yc_request_answer_object (YcRequest *self, guint status, JsonObject *object);
void yc_request_answer_bytes (YcRequest *self, guint status, const char *mime, GBytes *bytes);
// The head of an answer with `length` bytes: all that a HEAD is answered, otherwise the bytes
// follow.
void yc_request_answer_head (YcRequest *self, guint status, const char *mime, gint64 length);

// Problems. `detail` is nullable. The last one is for problems with members of their own.
void yc_request_answer_problem (YcRequest *self, YcErrorCode code, const char *detail);
void yc_request_answer_error (YcRequest *self, const GError *error);
// The same for what is out of reach: a 503 also tells when to come back.
void yc_request_answer_away (YcRequest *self, const GError *error);
void yc_request_answer_problem_object (YcRequest *self, JsonObject *problem);

// Lets the answer be the last one of its connection, and say so.
void yc_request_close (YcRequest *self);

// Ends the connection, whatever else was to be said on it.
void yc_request_cut_off (YcRequest *self);

// Holds the answer back until one is given. Again, or once it is over, is harmless.
void yc_request_pause (YcRequest *self);

G_END_DECLS
