// The catalogue (事项目录): service items, offices, calendars.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-item.h"

G_BEGIN_DECLS

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

// A register that can be asked instead of the applicant (数据共享).
typedef struct {
  const char *id;
  YcText name;
  const char *owner;   // id of the department
  int timeout_s;       // 1 to 60
  JsonObject *request; // parameter -> path in the facts, such as "applicant.id_number"
  JsonObject *answer;  // field -> title
} YcSource;

// Immutable; may be used by several threads.
typedef struct _YcCatalogue YcCatalogue;

// `body`: {"version", "items": […], "calendars": {…}, "offices": {…}, "papers": […],
// "sources": […]}; the last two may be absent. Fails with YC_ERROR_MALFORMED and says in which item
// and member.
YcCatalogue *yc_catalogue_new (JsonObject *body, GError **error);
YcCatalogue *yc_catalogue_ref (YcCatalogue *catalogue);
void yc_catalogue_unref (YcCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcCatalogue, yc_catalogue_unref)

gint64 yc_catalogue_get_version (YcCatalogue *catalogue);
YcCalendar *yc_catalogue_get_calendar (YcCatalogue *catalogue);
GPtrArray *yc_catalogue_get_items (YcCatalogue *catalogue);       // of YcItem, all versions
GPtrArray *yc_catalogue_get_sources (YcCatalogue *catalogue);     // of YcSource
GPtrArray *yc_catalogue_get_windows (YcCatalogue *catalogue);     // of YcWindow
GPtrArray *yc_catalogue_get_departments (YcCatalogue *catalogue); // of YcOffice
JsonArray *yc_catalogue_get_papers (YcCatalogue *catalogue);      // templates; nullable

// The newest version of an item.
const YcItem *yc_catalogue_find_item (YcCatalogue *catalogue, const char *code);

// The version a case began with; the newest where the catalogue does not have it any more.
const YcItem *yc_catalogue_find_version (YcCatalogue *catalogue, const char *code, int version);

// The version that is in use on the day.
const YcItem *yc_catalogue_find_current (YcCatalogue *catalogue, const char *code, YcDay day);

const YcSource *yc_catalogue_find_source (YcCatalogue *catalogue, const char *id);

// The template of a paper (data/catalogue/paper.schema.json). Owned by the catalogue.
JsonObject *yc_catalogue_find_paper (YcCatalogue *catalogue, const char *kind);
const YcOffice *yc_catalogue_find_department (YcCatalogue *catalogue, const char *id);
const YcOffice *yc_catalogue_find_hall (YcCatalogue *catalogue, const char *id);
const YcWindow *yc_catalogue_find_window (YcCatalogue *catalogue, const char *id);
const YcOffice *yc_catalogue_get_city (YcCatalogue *catalogue);

G_END_DECLS
