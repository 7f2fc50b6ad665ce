// The sample form (示范文本) of a service item as PDF: how a form looks that is filled in well.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

#include <gio/gio.h>

G_BEGIN_DECLS

// A4: the applicant, the item's own fields with values of an invented person, and what to bring
// with its acceptance points. Marked as a specimen. Fails with YC_ERROR_FAILED. Blocking.
GBytes *yc_specimen_print (const YcItem *item, GError **error);

G_END_DECLS
