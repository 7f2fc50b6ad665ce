// /v1/docs and /v1/openapi.yaml: the contract, for people and for programs. Both are made when the
// program is built.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-docs-resource.h"
#include "yc-docs-style.h"
#include "yc-routes.h"

#define FOLDER "/io/github/yichuang/central/docs/"

// A page with a style of its own and nothing else, asked for once an hour.
#define POLICY                                                                                     \
  "default-src 'none'; style-src '" YC_DOCS_STYLE                                                  \
  "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

static void
answer (YcRequest *request, const char *path, const char *mime)
{
  g_autoptr (GError) error = NULL;
  GBytes *bytes =
      g_resource_lookup_data (yc_docs_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);

  if (bytes == NULL) {
    yc_request_answer_error (request, error);
    return;
  }
  yc_request_set_header (request, "Cache-Control", "public, max-age=3600");
  yc_request_answer_bytes (request, SOUP_STATUS_OK, mime, bytes);
}

void
yc_route_docs (YcRequest *request)
{
  yc_request_set_header (request, "Content-Security-Policy", POLICY);
  answer (request, FOLDER "docs.html", "text/html; charset=utf-8");
}

void
yc_route_contract (YcRequest *request)
{
  answer (request, FOLDER "central.yaml", "application/yaml");
}
