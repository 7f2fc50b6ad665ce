// Signing in: passwords, tokens that run out, waiting after wrong passwords, who may call what.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1795400000000)

static YcTestCentral *
start (void)
{
  YcTestCentral *central = yc_test_central_new (NOW);

  yc_test_central_add_person (central, "wang", YC_ROLE_INTAKE | YC_ROLE_HELPER, "main",
                              "general-1,general-2", NULL);
  yc_test_central_add_person (central, "shen", YC_ROLE_EDITOR, "main", NULL, NULL);
  return central;
}

static YcTestAnswer *
sign_in (YcTestClient *client, const char *person, const char *password)
{
  g_autofree char *body = g_strdup_printf (
      "{\"person\":\"%s\",\"password\":\"%s\",\"terminal\":\"t1\"}", person, password);

  return yc_test_ask (client, "POST", "/v1/sessions", body);
}

static void
test_sign_in (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) answer = NULL;
  g_autoptr (YcTestAnswer) current = NULL;
  JsonObject *person;

  yc_test_client_init (&client, yc_test_central_get_url (central));
  answer = sign_in (&client, "wang", YC_TEST_PASSWORD);
  yc_test_assert_status (answer, 201);
  client.token = g_strdup (json_object_get_string_member (answer->object, "token"));
  g_assert_cmpuint (strlen (client.token), ==, 43);
  current = yc_test_ask (&client, "GET", "/v1/sessions/current", NULL);
  yc_test_assert_status (current, 200);
  person = json_object_get_object_member (answer->object, "person");
  g_assert_true (json_object_equal (person, current->object));
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (person, "roles")), ==, 2);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (person, "windows")), ==,
                    2);
}

static void
test_wrong_password (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) wrong = NULL;
  g_autoptr (YcTestAnswer) unknown = NULL;

  yc_test_client_init (&client, yc_test_central_get_url (central));
  wrong = sign_in (&client, "wang", "not this");
  unknown = sign_in (&client, "nobody", "not this");
  yc_test_assert_problem (wrong, 401, "sign-in");
  g_assert_cmpstr (soup_message_headers_get_one (wrong->headers, "WWW-Authenticate"), ==, "Bearer");
  g_assert_true (json_object_equal (wrong->object, unknown->object));
}

static void
assert_waits (YcTestClient *client, const char *person, int seconds)
{
  g_autoptr (YcTestAnswer) answer = sign_in (client, person, YC_TEST_PASSWORD);
  g_autofree char *expected = g_strdup_printf ("%d", seconds);

  yc_test_assert_problem (answer, 429, "locked-out");
  yc_test_assert_safe (answer);
  g_assert_cmpstr (soup_message_headers_get_one (answer->headers, "Retry-After"), ==, expected);
}

static void
fail_to_sign_in (YcTestClient *client, const char *person, guint times)
{
  for (guint i = 0; i < times; i++) {
    g_autoptr (YcTestAnswer) answer = sign_in (client, person, "not this");

    yc_test_assert_problem (answer, 401, "sign-in");
  }
}

static void
test_lock_out (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) answer = NULL;

  yc_test_client_init (&client, yc_test_central_get_url (central));
  fail_to_sign_in (&client, "wang", 5);
  assert_waits (&client, "wang", 31);
  yc_test_central_stop (central);
  yc_test_central_start (central);
  assert_waits (&client, "wang", 31);
  yc_test_central_pass (central, 30000);
  fail_to_sign_in (&client, "wang", 1);
  assert_waits (&client, "wang", 61);
  yc_test_central_pass (central, 60000);
  answer = sign_in (&client, "wang", YC_TEST_PASSWORD);
  yc_test_assert_status (answer, 201);
  fail_to_sign_in (&client, "wang", 4);
}

static void
test_lock_out_of_nobody (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;

  yc_test_client_init (&client, yc_test_central_get_url (central));
  fail_to_sign_in (&client, "nobody", 5);
  assert_waits (&client, "nobody", 31);
}

static void
test_expired (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) good = NULL;
  g_autoptr (YcTestAnswer) expired = NULL;

  yc_test_client_sign_in (&client, yc_test_central_get_url (central), "wang");
  yc_test_central_pass (central, 12 * 3600 * 1000 - 1);
  good = yc_test_ask (&client, "GET", "/v1/cases", NULL);
  yc_test_assert_status (good, 200);
  yc_test_central_pass (central, 1);
  expired = yc_test_ask (&client, "GET", "/v1/cases", NULL);
  yc_test_assert_problem (expired, 401, "expired");
}

static void
test_no_token (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) none = NULL;
  g_autoptr (YcTestAnswer) wrong = NULL;

  yc_test_client_init (&client, yc_test_central_get_url (central));
  none = yc_test_ask (&client, "GET", "/v1/cases", NULL);
  yc_test_assert_problem (none, 401, "sign-in");
  client.token = g_strdup ("AAAA");
  wrong = yc_test_ask (&client, "GET", "/v1/cases", NULL);
  yc_test_assert_problem (wrong, 401, "expired");
}

// Neither does a workstation that waits for news hear of them any more.
static void
test_sign_out_of_feed (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) out = NULL;
  g_autoptr (YcTestAnswer) waited = NULL;
  gint64 began = g_get_monotonic_time ();
  GThread *thread;

  yc_test_client_sign_in (&client, yc_test_central_get_url (central), "wang");
  thread = yc_test_client_wait_for_feed (&client);
  for (guint i = 0; i < 50; i++) { // until it surely waits
    g_autoptr (YcTestAnswer) about = yc_test_ask (&client, "GET", "/v1/about", NULL);

    yc_test_assert_status (about, 200);
  }
  out = yc_test_ask (&client, "DELETE", "/v1/sessions/current", NULL);
  yc_test_assert_status (out, 204);
  waited = g_thread_join (thread);
  yc_test_assert_problem (waited, 401, "expired");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
}

static void
test_sign_out (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) out = NULL;
  g_autoptr (YcTestAnswer) after = NULL;

  yc_test_client_sign_in (&client, yc_test_central_get_url (central), "wang");
  out = yc_test_ask (&client, "DELETE", "/v1/sessions/current", NULL);
  yc_test_assert_status (out, 204);
  after = yc_test_ask (&client, "GET", "/v1/sessions/current", NULL);
  yc_test_assert_problem (after, 401, "expired");
}

static void
test_changed_person (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) after = NULL;

  yc_test_client_sign_in (&client, yc_test_central_get_url (central), "wang");
  yc_test_central_add_person (central, "wang", YC_ROLE_ISSUING, "main", NULL, NULL);
  after = yc_test_ask (&client, "GET", "/v1/sessions/current", NULL);
  yc_test_assert_problem (after, 401, "expired");
}

static void
test_roles (void)
{
  static const char *const paths[] = {"/v1/cases", "/v1/feed", "/v1/terminals/t1/number-ranges"};
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;

  yc_test_client_sign_in (&client, yc_test_central_get_url (central), "shen");
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&client, "GET", paths[i], NULL);

    yc_test_assert_problem (answer, 403, "forbidden");
  }
}

static void
test_half_a_sign_in (void)
{
  g_autoptr (YcTestCentral) central = start ();
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) answer = NULL;

  yc_test_client_init (&client, yc_test_central_get_url (central));
  answer = yc_test_ask (&client, "POST", "/v1/sessions", "{\"person\":\"wang\",\"password\":7}");
  yc_test_assert_problem (answer, 422, "malformed");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central/a person signs in with a password", test_sign_in);
  g_test_add_func ("/central/a wrong password and a wrong name have the same answer",
                   test_wrong_password);
  g_test_add_func ("/central/five wrong passwords make a person wait, longer each time",
                   test_lock_out);
  g_test_add_func ("/central/a name that does not exist is locked out as well",
                   test_lock_out_of_nobody);
  g_test_add_func ("/central/a token is good for twelve hours", test_expired);
  g_test_add_func ("/central/no token and a made-up token are refused", test_no_token);
  g_test_add_func ("/central/a token is worth nothing after signing out", test_sign_out);
  g_test_add_func ("/central/signing out ends the feed that waits, at once", test_sign_out_of_feed);
  g_test_add_func ("/central/changing a person ends the sessions", test_changed_person);
  g_test_add_func ("/central/an editor sees no cases", test_roles);
  g_test_add_func ("/central/a sign-in without its parts is malformed", test_half_a_sign_in);
  return g_test_run ();
}
