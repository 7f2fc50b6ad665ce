// What was refused beside what stands at central, and what can be done about it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-conflict.h"

#include <adwaita.h>

G_BEGIN_DECLS

// Signal "open-case" (const char *id).
#define YC_TYPE_CONFLICT_WINDOW (yc_conflict_window_get_type ())
G_DECLARE_FINAL_TYPE (YcConflictWindow, yc_conflict_window, YC, CONFLICT_WINDOW, AdwWindow)

// Above `parent`, which it does not outlive.
GtkWidget *yc_conflict_window_new (GtkWindow *parent, YcSession *session, YcWaitingRow *row);

G_END_DECLS
