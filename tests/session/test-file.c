// What an open case keeps and says beyond its journey: an opinion half written, a page taken out,
// why not.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "yc-error.h"
#include "yc-pile.h"
#include "yc-test-central.h"
#include "yc-words.h"

#include <string.h>

#define ITEM     "real-estate-transfer"
#define PASSWORD "yichuang-demo"
#define OPINION  "面积与权属证书不一致"

static YcSession *
begin (const char *profile, YcTestCentral *central, const char *person)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (profile, yc_test_central_get_url (central), person, PASSWORD, &error);

  g_assert_no_error (error);
  return session;
}

static YcFile *
new_case (YcSession *session)
{
  g_autoptr (GError) error = NULL;
  YcFile *file;

  g_assert_true (robot_sync (session)); // numbers are leased
  file = robot_new_case (session, ITEM, &error);
  g_assert_no_error (error);
  return file;
}

static YcFile *
new_accepted_case (YcSession *session)
{
  g_autofree char *page = robot_make_page (1);
  g_autoptr (GError) error = NULL;
  YcFile *file = new_case (session);

  robot_type (file, "applicant", "name", "陈小华");
  robot_type (file, "applicant", "id_number", "11010519491231002X");
  robot_complete (file, page);
  g_assert_true (robot_accept (file, &error));
  g_assert_no_error (error);
  return file;
}

static YcFile *
open_to_review (YcSession *session, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = robot_find (session, YC_LIST_TO_REVIEW, id);
  YcFile *file = found != NULL ? robot_open (session, found, &error) : NULL;

  g_assert_no_error (error);
  g_assert_nonnull (file);
  return file;
}

static void
give_back (YcFile *file)
{
  JsonObject *data = json_object_new ();
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (data, "reason", "请核对面积");
  json_object_set_string_member (data, "ground", yc_file_get_grounds (file, "return")->pdata[0]);
  g_assert_true (robot_do (file, YC_EVENT_RETURNED, data, &error));
  g_assert_no_error (error);
}

static void
test_opinion (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("opinion-clerk", central, "wang");
  YcSession *approver = begin ("opinion", central, "li");
  g_autoptr (YcFile) file = new_accepted_case (clerk);
  YcFile *review = open_to_review (approver, yc_file_get_id (file));
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_do (review, YC_EVENT_CLAIMED, NULL, &error));
  yc_file_type_opinion (review, OPINION);
  robot_settle (review);
  g_clear_object (&review);
  robot_leave (&approver);

  approver = begin ("opinion", central, "li");
  review = open_to_review (approver, yc_file_get_id (file));
  g_assert_cmpstr (yc_file_get_typed_opinion (review), ==, OPINION);
  give_back (review);
  g_clear_object (&review);
  g_assert_true (robot_wait_state (file, YC_STATE_RETURNED));
  g_assert_true (robot_accept (file, &error));
  review = open_to_review (approver, yc_file_get_id (file));
  g_assert_cmpstr (yc_file_get_typed_opinion (review), ==, "");
  g_clear_object (&review);
  robot_leave (&approver);
  robot_leave (&clerk);
}

static void
test_page (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("page", central, "wang");
  g_autoptr (YcFile) file = new_case (clerk);
  g_autoptr (YcMaterialRow) material = g_list_model_get_item (yc_file_get_materials (file), 0);
  g_autoptr (YcPageRow) page = NULL;
  g_autoptr (YcPicture) picture = NULL;
  g_autoptr (YcPile) pile = NULL;
  g_autofree char *path = robot_make_page (2), *id = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (robot_import (file, yc_material_row_get_id (material), path, &error));
  g_assert_no_error (error);
  while (g_list_model_get_n_items (yc_file_get_pages (file)) == 0)
    g_main_context_iteration (NULL, TRUE); // it is stored; the models follow
  page = g_list_model_get_item (yc_file_get_pages (file), 0);
  id = g_strdup (yc_page_row_get_id (page));
  pile = yc_pile_new (file);
  yc_pile_remove (pile, (const char *const[]){id, NULL});
  robot_settle (file);
  g_assert_cmpuint (g_list_model_get_n_items (yc_file_get_pages (file)), ==, 0);
  yc_pile_undo (pile);
  robot_settle (file);
  g_assert_cmpuint (g_list_model_get_n_items (yc_file_get_pages (file)), ==, 1);
  picture = robot_load_page (file, id, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (picture->page_id, ==, id);
  robot_leave (&clerk);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static gboolean
save_pdf (YcFile *file, const char *material, GFile *target, GCancellable *cancel, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  yc_file_save_pdf_async (file, material, target, NULL, NULL, cancel, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return yc_file_save_pdf_finish (file, result, error);
}

static void
assert_told (const char *path, const char *tool, const char *what)
{
  g_autofree char *command = g_strdup_printf ("%s '%s'", tool, path), *said = NULL;
  int status = -1;

  g_assert_true (g_spawn_command_line_sync (command, &said, NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  if (strstr (said, what) == NULL)
    g_error ("“%s” is not in: %s", what, said);
}

static guint
count_exports (YcFile *file)
{
  GListModel *history = yc_file_get_history (file);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (history); i++) {
    g_autoptr (YcHistoryRow) row = g_list_model_get_item (history, i);

    n += g_str_equal (yc_history_row_get_title (row), yc_words_event (YC_EVENT_EXPORTED));
  }
  return n;
}

static void
test_pdf (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("pdf", central, "wang");
  g_autoptr (YcFile) file = new_case (clerk);
  g_autoptr (YcMaterialRow) first = g_list_model_get_item (yc_file_get_materials (file), 0);
  g_autoptr (YcMaterialRow) second = g_list_model_get_item (yc_file_get_materials (file), 1);
  g_autofree char *page = robot_make_page (3);
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "case.pdf", NULL);
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_false (save_pdf (file, NULL, target, NULL, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_PAGE);
  g_clear_error (&error);
  robot_import (file, yc_material_row_get_id (first), page, &error);
  robot_import (file, yc_material_row_get_id (second), page, &error);
  robot_import (file, yc_material_row_get_id (second), page, &error);
  g_assert_no_error (error);
  while (g_list_model_get_n_items (yc_file_get_pages (file)) < 3)
    g_main_context_iteration (NULL, TRUE); // they are stored; the models follow
  g_cancellable_cancel (cancelled);
  g_assert_false (save_pdf (file, NULL, target, cancelled, NULL));
  g_assert_false (g_file_query_exists (target, NULL));
  g_assert_cmpuint (count_exports (file), ==, 0);
  g_assert_true (save_pdf (file, NULL, target, NULL, NULL));
  assert_told (path, "pdfinfo", "Pages:           3");
  assert_told (path, "pdfinfo", yc_file_get_number (file));
  assert_told (path, "qpdf --check", "No syntax or stream encoding errors");
  g_assert_true (save_pdf (file, yc_material_row_get_id (second), target, NULL, NULL));
  assert_told (path, "pdfinfo", "Pages:           2");
  assert_told (path, "pdfinfo", yc_material_row_get_name (second));
  while (count_exports (file) < 2)
    g_main_context_iteration (NULL, TRUE); // who took pages out stays in the history
  robot_leave (&clerk);
}

// What the QR on its papers says opens the case; that of a case which is not here says so.
static void
test_link (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("link", central, "wang");
  g_autoptr (YcFile) file = new_case (clerk);
  g_autofree char *link = g_strconcat (YC_CASE_LINK, yc_file_get_number (file), NULL);
  g_autoptr (YcFile) opened = NULL;
  g_autoptr (GError) error = NULL;

  opened = robot_open (clerk, link, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (yc_file_get_id (opened), ==, yc_file_get_id (file));
  g_assert_null (robot_open (clerk, YC_CASE_LINK "2020-G1-999999", &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_NOT_FOUND);
  robot_leave (&clerk);
}

static void
check_why (YcFile *file, YcEventType type, YcErrorCode code)
{
  g_autofree char *why = yc_file_explain (file, type);
  g_autoptr (GError) error = g_error_new_literal (YC_ERROR, (int)code, "");
  g_autofree char *expected = yc_words_error (error);

  g_assert_false (yc_file_can (file, type));
  g_assert_cmpstr (why, ==, expected);
}

static void
test_explain (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("why", central, "wang");
  YcSession *both = begin ("why-both", central, "qian");
  g_autoptr (YcFile) draft = new_case (clerk);
  g_autoptr (YcFile) own = new_accepted_case (both);

  g_assert_null (yc_file_explain (draft, YC_EVENT_FILLED));
  check_why (draft, YC_EVENT_GRANTED, YC_ERROR_ROLE);
  check_why (draft, YC_EVENT_HANDED_OFF, YC_ERROR_STEP);
  check_why (own, YC_EVENT_CLAIMED, YC_ERROR_SEPARATION);
  check_why (own, YC_EVENT_GRANTED, YC_ERROR_SEPARATION);
  robot_leave (&clerk);
  robot_leave (&both);
}

static void
test_name (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("name", central, "wang");
  g_autoptr (YcFile) file = new_case (clerk);

  robot_type (file, "applicant", "name", "陈小华");
  g_assert_cmpstr (yc_file_get_applicant (file), ==, "陈小华");
  g_clear_object (&file);
  file = new_accepted_case (clerk);
  g_assert_cmpstr (yc_file_get_applicant (file), ==, "陈*华");
  robot_leave (&clerk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/session/an opinion half written outlives the program, and not the decision",
                   test_opinion);
  g_test_add_func ("/session/a page that was taken out comes back with its pixels", test_page);
  g_test_add_func ("/session/a material or the case is saved as PDF, as a whole or not at all",
                   test_pdf);
  g_test_add_func ("/session/the code on a paper opens its case", test_link);
  g_test_add_func ("/session/why a step is not allowed is said of the person before the case",
                   test_explain);
  g_test_add_func ("/session/the applicant is named whole only while the case can be filled in",
                   test_name);
  return g_test_run ();
}
