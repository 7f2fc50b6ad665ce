// A sign-in on its way: who wants in, at which terminal, and what speaks for them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-proof.h"
#include "yc-request.h"

G_BEGIN_DECLS

// Read by the worker, written by nobody while it has it.
typedef struct {
  YcRequest *request;      // owned
  char *person, *password; // nullable: an ID token says who it is
  char *id_token;          // nullable: a password does
  char *once;              // nullable: what the ID token can be used for once only
  char *terminal;
  YcProof *proof; // owned, nullable: the terminal proves no key
  char *hash;     // nullable: no such person
  gboolean quick;
} YcAttempt;

// NULL if the object is no sign-in.
YcAttempt *yc_attempt_new (YcRequest *request, JsonObject *object);
void yc_attempt_free (YcAttempt *self);

// Looks at the proof of the terminal. Tells nobody anything of people or terminals: that is for
// those who are who they say. Fails with YC_ERROR_EXPIRED or YC_ERROR_FORBIDDEN.
gboolean yc_attempt_check_proof (const YcAttempt *self, GError **error);

// It is this person: they get a session, if the terminal may, and the request its answer. Central
// knowing nobody of this name is answered with the code `unknown`.
void yc_attempt_admit (YcAttempt *self, YcErrorCode unknown, const char *detail);

// Asks the city's sign-in who it is, and then admits them. Takes the attempt over.
void yc_attempt_read_token (YcAttempt *self);

G_END_DECLS
