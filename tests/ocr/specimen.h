// Cards, register pages and licences of nobody, drawn as a scanner would deliver them.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-image.h"

typedef enum {
  SPECIMEN_CARD,      // a copy of both sides of an identity card
  SPECIMEN_HOUSEHOLD, // the page of a person in a household register
  SPECIMEN_LICENCE,   // a business licence
  SPECIMEN_LETTER,    // a page of print that is none of these
} SpecimenKind;

typedef struct {
  SpecimenKind kind;
  const char *name, *number;
  YcPixelKind pixels; // grey, or line art
  int dpi;            // 0: 300
  double lean;        // degrees clockwise
} Specimen;

YcImage specimen_draw (const Specimen *specimen);
