// What a register answered, in words.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"

G_BEGIN_DECLS

// A line for each field that came, and when it was asked; identity numbers are masked. NULL where
// nothing was answered. Owned.
char *yc_answer_words (const YcSource *source, JsonObject *evidence, gint64 now);

G_END_DECLS
