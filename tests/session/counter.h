// A counter of the demo city on a day of our own: a real central, and people who sign in there.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "robot.h"
#include "yc-outcome.h"
#include "yc-papers.h"
#include "yc-test-central.h"

G_BEGIN_DECLS

#define COUNTER_DAY   "2026-11-23" // a Monday
#define COUNTER_NAME  "陈小华"
#define COUNTER_ID    "330102199801010117" // of the city's population register
#define COUNTER_PHONE "19900001000"

// Central's clock stands still at ten o'clock of a day: what the workstation thinks of the time
// does not depend on the machine.
typedef struct {
  YcTestCentral *central;
  char *said; // nullable: the last "notice" of anybody
} Counter;

// Folders of our own for the whole program, as G_TEST_OPTION_ISOLATE_DIRS has them for each test: a
// city takes seconds to build, so that the tests of a program share one. Call it first; it goes by
// counter_clean_up ().
void counter_isolate (void);
void counter_clean_up (void);

void counter_begin (Counter *self, const char *day);
// Lets central ask the registers of the demo city; before anybody signs in.
void counter_add_registers (Counter *self);

// A newer catalogue in which the item does not ask for this material any more; likewise.
void counter_drop_material (Counter *self, const char *item, const char *material);

void counter_end (Counter *self);

// Signs in and waits until central's clock and numbers are known.
YcSession *counter_sign_in (Counter *self, const char *person);

// A case with its applicant typed in; settled.
YcFile *counter_open_case (YcSession *session, const char *item);

// Brings everything that the item asks for, and waits until nothing stands in the way: the log of
// the test says what does.
void counter_complete (YcFile *file);

// Everything that the item asks for, and central knows it.
YcFile *counter_open_complete_case (YcSession *session, const char *item);

// Owned by the caller; NULL if there is none now.
YcFieldRow *counter_find_field (YcFile *file, const char *place);
YcMaterialRow *counter_find_material (YcFile *file, const char *id);

// What stands in a field of the form, or is said of it; "" where there is nothing.
char *counter_get_text (YcFile *file, const char *place);
char *counter_get_message (YcFile *file, const char *place);

// Turns the main loop until nothing of the file is on its way.
void counter_settle (YcFile *file);
void counter_mark (YcFile *file, const char *material, YcMark mark);
void counter_answer (YcFile *file, const char *situation, guint answer);

// For the calls of yc-outcome.h: keeps the answer, and waits for it.
void counter_keep_cb (GObject *source, GAsyncResult *result, gpointer data);
GAsyncResult *counter_wait_for (GAsyncResult **slot);

// Prints a paper.
YcPaperPrint *counter_print (YcFile *file, const char *kind, gboolean draft, GError **error);

// Waits until the condition holds; FALSE after 30 s.
gboolean counter_wait (gboolean (*is_so) (gpointer data), gpointer data);

G_END_DECLS
