// Sending and following against a real central that misbehaves on request.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "station.h"
#include "yc-error.h"

static gboolean
accept_none (const char *body, GError **error)
{
  g_set_error_literal (error, YC_ERROR, YC_ERROR_MALFORMED, "items[3]: “code” is missing");
  return FALSE;
}

static void
test_sends (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = station_open_case (wang);

  station_note (wang, id, "one");
  g_assert_cmpuint (station_count_waiting (wang), ==, 2);
  station_push_well (wang);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0);
  g_assert_cmpint (yc_store_count_numbers (wang->store, "case", NULL), >, 30);
  station_follow (zhou);
  g_assert_cmpuint (station_get_version (zhou, id), ==, 2);
  station_follow (zhou);
  g_assert_cmpuint (station_get_version (zhou, id), ==, 2);
}

// What the network did to a request that central may or may not have carried out.
static void
test_faults (void)
{
  static const YcFault faults[] = {YC_FAULT_UNAVAILABLE, YC_FAULT_CUT, YC_FAULT_TWICE};

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++) {
    g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
    g_autoptr (Station) wang = station_new (central, "wang", "general-3");
    g_autofree char *id = station_open_case (wang);

    station_note (wang, id, "one");
    yc_test_central_set_fault (central, faults[i], "/events", 1);
    for (int n = 0; n < 20 && station_count_waiting (wang) > 0; n++) {
      g_autoptr (GError) error = station_push (wang, NULL);

      g_hash_table_remove_all (wang->link->resting); // no waiting in tests
    }
    g_assert_cmpuint (station_count_waiting (wang), ==, 0);
    g_assert_cmpuint (station_get_version (wang, id), ==, 2);
    g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
  }
}

static void
test_conflict (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = station_open_case (wang);
  g_autoptr (YcPass) pass = NULL;
  g_autoptr (GError) error = NULL;

  station_push_well (wang);
  station_follow (zhou);
  station_note (zhou, id, "of zhou");
  station_push_well (zhou);
  station_note (wang, id, "of wang, who has not seen it");
  error = station_push (wang, &pass);
  g_assert_no_error (error);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0);
  g_assert_cmpuint (station_get_version (wang, id), ==, 3);
  g_assert_cmpuint (pass->news->len, >, 0); // the clerk is shown what changed
  station_follow (zhou);
  g_assert_cmpuint (station_get_version (zhou, id), ==, 3);
}

static void
test_one_trouble (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *bad = station_open_case (wang);
  g_autofree char *good = station_open_case (wang);

  station_note (wang, good, "goes its way");
  yc_test_central_set_fault (central, YC_FAULT_UNAVAILABLE, bad, 1);
  g_clear_pointer (&(GError *){station_push (wang, NULL)}, g_error_free);
  g_assert_cmpuint (station_count_waiting (wang), ==, 1); // only the bad one's
  g_hash_table_remove_all (wang->link->resting);
  station_push_well (wang);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0);
}

static void
test_page_first (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *id = station_open_case (wang);
  g_autoptr (GBytes) content = g_bytes_new_static ("\xff\xd8\xff\xe0 a page", 12);
  g_autofree char *sha256 = yc_store_hash (content);
  g_autoptr (GError) error = NULL;
  JsonObject *data = json_object_new ();
  const YcDeed deed = {.case_id = id,
                       .type = YC_EVENT_SCANNED,
                       .role = YC_ROLE_INTAKE,
                       .data = data,
                       .at = g_get_real_time () / 1000};
  g_autoptr (YcCase) scanned = NULL;
  g_autoptr (GBytes) back = NULL;
  g_autofree char *mime = NULL;

  json_object_set_string_member (data, "page", id);
  json_object_set_string_member (data, "material", "application");
  scanned = yc_store_record_page (wang->store, &wang->context, "terminal", &deed, content,
                                  "image/jpeg", &error);
  g_assert_no_error (error);
  g_assert_nonnull (scanned);
  station_push_well (wang);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0);
  back = yc_api_fetch_blob (wang->link->api, sha256, &mime, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (back, content));
}

static void
test_gap (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = station_open_case (wang);
  g_autofree char *cursor = NULL;

  station_push_well (wang);
  station_follow (zhou);
  cursor = yc_store_get_setting (zhou->store, "cursor/zhou");
  for (int i = 0; i < 5; i++)
    station_note (wang, id, "while zhou looked away");
  station_push_well (wang);
  // As if the feed had begun later than this case did.
  cursor = (g_free (cursor), g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)4));
  g_assert_true (yc_store_set_setting (zhou->store, "cursor/zhou", cursor, NULL));
  station_follow (zhou);
  g_assert_cmpuint (station_get_version (zhou, id), ==, 6);
}

static void
test_bad_catalogue (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autofree char *etag = NULL;
  g_autofree char *body = NULL;
  g_autoptr (YcPass) pass = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (
      yc_store_save_catalogue (wang->store, "old", "{\"the\": \"last good one\"}", NULL));
  wang->link->check_catalogue = accept_none;
  error = station_push (wang, &pass);
  g_assert_no_error (error);
  g_assert_false (pass->new_catalogue);
  body = yc_store_load_catalogue (wang->store, &etag, NULL);
  g_assert_cmpstr (body, ==, "{\"the\": \"last good one\"}");
}

// An answer was lost, and somebody else came in between: central tells what is newer from there on,
// which leaves a gap to what this workstation knows to be stored.
static void
come_between (YcTestCentral *central, Station *wang, Station *zhou, const char *id)
{
  station_push_well (wang);
  station_note (wang, id, "stored, but nobody says so");
  yc_test_central_set_fault (central, YC_FAULT_CUT, "/events", 1);
  g_clear_pointer (&(GError *){station_push (wang, NULL)}, g_error_free);
  g_hash_table_remove_all (wang->link->resting);
  station_follow (zhou);
  station_note (zhou, id, "of zhou");
  station_push_well (zhou);
  station_note (wang, id, "of wang");
}

static void
test_conflict_after_cut (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = station_open_case (wang);

  come_between (central, wang, zhou, id);
  station_push_well (wang);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0);
  g_assert_cmpuint (station_get_version (wang, id), ==, 4);
}

// Catching up fails half way: ours waits on, the case is as it was, and the next pass brings it.
static void
test_catch_up_fails (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (Station) zhou = station_new (central, "zhou", "general-4");
  g_autofree char *id = station_open_case (wang);

  come_between (central, wang, zhou, id);
  yc_test_central_set_fault (central, YC_FAULT_UNAVAILABLE, "GET /v1/cases/", 1);
  g_clear_pointer (&(GError *){station_push (wang, NULL)}, g_error_free);
  g_assert_cmpuint (station_count_waiting (wang), ==, 2);
  g_assert_cmpuint (station_get_version (wang, id), ==, 3);
  g_assert_true (g_hash_table_contains (wang->link->resting, id)); // alone, with a time of its own
  g_hash_table_remove_all (wang->link->resting);
  station_push_well (wang);
  g_assert_cmpuint (station_count_waiting (wang), ==, 0);
  g_assert_cmpuint (station_get_version (wang, id), ==, 4);
}

// Over its limit, a workstation asks once, and not again before central said.
static void
test_asked_to_wait (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (Station) wang = station_new (central, "wang", "general-3");
  g_autoptr (GError) error = NULL;
  guint waiting;

  for (int i = 0; i < 30; i++)
    g_free (station_open_case (wang));
  yc_test_central_stop (central);
  yc_test_central_set_rate (central, 4);
  yc_test_central_start (central);
  error = station_push (wang, NULL);
  g_assert_error (error, YC_ERROR, YC_ERROR_BUSY);
  g_assert_cmpuint (g_hash_table_size (wang->link->resting), ==, 0);
  waiting = station_count_waiting (wang);
  g_assert_cmpuint (waiting, >, 1);
  g_assert_cmpint (yc_link_get_wait_ms (wang->link), >, 0);
  g_assert_cmpint (yc_link_get_wait_ms (wang->link), <=, 1000);
  g_usleep ((gulong)yc_link_get_wait_ms (wang->link) * 1000);
  g_clear_pointer (&(GError *){station_push (wang, NULL)}, g_error_free);
  g_assert_cmpuint (station_count_waiting (wang), <, waiting);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/sync/what is done here arrives there", test_sends);
  g_test_add_func ("/sync/a refused, cut or doubled request loses and doubles nothing",
                   test_faults);
  g_test_add_func ("/sync/a conflict brings the newer events and keeps ours", test_conflict);
  g_test_add_func ("/sync/one case in trouble does not hold up another", test_one_trouble);
  g_test_add_func ("/sync/who is asked to wait asks once and waits", test_asked_to_wait);
  g_test_add_func ("/sync/a page is at central before its event", test_page_first);
  g_test_add_func ("/sync/events missing in between are fetched", test_gap);
  g_test_add_func ("/sync/a conflict behind a lost answer is caught up with",
                   test_conflict_after_cut);
  g_test_add_func ("/sync/catching up that fails half way is done again, and loses nothing",
                   test_catch_up_fails);
  g_test_add_func ("/sync/a catalogue that cannot be read leaves the last good one",
                   test_bad_catalogue);
  return g_test_run ();
}
