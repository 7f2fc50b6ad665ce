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

// --- every question about a case, by everybody ---------------------------------------------------

// Who sees a case of the hall "main" and the department "land", with the page that it has.
static const struct {
  const char *id;
  YcRoles roles;
  const char *hall, *departments;
  gboolean before, after; // the handoff
} people[] = {
    {"helper", YC_ROLE_HELPER, "main", NULL, TRUE, TRUE},
    {"issuing", YC_ROLE_ISSUING, "main", NULL, TRUE, TRUE},
    {"supervisor", YC_ROLE_SUPERVISOR, "main", NULL, TRUE, TRUE},
    {"program", YC_ROLE_SYSTEM, NULL, NULL, TRUE, TRUE},
    {"approver", YC_ROLE_APPROVER, "main", "land", FALSE, TRUE},
    {"approver of two", YC_ROLE_APPROVER, "main", "tax,land", FALSE, TRUE},
    {"approver of the department in another hall", YC_ROLE_APPROVER, "traffic", "land", FALSE,
     TRUE},
    {"approver of another department", YC_ROLE_APPROVER, "main", "tax", FALSE, FALSE},
    {"approver of a part of its name", YC_ROLE_APPROVER, "main", "lan", FALSE, FALSE},
    {"approver of no department", YC_ROLE_APPROVER, "main", NULL, FALSE, FALSE},
    {"clerk of another hall", YC_ROLE_INTAKE, "traffic", NULL, FALSE, FALSE},
    {"helper of another hall", YC_ROLE_HELPER, "traffic", NULL, FALSE, FALSE},
    {"issuing of another hall", YC_ROLE_ISSUING, "traffic", NULL, FALSE, FALSE},
    {"supervisor of another hall", YC_ROLE_SUPERVISOR, "traffic", NULL, FALSE, FALSE},
    {"clerk of no hall", YC_ROLE_INTAKE, NULL, NULL, FALSE, FALSE},
    {"clerk with a department", YC_ROLE_INTAKE, "traffic", "land", FALSE, FALSE},
};

// Answers to the same question about what is not seen and what is not there.
static void
assert_alike (YcTestAnswer *unseen, YcTestAnswer *nothing)
{
  yc_test_assert_status (unseen, nothing->status);
  g_assert_true (g_bytes_equal (unseen->body, nothing->body));
  g_assert_cmpuint (nothing->status, >=, 400);
}

static void
compare (YcTestClient *client, const char *method, const char *unseen, const char *nothing)
{
  g_autoptr (YcTestAnswer) one = yc_test_ask (client, method, unseen, NULL);
  g_autoptr (YcTestAnswer) other = yc_test_ask (client, method, nothing, NULL);

  assert_alike (one, other);
}

// An event that fits, one for another version, one that means nothing.
static void
compare_posts (YcTestClient *client, const char *person, const char *unseen, guint version)
{
  g_autofree char *nothing = yc_test_id (0xca5, 99);
  const char *const cases[] = {unseen, nothing};

  for (guint i = 0; i < 3; i++) {
    YcTestAnswer *answers[2];

    for (guint j = 0; j < 2; j++) {
      g_autofree char *id = yc_test_id (0xf77, i);
      g_autofree char *event =
          yc_test_event (id, cases[j], i < 2 ? "noted" : "nothing", i == 1 ? 2 : version, person,
                         "intake", "{\"text\":\"a\"}");

      answers[j] = yc_test_post_event (client, cases[j], event);
    }
    assert_alike (answers[0], answers[1]);
    yc_test_answer_free (answers[0]);
    yc_test_answer_free (answers[1]);
  }
}

typedef struct {
  char *id, *page; // a case, and the name of the page in it
  const char *number;
  guint version;
} Known;

static void
known_clear (Known *self)
{
  g_free (self->id);
  g_free (self->page);
}

// The case number `n` with a page, which wang has sent.
static Known
make_known (Fixture *self, guint n, gboolean office)
{
  Known known = {.number = n == 1 ? "2026-G3-000001" : "2026-G3-000002"};
  g_autoptr (GBytes) png = yc_test_png (n, &known.page);
  g_autofree char *path = g_strconcat ("/v1/blobs/", known.page, NULL);
  g_autofree char *data = g_strdup_printf ("{\"page\":\"p%u\",\"material\":\"m\","
                                           "\"blob\":\"%s\",\"mime\":\"image/png\"}",
                                           n, known.page);
  g_autofree char *scan_id = yc_test_id (0xf01, n), *off_id = yc_test_id (0xf02, n);
  g_autofree char *scanned = NULL, *off = NULL, *both = NULL;
  g_autoptr (YcTestAnswer) put =
      yc_test_ask_full (&self->wang, "PUT", path, "image/png", png, NULL);
  g_autoptr (YcTestAnswer) posted = NULL;

  known.id = yc_test_begin_case (&self->wang, n, "wang", 4);
  scanned = yc_test_event (scan_id, known.id, "scanned", 5, "wang", "intake", data);
  off = yc_test_event (off_id, known.id, "handed-off", 6, "wang", "intake", "{}");
  both = office ? g_strdup_printf ("%s,%s", scanned, off) : g_strdup (scanned);
  posted = yc_test_post_event (&self->wang, known.id, both);
  yc_test_assert_status (posted, 200);
  known.version = office ? 6 : 5;
  return known;
}

static guint
count_in (YcTestClient *client, const char *path, const char *member)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);

  yc_test_assert_status (answer, 200);
  return json_array_get_length (json_object_get_array_member (answer->object, member));
}

static void
assert_unseen (YcTestClient *client, const char *person, const Known *known)
{
  static const char no_page[] = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
  g_autofree char *nothing = yc_test_id (0xca5, 99);
  g_autofree char *events = g_strdup_printf ("/v1/cases/%s/events", known->id);
  g_autofree char *no_events = g_strdup_printf ("/v1/cases/%s/events", nothing);
  g_autofree char *page = g_strconcat ("/v1/blobs/", known->page, NULL);
  g_autofree char *none = g_strconcat ("/v1/blobs/", no_page, NULL);

  compare (client, "GET", events, no_events);
  compare (client, "GET", page, none);
  compare (client, "HEAD", page, none);
  compare_posts (client, person, known->id, known->version + 1);
}

static void
assert_seen (YcTestClient *client, const Known *known)
{
  g_autofree char *events = g_strdup_printf ("/v1/cases/%s/events", known->id);
  g_autofree char *page = g_strconcat ("/v1/blobs/", known->page, NULL);
  g_autoptr (YcTestAnswer) got = yc_test_ask (client, "GET", page, NULL);

  g_assert_cmpuint (count_in (client, events, "events"), ==, known->version);
  yc_test_assert_status (got, 200);
}

// Lists, searches by number and by name, counts and the feed, of `n` cases.
static void
assert_listed (YcTestClient *client, guint n, gboolean any_event)
{
  g_autoptr (YcTestAnswer) counts = yc_test_ask (client, "GET", "/v1/cases/counts", NULL);
  JsonObject *states = json_object_get_object_member (counts->object, "counts");

  assert_cases (client, "", n);
  assert_cases (client, "?q=2026-G3", n);
  assert_cases (client, "?q=%E9%99%88%E5%B0%8F%E5%8D%8E", n); // 陈小华
  assert_cases (client, "?q=%E5%9C%B0%E5%9D%97", n);          // 地块
  g_assert_cmpuint (json_object_get_size (states), ==, n);    // each in a state of its own
  g_assert_cmpint (count_in (client, "/v1/feed", "events") > 0, ==, any_event);
}

static void
test_everybody (Fixture *self, gconstpointer data)
{
  Known early = make_known (self, 1, FALSE), late = make_known (self, 2, TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++) {
    g_auto (YcTestClient) client;

    g_test_message ("%s", people[i].id);
    yc_test_central_add_person (self->central, people[i].id, people[i].roles, people[i].hall, NULL,
                                people[i].departments);
    yc_test_client_sign_in (&client, self->wang.base, people[i].id);
    if (people[i].before)
      assert_seen (&client, &early);
    else
      assert_unseen (&client, people[i].id, &early);
    if (people[i].after)
      assert_seen (&client, &late);
    else
      assert_unseen (&client, people[i].id, &late);
    assert_listed (&client, (guint)people[i].before + (guint)people[i].after, people[i].after);
  }
  known_clear (&early);
  known_clear (&late);
}

// The name of content is no key to it: put into a case of one's own, it opens nothing.
static void
test_page_of_others (Fixture *self, gconstpointer data)
{
  Known known = make_known (self, 1, FALSE);
  g_autofree char *own = yc_test_id (0xca5, 7),
                  *path = g_strconcat ("/v1/blobs/", known.page, NULL);
  g_autofree char *open_id = yc_test_id (0xf10, 1), *scan_id = yc_test_id (0xf11, 1);
  g_autofree char *opened = yc_test_event (
      open_id, own, "opened", 1, "lin", "intake",
      "{\"item\":\"plot\",\"department\":\"land\",\"hall\":\"traffic\",\"item_version\":1}");
  g_autofree char *scanned_data =
      g_strdup_printf ("{\"page\":\"p\",\"material\":\"m\",\"blob\":\"%s\","
                       "\"mime\":\"image/png\"}",
                       known.page);
  g_autofree char *scanned =
      yc_test_event (scan_id, own, "scanned", 2, "lin", "intake", scanned_data);
  g_autofree char *both = g_strdup_printf ("%s,%s", opened, scanned);
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) png = yc_test_png (1, &sha256);
  g_autoptr (YcTestAnswer) taken = yc_test_post_event (&self->lin, own, both);
  g_autoptr (YcTestAnswer) got = yc_test_ask (&self->lin, "GET", path, NULL);
  g_autoptr (YcTestAnswer) sent = NULL, again = NULL;

  yc_test_assert_problem (taken, 422, "blob-missing");
  yc_test_assert_problem (got, 404, "not-found");
  sent = yc_test_ask_full (&self->lin, "PUT", path, "image/png", png, NULL);
  again = yc_test_post_event (&self->lin, own, scanned);
  yc_test_assert_status (sent, 200);
  yc_test_assert_status (again, 200);
  known_clear (&known);
}

// Registers are asked for cases of one's own, or for such as are not here yet.
static void
test_check_of_others (Fixture *self, gconstpointer data)
{
  static const char question[] = "{\"source\":\"credit\",\"case\":\"%s\",\"parameters\":"
                                 "{\"id_number\":\"330102199801010117\"}}";
  g_autofree char *id = yc_test_begin_case (&self->wang, 1, "wang", 2);
  g_autofree char *none = yc_test_id (0xca5, 99);
  g_autofree char *about_it = g_strdup_printf (question, id);
  g_autofree char *about_none = g_strdup_printf (question, none);
  g_autoptr (YcTestAnswer) own = NULL, foreign = NULL, early = NULL;

  yc_test_central_add_catalogue (self->central);
  own = yc_test_ask (&self->wang, "POST", "/v1/checks", about_it);
  foreign = yc_test_ask (&self->lin, "POST", "/v1/checks", about_it);
  early = yc_test_ask (&self->lin, "POST", "/v1/checks", about_none);
  yc_test_assert_status (own, 200);
  yc_test_assert_problem (foreign, 404, "not-found");
  yc_test_assert_status (early, 200);
}

static YcTestAnswer *
open_at (YcTestClient *client, guint n, const char *person, const char *window)
{
  g_autofree char *case_id = yc_test_id (0xca5, n), *id = yc_test_id (0xf20, n);
  g_autofree char *data =
      g_strdup_printf ("{\"item\":\"plot\",\"department\":\"land\",\"hall\":\"main\"%s%s%s}",
                       window != NULL ? ",\"window\":\"" : "", window != NULL ? window : "",
                       window != NULL ? "\"" : "");
  g_autofree char *event = yc_test_event (id, case_id, "opened", 1, person, "intake", data);

  return yc_test_post_event (client, case_id, event);
}

// Who has windows opens cases there; who has none named sits at any of the hall.
static void
test_window (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) zhou;
  g_autoptr (YcTestAnswer) own = NULL, other = NULL, none = NULL, any = NULL;

  yc_test_central_add_person (self->central, "zhou", YC_ROLE_INTAKE, "main", "general-4,general-5",
                              NULL);
  yc_test_client_sign_in (&zhou, self->wang.base, "zhou");
  own = open_at (&zhou, 1, "zhou", "general-5");
  other = open_at (&zhou, 2, "zhou", "general-3");
  none = open_at (&zhou, 3, "zhou", NULL);
  any = open_at (&self->wang, 4, "wang", "general-3");
  yc_test_assert_status (own, 200);
  yc_test_assert_problem (other, 403, "forbidden");
  yc_test_assert_status (none, 200);
  yc_test_assert_status (any, 200);
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
  ADD ("everybody sees what is theirs, and of the rest not even that it is there", test_everybody);
  ADD ("a page of others is no page of one's own", test_page_of_others);
  ADD ("a register is not asked about a case of others", test_check_of_others);
  ADD ("a case is opened at a window of the person's", test_window);
  ADD ("a list of another shape is malformed", test_malformed);
  return g_test_run ();
}
