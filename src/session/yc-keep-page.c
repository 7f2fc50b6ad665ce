// A page that came in is kept: sealed file and event in one transaction.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-keep-page.h"
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-page-words-kept.h"
#include "yc-uuid.h"

#define PAGE_BYTES (400 * 1024) // of a page, where the material does not say otherwise

typedef struct {
  int width, height, dpi;
} Size;

// `was`: pixels across of the picture that was looked over; what is stored may be coarser.
static void
add_found (JsonObject *data, const YcLookedOver *found, int now, int was)
{
  g_autoptr (YcPageOps) ops = found->ops != NULL ? yc_page_ops_scale (found->ops, now, was) : NULL;
  g_autofree char *words = ops != NULL ? yc_page_ops_to_string (ops) : NULL;

  if (words != NULL && *words != '\0')
    json_object_set_string_member (data, "operations", words);
  if (found->quality != NULL)
    json_object_set_object_member (data, "quality", json_object_ref (found->quality));
}

static JsonObject *
page_data (const YcKeepAs *as, const Size *size)
{
  g_autofree char *id = yc_uuid_new (g_get_real_time () / 1000);
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", as->material);
  json_object_set_int_member (data, "width", size->width);
  json_object_set_int_member (data, "height", size->height);
  json_object_set_int_member (data, "dpi", size->dpi);
  return data;
}

static gboolean
record (const YcKeepAs *as,
        YcEventType type,
        JsonObject *data,
        GBytes *content,
        const char *mime,
        GError **error)
{
  YcSession *session = as->file->session;
  YcStore *store = yc_session_open_desk (session, as->desk, error);
  YcDeed deed = {.case_id = as->file->id, .type = type, .role = as->role, .data = data};
  g_autoptr (YcCase) stored = NULL;

  if (store == NULL) {
    json_object_unref (data);
    return FALSE;
  }
  deed.at = yc_session_now (session);
  stored = yc_store_record_page (store, &session->context, session->terminal, &deed, content, mime,
                                 error);
  return stored != NULL;
}

static char *
keep (const YcKeepAs *as, JsonObject *data, GBytes *content, const char *mime, GError **error)
{
  g_autofree char *id = g_strdup (json_object_get_string_member (data, "page"));

  return record (as, YC_EVENT_SCANNED, data, content, mime, error) ? g_steal_pointer (&id) : NULL;
}

static const YcMaterial *
find_material (const YcKeepAs *as)
{
  return yc_item_find_material (as->file->item, as->material);
}

char *
yc_keep_picture (const YcKeepAs *as,
                 const YcImage *image,
                 const YcLookedOver *found,
                 GError **error)
{
  const YcMaterial *material = find_material (as);
  const int most = material != NULL && material->page_bytes > 0 ? material->page_bytes : PAGE_BYTES;
  const char *mime = NULL;
  g_autoptr (GBytes) content = yc_image_encode_within (image, (gsize)most, &mime, error);
  JsonObject *data;
  Size size;

  if (content == NULL || !yc_image_measure (content, &size.width, &size.height, &size.dpi, error))
    return NULL;
  data = page_data (as, &size);
  add_found (data, found, size.width, image->width);
  return keep (as, data, content, mime, error);
}

gboolean
yc_keep_remove (const YcKeepAs *as, const char *page, GError **error)
{
  YcSession *session = as->file->session;
  YcStore *store = yc_session_open_desk (session, as->desk, error);
  YcDeed deed = {.case_id = as->file->id, .type = YC_EVENT_PAGE_REMOVED, .role = as->role};
  g_autoptr (YcCase) stored = NULL;

  if (store == NULL)
    return FALSE;
  deed.data = json_object_new ();
  json_object_set_string_member (deed.data, "page", page);
  deed.at = yc_session_now (session);
  stored = yc_store_record (store, &session->context, session->terminal, &deed, error);
  return stored != NULL;
}

char *
yc_keep_image (
    YcFile *file, const char *material, YcRole role, const YcImage *image, GError **error)
{
  const YcKeepAs as = {file, &file->session->scans, material, role};
  g_auto (YcLookedOver) found = {0};

  yc_page_look_over (find_material (&as), image, YC_TREAT_STRAIGHTEN, &found);
  return yc_keep_picture (&as, image, &found, error);
}

char *
yc_keep_content (YcFile *file, const char *material, YcRole role, GBytes *content, GError **error)
{
  const YcKeepAs as = {file, &file->session->scans, material, role};
  g_auto (YcLookedOver) found = {0};
  g_auto (YcImage) image = {0};
  JsonObject *data;

  if (!yc_image_load (content, &image, error))
    return NULL;
  yc_page_look_over (find_material (&as), &image, YC_TREAT_STRAIGHTEN, &found);
  data = page_data (&as, &(Size){image.width, image.height, image.dpi});
  add_found (data, &found, image.width, image.width);
  return keep (&as, data, content, yc_image_guess_mime (content), error);
}

gboolean
yc_keep_text (YcFile *file, const char *page, YcRole role, GBytes *content, GError **error)
{
  const YcKeepAs as = {file, &file->session->scans, NULL, role};
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "page", page);
  return record (&as, YC_EVENT_TEXT_FOUND, data, content, YC_PAGE_WORDS_MIME, error);
}
