// The verb check-config: says what is wrong with a configuration before it is put in force.
// SPDX-License-Identifier: GPL-3.0-or-later
#include "yc-verbs.h"

int
yc_verb_check_config (int argc, char **argv)
{
  g_autofree char *path = NULL, *shown = NULL;
  gboolean show = FALSE;
  const GOptionEntry entries[] = {
      {"config", 'c', 0, G_OPTION_ARG_FILENAME, &path, "The configuration file", "FILE"},
      {"show", 0, 0, G_OPTION_ARG_NONE, &show, "Print every key; 0 and nothing are the default",
       NULL},
      {NULL},
  };
  g_auto (YcConfig) config = {0};
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);

  if (!yc_verb_parse ("Says what is wrong with a configuration file; 1 if anything is.", entries,
                      &argc, &argv, &path, "--config FILE"))
    return 2;
  if (yc_config_load (&config, path, problems))
    yc_config_check (&config, problems);
  for (guint i = 0; i < problems->len; i++)
    g_print ("%s: %s\n", path, (char *)problems->pdata[i]);
  shown = yc_config_print (&config);
  if (show)
    g_print ("%s", shown);
  else if (problems->len == 0)
    g_print ("%s: nothing is wrong with it\n", path);
  return problems->len == 0 ? 0 : 1;
}
