// What a field's value reads like, what a text means, and what is wrong with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-file-private.h"
#include "yc-item.h"

G_BEGIN_DECLS

// The labels of a choice in the person's language, of const char *; empty for another kind.
GPtrArray *yc_field_value_list_labels (const YcField *field);

// What is read of a value (nullable); "" where there is none. Free it.
char *yc_field_value_show (const YcField *field, JsonNode *node);

// What a typed text means: a number, a choice's value, or the text itself.
JsonNode *yc_field_value_parse (const YcField *field, const char *text);

// What may be shown of a private value. Free it.
char *yc_field_value_mask (const YcField *field, const char *text);

// What was probably meant; NULL if nothing else. Free it.
char *yc_field_value_correct (const YcField *field, const char *text);

// What is wrong with an identity number or credit code; NULL if nothing.
const char *yc_field_value_check_number (const char *text, gboolean company);

// What to say of a value that does not fit: what would. Owned.
char *yc_field_value_explain (const YcFinding *finding, const char *text);

G_END_DECLS
