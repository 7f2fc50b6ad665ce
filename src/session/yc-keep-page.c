// A page that came in is kept: sealed file and event in one transaction.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-keep-page.h"
#include "yc-file-private.h"
#include "yc-uuid.h"

static JsonObject *
page_data (const char *material, int width, int height, int dpi)
{
  g_autofree char *id = yc_uuid_new (g_get_real_time () / 1000);
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", material);
  json_object_set_int_member (data, "width", width);
  json_object_set_int_member (data, "height", height);
  json_object_set_int_member (data, "dpi", dpi);
  return data;
}

static char *
keep (
    YcFile *file, YcRole role, JsonObject *data, GBytes *content, const char *mime, GError **error)
{
  YcSession *session = file->session;
  YcStore *store = yc_session_open_desk (session, &session->scans, error);
  YcDeed deed = {.case_id = file->id, .type = YC_EVENT_SCANNED, .role = role, .data = data};
  g_autoptr (YcCase) stored = NULL;
  g_autofree char *id = NULL;

  if (store == NULL) {
    json_object_unref (data);
    return NULL;
  }
  deed.at = yc_session_now (session);
  id = g_strdup (json_object_get_string_member (data, "page"));
  stored = yc_store_record_page (store, &session->context, session->terminal, &deed, content, mime,
                                 error);
  return stored != NULL ? g_steal_pointer (&id) : NULL;
}

char *
yc_keep_image (
    YcFile *file, const char *material, YcRole role, const YcImage *image, GError **error)
{
  const char *mime = NULL;
  g_autoptr (GBytes) content = yc_image_encode (image, &mime, error);

  if (content == NULL)
    return NULL;
  return keep (file, role, page_data (material, image->width, image->height, image->dpi), content,
               mime, error);
}

char *
yc_keep_content (YcFile *file, const char *material, YcRole role, GBytes *content, GError **error)
{
  int width = 0, height = 0, dpi = 0;

  if (!yc_image_measure (content, &width, &height, &dpi, error))
    return NULL;
  return keep (file, role, page_data (material, width, height, dpi), content,
               yc_image_guess_mime (content), error);
}
