// What people are called travels with what they did, and changes with them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, li, boss;
  char *id, *events; // of the case, and where it is asked about
} Fixture;

static void
sign_in (Fixture *self, YcTestClient *client, const char *id, const char *name, YcRoles roles)
{
  yc_test_central_add_person (self->central, id, roles, "main", NULL,
                              roles & YC_ROLE_APPROVER ? "land" : NULL);
  yc_test_central_call_person (self->central, id, name);
  yc_test_client_sign_in (client, yc_test_central_get_url (self->central), id);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (0);
  sign_in (self, &self->wang, "wang", "王丽", YC_ROLE_INTAKE);
  sign_in (self, &self->li, "li", "李明", YC_ROLE_APPROVER);
  sign_in (self, &self->boss, "jin", "金花", YC_ROLE_SUPERVISOR);
  self->id = yc_test_hand_off (&self->wang, 1, "wang");
  self->events = g_strdup_printf ("/v1/cases/%s/events", self->id);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->li);
  yc_test_client_clear (&self->boss);
  g_free (self->id);
  g_free (self->events);
  yc_test_central_free (self->central);
}

static void
post (Fixture *self,
      YcTestClient *client,
      guint version,
      const char *type,
      const char *actor,
      const char *role,
      const char *data)
{
  g_autofree char *id = yc_test_id (0xf00, version);
  g_autofree char *event = yc_test_event (id, self->id, type, version, actor, role, data);
  g_autoptr (YcTestAnswer) answer = yc_test_post_event (client, self->id, event);

  yc_test_assert_status (answer, 200);
}

// `names`: the compact JSON of all that is told.
static void
assert_names (YcTestAnswer *answer, guint status, const char *names)
{
  JsonNode *told;
  g_autoptr (JsonNode) expected = json_from_string (names, NULL);

  yc_test_assert_status (answer, status);
  told = json_object_get_member (answer->object, "names");
  g_assert_nonnull (told);
  g_assert_true (json_node_equal (told, expected));
}

static void
ask (YcTestClient *client, const char *path, const char *names)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);

  assert_names (answer, 200, names);
}

static void
test_case (Fixture *self, gconstpointer data)
{
  g_autofree char *later = g_strconcat (self->events, "?after=5", NULL);
  g_autofree char *after = g_strconcat (self->events, "?after=6", NULL);

  post (self, &self->li, 6, "claimed", "li", "approver", "{}");
  ask (&self->wang, self->events, "{\"wang\":\"王丽\",\"li\":\"李明\"}");
  ask (&self->li, self->events, "{\"wang\":\"王丽\",\"li\":\"李明\"}");
  ask (&self->wang, later, "{\"li\":\"李明\"}"); // of the events in the answer
  ask (&self->wang, after, "{}");
}

static void
test_feed (Fixture *self, gconstpointer data)
{
  post (self, &self->li, 6, "claimed", "li", "approver", "{}");
  ask (&self->wang, "/v1/feed", "{\"wang\":\"王丽\",\"li\":\"李明\"}");
  ask (&self->wang, "/v1/feed?since=5", "{\"li\":\"李明\"}");
  ask (&self->wang, "/v1/feed?since=6", "{}");
}

static void
test_conflict (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_id (0xf00, 9);
  g_autofree char *event =
      yc_test_event (id, self->id, "noted", 6, "wang", "intake", "{\"text\":\"a\"}");
  g_autoptr (YcTestAnswer) answer = NULL;

  post (self, &self->li, 6, "claimed", "li", "approver", "{}");
  answer = yc_test_post_event (&self->wang, self->id, event);
  assert_names (answer, 409, "{\"li\":\"李明\"}");
}

// Who was given a case did nothing to it yet; a word that looks like an id names nobody.
static void
test_named (Fixture *self, gconstpointer data)
{
  post (self, &self->boss, 6, "assigned", "jin", "supervisor", "{\"person\":\"li\"}");
  ask (&self->wang, "/v1/feed?since=5", "{\"jin\":\"金花\",\"li\":\"李明\"}");
  post (self, &self->boss, 7, "noted", "jin", "supervisor", "{\"text\":\"a\",\"person\":\"wang\"}");
  ask (&self->wang, "/v1/feed?since=6", "{\"jin\":\"金花\"}");
}

static void
test_renamed (Fixture *self, gconstpointer data)
{
  yc_test_central_call_person (self->central, "li", "李大明");
  yc_test_client_clear (&self->li);
  yc_test_client_sign_in (&self->li, yc_test_central_get_url (self->central), "li");
  post (self, &self->li, 6, "claimed", "li", "approver", "{}");
  ask (&self->wang, "/v1/feed?since=5", "{\"li\":\"李大明\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, name) g_test_add (path, Fixture, NULL, set_up, name, tear_down)
  ADD ("/central/names/the events of a case name who did them", test_case);
  ADD ("/central/names/the feed names whom it speaks of", test_feed);
  ADD ("/central/names/a conflict names whose events came in between", test_conflict);
  ADD ("/central/names/whoever is given a case is named, and nobody else", test_named);
  ADD ("/central/names/a new name comes with the next event", test_renamed);
  return g_test_run ();
}
