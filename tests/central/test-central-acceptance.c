// What central looks up in the catalogue for itself: limits of a case, and what is deferred.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-acceptance.h"
#include "yc-checklist.h"
#include "yc-error.h"
#include "yc-import.h"
#include "yc-json.h"
#include "yc-ledger.h"
#include "yc-named.h"
#include "yc-sample-case.h"
#include "yc-test-central.h"
#include "yc-test-client.h"

#define ITEM "extreme-hardship-support"        // promised in 12 days, deferred for 10 at most
#define NOON G_GINT64_CONSTANT (1795406400000) // 2026-11-23 12:00 in China, a Monday

typedef struct {
  char *folder;
  YcLedger *ledger;
  YcCatalogue *catalogue;
  const YcItem *item;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *city =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo", "catalogue", NULL);
  g_autoptr (GError) error = NULL;

  self->folder = yc_test_folder_new ();
  self->ledger = yc_ledger_open (self->folder, FALSE, &error);
  self->catalogue = yc_import_catalogue (self->ledger, city, 1, &error);
  g_assert_no_error (error);
  self->item = yc_catalogue_find_item (self->catalogue, ITEM);
  g_assert_cmpint (self->item->promised_days, ==, 12);
  g_assert_cmpint (self->item->deferral_days, ==, 10);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  yc_catalogue_unref (self->catalogue);
  yc_ledger_close (self->ledger);
  yc_test_remove_tree (self->folder);
  g_free (self->folder);
}

// ---- Beginning a case ---------------------------------------------------------------------------

// `before` is nullable: a case of its own.
static YcEvent *
make_event (const YcCase *before, YcEventType type, JsonObject *data)
{
  guint version = before != NULL ? before->version + 1 : 1;
  g_autofree char *id = yc_test_id (0xe00, version);
  g_autofree char *case_id = before != NULL ? g_strdup (before->id) : yc_test_id (0xca5, 1);

  return yc_event_new (id, case_id, type, version, NOON, "wang", YC_ROLE_INTAKE, "t1", data);
}

static void
check_opening (Fixture *self, JsonObject *data, YcErrorCode code)
{
  g_autoptr (YcEvent) opened = make_event (NULL, YC_EVENT_OPENED, data);
  g_autoptr (GError) error = NULL;
  gboolean good = yc_acceptance_check (self->catalogue, NULL, opened, &error);

  if (code == YC_ERROR_FAILED)
    g_assert_no_error (error);
  else
    g_assert_error (error, YC_ERROR, (int)code);
  g_assert_cmpint (good, ==, error == NULL);
}

static void
test_limits (Fixture *self, gconstpointer data)
{
  static const char *const limits[] = {"promised_days", "legal_days", "supplement_days",
                                       "extension_days", "item_version"};

  check_opening (self, yc_item_open (self->item), YC_ERROR_FAILED);
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++) {
    JsonObject *longer = yc_item_open (self->item), *absent = yc_item_open (self->item);
    gint64 days = yc_json_get_int (longer, limits[i], 0);

    json_object_set_int_member (longer, limits[i], days + 1);
    json_object_remove_member (absent, limits[i]);
    check_opening (self, longer, YC_ERROR_MALFORMED);
    check_opening (self, absent, days == 0 ? YC_ERROR_FAILED : YC_ERROR_MALFORMED);
  }
}

static void
test_steps (Fixture *self, gconstpointer data)
{
  JsonObject *absent = yc_item_open (self->item), *fewer = yc_item_open (self->item);

  g_assert_cmpuint (self->item->steps->len, >, 0);
  json_object_remove_member (absent, "steps");
  json_array_remove_element (json_object_get_array_member (fewer, "steps"), 0);
  check_opening (self, absent, YC_ERROR_MALFORMED);
  check_opening (self, fewer, YC_ERROR_MALFORMED);
}

// An older version has limits of its own; one that the city left behind is not judged.
static void
test_versions (Fixture *self, gconstpointer data)
{
  const YcItem *old = yc_catalogue_find_version (self->catalogue, "driving-licence-renewal", 1);
  const YcItem *now = yc_catalogue_find_item (self->catalogue, "driving-licence-renewal");
  JsonObject *begun = yc_item_open (old), *never = yc_item_open (now);

  g_assert_cmpint (old->version, ==, 1);
  g_assert_cmpint (now->version, >, 1);
  check_opening (self, yc_item_open (now), YC_ERROR_FAILED);
  check_opening (self, begun, YC_ERROR_FAILED);
  json_object_set_int_member (never, "item_version", 0);
  check_opening (self, never, YC_ERROR_MALFORMED);
}

// ---- Deferred acceptance ------------------------------------------------------------------------

// The city's first case of the item, in which the care agreement is deferred.
static YcCase *
load_case (Fixture *self)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("YICHUANG_DATADIR"), "demo", "cases", ITEM ".json", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = yc_import_file (path, &error);
  JsonObject *first =
      node != NULL ? json_array_get_object_element (json_node_get_array (node), 0) : NULL;
  YcCase *self_case;

  g_assert_no_error (error);
  self_case = yc_sample_case_new (self->item, yc_json_get_object (first, "case"),
                                  yc_day_from_ms (NOON), &error);
  g_assert_no_error (error);
  return self_case;
}

// A notice as the counter writes it, without the finding number `left_out`.
static YcEvent *
make_notice (Fixture *self, const YcCase *before, guint left_out)
{
  const YcToday today = {yc_catalogue_get_calendar (self->catalogue), yc_day_from_ms (NOON)};
  g_autoptr (GPtrArray) findings = yc_checklist_evaluate (self->item, before, &today);
  JsonObject *data = json_object_new ();
  JsonArray *told = json_array_new ();

  for (guint i = 0; i < findings->len; i++) {
    const YcFinding *finding = findings->pdata[i];
    JsonObject *one = json_object_new ();
    g_autofree char *key = yc_finding_get_key (finding);

    json_object_set_string_member (one, "key", i == left_out ? "point:something/else" : key);
    json_array_add_object_element (told, one);
  }
  json_object_set_array_member (data, "findings", told);
  return make_event (before, YC_EVENT_SUPPLEMENT_REQUESTED, data);
}

// Whatever it is that the notice is silent about: nothing can be left out.
static void
test_notice (Fixture *self, gconstpointer data)
{
  g_autoptr (YcEvent) opened = make_event (NULL, YC_EVENT_OPENED, yc_item_open (self->item));
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) before = yc_case_apply (NULL, opened, NULL, &error);
  const YcToday today = {yc_catalogue_get_calendar (self->catalogue), yc_day_from_ms (NOON)};
  g_autoptr (GPtrArray) findings = yc_checklist_evaluate (self->item, before, &today);

  g_assert_no_error (error);
  g_assert_cmpuint (yc_checklist_count_blocking (findings), >, 5);
  for (guint i = 0; i <= findings->len; i++) { // the last one leaves out nothing
    g_autoptr (YcEvent) notice = make_notice (self, before, i);
    gboolean whole =
        i == findings->len || ((YcFinding *)findings->pdata[i])->severity != YC_SEVERITY_BLOCKS;

    g_assert_cmpint (yc_acceptance_check (self->catalogue, before, notice, &error), ==, whole);
    if (!whole)
      g_assert_error (error, YC_ERROR, YC_ERROR_NOTICE);
    g_clear_error (&error);
  }
}

static YcEvent *
make_acceptance (const YcCase *before, const char *due)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "deferred_due", due);
  return make_event (before, YC_EVENT_ACCEPTED, data);
}

static void
test_deferral (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *due;
    gboolean good;
  } cases[] = {
      {"2026-11-24", TRUE},
      {"2026-12-07", TRUE},  // ten working days
      {"2026-12-08", FALSE}, // one more, though within the promised limit
      {"2027-11-23", FALSE},
  };
  g_autoptr (YcCase) before = load_case (self);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcEvent) accepted = make_acceptance (before, cases[i].due);
    g_autoptr (GError) error = NULL;

    g_assert_cmpint (yc_acceptance_check (self->catalogue, before, accepted, &error), ==,
                     cases[i].good);
    if (!cases[i].good)
      g_assert_error (error, YC_ERROR, YC_ERROR_LIMIT);
  }
}

// `number` of whom it was asked about; nullable: as it was kept before.
static void
add_credit (Fixture *self,
            guint n,
            const char *case_id,
            const char *outcome,
            const char *answer,
            const char *number)
{
  g_autoptr (JsonNode) node = json_from_string (answer, NULL);
  g_autoptr (YcRegisterCheck) check = g_new0 (YcRegisterCheck, 1);
  g_autoptr (GError) error = NULL;

  check->id = yc_test_id (0xcec, n);
  check->case_id = g_strdup (case_id);
  check->source = g_strdup ("credit");
  check->person = g_strdup ("wang");
  check->at = NOON + n;
  check->outcome = g_strdup (outcome);
  check->answer = json_node_dup_object (node);
  if (number != NULL) {
    check->about = json_object_new ();
    json_object_set_string_member (check->about, "applicant.id_number", number);
  }
  yc_ledger_add_check (self->ledger, check, &error);
  g_assert_no_error (error);
}

static YcCase *
accept_deferred (const YcCase *before, YcEvent **ret_event)
{
  g_autoptr (YcEvent) received = make_event (before, YC_EVENT_RECEIVED, json_object_new ());
  g_autoptr (GError) error = NULL;
  g_autoptr (YcCase) at_counter = yc_case_apply (before, received, NULL, &error);
  YcCase *after;

  g_assert_no_error (error);
  *ret_event = make_acceptance (at_counter, "2026-11-24");
  after = yc_case_apply (at_counter, *ret_event, NULL, &error);
  g_assert_no_error (error);
  return after;
}

// What the register told central counts, whatever the case says of it, and whoever asked in vain
// afterwards.
static void
test_listed (Fixture *self, gconstpointer data)
{
  g_autoptr (YcCase) before = load_case (self);
  g_autoptr (YcEvent) accepted = NULL;
  g_autoptr (YcCase) after = accept_deferred (before, &accepted);
  g_autofree char *other = yc_test_id (0xca5, 2);
  g_autoptr (GError) error = NULL;

  add_credit (self, 1, other, "answered", "{\"listed\":true}", NULL);
  add_credit (self, 2, accepted->case_id, "not-found", "{}", NULL);
  g_assert_true (yc_named_check (self->ledger, self->catalogue, accepted, after, &error));
  g_assert_no_error (error);
  add_credit (self, 3, accepted->case_id, "answered", "{\"listed\":true}", NULL);
  add_credit (self, 4, accepted->case_id, "failed", "{}", NULL);
  g_assert_false (yc_named_check (self->ledger, self->catalogue, accepted, after, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BLOCKED);
}

static gboolean
is_taken (Fixture *self, YcCatalogue *catalogue, const YcEvent *accepted, const YcCase *after)
{
  g_autoptr (GError) error = NULL;
  gboolean good = yc_named_check (self->ledger, catalogue, accepted, after, &error);

  if (!good)
    g_assert_error (error, YC_ERROR, YC_ERROR_BLOCKED);
  return good;
}

// Where the city has the list, somebody must have asked it about this applicant; that nobody could
// be asked will do.
static void
test_unasked (Fixture *self, gconstpointer data)
{
  g_autoptr (YcCase) before = load_case (self);
  g_autoptr (JsonNode) node =
      json_from_string ("{\"source\":\"credit\",\"outcome\":\"failed\",\"answer\":{}}", NULL);
  g_autoptr (YcEvent) failed = make_event (before, YC_EVENT_VERIFIED, json_node_dup_object (node));
  g_autoptr (YcCase) in_vain = yc_case_apply (before, failed, NULL, NULL);
  g_autoptr (YcEvent) accepted = NULL;
  g_autoptr (YcCase) after = accept_deferred (before, &accepted);
  g_autoptr (YcEvent) later = NULL;
  g_autoptr (YcCase) after_failure = accept_deferred (in_vain, &later);

  g_assert_false (is_taken (self, self->catalogue, accepted, after));
  g_assert_true (is_taken (self, NULL, accepted, after));
  g_assert_true (is_taken (self, self->catalogue, later, after_failure));
  add_credit (self, 1, accepted->case_id, "not-found", "{}", "11010519491231002X");
  g_assert_false (is_taken (self, self->catalogue, accepted, after)); // somebody else's
  add_credit (self, 2, accepted->case_id, "not-found", "{}",
              yc_case_get_applicant (after, "id_number"));
  g_assert_true (is_taken (self, self->catalogue, accepted, after));
}

// A case of the item in which nothing has happened yet.
static YcCase *
begin_case (Fixture *self, const char *item)
{
  g_autoptr (YcEvent) opened = make_event (
      NULL, YC_EVENT_OPENED, yc_item_open (yc_catalogue_find_item (self->catalogue, item)));
  g_autoptr (GError) error = NULL;
  YcCase *begun = yc_case_apply (NULL, opened, NULL, &error);

  g_assert_no_error (error);
  return begun;
}

static void
check_deed (Fixture *self, const char *item, YcEventType type, const char *json, YcErrorCode code)
{
  g_autoptr (YcCase) before = begin_case (self, item);
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  g_autoptr (YcEvent) event = make_event (before, type, json_node_dup_object (node));
  g_autoptr (GError) error = NULL;
  gboolean good = yc_acceptance_check (self->catalogue, before, event, &error);

  g_assert_cmpint (good, ==, code == YC_ERROR_FAILED);
  if (!good)
    g_assert_error (error, YC_ERROR, (int)code);
}

// Nobody is turned away on a ground, or sent to a body, that the catalogue does not know.
static void
test_refusals (Fixture *self, gconstpointer data)
{
  const char *refused = self->item->refuse_grounds->pdata[0];
  const char *not_accepted = self->item->not_accepted_grounds->pdata[0];
  const char *not_needed = self->item->not_needed_grounds->pdata[0];
  const YcRightBody *body = self->item->right_bodies->pdata[0];
  const YcOffice *department = yc_catalogue_get_departments (self->catalogue)->pdata[0];
  const struct {
    YcEventType type;
    const char *ground, *body;
    YcErrorCode code;
  } cases[] = {
      {YC_EVENT_REFUSED, refused, NULL, YC_ERROR_FAILED},
      {YC_EVENT_REFUSED, not_accepted, NULL, YC_ERROR_GROUND_MISSING},
      {YC_EVENT_REFUSED, "made up", NULL, YC_ERROR_GROUND_MISSING},
      {YC_EVENT_NOT_NEEDED, not_needed, NULL, YC_ERROR_FAILED},
      {YC_EVENT_NOT_NEEDED, "made up", NULL, YC_ERROR_GROUND_MISSING},
      {YC_EVENT_NOT_ACCEPTED, "made up", body->name.zh, YC_ERROR_GROUND_MISSING},
      {YC_EVENT_NOT_ACCEPTED, not_accepted, body->name.zh, YC_ERROR_FAILED},
      {YC_EVENT_NOT_ACCEPTED, not_accepted, department->name.zh, YC_ERROR_FAILED},
      {YC_EVENT_NOT_ACCEPTED, not_accepted, "somewhere", YC_ERROR_BODY_MISSING},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = g_strdup_printf (
        "{\"ground\": \"%s\", \"kind\": \"%s\", \"body\": \"%s\"}", cases[i].ground,
        cases[i].body != NULL ? "not-ours" : "refused", cases[i].body != NULL ? cases[i].body : "");

    check_deed (self, ITEM, cases[i].type, json, cases[i].code);
  }
}

// What must be done in person is not done by agents, and what is not posted is handed over.
static void
test_presence (Fixture *self, gconstpointer data)
{
  check_deed (self, "food-business-new", YC_EVENT_AUTHORISED, "{}", YC_ERROR_FAILED);
  check_deed (self, "passport", YC_EVENT_AUTHORISED, "{}", YC_ERROR_IN_PERSON);
  check_deed (self, "food-business-new", YC_EVENT_ISSUED, "{\"method\": \"courier\"}",
              YC_ERROR_FAILED);
  check_deed (self, "vehicle-registration", YC_EVENT_ISSUED, "{\"method\": \"courier\"}",
              YC_ERROR_IN_PERSON);
  check_deed (self, "vehicle-registration", YC_EVENT_ISSUED, "{\"method\": \"in-person\"}",
              YC_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
#define ADD(path, test) g_test_add ("/central/" path, Fixture, NULL, set_up, test, tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("a case begins with the limits of its item", test_limits);
  ADD ("a case begins with the steps of its item", test_steps);
  ADD ("each version of an item has limits of its own", test_versions);
  ADD ("a notice that leaves out what central finds is refused", test_notice);
  ADD ("nothing is deferred for longer than the item allows", test_deferral);
  ADD ("nobody is turned away without a ground or body of the catalogue", test_refusals);
  ADD ("what is settled in person is neither filed by agents nor posted", test_presence);
  ADD ("nothing is deferred for somebody on the dishonesty list", test_listed);
  ADD ("nothing is deferred before the list was asked", test_unasked);
  return g_test_run ();
}
