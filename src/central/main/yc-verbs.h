// The verbs of yichuang-central. Each takes its arguments without its name and returns what the
// program exits with: 0, 1 for faults found or a refusal, 2 for a verb that could not be done.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-config.h"

G_BEGIN_DECLS

int yc_verb_serve (int argc, char **argv);
int yc_verb_user (int argc, char **argv);
int yc_verb_terminal (int argc, char **argv);
int yc_verb_catalogue (int argc, char **argv);
int yc_verb_verify (int argc, char **argv);
int yc_verb_export (int argc, char **argv);
int yc_verb_numbers (int argc, char **argv);
int yc_verb_migrate (int argc, char **argv);
int yc_verb_demo (int argc, char **argv);
int yc_verb_check_config (int argc, char **argv);

// Parses options; one that is needed must have set `*needed` (nullable: none is), and is called
// `what`. Prints what is wrong.
gboolean yc_verb_parse (const char *summary,
                        const GOptionEntry *entries,
                        int *argc,
                        char ***argv,
                        char **needed,
                        const char *what);

// Reads the configuration file; a path of NULL says nothing. Prints what is wrong.
gboolean yc_verb_load_config (YcConfig *config, const char *path);

// What is said on the command line (nullable) goes before what the file says. Takes it.
void yc_verb_override (char **value, char **given);

// Prints the error and returns 2.
int yc_verb_fail (const GError *error);

G_END_DECLS
