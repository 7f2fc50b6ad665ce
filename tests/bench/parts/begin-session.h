// A session of the clerk of filled stores, without signing in.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-session.h"

void begin_session_async (YcProfile *profile, GAsyncReadyCallback callback, gpointer user_data);
YcSession *begin_session_finish (GAsyncResult *result, GError **error);
