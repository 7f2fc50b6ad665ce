// Telling the story of one demo case: a step at a time, by people who may, at times that make
// sense.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-demo-city.h"

G_BEGIN_DECLS

typedef struct {
  YcDemo *demo;           // not owned
  const YcItem *item;     // of the catalogue
  const YcWindow *window; // of the catalogue
  const YcPerson *clerk;
  char *id;        // owned
  YcCase *current; // owned, nullable
  gint64 at;       // when the next step happens
  GError *error;   // owned, nullable: the first; no step is taken after it
} YcStory;

// Picks an item and a clerk whose window offers it, and the time.
void yc_story_begin (YcStory *self, YcDemo *demo, const YcDemoPlan *plan);

// Ends it: shows the case. FALSE with the story's error.
gboolean yc_story_end (YcStory *self, GError **error);

// Something happens some seconds after what happened before. Takes `data` over; NULL means none.
void yc_story_step (
    YcStory *self, YcEventType type, const YcPerson *person, YcRole role, JsonObject *data);

// A while passes: this part of the time between now and the last step, but at working hours.
void yc_story_pass (YcStory *self, double part);

// The next number of this kind; owned.
char *yc_story_number (YcStory *self, const char *kind);

// Somebody with the role; approvers are of the item's department. NULL if the city has nobody.
const YcPerson *yc_story_person (YcStory *self, YcRole role);

// An object with string members: name, value, …, NULL.
JsonObject *yc_story_data (const char *name, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
