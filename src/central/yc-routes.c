// Who may call what. A route that names no roles can be called by nobody.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"

#define ANY       YC_ROLES_ANY
#define AT_WINDOW (YC_ROLE_INTAKE | YC_ROLE_HELPER)
#define AT_WORK   (ANY & ~(guint)YC_ROLE_EDITOR) // everybody who has to do with cases

const YcRoute yc_routes[] = {
    {"GET", "/v1/about", YC_ROUTE_OPEN, YC_BODY_NONE, yc_route_about},
    {"POST", "/v1/sessions", YC_ROUTE_OPEN, YC_BODY_JSON, yc_route_sign_in},
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
    {"GET", "/v1/cases/{case}/events", AT_WORK, YC_BODY_NONE, yc_route_list_events},
    {"POST", "/v1/cases/{case}/events", AT_WORK, YC_BODY_JSON, yc_route_post_events},
    {"GET", "/v1/feed", AT_WORK, YC_BODY_NONE, yc_route_feed},
    {"PUT", "/v1/blobs/{sha256}", AT_WORK, YC_BODY_BLOB, yc_route_put_blob},
    {"GET", "/v1/blobs/{sha256}", AT_WORK, YC_BODY_NONE, yc_route_get_blob},
    {"HEAD", "/v1/blobs/{sha256}", AT_WORK, YC_BODY_NONE, yc_route_get_blob},
    {NULL},
};
