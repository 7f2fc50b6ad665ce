// How the workstation stands with central: how long it can go on alone, and whether central's log
// is the one that it has seen.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"

#include <glib/gstdio.h>
#include <string.h>

#define ITEM "real-estate-transfer"

static gboolean
is_offline (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_OFFLINE;
}

static gboolean
is_in_trouble (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_TROUBLE;
}

static gboolean
is_well (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_SYNCED;
}

static gboolean
has_waiting (gpointer session)
{
  return yc_session_get_waiting (session) > 0;
}

static gboolean
is_witness (gpointer session)
{
  g_autofree char *text = yc_session_describe_witness (session);

  return text != NULL;
}

static void
assert_reserve (YcSession *session, const char *part)
{
  g_autofree char *text = yc_session_describe_reserve (session);

  g_test_message ("%s", text);
  g_assert_nonnull (strstr (text, part));
}

// Cases that wait and numbers that are left are told; few of them, by the setting, is a warning.
static void
test_reserve (void)
{
  Counter counter;
  YcSession *wang;
  YcProfile *profile;
  g_autoptr (YcFile) file = NULL;

  counter_begin (&counter, COUNTER_DAY);
  wang = counter_sign_in (&counter, "wang");
  profile = yc_session_get_profile (wang);
  file = counter_open_case (wang, ITEM);
  g_assert_true (robot_sync (wang));
  g_assert_true (counter_wait (is_well, wang));
  assert_reserve (wang, "0 cases are not at central yet.");
  g_assert_null (yc_session_describe_reserve (counter_sign_in (&counter, "li"))); // decides only
  yc_profile_set (profile, "offline-numbers", "100000");
  g_assert_false (yc_session_is_reserve_low (wang)); // central is there
  yc_test_central_stop (counter.central);
  robot_type (file, "applicant", "phone", "19900007777");
  robot_settle (file);
  g_assert_true (counter_wait (is_offline, wang));
  g_assert_true (counter_wait (has_waiting, wang));
  assert_reserve (wang, "1 case is not at central yet. There are numbers left for ");
  g_assert_true (yc_session_is_reserve_low (wang));
  yc_profile_set (profile, "offline-numbers", "1");
  g_assert_false (yc_session_is_reserve_low (wang));
  yc_test_central_start (counter.central);
  g_assert_true (robot_sync (wang));
  g_clear_object (&file);
  robot_leave (&wang);
  counter_end (&counter);
}

// Central comes back with another key, as after somebody forged its log.
static void
change_key (Counter *counter)
{
  g_autofree char *path =
      g_build_filename (yc_test_central_get_folder (counter->central), "audit.key", NULL);

  yc_test_central_stop (counter->central);
  g_assert_cmpint (g_unlink (path), ==, 0);
  yc_test_central_start (counter->central);
}

// It is said, stays said, and only who supervises can end it.
static void
test_alarm (void)
{
  Counter counter;
  YcSession *wang, *jin;
  g_autoptr (YcFile) file = NULL;
  g_autofree char *sentence = NULL;

  counter_begin (&counter, COUNTER_DAY);
  wang = counter_sign_in (&counter, "wang");
  jin = counter_sign_in (&counter, "jin");
  file = counter_open_case (wang, ITEM);
  g_assert_true (robot_sync (wang));
  g_assert_true (counter_wait (is_witness, jin));
  g_assert_false (is_witness (wang)); // it is of no use to a clerk
  change_key (&counter);
  yc_session_sync_now (jin);
  robot_type (file, "applicant", "phone", "19900007777");
  robot_settle (file);
  g_assert_true (counter_wait (is_in_trouble, jin));
  sentence = yc_session_describe_sync (jin);
  g_assert_nonnull (strstr (sentence, "not the one that this workstation has seen"));
  g_assert_false (yc_session_can_end_alarm (wang));
  g_assert_true (yc_session_can_end_alarm (jin));
  yc_session_end_alarm (jin);
  g_assert_true (counter_wait (is_well, jin));
  g_clear_object (&file);
  robot_leave (&jin);
  robot_leave (&wang);
  counter_end (&counter);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_setenv ("LANGUAGE", "en", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/standing/what can be done without central is told", test_reserve);
  g_test_add_func ("/standing/a log that is not the one that was seen is told", test_alarm);
  failures = g_test_run ();
  counter_clean_up ();
  return failures;
}
