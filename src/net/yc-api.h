// The client's half of the central API: one function, one request. Blocking; for worker threads.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"
#include "yc-head.h"
#include "yc-proof.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// The newest API that this program speaks.
#define YC_API_VERSION 1

// A connection to one central; belongs to the thread that made it.
typedef struct _YcApi YcApi;

// `url`: https://… or, on this machine only, http://…. Fails with YC_ERROR_URL. `ca_file` is
// nullable: a PEM file of the authority that signed central's certificate, in place of the
// system's.
YcApi *yc_api_new (const char *url, const char *ca_file, GError **error);
void yc_api_free (YcApi *api);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcApi, yc_api_free)

// With which the requests after this are signed; NULL: none.
void yc_api_set_token (YcApi *api, const char *token);

// After so many seconds without a byte a connection counts as lost; more than the longest poll
// unless set.
void yc_api_set_timeout (YcApi *api, guint seconds);

// For so many more milliseconds central has asked us to stay away; 0: it has not.
gint64 yc_api_get_wait_ms (YcApi *api);

// Every function below fails with YC_ERROR_OFFLINE, YC_ERROR_TLS, YC_ERROR_CANCELLED,
// YC_ERROR_EXPIRED, YC_ERROR_FORBIDDEN, YC_ERROR_SERVER, YC_ERROR_MALFORMED, or the code that
// central's problem names.

// The city's own sign-in (yc-oidc.h).
typedef struct {
  char *issuer, *client_id, *scope;
  gboolean for_devices;
} YcCity;
YcCity *yc_city_copy (const YcCity *self);
void yc_city_free (YcCity *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcCity, yc_city_free)

typedef struct {
  char *version;
  gint64 time; // central's clock, milliseconds
  gint64 skew; // our clock minus central's, milliseconds, as well as one request can tell
  char *city;  // nullable
  gboolean takes_passwords;
  YcCity *sign_in; // owned, nullable: the city has none of its own
} YcAbout;
void yc_about_free (YcAbout *about);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcAbout, yc_about_free)

// Fails also with YC_ERROR_TOO_NEW if central speaks a newer API only.
YcAbout *yc_api_fetch_about (YcApi *api, GCancellable *cancellable, GError **error);

typedef struct {
  char *token;
  gint64 expires; // milliseconds
  char *id, *name, *hall;
  YcRoles roles;
  char **departments; // never NULL
  char **windows;     // never NULL
  char **hall_keys;   // never NULL; with which packets are sealed in this hall, the newest first
} YcSignIn;
void yc_sign_in_free (YcSignIn *sign_in);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcSignIn, yc_sign_in_free)

// A challenge of central's: to be the nonce of the city's sign-in, or answered with a key. Owned.
char *yc_api_fetch_challenge (YcApi *api, GCancellable *cancellable, GError **error);

// What speaks for who signs in: a password, or an ID token that has a challenge as its nonce.
typedef struct {
  const char *person, *password;
  const char *id_token; // nullable
} YcCredential;

// `secret` (nullable) is the terminal's key, of YC_PROOF_SECRET_BYTES: it answers a challenge of
// central's, where central has any. Fails also with YC_ERROR_SIGN_IN, YC_ERROR_LOCKED_OUT,
// YC_ERROR_TERMINAL_WAITING, YC_ERROR_TERMINAL_REVOKED, YC_ERROR_UNKNOWN_PERSON.
YcSignIn *yc_api_sign_in (YcApi *api,
                          const YcCredential *credential,
                          const char *terminal,
                          const guint8 *secret,
                          GCancellable *cancellable,
                          GError **error);

// Goes on being signed in, with a fresh ID token; until when, milliseconds, or -1. Fails with
// YC_ERROR_SIGN_IN where the token is none, else as all do.
gint64 yc_api_prolong (YcApi *api, const char *id_token, GCancellable *cancellable, GError **error);
gboolean yc_api_sign_out (YcApi *api, GCancellable *cancellable, GError **error);

// The catalogue's text, or NULL without error if it is still the one of `etag` (nullable).
char *yc_api_fetch_catalogue (
    YcApi *api, const char *etag, char **ret_etag, GCancellable *cancellable, GError **error);

typedef struct {
  char *prefix, *suffix;
  int digits;
  gint64 from, to;
} YcLease;
void yc_lease_free (YcLease *lease);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcLease, yc_lease_free)

// The same `request` (a UUIDv7) always gets the same numbers.
YcLease *yc_api_lease_numbers (YcApi *api,
                               const char *terminal,
                               const char *request,
                               const char *kind,
                               const char *window,
                               int count,
                               GCancellable *cancellable,
                               GError **error);

// Tells which leased numbers are spent on nothing; telling twice is harmless. `voids` is not taken
// over: an array of 1 to 500 {"request", "number", "reason"}.
gboolean yc_api_report_voids (
    YcApi *api, const char *terminal, JsonArray *voids, GCancellable *cancellable, GError **error);

// Asks a register through central. `parameters` is not taken over. The answer's members: "check",
// "source", "outcome" ("answered", "not-found", "failed"), "answer", "asked_at", "took_ms".
JsonObject *yc_api_ask_register (YcApi *api,
                                 const char *source,
                                 const char *case_id,
                                 JsonObject *parameters,
                                 GCancellable *cancellable,
                                 GError **error);

// Figures of what happened from one day until another, and of what is in hand today, as central
// answers them (data/api/central.yaml, Statistics). For supervisors.
JsonObject *yc_api_fetch_statistics (
    YcApi *api, YcDay from, YcDay until, GCancellable *cancellable, GError **error);

// What became of a batch of events.
typedef struct {
  guint n_stored;    // the first so many are central's now
  char *refused;     // nullable: id of the event that was refused
  GError *why;       // nullable: why it was, or YC_ERROR_VERSION
  char **missing;    // nullable: with YC_ERROR_BLOB_MISSING, the SHA-256 of each
  GPtrArray *newer;  // nullable: with YC_ERROR_VERSION, events that central has from there on
  GHashTable *names; // nullable: with them, as below
} YcSent;
void yc_sent_free (YcSent *sent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcSent, yc_sent_free)

// Sends events of one case in order. A refusal of an event is an answer, not an error. `seals`
// (nullable): id of an event that another terminal made -> its seal, as JSON text.
YcSent *yc_api_send_events (YcApi *api,
                            const char *case_id,
                            GPtrArray *events,
                            GHashTable *seals,
                            GCancellable *cancellable,
                            GError **error);

// A case's events with a version above `after`. `ret_names` (nullable): the names of people whom
// they speak of, by id (yc-names.h); owned.
GPtrArray *yc_api_fetch_events (YcApi *api,
                                const char *case_id,
                                guint after,
                                GHashTable **ret_names,
                                GCancellable *cancellable,
                                GError **error);

// Asks for something that central masks of a case, and says why (central keeps that). `id` is a
// UUIDv7 for the event that tells of it; asking again under the same id adds nothing. Fails also
// with the codes of a refusal.
char *yc_api_reveal (YcApi *api,
                     const char *case_id,
                     const char *id,
                     const char *field,
                     const char *reason,
                     GCancellable *cancellable,
                     GError **error);

// Events after `since` in central's order, waiting up to `wait` seconds for the first. `ret_head`
// (nullable) is the end of its log, signed; its seq is -1 where central tells none. `ret_names` as
// above.
GPtrArray *yc_api_fetch_feed (YcApi *api,
                              gint64 since,
                              int wait,
                              GHashTable **ret_names,
                              gint64 *ret_next,
                              YcHead *ret_head,
                              GCancellable *cancellable,
                              GError **error);

// The hash of an event of central's log; YC_ERROR_NOT_FOUND where it has no such event.
char *yc_api_fetch_hash (YcApi *api, gint64 seq, GCancellable *cancellable, GError **error);

gboolean yc_api_send_blob (YcApi *api,
                           const char *sha256,
                           const char *mime,
                           GBytes *content,
                           GCancellable *cancellable,
                           GError **error);

// What is larger than this goes by an upload that can be gone on with, not by yc_api_send_blob ().
#define YC_API_LARGE (1 << 20)

// Begins an upload of `size` bytes (tus 1.0.0, creation). Where it goes on, owned.
char *yc_api_begin_upload (YcApi *api,
                           const char *sha256,
                           const char *mime,
                           gsize size,
                           GCancellable *cancellable,
                           GError **error);

// How many bytes central has. -1 with YC_ERROR_NOT_FOUND if it does not know the upload any more.
gint64 yc_api_fetch_upload_offset (YcApi *api,
                                   const char *address,
                                   GCancellable *cancellable,
                                   GError **error);

// Sends bytes that begin at `offset`, with their checksum, and returns how many central has now. -1
// with YC_ERROR_VERSION if central has another number of bytes, or did not get these right: ask for
// it; with YC_ERROR_NOT_FOUND as above; with YC_ERROR_BUSY if it has too much to do.
gint64 yc_api_send_piece (YcApi *api,
                          const char *address,
                          gint64 offset,
                          GBytes *piece,
                          GCancellable *cancellable,
                          GError **error);

GBytes *yc_api_fetch_blob (
    YcApi *api, const char *sha256, char **ret_mime, GCancellable *cancellable, GError **error);

G_END_DECLS
