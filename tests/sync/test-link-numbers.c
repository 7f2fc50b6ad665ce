// Numbers between a workstation and a real central: leased, spent, void, and none missing.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "station.h"
#include "yc-error.h"
#include "yc-ledger.h"

// A case with a number out of the range; `promised` days are central's to judge.
static YcCase *
open_numbered (Station *self, gint64 promised, gint64 hold_until, GError **error)
{
  JsonObject *data = station_open_item (self);
  const YcDeed deed = {.type = YC_EVENT_OPENED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .number_kind = "case",
                       .number_member = "number",
                       .at = g_get_real_time () / 1000,
                       .hold_until = hold_until};

  if (promised > 0)
    json_object_set_int_member (data, "promised_days", promised);
  return yc_store_record (self->store, &self->context, "terminal", &deed, error);
}

static YcCase *
issue (Station *self, const char *case_id, const char *kind, GError **error)
{
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = case_id,
                       .type = YC_EVENT_PAPER_ISSUED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .number_kind = kind,
                       .number_member = "number",
                       .at = g_get_real_time () / 1000};

  json_object_set_string_member (data, "paper", kind);
  return yc_store_record (self->store, &self->context, "terminal", &deed, error);
}

// All kinds of papers can be issued while central is away; when one range is used up, that is said.
static void
test_offline_papers (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GError) error = NULL;
  gint64 left;

  station_push_well (wang);
  yc_test_central_stop (central);
  for (guint i = 1; station_kinds[i] != NULL; i++) {
    g_autoptr (YcCase) issued = issue (wang, id, station_kinds[i], &error);

    g_assert_no_error (error);
    g_assert_nonnull (yc_event_get_string (issued->latest, "number"));
  }
  for (left = yc_store_count_numbers (wang->store, "grant", NULL); left > 0; left--) {
    g_autoptr (YcCase) issued = issue (wang, id, "grant", &error);

    g_assert_no_error (error);
  }
  left = station_count_waiting (wang);
  g_assert_null (issue (wang, id, "grant", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NUMBERS_GONE);
  g_assert_cmpint (station_count_waiting (wang), ==, left);
  yc_test_central_start (central);
  station_push_well (wang);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0);
  g_assert_cmpint (yc_store_count_numbers (wang->store, "grant", NULL), >, 0);
}

static void
test_numbers_kept_away (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) elsewhere = station_new (central, "zhou", "no-such-window");
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GError) error = NULL;

  yc_test_central_set_fault (central, YC_FAULT_UNAVAILABLE, "/number-ranges", 1);
  error = station_push (wang, NULL);
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0); // all was sent before
  g_assert_cmpint (yc_store_count_numbers (wang->store, "case", NULL), ==, 0);
  station_push_well (wang);
  g_assert_cmpint (yc_store_count_numbers (wang->store, "case", NULL), >, 0);
  station_push_well (elsewhere); // who is not to have numbers works without
  g_assert_cmpint (yc_store_count_numbers (elsewhere->store, "case", NULL), ==, 0);
}

typedef struct {
  guint leased, used, voided, gaps;
} Sums;

static Sums
account (YcTestCentral *central, const char *kind)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = yc_ledger_open (yc_test_central_get_folder (central), TRUE, &error);
  g_autoptr (GPtrArray) accounts = yc_ledger_account_numbers (ledger, &error);
  Sums sums = {0};

  g_assert_no_error (error);
  for (guint i = 0; i < accounts->len; i++) {
    const YcNumberAccount *one = accounts->pdata[i];

    g_assert_cmpuint (one->leased, ==, one->used + one->voided + one->waiting + one->gaps);
    if (!g_str_equal (one->kind, kind))
      continue;
    sums.leased += one->leased;
    sums.used += one->used;
    sums.voided += one->voided;
    sums.gaps += one->gaps;
  }
  return sums;
}

static void
assert_sums (YcTestCentral *central, guint used, guint voided, guint gaps)
{
  Sums sums = account (central, "case");

  g_assert_cmpuint (sums.leased, ==, 100);
  g_assert_cmpuint (sums.used, ==, used);
  g_assert_cmpuint (sums.voided, ==, voided);
  g_assert_cmpuint (sums.gaps, ==, gaps);
}

static void
dismiss_all (Station *self, guint n)
{
  g_autoptr (GPtrArray) waiting = yc_store_list_waiting (self->store, NULL);
  guint dismissed = 0;

  for (guint i = 0; i < waiting->len; i++) {
    const YcWaiting *one = waiting->pdata[i];

    if (one->trouble_code == NULL)
      continue;
    g_assert_cmpstr (one->trouble_code, ==, "malformed");
    g_assert_true (yc_store_dismiss_trouble (self->store, one->event_id, NULL));
    dismissed++;
  }
  g_assert_cmpuint (dismissed, ==, n);
}

// A number whose case central refused, one that was taken back, and one that is still to come: each
// is missing at central until it is told what became of it.
static void
test_no_gaps (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  const gint64 later = g_get_real_time () / 1000 + 3600 * 1000;
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) held = NULL;
  g_autoptr (YcCase) refused = NULL;
  g_autoptr (YcCase) good = NULL;

  station_push_well (wang); // leases
  held = open_numbered (wang, 0, later, &error);
  refused = open_numbered (wang, 99, 0, &error);
  good = open_numbered (wang, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (refused->number, !=, good->number);
  station_push_well (wang);
  assert_sums (central, 1, 0, 2);
  dismiss_all (wang, 1);
  yc_test_central_set_fault (central, YC_FAULT_CUT, "/voids", 1);
  g_clear_pointer (&(GError *){station_push (wang, NULL)},
                   g_error_free); // told, but the answer is lost
  station_push_well (wang);
  assert_sums (central, 1, 1, 1);
  g_assert_true (yc_store_undo (wang->store, held->latest->id, later - 1, NULL));
  station_push_well (wang);
  assert_sums (central, 1, 2, 0);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/every paper has numbers while central is away", test_offline_papers);
  g_test_add_func ("/sync/what keeps numbers away is told", test_numbers_kept_away);
  g_test_add_func ("/sync/no number is missing at central", test_no_gaps);
  return g_test_run ();
}
