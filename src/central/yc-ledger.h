// All that central keeps but the bytes of blobs: events, people, numbers, catalogues. One interface
// over an SQLite file and over a PostgreSQL.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-blobs.h"
#include "yc-case.h"
#include "yc-seal.h"
#include "yc-sight.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// Belongs to the thread that opened it. Every function that takes an error can fail as the database
// does: YC_ERROR_DISK_FULL, YC_ERROR_READ_ONLY, YC_ERROR_BUSY, YC_ERROR_CORRUPT or YC_ERROR_FAILED.
// A find function returns NULL without an error when there is nothing.
typedef struct _YcLedger YcLedger;

// Opens what lies in `folder`; makes it, readable for its owner only, unless `read_only`. All is
// central.db there or, if there is a file "database", in the PostgreSQL whose URI it holds: a
// password in it stands in no list of processes.
YcLedger *yc_ledger_open (const char *folder, gboolean read_only, GError **error);
void yc_ledger_close (YcLedger *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcLedger, yc_ledger_close)

// Says that a folder's database is the PostgreSQL of this URI. Fails with YC_ERROR_MALFORMED if it
// has a file or another one already.
gboolean yc_ledger_place (const char *folder, const char *database, GError **error);

const char *yc_ledger_get_folder (YcLedger *self);

// Whether other servers may use the database at the same time.
gboolean yc_ledger_is_shared (YcLedger *self);

// One transaction; calls nest. After a loss of the connection to a PostgreSQL (YC_ERROR_BUSY)
// nobody knows whether a commit was done; everything that is sent again is harmless.
gboolean yc_ledger_begin (YcLedger *self, GError **error);
gboolean yc_ledger_commit (YcLedger *self, GError **error);

// The same for what only reads, and is to see one moment; ended by rolling back.
gboolean yc_ledger_begin_reading (YcLedger *self, GError **error);
void yc_ledger_roll_back (YcLedger *self);

// --- events and cases ----------------------------------------------------------------------------

#define YC_LEDGER_HASH_ZERO "0000000000000000000000000000000000000000000000000000000000000000"

// The hash of an event's text upon the hash before it.
char *yc_ledger_hash (const char *before, const char *body);

// Until the transaction ends, nobody else who asks for it gets this case. For reading a case and
// then adding to it.
gboolean yc_ledger_lock_case (YcLedger *self, const char *id, GError **error);

// The same without waiting for somebody else who has it.
gboolean yc_ledger_try_case (YcLedger *self, const char *id, gboolean *ret_locked, GError **error);

YcCase *yc_ledger_find_case (YcLedger *self, const char *id, GError **error);

// Whether the case is there and seen.
gboolean yc_ledger_has_case (YcLedger *self, const YcScope *scope, const char *id, GError **error);

// How many events a case has: none is read. -1 with an error.
gint64 yc_ledger_find_version (YcLedger *self, const char *id, GError **error);

// The case that has this number.
char *yc_ledger_find_number (YcLedger *self, const char *number, GError **error);

// The texts of those of these events that are stored, by id. `ids`: a JSON array.
GHashTable *yc_ledger_find_bodies (YcLedger *self, const char *ids, GError **error);

// Adds an event to the log; `after` is what it made of the case. In the same transaction, the last
// one must be followed by yc_ledger_project ().
gboolean yc_ledger_append (
    YcLedger *self, const YcEvent *event, const YcCase *after, gint64 now, GError **error);

// Shows a case as it stands now.
gboolean yc_ledger_project (YcLedger *self, const YcCase *now, GError **error);

// Sequence number of the last event; 0 if there is none.
gint64 yc_ledger_get_head (YcLedger *self, GError **error);

// Its number and hash; YC_LEDGER_HASH_ZERO while there is none.
gboolean yc_ledger_read_end (YcLedger *self, gint64 *ret_seq, char **ret_hash, GError **error);

// The hash of an event by its sequence number, and its text as stored (`ret_body`, nullable). NULL:
// there is none.
char *yc_ledger_find_logged (YcLedger *self, gint64 seq, char **ret_body, GError **error);

// Appends the events of a case above version `after` to `out`, as they are shown to whose sight it
// is, as JSON with commas between. `people` is a set: the ids of those who did them, and to whom
// they give the case, are added.
gboolean yc_ledger_write_events (YcLedger *self,
                                 const YcSight *sight,
                                 const char *case_id,
                                 guint after,
                                 GString *out,
                                 GHashTable *people,
                                 GError **error);

// Appends {"seq", "event"} of at most `limit` events seen and later than `since`, as they are
// shown. `ret_last` is the last one's number, or 0 if there was none; `ret_count` how many.
// `people` as above.
gboolean yc_ledger_write_feed (YcLedger *self,
                               const YcSight *sight,
                               gint64 since,
                               guint limit,
                               GString *out,
                               GHashTable *people,
                               guint *ret_count,
                               gint64 *ret_last,
                               GError **error);

typedef struct {
  const char *state; // nullable
  const char *words; // nullable: the beginning of a number, or what stands in a case (yc-search.h)
  const char *after; // nullable: id of the last case of the page before
  guint limit;
} YcCaseQuery;

// Appends the summaries of cases seen: those that came in last first or, where the words are the
// beginning of numbers, the highest number first. `ret_next` is the cursor of the next page, or
// NULL after the last.
gboolean yc_ledger_write_cases (YcLedger *self,
                                const YcScope *scope,
                                const YcCaseQuery *query,
                                GString *out,
                                char **ret_next,
                                GError **error);

// Appends "state":count, with commas between, of the cases seen.
gboolean
yc_ledger_write_counts (YcLedger *self, const YcScope *scope, GString *out, GError **error);

// --- statistics ----------------------------------------------------------------------------------

// What happened from a day until another one, both included.
typedef struct {
  YcDay from, until;
} YcPeriod;

typedef void (*YcTallyRow) (const char *department,
                            const char *item,
                            const char *mark, // of yc-tally.h
                            gint64 value,
                            gint64 count,
                            gpointer user_data);

// How often cases seen count for something in the period. The same may come more than once.
gboolean yc_ledger_read_tally (YcLedger *self,
                               const YcScope *scope,
                               const YcPeriod *period,
                               YcTallyRow row,
                               gpointer user_data,
                               GError **error);

// Cases in hand on a day, and how many of them were received in a period and are deemed accepted
// without anybody having told the applicant anything yet.
typedef struct {
  const char *department;
  gint64 all, green, yellow, red, deemed;
} YcInHand;

typedef void (*YcInHandRow) (const YcInHand *in_hand, gpointer user_data);

// A row for each department that has cases in hand that are seen.
gboolean yc_ledger_read_in_hand (YcLedger *self,
                                 const YcScope *scope,
                                 const YcPeriod *period,
                                 YcDay today,
                                 YcInHandRow row,
                                 gpointer user_data,
                                 GError **error);

// How many events were stored that are not counted yet: as a rule none. -1 with an error.
gint64 yc_ledger_count_behind (YcLedger *self, GError **error);

// Counts some of them, in a transaction of its own; again until nothing is behind.
gboolean yc_ledger_catch_up (YcLedger *self, gint64 *ret_behind, GError **error);

// --- news ----------------------------------------------------------------------------------------

// Events of a case of this hall and department were stored by another process; NULL: something may
// have been, of any, and sessions may have ended.
typedef void (*YcLedgerNews) (const char *hall,
                              const char *department,
                              gboolean office,
                              gpointer user_data);

// Calls `news` in the thread-default main context of who calls this. A file is looked at twice a
// second: what the keeper does beside the server is all that others can store in it.
typedef struct _YcLedgerWatch YcLedgerWatch;

YcLedgerWatch *yc_ledger_watch (YcLedger *self, YcLedgerNews news, gpointer user_data);
void yc_ledger_watch_free (YcLedgerWatch *self);

// --- blobs ---------------------------------------------------------------------------------------

// A folder on the same file system, for bytes that are still coming in; owned.
char *yc_ledger_incoming_path (YcLedger *self);

// Removes what was still coming in when the server ended last. Only the first server of the folder
// calls it, once.
void yc_ledger_clear_incoming (YcLedger *self);

gboolean yc_ledger_has_blob (YcLedger *self, const char *sha256, GError **error);

// The type of a blob that may be read: one of a case that is seen, or sent by this person.
// `ret_size` (nullable) is its size in bytes.
char *yc_ledger_find_blob (YcLedger *self,
                           const YcScope *scope,
                           const char *person,
                           const char *sha256,
                           gint64 *ret_size,
                           GError **error);

// From now on there is such a blob: its bytes, which were checked, are kept already (yc-blobs.h).
gboolean yc_ledger_add_blob (YcLedger *self,
                             const char *sha256,
                             const char *mime,
                             gint64 size,
                             const char *person,
                             gint64 now,
                             GError **error);

// --- uploads that servers share ------------------------------------------------------------------

// Each belongs to the person who began it. Its bytes are kept in pieces, elsewhere (yc-blobs.h).
typedef struct {
  char *sha256, *mime;
  char *metadata;       // as the client gave it; nullable
  gint64 length, place; // bytes in all; bytes that are kept
  gint64 expires_at;    // milliseconds
  gboolean is_done;     // it is a blob now, and has no pieces
} YcUploadState;

void yc_upload_state_free (YcUploadState *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcUploadState, yc_upload_state_free)

// A new one, or one that has no byte yet once more: it is said what it is and how long it is kept.
gboolean yc_ledger_begin_upload (
    YcLedger *self, const char *id, const char *person, const YcUploadState *state, GError **error);
YcUploadState *
yc_ledger_find_upload (YcLedger *self, const char *id, const char *person, GError **error);

// The id of one of the same content that has no byte yet, owned.
char *yc_ledger_find_begun_upload (
    YcLedger *self, const char *person, const char *sha256, gint64 length, GError **error);

// Those that are not done; `person` is nullable: of everybody. -1 with an error.
gint64 yc_ledger_count_uploads (YcLedger *self, const char *person, GError **error);

// Bytes from `first` on are kept under this name. Fails with YC_ERROR_VERSION if the upload is
// gone, or stands elsewhere: another server went on with it.
gboolean yc_ledger_add_piece (YcLedger *self,
                              const char *id,
                              gint64 first,
                              gint64 size,
                              const char *name,
                              gint64 expires_at,
                              GError **error);

typedef struct {
  char *name;
  gint64 size;
} YcUploadPiece;

// In their order, of YcUploadPiece.
GPtrArray *yc_ledger_list_pieces (YcLedger *self, const char *id, GError **error);

// Forgets the pieces of an upload and, unless it is done, the upload itself.
gboolean yc_ledger_end_upload (
    YcLedger *self, const char *id, gboolean is_done, gint64 expires_at, GError **error);

// Ids of those that expired before `now`, of char *.
GPtrArray *yc_ledger_list_expired_uploads (YcLedger *self, gint64 now, GError **error);

// --- people and sessions -------------------------------------------------------------------------

// Adds or replaces; the sessions of a person who was replaced end.
gboolean yc_ledger_save_person (YcLedger *self, const YcPerson *person, GError **error);
YcPerson *yc_ledger_find_person (YcLedger *self, const char *id, GError **error);

// Appends a JSON object: the names of those of these people (a set of ids) who are known, by id.
gboolean yc_ledger_write_names (YcLedger *self, GHashTable *people, GString *out, GError **error);

// `public_key`: with which the terminal proved itself; "" if it did not.
gboolean yc_ledger_add_session (YcLedger *self,
                                const char *token_hash,
                                const char *person,
                                const char *terminal,
                                const char *public_key,
                                gint64 expires_at,
                                gint64 now,
                                GError **error);

// Lets it end at `expires_at`, if that is later than it would. When it ends; -1 on failure.
gint64 yc_ledger_prolong_session (YcLedger *self,
                                  const char *token_hash,
                                  gint64 expires_at,
                                  GError **error);
gboolean yc_ledger_remove_session (YcLedger *self, const char *token_hash, GError **error);

// Who holds this token; fails with YC_ERROR_EXPIRED for one that has run out or is unknown.
YcPerson *yc_ledger_find_session (
    YcLedger *self, const char *token_hash, gint64 now, char **ret_terminal, GError **error);

// Counts an attempt before the password is looked at, so that attempts at the same time count, too.
// FALSE with YC_ERROR_LOCKED_OUT while the person has to wait; `ret_until` is when that ends.
gboolean yc_ledger_begin_attempt (
    YcLedger *self, const char *person, gint64 now, gint64 *ret_until, GError **error);

// The password was right: attempts are forgotten.
gboolean yc_ledger_end_attempts (YcLedger *self, const char *person, GError **error);

// --- terminals -----------------------------------------------------------------------------------

typedef struct {
  char *fingerprint, *id, *hall;
  char *person; // who signed in there first
  char *state;  // "waiting", "admitted", "revoked"
  gint64 first_seen, last_seen;
  char *decided_by; // who admitted it or shut it out; "": nobody yet
  gint64 decided_at;
} YcTerminal;

void yc_terminal_free (YcTerminal *self);

// Of YcTerminal, in the order in which they came.
GPtrArray *yc_ledger_list_terminals (YcLedger *self, GError **error);

// Somebody whose password was right wants in. Borrows.
typedef struct {
  const char *terminal;
  const YcProof *proof; // nullable: none; a genuine one
  const char *once;     // nullable: what else is spent by this, beside the challenge of the proof
  const YcPerson *person;
  gboolean only_registered; // what was not admitted has to wait
} YcKnock;

typedef enum {
  YC_VERDICT_WELCOME,
  YC_VERDICT_WAITS,
  YC_VERDICT_REVOKED,
  YC_VERDICT_NO_KEY
} YcVerdict;

// Says whether the terminal may; one that was not known before waits from now on. Where it need not
// be admitted, it may unless its name has another key already. Must be called in the transaction
// that adds the session, which is to be committed whatever the verdict: a challenge is spent by it.
// Fails with YC_ERROR_EXPIRED if it was before.
gboolean yc_ledger_judge_terminal (
    YcLedger *self, const YcKnock *knock, gint64 now, YcVerdict *ret_verdict, GError **error);

// Admits the key of this fingerprint, and shuts out others that its terminal had; or shuts it out.
// Sessions of those that are out end at once. Fails with YC_ERROR_NOT_FOUND.
gboolean yc_ledger_decide_terminal (YcLedger *self,
                                    const char *fingerprint,
                                    gboolean admit,
                                    const char *by,
                                    gint64 now,
                                    GError **error);

// With which terminals of a hall seal packets for each other, the newest first; made where there is
// none. Free with g_strfreev ().
char **yc_ledger_list_hall_keys (YcLedger *self, const char *hall, gint64 now, GError **error);

// Whether the terminal that sealed an event may be used, and its person has signed in with that
// key.
gboolean yc_ledger_is_vouched (YcLedger *self,
                               const YcSeal *seal,
                               const YcEvent *event,
                               gboolean only_registered,
                               gboolean *ret_vouched,
                               GError **error);

// Keeps who brought an event of somebody else's, and its seal; in the transaction that stores it.
gboolean yc_ledger_add_carried (YcLedger *self,
                                const YcEvent *event,
                                const char *carrier,
                                const YcSeal *seal,
                                gint64 now,
                                GError **error);

// Ends the sessions of terminals that were not admitted.
gboolean yc_ledger_end_unregistered (YcLedger *self, GError **error);

// --- numbers -------------------------------------------------------------------------------------

#define YC_NUMBER_DIGITS 6

typedef struct {
  char *request, *terminal, *kind, *window, *prefix, *suffix;
  gint64 first, last; // both are part of it
} YcNumberRange;

void yc_number_range_free (YcNumberRange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcNumberRange, yc_number_range_free)

YcNumberRange *yc_ledger_find_range (YcLedger *self, const char *request, GError **error);

// Sets first and last of `range` to the next `count` free numbers and keeps it. Fails with
// YC_ERROR_NUMBERS_GONE when they do not fit into the digits.
gboolean yc_ledger_lease_range (
    YcLedger *self, YcNumberRange *range, guint count, gint64 now, GError **error);

// Of YcNumberRange, oldest first.
GPtrArray *yc_ledger_list_ranges (YcLedger *self, const char *terminal, GError **error);

// Keeps that a number of the range is spent on nothing; again is harmless. Fails with
// YC_ERROR_MALFORMED if this terminal has no such range, or the number lies outside of it.
gboolean yc_ledger_add_void (YcLedger *self,
                             const char *terminal,
                             const char *request,
                             gint64 number,
                             const char *reason,
                             const char *person,
                             gint64 now,
                             GError **error);

// What became of all the numbers that stand between the same words.
typedef struct {
  char *kind, *prefix, *suffix;
  guint leased, used, voided; // used: an event has it, also one that was said to be void
  guint waiting;              // above the highest used one of their range: still at terminals
  guint gaps;                 // below it, and neither used nor void
} YcNumberAccount;

void yc_number_account_free (YcNumberAccount *self);

// Of YcNumberAccount, by kind, prefix and suffix.
GPtrArray *yc_ledger_account_numbers (YcLedger *self, GError **error);

// --- registers -----------------------------------------------------------------------------------

// What a register answered once.
typedef struct {
  char *id, *case_id, *source, *person;
  gint64 at, took_ms; // milliseconds
  char *outcome;      // "answered", "not-found", "failed"
  JsonObject *answer;
  JsonObject *about; // what it was asked about (yc-evidence.h); nullable: before that was kept
} YcRegisterCheck;

void yc_register_check_free (YcRegisterCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcRegisterCheck, yc_register_check_free)

gboolean yc_ledger_add_check (YcLedger *self, const YcRegisterCheck *check, GError **error);
YcRegisterCheck *yc_ledger_find_check (YcLedger *self, const char *id, GError **error);

// The last one of this source about the case that did not fail.
YcRegisterCheck *
yc_ledger_find_last_check (YcLedger *self, const char *case_id, const char *source, GError **error);

// --- catalogue -----------------------------------------------------------------------------------

typedef struct {
  int version;
  char *body; // the JSON that GET /v1/catalogue answers
  char *etag; // without quotation marks
} YcCatalogueText;

void yc_catalogue_text_free (YcCatalogueText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcCatalogueText, yc_catalogue_text_free)

// The one in force.
YcCatalogueText *yc_ledger_find_catalogue (YcLedger *self, GError **error);
char *yc_ledger_find_catalogue_etag (YcLedger *self, GError **error);

// Puts a catalogue in force.
gboolean
yc_ledger_add_catalogue (YcLedger *self, int version, const char *body, gint64 now, GError **error);

// --- verification --------------------------------------------------------------------------------

typedef struct {
  guint events, cases, blobs, ranges;
  gint64 uncounted;  // events behind which statistics are: then those were not compared
  GPtrArray *faults; // of char *, sentences without personal data
} YcVerification;

void yc_verification_free (YcVerification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcVerification, yc_verification_free)

// Reads everything and compares: the hash chain, projections with folds, blobs with their names,
// ranges with one another. Fails only if that could not be done.
YcVerification *yc_ledger_verify (YcLedger *self, YcBlobs *blobs, GError **error);

G_END_DECLS
