// What the law says of an open case: why a step is not allowed, and what was decided.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-file-private.h"
#include "yc-step.h"
#include "yc-words.h"

// The most telling of the reasons; what concerns the person comes before what concerns the case.
static YcErrorCode
find_obstacle (YcFile *self, YcEventType type)
{
  const YcStep *step = yc_step_find (type);
  const char *me = yc_session_get_person (self->session);

  if (yc_session_is_read_only (self->session))
    return YC_ERROR_READ_ONLY;
  if (step == NULL || yc_session_role_for (self->session, type) == YC_ROLE_NONE)
    return YC_ERROR_ROLE;
  if ((step->flags & YC_STEP_DECIDES) != 0 && yc_case_has_hand (self->stored, me))
    return YC_ERROR_SEPARATION;
  if (!yc_step_is_allowed (self->stored->state, type))
    return YC_ERROR_STEP;
  return type == YC_EVENT_FILLED ? YC_ERROR_FORBIDDEN : YC_ERROR_HELD;
}

char *
yc_file_explain (YcFile *self, YcEventType type)
{
  g_autoptr (GError) error = NULL;

  if (yc_file_can (self, type))
    return NULL;
  error = g_error_new_literal (YC_ERROR, (int)find_obstacle (self, type), "");
  return yc_words_error (error);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

const char *
yc_file_get_opinion (YcFile *self)
{
  return or_empty (self->stored->opinion);
}

const char *
yc_file_get_ground (YcFile *self)
{
  return or_empty (self->stored->ground);
}

const char *
yc_file_get_reason (YcFile *self)
{
  return or_empty (self->stored->reason);
}
