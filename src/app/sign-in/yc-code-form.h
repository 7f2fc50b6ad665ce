// Choosing an unlock code, once somebody came in by the city's own sign-in.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YC_TYPE_CODE_FORM (yc_code_form_get_type ())
G_DECLARE_FINAL_TYPE (YcCodeForm, yc_code_form, YC, CODE_FORM, GtkWidget)

// Signal: "done", whether a code was chosen or not.

// For whom; nobody from "done" on.
void yc_code_form_ask (YcCodeForm *self, YcSession *session);

G_END_DECLS
