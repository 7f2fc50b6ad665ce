// The routes of central, one group a file; data/api/central.yaml is their contract.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-central-private.h"

G_BEGIN_DECLS

// Ends with an empty row.
extern const YcRoute yc_routes[];

void yc_route_about (YcRequest *request);

void yc_route_docs (YcRequest *request);
void yc_route_contract (YcRequest *request);

void yc_route_health (YcRequest *request);
void yc_route_metrics (YcRequest *request);

void yc_route_challenge (YcRequest *request);
void yc_route_sign_in (YcRequest *request);
void yc_route_sign_out (YcRequest *request);
void yc_route_session (YcRequest *request);
void yc_route_prolong (YcRequest *request);

void yc_route_catalogue (YcRequest *request);

void yc_route_lease_numbers (YcRequest *request);
void yc_route_list_numbers (YcRequest *request);
void yc_route_void_numbers (YcRequest *request);
// Whether the person has to do with the numbers of this terminal and window (nullable: any).
gboolean yc_route_may_have_numbers (YcRequest *request, const char *window);

void yc_route_check (YcRequest *request);

void yc_route_list_cases (YcRequest *request);
void yc_route_count_cases (YcRequest *request);
void yc_route_list_events (YcRequest *request);
void yc_route_post_events (YcRequest *request);

void yc_route_reveal (YcRequest *request);

void yc_route_statistics (YcRequest *request);

void yc_route_feed (YcRequest *request);
void yc_route_audit_head (YcRequest *request);
// Events of a case of this hall and department (NULL: any) were stored: answers those who wait for
// them.
void yc_feed_wake (YcCentral *central, const char *hall, const char *department, gboolean office);
// Refuses those who wait and are not signed in any more; only those of one token, or NULL: all.
void yc_feed_dismiss (YcCentral *central, const char *token_hash);
// Answers everybody who waits.
void yc_feed_wake_all (YcCentral *central);

void yc_route_put_blob (YcRequest *request);
void yc_route_get_blob (YcRequest *request);

void yc_route_upload_options (YcRequest *request);
void yc_route_send_piece (YcRequest *request);
void yc_route_find_upload (YcRequest *request);
void yc_route_end_upload (YcRequest *request);
// The head of a request has come that begins an upload or brings bytes of one.
void yc_upload_begin (YcRequest *request);
void yc_upload_take_piece (YcRequest *request, GBytes *bytes);

// The head of a PUT has come, its body has not: makes ready to take it in pieces.
void yc_blob_begin (YcRequest *request);
void yc_blob_take_piece (YcRequest *request, GBytes *piece);

G_END_DECLS
