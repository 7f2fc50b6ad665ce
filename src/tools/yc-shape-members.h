// Tables of members: what an object of a catalogue's file consists of.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_SHAPE_TEXT,      // not empty
  YC_SHAPE_STRING,    // perhaps empty
  YC_SHAPE_ID,        // small letters, digits, hyphens
  YC_SHAPE_KEY,       // small letters, digits, underscores; conditions and forms use it
  YC_SHAPE_PATH,      // keys with slashes between them: a place in a form
  YC_SHAPE_DATE,      // YYYY-MM-DD, of a year that a catalogue can be about
  YC_SHAPE_COUNT,     // a whole number from 0 on
  YC_SHAPE_DAYS,      // a whole number from 1 on
  YC_SHAPE_LIMIT,     // a number of working days from 1 on that can be counted
  YC_SHAPE_AMOUNT,    // a number from 0 on
  YC_SHAPE_SHARE,     // a number from 0 to 1
  YC_SHAPE_NUMBER,    // a number
  YC_SHAPE_BOOLEAN,   // true or false
  YC_SHAPE_RULE,      // true, or a condition
  YC_SHAPE_TEXTS,     // a list of texts
  YC_SHAPE_DATES,     // a list of days
  YC_SHAPE_TEXT_MAP,  // of keys to texts
  YC_SHAPE_COUNT_MAP, // of keys to whole numbers from 0 on
  YC_SHAPE_TICKS,     // “all”, or a list of texts
  YC_SHAPE_ANYTHING,  // an object of which nothing more is said here
  YC_SHAPE_OBJECT,    // of these members
  YC_SHAPE_LIST,      // of objects of these members
  YC_SHAPE_MAP,       // of any names to objects of these members
} YcShapeKind;

typedef struct YcShapeMember YcShapeMember;
struct YcShapeMember {
  const char *name; // NULL ends a list of members
  YcShapeKind kind;
  gboolean optional;
  const YcShapeMember *of; // for objects, lists and maps
};

// Each is the table of data/catalogue/<name>.schema.json.
extern const YcShapeMember yc_shape_item[];
extern const YcShapeMember yc_shape_form[];
extern const YcShapeMember yc_shape_field[]; // of a form
extern const YcShapeMember yc_shape_offices[];
extern const YcShapeMember yc_shape_calendars[];
extern const YcShapeMember yc_shape_abolished[]; // one entry of the list
extern const YcShapeMember yc_shape_source[];    // one entry of the list
extern const YcShapeMember yc_shape_case[];      // what stands in a case
extern const YcShapeMember yc_shape_single[];    // a case with words of its own, alone
extern const YcShapeMember yc_shape_cases[];     // one entry of the list

G_END_DECLS
