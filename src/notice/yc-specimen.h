// The form of a service item as PDF: blank (空表) to be filled in by hand, or a sample (示范文本).
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef enum {
  YC_SPECIMEN_BLANK,  // room to write
  YC_SPECIMEN_SAMPLE, // filled in by an invented person, marked as a specimen
} YcSpecimenFill;

// `item` is an item of the catalogue as its file has it. A4: the applicant, all fields of the form
// with its parts, its repeated groups and its conditional parts, who signs; a sample says also what
// to bring. Fails with YC_ERROR_FAILED. Blocking.
GBytes *yc_specimen_print (JsonObject *item, YcSpecimenFill fill, GError **error);

// The same as pages for a screen: of cairo_surface_t, each to be painted at 0, 0; in points.
GPtrArray *yc_specimen_lay_out (JsonObject *item, YcSpecimenFill fill, GError **error);

G_END_DECLS
