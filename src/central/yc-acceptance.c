// What the catalogue has to say about an event: the one place where central looks for itself.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-acceptance.h"
#include "yc-checklist.h"
#include "yc-error.h"
#include "yc-json.h"

static gboolean
fail (GError **error, YcErrorCode code, const char *what)
{
  g_set_error_literal (error, YC_ERROR, code, what);
  return FALSE;
}

// Whether the way through the office is the item's. None at all is none.
static gboolean
has_steps_of (const YcEvent *event, JsonObject *kept)
{
  JsonNode *said = json_object_get_member (event->data, "steps");
  JsonNode *steps = json_object_get_member (kept, "steps");

  return said != NULL ? json_node_equal (said, steps)
                      : json_array_get_length (json_node_get_array (steps)) == 0;
}

// A case keeps its limits for good, so they must be the item's when it begins.
static gboolean
has_limits_of (const YcEvent *event, const YcItem *item)
{
  static const char *const limits[] = {"promised_days", "legal_days", "supplement_days",
                                       "extension_days"};
  g_autoptr (JsonObject) kept = yc_item_open (item);

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    if (yc_event_get_int (event, limits[i]) != yc_json_get_int (kept, limits[i], 0))
      return FALSE;
  return has_steps_of (event, kept);
}

// A version that this catalogue has left behind may still be the newest at a workstation that was
// offline; one that it has not reached yet is made up.
static gboolean
check_opening (YcCatalogue *catalogue, const YcEvent *event, GError **error)
{
  gint64 version = yc_event_get_int (event, "item_version");
  const YcItem *item = yc_catalogue_find_version (catalogue, yc_event_get_string (event, "item"),
                                                  (int)CLAMP (version, 0, G_MAXINT32));

  if (item == NULL)
    return fail (error, YC_ERROR_MALFORMED, "the catalogue has no such item");
  if (g_strcmp0 (item->department, yc_event_get_string (event, "department")) != 0)
    return fail (error, YC_ERROR_MALFORMED, "the item belongs to another department");
  if (version < 1 || version > item->version)
    return fail (error, YC_ERROR_MALFORMED, "the item has no such version");
  return version < item->version || has_limits_of (event, item) ||
         fail (error, YC_ERROR_MALFORMED, "the limits or steps are not those of the item");
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
  return fail (error, YC_ERROR_MATERIAL, "the item asks for no such material or point");
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

static gboolean
is_told (const YcEvent *event, const YcFinding *finding)
{
  g_autofree char *key = yc_finding_get_key (finding);
  JsonArray *told = yc_json_get_array (event->data, "findings");

  for (guint i = 0; i < yc_json_get_length (told); i++) {
    JsonObject *one = yc_json_get_element (told, i);

    if (one != NULL && g_strcmp0 (yc_json_get_string (one, "key"), key) == 0)
      return TRUE;
  }
  return FALSE;
}

// Art. 32 (4): everything is told at once, so a notice names at least what is found here. It may
// name more: what only a person sees.
static gboolean
check_notice (const YcItem *item,
              const YcCase *before,
              const YcEvent *event,
              const YcCalendar *calendar,
              GError **error)
{
  const YcToday today = {calendar, yc_day_from_ms (event->at)};
  g_autoptr (GPtrArray) findings = NULL;
  guint left_out = 0;

  if (item->version != before->item_version)
    return TRUE; // of that version this catalogue knows nothing
  findings = yc_checklist_evaluate (item, before, &today);
  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];

    left_out += finding->severity == YC_SEVERITY_BLOCKS && !is_told (event, finding);
  }
  if (left_out == 0)
    return TRUE;
  g_set_error (error, YC_ERROR, YC_ERROR_NOTICE, "the notice leaves out %u findings", left_out);
  return FALSE;
}

// What is deferred comes in before the decision is due, and sooner where the item says so.
static gboolean
check_deferral (const YcItem *item,
                const YcCase *before,
                const YcEvent *event,
                const YcCalendar *calendar,
                GError **error)
{
  const char *due = yc_event_get_string (event, "deferred_due");
  int most = before->promised_days;
  int days = item->deferral_days > 0 ? MIN (item->deferral_days, most) : most;
  YcDay latest = yc_calendar_add (calendar, yc_day_from_ms (event->at), MAX (days, 1), NULL);
  gint64 told = yc_event_get_int (event, "deferred_days");

  return due == NULL ||
         (yc_day_from_string (due) <= latest && told >= 0 && told <= MAX (days, 1)) ||
         fail (error, YC_ERROR_LIMIT, "materials are deferred for longer than the item allows");
}

static gboolean
is_among (GPtrArray *grounds, const char *ground)
{
  for (guint i = 0; i < grounds->len; i++)
    if (g_strcmp0 (grounds->pdata[i], ground) == 0)
      return TRUE;
  return FALSE;
}

// The right body is one that the item names, or another department of the city.
static gboolean
is_body (YcCatalogue *catalogue, const YcItem *item, const char *name)
{
  GPtrArray *departments = yc_catalogue_get_departments (catalogue);

  for (guint i = 0; i < item->right_bodies->len; i++)
    if (g_strcmp0 (((YcRightBody *)item->right_bodies->pdata[i])->name.zh, name) == 0)
      return TRUE;
  for (guint i = 0; i < departments->len; i++)
    if (g_strcmp0 (((YcOffice *)departments->pdata[i])->name.zh, name) == 0)
      return TRUE;
  return FALSE;
}

// Nobody is turned away on a ground that the city has not published.
static gboolean
check_refusal (YcCatalogue *catalogue, const YcItem *item, const YcEvent *event, GError **error)
{
  GPtrArray *grounds = event->type == YC_EVENT_NOT_NEEDED     ? item->not_needed_grounds
                       : event->type == YC_EVENT_NOT_ACCEPTED ? item->not_accepted_grounds
                                                              : item->refuse_grounds;

  if (!is_among (grounds, yc_event_get_string (event, "ground")))
    return fail (error, YC_ERROR_GROUND_MISSING, "the ground is none of the item's");
  return g_strcmp0 (yc_event_get_string (event, "kind"), "not-ours") != 0 ||
         is_body (catalogue, item, yc_event_get_string (event, "body")) ||
         fail (error, YC_ERROR_BODY_MISSING, "the catalogue knows no such body");
}

// How the result goes out, and who may act in the applicant's place, as the item allows.
static gboolean
check_presence (const YcItem *item, const YcEvent *event, GError **error)
{
  if (event->type == YC_EVENT_AUTHORISED)
    return !item->in_person ||
           fail (error, YC_ERROR_IN_PERSON, "the applicant must come in person");
  return item->courier || g_strcmp0 (yc_event_get_string (event, "method"), "courier") != 0 ||
         fail (error, YC_ERROR_IN_PERSON, "the result is handed over, not sent");
}

gboolean
yc_acceptance_check (YcCatalogue *catalogue,
                     const YcCase *before,
                     const YcEvent *event,
                     GError **error)
{
  const YcItem *item = NULL;
  const YcCalendar *calendar;

  if (catalogue == NULL)
    return TRUE;
  calendar = yc_catalogue_get_calendar (catalogue);
  if (event->type == YC_EVENT_OPENED || event->type == YC_EVENT_LODGED)
    return check_opening (catalogue, event, error);
  if (before != NULL && before->item != NULL)
    item = yc_catalogue_find_version (catalogue, before->item, before->item_version);
  if (item == NULL)
    return TRUE;
  if (event->type == YC_EVENT_ACCEPTED)
    return check_checklist (item, before, event, calendar, error) &&
           check_deferral (item, before, event, calendar, error);
  if (event->type == YC_EVENT_SUPPLEMENT_REQUESTED)
    return check_notice (item, before, event, calendar, error);
  if (event->type == YC_EVENT_NOT_NEEDED || event->type == YC_EVENT_NOT_ACCEPTED ||
      event->type == YC_EVENT_REFUSED)
    return check_refusal (catalogue, item, event, error);
  if (event->type == YC_EVENT_AUTHORISED || event->type == YC_EVENT_ISSUED)
    return check_presence (item, event, error);
  if (event->type == YC_EVENT_TICKED || event->type == YC_EVENT_MARKED ||
      event->type == YC_EVENT_SCANNED || event->type == YC_EVENT_PAGE_MOVED)
    return check_material (item, before, event, error);
  return TRUE;
}
