// What the catalogue has to say about an event: the one place where central looks for itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-acceptance.h"
#include "yc-checklist.h"
#include "yc-error.h"

static gboolean
check_opening (YcCatalogue *catalogue, const YcEvent *event, GError **error)
{
  const YcItem *item = yc_catalogue_find_item (catalogue, yc_event_get_string (event, "item"));

  if (item == NULL) {
    g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "the catalogue has no such item");
    return FALSE;
  }
  if (g_strcmp0 (item->department, yc_event_get_string (event, "department")) == 0)
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED,
                       "the item belongs to another department");
  return FALSE;
}

static gboolean
has_point (const YcMaterial *material, const char *id)
{
  for (guint i = 0; i < material->points->len; i++)
    if (g_strcmp0 (((YcPoint *)material->points->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

// A case keeps the version of its item; of another version this catalogue knows nothing.
static gboolean
check_material (const YcItem *item, const YcCase *before, const YcEvent *event, GError **error)
{
  const YcMaterial *material =
      yc_item_find_material (item, yc_event_get_string (event, "material"));

  if (item->version != before->item_version ||
      (material != NULL && (event->type != YC_EVENT_TICKED ||
                            has_point (material, yc_event_get_string (event, "point")))))
    return TRUE;
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MATERIAL,
                       "the item asks for no such material or point");
  return FALSE;
}

static gboolean
check_checklist (const YcItem *item,
                 const YcCase *before,
                 const YcEvent *event,
                 const YcCalendar *calendar,
                 GError **error)
{
  const YcToday today = {calendar, yc_day_from_ms (event->at)};
  g_autoptr (GPtrArray) findings = yc_checklist_evaluate (item, before, &today);
  guint blocking = yc_checklist_count_blocking (findings);

  if (blocking == 0)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_BLOCKED, "%u findings stand in the way", blocking);
  return FALSE;
}

gboolean
yc_acceptance_check (YcCatalogue *catalogue,
                     const YcCase *before,
                     const YcEvent *event,
                     GError **error)
{
  const YcItem *item = NULL;

  if (catalogue == NULL)
    return TRUE;
  if (event->type == YC_EVENT_OPENED || event->type == YC_EVENT_LODGED)
    return check_opening (catalogue, event, error);
  if (before != NULL && before->item != NULL)
    item = yc_catalogue_find_version (catalogue, before->item, before->item_version);
  if (item == NULL)
    return TRUE;
  if (event->type == YC_EVENT_ACCEPTED)
    return check_checklist (item, before, event, yc_catalogue_get_calendar (catalogue), error);
  if (event->type == YC_EVENT_TICKED || event->type == YC_EVENT_MARKED ||
      event->type == YC_EVENT_SCANNED || event->type == YC_EVENT_PAGE_MOVED)
    return check_material (item, before, event, error);
  return TRUE;
}
