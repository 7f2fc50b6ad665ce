// The verbs of the program: what its keeper types, and what it exits with.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-head.h"
#include "yc-ledger.h"
#include "yc-proof.h"
#include "yc-test-client.h"
#include "yc-test-program.h"

#include <signal.h>
#include <string.h>

static void
assert_version (YcTestClient *client, const char *case_id, guint version)
{
  g_autofree char *path = g_strdup_printf ("/v1/cases/%s/events", case_id);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);

  yc_test_assert_status (answer, 200);
  g_assert_cmpint (json_object_get_int_member (answer->object, "version"), ==, (gint64)version);
}

static char *
data_path (const char *name)
{
  return g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo", name, NULL);
}

static void
test_serve (void)
{
  g_auto (YcTestProgram) program;
  g_auto (YcTestClient) client;
  int status;

  yc_test_program_init (&program);
  yc_test_program_serve (&program);
  yc_test_client_sign_in (&client, program.url, "wang");
  g_free (yc_test_begin_case (&client, 1, "wang", 2));
  status = yc_test_program_end (&program, SIGTERM);
  g_assert_cmpint (status, ==, 0);
  yc_test_program_serve (&program);
  g_assert_cmpint (yc_test_program_end (&program, SIGINT), ==, 0);
}

static void
test_catalogue (void)
{
  g_auto (YcTestProgram) program;
  g_autofree char *folder = data_path ("catalogue");
  g_autofree char *first = NULL, *second = NULL;

  yc_test_program_init (&program);
  g_assert_cmpint (
      yc_test_program_run (&program, NULL, &first, "catalogue", "import", folder, NULL), ==, 0);
  g_assert_true (g_str_has_prefix (first, "catalogue 1: "));
  g_assert_cmpint (
      yc_test_program_run (&program, NULL, NULL, "catalogue", "import", "/nowhere", NULL), ==, 2);
  g_assert_cmpint (
      yc_test_program_run (&program, NULL, &second, "catalogue", "import", folder, NULL), ==, 0);
  g_assert_cmpstr (first, ==, second);
}

static void
write_broken (const char *folder)
{
  static const char *const names[] = {"calendars.json", "offices.json", "items/a.json"};
  g_autofree char *items = g_build_filename (folder, "items", NULL);

  g_assert_cmpint (g_mkdir_with_parents (items, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (folder, names[i], NULL);

    g_assert_true (g_file_set_contents (path, "{\"code\":", -1, NULL));
  }
}

static void
test_broken_catalogue (void)
{
  g_auto (YcTestProgram) program;
  g_autofree char *folder = data_path ("catalogue");
  g_autofree char *broken = NULL;
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) answer = NULL;

  yc_test_program_init (&program);
  broken = g_build_filename (program.folder, "broken", NULL);
  write_broken (broken);
  yc_test_program_run (&program, NULL, NULL, "catalogue", "import", folder, NULL);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "catalogue", "import", broken, NULL),
                   ==, 2);
  yc_test_program_serve (&program);
  yc_test_client_sign_in (&client, program.url, "wang");
  answer = yc_test_ask (&client, "GET", "/v1/catalogue", NULL);
  yc_test_assert_status (answer, 200);
  g_assert_cmpint (json_object_get_int_member (answer->object, "version"), ==, 1);
}

static void
test_demo (void)
{
  g_auto (YcTestProgram) program;
  g_autofree char *city = data_path ("");
  g_autofree char *said = NULL;

  yc_test_program_init (&program);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "demo", "--today", "2026-11-23",
                                        "--city", city, NULL),
                   ==, 0);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "demo", "--city", city, NULL), ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, &said, "verify", NULL), ==, 0);
  g_assert_nonnull (strstr (said, " 0 faults"));
}

// What is exported can be worked out again line by line, and its end is a witness.
static void
test_export (void)
{
  g_auto (YcTestProgram) program;
  g_autofree char *city = data_path ("");
  g_autofree char *said = NULL, *seen = NULL, *other = NULL;
  g_autofree char *hash = g_strdup (YC_LEDGER_HASH_ZERO);
  g_auto (GStrv) lines = NULL;
  YcHead head;
  gint64 n = 0;

  yc_test_program_init (&program);
  yc_test_program_run (&program, NULL, NULL, "demo", "--today", "2026-11-23", "--city", city, NULL);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "export", NULL), ==, 2); // no key yet
  yc_test_program_serve (&program);
  yc_test_program_end (&program, SIGTERM);
  g_assert_cmpint (yc_test_program_run (&program, NULL, &said, "export", NULL), ==, 0);
  lines = g_strsplit (g_strchomp (said), "\n", -1);
  for (; lines[n + 1] != NULL; n++) {
    g_autofree char *before = g_steal_pointer (&hash);
    const char *body = strstr (lines[n], "\"event\":") + strlen ("\"event\":");
    g_autofree char *text = g_strndup (body, strlen (body) - 1);

    hash = yc_ledger_hash (before, text);
    g_assert_nonnull (strstr (lines[n], hash));
  }
  {
    g_autoptr (JsonNode) last = json_from_string (lines[n], NULL);
    JsonObject *object = json_object_get_object_member (json_node_get_object (last), "head");

    g_assert_true (yc_head_from_json (object, &head));
  }
  g_assert_true (yc_head_is_genuine (&head));
  g_assert_cmpint (head.seq, ==, n);
  g_assert_cmpstr (head.hash, ==, hash);
  seen = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", head.seq, head.hash);
  other = g_strdup_printf ("%" G_GINT64_FORMAT ":%s", head.seq - 1, head.hash);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "verify", "--witness", seen, NULL),
                   ==, 0);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "verify", "--witness", seen,
                                        "--witness", other, NULL),
                   ==, 1);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "verify", "--witness", "x", NULL), ==,
                   1);
}

// A case with this number of the range.
static void
open_with_number (YcTestClient *client, const char *prefix, guint n)
{
  g_autofree char *case_id = yc_test_id (0xca5, n);
  g_autofree char *id = yc_test_id (0xe00, n);
  g_autofree char *data = g_strdup_printf (
      "{\"item\":\"plot\",\"department\":\"land\",\"hall\":\"main\",\"number\":\"%s%06u\"}", prefix,
      n);
  g_autofree char *event = yc_test_event (id, case_id, "opened", 1, "wang", "intake", data);
  g_autoptr (YcTestAnswer) answer = yc_test_post_event (client, case_id, event);

  yc_test_assert_status (answer, 200);
}

static void
test_numbers (void)
{
  static const char path[] = "/v1/terminals/t1/number-ranges";
  g_auto (YcTestProgram) program;
  g_auto (YcTestClient) client;
  g_autofree char *request = yc_test_id (0xaaa, 1);
  g_autofree char *body = g_strdup_printf (
      "{\"request\":\"%s\",\"kind\":\"case\",\"window\":\"w\",\"count\":10}", request);
  g_autofree char *voids = g_strdup_printf (
      "{\"voids\":[{\"request\":\"%s\",\"number\":2,\"reason\":\"malformed\"}]}", request);
  g_autofree char *gap = NULL, *none = NULL;
  g_autoptr (YcTestAnswer) range = NULL;
  g_autoptr (YcTestAnswer) kept = NULL;

  yc_test_program_init (&program);
  yc_test_program_serve (&program);
  yc_test_client_sign_in (&client, program.url, "wang");
  range = yc_test_ask (&client, "POST", path, body);
  yc_test_assert_status (range, 201);
  open_with_number (&client, json_object_get_string_member (range->object, "prefix"), 1);
  open_with_number (&client, json_object_get_string_member (range->object, "prefix"), 3);
  g_assert_cmpint (yc_test_program_run (&program, NULL, &gap, "numbers", NULL), ==, 1);
  g_assert_nonnull (strstr (gap, ": 10 leased, 2 used, 0 void, 7 at terminals, 1 gaps\n1 gaps\n"));
  kept = yc_test_ask (&client, "POST", "/v1/terminals/t1/number-ranges/voids", voids);
  yc_test_assert_status (kept, 200);
  g_assert_cmpint (yc_test_program_run (&program, NULL, &none, "numbers", NULL), ==, 0);
  g_assert_nonnull (strstr (none, ": 10 leased, 2 used, 1 void, 7 at terminals, 0 gaps\n0 gaps\n"));
}

// Signs in with a key. Returns the answer's status.
static guint
knock (YcTestProgram *program, const guint8 secret[YC_PROOF_SECRET_BYTES])
{
  g_auto (YcTestClient) client;
  g_autoptr (YcTestAnswer) challenge = NULL;
  g_autoptr (YcTestAnswer) answer = NULL;
  g_autofree char *body = NULL;
  YcProof proof;

  yc_test_client_init (&client, program->url);
  challenge = yc_test_ask (&client, "GET", "/v1/sessions/challenge", NULL);
  g_assert_true (yc_proof_make (&proof,
                                json_object_get_string_member (challenge->object, "challenge"),
                                "desk\t3", "wang", secret));
  body = g_strdup_printf ("{\"person\":\"wang\",\"password\":\"" YC_TEST_PASSWORD
                          "\",\"terminal\":\"desk\\t3\",\"proof\":{\"key\":\"%s\","
                          "\"challenge\":\"%s\",\"signature\":\"%s\"}}",
                          proof.key, proof.challenge, proof.signature);
  answer = yc_test_ask (&client, "POST", "/v1/sessions", body);
  return answer->status;
}

static void
test_terminals (void)
{
  g_auto (YcTestProgram) program;
  guint8 secret[YC_PROOF_SECRET_BYTES];
  g_autofree char *fingerprint = NULL, *none = NULL, *listed = NULL, *waits = NULL;
  g_auto (GStrv) groups = NULL;

  yc_head_make_secret (secret);
  fingerprint = yc_proof_print_own (secret);
  groups = g_strsplit (fingerprint, " ", -1);
  yc_test_program_init (&program);
  yc_test_program_serve (&program);
  g_assert_cmpint (yc_test_program_run (&program, NULL, &none, "terminal", "list", NULL), ==, 0);
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpuint (knock (&program, secret), ==, 201);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "terminal", "revoke", groups[0],
                                        groups[1], groups[2], groups[3], groups[4], groups[5],
                                        NULL),
                   ==, 0);
  g_assert_cmpuint (knock (&program, secret), ==, 403);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "terminal", "admit", fingerprint,
                                        "--by", "keeper", NULL),
                   ==, 0);
  g_assert_cmpuint (knock (&program, secret), ==, 201);
  g_assert_cmpint (yc_test_program_run (&program, NULL, &listed, "terminal", "list", NULL), ==, 0);
  waits = g_strdup_printf ("%s  admitted  desk?3  hall main, first ", fingerprint);
  g_assert_true (g_str_has_prefix (listed, waits));
  g_assert_true (g_str_has_suffix (listed, " by keeper\n"));
}

static void
test_misuse (void)
{
  g_auto (YcTestProgram) program;

  yc_test_program_init (&program);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "dance", NULL), ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "serve", "--listen", "0.0.0.0", NULL),
                   ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, "short\n", NULL, "user", "add", "--id", "x",
                                        "--name", "x", "--roles", "intake", NULL),
                   ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "terminal", NULL), ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "terminal", "dance", NULL), ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "terminal", "admit", NULL), ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "terminal", "admit",
                                        "12345 12345 12345 12345 12345 1234x", NULL),
                   ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "terminal", "admit",
                                        "12345 12345 12345 12345 12345 12345", NULL),
                   ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, "long enough\n", NULL, "user", "add", "--id", "x",
                                        "--name", "x", "--roles", "king", NULL),
                   ==, 2);
}

// A limit on the length of files stands for a full disk: to the program, writing fails all the
// same.
static void
test_full_disk (void)
{
  g_auto (YcTestProgram) program;
  g_auto (YcTestClient) client;
  g_autofree char *id = NULL;
  guint version = 2;

  yc_test_program_init (&program);
  yc_test_program_serve_limited (&program, 512);
  yc_test_client_sign_in (&client, program.url, "wang");
  id = yc_test_begin_case (&client, 1, "wang", 2);
  for (guint status = 200; status == 200; version++) {
    g_autofree char *event_id = yc_test_id (0xccc, version);
    g_autofree char *text = g_strnfill (4000, 'x');
    g_autofree char *data = g_strdup_printf ("{\"text\":\"%s\"}", text);
    g_autofree char *event =
        yc_test_event (event_id, id, "noted", version + 1, "wang", "intake", data);
    g_autoptr (YcTestAnswer) answer = yc_test_post_event (&client, id, event);

    status = answer->status;
    if (status != 200)
      yc_test_assert_problem (answer, 503, "disk-full");
    g_assert_cmpuint (version, <, 1000);
  }
  yc_test_program_end (&program, SIGKILL);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "verify", NULL), ==, 0);
  yc_test_program_serve (&program);
  client.base = program.url;
  assert_version (&client, id, version - 1);
}

static void
test_corrupt_database (void)
{
  g_auto (YcTestProgram) program;
  g_autofree char *path = NULL;
  g_autofree char *rubbish = g_strnfill (8192, '?');
  g_autofree char *after = NULL;

  yc_test_program_init (&program);
  path = g_build_filename (program.folder, "central.db", NULL);
  g_assert_true (g_file_set_contents (path, rubbish, -1, NULL));
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "serve", NULL), ==, 2);
  g_assert_cmpint (yc_test_program_run (&program, NULL, NULL, "verify", NULL), ==, 2);
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (after, ==, rubbish);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/central/the server stops when it is told to", test_serve);
  g_test_add_func ("/central/a catalogue that did not change keeps its version", test_catalogue);
  g_test_add_func ("/central/a broken catalogue leaves the last good one", test_broken_catalogue);
  g_test_add_func ("/central/the demo city is made once and verifies", test_demo);
  g_test_add_func ("/central/the log is exported with all that proves it", test_export);
  g_test_add_func ("/central/every leased number is accounted for", test_numbers);
  g_test_add_func ("/central/terminals are listed, admitted and shut out", test_terminals);
  g_test_add_func ("/central/misuse is refused", test_misuse);
  if (!yc_test_is_postgres ()) { // whose files are its own matter
    g_test_add_func ("/central/a full disk is said and loses nothing that was stored",
                     test_full_disk);
    g_test_add_func ("/central/a corrupt database is left as it is", test_corrupt_database);
  }
  return g_test_run ();
}
