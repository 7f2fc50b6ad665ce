// GET /v1/catalogue: the catalogue in force, only if it is another one than the asker has.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-routes.h"

#include <string.h>

void
yc_route_catalogue (YcRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCatalogueText) text =
      yc_ledger_find_catalogue (yc_central_get_ledger (request->central), &error);
  const char *known = yc_request_get_header (request, "If-None-Match");
  g_autofree char *etag = NULL;

  if (error != NULL) {
    yc_request_answer_error (request, error);
    return;
  }
  if (text == NULL) {
    yc_request_answer_problem (request, YC_ERROR_NOT_FOUND, "there is no catalogue yet");
    return;
  }
  etag = g_strdup_printf ("\"%s\"", text->etag);
  yc_request_set_header (request, "ETag", etag);
  yc_request_set_header (request, "Cache-Control", "no-cache");
  if (known != NULL && (g_str_equal (known, "*") || strstr (known, etag) != NULL))
    yc_request_answer_empty (request, SOUP_STATUS_NOT_MODIFIED);
  else
    yc_request_answer_text (request, SOUP_STATUS_OK, g_steal_pointer (&text->body));
}
