// Cuts the power of a workstation's store at random calls, and counts what was lost: nothing may
// be.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "power.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#define CUTS 1000
#define ENDS 10 // of one store; then a new one begins with its first day

static void
print_counts (const PowerCounts *counts)
{
  const DiskCounts *disk = &counts->disk;

  printf ("%u power cuts, %u kills; %u deeds reported, %u found, %u lost; %u under way were there"
          " whole\n",
          counts->ends[DISK_CUT], counts->ends[DISK_KILL], counts->deeds, counts->found,
          counts->lost, counts->unreported);
  printf ("%u files and %u folders synced; of the writes after: %u dropped, %u survived, %u torn;"
          " %u names forgotten or back; %u contents read back\n",
          disk->syncs, disk->folders, disk->dropped, disk->survived, disk->torn, disk->forgotten,
          counts->pages);
}

// usage: ./dev soak power [CUTS [SEED]]
int
main (int argc, char **argv)
{
  guint cuts = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : CUTS;
  guint32 seed = argc > 2 ? (guint32)strtoul (argv[2], NULL, 10) : g_random_int ();
  g_autofree char *folder = power_folder_new ();
  PowerCounts counts = {0};

  printf ("%u power cuts, seed %u\n", cuts, seed);
  for (guint32 i = 0; counts.ends[DISK_CUT] < cuts; i++)
    power_live (folder, seed + i, ENDS, &counts);
  print_counts (&counts);
  g_rmdir (folder);
  return counts.lost > 0 || counts.found != counts.deeds ? 1 : 0;
}
