// The table of routes: method and pattern, who may call, and who answers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-role.h"

G_BEGIN_DECLS

#define YC_ROUTE_PARAMETERS 2

typedef struct _YcRequest YcRequest;

// No role is needed, nobody has to be signed in. All other routes name the roles that may call: a
// route that names none can be called by nobody.
#define YC_ROUTE_OPEN (1u << 31)

typedef enum {
  YC_BODY_NONE,
  YC_BODY_JSON,
  YC_BODY_BLOB,   // streamed to a file
  YC_BODY_UPLOAD, // a piece of one, likewise
} YcBody;

typedef struct {
  const char *method;
  const char *pattern; // "/v1/cases/{case}/events": a name in braces takes one segment
  guint32 roles;
  YcBody body;
  void (*answer) (YcRequest *request);
} YcRoute;

typedef enum { YC_MATCH_FOUND, YC_MATCH_WRONG_METHOD, YC_MATCH_NOTHING } YcMatch;

// Finds the route of a request. Captured segments are owned by the caller. With
// YC_MATCH_WRONG_METHOD `ret_allow` is the value of the Allow header, owned.
YcMatch yc_router_find (const YcRoute *routes,
                        const char *method,
                        const char *path,
                        const YcRoute **ret_route,
                        char *ret_parameters[YC_ROUTE_PARAMETERS],
                        char **ret_allow);

G_END_DECLS
