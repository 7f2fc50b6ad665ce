// What the clerk does, and what is looked at afterwards.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "power.h"
#include "yc-store-private.h"

G_BEGIN_DECLS

#define MOST_TOUCHED 4

// The deed that is under way.
typedef struct {
  guint events;                // that it adds
  char *touched[MOST_TOUCHED]; // owned: words of the facts that it may change
} Underway;

typedef struct {
  Disk *disk;
  GRand *rand;
  YcVault *vault;
  char *folder;   // of the store
  char *look;     // where it is looked at
  DiskEnd end;    // the next one
  guint calls;    // of a scan, before it is killed
  YcStore *store; // nullable: the counter's connection
  YcStore *sync;  // nullable: the synchronisation's
  gint64 now;
  guint n_pages;
  GBytes *content;   // owned, nullable: of the page that was scanned last
  GHashTable *facts; // of the store after the last reported deed: see power_read_facts ()
  GHashTable *deeds; // fact's key -> number of the deed that last changed it
  guint since;       // number of the first deed since the last end
  Underway underway;
  PowerCounts *counts;
} Life;

void power_begin_deed (Life *life, guint events, ...) G_GNUC_NULL_TERMINATED;

// A deed, reported as done or cut short. FALSE: the disk is dead.
gboolean power_do_something (Life *life);

// A page into the newest case; `again`: the one that was scanned last.
gboolean power_scan (Life *life, gboolean again);

// All rows of the store as they are on the disk: "table/key" -> the other columns.
GHashTable *power_read_facts (YcStore *store);

// Looks at what is left, through SQLite's own VFS, in a folder that it may write to. Returns the
// facts found.
GHashTable *power_look (Life *life, const char *folder);

G_END_DECLS
