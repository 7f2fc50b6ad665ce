// Looks a catalogue over before a city uses it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-report.h"

G_BEGIN_DECLS

// What the items of a city may refer to.
typedef struct {
  JsonObject *offices;  // nullable: that file is wrong, so references to it are not looked at
  JsonArray *abolished; // nullable: the city has no such file
  JsonArray *sources;   // nullable: the city has no such file
} YcLintCity;

// Prints what is wrong with items/*.json, papers/*.json, offices.json, calendars.json,
// abolished.json and sources.json of `folder`. Returns how much; -1 with YC_ERROR_NOT_FOUND if the
// folder has no such files.
int yc_lint_folder (const char *folder, GError **error);

// The parts, for files whose shape is right.
void yc_lint_item (YcReport *report, JsonObject *item, const YcLintCity *city);
void yc_lint_materials (YcReport *report, JsonObject *item, const YcLintCity *city);
void yc_lint_checks (YcReport *report, JsonObject *item, const YcLintCity *city);
void yc_lint_form (YcReport *report, JsonObject *item, const YcLintCity *city);
void yc_lint_offices (YcReport *report, JsonObject *offices);
void yc_lint_calendars (YcReport *report, JsonObject *calendars);
void yc_lint_abolished (YcReport *report, JsonArray *abolished);
void yc_lint_papers (YcReport *report, const char *folder);
void yc_lint_sources (YcReport *report, JsonArray *sources, JsonObject *offices);

// Two versions of an item: neither the same number nor a common day.
void yc_lint_versions (YcReport *report, JsonArray *items);

// A rule whose facts are those of this item. Only the first `questions` situations have been
// answered when it is asked; of materials nothing is known yet unless `materials`.
void yc_lint_rule (YcReport *report,
                   const char *place,
                   JsonNode *rule,
                   JsonObject *item,
                   const YcLintCity *city,
                   guint questions,
                   gboolean materials);

// Whether the form has a field of this path ("members", "guardian.name", "members.0.name").
gboolean yc_lint_form_has (JsonObject *form, const char *path);

// Whether a path such as "shared.<source>.<field>" is answered by a source of the city.
gboolean yc_lint_source_has (const YcLintCity *city, const char *path);

// A source is asked with facts of the case. The first that is a field this item's form does not
// have; NULL if it can be asked. Borrowed from the city.
const char *yc_lint_find_unasked (const YcLintCity *city, JsonObject *item, const char *source_id);

// Reports a text that is none of `choices`; a member that is not there is right.
void yc_lint_choice (YcReport *report,
                     const char *place,
                     JsonObject *object,
                     const char *member,
                     const char *const *choices);

// Reports each member `name` that an earlier object of the list has already.
void yc_lint_unique (YcReport *report, const char *place, JsonArray *array, const char *name);

// The object of the list with this id; NULL if there is none, or no list.
JsonObject *yc_lint_find (JsonArray *array, const char *id);

// The member, or NULL if the object has none.
const char *yc_lint_get_text (JsonObject *object, const char *member);
JsonArray *yc_lint_get_list (JsonObject *object, const char *member);
JsonObject *yc_lint_get_object (JsonObject *object, const char *member);

G_END_DECLS
