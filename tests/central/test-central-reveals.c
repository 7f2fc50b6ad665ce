// Who decides a case is not shown the ways to its applicant; what is asked for with a reason is,
// and stands in the history.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-test-client.h"

#include <string.h>

#define PHONE   "13812345678"
#define OTHER   "13987654321" // of the emergency contact
#define MAIL    "浙江省云溪市东湖区书院街7号2幢301室"
#define ADDRESS "浙江省云溪市西山区松林路18号5单元602室"
#define HOUSE   "浙江省云溪市西山区松林路99号"
#define HELPER  "13700002222"

#define TRACKING "SF1234567890123"

// What nobody may be answered who sees the case through a department only.
static const char *const secrets[] = {PHONE, OTHER, MAIL, ADDRESS, HOUSE, HELPER};

#define FILLED                                                                                       \
  "{\"applicant\":{\"kind\":\"person\",\"name\":\"陈小华\",\"id_number\":\"330102199801010117\"," \
  "\"phone\":\"" PHONE "\",\"address\":\"" ADDRESS "\"},\"form\":{\"phone\":\"" PHONE                \
  "\",\"delivery\":\"邮寄\",\"mail_address\":\"" MAIL                                                \
  "\",\"emergency\":{\"name\":\"李四\",\"phone\":\"" OTHER "\"}}}"
#define VERIFIED                                                                                   \
  "{\"source\":\"population\",\"outcome\":\"failed\",\"answer\":{\"household_address\":\"" HOUSE   \
  "\"},\"about\":{\"applicant.phone\":\"" PHONE "\"}}"
#define HELPED                                                                                     \
  "{\"kind\":\"assist\",\"scope\":\"填表\",\"place\":\"" ADDRESS "\",\"phone\":\"" HELPER "\"}"
#define OPENED                                                                                     \
  "{\"item\":\"passport\",\"item_name\":\"护照\",\"item_version\":1,"                            \
  "\"number\":\"2026-G3-000001\",\"hall\":\"main\",\"department\":\"land\",\"promised_days\":5}"

// The events of the case before an approver has it: as many as its version.
static const struct {
  const char *type, *actor, *role, *data;
} story[] = {
    {"opened", "wang", "intake", OPENED},     {"filled", "wang", "intake", FILLED},
    {"verified", "wang", "intake", VERIFIED}, {"helped", "sun", "helper", HELPED},
    {"received", "wang", "intake", "{}"},     {"accepted", "wang", "intake", "{}"},
    {"handed-off", "wang", "intake", "{}"},
};

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, sun, li, wu;
  char *id, *events, *reveals; // of the case, and where it is asked about
} Fixture;

static void
sign_in (Fixture *self,
         YcTestClient *client,
         const char *id,
         YcRoles roles,
         const char *hall,
         const char *departments)
{
  yc_test_central_add_person (self->central, id, roles, hall, NULL, departments);
  yc_test_client_sign_in (client, yc_test_central_get_url (self->central), id);
}

static void
tell_story (Fixture *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (story); i++) {
    g_autofree char *id = yc_test_id (0xe00, i + 1);
    g_autofree char *event = yc_test_event (id, self->id, story[i].type, i + 1, story[i].actor,
                                            story[i].role, story[i].data);
    YcTestClient *client = g_str_equal (story[i].actor, "sun") ? &self->sun : &self->wang;
    g_autoptr (YcTestAnswer) answer = yc_test_post_event (client, self->id, event);

    yc_test_assert_status (answer, 200);
  }
}

// The catalogue comes into force after the case was accepted: what it asks for is not what these
// tests are about.
static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (0);
  sign_in (self, &self->wang, "wang", YC_ROLE_INTAKE, "main", NULL);
  sign_in (self, &self->sun, "sun", YC_ROLE_HELPER, "main", NULL);
  sign_in (self, &self->li, "li", YC_ROLE_APPROVER, "main", "land");
  sign_in (self, &self->wu, "wu", YC_ROLE_APPROVER, "main", "land");
  self->id = yc_test_id (0xca5, 1);
  self->events = g_strdup_printf ("/v1/cases/%s/events", self->id);
  self->reveals = g_strdup_printf ("/v1/cases/%s/reveals", self->id);
  tell_story (self);
  yc_test_central_add_catalogue (self->central);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->sun);
  yc_test_client_clear (&self->li);
  yc_test_client_clear (&self->wu);
  g_free (self->id);
  g_free (self->events);
  g_free (self->reveals);
  yc_test_central_free (self->central);
}

// --- what is shown -------------------------------------------------------------------------------

static char *
body_of (YcTestAnswer *answer)
{
  return g_strndup (g_bytes_get_data (answer->body, NULL), g_bytes_get_size (answer->body));
}

static void
assert_hides (YcTestAnswer *answer, guint status, const char *expected)
{
  g_autofree char *body = body_of (answer);

  yc_test_assert_status (answer, status);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (body, secrets[i]));
  if (expected != NULL)
    g_assert_nonnull (strstr (body, expected));
}

static void
ask_and_hide (YcTestClient *client, const char *path, const char *expected)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);

  g_test_message ("%s", path);
  assert_hides (answer, 200, expected);
}

static YcTestAnswer *
post (Fixture *self,
      YcTestClient *client,
      guint n,
      const char *type,
      guint version,
      const char *actor,
      const char *role,
      const char *data)
{
  g_autofree char *id = yc_test_id (0xf00, n);
  g_autofree char *event = yc_test_event (id, self->id, type, version, actor, role, data);

  return yc_test_post_event (client, self->id, event);
}

// Every byte that is answered, with something in it that shows that it is about this case.
static void
test_hidden (Fixture *self, gconstpointer data)
{
  g_autofree char *later = g_strconcat (self->events, "?after=1", NULL);
  g_autoptr (YcTestAnswer) claimed =
      post (self, &self->li, 1, "claimed", 8, "li", "approver", "{}");
  g_autoptr (YcTestAnswer) conflict =
      post (self, &self->li, 2, "noted", 2, "li", "approver", "{\"text\":\"a\"}");
  g_autoptr (YcTestAnswer) refused = post (self, &self->li, 3, "closed", 9, "li", "approver", "{}");

  ask_and_hide (&self->li, self->events, "138****5678");
  ask_and_hide (&self->li, self->events, "浙江省云溪市东湖区***");
  ask_and_hide (&self->li, later, "\"masked\":[\"applicant/phone\",\"applicant/address\"");
  ask_and_hide (&self->li, later, "\"330102199801010117\""); // what is decided on stays
  ask_and_hide (&self->li, "/v1/feed", "claimed");           // from the handoff on
  ask_and_hide (&self->li, "/v1/cases", "2026-G3-000001");
  ask_and_hide (&self->li, "/v1/cases?q=2026-G3", "2026-G3-000001");
  ask_and_hide (&self->li, "/v1/cases?q=%E9%99%88%E5%B0%8F%E5%8D%8E", "2026-G3-000001");
  ask_and_hide (&self->li, "/v1/cases?q=" PHONE, "\"cases\":[]");
  ask_and_hide (&self->li, "/v1/cases/counts", "in-review");
  ask_and_hide (&self->li, "/v1/audit/head?seq=2", "hash");
  assert_hides (claimed, 200, "stored");
  assert_hides (conflict, 409, "138****5678");
  assert_hides (refused, 422, "step");
}

// Who is something else in another hall sees this one's case as an approver all the same.
static void
test_other_hall (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) boss = {0};
  g_autofree char *question = NULL;
  g_autoptr (YcTestAnswer) asked = NULL;

  sign_in (self, &boss, "boss", YC_ROLE_APPROVER | YC_ROLE_SUPERVISOR | YC_ROLE_INTAKE, "traffic",
           "land");
  ask_and_hide (&boss, self->events, "138****5678");
  ask_and_hide (&boss, "/v1/feed", "handed-off");
  ask_and_hide (&boss, "/v1/statistics?from=2026-01-01&until=2026-12-31", "total");
  question = g_strdup_printf ("{\"source\":\"population\",\"case\":\"%s\",\"parameters\":{"
                              "\"name\":\"陈小华\",\"id_number\":\"330102199801010117\"}}",
                              self->id);
  asked = yc_test_ask (&boss, "POST", "/v1/checks", question); // not at this counter
  yc_test_assert_problem (asked, 404, "not-found");
}

// What is filled in after the office gave it back.
static void
test_later (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) all = yc_test_ask (&self->li, "GET", "/v1/feed", NULL);
  g_autoptr (YcTestAnswer) returned = NULL, filled = NULL, claimed = NULL, again = NULL;
  g_autofree char *path = g_strdup_printf ("/v1/feed?since=%" G_GINT64_FORMAT,
                                           json_object_get_int_member (all->object, "next"));

  claimed = post (self, &self->li, 1, "claimed", 8, "li", "approver", "{}");
  returned = post (self, &self->li, 2, "returned", 9, "li", "approver",
                   "{\"reason\":\"r\",\"ground\":\"g\"}");
  yc_test_assert_status (claimed, 200);
  yc_test_assert_status (returned, 200);
  filled = post (self, &self->wang, 3, "filled", 10, "wang", "intake", FILLED);
  yc_test_assert_status (filled, 200);
  ask_and_hide (&self->li, path, "138****5678");
  // What was filled in clear comes again to who sent it, and to nobody else.
  again = post (self, &self->wang, 3, "filled", 10, "wang", "intake", FILLED);
  yc_test_assert_status (again, 200);
}

static void
assert_shows (YcTestClient *client, const char *path)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);
  g_autofree char *body = body_of (answer);

  yc_test_assert_status (answer, 200);
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_nonnull (strstr (body, secrets[i]));
  g_assert_null (strstr (body, "\"masked\""));
}

static void
test_hall (Fixture *self, gconstpointer data)
{
  static const YcRole roles[] = {YC_ROLE_ISSUING, YC_ROLE_SUPERVISOR, YC_ROLE_SYSTEM};

  assert_shows (&self->wang, self->events);
  assert_shows (&self->sun, "/v1/feed");
  for (guint i = 0; i < G_N_ELEMENTS (roles); i++) {
    g_auto (YcTestClient) client = {0};

    sign_in (self, &client, yc_role_name (roles[i]), roles[i], "main", NULL);
    assert_shows (&client, self->events);
    assert_shows (&client, "/v1/feed");
  }
}

// --- what is sent back ---------------------------------------------------------------------------

static void
test_sent_back (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) boss = {0};
  g_autoptr (YcTestAnswer) masked = post (self, &self->li, 1, "noted", 8, "li", "approver",
                                          "{\"text\":\"a\",\"masked\":[\"applicant/phone\"]}");
  g_autoptr (YcTestAnswer) clerk =
      post (self, &self->wang, 2, "noted", 8, "wang", "intake", "{\"text\":\"a\",\"masked\":[]}");
  g_autoptr (YcTestAnswer) claimed =
      post (self, &self->li, 3, "claimed", 8, "li", "approver", "{}");
  g_autoptr (YcTestAnswer) returned = post (self, &self->li, 4, "returned", 9, "li", "approver",
                                            "{\"reason\":\"r\",\"ground\":\"g\"}");
  g_autoptr (YcTestAnswer) filled = NULL;

  yc_test_assert_problem (masked, 422, "malformed");
  g_assert_nonnull (strstr (json_object_get_string_member (masked->object, "detail"), "masked"));
  yc_test_assert_problem (clerk, 422, "malformed");
  yc_test_assert_status (claimed, 200);
  yc_test_assert_status (returned, 200);
  sign_in (self, &boss, "boss", YC_ROLE_APPROVER | YC_ROLE_INTAKE, "traffic", "land");
  filled = post (self, &boss, 5, "filled", 10, "boss", "intake",
                 "{\"applicant\":{\"name\":\"陈小华\",\"phone\":\"138****5678\"}}");
  yc_test_assert_problem (filled, 403, "forbidden");
  assert_shows (&self->wang, self->events);
}

// --- revealing -----------------------------------------------------------------------------------

static YcTestAnswer *
reveal (Fixture *self, YcTestClient *client, guint n, const char *field, const char *reason)
{
  g_autofree char *id = yc_test_id (0xddd, n);
  g_autofree char *body =
      g_strdup_printf ("{\"id\":\"%s\",\"field\":\"%s\",\"reason\":\"%s\"}", id, field, reason);

  return yc_test_ask (client, "POST", self->reveals, body);
}

static guint
count_revealed (Fixture *self)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", self->events, NULL);
  JsonArray *events = json_object_get_array_member (answer->object, "events");
  guint n = 0;

  for (guint i = 0; i < json_array_get_length (events); i++)
    n += g_str_equal (
        json_object_get_string_member (json_array_get_object_element (events, i), "type"),
        "revealed");
  return n;
}

static void
assert_value (YcTestAnswer *answer, const char *value)
{
  yc_test_assert_status (answer, 200);
  g_assert_cmpstr (json_object_get_string_member (answer->object, "value"), ==, value);
}

static void
test_reveal (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) first =
      reveal (self, &self->li, 1, "applicant/phone", " 现场核实需电话预约 ");
  g_autoptr (YcTestAnswer) again =
      reveal (self, &self->li, 1, "applicant/phone", "现场核实需电话预约");
  g_autoptr (YcTestAnswer) form = reveal (self, &self->li, 2, "form/emergency/phone", "核实");
  g_autoptr (YcTestAnswer) mail = reveal (self, &self->li, 3, "form/mail_address", "核实");
  g_autoptr (YcTestAnswer) house =
      reveal (self, &self->li, 4, "shared/population/household_address", "核实");
  g_autoptr (YcTestAnswer) other = reveal (self, &self->li, 1, "applicant/address", "核实");
  JsonObject *event = json_object_get_object_member (first->object, "event");
  JsonObject *said = json_object_get_object_member (event, "data");
  g_autoptr (YcTestAnswer) history = NULL;
  g_autofree char *body = NULL;

  assert_value (first, PHONE);
  assert_value (again, PHONE);
  assert_value (form, OTHER);
  assert_value (mail, MAIL);
  assert_value (house, HOUSE);
  yc_test_assert_problem (other, 422, "malformed"); // another question under the same id
  g_assert_cmpstr (json_object_get_string_member (event, "type"), ==, "revealed");
  g_assert_cmpstr (json_object_get_string_member (event, "actor"), ==, "li");
  g_assert_cmpstr (json_object_get_string_member (event, "role"), ==, "approver");
  g_assert_cmpstr (json_object_get_string_member (event, "terminal"), ==, "t1");
  g_assert_cmpint (json_object_get_int_member (event, "version"), ==, 8);
  g_assert_cmpstr (json_object_get_string_member (said, "field"), ==, "applicant/phone");
  g_assert_cmpstr (json_object_get_string_member (said, "reason"), ==, "现场核实需电话预约");
  g_assert_cmpuint (json_object_get_size (said), ==, 2);
  g_assert_cmpuint (count_revealed (self), ==, 4);
  history = yc_test_ask (&self->wang, "GET", "/v1/feed?since=7", NULL);
  body = body_of (history);
  g_assert_nonnull (strstr (body, "现场核实需电话预约"));
  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (body, secrets[i]));
  ask_and_hide (&self->li, self->events, "现场核实需电话预约"); // one look changes nothing
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *field, *reason;
    const char *code;
  } questions[] = {
      {"applicant/phone", "", "reason-missing"},
      {"applicant/phone", "  ", "reason-missing"},
      {"applicant/name", "r", "malformed"},
      {"applicant/id_number", "r", "malformed"},
      {"applicant/fax", "r", "malformed"},
      {"form/emergency/name", "r", "malformed"},
      {"form/emergency", "r", "malformed"},
      {"form/nothing", "r", "malformed"},
      {"shared/population/name", "r", "malformed"},
      {"shared/palace/address", "r", "malformed"},
      {"", "r", "malformed"},
      {"phone", "r", "malformed"},
      {"helped/scope", "r", "malformed"},
      {"helped/", "r", "malformed"},
      {"opened/phone", "r", "malformed"},
      {"filled/applicant/phone", "r", "malformed"}, // there is one way to ask for each
      {"issued/tracking", "r", "step"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (questions); i++) {
    g_autoptr (YcTestAnswer) answer =
        reveal (self, &self->li, 1, questions[i].field, questions[i].reason);

    g_test_message ("%s", questions[i].field);
    yc_test_assert_problem (answer, 422, questions[i].code);
    assert_hides (answer, 422, NULL);
  }
  g_assert_cmpuint (count_revealed (self), ==, 0);
}

static void
test_others (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) tax = {0}, early = {0}, both = {0};
  g_autoptr (YcTestAnswer) clerk = reveal (self, &self->wang, 1, "applicant/phone", "r");
  g_autoptr (YcTestAnswer) foreign = NULL, helped = NULL, claimed = NULL, held = NULL, clear = NULL;

  sign_in (self, &tax, "tax", YC_ROLE_APPROVER, "main", "tax");
  sign_in (self, &both, "both", YC_ROLE_APPROVER | YC_ROLE_INTAKE, "main", "land");
  yc_test_central_add_person (self->central, "sun", YC_ROLE_APPROVER | YC_ROLE_HELPER, "traffic",
                              NULL, "land");
  yc_test_client_sign_in (&early, yc_test_central_get_url (self->central), "sun");
  foreign = reveal (self, &tax, 1, "applicant/phone", "r");
  helped = reveal (self, &early, 1, "applicant/phone", "r");
  clear = reveal (self, &both, 1, "applicant/phone", "r"); // sees it anyway
  claimed = post (self, &self->wu, 1, "claimed", 8, "wu", "approver", "{}");
  held = reveal (self, &self->li, 1, "applicant/phone", "r");
  yc_test_assert_problem (clerk, 403, "forbidden");
  yc_test_assert_problem (foreign, 404, "not-found");
  yc_test_assert_problem (helped, 422, "separation");
  yc_test_assert_problem (clear, 422, "malformed");
  yc_test_assert_status (claimed, 200);
  yc_test_assert_problem (held, 422, "held");
  g_assert_cmpuint (count_revealed (self), ==, 0);
}

// How to reach the helper, and where help was given, stands in a step and not in the record.
static void
test_helper (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) phone = reveal (self, &self->li, 1, "helped/phone", "核实代办事项");
  g_autoptr (YcTestAnswer) place = reveal (self, &self->li, 2, "helped/place", "核实代办事项");
  JsonObject *event = json_object_get_object_member (phone->object, "event");
  JsonObject *said = json_object_get_object_member (event, "data");

  assert_value (phone, HELPER);
  assert_value (place, ADDRESS);
  g_assert_cmpstr (json_object_get_string_member (said, "field"), ==, "helped/phone");
  g_assert_cmpuint (count_revealed (self), ==, 2);
}

// Whether the result has arrived is asked once it was sent, when nothing else is shown any more.
static void
test_courier (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) claimed =
      post (self, &self->li, 1, "claimed", 8, "li", "approver", "{}");
  g_autoptr (YcTestAnswer) granted = post (self, &self->li, 2, "granted", 9, "li", "approver",
                                           "{\"opinion\":\"o\",\"ground\":\"g\"}");
  g_autoptr (YcTestAnswer) early = reveal (self, &self->li, 1, "issued/tracking", "r");
  g_autoptr (YcTestAnswer) issued =
      post (self, &self->wang, 3, "issued", 10, "wang", "intake",
            "{\"method\":\"courier\",\"collector\":\"陈小华\",\"tracking\":\"" TRACKING "\"}");
  g_autoptr (YcTestAnswer) shown = reveal (self, &self->li, 2, "issued/tracking", "申请人称未收到");
  g_autoptr (YcTestAnswer) clerk = reveal (self, &self->wang, 3, "issued/tracking", "r");
  g_autoptr (YcTestAnswer) other = reveal (self, &self->li, 4, "issued/collector", "r");
  g_autoptr (YcTestAnswer) late = reveal (self, &self->li, 5, "helped/phone", "r");

  yc_test_assert_problem (early, 422, "step");
  yc_test_assert_status (issued, 200);
  ask_and_hide (&self->li, self->events, "\"masked\":[\"tracking\"]");
  assert_value (shown, TRACKING);
  yc_test_assert_problem (clerk, 403, "forbidden");
  yc_test_assert_problem (other, 422, "malformed");
  yc_test_assert_problem (late, 422, "step");
  g_assert_cmpuint (count_revealed (self), ==, 1);
}

// Once the office is done with a case nobody reviews it.
static void
test_decided (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) claimed =
      post (self, &self->li, 1, "claimed", 8, "li", "approver", "{}");
  g_autoptr (YcTestAnswer) mine = reveal (self, &self->li, 1, "applicant/phone", "r");
  g_autoptr (YcTestAnswer) granted = post (self, &self->li, 2, "granted", 10, "li", "approver",
                                           "{\"opinion\":\"o\",\"ground\":\"g\"}");
  g_autoptr (YcTestAnswer) late = reveal (self, &self->li, 2, "applicant/phone", "r");

  yc_test_assert_status (claimed, 200);
  assert_value (mine, PHONE);
  yc_test_assert_status (granted, 200);
  yc_test_assert_problem (late, 422, "step");
}

// The one answer that has the value is lost, and the disk fails: nobody is shown what is not kept.
static void
test_lost (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) lost = NULL, again = NULL;

  yc_test_central_set_fault (self->central, YC_FAULT_CUT, "/reveals", 1);
  lost = reveal (self, &self->li, 1, "applicant/phone", "r");
  again = reveal (self, &self->li, 1, "applicant/phone", "r");
  g_assert_cmpuint (lost->status, ==, 0);
  assert_value (again, PHONE);
  g_assert_cmpuint (count_revealed (self), ==, 1);
}

static void
test_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) twice = NULL;

  yc_test_central_set_fault (self->central, YC_FAULT_TWICE, "/reveals", 1);
  twice = reveal (self, &self->li, 1, "applicant/phone", "r");
  assert_value (twice, PHONE);
  g_assert_cmpuint (count_revealed (self), ==, 1);
}

int
main (int argc, char **argv)
{
#define ADD(path, test)                                                                            \
  g_test_add ("/central/reveals/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("no answer shows who decides the way to the applicant", test_hidden);
  ADD ("nor who is something else in another hall", test_other_hall);
  ADD ("nor what is filled in later", test_later);
  ADD ("the hall sees all of it", test_hall);
  ADD ("what was masked is not sent back", test_sent_back);
  ADD ("who reviews is shown what they ask for, and it is kept that they looked", test_reveal);
  ADD ("and how to reach a helper", test_helper);
  ADD ("a courier's number is shown once the result was sent", test_courier);
  ADD ("nothing is shown without a reason, or that is not masked", test_refused);
  ADD ("nobody else is shown anything", test_others);
  ADD ("nor is anybody once it is decided", test_decided);
  ADD ("a lost answer is given again, and one look counted", test_lost);
  ADD ("a question that arrives twice is one", test_twice);
  return g_test_run ();
}
