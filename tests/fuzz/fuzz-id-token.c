// Feeds ID tokens: "HEADER\nCLAIMS" is signed with a key of ours, "!TOKEN\nKEYS" is taken as it is.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz.h"
#include "yc-id-token.h"
#include "yc-test-token.h"
#include "yc-wire.h"

static const YcIdTokenRules rules = {"https://id.example.org", "yichuang", "sub",
                                     G_GINT64_CONSTANT (1763880000000)};

// What is taken says who it is, and one thing changed in it is not taken any more.
static void
check (const char *text, JsonObject *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (YcIdToken) token = yc_id_token_read (text, keys, &rules, &error);
  g_autofree char *changed = g_strdup (text);

  g_assert_true ((token != NULL) == (error == NULL));
  if (token == NULL)
    return;
  g_assert_true (token->person != NULL && *token->person != '\0');
  *changed = *changed == 'e' ? 'f' : 'e';
  g_assert_null (yc_id_token_read (changed, keys, &rules, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *input = g_strndup ((const char *)data, size);
  g_auto (GStrv) lines = g_strsplit (input, "\n", 2);
  gboolean is_raw = *input == '!';
  g_autofree char *token = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) keys = NULL;

  if (g_strv_length (lines) < 2)
    return 0;
  if (is_raw)
    node = yc_wire_parse_object (lines[1], -1, NULL);
  else
    keys = yc_test_token_get_keys (NULL);
  if (node != NULL)
    keys = json_object_ref (json_node_get_object (node));
  token = is_raw ? g_strdup (lines[0] + 1) : yc_test_token_new (lines[0], lines[1]);
  if (keys != NULL)
    check (token, keys);
  return 0;
}
