// Searching cases: by number, name, identity number, item and text; and counting them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger.h"
#include "yc-test-client.h"

#include <string.h>

typedef struct {
  YcTestCentral *central;
  YcTestClient wang, li, lin, xu, system;
} Fixture;

// A case, up to its handoff if `office`; otherwise its clerk is still at it.
typedef struct {
  const char *hall, *number, *item, *item_name, *applicant, *id_number, *form;
  gboolean office;
} Row;

static const Row rows[] = {
    {"main", "2026-G3-000001", "transfer", "不动产转移登记", "林秀英", "330105199206080144",
     "{\"location\":\"云溪市澄江路12号1幢101室\",\"seller_name\":\"陈小华\"}", FALSE},
    {"main", "2026-G3-000002", "mortgage", "不动产抵押登记", "陈小华", "11010519491231002x", "{}",
     TRUE},
    {"main", "2026-G3-000010", "food", "食品经营许可", "云溪市江南食品有限公司",
     "91350100M000100Y43",
     "{\"contact\":{\"name\":\"林小芳\",\"phone\":\"19900001037\"},\"note\":\"ＡＢＣ123 冷库\"}",
     TRUE},
    {"main", NULL, "food", "食品经营许可", "欧阳小雨", NULL, "{}", FALSE},
    {"traffic", "2026-T1-000001", "licence", "机动车驾驶证换证", "陈小明", "330105199206080144",
     "{}", TRUE},
};

static char *
write_opened (const Row *row)
{
  g_autofree char *number =
      row->number != NULL ? g_strdup_printf (",\"number\":\"%s\"", row->number) : g_strdup ("");

  return g_strdup_printf (
      "{\"item\":\"%s\",\"item_name\":\"%s\",\"item_version\":1,\"hall\":\"%s\","
      "\"department\":\"%s\",\"promised_days\":5,\"legal_days\":20,"
      "\"yellow_days\":2%s}",
      row->item, row->item_name, row->hall, g_str_equal (row->item, "food") ? "market" : "land",
      number);
}

static char *
write_filled (const Row *row)
{
  g_autofree char *id = row->id_number != NULL
                            ? g_strdup_printf (",\"id_number\":\"%s\"", row->id_number)
                            : g_strdup ("");

  return g_strdup_printf (
      "{\"applicant\":{\"name\":\"%s\",\"phone\":\"13900009999\"%s},\"form\":%s}", row->applicant,
      id, row->form);
}

static void
post (YcTestClient *client, guint n, const Row *row)
{
  static const char *const types[] = {"opened", "filled", "received", "accepted", "handed-off"};
  const char *clerk = g_str_equal (row->hall, "main") ? "wang" : "lin";
  g_autofree char *opened = write_opened (row), *filled = write_filled (row);
  const char *const data[] = {opened, filled, "{}", "{}", "{}"};
  g_autofree char *case_id = yc_test_id (0xca5, n);

  for (guint i = 0; i < (row->office ? 5 : 2); i++) {
    g_autofree char *id = yc_test_id (0xe00 + i, n);
    g_autofree char *event = yc_test_event (id, case_id, types[i], i + 1, clerk, "intake", data[i]);
    g_autoptr (YcTestAnswer) answer = yc_test_post_event (client, case_id, event);

    yc_test_assert_status (answer, 200);
  }
}

static void
set_up (Fixture *self, gconstpointer data)
{
  const char *url;

  self->central = yc_test_central_new (0);
  url = yc_test_central_get_url (self->central);
  yc_test_central_add_person (self->central, "wang", YC_ROLE_INTAKE, "main", NULL, NULL);
  yc_test_central_add_person (self->central, "li", YC_ROLE_APPROVER, NULL, NULL, "land,market");
  yc_test_central_add_person (self->central, "lin", YC_ROLE_INTAKE, "traffic", NULL, NULL);
  yc_test_central_add_person (self->central, "xu", YC_ROLE_APPROVER, NULL, NULL, NULL);
  yc_test_client_sign_in (&self->xu, url, "xu");
  yc_test_central_add_person (self->central, "system", YC_ROLE_SYSTEM, NULL, NULL, NULL);
  yc_test_client_sign_in (&self->system, url, "system");
  yc_test_client_sign_in (&self->wang, url, "wang");
  yc_test_client_sign_in (&self->li, url, "li");
  yc_test_client_sign_in (&self->lin, url, "lin");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    post (g_str_equal (rows[i].hall, "main") ? &self->wang : &self->lin, i + 1, &rows[i]);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (yc_test_central_verify (self->central), ==, 0);
  yc_test_client_clear (&self->wang);
  yc_test_client_clear (&self->li);
  yc_test_client_clear (&self->lin);
  yc_test_client_clear (&self->xu);
  yc_test_client_clear (&self->system);
  yc_test_central_free (self->central);
}

// The numbers of the cases that are found, from 1 as they stand in the table: "3 1".
static char *
search (YcTestClient *client, const char *words, const char *more)
{
  g_autofree char *escaped = g_uri_escape_string (words, NULL, FALSE);
  g_autofree char *path = g_strdup_printf ("/v1/cases?q=%s%s", escaped, more);
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);
  g_autoptr (GString) found = g_string_new (NULL);
  JsonArray *cases;

  yc_test_assert_status (answer, 200);
  cases = json_object_get_array_member (answer->object, "cases");
  for (guint i = 0; i < json_array_get_length (cases); i++) {
    const char *id = json_object_get_string_member (json_array_get_object_element (cases, i), "id");

    g_string_append_printf (found, "%s%s", i > 0 ? " " : "", id + strlen (id) - 1);
  }
  return g_string_free (g_steal_pointer (&found), FALSE);
}

// Who looks, for what, and what is found.
static const struct {
  const char *path, *person, *words, *found;
} cases[] = {
    {"the beginning of a number, the highest first", "wang", "2026-G3-", "3 2 1"},
    {"a longer beginning", "wang", "2026-G3-00000", "2 1"},
    {"a whole number", "wang", "2026-G3-000010", "3"},
    {"a number that no case has", "wang", "2026-G4-", ""},
    {"another hall's number", "wang", "2026-T1-000001", ""},
    {"a name", "wang", "陈小华", "2 1"},
    {"two characters of a name", "wang", "小华", "2 1"},
    {"one character of a name", "wang", "陈", "2"},
    {"the middle of a name of four", "wang", "阳小", "4"},
    {"two characters that stand apart", "wang", "陈华", ""},
    {"pairs that stand apart", "wang", "林秀英陈小华", ""},
    {"an identity number", "wang", "330105199206080144", "1"},
    {"an identity number of two halls", "li", "330105199206080144", "5"},
    {"a check character in either case", "wang", "11010519491231002X", "2"},
    {"a part of an identity number", "wang", "3301051992", ""},
    {"a credit code", "wang", "91350100M000100Y43", "3"},
    {"an item", "wang", "食品经营", "4 3"},
    {"two items", "wang", "不动产", "2 1"},
    {"what stands in the form", "wang", "澄江路12号", "1"},
    {"what stands deep in the form", "wang", "林小芳", "3"},
    {"full-width letters", "wang", "abc123", "3"},
    {"half-width for full-width", "wang", "ＡＢＣ123 冷库", "3"},
    {"a telephone number", "wang", "19900001037", ""},
    {"the applicant's telephone number", "wang", "13900009999", ""},
    {"a telephone number, by who does not see it", "li", "19900001037", ""},
    {"the applicant's, by who does not see it", "li", "13900009999", ""},
    {"quotation marks and stars", "wang", "\"陈小\" OR *", ""},
    {"nothing but signs", "wang", "，。!", ""},
    {"what only looks like a pattern", "wang", "小%", ""},
    {"one character of names, not of forms", "wang", "小", "4 2"},
    {"a part of a word", "wang", "123", ""},
    {"what an approver sees", "li", "小", "5 2"},
    {"what an approver does not see yet", "li", "食品经营", "3"},
    {"the same elsewhere", "lin", "陈小", "5"},
    {"what nobody sees who belongs nowhere", "xu", "陈小", ""},
    {"all halls, for a program", "system", "陈小", "5 2 1"},
    {"an item in all halls", "system", "驾驶证", "5"},
    {"an item for who belongs nowhere", "xu", "不动产", ""},
    {"a number for who belongs nowhere", "xu", "2026", ""},
};

static YcTestClient *
find_client (Fixture *self, const char *person)
{
  return g_str_equal (person, "wang")     ? &self->wang
         : g_str_equal (person, "li")     ? &self->li
         : g_str_equal (person, "lin")    ? &self->lin
         : g_str_equal (person, "system") ? &self->system
                                          : &self->xu;
}

static void
test_search (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *found = search (find_client (self, cases[i].person), cases[i].words, "");

    g_test_message ("%s", cases[i].path);
    g_assert_cmpstr (found, ==, cases[i].found);
  }
}

static void
test_state (Fixture *self, gconstpointer data)
{
  g_autofree char *drafts = search (&self->wang, "食品", "&state=draft");
  g_autofree char *handed = search (&self->wang, "2026-G3", "&state=handed-off");
  g_autofree char *none = search (&self->wang, "陈小华", "&state=granted");

  g_assert_cmpstr (drafts, ==, "4");
  g_assert_cmpstr (handed, ==, "3 2");
  g_assert_cmpstr (none, ==, "");
}

// Page after page of one row.
static void
assert_pages (YcTestClient *client, const char *words, const char *expected)
{
  g_autofree char *escaped = g_uri_escape_string (words, NULL, FALSE);
  g_autofree char *after = g_strdup ("");
  g_autoptr (GString) found = g_string_new (NULL);

  while (after != NULL) {
    g_autofree char *path = g_strdup_printf ("/v1/cases?limit=1&q=%s%s", escaped, after);
    g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", path, NULL);
    JsonObject *only;
    const char *next, *id;

    yc_test_assert_status (answer, 200);
    only =
        json_array_get_object_element (json_object_get_array_member (answer->object, "cases"), 0);
    id = json_object_get_string_member (only, "id");
    g_string_append_printf (found, "%s%s", found->len > 0 ? " " : "", id + strlen (id) - 1);
    next = json_object_get_null_member (answer->object, "next")
               ? NULL
               : json_object_get_string_member (answer->object, "next");
    g_free (after);
    after = next != NULL ? g_strconcat ("&after=", next, NULL) : NULL;
  }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_pages (Fixture *self, gconstpointer data)
{
  assert_pages (&self->wang, "2026-G3", "3 2 1");
  assert_pages (&self->wang, "小华", "2 1");
  assert_pages (&self->wang, "食品", "4 3");
  assert_pages (&self->wang, "", "4 3 2 1");
  assert_pages (&self->li, "", "5 3 2");
}

// What very many cases have is found in another way, at least by PostgreSQL.
static void
test_common (Fixture *self, gconstpointer data)
{
  g_autofree char *item = NULL, *mixed = NULL;

  for (guint i = 6; i < 12; i++) {
    const Row row = {"main", NULL, "food", "食品经营许可", "马小明", NULL, "{\"use\":\"a1\"}",
                     i < 8};

    post (&self->wang, i, &row);
  }
  assert_pages (&self->wang, "小明", "b a 9 8 7 6");
  assert_pages (&self->wang, "小", "b a 9 8 7 6 4 2");
  assert_pages (&self->li, "马小", "7 6");
  assert_pages (&self->wang, "a1", "b a 9 8 7 6");
  mixed = search (&self->wang, "1", "");
  g_assert_cmpstr (mixed, ==, "1"); // 1幢: the only one that stands alone
  item = search (&self->wang, "经营", "&state=draft");
  g_assert_cmpstr (item, ==, "b a 9 8 4");
}

// What a case is found by changes with it.
static void
test_change (Fixture *self, gconstpointer data)
{
  g_autofree char *case_id = yc_test_id (0xca5, 1);
  g_autofree char *id = yc_test_id (0xf00, 1);
  g_autofree char *event = yc_test_event (id, case_id, "filled", 3, "wang", "intake",
                                          "{\"applicant\":{\"name\":\"赵敏\"}}");
  g_autoptr (YcTestAnswer) answer = yc_test_post_event (&self->wang, case_id, event);
  g_autofree char *before = NULL, *after = NULL;

  yc_test_assert_status (answer, 200);
  {
    g_autofree char *next = yc_test_id (0xf00, 2);
    g_autofree char *dashed = yc_test_event (next, case_id, "filled", 4, "wang", "intake",
                                             "{\"applicant\":{\"name\":\"赵敏-\"}}");
    g_autoptr (YcTestAnswer) same_words = yc_test_post_event (&self->wang, case_id, dashed);

    yc_test_assert_status (same_words, 200);
  }
  before = search (&self->wang, "林秀英", "");
  after = search (&self->wang, "赵敏", "");
  g_assert_cmpstr (before, ==, "");
  g_assert_cmpstr (after, ==, "1");
}

static void
assert_counts (YcTestClient *client, const char *expected)
{
  g_autoptr (YcTestAnswer) answer = yc_test_ask (client, "GET", "/v1/cases/counts", NULL);
  gsize size = 0;
  const char *text = g_bytes_get_data (answer->body, &size);
  g_autofree char *body = g_strndup (text, size);

  yc_test_assert_status (answer, 200);
  g_assert_cmpstr (body, ==, expected);
}

static void
test_counts (Fixture *self, gconstpointer data)
{
  assert_counts (&self->wang, "{\"counts\":{\"draft\":2,\"handed-off\":2}}");
  assert_counts (&self->lin, "{\"counts\":{\"handed-off\":1}}");
  assert_counts (&self->li, "{\"counts\":{\"handed-off\":3}}");
}

static void
run_script (YcDb *db, const char *name)
{
  g_autofree char *path = g_strconcat ("/io/github/yichuang/central/sqlite/schema/", name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) script = g_resources_lookup_data (path, 0, &error);
  g_autofree char *sql = NULL;

  g_assert_no_error (error);
  sql = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));
  yc_db_run (db, sql, &error);
  g_assert_no_error (error);
}

// The database of a version that could not search, with the cases of another.
static void
make_older (const char *from, const char *to)
{
  static const char *const scripts[] = {"001-first.sql", "002-checks.sql", "003-voids.sql"};
  g_autoptr (YcDb) db = yc_test_folder_open (to);
  g_autofree char *sql = g_strdup_printf (
      "ATTACH '%s/central.db' AS made; INSERT INTO event SELECT * FROM made.event;"
      "UPDATE chain SET seq = made.chain.seq, hash = made.chain.hash FROM made.chain;"
      "INSERT INTO case_now SELECT id, version, state, number, applicant, hall, department, office,"
      " summary FROM made.case_now; DETACH made; PRAGMA user_version = 3",
      from);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    run_script (db, scripts[i]);
  yc_db_run (db, sql, &error);
  g_assert_no_error (error);
}

static void
test_older (Fixture *self, gconstpointer data)
{
  g_autofree char *folder = yc_test_folder_new ();
  const YcScope scope = {.all = TRUE};
  const YcCaseQuery query = {.words = "陈小", .limit = 10};
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (YcBlobs) blobs = yc_blobs_new_folder (folder);
  g_autoptr (YcVerification) result = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  g_autofree char *next = NULL;
  g_autoptr (GError) error = NULL;

  yc_test_central_stop (self->central);
  make_older (yc_test_central_get_folder (self->central), folder);
  yc_test_central_start (self->central);
  ledger = yc_ledger_open (folder, FALSE, &error);
  g_assert_no_error (error);
  result = yc_ledger_verify (ledger, blobs, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->faults->len, ==, 0);
  g_assert_cmpuint (result->cases, ==, G_N_ELEMENTS (rows));
  yc_ledger_write_cases (ledger, &scope, &query, found, &next, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (found->str, "2026-T1-000001"));
  yc_test_remove_tree (folder);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/search/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("finds what stands in cases, and only what is seen", test_search);
  ADD ("keeps to a state", test_state);
  ADD ("comes in pages", test_pages);
  ADD ("finds what many cases have", test_common);
  ADD ("follows what changes", test_change);
  ADD ("counts cases in each state", test_counts);
  if (!yc_test_is_postgres ()) // there is none that is older
    ADD ("an older database is searched, too", test_older);
  return g_test_run ();
}
