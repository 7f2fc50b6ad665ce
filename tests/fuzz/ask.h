// A central in this process, asked without a network: what the targets that feed its requests
// share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "fuzz.h"
#include "yc-central-private.h"

G_BEGIN_DECLS

// A case of wang's with three events.
#define ASK_CASE "01936f2e-7c3a-7ca5-8000-000000000001"

typedef struct {
  guint status; // 0: cut off
  SoupMessageHeaders *headers;
  GBytes *body;
  JsonNode *json; // nullable
} Answer;

void answer_free (Answer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

// Where a register is, before the first input.
void ask_set_register (const char *source, const char *url);

// Begins an input: all inputs find central as the first one did. The first one starts it. Its
// people are wang (intake), li (approver), zhao (supervisor) and central (every role).
YcCentral *ask_begin (void);
void ask_end (void);

// Asks as this person (NULL: nobody). `headers`: a line each, without an end of its own. The answer
// is one that the contract documents for the route, a problem is whole, and nothing is central's
// own failure; the target fails otherwise.
Answer *ask (const char *method,
             const char *target,
             const char *person,
             const char *headers,
             gconstpointer body,
             gsize size);

// Whether a line can be one of the headers of a request: how long the body is, ask () says, and
// libsoup leaks lines that are folded.
gboolean ask_is_header (const char *line);

const char *answer_get_text (Answer *answer, const char *member);
gint64 answer_get_number (Answer *answer, const char *member);

G_END_DECLS
