// The catalogue (事项目录): service items, offices, calendars.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-calendar.h"

G_BEGIN_DECLS

// A text of the catalogue in both languages; `en` falls back to `zh` where the catalogue has none.
typedef struct {
  const char *zh;
  const char *en;
} YcText;

// One thing to look at in a material (收件要点).
typedef struct {
  const char *id;
  YcText text;
  const char *cure;   // nullable: how to put it right
  const char *ground; // nullable: legal ground
} YcPoint;

typedef struct {
  const char *id;
  YcText name;
  JsonNode *need; // nullable: always; else a JsonLogic rule
  gboolean original;
  int copies;
  const char *source;  // "applicant", "e-licence", "sharing", "self"
  gboolean secondary;  // may be deferred (容缺)
  gboolean commitment; // may be replaced by a declared commitment (告知承诺)
  GPtrArray *points;   // of YcPoint
} YcMaterial;

typedef struct {
  const char *id;
  YcText label;
} YcAnswer;

// A question whose answer adds or removes materials (情形).
typedef struct {
  const char *id;
  YcText question;
  const char *fallback; // id of the answer that stands until another one is given
  GPtrArray *answers;   // of YcAnswer
} YcSituation;

typedef enum {
  YC_FIELD_TEXT,
  YC_FIELD_NUMBER,
  YC_FIELD_INTEGER,
  YC_FIELD_CHOICE,
  YC_FIELD_BOOLEAN,
  YC_FIELD_DATE
} YcFieldKind;

// One field of an item's form.
typedef struct {
  const char *id;
  YcText title;
  YcFieldKind kind;
  gboolean required;
  const char *unit;   // nullable
  GPtrArray *choices; // of const char *; only for YC_FIELD_CHOICE
} YcField;

// A service item (政务服务事项). Immutable, belongs to its catalogue.
typedef struct {
  const char *code;
  int version;
  YcText name;
  const char *kind;
  const char *department;
  GPtrArray *windows;  // of const char *: themes of the windows that offer it
  GPtrArray *keywords; // of const char *
  int legal_days, promised_days, yellow_days;
  gboolean in_person, courier;
  GPtrArray *legal_basis; // of const char *
  GPtrArray *grant_grounds, *refuse_grounds, *not_accepted_grounds, *return_grounds;
  GPtrArray *situations; // of YcSituation
  GPtrArray *materials;  // of YcMaterial
  GPtrArray *fields;     // of YcField
} YcItem;

typedef struct {
  const char *id;
  YcText name;
  const char *phone; // nullable
} YcOffice;

typedef struct {
  const char *id;
  const char *hall;
  const char *theme;
  const char *code; // stands in case numbers
  YcText name;
} YcWindow;

// Immutable; may be used by several threads.
typedef struct _YcCatalogue YcCatalogue;

// `body`: {"version", "items": […], "calendars": {…}, "offices": {…}}. Fails with
// YC_ERROR_MALFORMED and says in which item and member.
YcCatalogue *yc_catalogue_new (JsonObject *body, GError **error);
YcCatalogue *yc_catalogue_ref (YcCatalogue *catalogue);
void yc_catalogue_unref (YcCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcCatalogue, yc_catalogue_unref)

gint64 yc_catalogue_get_version (YcCatalogue *catalogue);
YcCalendar *yc_catalogue_get_calendar (YcCatalogue *catalogue);
GPtrArray *yc_catalogue_get_items (YcCatalogue *catalogue);   // of YcItem
GPtrArray *yc_catalogue_get_windows (YcCatalogue *catalogue); // of YcWindow
const YcItem *yc_catalogue_find_item (YcCatalogue *catalogue, const char *code);
const YcOffice *yc_catalogue_find_department (YcCatalogue *catalogue, const char *id);
const YcOffice *yc_catalogue_find_hall (YcCatalogue *catalogue, const char *id);
const YcWindow *yc_catalogue_find_window (YcCatalogue *catalogue, const char *id);
const YcOffice *yc_catalogue_get_city (YcCatalogue *catalogue);

// Whether a window of this theme offers the item; a general window offers all.
gboolean yc_item_is_offered (const YcItem *item, const char *theme);

const YcMaterial *yc_item_find_material (const YcItem *item, const char *id);

G_END_DECLS
