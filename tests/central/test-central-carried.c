// Events that somebody carries for a colleague: taken with the seal of the terminal that made them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-error.h"
#include "yc-head.h"
#include "yc-ledger.h"
#include "yc-test-client.h"
#include "yc-wire.h"

#include <string.h>

#define TERMINAL "t1" // of yc_test_event ()

typedef struct {
  YcTestCentral *central;
  YcTestClient li;                       // carries: of the same hall, at another terminal
  guint8 desk[YC_PROOF_SECRET_BYTES];    // where wang works
  guint8 nowhere[YC_PROOF_SECRET_BYTES]; // a key that central never saw
} Fixture;

// Signs in at the terminal with this key. The answer, which the caller frees.
static YcTestAnswer *
sign_in (Fixture *self, const char *person, const char *terminal, const guint8 *secret)
{
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) challenge = NULL;
  g_autofree char *body = NULL;
  YcProof proof;

  yc_test_client_init (&client, yc_test_central_get_url (self->central));
  challenge = yc_test_ask (&client, "GET", "/v1/sessions/challenge", NULL);
  g_assert_true (yc_proof_make (&proof,
                                json_object_get_string_member (challenge->object, "challenge"),
                                terminal, person, secret));
  body = g_strdup_printf ("{\"person\":\"%s\",\"password\":\"" YC_TEST_PASSWORD
                          "\",\"terminal\":\"%s\",\"proof\":{\"key\":\"%s\",\"challenge\":\"%s\","
                          "\"signature\":\"%s\"}}",
                          person, terminal, proof.key, proof.challenge, proof.signature);
  return yc_test_ask (&client, "POST", "/v1/sessions", body);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) answer = NULL;

  self->central = yc_test_central_new (0);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "li", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "never", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "lin", YC_ROLE_INTAKE, "traffic", NULL, NULL);
  yc_head_make_secret (self->desk);
  yc_head_make_secret (self->nowhere);
  answer = sign_in (self, "wang", TERMINAL, self->desk);
  yc_test_assert_status (answer, 201);
  yc_test_client_init (&self->li, yc_test_central_get_url (self->central));
  g_clear_pointer (&answer, yc_test_answer_free);
  answer = sign_in (self, "li", "t2", self->nowhere);
  yc_test_assert_status (answer, 201);
  self->li.token = g_strdup (json_object_get_string_member (answer->object, "token"));
  yc_head_make_secret (self->nowhere);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->li);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
}

static YcSeal
seal (const char *text, const guint8 *secret)
{
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcEvent) event = yc_wire_event_from_json (node, &error);
  YcSeal self;

  g_assert_no_error (error);
  yc_seal_event (&self, event, secret);
  return self;
}

static char *
open_event (guint n, guint version, const char *actor, const char *role)
{
  g_autofree char *id = yc_test_id (0xe00, n);
  g_autofree char *case_id = yc_test_id (0xca5, n);

  return yc_test_event (id, case_id, "opened", version, actor, role,
                        "{\"item\":\"plot\",\"department\":\"land\",\"hall\":\"main\"}");
}

// Posts an event with a seal that was made on `sealed`.
static YcTestAnswer *
carry (YcTestClient *client, guint n, const char *event, const char *sealed, const guint8 *secret)
{
  YcSeal on = seal (sealed, secret);
  g_autofree char *id = yc_test_id (0xe00, n);
  g_autofree char *case_id = yc_test_id (0xca5, n);
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", case_id);
  g_autofree char *body = g_strdup_printf (
      "{\"events\":[%s],\"carried\":{\"%s\":{\"key\":\"%s\",\"signature\":\"%s\"}}}", event, id,
      on.key, on.signature);

  return yc_test_ask (client, "POST", path, body);
}

static void
decide (Fixture *self, const guint8 *secret, gboolean admit)
{
  g_autofree char *fingerprint = yc_proof_print_own (secret);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (self->central), FALSE, &error);

  yc_ledger_decide_terminal (ledger, fingerprint, admit, "keeper", 1, &error);
  g_assert_no_error (error);
}

// --- events --------------------------------------------------------------------------------------

static void
assert_kept (Fixture *self, guint n)
{
  g_autoptr (YcDb) db = yc_test_folder_open (yc_test_central_get_folder (self->central));
  g_autofree char *id = yc_test_id (0xe00, n);

  g_assert_cmpint (
      yc_db_fetch_int (db, 0, NULL,
                       "SELECT count (*) FROM carried WHERE event = ?1 AND carrier = 'li'", "t",
                       id),
      ==, 1);
}

// Whoever sends it later, again or the one who did it, does no harm.
static void
test_carried (Fixture *self, gconstpointer data)
{
  g_autofree char *event = open_event (1, 1, "wang", "intake");
  g_autofree char *case_id = yc_test_id (0xca5, 1);
  g_auto (YcTestClient) wang;
  g_autoptr (YcTestAnswer) first = carry (&self->li, 1, event, event, self->desk);
  g_autoptr (YcTestAnswer) again = carry (&self->li, 1, event, event, self->desk);
  g_autoptr (YcTestAnswer) signed_in = sign_in (self, "wang", TERMINAL, self->desk);
  g_autoptr (YcTestAnswer) own = NULL;

  yc_test_assert_status (first, 200);
  yc_test_assert_status (again, 200);
  assert_kept (self, 1);
  yc_test_client_init (&wang, yc_test_central_get_url (self->central));
  wang.token = g_strdup (json_object_get_string_member (signed_in->object, "token"));
  own = yc_test_post_event (&wang, case_id, event);
  yc_test_assert_status (own, 200);
}

// The one who did it has it at another place, where something came in between.
static void
test_elsewhere (Fixture *self, gconstpointer data)
{
  g_autofree char *event = open_event (1, 1, "wang", "intake");
  g_autofree char *moved = open_event (1, 2, "wang", "intake");
  g_autoptr (YcTestAnswer) first = carry (&self->li, 1, event, event, self->desk);
  g_autoptr (YcTestAnswer) later = carry (&self->li, 1, moved, moved, self->desk);

  yc_test_assert_status (first, 200);
  yc_test_assert_problem (later, 409, "version");
}

static void
assert_forbidden (
    Fixture *self, const char *event, const char *sealed, const guint8 *secret, const char *why)
{
  g_autoptr (YcTestAnswer) answer = carry (&self->li, 1, event, sealed, secret);

  yc_test_assert_problem (answer, 403, "forbidden");
  g_assert_nonnull (strstr (json_object_get_string_member (answer->object, "detail"), why));
}

static void
test_forged (Fixture *self, gconstpointer data)
{
  g_autofree char *event = open_event (1, 1, "wang", "intake");
  g_autofree char *other = open_event (2, 1, "wang", "intake");
  g_autofree char *never = open_event (1, 1, "never", "intake");
  g_autofree char *approver = open_event (1, 1, "wang", "approver");

  assert_forbidden (self, event, other, self->desk, "not on this event");
  assert_forbidden (self, event, event, self->nowhere, "vouch");
  assert_forbidden (self, never, never, self->desk, "vouch");
  assert_forbidden (self, approver, approver, self->desk, "at the counter");
}

static void
test_without_seal (Fixture *self, gconstpointer data)
{
  g_autofree char *event = open_event (1, 1, "wang", "intake");
  g_autofree char *case_id = yc_test_id (0xca5, 1);
  g_autofree char *id = yc_test_id (0xe00, 1);
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", case_id);
  g_autofree char *half = g_strdup_printf ("{\"events\":[%s],\"carried\":{\"%s\":{}}}", event, id);
  g_autoptr (YcTestAnswer) none = yc_test_post_event (&self->li, case_id, event);
  g_autoptr (YcTestAnswer) empty = yc_test_ask (&self->li, "POST", path, half);

  yc_test_assert_status (none, 403);
  yc_test_assert_problem (empty, 422, "malformed");
}

static void
test_shut_out (Fixture *self, gconstpointer data)
{
  g_autofree char *event = open_event (1, 1, "wang", "intake");

  decide (self, self->desk, FALSE);
  assert_forbidden (self, event, event, self->desk, "vouch");
}

// Where terminals are registered, only admitted ones vouch.
static void
test_registered (Fixture *self, gconstpointer data)
{
  g_autofree char *event = open_event (1, 1, "wang", "intake");
  guint8 second[YC_PROOF_SECRET_BYTES];
  g_autoptr (YcTestAnswer) waits = NULL;
  g_autoptr (YcTestAnswer) signed_in = NULL;
  g_autoptr (YcTestAnswer) stored = NULL;

  yc_head_make_secret (second);
  yc_test_central_serve_registered (self->central);
  waits = sign_in (self, "li", "t3", second);
  yc_test_assert_problem (waits, 403, "terminal-waiting");
  decide (self, second, TRUE);
  signed_in = sign_in (self, "li", "t3", second);
  yc_test_assert_status (signed_in, 201);
  g_free (self->li.token);
  self->li.token = g_strdup (json_object_get_string_member (signed_in->object, "token"));
  assert_forbidden (self, event, event, self->desk, "vouch");
  decide (self, self->desk, TRUE);
  stored = carry (&self->li, 1, event, event, self->desk);
  yc_test_assert_status (stored, 200);
}

static void
test_other_hall (Fixture *self, gconstpointer data)
{
  g_autofree char *event = open_event (1, 1, "wang", "intake");
  g_auto (YcTestClient) lin;
  g_autoptr (YcTestAnswer) signed_in = sign_in (self, "lin", "t4", self->nowhere);
  g_autoptr (YcTestAnswer) answer = NULL;

  yc_test_assert_status (signed_in, 201);
  yc_test_client_init (&lin, yc_test_central_get_url (self->central));
  lin.token = g_strdup (json_object_get_string_member (signed_in->object, "token"));
  answer = carry (&lin, 1, event, event, self->desk);
  yc_test_assert_problem (answer, 403, "forbidden");
  g_assert_nonnull (strstr (json_object_get_string_member (answer->object, "detail"), "hall"));
}

// --- keys of a hall ------------------------------------------------------------------------------

static GStrv
list_keys (Fixture *self, const char *person, const char *terminal, const guint8 *secret)
{
  g_autoptr (YcTestAnswer) answer = sign_in (self, person, terminal, secret);
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  JsonArray *array;

  yc_test_assert_status (answer, 201);
  array = json_object_get_array_member (answer->object, "hall_keys");
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (keys, json_array_get_string_element (array, i));
  return g_strv_builder_end (keys);
}

static void
test_hall_keys (Fixture *self, gconstpointer data)
{
  guint8 second[YC_PROOF_SECRET_BYTES], traffic[YC_PROOF_SECRET_BYTES];
  g_auto (GStrv) here = list_keys (self, "wang", TERMINAL, self->desk);
  g_auto (GStrv) there = NULL, elsewhere = NULL, after = NULL;
  g_autoptr (YcTestAnswer) keyless = yc_test_ask (
      &self->li, "POST", "/v1/sessions",
      "{\"person\":\"li\",\"password\":\"" YC_TEST_PASSWORD "\",\"terminal\":\"older\"}");

  yc_head_make_secret (second);
  yc_head_make_secret (traffic);
  there = list_keys (self, "li", "t3", second);
  elsewhere = list_keys (self, "lin", "t4", traffic);
  yc_test_assert_status (keyless, 201);
  g_assert_false (json_object_has_member (keyless->object, "hall_keys"));
  g_assert_cmpuint (g_strv_length (here), ==, 1);
  g_assert_true (g_strv_equal ((const char *const *)here, (const char *const *)there));
  g_assert_cmpstr (elsewhere[0], !=, here[0]);
  decide (self, self->desk, FALSE);
  after = list_keys (self, "li", "t3", second);
  g_assert_cmpuint (g_strv_length (after), ==, 2);
  g_assert_cmpstr (after[0], !=, here[0]); // what is out opens nothing that is new
  g_assert_cmpstr (after[1], ==, here[0]); // what was packed before still opens
}

int
main (int argc, char **argv)
{
#define ADD(path, test)                                                                            \
  g_test_add ("/central/carried/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a colleague brings what a terminal sealed, and again is harmless", test_carried);
  ADD ("an event that is stored elsewhere is a conflict", test_elsewhere);
  ADD ("nobody can forge what a colleague did", test_forged);
  ADD ("without its seal an event of another is refused", test_without_seal);
  ADD ("a terminal that is shut out vouches for nobody", test_shut_out);
  ADD ("where terminals are registered only admitted ones vouch", test_registered);
  ADD ("nobody carries for another hall", test_other_hall);
  ADD ("terminals of a hall have a key of their own, another once one is out", test_hall_keys);
  return g_test_run ();
}
