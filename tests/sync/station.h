// A workstation for tests: a link to a central, and somebody who records deeds.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-link.h"
#include "yc-test-central.h"

G_BEGIN_DECLS

typedef struct {
  YcVault *vault; // owned
  YcLink *link;
  YcStore *store; // the link's
  YcSignIn *who;
  YcContext context;
  YcTestCentral *central; // not owned
  char *folder;
  YcLinkConfig config;
} Station;

// The kinds of numbers that stations lease; ends with NULL.
extern const char *const station_kinds[];

Station *station_new (YcTestCentral *central, const char *person, const char *window);

// The same through a bad network at `url`: a connection is lost after `timeout` seconds without a
// byte, content goes at `rate` bytes a second (0: no limit).
Station *station_new_through (YcTestCentral *central,
                              const char *url,
                              const char *person,
                              const char *window,
                              guint timeout,
                              guint64 rate);

// As if the power had been cut: nothing more is written, and the workstation begins again with what
// is on its disk.
void station_cut_power (Station *self, const char *url);

// A page of the case with this content; its SHA-256, owned.
char *station_add_page (Station *self, const char *case_id, GBytes *content);

void station_free (Station *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Station, station_free)

// What a case begins with.
JsonObject *station_open_item (Station *self);

// Records; the id of the new case is owned.
char *station_open_case (Station *self);
void station_note (Station *self, const char *case_id, const char *text);

// One pass; its error is the answer (nullable), as is what it did.
GError *station_push (Station *self, YcPass **ret_pass);
void station_push_well (Station *self);
void station_follow (Station *self);

guint station_count_waiting (Station *self);
guint station_get_version (Station *self, const char *case_id);

G_END_DECLS
