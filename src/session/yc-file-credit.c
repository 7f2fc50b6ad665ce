// Who is on the dishonesty list (失信名单) can defer nothing: the list is asked before anything is
// owed.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-earlier.h"
#include "yc-evidence.h"
#include "yc-file-private.h"
#include "yc-json.h"

#define CREDIT "credit" // its source

static gboolean
is_needed (YcFile *self)
{
  return yc_case_owes (self->stored) && self->stored->state != YC_STATE_RETURNED &&
         yc_catalogue_find_source (self->catalogue, CREDIT) != NULL;
}

gboolean
yc_file_is_list_unasked (YcFile *self)
{
  return is_needed (self) && (self->asking_list || yc_evidence_find (self->shown, CREDIT) == NULL);
}

// Whether there is no answer; `again`: and a failure is none.
static gboolean
is_open (YcFile *self, gboolean again)
{
  JsonObject *last = yc_evidence_find (self->shown, CREDIT);

  return last == NULL || (again && g_strcmp0 (yc_json_get_string (last, "outcome"), "failed") == 0);
}

// Without a number there is nobody to ask about; it is asked once there is.
static void
asked_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  YcFile *self = YC_FILE (source);
  g_autoptr (GError) error = NULL;

  self->asking_list = FALSE;
  yc_earlier_ask_finish (self, result, &error);
  if (error == NULL)
    yc_file_ask_list (self, FALSE); // the number may be another one by now
}

void
yc_file_ask_list (YcFile *self, gboolean again)
{
  if (self->asking_list || !yc_file_can (self, YC_EVENT_VERIFIED) || !is_needed (self) ||
      !is_open (self, again))
    return;
  self->asking_list = TRUE;
  yc_earlier_ask_source_async (self, CREDIT, NULL, asked_cb, NULL);
}

void
yc_file_ask_list_async (YcFile *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  yc_earlier_ask_source_async (self, CREDIT, cancellable, callback, user_data);
}
