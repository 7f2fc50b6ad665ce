// JSON Schema, draft 2020-12: whether data has the shape it must have, and what is wrong with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// A schema that has been looked over and made ready. Immutable; may be used by several threads.
//
// The core, applicator, unevaluated and validation vocabularies are here, with $ref, $anchor, $defs
// and $id within the document. Remote references, $dynamicRef and vocabularies of one's own are
// not: a schema that uses them is refused.
typedef struct _YcSchema YcSchema;

typedef enum {
  YC_SCHEMA_PLAIN = 0,
  // "format" must hold: date, time, date-time, duration, email, hostname, ipv4, ipv6, uri,
  // uri-reference, uuid, json-pointer, relative-json-pointer, regex. Others never fail.
  YC_SCHEMA_ASSERT_FORMATS = 1 << 0,
} YcSchemaFlags;

// What is wrong at a place; the name of each is stable, sentences are made from it elsewhere.
typedef enum {
  YC_SCHEMA_FALSE, // "false-schema": nothing may stand here
  YC_SCHEMA_TYPE,
  YC_SCHEMA_ENUM,
  YC_SCHEMA_CONST,
  YC_SCHEMA_MULTIPLE_OF,
  YC_SCHEMA_MAXIMUM,
  YC_SCHEMA_EXCLUSIVE_MAXIMUM,
  YC_SCHEMA_MINIMUM,
  YC_SCHEMA_EXCLUSIVE_MINIMUM,
  YC_SCHEMA_MAX_LENGTH,
  YC_SCHEMA_MIN_LENGTH,
  YC_SCHEMA_PATTERN,
  YC_SCHEMA_FORMAT,
  YC_SCHEMA_MAX_ITEMS,
  YC_SCHEMA_MIN_ITEMS,
  YC_SCHEMA_UNIQUE_ITEMS,
  YC_SCHEMA_CONTAINS,
  YC_SCHEMA_MAX_CONTAINS,
  YC_SCHEMA_MIN_CONTAINS,
  YC_SCHEMA_ITEMS,             // more than there may be
  YC_SCHEMA_UNEVALUATED_ITEMS, // likewise
  YC_SCHEMA_MAX_PROPERTIES,
  YC_SCHEMA_MIN_PROPERTIES,
  YC_SCHEMA_REQUIRED,
  YC_SCHEMA_DEPENDENT_REQUIRED,
  YC_SCHEMA_ADDITIONAL_PROPERTIES, // a member that may not be there
  YC_SCHEMA_UNEVALUATED_PROPERTIES,
  YC_SCHEMA_PROPERTY_NAMES,
  YC_SCHEMA_ANY_OF,
  YC_SCHEMA_ONE_OF,
  YC_SCHEMA_NOT,
  YC_SCHEMA_TOO_DEEP,   // schema or data go down too far
  YC_SCHEMA_TOO_COSTLY, // a pattern, or the whole, takes too long
  YC_SCHEMA_N_MESSAGES
} YcSchemaMessage;

typedef struct {
  char *instance_path; // JSON pointer (RFC 6901) into the data, "" for the whole
  char *schema_path;   // JSON pointer into the schema's document, down to the keyword
  YcSchemaMessage message;
  char *argument; // what the keyword asks for, or the name of the member; "" if there is none
} YcViolation;

// "required", "min-length", ...
const char *yc_schema_message_name (YcSchemaMessage message);

// Keeps the document, which must not be changed any more. Fails with YC_ERROR_MALFORMED on whatever
// is no schema, a reference that leads nowhere or in a circle, and a pattern that is none; says
// where, as in "#/properties/name/minLength: not a number from 0 on".
YcSchema *yc_schema_new (JsonNode *document, YcSchemaFlags flags, GError **error);
YcSchema *yc_schema_ref (YcSchema *self);
void yc_schema_unref (YcSchema *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcSchema, yc_schema_unref)

// What is wrong, as YcViolations in the order of the data, `limit` at most; empty if nothing is.
// Never hangs: what takes too much is YC_SCHEMA_TOO_DEEP or YC_SCHEMA_TOO_COSTLY.
GPtrArray *yc_schema_validate (const YcSchema *self, JsonNode *instance, guint limit);

// Whether nothing is wrong; stops at the first.
gboolean yc_schema_is_valid (const YcSchema *self, JsonNode *instance);

// Data laid out for checking, for those who check it often. Keeps the node, which must not be
// changed any more. Immutable; may be used by several threads.
typedef struct _YcSchemaInstance YcSchemaInstance;

YcSchemaInstance *yc_schema_instance_new (JsonNode *node);
void yc_schema_instance_free (YcSchemaInstance *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcSchemaInstance, yc_schema_instance_free)

// As yc_schema_is_valid (), without the layout each time.
gboolean yc_schema_is_valid_instance (const YcSchema *self, const YcSchemaInstance *instance);

G_END_DECLS
