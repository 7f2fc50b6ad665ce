// Signing in with the city's own sign-in, as a program without secrets.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-api.h"

G_BEGIN_DECLS

// In this time somebody has to come back.
#define YC_OIDC_WAIT_MS 600000

// By the browser, with code and PKCE (RFC 6749, 7636, 8252; OpenID Connect Core 1.0), or by another
// device (RFC 8628). Blocking; for worker threads.
typedef struct _YcOidc YcOidc;

// Asks where everything is (OpenID Connect Discovery 1.0). `ca_file` (nullable): an authority that
// is trusted beside those of the system. This and all below fail with YC_ERROR_CITY_AWAY,
// YC_ERROR_CITY_REFUSED or YC_ERROR_CANCELLED.
YcOidc *
yc_oidc_new (const YcCity *city, const char *ca_file, GCancellable *cancellable, GError **error);
void yc_oidc_free (YcOidc *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcOidc, yc_oidc_free)

// What the person has to open. Borrows.
typedef struct {
  const char *address; // in a browser; of a device: with the code in it, where there is such a one
  const char *place;   // nullable: of a device, the address that is short enough to type
  const char *user_code; // nullable: to be typed there
} YcOidcStep;

typedef void (*YcOidcShow) (const YcOidcStep *step, gpointer user_data);

typedef struct {
  char *id_token;
  char *refresh_token; // nullable
} YcOidcTokens;

void yc_oidc_tokens_free (YcOidcTokens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcOidcTokens, yc_oidc_tokens_free)

// Has the person say anew who they are, in the browser that `show` opens, and waits. `nonce` is
// central's challenge, `page` (HTML) is what the browser shows at the end. Fails also with
// YC_ERROR_CITY_LATE.
YcOidcTokens *yc_oidc_sign_in (YcOidc *self,
                               const char *nonce,
                               const char *page,
                               YcOidcShow show,
                               gpointer user_data,
                               GCancellable *cancellable,
                               GError **error);

// The same by another device, to which `show` shows a code.
YcOidcTokens *yc_oidc_sign_in_device (YcOidc *self,
                                      const char *nonce,
                                      YcOidcShow show,
                                      gpointer user_data,
                                      GCancellable *cancellable,
                                      GError **error);

// Fresh tokens for somebody who is signed in; YC_ERROR_CITY_REFUSED once they are not welcome there
// any more. Where no new refresh token is given, the old one goes on.
YcOidcTokens *yc_oidc_refresh (YcOidc *self,
                               const char *refresh_token,
                               GCancellable *cancellable,
                               GError **error);

// Says that nobody will use it any more (RFC 7009); TRUE also where the city takes no such word.
gboolean
yc_oidc_revoke (YcOidc *self, const char *refresh_token, GCancellable *cancellable, GError **error);

G_END_DECLS
