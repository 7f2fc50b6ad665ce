// yichuang-central: the central server and what its keeper does with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-verbs.h"

#include <locale.h>

static const struct {
  const char *name;
  int (*run) (int argc, char **argv);
  const char *what;
} verbs[] = {
    {"serve", yc_verb_serve, "answer workstations"},
    {"user", yc_verb_user, "user add: let a person sign in, or change one"},
    {"catalogue", yc_verb_catalogue, "catalogue import: put a folder's catalogue in force"},
    {"verify", yc_verb_verify, "read everything and say what does not fit together"},
    {"numbers", yc_verb_numbers, "say what became of every number that was leased"},
    {"demo", yc_verb_demo, "fill an empty folder with the demo city"},
};

static int
help (void)
{
  g_printerr ("usage: yichuang-central VERB --data DIR [OPTION…]\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_printerr ("  %-10s %s\n", verbs[i].name, verbs[i].what);
  g_printerr ("\nyichuang-central VERB --help tells the options.\n");
  return 2;
}

int
yc_verb_fail (const GError *error)
{
  g_printerr ("yichuang-central: %s\n", error->message);
  return 2;
}

gboolean
yc_verb_parse (
    const char *summary, const GOptionEntry *entries, int *argc, char ***argv, char **data)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    yc_verb_fail (error);
    return FALSE;
  }
  if (*data != NULL)
    return TRUE;
  g_printerr ("yichuang-central: --data DIR is needed\n");
  return FALSE;
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      return verbs[i].run (argc - 1, argv + 1);
  return help ();
}
