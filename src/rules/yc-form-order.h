// The computed fields of a form (自动计算), each behind those that it reads.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"

G_BEGIN_DECLS

typedef struct {
  const YcField *field;
  char *path;       // owned: "form.owners.share", as rules name it, without entries of groups
  char *place;      // owned: of the rule in the catalogue: "form.properties.share.x-computed"
  GPtrArray *reads; // owned: paths, likewise without entries
} YcComputed;

// Takes `path` and `place` over.
YcComputed *yc_computed_new (const YcField *field, char *path, char *place);
void yc_computed_free (YcComputed *self);

// Sorts `computed` (of YcComputed). Fails with YC_ERROR_MALFORMED, and says where, on fields that
// are worked out from each other. What a rule reads under a name that it puts together itself is
// not known here, and comes as it stands.
gboolean yc_form_order (GPtrArray *computed, GError **error);

G_END_DECLS
