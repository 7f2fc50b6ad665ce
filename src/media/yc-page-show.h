// A stored page as it is shown: decoded, with its operations done, as large as the screen wants it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-page-ops.h"

G_BEGIN_DECLS

// Decodes what is shown of a stored page into YC_PIXELS_RGB, exactly `width` pixels wide where the
// shown page is (0: as large as it is). A page that is shown small is decoded small, and what is
// done to it is done to that: specks that nobody would see stay, line art has soft edges. `ops` is
// nullable. Fails as yc_image_decode () and yc_page_prepare () do.
gboolean yc_page_show (GBytes *content,
                       const char *mime,
                       const YcPageOps *ops,
                       int width,
                       GCancellable *cancellable,
                       YcImage *ret_image,
                       GError **error);

G_END_DECLS
