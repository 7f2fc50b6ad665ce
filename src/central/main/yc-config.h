// The configuration file of yichuang-central: a key file, described in yichuang-central.conf(5).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-central.h"
#include "yc-issuer.h"

G_BEGIN_DECLS

// Zeros are defaults, as in YcCentralOptions.
typedef struct {
  char *data, *listen, *tls_certificate, *tls_key; // owned, nullable
  gint64 port;
  YcIssuerOptions city; // its strings are owned; without an issuer there is no city's sign-in
  gint64 session_minutes;
  char *terminals;                                  // owned, nullable: "any" or "registered"
  char *log_format;                                 // owned, nullable: "text" or "json"
  gint64 requests_per_second, strangers_per_second; // -1: no limit
  gint64 max_connections, idle_s, stall_s, slow_bytes, grace_s;
  gint64 max_upload, keep_uploads_days, max_open_uploads, max_parallel_uploads;
  gboolean metrics_anywhere;
  char *blob_store; // owned, nullable: "folder" or "s3"; then what follows counts
  char *s3_endpoint, *s3_bucket, *s3_region, *s3_key_id, *s3_secret_file, *s3_ca_file; // likewise
  char *s3_addressing; // owned, nullable: "path" or "host"
} YcConfig;

void yc_config_clear (YcConfig *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcConfig, yc_config_clear)

// Reads the file. What is wrong with it is added to `problems` (of char *), all of it; FALSE if
// there was anything.
gboolean yc_config_load (YcConfig *self, const char *path, GPtrArray *problems);

// Looks whether a server could run with it: certificate, key, address, folder. Likewise.
gboolean yc_config_check (const YcConfig *self, GPtrArray *problems);

// Whether a word may stand for the value of "terminals"; NULL may.
gboolean yc_config_is_terminals (const char *word);

// Borrows from it.
YcCentralOptions yc_config_get_options (const YcConfig *self);

// Where blobs are kept; FALSE: in the data folder. Likewise.
gboolean yc_config_get_s3 (const YcConfig *self, YcS3Place *ret_place);

// Every key with its value, as a file that says the same; those that are not set are comments.
// Owned.
char *yc_config_print (const YcConfig *self);

G_END_DECLS
