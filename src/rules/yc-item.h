// A service item (政务服务事项): what is asked for, what is looked at, how long it takes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"
#include "yc-logic.h"

G_BEGIN_DECLS

// A text of the catalogue in both languages; `en` falls back to `zh` where the catalogue has none.
typedef struct {
  const char *zh;
  const char *en;
} YcText;

// The longest limit there is, in working days: as far as a calendar counts (yc-calendar.h).
#define YC_ITEM_MOST_DAYS 2400

typedef enum { YC_SEVERITY_INFORMS, YC_SEVERITY_WARNS, YC_SEVERITY_BLOCKS } YcSeverity;

// One thing to look at in a material (收件要点).
typedef struct {
  const char *id;
  YcText text;
  YcText cure;        // how to put it right; nullable texts
  const char *ground; // nullable: legal ground
  YcSeverity severity;
} YcPoint;

// Whether a copy is kept, the paper itself is handed in, or the paper is shown and a copy kept.
typedef enum { YC_KEEP_COPY, YC_KEEP_ORIGINAL, YC_KEEP_BOTH } YcKeep;

// On which pages of a material something is expected.
typedef enum { YC_ON_ANY_PAGE, YC_ON_FIRST_PAGE, YC_ON_LAST_PAGE } YcOnPage;

// A place on the upright paper where a seal or a signature is expected, in millimetres from its
// upper left corner.
typedef struct {
  const char *id;
  YcText name;
  YcOnPage page;
  double x, y, width, height;
} YcArea;

typedef struct {
  const char *id;
  YcText name;
  YcLogic *need; // owned, nullable: always
  YcKeep keep;
  int copies;
  const char *source;      // "applicant", "e-licence", "sharing", "self"
  const char *service;     // nullable: the data-sharing source that can supply it
  const char *any_of;      // nullable: of the materials of this group one suffices
  const char *certificate; // nullable: id of the kind of certificate it is
  gboolean secondary;      // may be deferred (容缺)
  gboolean commitment;     // may be replaced by a declared commitment (告知承诺)
  YcText promise;          // what is declared then; nullable texts
  int reuse_days;          // may come from an earlier case not older than this; 0: never
  const char *ground;      // nullable: on which it is asked for, where it has one of its own
  JsonObject *sample;      // nullable: an invented example (样张), as the catalogue has it
  GPtrArray *points;       // of YcPoint
  GPtrArray *areas;        // of YcArea
  int page_bytes;          // that a page of it should take at most; 0: what is usual
} YcMaterial;

typedef struct {
  const char *id;
  YcText label;
} YcAnswer;

// A question whose answer adds or removes materials (情形).
typedef struct {
  const char *id;
  YcText question;
  YcLogic *need;        // owned, nullable: always asked
  const char *fallback; // id of the answer that stands until another one is given
  GPtrArray *answers;   // of YcAnswer
} YcSituation;

// Something the program itself can check: `rule` must hold while `when` does.
typedef struct {
  const char *id;
  YcLogic *rule;        // owned
  YcLogic *when;        // owned, nullable: always
  const char *material; // nullable: only while it is asked for
  const char *field;    // nullable: the field of the form it is about
  YcText text, cure;    // what is wrong; how to put it right
  const char *ground;   // nullable
  YcSeverity severity;
  gboolean refuses; // cannot be cured: non-acceptance is the outcome
} YcCheck;

typedef enum {
  YC_FIELD_TEXT,
  YC_FIELD_NUMBER,
  YC_FIELD_INTEGER,
  YC_FIELD_CHOICE,
  YC_FIELD_BOOLEAN,
  YC_FIELD_DATE,
  YC_FIELD_PART, // a titled part of the form: an object
  YC_FIELD_GROUP // entries of the same kind, as many as needed: an array of objects
} YcFieldKind;

// One field of an item's form.
typedef struct {
  const char *id; // name of the property
  YcText title;
  YcText hint;    // what to write; nullable texts
  YcText message; // what is wrong when it does not fit; nullable texts
  YcFieldKind kind;
  gboolean required;
  const char *unit;     // nullable
  const char *autofill; // nullable: "applicant.name", "shared.source.field", "earlier"
  const char *check;    // nullable: "id_number", "credit_code", "phone"
  gboolean contact;     // a way to the applicant (yc-contact.h), and all that is in it
  YcLogic *computed;    // owned, nullable: read-only, worked out from the facts
  GPtrArray *choices;   // of const char *; only for YC_FIELD_CHOICE
  GPtrArray *labels;    // of const char *: the choices in English, or NULL
  GPtrArray *children;  // of YcField; for a part, or of each entry of a group; else NULL
  GPtrArray *branches;  // of YcBranch, of the children; else NULL
  guint min_items, max_items;
} YcField;

// What it costs; 0 yuan: free.
typedef struct {
  YcText name;
  double amount; // yuan
  const char *unit, *basis;
} YcFee;

// A step of the way through the office (办事流程图).
typedef struct {
  const char *post;
  YcText name;
  int days;
} YcItemStep;

// Who it belongs to when it is not ours (art. 32 (2)).
typedef struct {
  const char *department; // nullable: not one of the city's
  YcText name, when;
  const char *address, *phone; // nullable
} YcRightBody;

typedef struct _YcForm YcForm;

// Immutable, belongs to its catalogue.
typedef struct {
  const char *code;
  int version;
  YcDay effective, until; // first and last day of use; 0: not said
  YcText name;
  YcText result; // what is issued; nullable texts
  const char *kind;
  const char *department;
  GPtrArray *windows;  // of const char *: themes of the windows that offer it
  GPtrArray *keywords; // of const char *
  int legal_days, promised_days, yellow_days;
  int supplement_days; // within which the applicant brings what a notice asked for
  int extension_days;  // at most (art. 42)
  int deferral_days;   // within which deferred materials come in
  gboolean in_person, courier;
  GPtrArray *legal_basis; // of const char *
  GPtrArray *grant_grounds, *refuse_grounds, *not_accepted_grounds, *return_grounds;
  GPtrArray *not_needed_grounds;
  GPtrArray *right_bodies; // of YcRightBody
  GPtrArray *situations;   // of YcSituation
  GPtrArray *materials;    // of YcMaterial
  GPtrArray *checks;       // of YcCheck
  GPtrArray *fields;       // of YcField: what the form always shows, in order
  GPtrArray *fees;         // of YcFee
  GPtrArray *steps;        // of YcItemStep
  YcForm *form;            // owned, nullable: the form has none
  JsonObject *object;      // as the catalogue has it
} YcItem;

// Whether a window of this theme offers the item; a general window offers all.
gboolean yc_item_is_offered (const YcItem *item, const char *theme);

// Whether this version is in use on the day.
gboolean yc_item_is_in_effect (const YcItem *item, YcDay day);

const YcMaterial *yc_item_find_material (const YcItem *item, const char *id);

// How it comes in, as papers say it: 原件, 复印件, 原件核对，留复印件.
const char *yc_keep_in_words (YcKeep keep);

// What a case keeps of the item when it begins, as data of its first event: code, version,
// department, limits, the way through the office.
JsonObject *yc_item_open (const YcItem *item);

G_END_DECLS
