// Registers asked through central: what they answer, what goes wrong with them, and what an event
// may say of it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-import.h"
#include "yc-ledger.h"
#include "yc-registers.h"
#include "yc-test-client.h"
#include "yc-test-register.h"

#define NOW G_GINT64_CONSTANT (1795400000000) // 2026-11-23 in China

#define CHEN   "\"parameters\":{\"name\":\"陈小华\",\"id_number\":\"330102199801010117\"}"
#define ANYONE "\"parameters\":{\"id_number\":\"330102199801010117\"}"
#define LISTED "\"parameters\":{\"id_number\":\"430102199608220343\"}"
#define NOBODY "\"parameters\":{\"id_number\":\"330102199801010000\"}"
#define HOUSE  "\"parameters\":{\"certificate_no\":\"1\"}"

typedef struct {
  YcTestRegister *registers;
  YcTestCentral *central;
  YcTestClient wang, li;
  char *case_id;
} Fixture;

static char *
city_path (const char *name)
{
  return g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo", name, NULL);
}

static JsonNode *
read_city (const char *name)
{
  g_autofree char *path = city_path (name);
  g_autoptr (GError) error = NULL;
  JsonNode *node = yc_import_file (path, &error);

  g_assert_no_error (error);
  return node;
}

// The demo city with one item, and nobody waits longer than a second.
static void
add_hasty_catalogue (const char *folder)
{
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);
  JsonObject *body = json_object_new ();
  JsonArray *items = json_array_new ();
  JsonNode *sources = read_city ("catalogue/sources.json");
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = yc_ledger_open (folder, FALSE, &error);
  g_autofree char *text = NULL;

  for (guint i = 0; i < json_array_get_length (json_node_get_array (sources)); i++)
    json_object_set_int_member (json_array_get_object_element (json_node_get_array (sources), i),
                                "timeout_s", 1);
  json_array_add_element (items, read_city ("catalogue/items/real-estate-transfer.json"));
  json_object_set_int_member (body, "version", 1);
  json_object_set_array_member (body, "items", items);
  json_object_set_member (body, "calendars", read_city ("catalogue/calendars.json"));
  json_object_set_member (body, "offices", read_city ("catalogue/offices.json"));
  json_object_set_member (body, "sources", sources);
  json_node_take_object (root, body);
  text = json_to_string (root, FALSE);
  yc_ledger_add_catalogue (ledger, 1, text, 1, &error);
  g_assert_no_error (error);
}

// Where the registers are that behave in their own ways; the others answer out of the city's
// tables.
static void
write_places (Fixture *self)
{
  static const char place[] = "\"%s\":{\"url\":\"%s/%s\",\"authorization\":\"Bearer %s\"}";
  const struct {
    const char *source, *base, *way, *token;
  } places[] = {
      {"real-estate", yc_test_register_get_url (self->registers), "more", YC_TEST_REGISTER_TOKEN},
      {"marriage", yc_test_register_get_url (self->registers), "late", YC_TEST_REGISTER_TOKEN},
      {"health", yc_test_register_get_url (self->registers), "text", YC_TEST_REGISTER_TOKEN},
      {"housing-fund", yc_test_register_get_url (self->registers), "huge", YC_TEST_REGISTER_TOKEN},
      {"social-insurance", yc_test_register_get_url (self->registers), "more", "another"},
      {"enterprise", "http://127.0.0.1:1", "nobody-listens", YC_TEST_REGISTER_TOKEN},
  };
  g_autofree char *path =
      g_build_filename (yc_test_central_get_folder (self->central), "registers.json", NULL);
  g_autoptr (GString) text = g_string_new ("{");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    if (i > 0)
      g_string_append_c (text, ',');
    g_string_append_printf (text, place, places[i].source, places[i].base, places[i].way,
                            places[i].token);
  }
  g_string_append_c (text, '}');
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}

static void
open_case (Fixture *self)
{
  g_autofree char *id = yc_test_id (0xe00, 1);
  g_autofree char *data = yc_test_central_open_item (self->central, "real-estate-transfer", NULL);
  g_autofree char *event = NULL;
  g_autoptr (YcTestAnswer) answer = NULL;

  self->case_id = yc_test_id (0xca5, 1);
  event = yc_test_event (id, self->case_id, "opened", 1, "wang", "intake", data);
  answer = yc_test_post_event (&self->wang, self->case_id, event);
  yc_test_assert_status (answer, 200);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *city = city_path ("");
  g_autoptr (GError) error = NULL;

  self->registers = yc_test_register_new ();
  self->central = yc_test_central_new (NOW);
  yc_test_central_stop (self->central);
  add_hasty_catalogue (yc_test_central_get_folder (self->central));
  yc_registers_import (city, yc_test_central_get_folder (self->central), &error);
  g_assert_no_error (error);
  write_places (self);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", "general-3", NULL);
  yc_test_central_add_person (self->central, "li", YC_ROLE_APPROVER, "main", NULL,
                              "natural-resources");
  yc_test_central_start (self->central);
  yc_test_client_sign_in (&self->wang, yc_test_central_get_url (self->central), "wang");
  yc_test_client_sign_in (&self->li, yc_test_central_get_url (self->central), "li");
  open_case (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->li);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
  yc_test_register_free (self->registers);
  g_free (self->case_id);
}

static YcTestAnswer *
ask (Fixture *self, YcTestClient *client, const char *source, const char *parameters)
{
  g_autofree char *body =
      g_strdup_printf ("{\"source\":\"%s\",\"case\":\"%s\",%s}", source, self->case_id, parameters);

  return yc_test_ask (client, "POST", "/v1/checks", body);
}

static const char *
get (YcTestAnswer *answer, const char *member)
{
  return json_object_get_string_member (answer->object, member);
}

static JsonObject *
get_answer (YcTestAnswer *answer)
{
  return json_object_get_object_member (answer->object, "answer");
}

// ---- Asking -------------------------------------------------------------------------------------

static void
test_answered (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = ask (self, &self->wang, "population", CHEN);

  yc_test_assert_status (answer, 200);
  g_assert_cmpstr (get (answer, "outcome"), ==, "answered");
  g_assert_cmpstr (get (answer, "source"), ==, "population");
  g_assert_cmpint (json_object_get_int_member (answer->object, "asked_at"), ==, NOW);
  g_assert_cmpint (json_object_get_int_member (answer->object, "took_ms"), >=, 0);
  g_assert_cmpstr (json_object_get_string_member (get_answer (answer), "sex"), ==, "男");
  g_assert_true (json_object_get_boolean_member (get_answer (answer), "alive"));
}

static void
test_not_found (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = ask (self, &self->wang, "credit", NOBODY);

  yc_test_assert_status (answer, 200);
  g_assert_cmpstr (get (answer, "outcome"), ==, "not-found");
  g_assert_cmpuint (json_object_get_size (get_answer (answer)), ==, 0);
}

static void
test_credit (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) listed = ask (self, &self->wang, "credit", LISTED);
  g_autoptr (YcTestAnswer) fine = ask (self, &self->wang, "credit", ANYONE);

  g_assert_cmpstr (get (listed, "outcome"), ==, "answered");
  g_assert_true (json_object_get_boolean_member (get_answer (listed), "listed"));
  g_assert_cmpstr (get (fine, "outcome"), ==, "not-found");
}

// A register says more than it was asked for; what the catalogue does not name stays at central.
static void
test_fields (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = ask (self, &self->wang, "real-estate", HOUSE);
  JsonObject *fields = get_answer (answer);

  g_assert_cmpstr (get (answer, "outcome"), ==, "answered");
  g_assert_cmpuint (json_object_get_size (fields), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (fields, "owner"), ==, "陈小华");
  g_assert_false (json_object_get_boolean_member (fields, "seized"));
}

static void
test_failed (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *source, *parameters, *what;
  } ways[] = {
      {"enterprise", "\"parameters\":{\"credit_code\":\"1\"}", "nobody listens"},
      {"marriage", ANYONE, "no answer in time"},
      {"social-insurance", ANYONE, "the wrong token"},
      {"health", ANYONE, "no JSON"},
      {"housing-fund", ANYONE, "more than 1 MB"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autoptr (YcTestAnswer) answer = ask (self, &self->wang, ways[i].source, ways[i].parameters);

    g_test_message ("%s", ways[i].what);
    yc_test_assert_status (answer, 200);
    g_assert_cmpstr (get (answer, "outcome"), ==, "failed");
    g_assert_cmpuint (json_object_get_size (get_answer (answer)), ==, 0);
  }
}

static void
test_moved (Fixture *self, gconstpointer data)
{
  const char *folder = yc_test_central_get_folder (self->central);
  g_autofree char *path = g_build_filename (folder, "registers.json", NULL);
  g_autofree char *place = g_strdup_printf (
      "{\"real-estate\":{\"url\":\"%s/moved\",\"authorization\":\"Bearer " YC_TEST_REGISTER_TOKEN
      "\"}}",
      yc_test_register_get_url (self->registers));
  g_autoptr (YcTestAnswer) answer = NULL;

  g_assert_true (g_file_set_contents (path, place, -1, NULL));
  yc_test_central_stop (self->central);
  yc_test_central_start (self->central);
  answer = ask (self, &self->wang, "real-estate", HOUSE);
  g_assert_cmpstr (get (answer, "outcome"), ==, "failed");
}

static void
test_shape (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = {
      "\"parameters\":{\"name\":\"陈小华\"}",
      "\"parameters\":{\"name\":\"陈小华\",\"id_number\":\"\"}",
      "\"parameters\":{\"name\":\"陈小华\",\"id_number\":330102199801010117}",
      "\"parameters\":{\"name\":\"陈小华\",\"id_number\":\"330102199801010117\",\"more\":\"x\"}",
      "\"parameters\":{}",
      "\"parameters\":[]",
      "\"parameters\":null",
      "\"else\":{}",
  };
  g_autoptr (YcTestAnswer) unknown = ask (self, &self->wang, "palace", CHEN);
  g_autoptr (YcTestAnswer) no_case = yc_test_ask (
      &self->wang, "POST", "/v1/checks", "{\"source\":\"population\",\"case\":\"x\"," CHEN "}");
  g_autoptr (YcTestAnswer) no_json = yc_test_ask (&self->wang, "POST", "/v1/checks", "[1");

  yc_test_assert_problem (unknown, 404, "not-found");
  yc_test_assert_problem (no_case, 422, "malformed");
  yc_test_assert_problem (no_json, 400, "malformed");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (YcTestAnswer) answer = ask (self, &self->wang, "population", wrong[i]);

    g_test_message ("%s", wrong[i]);
    yc_test_assert_problem (answer, 422, "malformed");
  }
}

static void
test_roles (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) nobody;
  g_autoptr (YcTestAnswer) approver = ask (self, &self->li, "population", CHEN);
  g_autoptr (YcTestAnswer) unsigned_in = NULL;

  yc_test_client_init (&nobody, yc_test_central_get_url (self->central));
  unsigned_in = ask (self, &nobody, "population", CHEN);
  yc_test_assert_problem (approver, 403, "forbidden");
  yc_test_assert_problem (unsigned_in, 401, "sign-in");
}

// ---- Evidence -----------------------------------------------------------------------------------

static YcTestAnswer *
post_about (Fixture *self,
            guint n,
            const char *outcome,
            const char *check,
            JsonObject *answer,
            const char *about)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), answer);
  g_autofree char *text = json_to_string (node, FALSE);
  g_autofree char *data =
      g_strdup_printf ("{\"source\":\"population\",\"outcome\":\"%s\",\"check\":\"%s\","
                       "%s\"answer\":%s}",
                       outcome, check, about, text);
  g_autofree char *id = yc_test_id (0xf00, n);
  g_autofree char *event = yc_test_event (id, self->case_id, "verified", 2, "wang", "intake", data);

  return yc_test_post_event (&self->wang, self->case_id, event);
}

// As workstations of older versions do.
static YcTestAnswer *
post_verified (Fixture *self, guint n, const char *outcome, const char *check, JsonObject *answer)
{
  return post_about (self, n, outcome, check, answer, "");
}

// About whom it was asked is kept, and cannot be said otherwise.
static void
test_about (Fixture *self, gconstpointer data)
{
  static const char another[] =
      "\"about\":{\"applicant.name\":\"陈小华\",\"applicant.id_number\":\"11010519491231002X\"},";
  static const char same[] =
      "\"about\":{\"applicant.name\":\"陈小华\",\"applicant.id_number\":\"330102199801010117\"},";
  g_autoptr (YcTestAnswer) asked = ask (self, &self->wang, "population", CHEN);
  JsonObject *about = json_object_get_object_member (asked->object, "about");
  const char *check = get (asked, "check");
  g_autoptr (YcTestAnswer) other = NULL;
  g_autoptr (YcTestAnswer) good = NULL;

  g_assert_cmpuint (json_object_get_size (about), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (about, "applicant.id_number"), ==,
                   "330102199801010117");
  other = post_about (self, 1, "answered", check, get_answer (asked), another);
  good = post_about (self, 2, "answered", check, get_answer (asked), same);
  yc_test_assert_problem (other, 422, "malformed");
  yc_test_assert_status (good, 200);
}

static void
test_evidence (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) asked = ask (self, &self->wang, "population", CHEN);
  g_autoptr (JsonObject) forged = json_object_new ();
  const char *check = get (asked, "check");
  g_autoptr (YcTestAnswer) other = NULL;
  g_autoptr (YcTestAnswer) unknown = NULL;
  g_autoptr (YcTestAnswer) outcome = NULL;
  g_autoptr (YcTestAnswer) good = NULL;

  json_object_set_string_member (forged, "name", "陈小华");
  json_object_set_boolean_member (forged, "local", TRUE);
  other = post_verified (self, 1, "answered", check, forged);
  unknown = post_verified (self, 2, "answered", self->case_id, get_answer (asked));
  outcome = post_verified (self, 3, "not-found", check, get_answer (asked));
  good = post_verified (self, 4, "answered", check, get_answer (asked));
  yc_test_assert_problem (other, 422, "malformed");
  yc_test_assert_problem (unknown, 422, "malformed");
  yc_test_assert_problem (outcome, 422, "malformed");
  yc_test_assert_status (good, 200);
}

// That is how the paper comes to be asked for: the one thing that needs no evidence.
static void
test_failed_is_taken (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) nothing = json_object_new ();
  g_autoptr (YcTestAnswer) failed =
      post_verified (self, 1, "failed", "00000000-0000-7000-8000-000000000000", nothing);

  yc_test_assert_status (failed, 200);
}

static void
test_other_case (Fixture *self, gconstpointer data)
{
  g_autofree char *mine = g_steal_pointer (&self->case_id);
  g_autoptr (YcTestAnswer) asked = NULL;
  g_autoptr (YcTestAnswer) answer = NULL;

  self->case_id = yc_test_id (0xca5, 2);
  asked = ask (self, &self->wang, "population", CHEN);
  g_free (self->case_id);
  self->case_id = g_steal_pointer (&mine);
  answer = post_verified (self, 1, "answered", get (asked, "check"), get_answer (asked));
  yc_test_assert_problem (answer, 422, "malformed");
}

// ---- Where they are -----------------------------------------------------------------------------

static void
test_places (void)
{
  static const struct {
    const char *url;
    gboolean good;
  } cases[] = {
      {"https://registers.example.org/population", TRUE},
      {"http://127.0.0.1:8080/population", TRUE},
      {"http://[::1]:8080/population", TRUE},
      {"http://192.0.2.1/population", FALSE},
      {"http://registers.example.org/population", FALSE},
      {"http://127.0.0.1.example.org/", FALSE},
      {"file:///etc/passwd", FALSE},
      {"population", FALSE},
  };
  g_autofree char *folder = yc_test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "registers.json", NULL);
  const YcCentralOptions options = {.folder = folder};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf ("{\"population\":{\"url\":\"%s\"}}", cases[i].url);
    g_autoptr (GError) error = NULL;
    g_autoptr (YcCentral) central = NULL;

    g_assert_true (g_file_set_contents (path, text, -1, NULL));
    central = yc_central_new (&options, &error);
    g_test_message ("%s", cases[i].url);
    g_assert_cmpint (central != NULL, ==, cases[i].good);
    if (cases[i].good)
      continue;
    g_assert_error (error, YC_ERROR, YC_ERROR_URL);
    g_assert_nonnull (strstr (error->message, "registers.json"));
    g_assert_nonnull (strstr (error->message, "population"));
    g_assert_nonnull (strstr (error->message, "https"));
  }
  yc_test_remove_tree (folder);
}

// What cannot be read is said with its name, too.
static void
test_bad_places (void)
{
  static const char *const wrong[] = {
      "", "{", "[]", "1", "{\"population\":1}", "{\"population\":{}}"};
  g_autofree char *folder = g_dir_make_tmp ("yc-registers-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "registers.json", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, wrong[i], -1, NULL));
    g_test_message ("%s", wrong[i]);
    g_assert_null (yc_registers_new (folder, &error));
    g_assert_nonnull (error);
    g_assert_nonnull (strstr (error->message, "registers.json"));
  }
  yc_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a register's answer comes through", test_answered);
  ADD ("that a register knows nothing is an answer", test_not_found);
  ADD ("the credit register knows who is on the list", test_credit);
  ADD ("only the fields that the catalogue names come through", test_fields);
  ADD ("a register that fails is said to have failed", test_failed);
  ADD ("a register that sends central elsewhere has failed", test_moved);
  ADD ("a question needs just the parameters of its source", test_shape);
  ADD ("registers are asked at the window only", test_roles);
  ADD ("an event says of a register what central was told", test_evidence);
  ADD ("an event says about whom a register was asked", test_about);
  ADD ("that a register failed needs no evidence", test_failed_is_taken);
  ADD ("an answer belongs to the case for which it was asked", test_other_case);
  g_test_add_func ("/central/registers are asked over https or on this machine", test_places);
  g_test_add_func ("/central/a list of registers that cannot be read is told", test_bad_places);
  return g_test_run ();
}
