// What stands between a malicious file and this machine.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

G_BEGIN_DECLS

// Asks the process that reads foreign files which shields this machine gives it; afterwards one
// waits for the next file.
void yc_shields_look_async (YcSession *session,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

// A sentence that says that all are up, or names those that are missing. Free it.
char *yc_shields_look_finish (YcSession *session, GAsyncResult *result, GError **error);

// Starts such a process in time, before a file comes.
void yc_shields_warm (YcSession *session);

G_END_DECLS
