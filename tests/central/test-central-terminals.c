// Terminals with a key of their own: what they prove, who admits them, and what becomes of those
// that are shut out.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-head.h"
#include "yc-ledger.h"
#include "yc-proof.h"
#include "yc-test-client.h"

#include <stdlib.h>
#include <string.h>

#define NOW    G_GINT64_CONSTANT (1795400000000)
#define MINUTE 60000

typedef struct {
  const char *id;
  guint8 secret[YC_PROOF_SECRET_BYTES];
} Terminal;

typedef struct {
  YcTestCentral *central;
  YcTestClient client; // signed in as nobody
  Terminal desk, other;
} Fixture;

static Terminal
make_terminal (const char *id)
{
  Terminal self = {.id = id};

  yc_head_make_secret (self.secret);
  return self;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (NOW);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "li", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_client_init (&self->client, yc_test_central_get_url (self->central));
  self->desk = make_terminal ("desk");
  self->other = make_terminal ("other");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->client);
  yc_test_central_free (self->central);
}

static char *
ask_challenge (Fixture *self)
{
  g_autoptr (YcTestAnswer) answer =
      yc_test_ask (&self->client, "GET", "/v1/sessions/challenge", NULL);

  yc_test_assert_status (answer, 200);
  return g_strdup (json_object_get_string_member (answer->object, "challenge"));
}

// What is sent to sign in; `terminal` proves for `proved` what it proves.
static char *
make_body (const char *challenge, const Terminal *terminal, const char *person, const char *proved)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  YcProof proof;

  json_object_set_string_member (object, "person", person);
  json_object_set_string_member (object, "password", YC_TEST_PASSWORD);
  json_object_set_string_member (object, "terminal", terminal->id);
  g_assert_true (yc_proof_make (&proof, challenge, terminal->id, proved, terminal->secret));
  json_object_set_object_member (object, "proof", yc_proof_to_json (&proof));
  json_node_take_object (node, object);
  return json_to_string (node, FALSE);
}

static YcTestAnswer *
post (Fixture *self, const char *body)
{
  return yc_test_ask (&self->client, "POST", "/v1/sessions", body);
}

static YcTestAnswer *
knock (Fixture *self, const Terminal *terminal)
{
  g_autofree char *challenge = ask_challenge (self);
  g_autofree char *body = make_body (challenge, terminal, "wang", "wang");

  return post (self, body);
}

static YcTestAnswer *
knock_without_key (Fixture *self, const char *id)
{
  g_autofree char *body = g_strdup_printf (
      "{\"person\":\"wang\",\"password\":\"" YC_TEST_PASSWORD "\",\"terminal\":\"%s\"}", id);

  return post (self, body);
}

static void
assert_let_in (Fixture *self, const Terminal *terminal)
{
  g_autoptr (YcTestAnswer) answer = knock (self, terminal);

  yc_test_assert_status (answer, 201);
}

static void
assert_refused (Fixture *self, const Terminal *terminal, const char *code)
{
  g_autoptr (YcTestAnswer) answer = knock (self, terminal);
  g_autofree char *fingerprint = yc_proof_print_own (terminal->secret);

  yc_test_assert_problem (answer, 403, code);
  g_assert_nonnull (strstr (json_object_get_string_member (answer->object, "detail"), fingerprint));
}

// A client with a session at this terminal.
static void
sign_in (Fixture *self, const Terminal *terminal, YcTestClient *ret_client)
{
  g_autoptr (YcTestAnswer) answer = knock (self, terminal);

  yc_test_assert_status (answer, 201);
  yc_test_client_init (ret_client, yc_test_central_get_url (self->central));
  ret_client->token = g_strdup (json_object_get_string_member (answer->object, "token"));
}

static void
assert_session (YcTestClient *client, gboolean lives)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", "/v1/sessions/current", NULL);

  if (lives)
    yc_test_assert_status (answer, 200);
  else
    yc_test_assert_problem (answer, 401, "expired");
}

// As the keeper does it, beside the server.
static void
decide (Fixture *self, const Terminal *terminal, gboolean admit)
{
  g_autofree char *fingerprint = yc_proof_print_own (terminal->secret);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (self->central), FALSE, &error);

  g_assert_no_error (error);
  yc_ledger_decide_terminal (ledger, fingerprint, admit, "keeper", NOW, &error);
  g_assert_no_error (error);
}

static GPtrArray *
list (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (self->central), TRUE, &error);
  GPtrArray *terminals = yc_ledger_list_terminals (ledger, &error);

  g_assert_no_error (error);
  return terminals;
}

// --- what is proved ------------------------------------------------------------------------------

static void
test_replay (Fixture *self, gconstpointer data)
{
  g_autofree char *challenge = ask_challenge (self);
  g_autofree char *body = make_body (challenge, &self->desk, "wang", "wang");
  g_autofree char *by_li = make_body (challenge, &self->desk, "li", "li");
  g_autoptr (YcTestAnswer) first = post (self, body);
  g_autoptr (YcTestAnswer) again = post (self, body);
  g_autoptr (YcTestAnswer) other_person = post (self, by_li);
  g_autoptr (YcTestAnswer) restarted = NULL;

  yc_test_assert_status (first, 201);
  yc_test_assert_problem (again, 401, "expired");
  yc_test_assert_problem (other_person, 401, "expired"); // a challenge is good once, for anybody
  yc_test_central_stop (self->central);
  yc_test_central_start (self->central);
  restarted = post (self, body);
  yc_test_assert_problem (restarted, 401, "expired");
}

static void
test_other_proof (Fixture *self, gconstpointer data)
{
  g_autofree char *challenge = ask_challenge (self);
  g_autofree char *other_person = make_body (challenge, &self->desk, "wang", "li");
  const Terminal renamed = {"desk 2"};
  g_autofree char *body = make_body (challenge, &self->desk, "wang", "wang");
  g_autoptr (GString) other_terminal = g_string_new (body);
  g_autoptr (YcTestAnswer) person = post (self, other_person);
  g_autoptr (YcTestAnswer) terminal = NULL;
  g_autoptr (GPtrArray) terminals = NULL;

  g_string_replace (other_terminal, "\"desk\"", "\"desk 2\"", 0);
  g_assert_nonnull (strstr (other_terminal->str, renamed.id));
  terminal = post (self, other_terminal->str);
  yc_test_assert_problem (person, 403, "forbidden");
  yc_test_assert_problem (terminal, 403, "forbidden");
  terminals = list (self);
  g_assert_cmpuint (terminals->len, ==, 0);
}

static void
test_challenges (Fixture *self, gconstpointer data)
{
  g_autofree char *late = ask_challenge (self);
  g_autofree char *late_body = make_body (late, &self->desk, "wang", "wang");
  g_autofree char *made_up = g_strdup (late);
  g_autofree char *made_up_body = NULL, *just = NULL, *just_body = NULL;
  g_autoptr (YcTestAnswer) of_nobody = NULL;
  g_autoptr (YcTestAnswer) too_late = NULL;
  g_autoptr (YcTestAnswer) in_time = NULL;

  made_up[40] = made_up[40] == '0' ? '1' : '0'; // another time, which its tag does not have
  made_up_body = make_body (made_up, &self->desk, "wang", "wang");
  of_nobody = post (self, made_up_body);
  yc_test_assert_problem (of_nobody, 401, "expired");
  just = ask_challenge (self);
  just_body = make_body (just, &self->desk, "wang", "wang");
  yc_test_central_pass (self->central, 2 * MINUTE);
  in_time = post (self, just_body);
  yc_test_assert_status (in_time, 201);
  yc_test_central_pass (self->central, 1);
  too_late = post (self, late_body);
  yc_test_assert_problem (too_late, 401, "expired");
}

static void
test_half_a_proof (Fixture *self, gconstpointer data)
{
  static const char *const proofs[] = {
      "7", "{}", "null", "{\"key\":\"00\",\"challenge\":\"00\",\"signature\":\"00\"}"};

  for (guint i = 0; i < G_N_ELEMENTS (proofs); i++) {
    g_autofree char *body = g_strdup_printf ("{\"person\":\"wang\",\"password\":\"" YC_TEST_PASSWORD
                                             "\",\"terminal\":\"desk\",\"proof\":%s}",
                                             proofs[i]);
    g_autoptr (YcTestAnswer) answer = post (self, body);

    yc_test_assert_problem (answer, 422, "malformed");
  }
}

// --- any terminal --------------------------------------------------------------------------------

static void
test_any (Fixture *self, gconstpointer data)
{
  const Terminal impostor = make_terminal ("desk");
  g_autoptr (YcTestAnswer) keyless = NULL;
  g_autoptr (YcTestAnswer) older = knock_without_key (self, "older");
  g_autoptr (GPtrArray) terminals = NULL;

  yc_test_assert_status (older, 201); // a program that knows no keys
  assert_let_in (self, &self->desk);
  assert_let_in (self, &self->desk);
  assert_refused (self, &impostor, "terminal-waiting");
  assert_refused (self, &impostor, "terminal-waiting");
  keyless = knock_without_key (self, "desk");
  yc_test_assert_problem (keyless, 403, "terminal-waiting");
  assert_let_in (self, &self->desk);
  terminals = list (self);
  g_assert_cmpuint (terminals->len, ==, 2);
}

static void
test_set_up_anew (Fixture *self, gconstpointer data)
{
  const Terminal anew = make_terminal ("desk");
  g_auto (YcTestClient) before;

  sign_in (self, &self->desk, &before);
  assert_refused (self, &anew, "terminal-waiting");
  decide (self, &anew, TRUE);
  assert_session (&before, FALSE);
  assert_let_in (self, &anew);
  assert_refused (self, &self->desk, "terminal-revoked");
  decide (self, &self->desk, TRUE); // the keeper's last word counts
  assert_let_in (self, &self->desk);
  assert_refused (self, &anew, "terminal-revoked");
}

// --- registered terminals ------------------------------------------------------------------------

static void
test_registered (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) keyless = NULL;
  g_autoptr (GPtrArray) waiting = NULL;
  g_autoptr (GPtrArray) after = NULL;
  const YcTerminal *terminal;

  yc_test_central_serve_registered (self->central);
  assert_refused (self, &self->desk, "terminal-waiting");
  assert_refused (self, &self->desk, "terminal-waiting");
  keyless = knock_without_key (self, "older");
  yc_test_assert_problem (keyless, 403, "terminal-waiting");
  waiting = list (self);
  g_assert_cmpuint (waiting->len, ==, 1);
  terminal = waiting->pdata[0];
  g_assert_cmpstr (terminal->state, ==, "waiting");
  g_assert_cmpstr (terminal->id, ==, "desk");
  g_assert_cmpstr (terminal->hall, ==, "main");
  g_assert_cmpstr (terminal->person, ==, "wang");
  g_assert_cmpint (terminal->first_seen, ==, NOW);
  g_assert_cmpstr (terminal->decided_by, ==, "");
  decide (self, &self->desk, TRUE);
  assert_let_in (self, &self->desk);
  assert_refused (self, &self->other, "terminal-waiting");
  after = list (self);
  terminal = after->pdata[0];
  g_assert_cmpstr (terminal->state, ==, "admitted");
  g_assert_cmpstr (terminal->decided_by, ==, "keeper");
}

// A stranger can neither fill the list nor learn what is in it.
static void
test_wrong_password (Fixture *self, gconstpointer data)
{
  g_autofree char *challenge = ask_challenge (self);
  g_autofree char *right = make_body (challenge, &self->desk, "wang", "wang");
  g_autoptr (GString) wrong = g_string_new (right);
  g_autoptr (YcTestAnswer) answer = NULL;
  g_autoptr (GPtrArray) terminals = NULL;

  yc_test_central_serve_registered (self->central);
  g_string_replace (wrong, YC_TEST_PASSWORD, "not this", 0);
  answer = post (self, wrong->str);
  yc_test_assert_problem (answer, 401, "sign-in");
  terminals = list (self);
  g_assert_cmpuint (terminals->len, ==, 0);
}

// Whoever has the right password is not locked out while their terminal waits.
static void
test_patience (Fixture *self, gconstpointer data)
{
  yc_test_central_serve_registered (self->central);
  for (guint i = 0; i < 8; i++)
    assert_refused (self, &self->desk, "terminal-waiting");
  decide (self, &self->desk, TRUE);
  assert_let_in (self, &self->desk);
}

static void
test_turned_on (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) admitted;
  g_auto (YcTestClient) waiting;
  g_auto (YcTestClient) keyless;

  sign_in (self, &self->desk, &admitted);
  sign_in (self, &self->other, &waiting);
  yc_test_client_sign_in (&keyless, yc_test_central_get_url (self->central), "li");
  decide (self, &self->desk, TRUE);
  assert_session (&waiting, TRUE);
  assert_session (&keyless, TRUE);
  yc_test_central_serve_registered (self->central);
  assert_session (&admitted, TRUE);
  assert_session (&waiting, FALSE);
  assert_session (&keyless, FALSE);
}

// --- shut out ------------------------------------------------------------------------------------

// Asks until central has taken so many requests: the one that waits is surely among them.
static void
let_it_wait (Fixture *self)
{
  for (guint i = 0; i < 50; i++) {
    g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->client, "GET", "/v1/about", NULL);

    yc_test_assert_status (answer, 200);
  }
}

static void
test_revoked (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) out;
  g_auto (YcTestClient) in;
  gint64 began = g_get_monotonic_time ();
  g_autoptr (YcTestAnswer) waited = NULL;
  GThread *thread;

  sign_in (self, &self->desk, &out);
  sign_in (self, &self->other, &in);
  thread = yc_test_client_wait_for_feed (&out);
  let_it_wait (self);
  decide (self, &self->desk, FALSE);
  assert_session (&out, FALSE);
  waited = g_thread_join (thread);
  yc_test_assert_problem (waited, 401, "expired");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 20 * G_USEC_PER_SEC);
  assert_refused (self, &self->desk, "terminal-revoked");
  assert_session (&in, TRUE); // the same person, elsewhere
  assert_let_in (self, &self->other);
  decide (self, &self->desk, TRUE);
  assert_let_in (self, &self->desk);
}

// Neither another name nor the time before it had a key help one that was shut out.
static void
test_revoked_otherwise (Fixture *self, gconstpointer data)
{
  g_auto (YcTestClient) before;
  g_autoptr (YcTestAnswer) keyless = NULL;
  g_autoptr (YcTestAnswer) first = knock_without_key (self, "desk");
  Terminal renamed = self->desk;

  yc_test_assert_status (first, 201);
  yc_test_client_init (&before, yc_test_central_get_url (self->central));
  before.token = g_strdup (json_object_get_string_member (first->object, "token"));
  assert_let_in (self, &self->desk);
  assert_session (&before, TRUE);
  decide (self, &self->desk, FALSE);
  assert_session (&before, FALSE);
  keyless = knock_without_key (self, "desk");
  yc_test_assert_problem (keyless, 403, "terminal-waiting");
  renamed.id = "renamed";
  assert_refused (self, &renamed, "terminal-revoked");
}

static void
test_unknown (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (self->central), FALSE, &error);

  g_assert_no_error (error);
  g_assert_false (yc_ledger_decide_terminal (ledger, "00000 00000 00000 00000 00000 00000", TRUE,
                                             "keeper", NOW, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
}

// --- a database from before ----------------------------------------------------------------------

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static void
run_sql (YcDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;

  yc_db_run (db, sql, &error);
  g_assert_no_error (error);
}

// Runs the scripts up to the one that brought terminals. Returns the last one's number.
static int
run_older_scripts (YcDb *db, const char *prefix)
{
  g_auto (GStrv) names = g_resources_enumerate_children (prefix, 0, NULL);
  int version = 0;

  qsort (names, g_strv_length (names), sizeof *names, compare_names);
  for (guint i = 0; strstr (names[i], "terminals") == NULL; i++) {
    g_autofree char *path = g_build_path ("/", prefix, names[i], NULL);
    g_autoptr (GBytes) script = g_resources_lookup_data (path, 0, NULL);
    g_autofree char *sql = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));

    run_sql (db, sql);
    version = atoi (names[i]);
  }
  return version;
}

static void
add_older_session (YcDb *db, const char *token)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO session (token, person, terminal, expires_at)"
                       " VALUES ('%s', 'wang', 'desk', %" G_GINT64_FORMAT ")",
                       token, NOW + MINUTE);

  run_sql (db, sql);
}

static void
make_older (YcDb *db)
{
  gboolean postgres = yc_test_is_postgres ();
  int version = run_older_scripts (db, postgres ? "/io/github/yichuang/central/postgres/schema"
                                                : "/io/github/yichuang/central/sqlite/schema");
  g_autofree char *sql =
      postgres ? g_strdup_printf ("CREATE TABLE schema_version (version bigint PRIMARY KEY);"
                                  "INSERT INTO schema_version VALUES (%d)",
                                  version)
               : g_strdup_printf ("PRAGMA user_version = %d", version);

  g_assert_cmpint (version, >, 2);
  run_sql (db, sql);
  run_sql (db, "INSERT INTO person (id, name, roles, hall, windows, departments, password)"
               " VALUES ('wang', '王丽', 1, 'main', '', '', 'x')");
  add_older_session (db, "before");
}

static void
assert_signed_in (YcLedger *ledger, const char *token)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *terminal = NULL;
  g_autoptr (YcPerson) person = yc_ledger_find_session (ledger, token, NOW, &terminal, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (person->id, ==, "wang");
  g_assert_cmpstr (terminal, ==, "desk");
}

// Servers of the version before may go on for a while.
static void
test_older (void)
{
  g_autofree char *folder = yc_test_folder_new ();
  g_autoptr (YcDb) older = yc_test_folder_open (folder);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (GPtrArray) terminals = NULL;

  make_older (older);
  ledger = yc_ledger_open (folder, FALSE, &error);
  g_assert_no_error (error);
  assert_signed_in (ledger, "before");
  add_older_session (older, "meanwhile");
  assert_signed_in (ledger, "meanwhile");
  terminals = yc_ledger_list_terminals (ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (terminals->len, ==, 0);
  yc_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
#define ADD(path, test)                                                                            \
  g_test_add ("/central/terminals/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a proof is good once", test_replay);
  ADD ("a proof of another person or terminal is none", test_other_proof);
  ADD ("a challenge is central's own and two minutes old at most", test_challenges);
  ADD ("half a proof is malformed", test_half_a_proof);
  ADD ("a name stays with the key that came first", test_any);
  ADD ("a workstation that was set up anew waits for the keeper", test_set_up_anew);
  ADD ("where only registered ones are served, others wait and are listed", test_registered);
  ADD ("a wrong password learns nothing of terminals", test_wrong_password);
  ADD ("who waits is not locked out", test_patience);
  ADD ("sessions of terminals that are not admitted end when that is asked for", test_turned_on);
  ADD ("shutting one out ends its sessions and its feed at once", test_revoked);
  ADD ("what is shut out does not come in another way", test_revoked_otherwise);
  ADD ("a fingerprint that nobody has is not found", test_unknown);
  g_test_add_func ("/central/terminals/a database from before keeps its sessions", test_older);
  return g_test_run ();
}
