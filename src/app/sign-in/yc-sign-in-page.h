// The first page: city, person, window and password.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-demo.h"
#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Signal "signed-in" (YcSession *session).
#define YC_TYPE_SIGN_IN_PAGE (yc_sign_in_page_get_type ())
G_DECLARE_FINAL_TYPE (YcSignInPage, yc_sign_in_page, YC, SIGN_IN_PAGE, GtkWidget)

// `demo` is NULL unless the program shows the demo city: then its people are offered.
GtkWidget *yc_sign_in_page_new (YcProfile *profile, YcDemo *demo);

// Shows that something is being made ready; nobody can sign in meanwhile. NULL: it is.
void yc_sign_in_page_set_preparing (YcSignInPage *self, const char *sentence);

// Shows what went wrong, for the page as a whole.
void yc_sign_in_page_show_trouble (YcSignInPage *self, const char *sentence);

G_END_DECLS
