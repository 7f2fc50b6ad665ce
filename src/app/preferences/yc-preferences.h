// The preferences: language and looks, the workplace, the scanner. Each is kept the moment it
// changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define YC_TYPE_PREFERENCES (yc_preferences_get_type ())
G_DECLARE_FINAL_TYPE (YcPreferences, yc_preferences, YC, PREFERENCES, AdwPreferencesWindow)

// `session` is NULL before somebody has signed in; scanners cannot be looked for then.
GtkWidget *yc_preferences_new (YcProfile *profile, YcSession *session);

G_END_DECLS
