// Cases that are told in a line of text, written into a ledger without anybody who checks them
// against a catalogue.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-ledger.h"

G_BEGIN_DECLS

// Five working days are promised, ten allowed by law, and the lamp is yellow on the last two.
typedef struct {
  const char *hall, *department, *item;
  // What happens: "MM-DD TYPE [WORD]", with semicolons between, in 2026 at ten in the morning. The
  // word is a notice's keys with commas between, how the result goes out, the kind of a refusal, or
  // "helper" for who takes something in. The case is opened on the first day.
  const char *steps;
} YcTestTale;

// Appends the events of the case number `n`, and projects it after each of them.
void yc_test_tell (YcLedger *ledger, guint n, const YcTestTale *tale);

// One event more: `before` is taken over and nullable. Fails if it is not possible.
YcCase *yc_test_tell_step (YcLedger *ledger,
                           YcCase *before,
                           guint n,
                           const YcTestTale *tale,
                           YcEventType type,
                           gint64 at,
                           const char *word);

// A catalogue without items, with the calendar of 2026; `more_off` is nullable: JSON strings of
// further days off, with a comma behind each.
void yc_test_add_calendar (YcLedger *ledger, int version, const char *more_off);

G_END_DECLS
