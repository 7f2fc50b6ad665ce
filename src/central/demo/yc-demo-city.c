// The demo city: how many cases there are of which kind, and how they are made.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-demo-city.h"
#include "yc-error.h"
#include "yc-import.h"

#define SEED         20260101
#define SHARED_PAGES 24
#define OWN_PAGES    4 // cases with pages of their own

// `from` to `to` working days ago they began; the limits of demo items are 1 to 30 days, so that
// lamps of every colour come out.
static const struct {
  YcState state;
  guint count;
  int from, to;
} census[] = {
    {YC_STATE_DRAFT, 8, 0, 2},        {YC_STATE_RECEIVED, 14, 0, 4},
    {YC_STATE_SUPPLEMENT, 10, 1, 8},  {YC_STATE_ACCEPTED, 10, 0, 2},
    {YC_STATE_HANDED_OFF, 44, 0, 12}, {YC_STATE_IN_REVIEW, 24, 1, 12},
    {YC_STATE_SUSPENDED, 8, 3, 20},   {YC_STATE_RETURNED, 8, 2, 8},
    {YC_STATE_GRANTED, 22, 2, 10},    {YC_STATE_REFUSED, 8, 2, 10},
    {YC_STATE_ISSUED, 14, 5, 20},     {YC_STATE_CLOSED, 60, 8, 90},
    {YC_STATE_NOT_NEEDED, 4, 1, 30},  {YC_STATE_NOT_ACCEPTED, 8, 1, 30},
    {YC_STATE_WITHDRAWN, 6, 2, 30},   {YC_STATE_TERMINATED, 6, 12, 60},
    {YC_STATE_PRE_REVIEW, 6, 0, 2},
};

static int
compare_plans (gconstpointer a, gconstpointer b)
{
  return ((const YcDemoPlan *)b)->days - ((const YcDemoPlan *)a)->days;
}

// Oldest first, so that numbers count up with time.
static GArray *
make_plans (GRand *random)
{
  GArray *plans = g_array_new (FALSE, TRUE, sizeof (YcDemoPlan));

  for (guint i = 0; i < G_N_ELEMENTS (census); i++)
    for (guint k = 0; k < census[i].count; k++) {
      YcDemoPlan plan = {
          .state = census[i].state,
          .days = g_rand_int_range (random, census[i].from, census[i].to + 1),
          .own_pages = census[i].state == YC_STATE_HANDED_OFF && k < OWN_PAGES,
      };

      g_array_append_val (plans, plan);
    }
  g_array_sort (plans, compare_plans);
  return plans;
}

static gboolean
tell_all (YcDemo *demo, guint *ret_count, GError **error)
{
  g_autoptr (GArray) plans = make_plans (demo->random);

  for (guint i = 0; i < SHARED_PAGES; i++) {
    char *name = yc_demo_keep_page (demo, SEED + i, error);

    if (name == NULL)
      return FALSE;
    g_ptr_array_add (demo->pages, name);
  }
  for (guint i = 0; i < plans->len; i++)
    if (!yc_demo_tell (demo, &g_array_index (plans, YcDemoPlan, i), error))
      return FALSE;
  *ret_count = plans->len;
  return TRUE;
}

static gboolean
load_city (YcDemo *demo, const char *city, GError **error)
{
  g_autofree char *catalogue = g_build_filename (city, "catalogue", NULL);
  g_autofree char *people = g_build_filename (city, "people.json", NULL);
  g_autofree char *applicants = g_build_filename (city, "applicants.json", NULL);

  if (yc_ledger_get_head (demo->ledger, error) != 0) {
    if (error != NULL && *error == NULL)
      g_set_error_literal (error, YC_ERROR, YC_ERROR_FAILED, "this folder holds cases already");
    return FALSE;
  }
  demo->catalogue = yc_import_catalogue (demo->ledger, catalogue, demo->now, error);
  demo->people =
      demo->catalogue != NULL ? yc_import_people (demo->ledger, people, TRUE, error) : NULL;
  demo->applicants = demo->people != NULL ? yc_import_file (applicants, error) : NULL;
  demo->samples = demo->applicants != NULL ? yc_demo_load_samples (city, error) : NULL;
  return demo->samples != NULL;
}

static void
demo_clear (YcDemo *demo)
{
  g_clear_pointer (&demo->blobs, yc_blobs_free);
  g_clear_pointer (&demo->catalogue, yc_catalogue_unref);
  g_clear_pointer (&demo->people, g_ptr_array_unref);
  g_clear_pointer (&demo->applicants, json_node_unref);
  g_clear_pointer (&demo->samples, g_hash_table_unref);
  g_rand_free (demo->random);
  g_hash_table_unref (demo->numbers);
  g_ptr_array_unref (demo->pages);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcDemo, demo_clear)

guint
yc_demo_fill (YcLedger *ledger, const char *city, gint64 now, GError **error)
{
  g_auto (YcDemo) demo = {
      .ledger = ledger,
      .blobs = yc_blobs_new_folder (yc_ledger_get_folder (ledger)),
      .random = g_rand_new_with_seed (SEED),
      .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)yc_number_range_free),
      .pages = g_ptr_array_new_with_free_func (g_free),
      .now = now,
  };
  guint count = 0;

  if (!yc_ledger_begin (ledger, error))
    return 0;
  if (load_city (&demo, city, error) && tell_all (&demo, &count, error))
    return yc_ledger_commit (ledger, error) ? count : 0;
  yc_ledger_roll_back (ledger);
  return 0;
}
