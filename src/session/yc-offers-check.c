// Whether print on pages can be read at this workstation, in a sentence.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ocr.h"
#include "yc-offers.h"
#include "yc-session-private.h"
#include "yc-words.h"

#include <glib/gi18n-lib.h>

static char *
describe (YcShield up)
{
  g_autofree char *missing = yc_shield_list_missing (up);

  if (missing == NULL)
    return g_strdup (_ ("Read at this workstation only; nothing is sent anywhere."));
  // TRANSLATORS: names for administrators, such as "files calls".
  return g_strdup_printf (_ ("Read at this workstation only. It lacks these protections: %s"),
                          missing);
}

static void
check_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  YcSession *session = source;
  GError *error = NULL;

  if (session->ocr == NULL)
    session->ocr = yc_ocr_new (NULL);
  if (yc_ocr_check (session->ocr, &error))
    g_task_return_pointer (task, describe (yc_ocr_get_shields (session->ocr)), g_free);
  else
    g_task_return_error (task, error);
}

void
yc_offers_check_async (YcSession *session,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);

  g_task_set_source_tag (task, yc_offers_check_async);
  yc_session_run (session, &session->reading, task, check_work);
}

char *
yc_offers_check_finish (YcSession *session, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  char *sentence = g_task_propagate_pointer (G_TASK (result), &error);

  return sentence != NULL ? sentence : yc_words_error (error);
}
