// What is known already: registers, earlier cases of the same person, values with their sources.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "counter.h"
#include "yc-earlier.h"
#include "yc-error.h"
#include "yc-file-private.h"

#include <string.h>

#define LISTED "430102199608220343" // on the city's dishonesty list

static Counter counter; // with the city's registers; one for all tests
static YcSession *clerk;

static gboolean
ask (YcFile *file, const char *material, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_earlier_ask_async (file, material, NULL, counter_keep_cb, &result);
  return yc_earlier_ask_finish (file, counter_wait_for (&result), error);
}

static guint
fill (YcFile *file)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n;

  yc_earlier_fill_async (file, NULL, counter_keep_cb, &result);
  n = yc_earlier_fill_finish (file, counter_wait_for (&result), NULL);
  counter_settle (file);
  return n;
}

static GListModel *
list_earlier (YcFile *file, const char *material)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *rows;

  yc_earlier_list_async (file, material, NULL, counter_keep_cb, &result);
  rows = yc_earlier_list_finish (file, counter_wait_for (&result), &error);
  g_assert_no_error (error);
  return rows;
}

static void
end_case (YcFile **file)
{
  counter_settle (*file);
  g_clear_object (file);
  g_assert_true (robot_sync (clerk));
}

// Another person each time: earlier cases of one test are not those of another.
static YcFile *
open_case_of (const char *item, const char *name, const char *number)
{
  YcFile *file = counter_open_case (clerk, item);

  robot_type (file, "applicant", "name", name);
  robot_type (file, "applicant", "id_number", number);
  counter_settle (file);
  return file;
}

static void
test_answered (void)
{
  g_autoptr (GError) error = NULL;
  YcFile *file = open_case_of ("driving-licence-renewal", "黄建平", "330106198511150155");
  g_autoptr (YcMaterialRow) medical = counter_find_material (file, "medical");
  JsonObject *evidence;

  g_assert_true (yc_material_row_can_ask (medical));
  g_assert_true (ask (file, "medical", &error));
  g_assert_no_error (error);
  g_assert_cmpint (yc_material_row_get_status (medical), ==, YC_STATUS_BY_DATA);
  g_assert_true (yc_material_row_get_grade (medical) == 'A');
  g_assert_nonnull (strstr (yc_material_row_get_answer (medical), "云溪市中医院"));
  g_assert_null (strstr (yc_material_row_get_answer (medical), "330106198511150155"));
  evidence = g_hash_table_lookup (file->stored->shared, "health");
  g_assert_cmpstr (json_object_get_string_member (evidence, "outcome"), ==, "answered");
  g_assert_cmpstr (json_object_get_string_member (
                       json_object_get_object_member (evidence, "answer"), "hospital"),
                   ==, "云溪市中医院");
  end_case (&file);
}

// Another person's answer settles nothing; when the number is the first one again, so is its
// answer.
static void
test_other_person (void)
{
  g_autoptr (GError) error = NULL;
  YcFile *file = open_case_of ("driving-licence-renewal", "黄建平", "330106198511150155");
  g_autoptr (YcMaterialRow) medical = counter_find_material (file, "medical");
  JsonObject *about;

  g_assert_true (ask (file, "medical", &error));
  g_assert_no_error (error);
  about =
      json_object_get_object_member (g_hash_table_lookup (file->stored->shared, "health"), "about");
  g_assert_cmpstr (json_object_get_string_member (about, "applicant.id_number"), ==,
                   "330106198511150155");
  robot_type (file, "applicant", "id_number", "11010519491231002X");
  counter_settle (file);
  g_assert_cmpint (yc_material_row_get_status (medical), ==, YC_STATUS_MISSING);
  g_assert_true (yc_material_row_get_grade (medical) == 0);
  g_assert_true (yc_material_row_can_ask (medical));
  robot_type (file, "applicant", "id_number", "330106198511150155");
  counter_settle (file);
  g_assert_cmpint (yc_material_row_get_status (medical), ==, YC_STATUS_BY_DATA);
  end_case (&file);
}

static void
test_not_found (void)
{
  g_autoptr (GError) error = NULL;
  YcFile *file = open_case_of ("driving-licence-renewal", "无名氏", "11010519491231002X");
  g_autoptr (YcMaterialRow) medical = counter_find_material (file, "medical");

  g_assert_false (ask (file, "medical", &error));
  g_assert_no_error (error);
  g_assert_cmpint (yc_material_row_get_status (medical), ==, YC_STATUS_MISSING);
  g_assert_nonnull (strstr (yc_material_row_get_remark (medical), "take the paper"));
  end_case (&file);
}

// That nobody could be asked is evidence as well.
static void
test_offline (void)
{
  g_autoptr (GError) error = NULL;
  YcFile *file = open_case_of ("driving-licence-renewal", "黄建平", "330106198511150155");
  g_autoptr (YcMaterialRow) medical = counter_find_material (file, "medical");
  JsonObject *evidence;

  yc_test_central_stop (counter.central);
  g_assert_false (ask (file, "medical", &error));
  yc_test_central_start (counter.central);
  g_assert_no_error (error);
  evidence = g_hash_table_lookup (file->stored->shared, "health");
  g_assert_cmpstr (json_object_get_string_member (evidence, "outcome"), ==, "failed");
  g_assert_cmpstr (json_object_get_string_member (evidence, "why"), ==, "offline");
  g_assert_nonnull (strstr (yc_material_row_get_remark (medical), "did not answer"));
  end_case (&file);
}

static guint
count_findings (YcFile *file, const char *words)
{
  GListModel *findings = yc_file_get_findings (file);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (YcFindingRow) row = g_list_model_get_item (findings, i);

    n += strstr (yc_finding_row_get_text (row), words) != NULL;
  }
  return n;
}

static gboolean
has_credit (YcFile *file, const char *outcome)
{
  JsonObject *last = g_hash_table_lookup (file->stored->shared, "credit");

  return last != NULL && g_strcmp0 (json_object_get_string_member (last, "outcome"), outcome) == 0;
}

static void
test_credit (void)
{
  YcFile *file = open_case_of ("food-business-new", "失信人", LISTED);

  counter_mark (file, "rules", YC_MARK_DEFERRED);
  while (!g_hash_table_contains (file->stored->shared, "credit"))
    g_main_context_iteration (NULL, TRUE); // the register is asked by itself
  g_assert_cmpuint (count_findings (file, "on the dishonesty list"), ==, 1);
  end_case (&file);
}

// A register that was away is no excuse for the next time.
static void
test_credit_again (void)
{
  YcFile *file = open_case_of ("food-business-new", "失信人", LISTED);

  yc_test_central_stop (counter.central);
  counter_mark (file, "rules", YC_MARK_DEFERRED);
  while (!has_credit (file, "failed"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_findings (file, "the dishonesty list could not be asked"), ==, 1);
  yc_test_central_start (counter.central);
  counter_mark (file, "rules", YC_MARK_NONE);
  g_assert_true (has_credit (file, "failed"));
  counter_mark (file, "rules", YC_MARK_DEFERRED);
  while (!has_credit (file, "answered"))
    g_main_context_iteration (NULL, TRUE);
  end_case (&file);
}

// Whoever is typed in after something was deferred is asked about as well.
static void
test_credit_of_another (void)
{
  YcFile *file = open_case_of ("food-business-new", "甲", "330106198511150155");

  counter_mark (file, "rules", YC_MARK_DEFERRED);
  while (!g_hash_table_contains (file->stored->shared, "credit"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_findings (file, "on the dishonesty list"), ==, 0);
  robot_type (file, "applicant", "id_number", LISTED);
  robot_type (file, "applicant", "name", "失信人");
  yc_file_settle (file);
  while (count_findings (file, "on the dishonesty list") == 0)
    g_main_context_iteration (NULL, TRUE);
  end_case (&file);
}

// An acceptance waits for the answer, and central takes it.
static void
test_credit_at_acceptance (void)
{
  YcFile *file = open_case_of ("food-business-new", "甲", "330106198511150155");
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (GError) error = NULL;
  guint asked = 0;

  counter_complete (file);
  yc_file_mark (file, "rules", YC_MARK_DEFERRED);
  while (yc_case_get_mark (file->stored, "rules") != YC_MARK_DEFERRED)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (g_hash_table_contains (file->stored->shared, "credit"));
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  events = yc_case_list_events (file->stored);
  for (guint i = 0; i < events->len; i++) {
    const YcEvent *event = events->pdata[i];

    asked += g_strcmp0 (yc_event_get_string (event, "source"), "credit") == 0;
    if (event->type == YC_EVENT_ACCEPTED)
      g_assert_cmpuint (asked, >, 0);
  }
  end_case (&file);
  g_assert_cmpuint (yc_session_get_waiting (clerk), ==, 0);
}

// The register was away, and answers while the acceptance is on its way: that waits for it.
static void
test_credit_comes_late (void)
{
  YcFile *file = open_case_of ("food-business-new", "失信人", LISTED);
  g_autoptr (GError) error = NULL;

  counter_complete (file);
  yc_test_central_stop (counter.central);
  counter_mark (file, "rules", YC_MARK_DEFERRED);
  while (!has_credit (file, "failed"))
    g_main_context_iteration (NULL, TRUE);
  yc_test_central_start (counter.central);
  yc_file_ask_list (file, TRUE);
  g_assert_false (robot_accept (file, &error));
  g_assert_true (has_credit (file, "answered"));
  g_assert_cmpint (file->stored->accepted_at, ==, 0);
  end_case (&file);
}

static void
bring_health (YcFile *file)
{
  g_autofree char *page = robot_make_page (7);
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_import (file, "health", page, &error));
  g_assert_no_error (error);
  counter_mark (file, "health", YC_MARK_CHECKED);
}

// Takes the material over from the newest case that has it; the page's day.
static gint64
reuse (YcFile *file, const char *material, YcEarlierRow *row)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  const YcPage *page;

  yc_earlier_reuse_async (file, material, row, NULL, counter_keep_cb, &result);
  g_assert_true (yc_earlier_reuse_finish (file, counter_wait_for (&result), &error));
  g_assert_no_error (error);
  page = file->stored->pages->pdata[0];
  return page->since;
}

static void
test_reuse (void)
{
  YcFile *first = open_case_of ("food-business-new", "张丽娟", "330102197404220189");
  g_autofree char *number = g_strdup (yc_file_get_number (first));
  const gint64 opened = first->stored->opened_at;
  YcFile *second, *third;
  g_autoptr (GListModel) rows = NULL, none = NULL, again = NULL;
  g_autoptr (YcEarlierRow) row = NULL, newest = NULL;
  g_autoptr (YcMaterialRow) health = NULL;
  const YcPage *page;

  bring_health (first);
  second = open_case_of ("food-business-new", "张丽娟", "330102197404220189");
  health = counter_find_material (second, "health");
  g_assert_true (yc_material_row_can_reuse (health));
  rows = list_earlier (second, "health");
  none = list_earlier (second, "layout");
  g_assert_cmpuint (g_list_model_get_n_items (none), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (rows), ==, 1);
  row = g_list_model_get_item (rows, 0);
  g_assert_true (g_str_has_prefix (yc_earlier_row_get_title (row), number));
  g_assert_cmpstr (yc_earlier_row_get_detail (row), ==, "1 page, grade B");
  g_assert_cmpint (reuse (second, "health", row), ==, opened);
  page = second->stored->pages->pdata[0];
  g_assert_cmpstr (page->origin, ==, number);
  g_assert_cmpstr (page->grade, ==, "B");
  g_assert_true (yc_material_row_get_grade (health) == 'B');
  g_assert_nonnull (strstr (yc_material_row_get_remark (health), number));
  third = open_case_of ("food-business-new", "张丽娟", "330102197404220189");
  again = list_earlier (third, "health");
  g_assert_cmpuint (g_list_model_get_n_items (again), ==, 2);
  newest = g_list_model_get_item (again, 0);
  g_assert_cmpint (reuse (third, "health", newest), ==, opened); // it does not get young again
  end_case (&first);
  end_case (&second);
  end_case (&third);
}

static void
test_fill (void)
{
  YcFile *first = open_case_of ("rental-filing", "李志强", "330110195909010196");
  YcFile *second;
  g_autofree char *number = g_strdup (yc_file_get_number (first));
  g_autofree char *told = NULL, *id = NULL;
  g_autoptr (YcFieldRow) certificate = NULL, phone = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  robot_type (first, "form", "certificate_no", "浙(2021)云溪市不动产权第0012345号");
  counter_settle (first);
  second = open_case_of ("rental-filing", "李志强", "330110195909010196");
  g_assert_null (yc_earlier_get_duplicate (second));
  g_assert_cmpuint (fill (second), ==, 2);
  told = g_strdup (yc_earlier_get_duplicate (second));
  g_assert_nonnull (strstr (told, number)); // the first one is still open
  certificate = counter_find_field (second, "certificate_no");
  phone = counter_find_field (second, "phone");
  g_assert_cmpstr (yc_field_row_get_text (phone), ==, COUNTER_PHONE);
  g_assert_cmpstr (yc_field_row_get_source (phone), ==, "From the applicant's record");
  g_assert_nonnull (strstr (yc_field_row_get_source (certificate), number));
  robot_type (second, "form", "phone", "13800001111");
  g_assert_null (yc_field_row_get_source (phone)); // typed over
  g_assert_cmpuint (fill (second), ==, 0); // nothing is filled twice, or over what was typed
  id = g_strdup (yc_file_get_id (second));
  end_case (&second);
  second = robot_open (clerk, id, &error);
  g_assert_no_error (error);
  again = counter_find_field (second, "certificate_no");
  g_assert_nonnull (strstr (yc_field_row_get_source (again), number)); // sources are kept
  end_case (&first);
  end_case (&second);
}

// There may be something to fill whenever more is known, whatever comes last.
static void
test_known (void)
{
  YcFile *file = open_case_of ("household-migration", "黄建平", "330106198511150155");
  g_autofree char *before = yc_earlier_get_known (file), *typing = NULL, *settled = NULL,
                  *asked = NULL, *address = NULL;
  g_autoptr (GError) error = NULL;

  robot_type (file, "applicant", "address", "云溪市文昌路1号");
  typing = yc_earlier_get_known (file);
  g_assert_cmpstr (typing, ==, before);
  counter_settle (file);
  settled = yc_earlier_get_known (file);
  g_assert_cmpstr (settled, !=, typing);
  fill (file);
  address = counter_get_text (file, "from_address");
  g_assert_cmpstr (address, ==, "");
  g_assert_true (ask (file, "id", &error));
  g_assert_no_error (error);
  asked = yc_earlier_get_known (file);
  g_assert_cmpstr (asked, !=, settled);
  g_assert_cmpuint (fill (file), ==, 1);
  g_free (address);
  address = counter_get_text (file, "from_address");
  g_assert_cmpstr (address, !=, "");
  end_case (&file);
}

// What somebody has emptied does not come back, whatever else is known.
static void
test_emptied (void)
{
  YcFile *first = open_case_of ("rental-filing", "周明丽", "110101199003070718");
  YcFile *second;
  g_autofree char *phone = NULL, *form = NULL;

  second = open_case_of ("rental-filing", "周明丽", "110101199003070718");
  robot_type (second, "applicant", "phone", "");
  robot_type (second, "form", "phone", "");
  counter_settle (second);
  fill (second);
  g_assert_cmpstr (yc_case_get_applicant (second->stored, "phone"), ==, "");
  form = counter_get_text (second, "phone");
  g_assert_cmpstr (form, ==, "");
  end_case (&first);
  end_case (&second);
}

// What is asked again about something else can fill again.
static void
test_asked_about_another (void)
{
  YcFile *file = open_case_of ("household-migration", "黄建平", "330106198511150155");
  g_autofree char *first = NULL, *between = NULL, *second = NULL, *address = NULL, *other = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ask (file, "id", &error));
  first = yc_earlier_get_known (file);
  fill (file);
  address = counter_get_text (file, "from_address");
  robot_type (file, "applicant", "name", "陈小华");
  robot_type (file, "applicant", "id_number", "330102199801010117");
  counter_settle (file);
  between = yc_earlier_get_known (file);
  g_assert_null (strstr (between, "population"));
  g_assert_true (ask (file, "id", &error));
  g_assert_no_error (error);
  second = yc_earlier_get_known (file);
  g_assert_nonnull (strstr (second, "population"));
  g_assert_cmpstr (second, !=, first);
  fill (file);
  other = counter_get_text (file, "from_address");
  g_assert_cmpstr (other, ==, address); // what stands there is not written over
  end_case (&file);
}

static gboolean
leads_to (YcFile *file, const char *field)
{
  GListModel *findings = yc_file_get_findings (file);

  for (guint i = 0; i < g_list_model_get_n_items (findings); i++) {
    g_autoptr (YcFindingRow) row = g_list_model_get_item (findings, i);

    if (g_strcmp0 (yc_finding_row_get_field (row), field) == 0)
      return TRUE;
  }
  return FALSE;
}

// The record and a form may have a field of the same name.
static void
test_place (void)
{
  YcFile *file = counter_open_case (clerk, "driving-licence-renewal");

  g_assert_true (leads_to (file, "form/phone"));
  g_assert_false (leads_to (file, "applicant/phone"));
  robot_type (file, "applicant", "id_number", "");
  counter_settle (file);
  g_assert_true (leads_to (file, "applicant/id_number"));
  end_case (&file);
}

int
main (int argc, char **argv)
{
  int failures;

  counter_isolate ();
  g_test_init (&argc, &argv, NULL);
  counter_begin (&counter, COUNTER_DAY);
  counter_add_registers (&counter);
  clerk = counter_sign_in (&counter, "wang");
  g_test_add_func ("/earlier/what a register answers settles its material", test_answered);
  g_test_add_func ("/earlier/an answer is about one person only", test_other_person);
  g_test_add_func ("/earlier/a register that knows nothing asks for the paper", test_not_found);
  g_test_add_func ("/earlier/a register that cannot be asked is evidence as well", test_offline);
  g_test_add_func ("/earlier/a listed person cannot defer, and nobody has to ask", test_credit);
  g_test_add_func ("/earlier/the list is asked again after it could not be", test_credit_again);
  g_test_add_func ("/earlier/the list is asked about whoever comes to be the applicant",
                   test_credit_of_another);
  g_test_add_func ("/earlier/an acceptance waits for what the list says",
                   test_credit_at_acceptance);
  g_test_add_func ("/earlier/a material is used again with its grade and its origin", test_reuse);
  g_test_add_func ("/earlier/what is known is filled in with its source, and a duplicate is told",
                   test_fill);
  g_test_add_func ("/earlier/more is filled in as more is known", test_known);
  g_test_add_func ("/earlier/what somebody has emptied stays empty", test_emptied);
  g_test_add_func ("/earlier/a register that is asked about another can fill again",
                   test_asked_about_another);
  g_test_add_func ("/earlier/an acceptance waits for an answer under way", test_credit_comes_late);
  g_test_add_func ("/earlier/a finding leads to the record or to the form", test_place);
  failures = g_test_run ();
  robot_leave (&clerk);
  counter_end (&counter);
  counter_clean_up ();
  return failures;
}
