// The demo city: cases in all states, whatever day it is, and nothing that the law forbids.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-case.h"
#include "yc-demo-city.h"
#include "yc-test-client.h"

#include <string.h>

static void
sign_in (YcTestClient *client, YcTestCentral *central, const char *person)
{
  g_autofree char *body = g_strdup_printf (
      "{\"person\":\"%s\",\"password\":\"yichuang-demo\",\"terminal\":\"t1\"}", person);
  g_autoptr (YcTestAnswer) answer = NULL;

  yc_test_client_init (client, yc_test_central_get_url (central));
  answer = yc_test_ask (client, "POST", "/v1/sessions", body);
  yc_test_assert_status (answer, 201);
  client->token = g_strdup (json_object_get_string_member (answer->object, "token"));
}

static guint
count_cases (YcTestClient *client, const char *state)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases?limit=500&state=%s", state);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);

  yc_test_assert_status (answer, 200);
  return json_array_get_length (json_object_get_array_member (answer->object, "cases"));
}

static void
test_states (void)
{
  g_autoptr (YcTestCentral) central =
      yc_test_central_new_demo (G_GINT64_CONSTANT (1795400000000), TRUE);
  g_auto (YcTestClient) client;

  sign_in (&client, central, "jin");
  for (guint state = YC_STATE_PRE_REVIEW; state < YC_N_STATES; state++)
    g_assert_cmpuint (count_cases (&client, yc_state_name ((YcState)state)), >, 0);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

// New year, when the cases of last year are the most, and a year without a calendar.
static void
test_any_day (void)
{
  static const gint64 days[] = {
      G_GINT64_CONSTANT (1767200000000),
      G_GINT64_CONSTANT (1900000000000),
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autoptr (YcTestCentral) central = yc_test_central_new_demo (days[i], TRUE);
    g_auto (YcTestClient) client;

    sign_in (&client, central, "jin");
    g_assert_cmpuint (count_cases (&client, "handed-off"), >, 10);
  }
}

static void
test_pages (void)
{
  g_autoptr (GBytes) one = yc_demo_page (1);
  g_autoptr (GBytes) same = yc_demo_page (1);
  g_autoptr (GBytes) other = yc_demo_page (2);

  g_assert_true (g_bytes_equal (one, same));
  g_assert_false (g_bytes_equal (one, other));
  g_assert_cmpuint (g_bytes_get_size (one), <, 200000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central/the demo city has cases in all states", test_states);
  g_test_add_func ("/central/the demo city can be made on any day", test_any_day);
  g_test_add_func ("/central/a demo page is always the same", test_pages);
  return g_test_run ();
}
