// What pages say of the applicant is offered, used, left, and found again in the PDF.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "robot.h"
#include "specimen.h"
#include "yc-offers.h"
#include "yc-test-central.h"

#include <string.h>

#define SELLER "11010519491231002X"
#define BUYER  "330106198511150155"

static char *
write_card (const char *name, const char *number)
{
  const Specimen card = {
      .kind = SPECIMEN_CARD, .name = name, .number = number, .pixels = YC_PIXELS_GREY};
  g_auto (YcImage) image = specimen_draw (&card);
  const char *mime;
  g_autoptr (GBytes) content = yc_image_encode (&image, &mime, NULL);
  g_autofree char *file_name = g_strconcat (number, ".jpg", NULL);
  char *path = g_build_filename (g_get_user_cache_dir (), file_name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (content, NULL),
                                      (gssize)g_bytes_get_size (content), NULL));
  return path;
}

static void
lay (YcFile *file, const char *material, const char *name, const char *number)
{
  g_autofree char *path = write_card (name, number);
  g_autoptr (GError) error = NULL;

  robot_import (file, material, path, &error);
  g_assert_no_error (error);
}

static YcFieldRow *
find_field (YcFile *file, gboolean form, const char *id)
{
  GListModel *rows = form ? yc_file_get_form_fields (file) : yc_file_get_applicant_fields (file);

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++) {
    g_autoptr (YcFieldRow) row = g_list_model_get_item (rows, i);

    if (g_str_equal (yc_field_row_get_id (row), id))
      return g_steal_pointer (&row);
  }
  g_assert_not_reached ();
}

static void
wait_for_offer (YcFieldRow *row, const char *offer)
{
  while (g_strcmp0 (yc_field_row_get_offer (row), offer) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_place (YcFile *file, const char *field, double left, double top)
{
  g_autoptr (YcOfferPlace) place = yc_offers_find_place (file, field);

  g_assert_nonnull (place);
  g_assert_cmpfloat_with_epsilon (place->left, left, 0.02);
  g_assert_cmpfloat_with_epsilon (place->top, top, 0.02);
  g_assert_cmpfloat (place->right, >, place->left);
  g_assert_cmpfloat (place->bottom, >, place->top);
}

static YcSession *
begin (const char *profile, YcTestCentral *central)
{
  g_autoptr (GError) error = NULL;
  YcSession *session =
      robot_begin (profile, yc_test_central_get_url (central), "wang", "yichuang-demo", &error);

  g_assert_no_error (error);
  g_assert_true (robot_sync (session));
  return session;
}

static YcFile *
begin_case (YcSession *session)
{
  g_autoptr (GError) error = NULL;
  YcFile *file = robot_new_case (session, "real-estate-transfer", &error);

  g_assert_no_error (error);
  lay (file, "seller-id", "张样本", SELLER);
  lay (file, "buyer-id", "黄建平", BUYER);
  while (g_list_model_get_n_items (yc_file_get_pages (file)) < 2)
    g_main_context_iteration (NULL, TRUE);
  return file;
}

static void
check_offers (YcFile *file)
{
  g_autoptr (YcFieldRow) name = find_field (file, FALSE, "name");
  g_autoptr (YcFieldRow) number = find_field (file, FALSE, "id_number");
  g_autoptr (YcFieldRow) seller = find_field (file, TRUE, "seller_id");
  g_autoptr (YcFieldRow) seller_name = find_field (file, TRUE, "seller_name");

  wait_for_offer (seller, SELLER);
  wait_for_offer (name, "黄建平"); // the seller is not the applicant
  wait_for_offer (number, "330106********0155");
  g_assert_nonnull (strstr (yc_field_row_get_offer_page (name), "1"));
  g_assert_cmpstr (yc_field_row_get_text (name), ==, ""); // nothing is filled in by itself
  g_assert_cmpstr (yc_field_row_get_text (number), ==, "");
  assert_place (file, "applicant/id_number", 92 / 210.0, 95 / 297.0);
  assert_place (file, "applicant/name", 80 / 210.0, 57 / 297.0);
  yc_offers_use (file, number);
  yc_offers_use (file, seller_name);
  g_assert_cmpstr (yc_field_row_get_text (number), ==, BUYER);
  g_assert_cmpstr (yc_field_row_get_text (seller_name), ==, "张样本");
  g_assert_null (yc_field_row_get_offer (number));
  g_assert_null (yc_offers_find_place (file, "applicant/id_number"));
  yc_file_type (file, number, "11010519491231003");
  g_assert_cmpstr (yc_field_row_get_offer (number), ==, "330106********0155");
  yc_offers_use (file, number);
  yc_offers_dismiss (file, name);
  g_assert_null (yc_field_row_get_offer (name));
  g_assert_cmpstr (yc_field_row_get_text (name), ==, "");
  robot_settle (file);
}

// Known from the store: nothing can be read any more, and nothing has to be.
static void
check_again (YcSession *session, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcFile) file = robot_open (session, id, &error);
  g_autoptr (YcFieldRow) name = NULL, seller = NULL, number = NULL;

  g_assert_no_error (error);
  name = find_field (file, FALSE, "name");
  number = find_field (file, FALSE, "id_number");
  seller = find_field (file, TRUE, "seller_id");
  yc_offers_begin (file);
  wait_for_offer (seller, SELLER);
  yc_file_type (file, number, "");
  wait_for_offer (number, "330106********0155");
  g_assert_null (yc_field_row_get_offer (name));
  robot_settle (file);
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static void
check_pdf (YcFile *file)
{
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "case.pdf", NULL);
  g_autofree char *command = g_strdup_printf ("pdftotext '%s' -", path), *said = NULL;
  g_autoptr (GFile) target = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  yc_file_save_pdf_async (file, NULL, target, NULL, NULL, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  yc_file_save_pdf_finish (file, result, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_command_line_sync (command, &said, NULL, NULL, NULL));
  g_assert_nonnull (strstr (said, SELLER));
  g_assert_nonnull (strstr (said, BUYER));
  g_assert_nonnull (strstr (said, "公民身份号码"));
}

static void
test_offers (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("reading", central);
  g_autoptr (YcFile) file = begin_case (clerk);
  g_autofree char *id = g_strdup (yc_file_get_id (file));

  yc_offers_begin (file);
  check_offers (file);
  check_pdf (file);
  g_clear_object (&file);
  robot_leave (&clerk);
  g_setenv ("TESSDATA_PREFIX", g_get_user_cache_dir (), TRUE);
  clerk = begin ("reading", central);
  check_again (clerk, id);
  g_unsetenv ("TESSDATA_PREFIX");
  robot_leave (&clerk);
}

// A page takes seconds, and longer where others want the processor: nobody waits for it to leave.
static void
test_leaving (void)
{
  g_autoptr (YcTestCentral) central = yc_test_central_new_demo (0, FALSE);
  YcSession *clerk = begin ("leaving", central);
  g_autoptr (YcFile) file = begin_case (clerk);
  g_autoptr (YcFieldRow) number = find_field (file, FALSE, "id_number");

  yc_offers_begin (file);
  robot_leave (&clerk);
  g_assert_null (yc_field_row_get_offer (number));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reading/what a card says is offered, used or left, and found in the PDF",
                   test_offers);
  g_test_add_func ("/reading/whoever leaves does not wait for a page", test_leaving);
  return g_test_run ();
}
