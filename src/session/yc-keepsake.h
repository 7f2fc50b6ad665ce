// What a workstation keeps of who signed in there, sealed: enough to let them in without network.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"
#include "yc-entrance.h"
#include "yc-store.h"

G_BEGIN_DECLS

// So many wrong codes in a row, and the code is forgotten.
#define YC_KEEPSAKE_TRIES 5

// Keeps who it is and a hash (Argon2id) of what lets them in: `way` is YC_WAY_PASSWORD or
// YC_WAY_CODE. A NULL `secret` leaves the hash as it is, and keeps nothing where there is none of
// that way.
gboolean yc_keepsake_save (
    YcStore *store, const YcSignIn *who, YcWay way, const char *secret, GError **error);

// Whoever knows the secret. Where nobody of this name has come in that way it fails with
// YC_ERROR_OFFLINE (of a password) or YC_ERROR_CODE_GONE, also when a code is forgotten just now;
// for a wrong secret with YC_ERROR_SIGN_IN or YC_ERROR_CODE_WRONG.
YcSignIn *yc_keepsake_load (
    YcStore *store, const char *person, YcWay way, const char *secret, GError **error);

// Whether the person may come in that way here.
gboolean yc_keepsake_has (YcStore *store, const char *person, YcWay way);

G_END_DECLS
