// The table of allowed steps: which event may follow in which state, by whom, and what it changes.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

typedef enum {
  YC_STEP_PLAIN = 0,
  YC_STEP_HANDLES = 1 << 0,    // whoever does it can never decide the case
  YC_STEP_DECIDES = 1 << 1,    // only someone who never had a hand in it
  YC_STEP_HOLDER = 1 << 2,     // only the person who holds it
  YC_STEP_FREES = 1 << 3,      // nobody holds it afterwards
  YC_STEP_DEPARTMENT = 1 << 4, // only a person of the case's department
} YcStepFlags;

// Changes `next`, a case nobody else has seen yet.
typedef gboolean (*YcStepEffect) (YcCase *next, const YcEvent *event, GError **error);

// What is asked of an event when it is done; history is folded as it was taken.
typedef gboolean (*YcStepDemand) (const YcCase *before, const YcEvent *event, GError **error);

typedef struct {
  YcEventType type;
  guint32 from; // set of states, a bit each
  YcState to;   // YC_STATE_NONE: stays
  YcRoles roles;
  YcStepFlags flags;
  const char *needs[4]; // members of the data that must be non-empty strings
  YcStepEffect effect;  // nullable
  YcStepDemand demand;  // nullable
} YcStep;

// NULL for a type that is not in the table.
const YcStep *yc_step_find (YcEventType type);

// Whether the table allows the event in this state, whoever acts.
gboolean yc_step_is_allowed (YcState state, YcEventType type);

G_END_DECLS
