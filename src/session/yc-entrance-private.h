// Signing in, on a worker.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"
#include "yc-entrance.h"
#include "yc-store.h"

G_BEGIN_DECLS

// Where somebody signs in. Borrows.
typedef struct {
  YcApi *api;
  YcStore *store;        // nullable: nothing can be written
  YcVault *vault;        // seals the terminal's key
  const char *folder;    // of the profile; the key lies there
  const char *terminal;  // its name
  const char *authority; // PEM file; "": the system's
} YcDoor;

// Who came in.
typedef struct {
  YcSignIn *who;       // owned; without a token they came in without network
  char *fingerprint;   // of the terminal's key, also where signing in failed; nullable
  YcCity *city;        // owned, nullable: the sign-in that said who it is
  char *refresh_token; // nullable: with which that can be asked again
} YcEntered;

void yc_entered_clear (YcEntered *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcEntered, yc_entered_clear)

// Lets somebody in, and keeps what it takes to do so without network. A central that cannot be
// reached is no obstacle to who has come in here before, by password or code. `task` is the one
// during which `by->show` may be called. Fails as yc_api_sign_in (), yc_oidc_sign_in () and
// yc_keepsake_load () do.
gboolean yc_entrance_enter (
    const YcDoor *at, const YcEntrance *by, GTask *task, YcEntered *ret_entered, GError **error);

// A copy for another thread, and its end; secrets are wiped.
YcEntrance *yc_entrance_copy (const YcEntrance *self);
void yc_entrance_free (YcEntrance *self);

G_END_DECLS
