// What the scripted driver promises to send, so that tests can compare.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <glib.h>

// The byte at `offset` of page `page`, from 1.
static inline guint8
scripted_byte (guint page, gsize offset)
{
  return (guint8)(page * 131 + offset * 7 + offset / 251);
}
