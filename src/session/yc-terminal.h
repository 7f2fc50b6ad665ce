// The terminal at which somebody signs in: it proves a key of its own, which never leaves it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-entrance-private.h"

G_BEGIN_DECLS

// Signs in with the terminal's key, which is made the first time. Without one, where the disk has
// no room for it, it is central that says whether that will do. `*ret_fingerprint` is the key's,
// also when signing in fails; NULL: there is none. Blocking; fails as yc_api_sign_in () does.
YcSignIn *yc_terminal_sign_in (const YcDoor *at,
                               const YcCredential *credential,
                               char **ret_fingerprint,
                               GCancellable *cancellable,
                               GError **error);

// The terminal's own key; made if it is not there. Fails as yc_signing_key_ensure () does.
gboolean yc_terminal_ensure_key (YcVault *vault,
                                 const char *folder,
                                 guint8 ret_key[YC_PROOF_SECRET_BYTES],
                                 GError **error);

// With which packets of a hall are sealed, the newest first, as central told last. Never NULL; free
// with g_strfreev (). Fails as the store does; empty where central never told any.
char **yc_terminal_load_hall_keys (YcStore *store, const char *hall, GError **error);

G_END_DECLS
