// What the files of the client's half share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"
#include "yc-http.h"

struct _YcApi {
  YcHttp *http; // owned
};

// One request with a JSON object as body (nullable) and another one as answer.
JsonNode *yc_api_ask (YcApi *api,
                      const char *method,
                      const char *path,
                      JsonObject *body,
                      GCancellable *cancellable,
                      GError **error);

// The strings of an array member; empty if there is none. Never NULL.
char **yc_api_read_strings (JsonObject *object, const char *member);

// The object as compact JSON text; NULL for NULL.
GBytes *yc_api_pack (JsonObject *body);
