// A clerk at a workstation whose power is cut, again and again: nothing that was reported as done
// may be lost, and nothing may be half done.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "disk.h"

G_BEGIN_DECLS

typedef struct {
  guint ends[2];    // by DiskEnd
  guint deeds;      // reported as done
  guint found;      // of those, after the next end
  guint lost;       // of those; must be none
  guint unreported; // deeds that were under way, and were there whole
  guint pages;      // contents read back and compared, in all looks
  DiskCounts disk;
} PowerCounts;

// An empty folder, where there is one in memory: no real disk is cut, and syncing one takes time.
char *power_folder_new (void);

// One workstation from its first day on, through so many ends. Adds to the counts, and says on
// standard output what is lost or half. Fails the program if the store itself does.
void power_live (const char *folder, guint32 seed, guint ends, PowerCounts *counts);

// The program is killed at this call of a scan; the same page is scanned again, and then the power
// is cut.
void power_scan_twice (const char *folder, guint32 seed, guint calls, PowerCounts *counts);

G_END_DECLS
