// The central server: cases of a city, kept as events, served over HTTP (data/api/central.yaml).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-s3.h"

G_BEGIN_DECLS

// What a test can let go wrong with a request.
typedef enum {
  YC_FAULT_NONE,
  YC_FAULT_UNAVAILABLE, // answers 503 without looking at the request
  YC_FAULT_CUT,         // does what was asked, then cuts the connection instead of answering
  YC_FAULT_TWICE,       // does what was asked as if it had arrived twice, and answers the second
  YC_FAULT_LATE,        // does what was asked and answers after a third of a second
} YcFault;

// Zeros are defaults. Strings are copied.
typedef struct {
  const char *folder;          // where everything is kept; made if it is not there
  const YcS3Place *s3;         // where blobs are kept; default: in the folder
  const char *listen;          // numeric address; default 127.0.0.1
  guint16 port;                // 0: any free one
  const char *tls_certificate; // PEM file; without one only loopback addresses are served
  const char *tls_key;
  gint64 max_upload;          // bytes of a resumable upload; default 2 GiB
  gint64 keep_uploads_ms;     // how long one is kept after its last byte; default 7 days
  guint max_open_uploads;     // of a person that are not done; default 64
  guint max_parallel_uploads; // of a person, bringing bytes at the same time; default 4
  guint requests_per_second;  // of a person, in the long run; default 0: no limit
  guint strangers_per_second; // requests of an address without a sign-in; default 0: no limit
  guint max_connections;      // at the same time; default 10000
  guint idle_s;     // a connection that brings no whole head for so long is cut; default 75
  guint stall_s;    // one whose body does not move for so long; default 60
  guint slow_bytes; // a second, that a body must bring on the average; default 256
  guint grace_s;    // in which yc_central_stop () lets requests end; default 2
  gboolean metrics_anywhere;             // /metrics also answers others than this machine
  guint session_minutes;                 // how long a sign-in is good for; default 12 hours
  const struct _YcIssuerOptions *issuer; // the city's own sign-in; nullable
  gboolean only_registered; // terminals that nobody has admitted are refused; default: none is
  gboolean quick_passwords; // cheap hashes for new passwords and unknown people: demo and tests
  gint64 (*clock) (gpointer user_data); // milliseconds since 1970; default: the system's
  YcFault (*fault) (const char *method, const char *path, gpointer user_data); // default: none
  gpointer user_data;
} YcCentralOptions;

#define YC_TYPE_CENTRAL (yc_central_get_type ())
G_DECLARE_FINAL_TYPE (YcCentral, yc_central, YC, CENTRAL, GObject)

// Opens the data. Everything about the server happens in the thread, and the thread-default main
// context, that calls this. Fails as yc_ledger_open() and yc_s3_new () do.
YcCentral *yc_central_new (const YcCentralOptions *options, GError **error);

// Begins to listen. Fails with YC_ERROR_TLS for plain HTTP on an address that others can reach.
gboolean yc_central_start (YcCentral *self, GError **error);

// Such as "http://127.0.0.1:34567", without a slash at the end; NULL before it has started.
const char *yc_central_get_url (YcCentral *self);

// Listens no more, answers those who wait for the feed, and lets the requests that were begun end,
// for as long as the grace allows.
void yc_central_stop (YcCentral *self);

G_END_DECLS
