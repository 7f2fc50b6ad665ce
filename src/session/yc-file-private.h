// What the files of an open case share.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-checklist.h"
#include "yc-file.h"
#include "yc-session-private.h"

typedef struct _YcReading YcReading; // yc-reading.h

struct _YcFile {
  GObject parent_instance;

  YcSession *session;     // owned
  YcCatalogue *catalogue; // owned: the one with which the case was opened; items lie in it
  const YcItem *item;
  char *id;                    // of the case; never changes, so that any thread may read it
  YcCase *stored;              // owned: as the store has it
  YcCase *shown;               // owned: with what is being typed
  GPtrArray *findings;         // owned: of YcFinding, of `shown`
  JsonObject *applicant;       // owned, nullable: typed and not settled
  JsonObject *form;            // owned, nullable: typed and not settled
  JsonObject *sources;         // owned, nullable: where typed values came from
  JsonObject *values;          // owned, nullable: the form with its computed fields
  GHashTable *names;           // owned: of people who did something to it (yc-names.h)
  GHashTable *mistaken;        // set of "section/place" that were left with a mistake
  GPtrArray *past, *future;    // of YcSnapshot: to undo, to redo
  char *duplicate;             // nullable: warning of an open case for the same thing
  char *opinion;               // nullable: typed and not decided
  char *typing;                // nullable: "section/id" of the field being typed into
  char *masked_name;           // nullable: of the applicant, as handed out
  char *held;                  // nullable: id of the decision that can be taken back
  gboolean saving, save_again; // the draft is on its way to the disk
  guint deeds;                 // on their way
  gboolean asking_list;        // the dishonesty list is being asked
  gboolean closed;

  GListStore *materials, *applicant_fields, *form_fields, *told_fields, *situations, *finding_rows,
      *pages, *history, *notes;
  GListStore *papers;    // nullable until somebody looks
  YcReading *reading;    // owned, nullable until somebody looks
  GHashTable *uncovered; // set of field ids
  GHashTable *revealed;  // "section/place" -> what central masks there, and has shown
  GHashTable *asking;    // "section/place" -> id of the question that has no answer yet
  GHashTable *ticking;   // set of "material/point" on their way to the store
};

// What the catalogue's conditions may read beside the case.
YcToday yc_file_get_today (YcFile *self);

// Makes the models say what the case is now, and emits "changed".
void yc_file_rebuild (YcFile *self);
void yc_file_rebuild_history (YcFile *self);

// Whether this person reads what the review has noted, as the case stands.
gboolean yc_file_shows_notes (YcFile *self);
void yc_file_rebuild_notes (YcFile *self);

// What central masks in single steps.
void yc_file_rebuild_told (YcFile *self);

// Form and record as they stood before something was typed.
typedef struct {
  JsonObject *applicant, *form, *sources; // nullable
} YcSnapshot;
void yc_snapshot_free (gpointer snapshot);

// Replaces what is being typed (each taken over, nullable: stays), on the disk at once.
void yc_file_set_typed (YcFile *self, JsonObject *applicant, JsonObject *form, JsonObject *sources);

// Sends what was typed while the draft was on its way to the disk after it at once: nobody turns
// the main loop any more.
void yc_file_flush_draft (YcFile *self);

// The title of a page; "" where it is not among the rows. Free it.
char *yc_file_name_page (YcFile *self, const char *page);

// The name of who did something to the case; the id of who is not known. Owned by the file.
const char *yc_file_name_person (YcFile *self, const char *person);

// Where a value came from; NULL if it was typed. Owned by the file.
const char *yc_file_find_source (YcFile *self, const char *section, const char *place);

// Forgets what central has shown and the person may not ask for any more: who does not review the
// case any more does not go on seeing it.
void yc_file_cover (YcFile *self);

// Takes over a newer state of the case.
void yc_file_take (YcFile *self, YcCase *stored);

// Looks at the store again.
void yc_file_reload (YcFile *self);

// Deeds on their way to the store. `free` of data: yc_errand_free ().
typedef struct {
  char *case_id;   // nullable: begin
  GArray *deeds;   // of YcDeed; their data is owned until they are recorded
  GBytes *content; // nullable: of a page
  const char *mime;
} YcErrand;
YcErrand *yc_errand_new (YcFile *self);
void yc_errand_free (gpointer errand);

// `data` is taken over. The deed is done in the person's role for it.
void yc_errand_add (YcErrand *errand, YcFile *self, YcEventType type, JsonObject *data);

// The deeds for the store, which takes over their data; they stay the errand's.
const YcDeed *yc_errand_release (YcErrand *errand, guint *ret_n);

// Runs it; the task returns the case as it is then (YcCase *), after yc_file_take () of it.
void yc_file_run (YcFile *self, YcErrand *errand, GTask *task);

// The same, with errors as "notice".
void yc_file_run_quietly (YcFile *self, YcErrand *errand);

// Whether something is deferred, and nobody asked the dishonesty list about this applicant.
gboolean yc_file_is_list_unasked (YcFile *self);

// Asks it then; what is deferred is accepted only after that.
void yc_file_ask_list_async (YcFile *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

// What was typed as a deed in front of others; FALSE if there is none.
gboolean yc_file_add_filled (YcFile *self, YcErrand *errand);

// The data of the events that would come if the button were pressed now.
JsonObject *yc_file_tell_acceptance (YcFile *self);
JsonObject *yc_file_tell_supplement (YcFile *self);

// A copy that can be changed: what cases hold is sealed. NULL gives an empty one.
JsonObject *yc_file_copy_object (JsonObject *object);

// Cases of the same applicant but this one, newest first: the task returns a GPtrArray of YcCase.
void yc_earlier_load (YcFile *file, GTask *task);
