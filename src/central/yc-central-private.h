// What the routes of central share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-audit.h"
#include "yc-catalogue.h"
#include "yc-central.h"
#include "yc-group.h"
#include "yc-guard.h"
#include "yc-issuer.h"
#include "yc-ledger.h"
#include "yc-metrics.h"
#include "yc-rate.h"
#include "yc-registers.h"
#include "yc-request.h"
#include "yc-tus.h"
#include "yc-worker.h"

G_BEGIN_DECLS

#define YC_CENTRAL_API 1

struct _YcCentral {
  GObject parent;
  SoupServer *server;     // owned; NULL unless it runs
  YcGroup *group;         // owned: has the ledger
  YcBlobs *blobs;         // owned
  YcAudit audit;          // signs the end of the log
  GSource *counting;      // owned, nullable: catches up with statistics
  YcWorker *worker;       // owned: hashes passwords
  YcLedgerWatch *watch;   // owned; NULL unless it runs
  GPtrArray *waiters;     // owned, of YcRequest: those who wait for the feed
  YcCatalogue *catalogue; // owned, nullable: the one in force
  YcRegisters *registers; // owned
  YcTus *tus;             // owned: resumable uploads
  YcGuard *guard;         // owned; NULL unless it runs
  YcMetrics *metrics;     // owned
  YcRate *person_rate;    // owned: requests of a person
  YcRate *address_rate;   // owned: requests of an address from which nobody is signed in
  guint64 limited;        // requests refused because of their rate
  gboolean metrics_anywhere;
  YcIssuer *issuer;         // owned, nullable: the city's own sign-in
  gint64 session_ms;        // how long a sign-in is good for
  gboolean only_registered; // terminals that were not admitted wait
  gboolean is_stopping;
  gint64 began; // seconds since 1970
  YcGuardLimits guard_limits;
  guint grace_s;
  char *catalogue_etag; // nullable: whether it still is
  char *url;            // nullable
  char *folder;
  char *listen;
  guint16 port;
  int lock;                     // file descriptor
  guint active;                 // requests that have no answer yet
  GTlsCertificate *certificate; // owned, nullable
  gboolean quick_passwords;
  gint64 (*clock) (gpointer user_data);
  YcFault (*fault) (const char *method, const char *path, gpointer user_data); // nullable
  gpointer user_data;
};

// For everything but the storing of events (yc-group.h): what is being stored is stored first.
YcLedger *yc_central_get_ledger (YcCentral *self);

// Milliseconds since 1970 by central's clock.
gint64 yc_central_now (YcCentral *self);

// Makes sure that `catalogue` is the one in force, which another process may have changed. A
// catalogue that cannot be read is left alone: the last good one stays.
gboolean yc_central_ensure_catalogue (YcCentral *self, GError **error);

// What the person is shown of events, by the catalogue that was made sure of.
YcSight yc_central_get_sight (YcCentral *self, const YcPerson *person);

// Counts what statistics are behind with, whenever there is nothing else to do.
void yc_central_catch_up (YcCentral *self);

// A request arrived whose head is known: finds its route and who asks. Answers at once if it is not
// allowed to go on.
void yc_central_admit (YcCentral *self, SoupServerMessage *message);

// The request is complete: does what it asks.
void yc_central_serve (YcCentral *self, YcRequest *request);

G_END_DECLS
