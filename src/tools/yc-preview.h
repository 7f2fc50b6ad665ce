// Shows an item as the counter and the applicant will see it on paper.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

// Writes CODE-intake-points.pdf and CODE-blank-form.pdf into the folder `out`, from the item's
// newest version in the catalogue's folder. Gives the number of files, or -1 with an error:
// YC_ERROR_NOT_FOUND for no such item, YC_ERROR_MALFORMED for JSON that is none, or why a file
// could not be written. Blocking.
int yc_preview_write (const char *catalogue, const char *item, const char *out, GError **error);

G_END_DECLS
