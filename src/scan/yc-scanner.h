// A scanner as it was found: its name, and what it can do.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-scan-types.h"

#include <glib-object.h>

G_BEGIN_DECLS

#define YC_TYPE_SCANNER (yc_scanner_get_type ())
G_DECLARE_FINAL_TYPE (YcScanner, yc_scanner, YC, SCANNER, GObject)

// What a scanner is made of; never changed afterwards.
typedef struct {
  const char *name; // what opens it, such as "test:0"
  const char *vendor;
  const char *model;
  const char *type;      // in the words of its driver, such as "flatbed scanner"
  guint sources;         // a bit for each YcScanSource
  guint modes;           // a bit for each YcScanMode
  GArray *resolutions;   // of guint, dots per inch, rising; nullable
  const GError *trouble; // why it could not be asked what it can do; nullable
} YcScannerFacts;

// Copies the facts.
YcScanner *yc_scanner_new (const YcScannerFacts *facts);

const char *yc_scanner_get_name (YcScanner *scanner);
const char *yc_scanner_get_vendor (YcScanner *scanner);
const char *yc_scanner_get_model (YcScanner *scanner);
const char *yc_scanner_get_kind (YcScanner *scanner);

// Make and model, by which a scanner is known when its name changes with its address. Free it.
char *yc_scanner_name_model (YcScanner *scanner);

gboolean yc_scanner_has_source (YcScanner *scanner, YcScanSource source);

// FALSE for all modes: the device offers no choice.
gboolean yc_scanner_has_mode (YcScanner *scanner, YcScanMode mode);

// Dots per inch, rising; none when the device offers no choice.
const guint *yc_scanner_get_resolutions (YcScanner *scanner, gsize *ret_n);

// Why it could not be asked what it can do (a YC_ERROR_SCANNER_* code, such as busy); nullable.
const GError *yc_scanner_get_trouble (YcScanner *scanner);

G_END_DECLS
