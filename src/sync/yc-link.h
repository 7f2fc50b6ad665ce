// What one thread of the synchronisation works with: its own store and its own central.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"
#include "yc-head.h"
#include "yc-store.h"

G_BEGIN_DECLS

// Copied by yc_link_new ().
typedef struct {
  const char *folder; // of the store
  YcVault *vault;
  const char *url;
  const char *ca_file; // nullable
  const char *terminal;
  const char *person;
  const char *window; // id; numbers are leased for it
  // Nullable, ends with NULL: the kinds of numbers that the window gives out, the most needed
  // first.
  const char *const *kinds;
  guint64 upload_rate; // bytes a second for content; 0: as fast as it goes
  guint timeout;       // seconds without a byte after which a connection is lost; 0: the default
  // Whether a catalogue from central can be read, before it replaces the last good one.
  gboolean (*check_catalogue) (const char *body, GError **error);
} YcLinkConfig;

// Belongs to the thread that uses it first.
typedef struct {
  char *folder, *url, *ca_file, *terminal, *person, *window;
  char **kinds; // never NULL
  YcVault *vault;
  gboolean (*check_catalogue) (const char *body, GError **error);
  YcStore *store;       // nullable until it is ensured
  YcApi *api;           // nullable until it is ensured
  YcCalendar *calendar; // nullable: the store's
  YcDay today;          // likewise
  guint64 upload_rate;
  guint timeout;
  gint64 free_at;      // monotonic: when content may be sent again
  gint64 witnessed_at; // monotonic: when central's log was last held to what was seen; 0: not yet
  gsize piece;         // bytes of the next piece of an upload: as the line bears
  GHashTable *resting; // case id -> YcRest: cases that are tried again later
} YcLink;

YcLink *yc_link_new (const YcLinkConfig *config);
void yc_link_free (YcLink *link);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcLink, yc_link_free)

// Opens what is not open yet. `token` (nullable) signs what follows.
gboolean yc_link_ensure (YcLink *link, const char *token, GError **error);

// With which due dates are counted from now on, as yc_store_set_day (). The link must be ensured.
gboolean yc_link_set_day (YcLink *link, YcCalendar *calendar, YcDay today, GError **error);

// For so many more milliseconds central has asked to be left alone; 0: it has not. Not while a pass
// is running.
gint64 yc_link_get_wait_ms (const YcLink *link);

// For which kinds of numbers it cares from now on.
void yc_link_set_kinds (YcLink *link, const char *const *kinds);

// What a pass did.
typedef struct {
  GPtrArray *changed; // ids of cases whose rows changed
  GPtrArray *news;    // ids of cases that others changed
  guint sent;         // events that central confirmed
  gint64 retry_at;    // ms; when a held or resting case wants another pass; 0: none does
  gboolean looked;    // at central's log, for what follows
  YcHead seen;        // the end of central's log that is remembered; without a key: none is
  gboolean alarm;     // the log is not the one that was seen
  gboolean new_catalogue;
  gboolean knows_skew;
  gint64 skew; // ms, our clock minus central's
} YcPass;
YcPass *yc_pass_new (void);
void yc_pass_free (YcPass *pass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcPass, yc_pass_free)

// Sends what central has not confirmed, a case at a time: the trouble of one never holds up
// another. Then reports void numbers and leases new ones where they run low. `greet`: looks at
// central's clock and catalogue first, and at all kinds of numbers, not just the busiest. Fails
// with what concerns all cases (YC_ERROR_OFFLINE, YC_ERROR_TLS, YC_ERROR_EXPIRED, a full disk …),
// or once all is sent, with whatever keeps numbers away, unless this person gets none.
gboolean
yc_push (YcLink *link, gboolean greet, YcPass *pass, GCancellable *cancellable, GError **error);

// Waits up to `wait` seconds for what others did, and takes it in.
gboolean
yc_follow (YcLink *link, int wait, YcPass *pass, GCancellable *cancellable, GError **error);

G_END_DECLS
