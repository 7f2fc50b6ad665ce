// What a page of the case says, offered beside the field that it is about.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-rows.h"
#include "yc-offers-private.h"

#include <string.h>

void
yc_offer_place_free (YcOfferPlace *place)
{
  g_free (place->page);
  g_free (place);
}

// ---- What belongs together ----------------------------------------------------------------------

// "seller" of the field "seller_id" and of the material "seller-id", "" of "name": that is how
// catalogues say of whom a document is.
static char *
stem_of (const char *id)
{
  const char *end = strrchr (id, '_');
  const char *dash = strrchr (id, '-');

  if (dash != NULL && (end == NULL || dash > end))
    end = dash;
  return end != NULL ? g_strndup (id, (gsize)(end - id)) : g_strdup ("");
}

static gboolean
is_number (const YcField *field)
{
  return g_strcmp0 (field->check, "id_number") == 0 || g_strcmp0 (field->check, "credit_code") == 0;
}

static gboolean
is_name (const YcField *field)
{
  return field->kind == YC_FIELD_TEXT &&
         (g_str_equal (field->id, "name") || g_str_has_suffix (field->id, "_name"));
}

static gboolean
has_stem (const char *id, const char *stem)
{
  g_autofree char *own = stem_of (id);

  return *stem != '\0' && g_str_equal (own, stem);
}

// Whether the form asks for the number of somebody whom the material names.
static gboolean
is_of_others (YcFile *file, const char *material)
{
  g_autofree char *stem = stem_of (material);
  GListModel *fields = yc_file_get_form_fields (file);

  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (fields, i);
    const YcField *field = yc_field_row_get_field (row);

    if (is_number (field) && has_stem (field->id, stem))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_about (YcFile *file, const char *section, const YcField *field, const char *material)
{
  g_autofree char *stem = NULL;

  if (g_str_equal (section, "applicant"))
    return !is_of_others (file, material);
  stem = stem_of (field->id);
  return has_stem (material, stem);
}

// A company has a licence, a person a card or a page in a register.
static gboolean
is_fitting (YcFile *file, const char *section, const YcField *field, YcReadKind kind)
{
  const char *applicant = yc_case_get_applicant (file->shown, "kind");

  if (g_str_equal (section, "applicant"))
    return (g_strcmp0 (applicant, "company") == 0) == (kind == YC_READ_LICENCE);
  if (is_number (field))
    return g_str_equal (field->check, "credit_code") == (kind == YC_READ_LICENCE);
  return TRUE;
}

// ---- Finding ------------------------------------------------------------------------------------

static gboolean
look (
    YcFile *file, const char *section, const YcField *field, const YcPage *page, YcOffer *ret_offer)
{
  const YcReadPage *read = yc_reading_find (file->reading, page);
  const gboolean number = is_number (field);

  if (read == NULL || read->facts.kind == YC_READ_NOTHING ||
      !is_fitting (file, section, field, read->facts.kind) ||
      !is_about (file, section, field, page->material))
    return FALSE;
  *ret_offer = (YcOffer){page, read, number ? read->facts.number : read->facts.name,
                         number ? &read->facts.number_box : &read->facts.name_box};
  return ret_offer->value != NULL;
}

static gboolean
is_dismissed (const YcOffer *offer, const char *section, const char *place)
{
  g_autofree char *key = g_strjoin ("/", section, place, NULL);

  return offer->read->dismissed != NULL &&
         g_ptr_array_find_with_equal_func (offer->read->dismissed, key, g_str_equal, NULL);
}

gboolean
yc_offers_find (YcFile *file,
                const char *section,
                const char *place,
                const YcField *field,
                const char *text,
                YcOffer *ret_offer)
{
  GPtrArray *pages = file->shown->pages;
  gboolean found = FALSE;

  if (file->reading == NULL || !(is_number (field) || is_name (field)) ||
      !yc_file_can (file, YC_EVENT_FILLED))
    return FALSE;
  for (guint i = 0; i < pages->len; i++) {
    YcOffer offer;

    if (!look (file, section, field, pages->pdata[i], &offer))
      continue;
    if (g_str_equal (offer.value, text))
      return FALSE;
    if (found || is_dismissed (&offer, section, place))
      continue;
    *ret_offer = offer;
    found = TRUE;
  }
  return found;
}

static gboolean
find_for_row (YcFile *file, YcFieldRow *row, YcOffer *ret_offer)
{
  return yc_offers_find (file, yc_field_row_get_section (row), yc_field_row_get_id (row),
                         yc_field_row_get_field (row), yc_field_row_get_text (row), ret_offer);
}

// ---- For the screens ----------------------------------------------------------------------------

void
yc_offers_begin (YcFile *file)
{
  if (file->reading == NULL &&
      !g_str_equal (yc_profile_get (file->session->profile, "read-pages"), "no"))
    file->reading = yc_reading_new (file);
}

void
yc_offers_use (YcFile *file, YcFieldRow *row)
{
  YcOffer offer;

  if (!find_for_row (file, row, &offer))
    return;
  yc_file_type (file, row, offer.value);
  yc_file_settle (file);
}

void
yc_offers_dismiss (YcFile *file, YcFieldRow *row)
{
  g_autofree char *key =
      g_strjoin ("/", yc_field_row_get_section (row), yc_field_row_get_id (row), NULL);
  YcOffer offer;

  if (!find_for_row (file, row, &offer))
    return;
  yc_reading_dismiss (file->reading, offer.page, key);
  yc_file_rebuild (file);
}

static YcFieldRow *
find_row (GListModel *fields, const char *key)
{
  for (guint i = 0; i < g_list_model_get_n_items (fields); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (fields, i);
    g_autofree char *own =
        g_strjoin ("/", yc_field_row_get_section (row), yc_field_row_get_id (row), NULL);

    if (g_str_equal (own, key))
      return g_steal_pointer (&row);
  }
  return NULL;
}

YcOfferPlace *
yc_offers_find_place (YcFile *file, const char *field)
{
  g_autoptr (YcFieldRow) row = find_row (yc_file_get_applicant_fields (file), field);
  YcOfferPlace *place;
  YcOffer offer;
  double width, height;

  if (row == NULL)
    row = find_row (yc_file_get_form_fields (file), field);
  if (row == NULL || !find_for_row (file, row, &offer))
    return NULL;
  width = MAX (offer.read->text->width, 1);
  height = MAX (offer.read->text->height, 1);
  place = g_new (YcOfferPlace, 1);
  *place =
      (YcOfferPlace){g_strdup (offer.page->id), offer.box->left / width, offer.box->top / height,
                     offer.box->right / width, offer.box->bottom / height};
  return place;
}
