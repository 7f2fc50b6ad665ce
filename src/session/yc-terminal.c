// The terminal at which somebody signs in: it proves a key of its own, which never leaves it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-terminal.h"
#include "yc-signing-key.h"

#define KEY_FILE "terminal.key"

G_STATIC_ASSERT (YC_SIGNING_KEY_BYTES == YC_PROOF_SECRET_BYTES);

YcSignIn *
yc_terminal_sign_in (YcApi *api,
                     const YcTerminalSignIn *wish,
                     char **ret_fingerprint,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autofree char *path = g_build_filename (wish->folder, KEY_FILE, NULL);
  guint8 key[YC_SIGNING_KEY_BYTES];
  g_autoptr (GError) problem = NULL;
  gboolean has_key = yc_signing_key_ensure (wish->vault, path, key, &problem);
  YcSignIn *who;

  if (!has_key)
    g_message ("This terminal signs in without its key: %s", problem->message);
  *ret_fingerprint = has_key ? yc_proof_print_own (key) : NULL;
  who = yc_api_sign_in (api, wish->person, wish->password, wish->terminal, has_key ? key : NULL,
                        cancellable, error);
  yc_signing_key_forget (key);
  return who;
}
