// yichuang-central: the central server and what its keeper does with it.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-verbs.h"

#include <locale.h>
#include <stdio.h>

static const struct {
  const char *name;
  int (*run) (int argc, char **argv);
  const char *what;
} verbs[] = {
    {"serve", yc_verb_serve, "answer workstations"},
    {"user", yc_verb_user, "user add: let a person sign in, or change one"},
    {"terminal", yc_verb_terminal, "terminal list, admit, revoke: say which may be used"},
    {"catalogue", yc_verb_catalogue, "catalogue import: put a folder's catalogue in force"},
    {"verify", yc_verb_verify, "read everything and say what does not fit together"},
    {"export", yc_verb_export, "print the log with its hashes and its signed end"},
    {"numbers", yc_verb_numbers, "say what became of every number that was leased"},
    {"migrate", yc_verb_migrate, "make the tables, or bring them up to date"},
    {"check-config", yc_verb_check_config, "say what is wrong with a configuration file"},
    {"demo", yc_verb_demo, "fill an empty folder with the demo city"},
};

static void
help (FILE *to)
{
  fprintf (to, "usage: yichuang-central VERB [OPTION…]\n\n");
  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    fprintf (to, "  %-12s  %s\n", verbs[i].name, verbs[i].what);
  fprintf (to,
           "\nyichuang-central VERB --help tells the options; yichuang-central(1) all of it.\n");
}

int
yc_verb_fail (const GError *error)
{
  g_printerr ("yichuang-central: %s\n", error->message);
  return 2;
}

gboolean
yc_verb_parse (const char *summary,
               const GOptionEntry *entries,
               int *argc,
               char ***argv,
               char **needed,
               const char *what)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_summary (context, summary);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, argc, argv, &error)) {
    yc_verb_fail (error);
    return FALSE;
  }
  if (needed == NULL || *needed != NULL)
    return TRUE;
  g_printerr ("yichuang-central: %s is needed\n", what);
  return FALSE;
}

gboolean
yc_verb_load_config (YcConfig *config, const char *path)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (path == NULL || yc_config_load (config, path, problems))
    return TRUE;
  for (guint i = 0; i < problems->len; i++)
    g_printerr ("yichuang-central: %s: %s\n", path, (char *)problems->pdata[i]);
  return FALSE;
}

void
yc_verb_override (char **value, char **given)
{
  if (*given == NULL)
    return;
  g_free (*value);
  *value = g_steal_pointer (given);
}

static gboolean
is_option (const char *given, const char *name)
{
  return g_str_equal (given, name) ||
         (g_str_has_prefix (given, "--") && g_str_equal (given + 2, name));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (argv[1], verbs[i].name))
      return verbs[i].run (argc - 1, argv + 1);
  if (argc > 1 && is_option (argv[1], "version")) {
    printf ("yichuang-central " YC_VERSION "\n");
    return 0;
  }
  if (argc > 1 && (is_option (argv[1], "help") || g_str_equal (argv[1], "-h"))) {
    help (stdout);
    return 0;
  }
  help (stderr);
  return 2;
}
