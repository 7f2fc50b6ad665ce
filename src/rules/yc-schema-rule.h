// A schema made ready: one rule for each subschema, with everything looked up that can be.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-pattern.h"
#include "yc-schema-data.h"
#include "yc-schema-format.h"
#include "yc-schema-names.h"
#include "yc-schema-value.h"
#include "yc-schema.h"

G_BEGIN_DECLS

typedef struct _YcSchemaRule YcSchemaRule;

typedef struct {
  YcPattern *pattern; /* owned */
  YcSchemaRule *rule;
} YcSchemaPatternMember;

// What the presence of a member asks for.
typedef struct {
  const char *name;
  guint length, hash;                        // of the name
  GPtrArray *required; /* owned; nullable */ // of names
  YcSchemaRule *rule;                        /* nullable */
} YcSchemaDependent;

// Which parts of a rule there are to check: most have few.
typedef enum {
  YC_RULE_NUMBER = 1 << 0,
  YC_RULE_TEXT = 1 << 1,
  YC_RULE_ARRAY = 1 << 2,
  YC_RULE_OBJECT = 1 << 3,
  YC_RULE_CHOICE = 1 << 4,    // enum, const
  YC_RULE_COMPOSITE = 1 << 5, // $ref, allOf, anyOf, oneOf, not, if
} YcRuleParts;

// Strings are borrowed from the document, rules belong to the schema.
struct _YcSchemaRule {
  const YcSchemaRule *alias; // not NULL if it only refers: where that leads in the end
  guint parts;               // YcRuleParts
  guint types;               // YcSchemaTypes that may stand here
  gboolean is_false;
  gboolean only_refers;          // it says nothing but $ref
  gboolean tracks;               // it has unevaluatedItems or unevaluatedProperties
  YcSchemaMessage false_message; // what to say of it if it is false

  YcSchemaNumber *minimum, *maximum, *exclusive_minimum, *exclusive_maximum; /* owned */
  YcSchemaNumber *multiple_of;                                               /* owned */

  guint64 min_length, max_length; // in characters
  YcPattern *pattern;             /* owned */
  YcSchemaFormat format;          /* nullable */

  guint64 min_items, max_items, min_contains, max_contains;
  gboolean unique_items;
  GPtrArray *prefix_items; /* owned */
  YcSchemaRule *items, *contains, *unevaluated_items;

  guint64 min_properties, max_properties;
  YcSchemaNames names; // of properties and required
  guint n_required;
  GArray *pattern_members; /* owned */ // of YcSchemaPatternMember
  GArray *dependents; /* owned */      // of YcSchemaDependent
  YcSchemaRule *additional, *property_names, *unevaluated_properties;

  YcSchemaRule *ref, *content;
  GPtrArray *all_of, *any_of, *one_of; /* owned */
  YcSchemaRule *not_rule, *if_rule, *then_rule, *else_rule;
  YcSchemaData *choices; /* owned; nullable */ // enum
  YcSchemaNames words;                         // of enum, if all of it is text
  YcSchemaData *constant;                      /* owned; nullable */

  // For those who ask afterwards
  JsonNode *node;
  char *path; /* owned */ // "#/properties/name"
  char *base; /* owned */ // URI without fragment
  const char *refers;     // $ref as it was written
  guint visited;          // by those who look for circles
};

struct _YcSchema {
  JsonNode *document; /* owned */
  GPtrArray *rules;   /* owned */
  YcSchemaRule *root;
};

// Reads the keywords of every subschema (yc-schema-compile.c).
typedef struct {
  YcSchemaFlags flags;
  GPtrArray *rules;      // of YcSchemaRule
  GHashTable *by_node;   // JsonNode -> YcSchemaRule
  GHashTable *resources; // URI -> YcSchemaRule
  GHashTable *anchors;   // URI#anchor -> YcSchemaRule
} YcSchemaCompiler;

// One subschema on its way to a rule.
typedef struct {
  YcSchemaCompiler *compiler;
  YcSchemaRule *rule;
  int depth;
} YcSchemaReading;

// The keywords of the core vocabulary (yc-schema-identity.c). `node` of $id may be NULL.
gboolean yc_schema_read_id (const YcSchemaReading *self, JsonNode *node, GError **error);
gboolean yc_schema_read_reference (const YcSchemaReading *self, JsonNode *node, GError **error);
gboolean yc_schema_read_anchor (const YcSchemaReading *self, JsonNode *node, GError **error);
gboolean yc_schema_read_dialect (const YcSchemaReading *self, JsonNode *node, GError **error);
gboolean yc_schema_refuse_dynamic (const YcSchemaReading *self, JsonNode *node, GError **error);
gboolean yc_schema_refuse_vocabulary (const YcSchemaReading *self, JsonNode *node, GError **error);

// The rule of the schema at this node, new or known. Fails with YC_ERROR_MALFORMED.
YcSchemaRule *yc_schema_compile (YcSchemaCompiler *self,
                                 JsonNode *node,
                                 const char *base,
                                 const char *path,
                                 int depth,
                                 GError **error);

// Finds where every $ref leads, and refuses circles (yc-schema-link.c).
gboolean yc_schema_link (YcSchemaCompiler *self, GError **error);

// `uri` as seen from `base`, without its fragment; `*ret_fragment` is behind the "#" ("" if there
// is none) and points into `uri`. NULL if it is no URI.
char *yc_schema_resolve (const char *base, const char *uri, const char **ret_fragment);

// "~" and "/" as "~0" and "~1" (RFC 6901), appended.
void yc_schema_append_pointer (GString *pointer, const char *token);

// Allows anything so far.
YcSchemaRule *yc_schema_rule_new (JsonNode *node, const char *base, const char *path);
void yc_schema_rule_free (YcSchemaRule *rule);

// Sets the error, which begins with the place, and returns FALSE.
gboolean yc_schema_refuse (GError **error,
                           const YcSchemaRule *rule,
                           const char *keyword,
                           const char *format,
                           ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
