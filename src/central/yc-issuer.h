// The city's own sign-in (统一身份认证, an OpenID provider), asked for the keys with which it
// signs.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-id-token.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// Strings are copied.
typedef struct _YcIssuerOptions {
  const char *issuer;    // its address, https, or http to a loopback address
  const char *client_id; // of the workstations there: a public client (RFC 8252)
  const char *claim;     // that names the person as central does; NULL: "sub"
  const char *scope;     // NULL: "openid"
  const char *authority; // PEM file, in place of the system's; nullable
  gboolean for_devices;  // whether it offers device authorization (RFC 8628)
  gboolean only;         // nobody signs in with a password of central's
} YcIssuerOptions;

typedef struct _YcIssuer YcIssuer;

// Asks nothing yet. Fails with YC_ERROR_URL, or as the file of the authority cannot be read.
YcIssuer *yc_issuer_new (const YcIssuerOptions *options, GError **error);
// Whatever was asked and has no answer yet fails, before this returns; so does what is asked later.
void yc_issuer_stop (YcIssuer *self);
void yc_issuer_free (YcIssuer *self);

// What workstations have to know: {"issuer", "client_id", "scope", "device"}.
JsonObject *yc_issuer_to_json (const YcIssuer *self);

// Whether it gives tokens to devices, which have no nonce.
gboolean yc_issuer_is_for_devices (const YcIssuer *self);

// Whether passwords of central's are taken beside it.
gboolean yc_issuer_takes_passwords (const YcIssuer *self);

// Reads a token that it made, fetching its keys where they are not known or old. Fails as
// yc_id_token_read (), and with YC_ERROR_BUSY where the issuer does not answer.
void yc_issuer_read_async (YcIssuer *self,
                           const char *token,
                           gint64 now,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
YcIdToken *yc_issuer_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
