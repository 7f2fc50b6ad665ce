// Reading the fields of a form out of its JSON Schema.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"
#include "yc-schema.h"

G_BEGIN_DECLS

// A conditional part: `then` while the condition holds for the object around it, else `otherwise`.
typedef struct {
  YcSchema *condition;         // owned
  char *after;                 // owned, nullable: the field behind which it is shown
  GPtrArray *then, *otherwise; // of YcField, nullable
  GPtrArray *then_required, *otherwise_required; // of const char *
} YcBranch;

// The whole form as a part. Borrows its strings from `schema`. Adds the fields that are worked out
// to `computed` (of YcComputed). Fails with YC_ERROR_MALFORMED.
YcField *yc_field_new_root (JsonObject *schema, GPtrArray *computed, GError **error);
void yc_field_free (YcField *field);

G_END_DECLS
