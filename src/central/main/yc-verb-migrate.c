// The verb migrate: brings the tables to what this version of the program wants.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger.h"
#include "yc-verbs.h"

int
yc_verb_migrate (int argc, char **argv)
{
  g_autofree char *data = NULL, *database = NULL;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {"database", 0, 0, G_OPTION_ARG_STRING, &database,
       "Keep all but blobs in this PostgreSQL from now on", "URI"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = NULL;

  if (!yc_verb_parse ("Makes the tables, or brings them up to date; servers may be running.\n"
                      "With --database, DIR/database keeps the URI; passwords are better in the\n"
                      "file that PGPASSFILE names.",
                      entries, &argc, &argv, &data, "--data DIR"))
    return 2;
  if (database != NULL && !yc_ledger_place (data, database, &error))
    return yc_verb_fail (error);
  ledger = yc_ledger_open (data, FALSE, &error);
  if (ledger == NULL)
    return yc_verb_fail (error);
  g_print ("%s\n", yc_ledger_is_shared (ledger) ? "PostgreSQL: ready" : "central.db: ready");
  return 0;
}
