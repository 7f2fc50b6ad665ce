// What the files of the ledger share. SQL text is for both kinds of database, with ?1, ?2 … for
// values; where they differ, the texts stand side by side.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-db.h"
#include "yc-ledger.h"

G_BEGIN_DECLS

struct _YcLedger {
  YcDb *db;             // owned
  char *folder;         // owned
  char *database;       // owned, nullable: the URI of a PostgreSQL
  gint64 end_seq;       // of the last event, while a transaction holds the end of the chain
  char *end_hash;       // its hash; owned, NULL: it was not looked at
  gint64 counted_seq;   // of the last event before those of the transaction that are not counted
  YcCalendar *calendar; // owned, nullable: by which days are counted
  char *calendar_etag;  // of its catalogue; owned, nullable
  char *calendar_sum;   // owned, nullable
  char *origin;         // owned: tells news of this connection from those of others
};

// Three parameters that yc_ledger_scope_list () and the scope's other members fill: "itt".
#define YC_LEDGER_SCOPE                                                                            \
  "(?1 = 1 OR hall = ?2 OR"                                                                        \
  " (office = 1 AND replace (?3, '\n' || department || '\n', '') <> ?3))"

// The departments of a scope, each between line feeds.
char *yc_ledger_scope_list (const YcScope *scope);

// The text for this kind of database.
const char *yc_ledger_pick (YcLedger *self, const char *sqlite, const char *postgres);

// Until the transaction ends, nobody else gets a lock of this name. A file needs none: there, only
// one transaction writes at a time.
gboolean yc_ledger_lock (YcLedger *self, const char *name, GError **error);

// Tells other servers, when the transaction ends, that the case has changed.
gboolean yc_ledger_tell (YcLedger *self, const YcCase *now, GError **error);

// Likewise, that sessions have ended.
gboolean yc_ledger_tell_sessions (YcLedger *self, GError **error);

// Makes another key with which packets are sealed in a hall.
gboolean yc_ledger_add_hall_key (YcLedger *self, const char *hall, gint64 now, GError **error);

// The first column of the only row, owned; NULL without an error if there is no row.
char *yc_ledger_take_text (YcStatement *statement, GError **error);

// Makes sure that the end of the chain is known. Who looks holds it until the transaction is over.
gboolean yc_ledger_hold_end (YcLedger *self, GError **error);

// Counts a case, whose row is at `place`, as it stands now.
gboolean yc_ledger_count (YcLedger *self, gint64 place, const YcCase *now, GError **error);

// For a verification: compares what cases count for with what was counted. NULL while something is
// still to be counted; `fold` is each case of the ledger.
typedef struct _YcTallyCheck YcTallyCheck;

YcTallyCheck *yc_tally_check_new (YcLedger *ledger);
gboolean yc_tally_check_case (YcTallyCheck *self, const YcCase *fold);
// After the last case: whether the sums are those of the cases.
gboolean yc_tally_check_sums (YcTallyCheck *self);
void yc_tally_check_free (YcTallyCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcTallyCheck, yc_tally_check_free)

// Makes rows anew that an older version of the program left.
gboolean yc_ledger_project_stale (YcLedger *self, GError **error);

// The words under which a case with this text is found: its own, and those of where it belongs.
char *yc_ledger_case_words (const YcCase *now, const char *text);

// A comma, unless it is the first of a list.
void yc_ledger_separate (GString *out);

// For the end of a loop over rows: TRUE if it ended because there are no more.
gboolean yc_ledger_at_end (GError *problem, GError **error);

G_END_DECLS
