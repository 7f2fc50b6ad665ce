// A bad network as a program, for tests in other languages: most connections are cut somewhere.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fault-proxy.h"

#include <stdio.h>
#include <stdlib.h>

// Every fourth connection is well, so that whatever is sent arrives in the end.
static Fault
cut_anywhere (guint n, gpointer random)
{
  const FaultKind kind = g_rand_boolean (random) ? FAULT_RESET : FAULT_CLOSE;
  const gsize after = (gsize)g_rand_int_range (random, 500, 1 << 20);

  return n % 4 == 3 ? (Fault){FAULT_NONE, 0} : (Fault){kind, after};
}

// usage: fault-proxy URL [SEED]. Seed 0: nothing is cut. Prints its own URL; ends with its standard
// input, and says how many connections were cut and how many bytes arrived at the server.
int
main (int argc, char **argv)
{
  guint32 seed = argc > 2 ? (guint32)strtoul (argv[2], NULL, 10) : 1;
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (FaultProxy) proxy =
      argc > 1 ? fault_proxy_new (argv[1], seed != 0 ? cut_anywhere : NULL, random) : NULL;

  if (proxy == NULL)
    return 2;
  printf ("%s\n", fault_proxy_get_url (proxy));
  fflush (stdout);
  while (getchar () != EOF)
    ;
  printf ("%u %zu\n", fault_proxy_get_faults (proxy), fault_proxy_get_sent (proxy));
  return 0;
}
