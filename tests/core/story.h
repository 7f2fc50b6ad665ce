// Events of an invented case, for the tests of every layer.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-case.h"

G_BEGIN_DECLS

#define STORY_CASE     "01890a5d-ac96-774b-bcce-b302099a8057"
#define STORY_START    1772413200000 // 2026-03-02 09:00 in China, a Monday
#define STORY_DAY      86400000
#define STORY_NAME     "陈小华"
#define STORY_ID       "11010519491231002X"
#define STORY_PHONE    "19900001000"
#define STORY_BLOB     "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define STORY_CLERK    "wang"
#define STORY_HELPER   "sun"
#define STORY_APPROVER "li"

// JSON text into an object.
JsonObject *story_data (const char *json);

// An event of the invented case. NULL data: what the table of steps asks for at least.
YcEvent *story_event (YcEventType type, guint version, gint64 at, const char *json);

// The same by somebody else; YC_ROLE_NONE: in the usual role.
YcEvent *
story_event_by (YcEventType type, guint version, const char *actor, YcRole role, const char *json);

// The case after one more event of this kind, which must be possible. Takes `before` over.
YcCase *story_step (YcCase *before, YcEventType type, gint64 at, const char *json);

// An invented case in this state, by the shortest way that has a page and an applicant, one event
// an hour. NULL for YC_STATE_NONE.
YcCase *story_in_state (YcState state);

// The same in a number of steps, for those who send them elsewhere.
GPtrArray *story_events_to (YcState state);

// A context in which this person may act in every role and for the story's department.
YcContext story_context (const char *person);

G_END_DECLS
