// Reading what the render helper answers, which may lie: nothing is taken that does not add up.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-frame.h"
#include "yc-render.h"

G_BEGIN_DECLS

// All fail with YC_ERROR_MALFORMED for what is no such answer, or with the error that a result
// tells in its place. `fd` is the descriptor that came with it (-1: none) and stays the caller's.

gboolean yc_render_answer_opened (const YcFrame *frame,
                                  guint *ret_n_pages,
                                  const char **ret_mime,
                                  guint *ret_shields,
                                  GError **error);

gboolean
yc_render_answer_sizes (const YcFrame *frame, guint n, YcPageSize *ret_sizes, GError **error);

// A JPEG, or pixels.
gboolean yc_render_answer_extract (const YcFrame *frame,
                                   int fd,
                                   YcRenderExtract *ret_extract,
                                   GError **error);

YcPageText *yc_render_answer_text (const YcFrame *frame, int fd, GError **error);

G_END_DECLS
