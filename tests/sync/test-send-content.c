// Sending the content of pages over a line that is cut, hangs, crawls and says things twice.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault-proxy.h"
#include "station.h"
#include "yc-error.h"

#include <string.h>

#define LARGE    (5 << 20)
#define OVERHEAD (256 * 1024) // of all heads of requests, and of JSON

static GBytes *
make_page (guint32 seed, gsize size)
{
  static const guint8 jpeg[] = {0xff, 0xd8, 0xff, 0xe0};
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8)g_rand_int (random);
  memcpy (bytes, jpeg, sizeof jpeg);
  return g_bytes_new_take (bytes, size);
}

static void
assert_arrived (Station *self, const char *sha256, GBytes *content)
{
  g_autoptr (YcApi) api = yc_api_new (yc_test_central_get_url (self->central), NULL, NULL);
  g_autofree char *mime = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = NULL;

  yc_api_set_token (api, self->who->token);
  back = yc_api_fetch_blob (api, sha256, &mime, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, content));
  g_assert_cmpstr (mime, ==, "image/jpeg");
}

static void
push_until_sent (Station *self)
{
  for (int n = 0; n < 400 && station_count_waiting (self) > 0; n++) {
    g_autoptr (GError) error = station_push (self, NULL);

    g_hash_table_remove_all (self->link->resting); // no waiting in tests
  }
  g_assert_cmpuint (station_count_waiting (self), ==, 0);
}

// A connection that is cut or closed somewhere; every fifth is well.
static Fault
cut_anywhere (guint n, gpointer random)
{
  const FaultKind kind = g_rand_boolean (random) ? FAULT_RESET : FAULT_CLOSE;
  const gsize after = (gsize)g_rand_int_range (random, 1000, 2 << 20);

  return n % 5 == 4 ? (Fault){FAULT_NONE, 0} : (Fault){kind, after};
}

static void
test_cut (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GRand) random = g_rand_new_with_seed ((guint32)g_test_rand_int ());
  g_autoptr (FaultProxy) proxy =
      fault_proxy_new (yc_test_central_get_url (central), cut_anywhere, random);
  g_autoptr (Station) wang =
      station_new_through (central, fault_proxy_get_url (proxy), "wang", "general-3", 0, 0);
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GBytes) large = make_page (1, LARGE), small = make_page (2, 300000);
  g_autofree char *large_name = station_add_page (wang, id, large);
  g_autofree char *small_name = station_add_page (wang, id, small);

  push_until_sent (wang);
  g_assert_cmpuint (fault_proxy_get_faults (proxy), >, 0);
  assert_arrived (wang, large_name, large);
  assert_arrived (wang, small_name, small);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

static Fault
hang_first (guint n, gpointer data)
{
  return n < 2 ? (Fault){FAULT_HALF_OPEN, 400000} : (Fault){FAULT_NONE, 0};
}

static Fault
crawl_first (guint n, gpointer data)
{
  return (Fault){FAULT_SLOW, 400000};
}

static Fault
say_again (guint n, gpointer data)
{
  return (Fault){FAULT_AGAIN, 0};
}

static Fault
come_late (guint n, gpointer data)
{
  return n == 0 ? (Fault){FAULT_LATE, 0} : (Fault){FAULT_NONE, 0};
}

// One large page through such a network.
static void
send_through (FaultPlan plan, guint timeout)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (FaultProxy) proxy = fault_proxy_new (yc_test_central_get_url (central), plan, NULL);
  g_autoptr (Station) wang =
      station_new_through (central, fault_proxy_get_url (proxy), "wang", "general-3", timeout, 0);
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GBytes) large = make_page (3, LARGE);
  g_autofree char *name = station_add_page (wang, id, large);

  push_until_sent (wang);
  assert_arrived (wang, name, large);
  g_assert_cmpuint (station_get_version (wang, id), ==, 2);
  station_cut_power (wang, yc_test_central_get_url (central)); // the last connection is over
  g_test_message ("%u connections", fault_proxy_get_connections (proxy));
  // Something did go wrong.
  while (fault_proxy_get_faults (proxy) == 0)
    g_usleep (1000);
  g_clear_pointer (&proxy, fault_proxy_free);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

static void
test_half_open (void)
{
  send_through (hang_first, 1);
}

static void
test_slow (void)
{
  send_through (crawl_first, 60);
}

static void
test_twice (void)
{
  send_through (say_again, 0);
}

static void
test_late (void)
{
  send_through (come_late, 1);
}

// The line is cut for good, then the power: what central confirmed is not sent again.
static void
test_power_cut (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  const char *url = yc_test_central_get_url (central);
  g_autoptr (FaultProxy) first = fault_proxy_new (url, NULL, NULL);
  g_autoptr (FaultProxy) second = fault_proxy_new (url, NULL, NULL);
  g_autoptr (Station) wang =
      station_new_through (central, fault_proxy_get_url (first), "wang", "general-3", 0, 0);
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GBytes) large = make_page (4, LARGE);
  g_autofree char *name = station_add_page (wang, id, large);
  g_autoptr (GError) offline = NULL;
  g_autofree char *address = NULL;
  gint64 confirmed = 0;

  fault_proxy_set_budget (first, 4 << 20);
  offline = station_push (wang, NULL);
  g_assert_error (offline, YC_ERROR, YC_ERROR_OFFLINE);
  address = yc_store_load_upload (wang->store, name, &confirmed, NULL);
  g_assert_nonnull (address);
  g_assert_cmpint (confirmed, >, 0);
  yc_test_central_stop (central);
  yc_test_central_start (central);
  station_cut_power (wang, fault_proxy_get_url (second));
  station_push_well (wang);
  assert_arrived (wang, name, large);
  g_assert_cmpuint (fault_proxy_get_sent (second), <, (gsize)(LARGE - confirmed) + OVERHEAD);
  g_assert_null (yc_store_load_upload (wang->store, name, &confirmed, NULL));
}

// An event is held while central lacks what it names: also if central has lost it.
static void
test_missing (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GBytes) large = make_page (5, LARGE), small = make_page (6, 1000);
  g_autofree char *large_name = station_add_page (wang, id, large);
  g_autofree char *small_name = station_add_page (wang, id, small);
  g_autoptr (GError) held = NULL;

  // As if they had been confirmed by a central that was set back since.
  g_assert_true (yc_store_confirm_blob (wang->store, large_name, NULL));
  g_assert_true (yc_store_confirm_blob (wang->store, small_name, NULL));
  held = station_push (wang, NULL);
  g_assert_no_error (held); // the case rests, the others go on
  g_assert_cmpuint (station_count_waiting (wang), ==, 2);
  push_until_sent (wang);
  assert_arrived (wang, large_name, large);
  assert_arrived (wang, small_name, small);
}

// What is neither at central nor here never will be sent: a person is told.
static void
test_nowhere (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *id = station_open_case (wang);
  g_autofree char *nowhere = g_strnfill (64, '7');
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_SCANNED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .at = g_get_real_time () / 1000};
  g_autoptr (YcCase) scanned = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  const YcWaiting *trouble;

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", "application");
  json_object_set_string_member (data, "blob", nowhere);
  json_object_set_string_member (data, "mime", "image/jpeg");
  scanned = yc_store_record (wang->store, &wang->context, "terminal", &deed, NULL);
  g_assert_nonnull (scanned);
  station_push_well (wang);
  waiting = yc_store_list_waiting (wang->store, NULL);
  g_assert_cmpuint (waiting->len, ==, 1);
  trouble = waiting->pdata[0];
  g_assert_cmpstr (trouble->trouble_code, ==, "blob-missing");
  g_assert_cmpuint (station_get_version (wang, id), ==, 1);
}

static void
test_rate (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new_through (central, yc_test_central_get_url (central),
                                                  "wang", "general-3", 0, 2 << 20);
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GBytes) large = make_page (7, 3 << 20);
  g_autofree char *name = station_add_page (wang, id, large);
  gint64 began = g_get_monotonic_time ();

  station_push_well (wang);
  // All but the last piece have had their time, however fast the line is.
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC / 2);
  assert_arrived (wang, name, large);
}

static void
test_rate_cancelled (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang =
      station_new_through (central, yc_test_central_get_url (central), "wang", "general-3", 0, 1);
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GBytes) large = make_page (8, LARGE);
  g_autofree char *name = station_add_page (wang, id, large);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YcPass) pass = yc_pass_new ();
  g_autoptr (GError) error = NULL;

  wang->link->free_at = g_get_monotonic_time () + G_GINT64_CONSTANT (3600) * G_USEC_PER_SEC;
  g_cancellable_cancel (cancellable);
  g_assert_false (yc_push (wang->link, FALSE, pass, cancellable, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/pages arrive over a line that is cut at random bytes", test_cut);
  g_test_add_func ("/sync/a page arrives although connections hang half open", test_half_open);
  g_test_add_func ("/sync/a page arrives over a line that crawls", test_slow);
  g_test_add_func ("/sync/what is said twice arrives once", test_twice);
  g_test_add_func ("/sync/what comes late does no harm", test_late);
  g_test_add_func ("/sync/what was confirmed before a power cut is not sent again", test_power_cut);
  g_test_add_func ("/sync/an event is held until central has what it names", test_missing);
  g_test_add_func ("/sync/an event whose content is nowhere is in trouble", test_nowhere);
  g_test_add_func ("/sync/content goes no faster than it was told to", test_rate);
  g_test_add_func ("/sync/waiting for the line ends when it is cancelled", test_rate_cancelled);
  return g_test_run ();
}
