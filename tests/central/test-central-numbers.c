// Leasing numbers: the same request is one lease, and no number is leased twice.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger.h"
#include "yc-test-client.h"

#define NOW G_GINT64_CONSTANT (1795400000000) // 2026-11-23 in China

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, jin;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->central = yc_test_central_new (NOW);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", "general-1,general-3",
                              NULL);
  yc_test_central_add_person (self->central, "jin", YC_ROLE_SUPERVISOR, "main", NULL, NULL);
  yc_test_central_add_catalogue (self->central);
  yc_test_client_sign_in (&self->wang, yc_test_central_get_url (self->central), "wang");
  yc_test_client_sign_in (&self->jin, yc_test_central_get_url (self->central), "jin");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->jin);
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_central_free (self->central);
}

static YcTestAnswer *
lease (YcTestClient *client,
       const char *terminal,
       guint n,
       const char *kind,
       const char *window,
       int count)
{
  g_autofree char *id = yc_test_id (0xaaa, n);
  g_autofree char *path = g_strdup_printf ("/v1/terminals/%s/number-ranges", terminal);
  g_autofree char *body =
      g_strdup_printf ("{\"request\":\"%s\",\"kind\":\"%s\",\"window\":\"%s\",\"count\":%d}", id,
                       kind, window, count);

  return yc_test_ask (client, "POST", path, body);
}

static void
assert_range (YcTestAnswer *answer, const char *prefix, const char *suffix, gint64 from, gint64 to)
{
  g_assert_cmpstr (json_object_get_string_member (answer->object, "prefix"), ==, prefix);
  g_assert_cmpstr (json_object_get_string_member (answer->object, "suffix"), ==, suffix);
  g_assert_cmpint (json_object_get_int_member (answer->object, "digits"), ==, 6);
  g_assert_cmpint (json_object_get_int_member (answer->object, "from"), ==, from);
  g_assert_cmpint (json_object_get_int_member (answer->object, "to"), ==, to);
}

static void
test_kinds (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) cases = lease (&self->wang, "t1", 1, "case", "general-3", 100);
  g_autoptr (YcTestAnswer) voucher = lease (&self->wang, "t1", 2, "voucher", "general-3", 10);
  g_autoptr (YcTestAnswer) more = lease (&self->jin, "t2", 3, "voucher", "general-1", 5);
  g_autoptr (YcTestAnswer) other = lease (&self->wang, "t1", 4, "something", "general-3", 1);

  yc_test_assert_status (cases, 201);
  assert_range (cases, "2026-G3-", "", 1, 100);
  assert_range (voucher, "云溪政务收字〔2026〕第", "号", 1, 10);
  assert_range (more, "云溪政务收字〔2026〕第", "号", 11, 15);
  assert_range (other, "something-2026-", "", 1, 1);
}

// The word in a paper's number is the one that its template prints under.
static void
test_words (Fixture *self, gconstpointer data)
{
  g_autofree char *folder =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo/catalogue/papers", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (JsonParser) parser = json_parser_new ();
    JsonObject *template;
    g_autofree char *prefix = NULL;
    g_autoptr (YcTestAnswer) answer = NULL;

    g_assert_true (json_parser_load_from_file (parser, path, NULL));
    template = json_node_get_object (json_parser_get_root (parser));
    prefix = g_strdup_printf ("云溪政务%s字〔2026〕第",
                              json_object_get_string_member (template, "word"));
    answer = lease (&self->wang, "t1", ++n, json_object_get_string_member (template, "kind"),
                    "general-3", 1);
    assert_range (answer, prefix, "号", 1, 1);
  }
  g_assert_cmpuint (n, ==, 20);
}

static void
test_again (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) first = lease (&self->wang, "t1", 1, "case", "general-3", 100);
  g_autoptr (YcTestAnswer) again = lease (&self->wang, "t1", 1, "case", "general-3", 100);
  g_autoptr (YcTestAnswer) other = lease (&self->wang, "t1", 1, "voucher", "general-3", 100);
  g_autoptr (YcTestAnswer) list =
      yc_test_ask (&self->wang, "GET", "/v1/terminals/t1/number-ranges", NULL);

  yc_test_assert_status (first, 201);
  yc_test_assert_status (again, 200);
  g_assert_true (json_node_equal (first->json, again->json));
  yc_test_assert_problem (other, 422, "malformed");
  yc_test_assert_status (list, 200);
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (list->object, "ranges")),
                    ==, 1);
}

static void
test_year (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) old = lease (&self->wang, "t1", 1, "case", "general-3", 10);
  g_autoptr (YcTestAnswer) fresh = NULL;
  g_auto (YcTestClient) client;

  yc_test_central_pass (self->central, G_GINT64_CONSTANT (40) * 24 * 3600 * 1000);
  yc_test_client_sign_in (&client, yc_test_central_get_url (self->central), "wang");
  fresh = lease (&client, "t1", 2, "case", "general-3", 10);
  assert_range (old, "2026-G3-", "", 1, 10);
  assert_range (fresh, "2027-G3-", "", 1, 10);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) none = lease (&self->wang, "t1", 1, "case", "general-3", 0);
  g_autoptr (YcTestAnswer) many = lease (&self->wang, "t1", 2, "case", "general-3", 1001);
  g_autoptr (YcTestAnswer) kind = lease (&self->wang, "t1", 3, "CASE", "general-3", 1);
  g_autoptr (YcTestAnswer) window = lease (&self->jin, "t1", 4, "case", "no-such", 1);
  g_autoptr (YcTestAnswer) foreign = lease (&self->wang, "t1", 5, "case", "general-2", 1);
  g_autoptr (YcTestAnswer) terminal = lease (&self->wang, "t2", 6, "case", "general-3", 1);

  yc_test_assert_problem (none, 422, "malformed");
  yc_test_assert_problem (many, 422, "malformed");
  yc_test_assert_problem (kind, 422, "malformed");
  yc_test_assert_problem (window, 422, "malformed");
  yc_test_assert_problem (foreign, 403, "forbidden");
  yc_test_assert_problem (terminal, 403, "forbidden");
}

static YcTestAnswer *
report (YcTestClient *client, const char *terminal, guint range, const char *number)
{
  g_autofree char *id = yc_test_id (0xaaa, range);
  g_autofree char *path = g_strdup_printf ("/v1/terminals/%s/number-ranges/voids", terminal);
  g_autofree char *body = g_strdup_printf (
      "{\"voids\":[{\"request\":\"%s\",\"number\":%s,\"reason\":\"undone\"}]}", id, number);

  return yc_test_ask (client, "POST", path, body);
}

static guint
count_voids (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (self->central), TRUE, &error);
  g_autoptr (GPtrArray) accounts = yc_ledger_account_numbers (ledger, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (accounts->len, ==, 1);
  g_assert_cmpuint (((YcNumberAccount *)accounts->pdata[0])->leased, ==, 10);
  return ((YcNumberAccount *)accounts->pdata[0])->voided;
}

static void
test_voids (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = {"0", "11", "-1", "\"1\"", "1.5", "null"};
  g_autoptr (YcTestAnswer) range = lease (&self->wang, "t1", 1, "voucher", "general-3", 10);
  g_autoptr (YcTestAnswer) foreign = report (&self->wang, "t2", 1, "1");
  g_autoptr (YcTestAnswer) elsewhere = report (&self->jin, "t2", 1, "1");
  g_autoptr (YcTestAnswer) unknown = report (&self->wang, "t1", 2, "1");
  g_autoptr (YcTestAnswer) empty =
      yc_test_ask (&self->wang, "POST", "/v1/terminals/t1/number-ranges/voids", "{\"voids\":[]}");

  yc_test_assert_problem (foreign, 403, "forbidden");
  yc_test_assert_problem (elsewhere, 422, "malformed");
  yc_test_assert_problem (unknown, 422, "malformed");
  yc_test_assert_problem (empty, 422, "malformed");
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (YcTestAnswer) answer = report (&self->wang, "t1", 1, wrong[i]);

    yc_test_assert_problem (answer, 422, "malformed");
  }
  g_assert_cmpuint (count_voids (self), ==, 0);
  for (guint i = 0; i < 2; i++) { // told twice
    g_autoptr (YcTestAnswer) answer = report (&self->wang, "t1", 1, "10");

    yc_test_assert_status (answer, 200);
  }
  g_assert_cmpuint (count_voids (self), ==, 1);
}

// As if other windows had taken nearly all.
static void
take_most (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger =
      yc_ledger_open (yc_test_central_get_folder (self->central), FALSE, &error);
  g_autoptr (YcNumberRange) range = g_new0 (YcNumberRange, 1);

  range->request = yc_test_id (0xaab, 1);
  range->terminal = g_strdup ("t9");
  range->kind = g_strdup ("case");
  range->window = g_strdup ("general-3");
  range->prefix = g_strdup ("2026-G3-");
  range->suffix = g_strdup ("");
  yc_ledger_lease_range (ledger, range, 999990, NOW, &error);
  g_assert_no_error (error);
}

static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (YcTestAnswer) fits = NULL;
  g_autoptr (YcTestAnswer) last = NULL;

  take_most (self);
  fits = lease (&self->wang, "t1", 1, "case", "general-3", 9);
  last = lease (&self->wang, "t1", 2, "case", "general-3", 1);
  assert_range (fits, "2026-G3-", "", 999991, 999999);
  yc_test_assert_problem (last, 422, "numbers-gone");
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a paper's number has the word of its template", test_words);
  ADD ("a number says what it is and where it was given", test_kinds);
  ADD ("the same request has the same range", test_again);
  ADD ("a year begins with one", test_year);
  ADD ("a lease of another shape, window or terminal is refused", test_refused);
  ADD ("a void number is one of a range of this terminal", test_voids);
  ADD ("when all numbers are gone, that is said", test_gone);
  return g_test_run ();
}
