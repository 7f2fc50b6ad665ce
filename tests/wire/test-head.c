// The signed end of central's log.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-head.h"

#define HASH "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static YcHead
sign (gint64 seq)
{
  guint8 secret[YC_HEAD_SECRET_BYTES];
  YcHead head;

  yc_head_make_secret (secret);
  yc_head_sign (&head, seq, HASH, secret);
  return head;
}

static void
test_genuine (void)
{
  const YcHead head = sign (4711);
  YcHead other = head, third = sign (4711);

  g_assert_true (yc_head_is_genuine (&head));
  other.seq++;
  g_assert_false (yc_head_is_genuine (&other));
  other = head;
  other.hash[0] = '1';
  g_assert_false (yc_head_is_genuine (&other));
  other = head;
  other.signature[5] = other.signature[5] == '0' ? '1' : '0';
  g_assert_false (yc_head_is_genuine (&other));
  g_strlcpy (third.signature, head.signature, sizeof third.signature); // another's signature
  g_assert_false (yc_head_is_genuine (&third));
}

static void
test_json (void)
{
  static const char *const members[] = {"seq", "hash", "key", "signature"};
  const YcHead head = sign (0);
  g_autoptr (JsonObject) object = yc_head_to_json (&head);
  YcHead back;

  g_assert_true (yc_head_from_json (object, &back));
  g_assert_true (yc_head_is_genuine (&back));
  g_assert_false (yc_head_from_json (NULL, &back));
  for (gsize i = 0; i < G_N_ELEMENTS (members); i++) {
    g_autoptr (JsonObject) less = yc_head_to_json (&head);

    json_object_set_string_member (less, members[i], "short");
    g_assert_false (yc_head_from_json (less, &back));
    json_object_remove_member (less, members[i]);
    g_assert_false (yc_head_from_json (less, &back));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/head/nothing of a signed head can be changed", test_genuine);
  g_test_add_func ("/wire/head/a head reads back, and nothing else is one", test_json);
  return g_test_run ();
}
