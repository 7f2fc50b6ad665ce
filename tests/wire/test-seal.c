// The seal of a terminal on what somebody else carries.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-head.h"
#include "yc-seal.h"

static YcEvent *
make_event (guint version, const char *actor, const char *text)
{
  JsonObject *data = json_object_new ();

  json_object_set_string_member (data, "text", text);
  return yc_event_new ("01936f2e-7c3a-7000-8000-0000000000ab",
                       "01936f2e-7c3a-7000-8000-0000000000aa", YC_EVENT_NOTED, version,
                       G_GINT64_CONSTANT (1795400000000), actor, YC_ROLE_INTAKE, "desk", data);
}

static void
test_event (void)
{
  guint8 secret[YC_PROOF_SECRET_BYTES], other[YC_PROOF_SECRET_BYTES];
  g_autoptr (YcEvent) event = make_event (3, "wang", "一");
  g_autoptr (YcEvent) moved = make_event (7, "wang", "一");
  g_autoptr (YcEvent) by_li = make_event (3, "li", "一");
  g_autoptr (YcEvent) changed = make_event (3, "wang", "二");
  YcSeal seal, foreign;

  yc_head_make_secret (secret);
  yc_head_make_secret (other);
  yc_seal_event (&seal, event, secret);
  g_assert_true (yc_seal_is_on_event (&seal, event));
  g_assert_true (yc_seal_is_on_event (&seal, moved)); // events move until they are stored
  g_assert_false (yc_seal_is_on_event (&seal, by_li));
  g_assert_false (yc_seal_is_on_event (&seal, changed));
  yc_seal_event (&foreign, event, other);
  g_strlcpy (foreign.key, seal.key, sizeof foreign.key);
  g_assert_false (yc_seal_is_on_event (&foreign, event));
}

static void
test_json (void)
{
  guint8 secret[YC_PROOF_SECRET_BYTES];
  g_autoptr (JsonObject) object = NULL;
  g_autoptr (JsonObject) less = json_object_new ();
  YcSeal seal, back;

  yc_head_make_secret (secret);
  yc_seal_text (&seal, "text", secret);
  object = yc_seal_to_json (&seal);
  g_assert_true (yc_seal_from_json (object, &back));
  g_assert_true (yc_seal_is_on_text (&back, "text"));
  g_assert_false (yc_seal_is_on_text (&back, "text "));
  json_object_set_string_member (less, "key", seal.key);
  g_assert_false (yc_seal_from_json (less, &back));
  g_assert_false (yc_seal_from_json (NULL, &back));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/seal/an event is sealed wherever it moves, and as it is", test_event);
  g_test_add_func ("/wire/seal/a seal reads back, and nothing else is one", test_json);
  return g_test_run ();
}
