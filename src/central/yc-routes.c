// Who may call what. A route that names no roles can be called by nobody.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"

#define ANY       YC_ROLES_ANY
#define AT_WINDOW (YC_ROLE_INTAKE | YC_ROLE_HELPER)
#define AT_WORK   (ANY & ~(guint)YC_ROLE_EDITOR) // everybody who has to do with cases

const YcRoute yc_routes[] = {
    {"GET", "/healthz", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_health},
    {"GET", "/metrics", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_metrics},
    {"GET", "/v1/docs", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_docs},
    {"GET", "/v1/openapi.yaml", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_contract},
    {"GET", "/v1/about", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_about},
    {"POST", "/v1/sessions", YC_ROUTE_OPEN, YC_BODY_JSON, yc_route_sign_in},
    {"GET", "/v1/sessions/challenge", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_challenge},
    {"POST", "/v1/sessions/current", ANY, YC_BODY_JSON, yc_route_prolong},
    {"GET", "/v1/sessions/current", ANY, YC_BODY_NONE, yc_route_session},
    {"DELETE", "/v1/sessions/current", ANY, YC_BODY_NONE, yc_route_sign_out},
    {"GET", "/v1/catalogue", ANY, YC_BODY_NONE, yc_route_catalogue},
    {"GET", "/v1/terminals/{terminal}/number-ranges", AT_WORK, YC_BODY_NONE, yc_route_list_numbers},
    {"POST", "/v1/terminals/{terminal}/number-ranges", AT_WORK, YC_BODY_JSON,
     yc_route_lease_numbers},
    {"POST", "/v1/terminals/{terminal}/number-ranges/voids", AT_WORK, YC_BODY_JSON,
     yc_route_void_numbers},
    {"POST", "/v1/checks", AT_WINDOW, YC_BODY_JSON, yc_route_check},
    {"GET", "/v1/cases", AT_WORK, YC_BODY_NONE, yc_route_list_cases},
    {"GET", "/v1/cases/counts", AT_WORK, YC_BODY_NONE, yc_route_count_cases},
    {"GET", "/v1/cases/{case}/events", AT_WORK, YC_BODY_NONE, yc_route_list_events},
    {"POST", "/v1/cases/{case}/events", AT_WORK, YC_BODY_JSON, yc_route_post_events},
    {"POST", "/v1/cases/{case}/reveals", YC_ROLE_APPROVER, YC_BODY_JSON, yc_route_reveal},
    {"GET", "/v1/statistics", YC_ROLE_SUPERVISOR, YC_BODY_NONE, yc_route_statistics},
    {"GET", "/v1/feed", AT_WORK, YC_BODY_NONE, yc_route_feed},
    {"GET", "/v1/audit/head", ANY, YC_BODY_NONE, yc_route_audit_head},
    {"PUT", "/v1/blobs/{sha256}", AT_WORK, YC_BODY_BLOB, yc_route_put_blob},
    {"GET", "/v1/blobs/{sha256}", AT_WORK, YC_BODY_NONE, yc_route_get_blob},
    {"HEAD", "/v1/blobs/{sha256}", AT_WORK, YC_BODY_NONE, yc_route_get_blob},
    {"OPTIONS", "/v1/uploads", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_upload_options},
    {"POST", "/v1/uploads", AT_WORK, YC_BODY_UPLOAD, yc_route_send_piece},
    {"HEAD", "/v1/uploads/{upload}", AT_WORK, YC_BODY_NONE, yc_route_find_upload},
    {"PATCH", "/v1/uploads/{upload}", AT_WORK, YC_BODY_UPLOAD, yc_route_send_piece},
    {"DELETE", "/v1/uploads/{upload}", AT_WORK, YC_BODY_NONE, yc_route_end_upload},
    {NULL},
};
