// Numbers (字号): leasing new ones, reporting those that are void.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-link-numbers.h"
#include "yc-error.h"

#define MOST_LEASES 32  // in one pass
#define MOST_VOIDS  500 // in one request

// Every case has a number and a voucher; of other papers there are fewer.
static const struct {
  const char *kind; // NULL: any other
  int few;          // lease more when fewer are left
  int lease;
} plans[] = {{"case", 30, 100}, {"voucher", 30, 100}, {NULL, 15, 50}};

static guint
find_plan (const char *kind)
{
  guint i = 0;

  while (plans[i].kind != NULL && !g_str_equal (plans[i].kind, kind))
    i++;
  return i;
}

static gint64
now_ms (void)
{
  return g_get_real_time () / 1000;
}

// The same request until its answer is stored: an answer that was lost is given again.
static gboolean
lease (YcLink *link, const char *kind, int count, GCancellable *cancellable, GError **error)
{
  g_autofree char *request = yc_store_ensure_request (link->store, kind, now_ms (), error);
  g_autoptr (YcLease) lease = NULL;

  if (request != NULL)
    lease = yc_api_lease_numbers (link->api, link->terminal, request, kind, link->window, count,
                                  cancellable, error);
  return lease != NULL &&
         yc_store_add_range (link->store, request, kind, lease->prefix, lease->suffix,
                             lease->digits, lease->from, lease->to, error);
}

// `*inout_leases` counts the requests.
static gboolean
ensure (YcLink *link,
        const char *kind,
        gboolean all,
        guint *inout_leases,
        GCancellable *cancellable,
        GError **error)
{
  guint plan = find_plan (kind);
  gint64 left;

  if (plans[plan].kind == NULL && !all)
    return TRUE;
  left = yc_store_count_numbers (link->store, kind, error);
  if (left < 0)
    return FALSE;
  if (left >= plans[plan].few)
    return TRUE;
  ++*inout_leases;
  return lease (link, kind, plans[plan].lease, cancellable, error);
}

static gboolean
is_not_for_this_person (const GError *error)
{
  return g_error_matches (error, YC_ERROR, YC_ERROR_FORBIDDEN) ||
         g_error_matches (error, YC_ERROR, YC_ERROR_ROLE);
}

gboolean
yc_numbers_lease (YcLink *link, gboolean all, GCancellable *cancellable, GError **error)
{
  guint leases = 0;

  if (link->window == NULL || *link->window == '\0')
    return TRUE;
  for (guint i = 0; link->kinds[i] != NULL && leases < MOST_LEASES; i++) {
    g_autoptr (GError) problem = NULL;

    if (ensure (link, link->kinds[i], all, &leases, cancellable, &problem))
      continue;
    if (is_not_for_this_person (problem))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&problem));
    return FALSE;
  }
  return TRUE;
}

static JsonArray *
voids_to_json (GPtrArray *voids)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < voids->len; i++) {
    const YcVoid *number = voids->pdata[i];
    JsonObject *object = json_object_new ();

    json_object_set_string_member (object, "request", number->request);
    json_object_set_int_member (object, "number", number->number);
    json_object_set_string_member (object, "reason", number->reason);
    json_array_add_object_element (array, object);
  }
  return array;
}

static gboolean
confirm_all (YcLink *link, GPtrArray *voids, GError **error)
{
  for (guint i = 0; i < voids->len; i++)
    if (!yc_store_confirm_void (link->store, voids->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
yc_numbers_report (YcLink *link, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) voids = yc_store_list_voids (link->store, MOST_VOIDS, error);
  g_autoptr (JsonArray) array = NULL;
  g_autoptr (GError) problem = NULL;

  if (voids == NULL || voids->len == 0)
    return voids != NULL;
  array = voids_to_json (voids);
  if (yc_api_report_voids (link->api, link->terminal, array, cancellable, &problem))
    return confirm_all (link, voids, error);
  if (is_not_for_this_person (problem) || g_error_matches (problem, YC_ERROR, YC_ERROR_MALFORMED)) {
    g_message ("Void numbers could not be reported: %s", problem->message);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
