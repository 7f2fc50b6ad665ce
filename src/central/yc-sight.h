// What of an event a person is shown: whoever sees a case through a department only, and so decides
// it, is not shown the ways to its applicant.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"
#include "yc-person.h"

G_BEGIN_DECLS

// Borrows what it points at.
typedef struct {
  YcScope scope;
  YcCatalogue *catalogue; // nullable: says which fields of forms are contact data
} YcSight;

// Appends an event of a case of this hall and item (code, nullable), given as it is stored. It is
// not changed by a byte unless something in it is masked. Fails with YC_ERROR_MALFORMED.
gboolean yc_sight_write (const YcSight *self,
                         const char *hall,
                         const char *item,
                         const char *body,
                         GString *out,
                         GError **error);

G_END_DECLS
