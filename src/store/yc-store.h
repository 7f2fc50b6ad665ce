// The workstation's database: events, the rows that lists show, pages, drafts, numbers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"
#include "yc-case.h"
#include "yc-vault.h"

G_BEGIN_DECLS

// A connection; belongs to the thread that opened it. Several threads open one each.
typedef struct _YcStore YcStore;

// Opens FOLDER/store.sqlite, making it on first use. Fails with YC_ERROR_CORRUPT (try
// yc_store_open_read_only ()), YC_ERROR_TOO_NEW, YC_ERROR_READ_ONLY, YC_ERROR_DISK_FULL,
// YC_ERROR_SEALED if the vault has not the key with which it was made.
YcStore *yc_store_open (const char *folder, YcVault *vault, GError **error);

// One more connection to a store that this program has opened already: the same, but for reading
// through all of the file in search of damage.
YcStore *yc_store_join (const char *folder, YcVault *vault, GError **error);

// Never changes a byte: what a damaged or foreign store still gives is shown, the file is kept.
YcStore *yc_store_open_read_only (const char *folder, YcVault *vault, GError **error);
void yc_store_close (YcStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcStore, yc_store_close)

// With which due dates are computed (NULL: none published), and on which day. Recomputes the rows
// whose date was provisional, and those whose clock another limit has taken over since.
gboolean yc_store_set_day (YcStore *store, YcCalendar *calendar, YcDay today, GError **error);

// ---- Cases -------------------------------------------------------------------------------------

// Something a person does; becomes an event.
typedef struct {
  const char *case_id; // NULL: begins a new case
  YcEventType type;
  YcRole role;
  JsonObject *data;        // nullable; taken over
  const char *number_kind; // nullable: a leased number of this kind becomes data's number_member
  const char *number_member;
  gint64 at;         // milliseconds
  gint64 hold_until; // milliseconds; 0: may be sent at once
} YcDeed;

// Applies and stores the deed in one durable transaction, and returns the case as it is then.
// Fails with the codes of yc_case_apply (), with YC_ERROR_NUMBERS_GONE, or as the disk does; then
// nothing has changed.
YcCase *yc_store_record (YcStore *store,
                         const YcContext *context,
                         const char *terminal,
                         const YcDeed *deed,
                         GError **error);

// The same for several deeds on one case: all of them or none. Only the first may begin it.
YcCase *yc_store_record_all (YcStore *store,
                             const YcContext *context,
                             const char *terminal,
                             const YcDeed *deeds,
                             guint n,
                             GError **error);

// Stores a page's content and the deed that names it (its data gets "blob" and "mime"). The content
// is sealed and durable before the event is.
YcCase *yc_store_record_page (YcStore *store,
                              const YcContext *context,
                              const char *terminal,
                              const YcDeed *deed,
                              GBytes *content,
                              const char *mime,
                              GError **error);

// Ids of the cases that this person or company (by identity number or credit code) applied for,
// newest first, at most `limit`.
GPtrArray *
yc_store_list_cases_of (YcStore *store, const char *id_number, guint limit, GError **error);

// NULL with YC_ERROR_NOT_FOUND if the store does not know it.
YcCase *yc_store_load_case (YcStore *store, const char *case_id, GError **error);

// The id of the case with this number, or with this id. Free it. Fails with YC_ERROR_NOT_FOUND.
char *yc_store_find_case (YcStore *store, const char *number, GError **error);

// Takes back an event that is still held. FALSE without error if it has gone out already. A leased
// number that it had becomes void.
gboolean yc_store_undo (YcStore *store, const char *event_id, gint64 now, GError **error);

// ---- What central says --------------------------------------------------------------------------

typedef enum {
  YC_MERGE_DONE,
  YC_MERGE_GAP, // events in between are missing; fetch the case
} YcMerge;

// Takes in events that central has confirmed, of one case, in order. Pending events of our own move
// behind them; one that does not fit any more is put in trouble. `*ret_changed` (nullable) tells
// whether anybody else's event was among them; `*ret_next` the version from which a gap begins.
gboolean yc_store_merge (YcStore *store,
                         GPtrArray *events,
                         YcMerge *ret_merge,
                         guint *ret_next,
                         gboolean *ret_changed,
                         GError **error);

// Ids of cases with events that may be sent now, oldest first.
GPtrArray *yc_store_list_waiting_cases (YcStore *store, gint64 now, GError **error);

// Pending events of a case, in order, up to the first one that is held beyond `now`.
GPtrArray *yc_store_list_pending (YcStore *store, const char *case_id, gint64 now, GError **error);

// When the first held event may go (milliseconds); 0 if none is held beyond `now`.
gint64 yc_store_get_next_hold (YcStore *store, gint64 now);

// Puts an event that central refused, and the case's later pending ones that do not fit without it,
// in trouble.
gboolean
yc_store_set_trouble (YcStore *store, const char *event_id, const GError *why, GError **error);

// An event that is in trouble; YC_ERROR_NOT_FOUND where there is none of this id.
YcEvent *yc_store_find_trouble (YcStore *store, const char *event_id, GError **error);

// Forgets an event in trouble (the person has seen it). A leased number that it had becomes void.
gboolean yc_store_dismiss_trouble (YcStore *store, const char *event_id, GError **error);

// What is not confirmed yet, for the sync page.
typedef struct {
  char *event_id, *case_id, *number, *type;
  gint64 at;
  char *trouble_code, *trouble_text; // nullable
} YcWaiting;
void yc_waiting_free (YcWaiting *waiting);
GPtrArray *yc_store_list_waiting (YcStore *store, GError **error); // of YcWaiting, oldest first

// ---- Names of people ----------------------------------------------------------------------------

// Keeps names that central told (id -> name, yc-names.h), in the place of older ones.
gboolean yc_store_save_names (YcStore *store, GHashTable *names, GError **error);

// Names of those who did something to a case, or were given it. Never NULL: of whom none is known,
// or can be read, is not in it.
GHashTable *yc_store_list_names (YcStore *store, const YcCase *self);

// ---- Pages --------------------------------------------------------------------------------------

// The content; NULL with YC_ERROR_NOT_FOUND if it is not here yet.
GBytes *yc_store_load_blob (YcStore *store, const char *sha256, GError **error);

// Keeps content that came from central, after checking that it is what its name says.
gboolean yc_store_keep_blob (
    YcStore *store, const char *sha256, GBytes *content, const char *mime, GError **error);

// {sha256, mime} pairs, one string after the other, that central lacks for this case.
GPtrArray *yc_store_list_blobs_to_send (YcStore *store, const char *case_id, GError **error);
// Central says that it lacks this one after all: it is sent again. `*ret_known` tells whether there
// is such content here.
gboolean
yc_store_unconfirm_blob (YcStore *store, const char *sha256, gboolean *ret_known, GError **error);
// Central has it; an upload of it is forgotten.
gboolean yc_store_confirm_blob (YcStore *store, const char *sha256, GError **error);

// Where an upload of content goes on, and how many bytes central has confirmed. NULL without error:
// none was begun.
gboolean yc_store_save_upload (
    YcStore *store, const char *sha256, const char *address, gint64 confirmed, GError **error);
char *
yc_store_load_upload (YcStore *store, const char *sha256, gint64 *ret_confirmed, GError **error);
gboolean yc_store_forget_upload (YcStore *store, const char *sha256, GError **error);

// What was read off content as it is shown with these operations ("": as it is); bytes of the
// caller's own making. NULL without error: none.
gboolean yc_store_save_page_text (
    YcStore *store, const char *sha256, const char *operations, GBytes *text, GError **error);
GBytes *yc_store_load_page_text (YcStore *store,
                                 const char *sha256,
                                 const char *operations,
                                 GError **error);

// Hints of a page that a person did not want beside a field ("section/place"). Of char *.
gboolean
yc_store_dismiss_hint (YcStore *store, const char *page, const char *field, GError **error);
GPtrArray *yc_store_list_dismissed_hints (YcStore *store, const char *page, GError **error);

// ---- Carried to another terminal ----------------------------------------------------------------

typedef struct {
  char *sha256, *mime;
  GBytes *content; // owned
} YcParcelPage;

// What of a case central has not confirmed, on top of what it has.
typedef struct {
  GPtrArray *confirmed, *pending; // of YcEvent
  GHashTable *seals; // id of a pending event -> JSON text, of those that were carried here
  GPtrArray *pages;  // of YcParcelPage: what central lacks
  GHashTable *names; // of the people in it, as far as they are known (yc-names.h)
} YcParcel;
YcParcel *yc_parcel_new (void);
void yc_parcel_free (YcParcel *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcParcel, yc_parcel_free)
void yc_parcel_add_page (YcParcel *self, const char *sha256, const char *mime, GBytes *content);

// Up to the first event that is held beyond `now`.
YcParcel *yc_store_pack (YcStore *store, const char *case_id, gint64 now, GError **error);

// Takes it in: every pending event has its seal. Again is harmless: `*ret_new` tells how many
// events were not here yet. All of it or nothing but content; fails with YC_ERROR_CORRUPT for
// content that is not what its name says.
gboolean yc_store_unpack (
    YcStore *store, const char *case_id, const YcParcel *parcel, guint *ret_new, GError **error);

// Seals of a case's pending events that came from elsewhere: id -> JSON text.
GHashTable *yc_store_list_seals (YcStore *store, const char *case_id, GError **error);

// SHA-256 as 64 lower-case hex digits.
char *yc_store_hash (GBytes *content);

// ---- Numbers, drafts, catalogue, settings
// -----------------------------------------------------------

gboolean yc_store_add_range (YcStore *store,
                             const char *request,
                             const char *kind,
                             const char *prefix,
                             const char *suffix,
                             int digits,
                             gint64 first,
                             gint64 last,
                             GError **error);
gint64 yc_store_count_numbers (YcStore *store, const char *kind, GError **error);

// The request under which numbers of this kind are being leased; the same until its range is added.
char *yc_store_ensure_request (YcStore *store, const char *kind, gint64 now, GError **error);

// A leased number that is spent on nothing.
typedef struct {
  char *request; // of its range
  gint64 number;
  char *reason; // the code of the trouble, or "undone"
} YcVoid;
void yc_void_free (YcVoid *self);

// Those that central does not know yet, at most `limit`. Of YcVoid.
GPtrArray *yc_store_list_voids (YcStore *store, guint limit, GError **error);
gboolean yc_store_confirm_void (YcStore *store, const YcVoid *self, GError **error);

gboolean yc_store_save_draft (
    YcStore *store, const char *place, const char *text, gint64 now, GError **error);
char *
yc_store_load_draft (YcStore *store, const char *place, GError **error); // NULL without error: none
gboolean yc_store_delete_draft (YcStore *store, const char *place, GError **error);

gboolean
yc_store_save_catalogue (YcStore *store, const char *etag, const char *body, GError **error);
char *yc_store_load_catalogue (YcStore *store,
                               char **ret_etag,
                               GError **error); // NULL without error: none

gboolean yc_store_set_setting (YcStore *store, const char *name, const char *value, GError **error);
char *yc_store_get_setting (YcStore *store, const char *name); // NULL: not set
// The same for whom it matters that it could not be read.
char *yc_store_load_setting (YcStore *store, const char *name, GError **error);

G_END_DECLS
