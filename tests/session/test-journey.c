// One case travels from the counter to a decision, on two workstations and a real central.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-error.h"
#include "yc-test-central.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define NAME     "陈小华"
#define NUMBER   "11010519491231002X"

static YcSession *
begin (const char *profile, YcTestCentral *central, const char *person)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (profile, yc_test_central_get_url (central), person, PASSWORD, &error);

  g_assert_no_error (error);
  return session;
}

// The page of a robot is too small for the place where the applicant signs: the clerk is told so.
static void
assert_only_signature (YcFile *file)
{
  GListModel *findings = yc_file_get_findings (file);
  g_autoptr (YcFindingRow) finding = g_list_model_get_item (findings, 0);

  g_assert_cmpuint (g_list_model_get_n_items (findings), ==, 1);
  g_assert_false (yc_finding_row_is_blocking (finding));
  g_assert_cmpstr (yc_finding_row_get_material (finding), ==, "application");
}

static YcFile *
new_complete_case (YcSession *session)
{
  g_autofree char *page = robot_make_page (1);
  g_autoptr (GError) error = NULL;
  YcFile *file;

  g_assert_true (robot_sync (session)); // numbers are leased
  file = robot_new_case (session, ITEM, &error);
  g_assert_no_error (error);
  robot_type (file, "applicant", "name", NAME);
  robot_type (file, "applicant", "id_number", NUMBER);
  robot_type (file, "applicant", "phone", "13800001111");
  robot_complete (file, page);
  assert_only_signature (file);
  return file;
}

static JsonObject *
decision (YcFile *file)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "opinion", "材料齐全，符合法定形式，准予登记。");
  json_object_set_string_member (data, "ground", yc_file_get_grounds (file, "grant")->pdata[0]);
  return data;
}

static void
test_whole (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("clerk", central, "wang");
  YcSession *approver = begin ("approver", central, "li");
  g_autoptr (YcFile) file = new_complete_case (clerk);
  g_autoptr (YcFile) review = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) voucher = NULL;
  g_autoptr (YcPageRow) page = NULL;
  g_autoptr (YcPicture) picture = NULL;
  g_autofree char *found = NULL;

  g_assert_true (g_str_has_prefix (yc_file_get_number (file), "20"));
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yc_file_get_state (file), ==, YC_STATE_HANDED_OFF);

  found = robot_find (approver, YC_LIST_TO_REVIEW, yc_file_get_id (file));
  g_assert_cmpstr (found, ==, yc_file_get_id (file));
  review = robot_open (approver, found, &error);
  g_assert_no_error (error);
  page = g_list_model_get_item (yc_file_get_pages (review), 0);
  picture = robot_load_page (review, yc_page_row_get_id (page), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (picture->case_id, ==, found);
  g_assert_true (robot_do (review, YC_EVENT_CLAIMED, NULL, &error));
  g_assert_true (robot_do (review, YC_EVENT_GRANTED, decision (review), &error));
  g_assert_no_error (error);
  g_assert_true (robot_wait_state (file, YC_STATE_GRANTED));

  voucher = robot_print (file, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (voucher, NULL), 5, "%PDF-", 5);
  g_assert_true (robot_sync (clerk));
  robot_leave (&clerk);
  robot_leave (&approver);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

static void
test_typed_words_survive (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("typing", central, "wang");
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  YcFile *file;

  g_assert_true (robot_sync (clerk));
  file = robot_new_case (clerk, ITEM, &error);
  g_assert_no_error (error);
  robot_type (file, "applicant", "name", NAME);
  id = g_strdup (yc_file_get_id (file));
  g_clear_object (&file); // no settle: as if the program had been ended
  robot_leave (&clerk);

  clerk = begin ("typing", central, "wang");
  file = robot_open (clerk, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yc_file_get_applicant (file), ==, NAME);
  g_clear_object (&file);
  robot_leave (&clerk);
}

static void
test_offline (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("offline", central, "wang");
  YcSession *approver = begin ("watcher", central, "li");
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = new_complete_case (clerk);
  g_autofree char *found = NULL;

  yc_test_central_stop (central);
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  g_assert_cmpint (yc_file_get_state (file), ==, YC_STATE_HANDED_OFF);
  yc_test_central_start (central);
  g_assert_true (robot_sync (clerk));
  found = robot_find (approver, YC_LIST_TO_REVIEW, yc_file_get_id (file));
  g_assert_nonnull (found);
  g_clear_object (&file);
  robot_leave (&clerk);
  robot_leave (&approver);
  g_assert_cmpuint (yc_test_central_verify (central), ==, 0);
}

static void
count_up (guint *n)
{
  *n += 1;
}

static void
test_sign_in_without_network (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("again", central, "wang");
  g_autoptr (GError) error = NULL;
  guint asked = 0;

  g_assert_true (robot_sync (clerk));
  robot_leave (&clerk);
  yc_test_central_stop (central);
  clerk = robot_begin ("again", yc_test_central_get_url (central), "wang", "not this one", &error);
  g_assert_null (clerk);
  g_assert_error (error, YC_ERROR, YC_ERROR_SIGN_IN);
  clerk = begin ("again", central, "wang");
  g_assert_cmpint (yc_session_get_sync_state (clerk), ==, YC_SYNC_OFFLINE);
  g_assert_true (yc_session_has_catalogue (clerk));
  g_signal_connect_swapped (clerk, "expired", G_CALLBACK (count_up), &asked);
  yc_test_central_start (central);
  yc_session_sync_now (clerk); // who wants to send is asked who they are
  g_assert_cmpuint (asked, ==, 1);
  robot_leave (&clerk);
}

static void
test_separation (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *both = begin ("both", central, "qian"); // takes in and approves
  g_autoptr (YcFile) file = new_complete_case (both);
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  g_assert_false (yc_file_can (file, YC_EVENT_CLAIMED));
  g_assert_false (robot_do (file, YC_EVENT_CLAIMED, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_SEPARATION);
  g_assert_cmpint (yc_file_get_state (file), ==, YC_STATE_HANDED_OFF);
  g_clear_object (&file);
  robot_leave (&both);
}

static void
test_undo (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("undo-clerk", central, "wang");
  YcSession *approver = begin ("undo-approver", central, "li");
  g_autoptr (YcFile) file = new_complete_case (clerk);
  g_autoptr (YcFile) review = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *found = NULL;

  g_assert_true (robot_accept (file, &error));
  found = robot_find (approver, YC_LIST_TO_REVIEW, yc_file_get_id (file));
  review = robot_open (approver, found, &error);
  g_assert_true (robot_do (review, YC_EVENT_CLAIMED, NULL, &error));
  g_assert_true (robot_do (review, YC_EVENT_GRANTED, decision (review), &error));
  g_assert_no_error (error);
  g_assert_cmpint (yc_file_get_state (review), ==, YC_STATE_GRANTED);
  g_assert_true (robot_undo (review));
  g_assert_true (robot_wait_state (review, YC_STATE_IN_REVIEW));
  g_clear_object (&file);
  g_clear_object (&review);
  robot_leave (&clerk);
  robot_leave (&approver);
}

static void
test_blocked (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("blocked", central, "wang");
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = NULL;

  g_assert_true (robot_sync (clerk));
  file = robot_new_case (clerk, ITEM, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (yc_file_get_findings (file)), >, 3);
  g_assert_false (robot_accept (file, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_BLOCKED);
  g_assert_cmpint (yc_file_get_state (file), ==, YC_STATE_DRAFT);
  g_clear_object (&file);
  robot_leave (&clerk);
}

// The `test` backend of SANE stands in for a scanner; its pages are as long as A4 has it.
static void
test_scan (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("scan", central, "wang");
  YcProfile *profile = yc_session_get_profile (clerk);
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = NULL;
  g_autoptr (YcPageRow) page = NULL;
  g_autoptr (YcPicture) picture = NULL;

  yc_profile_set (profile, "scan-source", "feeder");
  yc_profile_set (profile, "scan-mode", "grey");
  yc_profile_set (profile, "scan-dpi", "150");
  g_assert_true (robot_sync (clerk));
  file = robot_new_case (clerk, ITEM, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (robot_scan (file, "application", &error), ==, 0);
  g_assert_error (error, YC_ERROR, YC_ERROR_SCANNER_NONE);
  g_clear_error (&error);
  yc_profile_set (profile, "scanner", "test:0");
  g_assert_cmpuint (robot_scan (file, "application", &error), ==, 10); // its feeder holds ten pages
  g_assert_no_error (error);
  while (g_list_model_get_n_items (yc_file_get_pages (file)) < 10)
    g_main_context_iteration (NULL, TRUE); // they are stored; the models follow
  robot_settle (file);
  g_assert_cmpuint (g_list_model_get_n_items (yc_file_get_pages (file)), ==, 10);
  page = g_list_model_get_item (yc_file_get_pages (file), 9);
  picture = robot_load_page (file, yc_page_row_get_id (page), &error);
  g_assert_no_error (error);
  g_assert_cmpint (picture->width, >, 100);
  g_clear_object (&file);
  g_assert_true (robot_sync (clerk));
  robot_leave (&clerk);
}

static void
use_test_scanner (void)
{
  g_autofree char *folder = g_dir_make_tmp ("yc-sane-XXXXXX", NULL);
  g_autofree char *dll = g_build_filename (folder, "dll.conf", NULL);
  g_autofree char *test = g_build_filename (folder, "test.conf", NULL);

  g_assert_true (g_file_set_contents (dll, "test\n", -1, NULL));
  g_assert_true (g_file_set_contents (test, "number_of_devices 1\n", -1, NULL));
  g_setenv ("SANE_CONFIG_DIR", folder, TRUE);
}

int
main (int argc, char **argv)
{
  use_test_scanner ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/journey/a case travels from the counter to a decision and back", test_whole);
  g_test_add_func ("/journey/what was typed survives the end of the program",
                   test_typed_words_survive);
  g_test_add_func ("/journey/a case accepted without network arrives when the network comes back",
                   test_offline);
  g_test_add_func ("/journey/whoever signed in here before can sign in without network",
                   test_sign_in_without_network);
  g_test_add_func ("/journey/whoever received a case cannot decide it", test_separation);
  g_test_add_func ("/journey/a decision can be taken back for ten seconds", test_undo);
  g_test_add_func ("/journey/a case with findings cannot be accepted", test_blocked);
  g_test_add_func ("/journey/pages from the scanner are in the case", test_scan);
  return g_test_run ();
}
