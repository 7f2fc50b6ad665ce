// A page that came in is kept: sealed file and event in one transaction. Only then it counts.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file.h"
#include "yc-image.h"

G_BEGIN_DECLS

// Both run on the desk for scans (yc_session_run (…, &session->scans, …)) and return the id of the
// page (free it), or NULL when it cannot be read, stored, or does not fit the state of the case.

// Encodes a picture that a scanner made, and keeps it.
char *yc_keep_image (
    YcFile *file, const char *material, YcRole role, const YcImage *image, GError **error);

// Keeps a JPEG or PNG as it is.
char *
yc_keep_content (YcFile *file, const char *material, YcRole role, GBytes *content, GError **error);

G_END_DECLS
