// What an S3 store says when it does not do what was asked, in a sentence for central's keeper.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

// Whether the same request may be answered otherwise a moment later.
gboolean yc_s3_fault_passes (guint status);

// `body` is the beginning of the answer: XML with a code, or nothing. YC_ERROR_CORRUPT for an
// object that is not there, otherwise YC_ERROR_BUSY: what is wrong with the store is put right, and
// what was asked is asked again.
GError *yc_s3_fault_new (guint status, GBytes *body);

G_END_DECLS
