// Which cases a person sees, in lists and by name.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

#include <string.h>

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, li, lin;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *url;

  self->central = yc_test_central_new (0);
  url = yc_test_central_get_url (self->central);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "li", YC_ROLE_APPROVER, "main", NULL, "land");
  yc_test_central_add_person (self->central, "lin", YC_ROLE_INTAKE, "traffic", NULL, NULL);
  yc_test_client_sign_in (&self->wang, url, "wang");
  yc_test_client_sign_in (&self->li, url, "li");
  yc_test_client_sign_in (&self->lin, url, "lin");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->li);
  yc_test_client_clear (&self->lin);
  yc_test_central_free (self->central);
}

static void
assert_cases (YcTestClient *client, const char *query, guint n)
{
  g_autofree char *path = g_strconcat ("/v1/cases", query, NULL);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);

  yc_test_assert_status (answer, 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer->object, "cases")),
                    ==, n);
}

static void
test_lists (Fixture *self, gconstpointer data)
{
  g_autofree char *one = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autofree char *two = yc_test_hand_off (&self->wang, 2, "wang");

  assert_cases (&self->wang, "", 2);
  assert_cases (&self->wang, "?state=draft", 1);
  assert_cases (&self->wang, "?state=handed-off&q=2026-G3-000002", 1);
  assert_cases (&self->wang, "?q=2026-G3", 2);
  assert_cases (&self->wang, "?q=G3", 0);
  assert_cases (&self->wang, "?q=%E5%B0%8F", 2); // 小
  assert_cases (&self->wang, "?q=%25", 0);
  assert_cases (&self->li, "", 1);
  assert_cases (&self->lin, "", 0);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) first = NULL;
  g_autoptr (YcTestAnswer) second = NULL;
  g_autofree char *path = NULL;
  JsonObject *newest;

  for (guint i = 1; i <= 5; i++)
    g_free (yc_test_begin_case (&self->wang, i, "wang", 2));
  first = yc_test_ask (&self->wang, "GET", "/v1/cases?limit=3", NULL);
  newest = json_array_get_object_element (json_object_get_array_member (first->object, "cases"), 0);
  g_assert_cmpstr (json_object_get_string_member (newest, "number"), ==, "2026-G3-000005");
  g_assert_cmpstr (json_object_get_string_member (newest, "applicant"), ==, "陈*华");
  path = g_strdup_printf ("/v1/cases?limit=3&after=%s",
                          json_object_get_string_member (first->object, "next"));
  second = yc_test_ask (&self->wang, "GET", path, NULL);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (second->object, "cases")),
                    ==, 2);
  g_assert_true (json_object_get_null_member (second->object, "next"));
}

static void
test_by_name (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 4);
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", id);
  g_autofree char *none = yc_test_id (0xca5, 99);
  g_autofree char *no_path = g_strdup_printf ("/v1/cases/%s/events", none);
  g_autoptr (YcTestAnswer) hall = yc_test_ask (&self->lin, "GET", path, NULL);
  g_autoptr (YcTestAnswer) early = yc_test_ask (&self->li, "GET", path, NULL);
  g_autoptr (YcTestAnswer) nothing = yc_test_ask (&self->wang, "GET", no_path, NULL);

  yc_test_assert_problem (hall, 404, "not-found");
  yc_test_assert_problem (early, 404, "not-found");
  yc_test_assert_problem (nothing, 404, "not-found");
  g_assert_true (json_object_equal (hall->object, nothing->object));
}

static void
test_posting (Fixture *self, gconstpointer data)
{
  g_autofree char *case_id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autofree char *id = yc_test_id (0xf00, 1);
  g_autofree char *event =
      yc_test_event (id, case_id, "noted", 3, "lin", "intake", "{\"text\":\"a\"}");
  g_autoptr (YcTestAnswer) answer = yc_test_post_event (&self->lin, case_id, event);

  yc_test_assert_problem (answer, 404, "not-found");
}

static void
test_malformed (Fixture *self, gconstpointer data)
{
  static const char *const queries[] = {"limit=0", "limit=501", "state=nowhere", "after=x"};

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autofree char *path = g_strconcat ("/v1/cases?", queries[i], NULL);
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", path, NULL);

    yc_test_assert_problem (answer, 422, "malformed");
  }
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a list holds the cases that a person sees", test_lists);
  ADD ("a list comes in pages, newest first, with masked names", test_pages);
  ADD ("a case that is not seen is not found", test_by_name);
  ADD ("nothing can be added to a case that is not seen", test_posting);
  ADD ("a list of another shape is malformed", test_malformed);
  return g_test_run ();
}
