// Checking data against rules: what the parts of it share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-schema-rule.h"

G_BEGIN_DECLS

// The way from the whole down to the value that is looked at.
typedef struct _YcSchemaFrame YcSchemaFrame;
struct _YcSchemaFrame {
  const YcSchemaFrame *parent;
  const char *name; // NULL for an element of an array
  guint index;
};

// Which members or elements of one value have been looked at, by their place.
typedef struct {
  guint n;
  guint64 *bits; // `few`, or owned
  guint64 few[4];
} YcSchemaMarks;

typedef struct {
  GPtrArray *violations; /* nullable */ // to be written down; NULL: only whether there are any
  guint limit;
  guint quiet; // not to be written down if above 0: a schema that is only tried
  guint steps; // that are left
  guint depth;
  gboolean spoiled;   // a limit was exceeded, so it is not valid whatever was found
  gboolean exhausted; // and it makes no sense to go on
  const YcSchemaFrame *frame;
  YcPatternRoom room;
} YcSchemaCheck;

// Every check answers whether to go on. FALSE: something is wrong, and nobody wants to know more.
// TRUE: nothing is wrong, or it was written down.
gboolean yc_schema_check (YcSchemaCheck *self,
                          const YcSchemaRule *rule,
                          const YcSchemaValue *value,
                          YcSchemaMarks *marks);

// The same one level further down.
gboolean yc_schema_check_below (YcSchemaCheck *self,
                                const YcSchemaRule *rule,
                                const YcSchemaValue *value,
                                const char *name,
                                guint index);

// Whether a schema holds, whoever wants to know.
gboolean yc_schema_try (YcSchemaCheck *self,
                        const YcSchemaRule *rule,
                        const YcSchemaValue *value,
                        YcSchemaMarks *marks);

gboolean yc_schema_check_array (YcSchemaCheck *self,
                                const YcSchemaRule *rule,
                                const YcSchemaValue *array,
                                YcSchemaMarks *marks);
gboolean yc_schema_check_object (YcSchemaCheck *self,
                                 const YcSchemaRule *rule,
                                 const YcSchemaValue *object,
                                 YcSchemaMarks *marks);

// What is left over when everything else has been checked.
gboolean yc_schema_check_unevaluated_items (YcSchemaCheck *self,
                                            const YcSchemaRule *rule,
                                            const YcSchemaValue *array,
                                            YcSchemaMarks *marks);
gboolean yc_schema_check_unevaluated_members (YcSchemaCheck *self,
                                              const YcSchemaRule *rule,
                                              const YcSchemaValue *object,
                                              YcSchemaMarks *marks);

// Something is wrong here. `name` (nullable): the member this is about, if the keyword does not
// tell.
gboolean yc_schema_fail (YcSchemaCheck *self,
                         const YcSchemaRule *rule,
                         YcSchemaMessage message,
                         const char *name);

// It takes too much; `stop` if no more can be found out at all.
gboolean yc_schema_give_up (YcSchemaCheck *self,
                            const YcSchemaRule *rule,
                            YcSchemaMessage message,
                            gboolean stop);

void yc_schema_marks_init (YcSchemaMarks *self, guint n);
void yc_schema_marks_clear (YcSchemaMarks *self);
void yc_schema_marks_add_all (YcSchemaMarks *self);
gboolean yc_schema_marks_are_full (const YcSchemaMarks *self);
void yc_schema_marks_merge (YcSchemaMarks *self, const YcSchemaMarks *other);

static inline void
yc_schema_marks_add (YcSchemaMarks *self, guint index)
{
  self->bits[index / 64] |= G_GUINT64_CONSTANT (1) << (index % 64);
}

static inline gboolean
yc_schema_marks_has (const YcSchemaMarks *self, guint index)
{
  return (self->bits[index / 64] >> (index % 64) & 1) != 0;
}

void yc_violation_free (YcViolation *self);

G_END_DECLS
