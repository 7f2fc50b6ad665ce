// The five outcomes at receipt (行政许可法 art. 32), and what may stand beside them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-outcome.h"
#include "yc-file-rows.h"
#include "yc-paper-facts.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

// ---- What fits ----------------------------------------------------------------------------------

static gboolean
is_at_counter (YcFile *file)
{
  return yc_file_can (file, YC_EVENT_RECEIVED) || yc_file_can (file, YC_EVENT_ACCEPTED) ||
         yc_file_can (file, YC_EVENT_SUPPLEMENTED);
}

YcOutcome
yc_outcome_suggest (YcFile *file)
{
  gboolean blocked = FALSE;

  if (!is_at_counter (file))
    return YC_OUTCOME_NONE;
  for (guint i = 0; i < file->findings->len; i++) {
    const YcFinding *finding = file->findings->pdata[i];

    if (finding->severity == YC_SEVERITY_BLOCKS && finding->refuses)
      return YC_OUTCOME_REFUSE;
    blocked = blocked || finding->severity == YC_SEVERITY_BLOCKS;
  }
  return blocked ? YC_OUTCOME_SUPPLEMENT : YC_OUTCOME_ACCEPT;
}

static void
set (JsonObject *data, const char *member, const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (data, member, value);
}

// What they all end with.
static void
run (YcFile *file,
     YcEventType type,
     JsonObject *data,
     GCancellable *cancellable,
     GAsyncReadyCallback callback,
     gpointer user_data)
{
  yc_file_do_async (file, type, data, cancellable, callback, user_data);
}

gboolean
yc_outcome_finish (YcFile *file, GAsyncResult *result, GError **error)
{
  return yc_file_do_finish (file, result, error);
}

// ---- (1), (2), and refusals ---------------------------------------------------------------------

void
yc_outcome_not_needed_async (YcFile *file,
                             const char *ground,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  JsonObject *data = json_object_new ();

  set (data, "ground", ground);
  run (file, YC_EVENT_NOT_NEEDED, data, cancellable, callback, user_data);
}

void
yc_body_free (YcBody *body)
{
  g_free (body->name);
  g_free (body->label);
  g_free (body->when);
  g_free (body->contact);
  g_free (body->address);
  g_free (body->phone);
  g_free (body);
}

static char *
join_contact (const char *address, const char *phone)
{
  if (address == NULL || phone == NULL)
    return g_strdup (address != NULL ? address : phone);
  return g_strdup_printf ("%s · %s", address, phone);
}

static const char *
pick_or_null (const YcText *text)
{
  return text->zh != NULL ? yc_session_pick (text) : NULL;
}

static void
add_body (GPtrArray *bodies,
          const YcText *name,
          const YcText *when,
          const char *address,
          const char *phone)
{
  YcBody *body = g_new0 (YcBody, 1);

  body->name = g_strdup (name->zh);
  body->label = g_strdup (yc_session_pick (name));
  body->when = when != NULL ? g_strdup (pick_or_null (when)) : NULL;
  body->contact = join_contact (address, phone);
  body->address = g_strdup (address);
  body->phone = g_strdup (phone);
  g_ptr_array_add (bodies, body);
}

GPtrArray *
yc_outcome_list_bodies (YcFile *file)
{
  GPtrArray *bodies = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_body_free);
  GPtrArray *departments = yc_catalogue_get_departments (file->catalogue);

  for (guint i = 0; i < file->item->right_bodies->len; i++) {
    const YcRightBody *body = file->item->right_bodies->pdata[i];

    add_body (bodies, &body->name, &body->when, body->address, body->phone);
  }
  for (guint i = 0; i < departments->len; i++) {
    const YcOffice *office = departments->pdata[i];

    if (g_strcmp0 (office->id, file->item->department) != 0)
      add_body (bodies, &office->name, NULL, NULL, office->phone);
  }
  return bodies;
}

void
yc_outcome_not_ours_async (YcFile *file,
                           const YcBody *body,
                           const char *ground,
                           const char *reason,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  JsonObject *data = json_object_new ();

  set (data, "kind", "not-ours");
  set (data, "body", body->name);
  set (data, "body_address", body->address);
  set (data, "body_phone", body->phone);
  set (data, "ground", ground);
  set (data, "reason", reason);
  run (file, YC_EVENT_NOT_ACCEPTED, data, cancellable, callback, user_data);
}

void
yc_outcome_not_accepted_async (YcFile *file,
                               const char *ground,
                               const char *reason,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  JsonObject *data = json_object_new ();

  set (data, "kind", "refused");
  set (data, "ground", ground);
  set (data, "reason", reason);
  run (file, YC_EVENT_NOT_ACCEPTED, data, cancellable, callback, user_data);
}

void
yc_outcome_corrected_async (YcFile *file,
                            const char *what,
                            const char *initials,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  JsonObject *data = json_object_new ();

  set (data, "what", what);
  set (data, "initials", initials);
  run (file, YC_EVENT_CORRECTED, data, cancellable, callback, user_data);
}

void
yc_outcome_withdraw_async (YcFile *file,
                           const char *reason,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  JsonObject *data = json_object_new ();

  set (data, "reason", reason);
  run (file, YC_EVENT_WITHDRAWN, data, cancellable, callback, user_data);
}

// ---- (4) The one-time notice --------------------------------------------------------------------

gboolean
yc_outcome_is_news (YcFile *file, const YcFinding *finding)
{
  g_autofree char *key = yc_finding_get_key (finding);
  const char *material = finding->material != NULL ? finding->material->id : NULL;

  return finding->severity == YC_SEVERITY_BLOCKS && !yc_case_was_told (file->stored, key, material);
}

// Whether the notice would name something that no earlier one named.
static gboolean
has_news (YcFile *file)
{
  for (guint i = 0; i < file->findings->len; i++)
    if (yc_outcome_is_news (file, file->findings->pdata[i]))
      return TRUE;
  return FALSE;
}

YcNoticeState
yc_outcome_get_notice_state (YcFile *file)
{
  if (file->stored->second == YC_SECOND_ALLOWED)
    return YC_NOTICE_ALLOWED;
  if (file->stored->notices == 0 || !has_news (file))
    return YC_NOTICE_FREE;
  return file->stored->second == YC_SECOND_ASKED ? YC_NOTICE_WAITING : YC_NOTICE_ASK;
}

const char *
yc_outcome_get_second_reason (YcFile *file)
{
  return file->stored->second_reason != NULL ? file->stored->second_reason : "";
}

void
yc_outcome_ask_second_async (YcFile *file,
                             const char *reason,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  JsonObject *data = json_object_new ();

  set (data, "reason", reason);
  run (file, YC_EVENT_SECOND_ASKED, data, cancellable, callback, user_data);
}

static YcDay
day_after (YcFile *file, int days, gboolean *ret_provisional)
{
  const YcToday today = yc_file_get_today (file);

  if (ret_provisional != NULL)
    *ret_provisional = FALSE;
  return yc_calendar_add (today.calendar, today.day, days, ret_provisional);
}

YcDay
yc_outcome_get_supplement_due (YcFile *file, gboolean *ret_provisional)
{
  return day_after (file, file->item->supplement_days, ret_provisional);
}

// ---- (5) Acceptance -----------------------------------------------------------------------------

int
yc_outcome_get_deferral_days (YcFile *file)
{
  int most = file->stored->promised_days;
  int days = file->item->deferral_days > 0 ? MIN (file->item->deferral_days, most) : most;

  return MAX (days, 1);
}

YcDay
yc_outcome_get_deferral_due (YcFile *file, gboolean *ret_provisional)
{
  return yc_case_owes (file->stored)
             ? day_after (file, yc_outcome_get_deferral_days (file), ret_provisional)
             : 0;
}

char *
yc_outcome_describe_version (YcFile *file)
{
  const YcToday today = yc_file_get_today (file);
  const YcItem *current =
      yc_catalogue_find_current (file->catalogue, file->stored->item, today.day);
  g_autofree char *day = NULL;

  if (current == NULL || current->version <= file->stored->item_version)
    return NULL;
  day = yc_words_day (current->effective, FALSE);
  // TRANSLATORS: a day.
  return g_strdup_printf (_ ("A newer version of this service item is in use since %s. This case "
                             "keeps the one with which it began."),
                          day);
}
