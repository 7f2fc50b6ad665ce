// The signed end of the log, as anybody who is signed in can ask for it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-audit.h"
#include "yc-error.h"
#include "yc-test-client.h"

#include <glib/gstdio.h>

typedef struct {
  YcTestCentral *central;
  YcTestClient wang;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (0);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_client_sign_in (&self->wang, yc_test_central_get_url (self->central), "wang");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_central_free (self->central);
}

static YcHead
ask_head (Fixture *self)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (&self->wang, "GET", "/v1/audit/head", NULL);
  YcHead head;

  yc_test_assert_status (answer, 200);
  g_assert_true (yc_head_from_json (json_object_get_object_member (answer->object, "head"), &head));
  g_assert_true (yc_head_is_genuine (&head));
  return head;
}

static void
test_grows (Fixture *self, gconstpointer data)
{
  const YcHead none = ask_head (self);
  g_autofree char *begun = yc_test_begin_case (&self->wang, 1, "wang", 3);
  const YcHead three = ask_head (self);
  g_autoptr (YcTestAnswer) feed = yc_test_ask (&self->wang, "GET", "/v1/feed?since=0", NULL);
  YcHead fed;

  g_assert_cmpint (none.seq, ==, 0);
  g_assert_cmpstr (none.hash, ==, YC_LEDGER_HASH_ZERO);
  g_assert_cmpint (three.seq, ==, 3);
  g_assert_cmpstr (three.key, ==, none.key);
  g_assert_true (yc_head_from_json (json_object_get_object_member (feed->object, "signed"), &fed));
  g_assert_cmpstr (fed.signature, ==, three.signature);
}

static void
test_past (Fixture *self, gconstpointer data)
{
  g_autofree char *begun = yc_test_begin_case (&self->wang, 1, "wang", 2);
  const YcHead two = ask_head (self);
  g_autofree char *more = yc_test_begin_case (&self->wang, 2, "wang", 2);
  g_autoptr (YcTestAnswer) past = yc_test_ask (&self->wang, "GET", "/v1/audit/head?seq=2", NULL);
  g_autoptr (YcTestAnswer) none = yc_test_ask (&self->wang, "GET", "/v1/audit/head?seq=5", NULL);
  g_autoptr (YcTestAnswer) bad = yc_test_ask (&self->wang, "GET", "/v1/audit/head?seq=-1", NULL);
  JsonObject *told;

  yc_test_assert_status (past, 200);
  told = json_object_get_object_member (past->object, "past");
  g_assert_cmpstr (json_object_get_string_member (told, "hash"), ==, two.hash);
  yc_test_assert_problem (none, 404, "not-found");
  yc_test_assert_status (bad, 422);
}

// The key outlives the server; one that is damaged is said, and not replaced.
static void
test_key (Fixture *self, gconstpointer data)
{
  g_autofree char *path =
      g_build_filename (yc_test_central_get_folder (self->central), "audit.key", NULL);
  const YcHead before = ask_head (self);
  g_autoptr (GError) error = NULL;
  GStatBuf about;
  YcAudit audit;
  YcHead after;

  yc_test_central_stop (self->central);
  yc_test_central_start (self->central);
  after = ask_head (self);
  g_assert_cmpstr (after.key, ==, before.key);
  g_assert_cmpint (g_stat (path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_set_contents (path, "00", -1, NULL));
  g_assert_false (yc_audit_open (&audit, yc_test_central_get_folder (self->central), TRUE, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add ("/central/audit/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("the end of the log is signed, and told with the feed", test_grows);
  ADD ("the hash of a remembered event can be asked for", test_past);
  ADD ("the key outlives the server, and a damaged one is said", test_key);
  return g_test_run ();
}
