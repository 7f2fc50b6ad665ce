// Calling a tool as its user does, on cities of its own.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  int status; // what the shell is told
  char *out, *err;
} Answer;

void answer_clear (Answer *answer);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, answer_clear)

// Calls yichuang-catalogue with these arguments, up to NULL.
Answer call_with (const char *const *arguments);
#define call(...) call_with ((const char *const[]){__VA_ARGS__})

// The folder of the demo city's catalogue.
char *demo (void);

// Copies one file of the demo city, with one text in it (nullable) replaced by another.
void copy_file (const char *to, const char *name, const char *old, const char *new);

// The folder of a city of one item, in which one file (nullable) is spoiled.
#define ITEM "items/food-business-new.json"
char *make_city (const char *spoiled, const char *old, const char *new);

G_END_DECLS
