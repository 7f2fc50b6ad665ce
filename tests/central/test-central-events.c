// Posting events: what is stored, what is refused and how, and that sending twice is harmless.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

#include <string.h>

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, qian, li;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *url;

  self->central = yc_test_central_new (0);
  url = yc_test_central_get_url (self->central);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "qian", YC_ROLE_INTAKE | YC_ROLE_APPROVER, "main",
                              NULL, "land");
  yc_test_central_add_person (self->central, "li", YC_ROLE_APPROVER, "main", NULL, "land");
  yc_test_client_sign_in (&self->wang, url, "wang");
  yc_test_client_sign_in (&self->qian, url, "qian");
  yc_test_client_sign_in (&self->li, url, "li");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->qian);
  yc_test_client_clear (&self->li);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
}

static gint64
count (YcTestAnswer *answer, const char *member)
{
  return json_array_get_length (json_object_get_array_member (answer->object, member));
}

static YcTestAnswer *
post (YcTestClient *client,
      const char *case_id,
      guint n,
      const char *type,
      guint version,
      const char *actor,
      const char *role,
      const char *data)
{
  g_autofree char *id = yc_test_id (0xf00, n);
  g_autofree char *event = yc_test_event (id, case_id, type, version, actor, role, data);

  return yc_test_post_event (client, case_id, event);
}

static void
test_journey (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_hand_off (&self->wang, 1, "wang");
  g_autoptr (YcTestAnswer) claimed = post (&self->li, id, 1, "claimed", 6, "li", "approver", "{}");
  g_autoptr (YcTestAnswer) granted = post (&self->li, id, 2, "granted", 7, "li", "approver",
                                           "{\"opinion\":\"准予\",\"ground\":\"第三十八条\"}");
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events?after=5", id);
  g_autoptr (YcTestAnswer) events = yc_test_ask (&self->wang, "GET", path, NULL);

  yc_test_assert_status (claimed, 200);
  yc_test_assert_status (granted, 200);
  g_assert_cmpint (json_object_get_int_member (granted->object, "seq"), ==, 7);
  yc_test_assert_status (events, 200);
  g_assert_cmpint (json_object_get_int_member (events->object, "version"), ==, 7);
  g_assert_cmpint (count (events, "events"), ==, 2);
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autofree char *same = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autofree char *longer = yc_test_begin_case (&self->wang, 1, "wang", 3);
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", id);
  g_autoptr (YcTestAnswer) events = yc_test_ask (&self->wang, "GET", path, NULL);

  g_assert_cmpint (count (events, "events"), ==, 3);
}

static void
test_order_of_members (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autoptr (YcTestAnswer) first =
      post (&self->wang, id, 1, "noted", 3, "wang", "intake", "{\"text\":\"a\",\"more\":[1,2.5]}");
  g_autoptr (YcTestAnswer) again =
      post (&self->wang, id, 1, "noted", 3, "wang", "intake", "{\"more\":[1,2.5],\"text\":\"a\"}");

  yc_test_assert_status (first, 200);
  yc_test_assert_status (again, 200);
  g_assert_cmpint (json_object_get_int_member (again->object, "version"), ==, 3);
}

static void
test_other_content (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autoptr (YcTestAnswer) first =
      post (&self->wang, id, 1, "noted", 3, "wang", "intake", "{\"text\":\"a\"}");
  g_autoptr (YcTestAnswer) other =
      post (&self->wang, id, 1, "noted", 3, "wang", "intake", "{\"text\":\"b\"}");

  yc_test_assert_status (first, 200);
  yc_test_assert_problem (other, 422, "malformed");
}

static void
test_conflict (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autoptr (YcTestAnswer) first =
      post (&self->qian, id, 1, "noted", 3, "qian", "intake", "{\"text\":\"a\"}");
  g_autoptr (YcTestAnswer) late =
      post (&self->wang, id, 2, "noted", 3, "wang", "intake", "{\"text\":\"b\"}");
  g_autoptr (YcTestAnswer) early =
      post (&self->wang, id, 3, "noted", 9, "wang", "intake", "{\"text\":\"c\"}");
  JsonObject *newer;

  yc_test_assert_status (first, 200);
  yc_test_assert_problem (late, 409, "version");
  yc_test_assert_safe (late);
  g_assert_cmpint (json_object_get_int_member (late->object, "version"), ==, 3);
  g_assert_cmpint (count (late, "events"), ==, 1);
  newer = json_array_get_object_element (json_object_get_array_member (late->object, "events"), 0);
  g_assert_cmpstr (json_object_get_string_member (newer, "actor"), ==, "qian");
  yc_test_assert_problem (early, 409, "version");
  g_assert_cmpint (count (early, "events"), ==, 0);
}

static void
test_good_beginning (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autofree char *good = yc_test_id (0xf00, 1);
  g_autofree char *bad = yc_test_id (0xf00, 2);
  g_autofree char *a = yc_test_event (good, id, "received", 3, "wang", "intake", "{}");
  g_autofree char *b = yc_test_event (bad, id, "supplemented", 4, "wang", "intake", "{}");
  g_autofree char *both = g_strdup_printf ("%s,%s", a, b);
  g_autoptr (YcTestAnswer) answer = yc_test_post_event (&self->wang, id, both);

  yc_test_assert_problem (answer, 422, "step");
  g_assert_cmpstr (json_object_get_string_member (answer->object, "event"), ==, bad);
  g_assert_cmpint (count (answer, "stored"), ==, 1);
  g_assert_cmpint (json_object_get_int_member (answer->object, "version"), ==, 3);
}

static void
test_separation (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_hand_off (&self->qian, 1, "qian");
  g_autoptr (YcTestAnswer) own = post (&self->qian, id, 1, "claimed", 6, "qian", "approver", "{}");
  g_autoptr (YcTestAnswer) other = post (&self->li, id, 2, "claimed", 6, "li", "approver", "{}");

  yc_test_assert_problem (own, 422, "separation");
  yc_test_assert_status (other, 200);
}

static const struct {
  const char *type, *actor, *role, *data;
  guint status;
  const char *code;
} refusals[] = {
    {"received", "li", "intake", "{}", 403, "role"},
    {"received", "wang", "helper", "{}", 403, "role"},
    {"decided", "wang", "intake", "{}", 422, "unknown-event"},
    {"accepted", "wang", "intake", "{}", 422, "step"},
    {"noted", "wang", "intake", "{}", 422, "malformed"},
    {"not-accepted", "wang", "intake", "{\"reason\":\"a\"}", 422, "ground-missing"},
    {"not-accepted", "wang", "intake", "{\"ground\":\"a\"}", 422, "reason-missing"},
    {"not-accepted", "wang", "intake", "{\"ground\":\"a\",\"reason\":\"b\",\"kind\":\"not-ours\"}",
     422, "body-missing"},
    {"page-removed", "wang", "intake", "{\"page\":\"x\"}", 422, "page"},
};

static void
test_refusals (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autoptr (YcTestAnswer) answer = post (&self->wang, id, i, refusals[i].type, 3,
                                            refusals[i].actor, refusals[i].role, refusals[i].data);

    yc_test_assert_problem (answer, refusals[i].status, refusals[i].code);
    g_assert_cmpint (count (answer, "stored"), ==, 0);
  }
}

static void
test_shape (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *body;
    guint status;
  } bodies[] = {
      {"{\"events\":[", 400},
      {"[]", 400},
      {"", 400},
      {"\xff\xfe", 400},
      {"{}", 422},
      {"{\"events\":[]}", 422},
      {"{\"events\":7}", 422},
      {"{\"events\":[7]}", 422},
      {"{\"events\":[{\"id\":\"x\"}]}", 422},
  };
  g_autofree char *id = yc_test_id (0xca5, 1);
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", id);

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++) {
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "POST", path, bodies[i].body);

    yc_test_assert_problem (answer, bodies[i].status, "malformed");
  }
}

static void
test_other_case (Fixture *self, gconstpointer data)
{
  g_autofree char *one = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autofree char *two = yc_test_begin_case (&self->wang, 2, "wang", 2);
  g_autofree char *id = yc_test_id (0xf00, 1);
  g_autofree char *event =
      yc_test_event (id, one, "noted", 3, "wang", "intake", "{\"text\":\"a\"}");
  g_autoptr (YcTestAnswer) answer = yc_test_post_event (&self->wang, two, event);

  yc_test_assert_problem (answer, 422, "malformed");
}

static void
test_number_taken (Fixture *self, gconstpointer data)
{
  g_autofree char *one = yc_test_begin_case (&self->wang, 1, "wang", 1);
  g_autofree char *two = yc_test_id (0xca5, 2);
  g_autoptr (YcTestAnswer) answer =
      post (&self->wang, two, 1, "opened", 1, "wang", "intake",
            "{\"item\":\"plot\",\"department\":\"land\",\"hall\":\"main\","
            "\"number\":\"2026-G3-000001\"}");

  yc_test_assert_problem (answer, 422, "malformed");
}

static void
test_other_hall (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_id (0xca5, 1);
  g_autoptr (YcTestAnswer) answer =
      post (&self->wang, id, 1, "opened", 1, "wang", "intake",
            "{\"item\":\"plot\",\"department\":\"land\",\"hall\":\"traffic\"}");

  yc_test_assert_problem (answer, 403, "forbidden");
}

static void
test_blob_missing (Fixture *self, gconstpointer data)
{
  static const char a[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  static const char b[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (YcTestAnswer) answer = NULL;

  for (guint i = 0; i < 3; i++) {
    g_autofree char *scanned = g_strdup_printf (
        "{\"page\":\"p%u\",\"material\":\"m\",\"blob\":\"%s\",\"mime\":\"image/png\"}", i,
        i == 1 ? b : a);
    g_autofree char *event_id = yc_test_id (0xf00, i);
    g_autofree char *event =
        yc_test_event (event_id, id, "scanned", i + 3, "wang", "intake", scanned);

    g_string_append_printf (events, "%s%s", i > 0 ? "," : "", event);
  }
  answer = yc_test_post_event (&self->wang, id, events->str);
  yc_test_assert_problem (answer, 422, "blob-missing");
  g_assert_cmpint (count (answer, "blobs"), ==, 2);
}

static void
test_checklist (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 3);
  g_autofree char *two = yc_test_id (0xca5, 2);
  g_autofree char *opening = NULL;
  g_autoptr (YcTestAnswer) unknown = NULL;
  g_autoptr (YcTestAnswer) opened = NULL;
  g_autoptr (YcTestAnswer) filled = NULL;
  g_autoptr (YcTestAnswer) received = NULL;
  g_autoptr (YcTestAnswer) ticked = NULL;
  g_autoptr (YcTestAnswer) accepted = NULL;

  yc_test_central_add_catalogue (self->central);
  unknown = post (&self->wang, two, 0, "opened", 1, "wang", "intake",
                  "{\"item\":\"plot\",\"department\":\"land\",\"hall\":\"main\"}");
  opening = yc_test_central_open_item (self->central, "real-estate-transfer", NULL);
  opened = post (&self->wang, two, 1, "opened", 1, "wang", "intake", opening);
  filled = post (&self->wang, two, 2, "filled", 2, "wang", "intake",
                 "{\"applicant\":{\"name\":\"陈小华\"}}");
  ticked = post (&self->wang, two, 3, "ticked", 3, "wang", "intake",
                 "{\"material\":\"no such\",\"point\":\"x\",\"on\":true}");
  received = post (&self->wang, two, 4, "received", 3, "wang", "intake", "{}");
  accepted = post (&self->wang, two, 5, "accepted", 4, "wang", "intake", "{}");
  yc_test_assert_problem (unknown, 422, "malformed");
  yc_test_assert_status (opened, 200);
  yc_test_assert_status (filled, 200);
  yc_test_assert_problem (ticked, 422, "material");
  yc_test_assert_status (received, 200);
  yc_test_assert_problem (accepted, 422, "blocked");
}

static void
test_assigned (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_hand_off (&self->wang, 1, "wang");
  g_auto (YcTestClient) jin;
  g_autoptr (YcTestAnswer) clerk = NULL;
  g_autoptr (YcTestAnswer) nobody = NULL;
  g_autoptr (YcTestAnswer) approver = NULL;

  yc_test_central_add_person (self->central, "jin", YC_ROLE_SUPERVISOR, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "xu", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_client_sign_in (&jin, self->wang.base, "jin");
  clerk = post (&jin, id, 1, "assigned", 6, "jin", "supervisor", "{\"person\":\"xu\"}");
  nobody = post (&jin, id, 2, "assigned", 6, "jin", "supervisor", "{\"person\":\"none\"}");
  approver = post (&jin, id, 3, "assigned", 6, "jin", "supervisor", "{\"person\":\"li\"}");
  yc_test_assert_problem (clerk, 403, "role");
  yc_test_assert_problem (nobody, 403, "role");
  yc_test_assert_status (approver, 200);
}

static void
test_second_notice (Fixture *self, gconstpointer data)
{
  static const char first[] = "{\"findings\":[{\"material\":\"m\"}]}";
  static const char news[] = "{\"findings\":[{\"material\":\"n\"}]}";
  static const char asking[] = "{\"reason\":\"r\"}";
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 3);
  g_auto (YcTestClient) jin;
  g_autoptr (YcTestAnswer) told = NULL;
  g_autoptr (YcTestAnswer) back = NULL;
  g_autoptr (YcTestAnswer) without = NULL;
  g_autoptr (YcTestAnswer) asked = NULL;
  g_autoptr (YcTestAnswer) clerk = NULL;
  g_autoptr (YcTestAnswer) allowed = NULL;
  g_autoptr (YcTestAnswer) again = NULL;

  yc_test_central_add_person (self->central, "jin", YC_ROLE_SUPERVISOR, "main", NULL, NULL);
  yc_test_client_sign_in (&jin, self->wang.base, "jin");
  told = post (&self->wang, id, 1, "supplement-requested", 4, "wang", "intake", first);
  back = post (&self->wang, id, 2, "supplemented", 5, "wang", "intake", "{}");
  without = post (&self->wang, id, 3, "supplement-requested", 6, "wang", "intake", news);
  asked = post (&self->wang, id, 4, "second-asked", 6, "wang", "intake", asking);
  clerk = post (&self->wang, id, 5, "second-allowed", 7, "wang", "supervisor", "{}");
  allowed = post (&jin, id, 6, "second-allowed", 7, "jin", "supervisor", "{}");
  again = post (&self->wang, id, 7, "supplement-requested", 8, "wang", "intake", news);
  yc_test_assert_status (told, 200);
  yc_test_assert_status (back, 200);
  yc_test_assert_problem (without, 422, "second-notice");
  yc_test_assert_status (asked, 200);
  yc_test_assert_problem (clerk, 403, "role");
  yc_test_assert_status (allowed, 200);
  yc_test_assert_status (again, 200);
}

static void
test_lost_answer (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autoptr (YcTestAnswer) cut = NULL;
  g_autoptr (YcTestAnswer) again = NULL;
  g_autoptr (YcTestAnswer) twice = NULL;
  g_autoptr (YcTestAnswer) unavailable = NULL;

  yc_test_central_set_fault (self->central, YC_FAULT_CUT, "/events", 1);
  cut = post (&self->wang, id, 1, "noted", 3, "wang", "intake", "{\"text\":\"a\"}");
  again = post (&self->wang, id, 1, "noted", 3, "wang", "intake", "{\"text\":\"a\"}");
  yc_test_central_set_fault (self->central, YC_FAULT_TWICE, "/events", 1);
  twice = post (&self->wang, id, 2, "noted", 4, "wang", "intake", "{\"text\":\"b\"}");
  yc_test_central_set_fault (self->central, YC_FAULT_UNAVAILABLE, "/events", 1);
  unavailable = post (&self->wang, id, 3, "noted", 5, "wang", "intake", "{\"text\":\"c\"}");
  g_assert_cmpuint (cut->status, ==, 0);
  yc_test_assert_status (again, 200);
  g_assert_cmpint (json_object_get_int_member (again->object, "version"), ==, 3);
  yc_test_assert_status (twice, 200);
  g_assert_cmpint (json_object_get_int_member (twice->object, "version"), ==, 4);
  yc_test_assert_problem (unavailable, 503, "busy");
  yc_test_assert_safe (unavailable);
}

static void
test_late_answer (Fixture *self, gconstpointer data)
{
  yc_test_central_set_fault (self->central, YC_FAULT_LATE, "/events", 1);
  g_free (yc_test_begin_case (&self->wang, 1, "wang", 2));
}

static void
test_restart (Fixture *self, gconstpointer data)
{
  g_autofree char *id = yc_test_hand_off (&self->wang, 1, "wang");
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", id);
  g_autoptr (YcTestAnswer) before = yc_test_ask (&self->wang, "GET", path, NULL);
  g_autoptr (YcTestAnswer) after = NULL;

  yc_test_central_stop (self->central);
  yc_test_central_start (self->central);
  after = yc_test_ask (&self->wang, "GET", path, NULL);
  yc_test_assert_status (after, 200);
  g_assert_true (json_node_equal (before->json, after->json));
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a case travels from the counter to a decision", test_journey);
  ADD ("an event that is sent twice is stored once", test_twice);
  ADD ("the order of members does not make another event", test_order_of_members);
  ADD ("the same id with another content is malformed", test_other_content);
  ADD ("an event for an old version is told what came in between", test_conflict);
  ADD ("the good beginning of a batch is stored", test_good_beginning);
  ADD ("who accepted a case cannot decide it", test_separation);
  ADD ("what the table of steps forbids is refused with its code", test_refusals);
  ADD ("a body of another shape is malformed", test_shape);
  ADD ("an event of another case is malformed", test_other_case);
  ADD ("a number is used for one case only", test_number_taken);
  ADD ("a case is opened in the person's own hall", test_other_hall);
  ADD ("a page whose content is missing names all that is missing", test_blob_missing);
  ADD ("an acceptance is checked against the catalogue again", test_checklist);
  ADD ("a case is assigned to an approver of its department", test_assigned);
  ADD ("a second notice that names something new needs a supervisor's word", test_second_notice);
  ADD ("a lost answer does no harm", test_lost_answer);
  ADD ("a late answer is an answer", test_late_answer);
  ADD ("a restart keeps everything, also sign-ins", test_restart);
  return g_test_run ();
}
