// The feed: who sees what, at once, and how long nobody is woken.
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
assert_feed (YcTestAnswer *answer, guint events, gint64 next, gint64 head)
{
  yc_test_assert_status (answer, 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (answer->object, "events")),
                    ==, events);
  g_assert_cmpint (json_object_get_int_member (answer->object, "next"), ==, next);
  g_assert_cmpint (json_object_get_int_member (answer->object, "head"), ==, head);
}

static void
test_scope (Fixture *self, gconstpointer data)
{
  g_autofree char *early = yc_test_begin_case (&self->wang, 1, "wang", 4);
  g_autoptr (YcTestAnswer) clerk = yc_test_ask (&self->wang, "GET", "/v1/feed?since=0", NULL);
  g_autoptr (YcTestAnswer) other = yc_test_ask (&self->lin, "GET", "/v1/feed?since=0", NULL);
  g_autoptr (YcTestAnswer) before = yc_test_ask (&self->li, "GET", "/v1/feed?since=0", NULL);
  g_autofree char *later = yc_test_hand_off (&self->wang, 1, "wang");
  g_autoptr (YcTestAnswer) after = yc_test_ask (&self->li, "GET", "/v1/feed?since=4", NULL);

  assert_feed (clerk, 4, 4, 4);
  assert_feed (other, 0, 4, 4);
  assert_feed (before, 0, 4, 4);
  assert_feed (after, 1, 5, 5);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_hand_off (&self->wang, 1, "wang");
  g_autoptr (YcTestAnswer) first = yc_test_ask (&self->wang, "GET", "/v1/feed?limit=2", NULL);
  g_autoptr (YcTestAnswer) next =
      yc_test_ask (&self->wang, "GET", "/v1/feed?since=2&limit=200", NULL);
  g_autoptr (YcTestAnswer) end = yc_test_ask (&self->wang, "GET", "/v1/feed?since=5", NULL);
  g_autoptr (YcTestAnswer) beyond = yc_test_ask (&self->wang, "GET", "/v1/feed?since=99", NULL);

  assert_feed (first, 2, 2, 5);
  assert_feed (next, 3, 5, 5);
  assert_feed (end, 0, 5, 5);
  assert_feed (beyond, 0, 99, 5);
}

static gpointer
wait_for_feed (gpointer data)
{
  return yc_test_ask (data, "GET", "/v1/feed?since=0&wait=55", NULL);
}

// Asks until central has taken so many requests: one of them waits, the other is this one.
static void
let_it_wait (Fixture *self)
{
  for (guint i = 0; i < 50; i++) {
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->lin, "GET", "/v1/about", NULL);

    yc_test_assert_status (answer, 200);
  }
}

static void
test_wakes (Fixture *self, gconstpointer data)
{
  GThread *thread = g_thread_new ("waits", wait_for_feed, &self->li);
  gint64 began = g_get_monotonic_time ();
  g_autoptr (YcTestAnswer) answer = NULL;

  let_it_wait (self);
  g_free (yc_test_hand_off (&self->wang, 1, "wang"));
  answer = g_thread_join (thread);
  assert_feed (answer, 1, 5, 5);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
}

static void
test_not_woken (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = NULL;
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 3);
  gint64 began = g_get_monotonic_time ();

  answer = yc_test_ask (&self->lin, "GET", "/v1/feed?since=0&wait=1", NULL);
  assert_feed (answer, 0, 3, 3);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, G_USEC_PER_SEC * 9 / 10);
}

static void
test_stop (Fixture *self, gconstpointer data)
{
  GThread *thread = g_thread_new ("waits", wait_for_feed, &self->li);
  g_autoptr (YcTestAnswer) answer = NULL;

  let_it_wait (self);
  yc_test_central_stop (self->central);
  answer = g_thread_join (thread);
  g_assert_true (answer->status == 200 || answer->status == 0);
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  GThread *thread = g_thread_new ("waits", wait_for_feed, &self->li);

  let_it_wait (self);
  soup_session_abort (self->li.session);
  yc_test_answer_free (g_thread_join (thread));
  g_free (yc_test_hand_off (&self->wang, 1, "wang"));
}

static void
test_malformed (Fixture *self, gconstpointer data)
{
  static const char *const queries[] = {"since=-1", "since=x", "wait=56", "limit=0", "limit=1001"};

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    g_autofree char *path = g_strconcat ("/v1/feed?", queries[i], NULL);
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", path, NULL);

    yc_test_assert_problem (answer, 422, "malformed");
  }
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a hall sees its cases, a department those handed off", test_scope);
  ADD ("the feed goes on where it stopped", test_pages);
  ADD ("an event wakes who waits for it", test_wakes);
  ADD ("an event that is not seen wakes nobody", test_not_woken);
  ADD ("a server that stops lets nobody wait", test_stop);
  ADD ("who stops waiting does no harm", test_gone);
  ADD ("a feed of another shape is malformed", test_malformed);
  return g_test_run ();
}
