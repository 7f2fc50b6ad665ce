// An answer whose bytes come bit by bit from elsewhere.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-request.h"

G_BEGIN_DECLS

// Answers with `length` bytes of the stream, which is read as fast as the client takes them. If it
// brings fewer, the connection is cut, so that nobody takes a part for the whole.
void yc_answer_stream (
    YcRequest *request, guint status, const char *mime, gint64 length, GInputStream *stream);

G_END_DECLS
