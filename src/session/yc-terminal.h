// The terminal at which somebody signs in: it proves a key of its own, which never leaves it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"
#include "yc-vault.h"

G_BEGIN_DECLS

// Who signs in where. Borrows.
typedef struct {
  YcVault *vault;     // seals the key
  const char *folder; // of the profile; the key lies there
  const char *terminal, *person, *password;
} YcTerminalSignIn;

// Signs in with the terminal's key, which is made the first time. Without one, where the disk has
// no room for it, it is central that says whether that will do. `*ret_fingerprint` is the key's,
// also when signing in fails; NULL: there is none. Blocking; fails as yc_api_sign_in () does.
YcSignIn *yc_terminal_sign_in (YcApi *api,
                               const YcTerminalSignIn *wish,
                               char **ret_fingerprint,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
