// Something that happened to a case: who, when, in which role, and what.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-role.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

// The member of an event's data in which central lists the places that it has masked.
#define YC_EVENT_MASKED "masked"

// The table in yc-step.c says what each needs in its data, and what it does.
typedef enum {
  YC_EVENT_NONE,
  YC_EVENT_OPENED,         // a case is begun at the counter
  YC_EVENT_LODGED,         // an application came in online or from a kiosk
  YC_EVENT_PRE_REVIEWED,   // a lodged application was looked through before the visit
  YC_EVENT_FILLED,         // applicant and form
  YC_EVENT_ANSWERED,       // the situation (情形)
  YC_EVENT_SCANNED,        // a page is there
  YC_EVENT_TEXT_FOUND,     // the text that a page carries with it, with its places
  YC_EVENT_PAGE_MOVED,     // a page belongs to another material, or elsewhere in it
  YC_EVENT_PAGE_PREPARED,  // how a page is shown: turned, straightened, cropped; its bytes stay
  YC_EVENT_PAGE_REMOVED,   // a page is taken out of the file; its bytes stay
  YC_EVENT_TICKED,         // an acceptance point was ticked or unticked
  YC_EVENT_MARKED,         // how a material stands: checked, deferred, by commitment …
  YC_EVENT_VERIFIED,       // a data-sharing source was asked, and what it answered
  YC_EVENT_HELPED,         // a helper takes part (帮办代办)
  YC_EVENT_AUTHORISED,     // the applicant's written authority to file (委托书)
  YC_EVENT_HELP_STOPPED,   // broken off, or the authority was withdrawn
  YC_EVENT_HELP_ENDED,     // done: the helper has handed everything over
  YC_EVENT_RECEIVED,       // papers received, receipt voucher (收件凭证)
  YC_EVENT_CORRECTED,      // art. 32 (3): put right on the spot
  YC_EVENT_SECOND_ASKED,   // a second one-time notice is wanted, and why
  YC_EVENT_SECOND_ALLOWED, // a supervisor allows it
  YC_EVENT_SUPPLEMENT_REQUESTED, // art. 32 (4): the one-time notice
  YC_EVENT_SUPPLEMENTED,         // what was missing came in
  YC_EVENT_ACCEPTED,             // art. 32 (5)
  YC_EVENT_NOT_NEEDED,           // art. 32 (1)
  YC_EVENT_NOT_ACCEPTED,         // art. 32 (2), or not in the legal form
  YC_EVENT_DEFERRED_SETTLED,     // a material owed under deferred acceptance came in
  YC_EVENT_HANDED_OFF,           // to the department (转办)
  YC_EVENT_CUSTODY_TRANSFERRED,  // paper originals changed hands
  YC_EVENT_CLAIMED,              // an approver takes it up
  YC_EVENT_RELEASED,             // and puts it back
  YC_EVENT_ASSIGNED,             // a supervisor gives it to an approver
  YC_EVENT_ADVANCED,             // a step of the way through the office is done
  YC_EVENT_SUSPENDED,            // special procedure (art. 45)
  YC_EVENT_RESUMED,
  YC_EVENT_EXTENDED,           // once (art. 42)
  YC_EVENT_ANNOTATED,          // a place of a page is marked by who reviews, with a note or without
  YC_EVENT_ANNOTATION_REMOVED, // and taken back
  YC_EVENT_RETURNED,           // back to the window
  YC_EVENT_GRANTED,            // 准予
  YC_EVENT_REFUSED,            // 不予
  YC_EVENT_ISSUED,             // the result was handed over or mailed
  YC_EVENT_CLOSED,             // 办结
  YC_EVENT_WITHDRAWN,          // by the applicant
  YC_EVENT_TERMINATED,         // by the authority, e.g. a deferred material never came
  YC_EVENT_PAPER_ISSUED,       // a paper with a number was printed, or printed again
  YC_EVENT_REVEALED,           // masked data was looked at
  YC_EVENT_EXPORTED,           // pages were saved as a file that is no longer guarded
  YC_EVENT_NOTED,
  YC_N_EVENTS
} YcEventType;

// Immutable. Every field is set once by yc_event_new () and never changes.
typedef struct {
  char *id;      // UUIDv7
  char *case_id; // UUIDv7
  YcEventType type;
  guint version; // the case has this version once the event is applied: 1, 2, 3 …
  gint64 at;     // milliseconds since 1970, UTC, by the clock of the terminal
  char *actor;   // id of the person
  YcRole role;   // in which the person acted
  char *terminal;
  JsonObject *data; // sealed
} YcEvent;

// Takes `data` over and seals it; NULL means none. Copies the strings.
YcEvent *yc_event_new (const char *id,
                       const char *case_id,
                       YcEventType type,
                       guint version,
                       gint64 at,
                       const char *actor,
                       YcRole role,
                       const char *terminal,
                       JsonObject *data);

// The same event for another version of its case: what happens to an unconfirmed event when others
// came in before it.
YcEvent *yc_event_renumber (const YcEvent *event, guint version);

YcEvent *yc_event_ref (const YcEvent *event);
void yc_event_unref (YcEvent *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (YcEvent, yc_event_unref)

// A string, number or flag of the data; NULL, 0 or FALSE where there is none of that type.
const char *yc_event_get_string (const YcEvent *event, const char *member);
gint64 yc_event_get_int (const YcEvent *event, const char *member);
gboolean yc_event_get_boolean (const YcEvent *event, const char *member);

// An object of the data; NULL where there is none. Owned by the event.
JsonObject *yc_event_get_object (const YcEvent *event, const char *member);

// Whether central has held back something in it from whom it was sent to; and whether what stands
// at this place of an event's data ("applicant/phone") is such a mask, and not what was said.
gboolean yc_event_is_masked (const YcEvent *event);
gboolean yc_event_data_masks (JsonObject *data, const char *place);

// The content that the event adds to the case, as a SHA-256; NULL where it adds none.
const char *yc_event_get_blob (const YcEvent *event);

// The stable name that travels, such as "handed-off".
const char *yc_event_type_name (YcEventType type);

// YC_EVENT_NONE for a name it does not know.
YcEventType yc_event_type_from_name (const char *name);

G_END_DECLS
