// The verb numbers: what became of every number that was leased.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-ledger.h"
#include "yc-verbs.h"

static guint
print_all (GPtrArray *accounts)
{
  guint gaps = 0;

  for (guint i = 0; i < accounts->len; i++) {
    const YcNumberAccount *account = accounts->pdata[i];

    g_print ("%s %s…%s: %u leased, %u used, %u void, %u at terminals, %u gaps\n", account->kind,
             account->prefix, account->suffix, account->leased, account->used, account->voided,
             account->waiting, account->gaps);
    gaps += account->gaps;
  }
  g_print ("%u gaps\n", gaps);
  return gaps;
}

int
yc_verb_numbers (int argc, char **argv)
{
  g_autofree char *data = NULL;
  const GOptionEntry entries[] = {
      {"data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Where everything is kept", "DIR"},
      {NULL},
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (YcLedger) ledger = NULL;
  g_autoptr (GPtrArray) accounts = NULL;

  if (!yc_verb_parse (
          "Says of every leased number whether it is used, void or at a terminal.\n"
          "A gap is one that is none of these, below the highest used one of its range.",
          entries, &argc, &argv, &data, "--data DIR"))
    return 2;
  ledger = yc_ledger_open (data, TRUE, &error);
  accounts = ledger != NULL ? yc_ledger_account_numbers (ledger, &error) : NULL;
  if (accounts == NULL)
    return yc_verb_fail (error);
  return print_all (accounts) == 0 ? 0 : 1;
}
