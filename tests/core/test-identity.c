// Identity numbers, credit codes, and what may be shown of them.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-identity.h"

#include <string.h>

static const char *const persons[] = {
    "11010519491231002X", // GB 11643's own
    "330102198512174512", "810000199408230021", "820000198706150017", "830000199001010018",
    "911124198108030024", // foreigner's card: 18 digits from 9 on
};

static const char *const companies[] = {"91350100M000100Y43"};

// Puts the right check character behind the first seventeen.
static char *
with_check (const char *number)
{
  char *text = g_strdup (number);

  for (const char *c = "0123456789X"; *c != '\0'; c++) {
    text[17] = *c;
    if (yc_identity_check_person (text) == YC_IDENTITY_OK)
      return text;
  }
  g_assert_not_reached ();
}

static void
test_valid (void)
{
  g_assert_cmpint (yc_identity_check_person (persons[0]), ==, YC_IDENTITY_OK);
  g_assert_cmpint (yc_identity_check_credit_code (companies[0]), ==, YC_IDENTITY_OK);
  g_assert_cmpint (yc_identity_check_person ("ABC123456789012"), ==, YC_IDENTITY_OK);
  for (guint i = 1; i < G_N_ELEMENTS (persons); i++) {
    g_autofree char *number = with_check (persons[i]);

    g_assert_cmpint (yc_identity_check_person (number), ==, YC_IDENTITY_OK);
  }
}

// Every digit of a valid number changed to every other one: none may pass.
static void
test_single_changes (void)
{
  for (guint n = 0; n < G_N_ELEMENTS (persons); n++) {
    g_autofree char *number = with_check (persons[n]);

    for (guint i = 0; i < 18; i++) {
      char right = number[i];

      for (const char *c = "0123456789X"; *c != '\0'; c++) {
        number[i] = *c;
        g_assert_true (*c == right || yc_identity_check_person (number) != YC_IDENTITY_OK);
      }
      number[i] = right;
    }
  }
}

static void
test_credit_code_changes (void)
{
  g_autofree char *code = g_strdup (companies[0]);

  for (guint i = 0; i < 18; i++) {
    char right = code[i];

    for (const char *c = "0123456789ABCDEFGHJKLMNPQRTUWXYIOSVZ"; *c != '\0'; c++) {
      code[i] = *c;
      g_assert_true (*c == right || yc_identity_check_credit_code (code) != YC_IDENTITY_OK);
    }
    code[i] = right;
  }
}

static void
test_why (void)
{
  static const struct {
    const char *number;
    YcIdentity why;
  } cases[] = {
      {"", YC_IDENTITY_LENGTH},
      {"1101051949123100", YC_IDENTITY_LENGTH},
      {"11010519491231002X0", YC_IDENTITY_LENGTH},
      {"11010519491231002x", YC_IDENTITY_CHARACTER},
      {"1101051949123100AX", YC_IDENTITY_CHARACTER},
      {"01010519491231002X", YC_IDENTITY_CHARACTER},
      {"AB1123456789012", YC_IDENTITY_CHARACTER},
      {"110105194902310020", YC_IDENTITY_DATE},
      {"110105190002290020", YC_IDENTITY_DATE},
      {"110105000001010020", YC_IDENTITY_DATE},
      {"110105194912310021", YC_IDENTITY_CHECK},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (yc_identity_check_person (cases[i].number), ==, cases[i].why);
  g_assert_cmpint (yc_identity_check_credit_code ("9135"), ==, YC_IDENTITY_LENGTH);
  g_assert_cmpint (yc_identity_check_credit_code ("91350100M000100I43"), ==, YC_IDENTITY_CHARACTER);
  g_assert_cmpint (yc_identity_check_credit_code ("91350100M000100Y44"), ==, YC_IDENTITY_CHECK);
}

static void
test_normalise (void)
{
  static const char *const cases[][2] = {
      {"１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"},
      {" 1101 0519 4912 3100 2x\t", "11010519491231002X"},
      {"91350100m000100y43", "91350100M000100Y43"},
      {"", ""},
      {"\xff", ""},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = yc_identity_normalise (cases[i][0]);

    g_assert_cmpstr (text, ==, cases[i][1]);
  }
}

// What readers and other programs put on the clipboard; NULL: it is no card, or does not say.
static void
test_card (void)
{
  static const struct {
    const char *text, *name, *number, *address;
  } cases[] = {
      {"姓名 陈小华 公民身份号码 11010519491231002X", "陈小华", "11010519491231002X", NULL},
      {"姓名：𠮷田\n住址：云溪市澄江路１２号\n公民身份号码：１１０１０５１９４９１２３１００２ｘ",
       "𠮷田", "11010519491231002X", "云溪市澄江路１２号"},
      {"公民身份号码11010519491231002X 住址云溪市 姓名陈小华", "陈小华", "11010519491231002X",
       "云溪市"},
      {"姓名 陈小华 公民身份号码 110105194912310021", NULL, NULL, NULL}, // a digit is wrong
      {"姓名 陈小华", NULL, NULL, NULL},
      {"11010519491231002X", NULL, NULL, NULL},
      {"", NULL, NULL, NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *name = NULL, *number = NULL, *address = NULL;
    gboolean is_card = yc_identity_read_card (cases[i].text, &name, &number, &address);

    g_assert_true (is_card == (cases[i].number != NULL));
    g_assert_cmpstr (name, ==, cases[i].name);
    g_assert_cmpstr (number, ==, cases[i].number);
    g_assert_cmpstr (address, ==, cases[i].address);
  }
}

typedef char *(*Mask) (const char *text);

static void
test_masks (void)
{
  static const struct {
    Mask mask;
    const char *text, *shown;
  } cases[] = {
      {yc_identity_mask_number, "330102198512174512", "330102********4512"},
      {yc_identity_mask_number, "12345678", "********"},
      {yc_identity_mask_number, "", ""},
      {yc_identity_mask_number, "1234567890", "12******90"},
      {yc_identity_mask_number, "ABC123456789012", "ABC123*****9012"},
      {yc_identity_mask_name, "陈小华", "陈*华"},
      {yc_identity_mask_name, "李梅", "李*"},
      {yc_identity_mask_name, "李", "*"},
      {yc_identity_mask_name, "", ""},
      {yc_identity_mask_name, "欧阳小小", "欧**小"},
      {yc_identity_mask_name, "云溪市好味餐饮有限公司", "云溪*有限公司"},
      {yc_identity_mask_phone, "13800005678", "138****5678"},
      {yc_identity_mask_phone, "110", "***"},
      {yc_identity_mask_phone, "", ""},
      {yc_identity_mask_address, "江西省赣州市章贡区文清路8号", "江西省赣州市章贡区***"},
      {yc_identity_mask_address, "赣县梅林镇1号", "赣县***"},
      {yc_identity_mask_address, "阳光小区3栋2单元", "阳光小区***"},
      {yc_identity_mask_address, "文清路8号江山大厦十二层东区", "文清路8号江***"},
      {yc_identity_mask_address, "3号", "3***"},
      {yc_identity_mask_address, "章贡区", "章***"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = cases[i].mask (cases[i].text);

    g_assert_cmpstr (shown, ==, cases[i].shown);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/core/identity/the numbers of the standards are valid", test_valid);
  g_test_add_func ("/core/identity/every mistyped digit is caught", test_single_changes);
  g_test_add_func ("/core/identity/every mistyped character of a credit code is caught",
                   test_credit_code_changes);
  g_test_add_func ("/core/identity/a refusal says what is wrong", test_why);
  g_test_add_func ("/core/identity/wide characters, blanks and small letters are understood",
                   test_normalise);
  g_test_add_func ("/core/identity/a whole card is read, and nothing else is taken for one",
                   test_card);
  g_test_add_func ("/core/identity/masks hide what they must", test_masks);
  return g_test_run ();
}
