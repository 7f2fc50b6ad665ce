// A plain HTTP client for tests of central: says what it gets, and nothing else.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-test-central.h"

#include <json-glib/json-glib.h>
#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct {
  SoupSession *session; // owned
  const char *base;     // URL of central
  char *token;          // owned, nullable
} YcTestClient;

typedef struct {
  guint status; // 0: no answer at all
  GBytes *body;
  JsonNode *json;     // nullable
  JsonObject *object; // of json, nullable
  SoupMessageHeaders *headers;
} YcTestAnswer;

void yc_test_client_init (YcTestClient *self, const char *base);
void yc_test_client_clear (YcTestClient *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcTestClient, yc_test_client_clear)

// Signed in as this person, with the tests' password, at the terminal "t1".
void yc_test_client_sign_in (YcTestClient *self, const char *base, const char *person);

// Names and values of further headers end with NULL. `body` is nullable JSON text.
YcTestAnswer *
yc_test_ask (YcTestClient *self, const char *method, const char *path, const char *body);
YcTestAnswer *yc_test_ask_full (YcTestClient *self,
                                const char *method,
                                const char *path,
                                const char *type,
                                GBytes *body,
                                ...) G_GNUC_NULL_TERMINATED;
void yc_test_answer_free (YcTestAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcTestAnswer, yc_test_answer_free)

// Fails the test unless it is this problem.
void yc_test_assert_problem (YcTestAnswer *answer, guint status, const char *code);
void yc_test_assert_status (YcTestAnswer *answer, guint status);

// Fails the test unless the answer has the headers that all have; what may be kept says so.
void yc_test_assert_safe (YcTestAnswer *answer);

// Ids that say what they are: kind and number make a UUIDv7.
char *yc_test_id (guint kind, guint number);

// Text of an event; `data` is JSON text of an object.
char *yc_test_event (const char *id,
                     const char *case_id,
                     const char *type,
                     guint version,
                     const char *actor,
                     const char *role,
                     const char *data);

// Posts one event.
YcTestAnswer *yc_test_post_event (YcTestClient *self, const char *case_id, const char *event);

// The case number `n` up to the handoff, by `clerk` of the hall "main", of the department "land".
char *yc_test_hand_off (YcTestClient *self, guint n, const char *clerk);
// Only its first `length` events (at most 5).
char *yc_test_begin_case (YcTestClient *self, guint n, const char *clerk, guint length);

// A PNG, and its name.
GBytes *yc_test_png (guint32 seed, char **ret_sha256);

// Waits for news, as the same person: a thread whose result is the answer (YcTestAnswer).
GThread *yc_test_client_wait_for_feed (YcTestClient *self);

G_END_DECLS
