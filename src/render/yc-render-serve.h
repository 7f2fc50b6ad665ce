// The render helper's side of the conversation: one document, questions about it, answers.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-frame.h"

G_BEGIN_DECLS

// Answers the questions that `reader` brings on the socket `fd` until the other end closes or says
// what is no question. `shields` are told with the answer to the first.
void yc_render_serve (YcFrameReader *reader, int fd, guint shields);

G_END_DECLS
