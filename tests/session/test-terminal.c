// A workstation that proves its key: it waits for the keeper, is shut out, and comes back.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-error.h"
#include "yc-ledger.h"
#include "yc-words.h"

#include <glib/gstdio.h>
#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define DAYS_MS  (3 * 24 * 3600 * G_GINT64_CONSTANT (1000))

static YcSession *
begin (YcTestCentral *central, const char *profile, GError **error)
{
  return robot_begin (profile, yc_test_central_get_url (central), "wang", PASSWORD, error);
}

static YcLedger *
open_ledger (YcTestCentral *central)
{
  g_autoptr (GError) error = NULL;
  YcLedger *ledger = yc_ledger_open (yc_test_central_get_folder (central), FALSE, &error);

  g_assert_no_error (error);
  return ledger;
}

// The keeper was read what the workstation shows.
static void
decide (YcTestCentral *central, const char *profile, gboolean admit)
{
  g_autoptr (YcLedger) ledger = open_ledger (central);
  g_autoptr (YcProfile) own = yc_profile_new (profile);
  g_autoptr (GError) error = NULL;

  yc_ledger_decide_terminal (ledger, yc_profile_get (own, "fingerprint"), admit, "keeper", 1,
                             &error);
  g_assert_no_error (error);
}

static guint
count_terminals (YcTestCentral *central)
{
  g_autoptr (YcLedger) ledger = open_ledger (central);
  g_autoptr (GPtrArray) terminals = yc_ledger_list_terminals (ledger, NULL);

  return terminals->len;
}

static void
assert_says_fingerprint (const GError *error, const char *profile)
{
  g_autoptr (YcProfile) own = yc_profile_new (profile);
  const char *fingerprint = yc_profile_get (own, "fingerprint");
  g_autofree char *sentence = yc_words_error_signing_in (error, own);

  g_assert_cmpuint (strlen (fingerprint), ==, 35);
  g_assert_nonnull (strstr (sentence, fingerprint));
}

static gboolean
renew (YcSession *session, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_session_renew_async (session, &(YcEntrance){YC_WAY_PASSWORD, "wang", PASSWORD}, NULL,
                          counter_keep_cb, &result);
  return yc_session_renew_finish (session, counter_wait_for (&result), error);
}

static void
test_waits (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GError) error = NULL;
  YcSession *session;

  yc_test_central_serve_registered (central);
  g_assert_null (begin (central, "waits", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_TERMINAL_WAITING);
  assert_says_fingerprint (error, "waits");
  g_clear_error (&error);
  decide (central, "waits", TRUE);
  session = begin (central, "waits", &error);
  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  robot_leave (&session);
  g_assert_cmpuint (count_terminals (central), ==, 1);
}

static gboolean
is_expired (gpointer session)
{
  return yc_session_get_sync_state (session) == YC_SYNC_EXPIRED;
}

static void
test_revoked (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GError) error = NULL;
  YcSession *session = begin (central, "revoked", &error);
  g_autoptr (YcFile) file = NULL;

  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  decide (central, "revoked", FALSE);
  g_assert_true (counter_wait (is_expired, session)); // its feed was open
  file = robot_new_case (session, ITEM, &error);      // what is typed is kept
  g_assert_no_error (error);
  g_assert_false (renew (session, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_TERMINAL_REVOKED);
  assert_says_fingerprint (error, "revoked");
  g_clear_error (&error);
  decide (central, "revoked", TRUE);
  g_assert_true (renew (session, &error));
  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  g_assert_cmpuint (yc_session_get_waiting (session), ==, 0);
  g_clear_object (&file);
  robot_leave (&session);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

static void
assert_renewed (YcSession *session, const char *password, int code)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yc_session_renew_async (session, &(YcEntrance){YC_WAY_PASSWORD, "wang", password}, NULL,
                          counter_keep_cb, &result);
  if (yc_session_renew_finish (session, counter_wait_for (&result), &error))
    g_assert_cmpint (code, ==, -1);
  else
    g_assert_error (error, YC_ERROR, code);
}

// A helper at somebody's home: the window has locked, and there is no network.
static void
test_offline (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (GError) error = NULL;
  YcSession *session = begin (central, "offline", &error);

  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  yc_test_central_stop (central);
  assert_renewed (session, "another", YC_ERROR_SIGN_IN);
  assert_renewed (session, PASSWORD, -1);
  yc_test_central_start (central);
  g_assert_true (robot_sync (session)); // with the sign-in of before
  robot_leave (&session);
}

static void
test_wrong_clock (void)
{
  gint64 now = g_get_real_time () / 1000;
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (now + DAYS_MS, FALSE);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) {
    YcSession *session = begin (central, "clock", &error);

    g_assert_no_error (error);
    robot_leave (&session);
  }
  g_assert_cmpuint (count_terminals (central), ==, 1); // the same key each time
}

static void
test_key_lost (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  g_autoptr (YcProfile) profile = yc_profile_new ("lost");
  g_autofree char *key = g_build_filename (yc_profile_get_folder (profile), "terminal.key", NULL);
  g_autoptr (GError) error = NULL;
  YcSession *session = begin (central, "lost", &error);

  g_assert_no_error (error);
  robot_leave (&session);
  g_assert_cmpint (g_unlink (key), ==, 0);
  g_assert_null (begin (central, "lost", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_TERMINAL_WAITING);
  assert_says_fingerprint (error, "lost");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session/terminal/a lock opens without network for who has come in before",
                   test_offline);
  g_test_add_func ("/session/terminal/a new workstation waits, and says what to read to the keeper",
                   test_waits);
  g_test_add_func ("/session/terminal/one that is shut out keeps its work, and may come back",
                   test_revoked);
  g_test_add_func ("/session/terminal/a wrong clock locks nobody out", test_wrong_clock);
  g_test_add_func ("/session/terminal/a workstation that lost its key waits for the keeper",
                   test_key_lost);
  return g_test_run ();
}
