// The real program yichuang-central as a process, for tests that kill it.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct {
  GSubprocess *process; // owned, nullable
  char *folder;         // owned
  char *url;            // owned, nullable
} YcTestProgram;

// An empty folder; with a person "wang" who takes in at the hall "main". Blobs are where
// yc_test_s3_pick_place () says, by a configuration in the folder.
void yc_test_program_init (YcTestProgram *self);
void yc_test_program_clear (YcTestProgram *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (YcTestProgram, yc_test_program_clear)

// Starts the server and waits until it listens.
void yc_test_program_serve (YcTestProgram *self);

// The same, but no file can grow beyond so many blocks of 512 bytes.
void yc_test_program_serve_limited (YcTestProgram *self, guint blocks);

// How often a test kills: as often as YC_TEST_ROUNDS says, which long runs set, otherwise `usual`.
guint yc_test_rounds (guint usual);

// Sends the signal and waits for the end. Returns the exit status; -1 if it was killed.
int yc_test_program_end (YcTestProgram *self, int signal);

// Runs a verb to its end; `input` (nullable) is what it reads, `*ret_output` (nullable) is what it
// says on standard output. Returns the exit status. The words end with NULL.
int yc_test_program_run (YcTestProgram *self, const char *input, char **ret_output, ...)
    G_GNUC_NULL_TERMINATED;

G_END_DECLS
