// The end of a request that brought bytes of an upload: made durable, and a blob if they were the
// last.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-piece.h"

G_BEGIN_DECLS

#define YC_TUS_CHECKSUM_MISMATCH 460 // tus, "Checksum"

// Makes what came durable on the worker; then answers: 204 (201 for a request that made the upload,
// 200 for one that asked), or what is wrong with the whole. The request's main context goes on.
void yc_finish_piece (YcPiece *piece);

// Answers how far the upload is.
void yc_finish_answer_state (YcRequest *request, const YcUpload *upload);

G_END_DECLS
