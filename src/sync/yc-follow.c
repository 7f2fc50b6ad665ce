// Following central's feed: what others did comes in.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-link.h"
#include "yc-witness.h"

// Merges events of one case; fetches what is missing in between.
static gboolean
take_in (YcLink *link, GPtrArray *events, YcPass *pass, GCancellable *cancellable, GError **error)
{
  const YcEvent *first = events->pdata[0];
  g_autoptr (GPtrArray) missing = NULL;
  g_autoptr (GHashTable) names = NULL;
  gboolean by_others = FALSE;
  YcMerge result;
  guint next;

  if (!yc_store_merge (link->store, events, &result, &next, &by_others, error))
    return FALSE;
  if (result == YC_MERGE_GAP) {
    missing = yc_api_fetch_events (link->api, first->case_id, next - 1, &names, cancellable, error);
    if (missing == NULL || !yc_store_save_names (link->store, names, error) ||
        !yc_store_merge (link->store, missing, &result, NULL, &by_others, error))
      return FALSE;
  }
  g_ptr_array_add (pass->changed, g_strdup (first->case_id));
  if (by_others)
    g_ptr_array_add (pass->news, g_strdup (first->case_id));
  return TRUE;
}

// case id -> its events, in the order of the feed.
static GHashTable *
group_by_case (GPtrArray *events)
{
  GHashTable *cases =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);

  for (guint i = 0; i < events->len; i++) {
    YcEvent *event = events->pdata[i];
    GPtrArray *group = g_hash_table_lookup (cases, event->case_id);

    if (group == NULL) {
      group = g_ptr_array_new ();
      g_hash_table_insert (cases, event->case_id, group);
    }
    g_ptr_array_add (group, event);
  }
  return cases;
}

static gboolean
is_passing (const GError *error)
{
  return error->code == YC_ERROR_OFFLINE || error->code == YC_ERROR_TLS ||
         error->code == YC_ERROR_EXPIRED || error->code == YC_ERROR_CANCELLED ||
         error->code == YC_ERROR_SERVER || error->code == YC_ERROR_DISK_FULL ||
         error->code == YC_ERROR_BUSY || error->code == YC_ERROR_READ_ONLY ||
         error->code == YC_ERROR_CORRUPT;
}

// A case that does not fit is left as it was and said in the log; the feed goes on with the others.
static gboolean
take_in_all (
    YcLink *link, GPtrArray *events, YcPass *pass, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) cases = group_by_case (events);
  GHashTableIter iter;
  gpointer group;

  g_hash_table_iter_init (&iter, cases);
  while (g_hash_table_iter_next (&iter, NULL, &group)) {
    g_autoptr (GError) problem = NULL;

    if (take_in (link, group, pass, cancellable, &problem))
      continue;
    if (is_passing (problem)) {
      g_propagate_error (error, g_steal_pointer (&problem));
      return FALSE;
    }
    g_message ("A case from the feed does not fit: %s", problem->message);
  }
  return TRUE;
}

gboolean
yc_follow (YcLink *link, int wait, YcPass *pass, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_strconcat ("cursor/", link->person, NULL);
  g_autofree char *text = yc_store_get_setting (link->store, name);
  gint64 since = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GHashTable) names = NULL;
  g_autofree char *cursor = NULL;
  YcHead head;
  gint64 next;

  events = yc_api_fetch_feed (link->api, since, wait, &names, &next, &head, cancellable, error);
  if (events == NULL || !yc_store_save_names (link->store, names, error) ||
      !take_in_all (link, events, pass, cancellable, error) ||
      (head.seq >= 0 &&
       !yc_witness_look (link, &head, &pass->seen, &pass->alarm, cancellable, error)))
    return FALSE;
  pass->looked = head.seq >= 0;
  if (next == since)
    return TRUE;
  cursor = g_strdup_printf ("%" G_GINT64_FORMAT, next);
  return yc_store_set_setting (link->store, name, cursor, error);
}
