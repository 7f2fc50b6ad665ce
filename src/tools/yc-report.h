// What is wrong with a catalogue: one line a fault, with its file and place.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *file; // the one that is being looked at; borrowed
  guint faults;
  GString *lines; // nullable: faults are collected here and not printed
} YcReport;

// Prints "FILE: PLACE: what and why". `place` is a path such as "materials[3].points[0].id"; NULL:
// the file as a whole.
void yc_report_add (YcReport *report, const char *place, const char *format, ...)
    G_GNUC_PRINTF (3, 4);

// The place of a member, or of an element, below another place. NULL place: the top.
char *yc_place_member (const char *place, const char *member);
char *yc_place_element (const char *place, guint index);

G_END_DECLS
