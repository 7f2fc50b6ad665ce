// Fronts and backs of a pile that was turned over by hand: each back goes behind its front.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-file-private.h"
#include "yc-pile-deeds.h"

typedef struct {
  GPtrArray *fronts, *backs; // owned: of char *
} Sides;

static void
sides_free (gpointer data)
{
  Sides *sides = data;

  g_ptr_array_unref (sides->fronts);
  g_ptr_array_unref (sides->backs);
  g_free (sides);
}

static gpointer
copy_id (gconstpointer id, gpointer user_data)
{
  return g_strdup (id);
}

// Pages that are gone since are passed over.
static GPtrArray *
interleave (GPtrArray *now, const Sides *sides)
{
  GPtrArray *wanted = yc_pile_deeds_copy (now);
  guint n = sides->fronts->len;

  for (guint i = 0; i < n; i++) {
    int from = yc_pile_find (wanted, sides->backs->pdata[n - 1 - i]);
    YcPilePage *back = NULL;
    int to;

    if (from < 0 || yc_pile_find (wanted, sides->fronts->pdata[i]) < 0)
      continue;
    back = g_ptr_array_steal_index (wanted, (guint)from);
    to = yc_pile_find (wanted, sides->fronts->pdata[i]);
    g_free (back->material); // a cover sheet among the fronts has led them elsewhere
    back->material = g_strdup (((YcPilePage *)wanted->pdata[to])->material);
    g_ptr_array_insert (wanted, to + 1, back);
  }
  return wanted;
}

static gboolean
sort (YcFile *self, const Sides *sides, GError **error)
{
  YcSession *session = self->session;
  YcStore *store = yc_session_open_desk (session, &session->scans, error);
  g_autoptr (YcCase) stored = store ? yc_store_load_case (store, self->id, error) : NULL;
  g_autoptr (YcCase) then = NULL;
  g_autoptr (GPtrArray) now = NULL, wanted = NULL;
  const YcDeed *deeds;
  YcErrand *errand;
  guint n;

  if (stored == NULL)
    return FALSE;
  now = yc_pile_deeds_list_case (stored);
  wanted = interleave (now, sides);
  errand = yc_errand_new (self);
  yc_pile_deeds_add (errand, self, now, wanted);
  deeds = yc_errand_release (errand, &n);
  if (n > 0)
    then = yc_store_record_all (store, &session->context, session->terminal, deeds, n, error);
  yc_errand_free (errand);
  return n == 0 || then != NULL;
}

static void
sort_work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (sort (source, data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
yc_file_interleave_async (YcFile *self,
                          GPtrArray *fronts,
                          GPtrArray *backs,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  Sides *sides = g_new (Sides, 1);

  sides->fronts = g_ptr_array_copy (fronts, copy_id, NULL);
  sides->backs = g_ptr_array_copy (backs, copy_id, NULL);
  g_task_set_source_tag (task, yc_file_interleave_async);
  g_task_set_task_data (task, sides, sides_free);
  yc_session_run (self->session, &self->session->scans, task, sort_work);
}

gboolean
yc_file_interleave_finish (YcFile *self, GAsyncResult *result, GError **error)
{
  gboolean done = g_task_propagate_boolean (G_TASK (result), error);

  if (done)
    yc_session_case_changed (self->session, self->id, FALSE);
  return done;
}
