// Sending what central has not confirmed: content first, then the events that name it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-backoff.h"
#include "yc-error.h"
#include "yc-link-numbers.h"
#include "yc-send-content.h"

#include <string.h>

#define BATCH       200
#define MOST_ROUNDS 5 // of 409 and try again, in one pass

// A case that could not be sent waits alone.
typedef struct {
  guint failures;
  gint64 until; // milliseconds
} YcRest;

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

// Whether the error concerns the connection or this machine, and not just one case.
static gboolean
concerns_all (const GError *error)
{
  switch (error->code) {
  case YC_ERROR_OFFLINE:
  case YC_ERROR_TLS:
  case YC_ERROR_URL:
  case YC_ERROR_EXPIRED:
  case YC_ERROR_CANCELLED:
  case YC_ERROR_DISK_FULL:
  case YC_ERROR_READ_ONLY:
  case YC_ERROR_CORRUPT:
    return TRUE;
  default:
    return FALSE;
  }
}

static gboolean
merge (YcLink *link, GPtrArray *events, YcPass *pass, YcMerge *ret_merge, GError **error)
{
  const YcEvent *first = events->len > 0 ? events->pdata[0] : NULL;
  gboolean by_others = FALSE;

  *ret_merge = YC_MERGE_DONE;
  if (first == NULL)
    return TRUE;
  if (!yc_store_merge (link->store, events, ret_merge, NULL, &by_others, error))
    return FALSE;
  g_ptr_array_add (pass->changed, g_strdup (first->case_id));
  if (by_others)
    g_ptr_array_add (pass->news, g_strdup (first->case_id));
  return TRUE;
}

// The events that came in between. Central tells those from the refused one's version on; all of
// them, where the store's confirmed ones end before.
static gboolean
catch_up (YcLink *link,
          const char *case_id,
          YcSent *sent,
          YcPass *pass,
          GCancellable *cancellable,
          GError **error)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GHashTable) names = NULL;
  YcMerge result = YC_MERGE_GAP;

  if (!yc_store_save_names (link->store, sent->names, error) ||
      (sent->newer->len > 0 && !merge (link, sent->newer, pass, &result, error)))
    return FALSE;
  if (result == YC_MERGE_DONE)
    return TRUE;
  all = yc_api_fetch_events (link->api, case_id, 0, &names, cancellable, error);
  return all != NULL && yc_store_save_names (link->store, names, error) &&
         merge (link, all, pass, &result, error);
}

// The event is held until the content that central lacks is there: that is sent again. Content that
// is not here either never will be: then the event is in trouble, and a person decides.
static gboolean
will_send_missing (YcLink *link, YcSent *sent, gboolean *ret_held, GError **error)
{
  *ret_held = TRUE;
  for (guint i = 0; sent->missing != NULL && sent->missing[i] != NULL; i++) {
    gboolean known = FALSE;

    if (!yc_store_unconfirm_blob (link->store, sent->missing[i], &known, error))
      return FALSE;
    *ret_held = *ret_held && (known || i > 0); // the first is what the refused event names
  }
  return TRUE;
}

// One batch. `*ret_again`: what is left may go now.
static gboolean
send_batch (YcLink *link,
            const char *case_id,
            GPtrArray *events,
            gboolean *ret_again,
            YcPass *pass,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (GHashTable) seals = yc_store_list_seals (link->store, case_id, error);
  g_autoptr (YcSent) sent =
      seals != NULL ? yc_api_send_events (link->api, case_id, events, seals, cancellable, error)
                    : NULL;
  const YcEvent *next;
  YcMerge result;
  gboolean held = FALSE;

  if (sent == NULL)
    return FALSE;
  next = sent->n_stored < events->len ? events->pdata[sent->n_stored] : NULL;
  pass->sent += sent->n_stored;
  *ret_again = TRUE;
  if (sent->newer != NULL)
    return catch_up (link, case_id, sent, pass, cancellable, error);
  g_ptr_array_set_size (events, (int)sent->n_stored);
  if (!merge (link, events, pass, &result, error))
    return FALSE;
  if (sent->why == NULL)
    return TRUE;
  if (sent->why->code == YC_ERROR_BLOB_MISSING && !will_send_missing (link, sent, &held, error))
    return FALSE;
  if (held || next == NULL) {
    g_propagate_error (error, g_steal_pointer (&sent->why));
    return FALSE;
  }
  g_ptr_array_add (pass->changed, g_strdup (case_id));
  return yc_store_set_trouble (link->store, sent->refused != NULL ? sent->refused : next->id,
                               sent->why, error);
}

static gboolean
send_case (
    YcLink *link, const char *case_id, YcPass *pass, GCancellable *cancellable, GError **error)
{
  gboolean again = yc_send_content (link, case_id, cancellable, error);

  if (!again)
    return FALSE;
  for (int round = 0; again && round < MOST_ROUNDS; round++) {
    g_autoptr (GPtrArray) events = yc_store_list_pending (link->store, case_id, now_ms (), error);
    g_autoptr (GPtrArray) batch = NULL;

    if (events == NULL)
      return FALSE;
    if (events->len == 0)
      return TRUE;
    batch = g_ptr_array_new_with_free_func ((GDestroyNotify)yc_event_unref);
    for (guint i = 0; i < MIN (events->len, BATCH); i++)
      g_ptr_array_add (batch, yc_event_ref (events->pdata[i]));
    again = FALSE;
    if (!send_batch (link, case_id, batch, &again, pass, cancellable, error))
      return FALSE;
  }
  return TRUE;
}

static void
ask_again_at (YcPass *pass, gint64 ms)
{
  if (ms > 0 && (pass->retry_at == 0 || ms < pass->retry_at))
    pass->retry_at = ms;
}

static gboolean
is_resting (YcLink *link, const char *case_id, YcPass *pass)
{
  const YcRest *rest = g_hash_table_lookup (link->resting, case_id);

  if (rest == NULL || rest->until <= now_ms ())
    return FALSE;
  ask_again_at (pass, rest->until);
  return TRUE;
}

static void
put_to_rest (YcLink *link, const char *case_id, YcPass *pass)
{
  YcRest *rest = g_hash_table_lookup (link->resting, case_id);

  if (rest == NULL) {
    rest = g_new0 (YcRest, 1);
    g_hash_table_insert (link->resting, g_strdup (case_id), rest);
  }
  rest->failures++;
  rest->until = now_ms () + yc_backoff_ms (rest->failures, g_random_double ());
  ask_again_at (pass, rest->until);
}

static gboolean
send_all (YcLink *link, YcPass *pass, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) cases = yc_store_list_waiting_cases (link->store, now_ms (), error);

  ask_again_at (pass, yc_store_get_next_hold (link->store, now_ms ()));
  for (guint i = 0; cases != NULL && i < cases->len; i++) {
    const char *case_id = cases->pdata[i];
    g_autoptr (GError) problem = NULL;

    if (is_resting (link, case_id, pass))
      continue;
    if (send_case (link, case_id, pass, cancellable, &problem)) {
      g_hash_table_remove (link->resting, case_id);
      continue;
    }
    if (concerns_all (problem) || yc_api_get_wait_ms (link->api) > 0) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    g_debug ("A case is tried again later: %s", problem->message);
    put_to_rest (link, case_id, pass);
  }
  return cases != NULL;
}

static gboolean
refresh_catalogue (YcLink *link, YcPass *pass, GCancellable *cancellable, GError **error)
{
  g_autofree char *etag = NULL, *new_etag = NULL, *body = NULL;
  g_autofree char *old = yc_store_load_catalogue (link->store, &etag, NULL);
  g_autoptr (GError) problem = NULL;

  body = yc_api_fetch_catalogue (link->api, old != NULL ? etag : NULL, &new_etag, cancellable,
                                 &problem);
  if (problem != NULL) {
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  if (body == NULL)
    return TRUE;
  if (!link->check_catalogue (body, &problem)) {
    // The last good one stays; central's editors are told by its own lint.
    g_message ("A catalogue that cannot be read was left aside: %s", problem->message);
    return TRUE;
  }
  pass->new_catalogue = yc_store_save_catalogue (link->store, new_etag, body, error);
  return pass->new_catalogue;
}

static gboolean
greet_central (YcLink *link, YcPass *pass, GCancellable *cancellable, GError **error)
{
  g_autoptr (YcAbout) about = yc_api_fetch_about (link->api, cancellable, error);

  if (about == NULL)
    return FALSE;
  pass->knows_skew = TRUE;
  pass->skew = about->skew;
  return refresh_catalogue (link, pass, cancellable, error);
}

gboolean
yc_push (YcLink *link, gboolean greet, YcPass *pass, GCancellable *cancellable, GError **error)
{
  if (greet && !greet_central (link, pass, cancellable, error))
    return FALSE;
  return send_all (link, pass, cancellable, error) &&
         yc_numbers_report (link, cancellable, error) &&
         yc_numbers_lease (link, greet, cancellable, error);
}
