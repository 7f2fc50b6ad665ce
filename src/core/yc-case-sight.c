// What of a case central has held back from who reads it, and who may ask for it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-case.h"
#include "yc-error.h"

#include <string.h>

// What these say is kept in the record of the case.
static gboolean
is_of_record (YcEventType type)
{
  return type == YC_EVENT_NONE || type == YC_EVENT_FILLED || type == YC_EVENT_LODGED ||
         type == YC_EVENT_VERIFIED;
}

const YcEvent *
yc_case_find_told (const YcCase *self, const char *place, const char **ret_place)
{
  const char *slash = strchr (place, '/');
  g_autofree char *name = slash != NULL ? g_strndup (place, (gsize)(slash - place)) : NULL;
  YcEventType type = name != NULL ? yc_event_type_from_name (name) : YC_EVENT_NONE;

  if (is_of_record (type))
    return NULL;
  *ret_place = slash + 1;
  while (self != NULL && self->latest->type != type)
    self = self->before;
  return self != NULL ? self->latest : NULL;
}

static gboolean
is_shared_masked (const YcCase *self, const char *place)
{
  g_auto (GStrv) steps = g_strsplit (place, "/", 2);
  JsonObject *evidence = g_hash_table_lookup (self->shared, steps[0]);
  g_autofree char *answer = g_strconcat ("answer/", steps[1], NULL);

  return evidence != NULL && yc_event_data_masks (evidence, answer);
}

gboolean
yc_case_is_masked (const YcCase *self, const char *place)
{
  const char *in_step;
  const YcEvent *told = yc_case_find_told (self, place, &in_step);

  if (told != NULL)
    return yc_event_data_masks (told->data, in_step);
  if (g_str_has_prefix (place, "shared/"))
    return is_shared_masked (self, place + strlen ("shared/"));
  if (g_str_has_prefix (place, "applicant/"))
    return self->applicant_from != NULL && yc_event_data_masks (self->applicant_from, place);
  return self->form_from != NULL && yc_event_data_masks (self->form_from, place);
}

static gboolean
has_masks (JsonObject *data)
{
  return data != NULL && json_object_has_member (data, YC_EVENT_MASKED);
}

gboolean
yc_case_is_blind (const YcCase *self)
{
  GHashTableIter iter;
  gpointer evidence;

  g_hash_table_iter_init (&iter, self->shared);
  while (g_hash_table_iter_next (&iter, NULL, &evidence))
    if (has_masks (evidence))
      return TRUE;
  return has_masks (self->applicant_from) || has_masks (self->form_from);
}

static gboolean
refuse (GError **error, YcErrorCode code, const char *what)
{
  g_set_error_literal (error, YC_ERROR, code, what);
  return FALSE;
}

static gboolean
is_of_office (const YcCase *self, const YcContext *context)
{
  return (context->roles & YC_ROLE_APPROVER) != 0 && context->departments != NULL &&
         self->department != NULL && g_strv_contains (context->departments, self->department);
}

// While the office has it; whether the result has arrived is asked once it was sent.
static gboolean
is_time_for (const YcCase *self, const char *place)
{
  if (g_str_has_prefix (place, "issued/"))
    return self->state == YC_STATE_ISSUED || self->state == YC_STATE_CLOSED;
  return self->state == YC_STATE_HANDED_OFF || self->state == YC_STATE_IN_REVIEW ||
         self->state == YC_STATE_SUSPENDED;
}

gboolean
yc_case_check_reveal (const YcCase *self,
                      const YcContext *context,
                      const char *place,
                      GError **error)
{
  if (!is_of_office (self, context))
    return refuse (error, YC_ERROR_ROLE, "only who reviews the case may ask for this");
  if (!is_time_for (self, place))
    return refuse (error, YC_ERROR_STEP, "nobody needs this of the case now");
  if (yc_case_has_hand (self, context->person))
    return refuse (error, YC_ERROR_SEPARATION, "who received, accepted or helped does not review");
  return self->holder == NULL || g_str_equal (self->holder, context->person) ||
         refuse (error, YC_ERROR_HELD, "somebody else holds the case");
}
