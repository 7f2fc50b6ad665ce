// Reading pages through the real helper and the real tesseract: text, places, names and numbers.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "specimen.h"
#include "yc-error.h"
#include "yc-ocr.h"
#include "yc-read-facts.h"

#include <string.h>

#define PERSON  "11010519491231002X"
#define COMPANY "91350100M000100Y43"

static YcPageText *
read_page (YcOcr *ocr, const Specimen *specimen)
{
  g_auto (YcImage) image = specimen_draw (specimen);
  g_autoptr (GError) error = NULL;
  YcPageText *text = yc_ocr_read (ocr, &image, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint ((gsize)g_utf8_strlen (text->text, -1), ==, text->n);
  return text;
}

// `box` in millimetres at 300 dpi, from x to beyond x.
static void
assert_near (const YcPageBox *box, double left, double top)
{
  const double mm = 300 / 25.4;

  g_assert_cmpfloat_with_epsilon (box->left / mm, left, 3);
  g_assert_cmpfloat_with_epsilon (box->top / mm, top, 3);
  g_assert_cmpfloat (box->right, >, box->left);
  g_assert_cmpfloat (box->bottom - box->top, <, 12 * mm);
}

static void
test_facts (void)
{
  static const struct {
    Specimen specimen;
    YcReadKind kind;
    double number_left, number_top, name_left, name_top;
  } cases[] = {
      {{SPECIMEN_CARD, "张样本", PERSON, YC_PIXELS_GREY}, YC_READ_IDENTITY_CARD, 92, 95, 80, 57},
      {{SPECIMEN_CARD, "陈小华", PERSON, YC_PIXELS_LINEART}, YC_READ_IDENTITY_CARD, 92, 95, 80, 57},
      {{SPECIMEN_CARD, "黄建平", "330106198511150155", YC_PIXELS_GREY},
       YC_READ_IDENTITY_CARD,
       92,
       95,
       80,
       57},
      {{SPECIMEN_HOUSEHOLD, "陈小华", PERSON, YC_PIXELS_GREY}, YC_READ_HOUSEHOLD, 62, 125, 62, 55},
      {{SPECIMEN_LICENCE, "云溪市样本文具有限公司", COMPANY, YC_PIXELS_GREY},
       YC_READ_LICENCE,
       20,
       60,
       48,
       81},
  };
  g_autoptr (YcOcr) ocr = yc_ocr_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (YcPageText) text = read_page (ocr, &cases[i].specimen);
    g_auto (YcReadFacts) facts = {0};

    g_test_message ("%s", text->text);
    g_assert_true (yc_read_facts (text, &facts));
    g_assert_cmpint (facts.kind, ==, cases[i].kind);
    g_assert_cmpstr (facts.number, ==, cases[i].specimen.number);
    g_assert_cmpstr (facts.name, ==, cases[i].specimen.name);
    assert_near (&facts.number_box, cases[i].number_left, cases[i].number_top);
    assert_near (&facts.name_box, cases[i].name_left, cases[i].name_top);
  }
}

static void
test_other (void)
{
  const Specimen letter = {.kind = SPECIMEN_LETTER, .pixels = YC_PIXELS_GREY};
  g_autoptr (YcOcr) ocr = yc_ocr_new (NULL);
  g_autoptr (YcPageText) text = read_page (ocr, &letter);
  g_auto (YcReadFacts) facts = {0};

  g_assert_nonnull (strstr (text->text, "申请人应当如实提交有关材料和反映真实情况"));
  g_assert_false (yc_read_facts (text, &facts));
  g_assert_cmpint (yc_ocr_get_shields (ocr) | YC_SHIELD_MEMORY | YC_SHIELD_FILES, ==,
                   YC_SHIELD_ALL);
}

// A number with a digit that was read wrongly is worse than none.
static void
test_doubtful (void)
{
  static const char *const wrong[] = {
      "姓名张样本\n公民身份号码110105194912310021\n", // the last one does not fit
      "公民身份号码1101051949123100\n",               // two are missing
      "公民身份号码911010519491231002X7\n",           // part of something longer
      "姓名\n公民身份号码\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    const gsize n = (gsize)g_utf8_strlen (wrong[i], -1);
    g_autofree YcPageBox *boxes = g_new0 (YcPageBox, n);
    const YcPageText text = {(char *)wrong[i], boxes, n};
    g_auto (YcReadFacts) facts = {0};

    yc_read_facts (&text, &facts);
    g_assert_null (facts.number);
  }
}

static void
test_cancel (void)
{
  const Specimen card = {
      .kind = SPECIMEN_CARD, .name = "张样本", .number = PERSON, .pixels = YC_PIXELS_GREY};
  g_auto (YcImage) image = specimen_draw (&card);
  g_autoptr (YcOcr) ocr = yc_ocr_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (YcPageText) text = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (yc_ocr_read (ocr, &image, cancellable, &error));
  g_assert_true (g_error_matches (error, YC_ERROR, YC_ERROR_CANCELLED) ||
                 g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
  text = yc_ocr_read (ocr, &image, NULL, NULL); // and on with the next
  g_assert_nonnull (strstr (text->text, PERSON));
}

static void
test_missing (void)
{
  const Specimen letter = {.kind = SPECIMEN_LETTER, .pixels = YC_PIXELS_GREY, .dpi = 100};
  g_auto (YcImage) image = specimen_draw (&letter);
  const char *const helpers[] = {"/no/such/helper", NULL};

  for (guint i = 0; i < G_N_ELEMENTS (helpers); i++) {
    g_autoptr (YcOcr) ocr = yc_ocr_new (helpers[i]);
    g_autoptr (GError) error = NULL;

    g_setenv ("TESSDATA_PREFIX", g_get_user_cache_dir (), TRUE); // where there is no data
    g_assert_null (yc_ocr_read (ocr, &image, NULL, &error));
    g_assert_error (error, YC_ERROR, YC_ERROR_OCR_MISSING);
    g_unsetenv ("TESSDATA_PREFIX");
  }
}

static void
test_packed (void)
{
  YcPageBox boxes[] = {{1, 2, 3, 4}, {5, 6, 70000, 8}};
  const YcPageText text = {(char *)"号\n", boxes, 2, 2480, 3507};
  g_autoptr (GBytes) packed = yc_page_text_pack (&text);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);
  g_autoptr (YcPageText) back = yc_page_text_unpack (packed, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (back->text, ==, "号\n");
  g_assert_cmpuint (back->n, ==, 2);
  g_assert_cmpfloat (back->width, ==, 2480);
  g_assert_cmpfloat (back->height, ==, 3507);
  g_assert_cmpfloat (back->boxes[0].bottom, ==, 4);
  g_assert_cmpfloat (back->boxes[1].right, ==, 65535);
  g_assert_null (yc_page_text_unpack (half, &error));
  g_assert_error (error, YC_ERROR, YC_ERROR_MALFORMED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/ocr/name and number are read off card, register page and licence, with their "
                   "places",
                   test_facts);
  g_test_add_func ("/ocr/another page gives its text and no name", test_other);
  g_test_add_func ("/ocr/a number that cannot be is not offered", test_doubtful);
  g_test_add_func ("/ocr/reading is cancelled at once, and goes on with the next page",
                   test_cancel);
  g_test_add_func ("/ocr/where nothing can be read, that is said", test_missing);
  g_test_add_func ("/ocr/text travels and is kept in a form that cannot lie", test_packed);
  return g_test_run ();
}
