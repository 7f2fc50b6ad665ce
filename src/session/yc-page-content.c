// Finds what a page of a case consists of, here or at central.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-page-content.h"
#include "yc-error.h"

GBytes *
yc_page_content_find (YcSession *session,
                      YcDesk *desk,
                      const char *blob,
                      const char *mime,
                      const char *token,
                      GCancellable *cancellable,
                      GError **error)
{
  YcStore *store = yc_session_open_desk (session, desk, error);
  g_autoptr (GError) problem = NULL;
  g_autoptr (GBytes) content = store != NULL ? yc_store_load_blob (store, blob, &problem) : NULL;
  g_autofree char *sent_mime = NULL;

  if (store == NULL || content != NULL ||
      !g_error_matches (problem, YC_ERROR, YC_ERROR_NOT_FOUND)) {
    if (problem != NULL)
      g_propagate_error (error, g_steal_pointer (&problem));
    return g_steal_pointer (&content);
  }
  if (yc_session_open_api (session, desk, token, error) == NULL)
    return NULL;
  content = yc_api_fetch_blob (desk->api, blob, &sent_mime, cancellable, error);
  if (content == NULL || !yc_store_keep_blob (store, blob, content, mime, error))
    return NULL;
  return g_steal_pointer (&content);
}

YcPageOps *
yc_page_content_ops (const char *operations)
{
  YcPageOps *ops =
      operations != NULL && *operations != '\0' ? yc_page_ops_from_string (operations, NULL) : NULL;

  return ops != NULL ? ops : yc_page_ops_new ();
}
