// Finding the service item that an applicant came for.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-row-private.h"
#include "yc-session-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _YcItemRow {
  GObject parent_instance;
  char *code, *name, *department, *detail;
};

static void
yc_item_row_clear (YcItemRow *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->department);
  g_free (self->detail);
}

YC_DEFINE_ROW (YcItemRow, yc_item_row)

const char *
yc_item_row_get_code (YcItemRow *self)
{
  return self->code;
}

const char *
yc_item_row_get_name (YcItemRow *self)
{
  return self->name;
}

const char *
yc_item_row_get_department (YcItemRow *self)
{
  return self->department;
}

const char *
yc_item_row_get_detail (YcItemRow *self)
{
  return self->detail;
}

static YcItemRow *
item_row_new (YcCatalogue *catalogue, const YcItem *item)
{
  YcItemRow *row = g_object_new (YC_TYPE_ITEM_ROW, NULL);
  const YcOffice *department = yc_catalogue_find_department (catalogue, item->department);
  g_autofree char *materials = g_strdup_printf (
      ngettext ("%u material", "%u materials", item->materials->len), item->materials->len);
  g_autofree char *days =
      g_strdup_printf (ngettext ("%d working day", "%d working days", (gulong)item->promised_days),
                       item->promised_days);

  row->code = g_strdup (item->code);
  row->name = g_strdup (yc_session_pick (&item->name));
  row->department =
      g_strdup (department != NULL ? yc_session_pick (&department->name) : item->department);
  row->detail = g_strdup_printf ("%s · %s", materials, days);
  return row;
}

static gboolean
text_has (const char *text, const char *word)
{
  g_autofree char *folded = text != NULL ? g_utf8_casefold (text, -1) : NULL;

  return folded != NULL && strstr (folded, word) != NULL;
}

static gboolean
item_has_word (YcCatalogue *catalogue, const YcItem *item, const char *word)
{
  const YcOffice *department = yc_catalogue_find_department (catalogue, item->department);

  if (text_has (item->name.zh, word) || text_has (item->name.en, word) ||
      text_has (item->code, word))
    return TRUE;
  if (department != NULL &&
      (text_has (department->name.zh, word) || text_has (department->name.en, word)))
    return TRUE;
  for (guint i = 0; i < item->keywords->len; i++)
    if (text_has (item->keywords->pdata[i], word))
      return TRUE;
  return FALSE;
}

static gboolean
item_matches (YcCatalogue *catalogue, const YcItem *item, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !item_has_word (catalogue, item, words[i]))
      return FALSE;
  return TRUE;
}

GListModel *
yc_session_find_items (YcSession *self, const char *search)
{
  GListStore *rows = g_list_store_new (YC_TYPE_ITEM_ROW);
  g_autofree char *folded = g_utf8_casefold (search != NULL ? search : "", -1);
  g_auto (GStrv) words = g_strsplit_set (folded, " \t", -1);
  const YcWindow *window =
      self->catalogue != NULL ? yc_catalogue_find_window (self->catalogue, self->window) : NULL;
  GPtrArray *items = window != NULL ? yc_catalogue_get_items (self->catalogue) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++) {
    const YcItem *item = items->pdata[i];
    g_autoptr (YcItemRow) row = NULL;

    if (!yc_item_is_offered (item, window->theme) || !item_matches (self->catalogue, item, words))
      continue;
    row = item_row_new (self->catalogue, item);
    g_list_store_append (rows, row);
  }
  return G_LIST_MODEL (rows);
}
