// The ways to sign in: a password of central's, the city's own sign-in, or, at a workstation where
// one has done so before, without network.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-profile.h"

G_BEGIN_DECLS

typedef enum {
  YC_WAY_PASSWORD = 1 << 0, // of central's
  YC_WAY_CITY = 1 << 1,     // the city's own sign-in, in a browser
  YC_WAY_DEVICE = 1 << 2,   // the same, on a telephone
  YC_WAY_CODE = 1 << 3,     // the unlock code that was chosen here: no network is needed
} YcWay;

// Where the person has to go on. Borrowed.
typedef struct {
  const char *address;   // to be opened in a browser, or to be read from `dots`
  const char *place;     // nullable: the address to type on a telephone …
  const char *user_code; // nullable: … and what to type there
  const guint8 *dots;    // nullable: QR code of the address; 1 is dark, row by row
  int n_dots;            // of a row, and rows
} YcElsewhere;

typedef void (*YcShowElsewhere) (const YcElsewhere *where, gpointer user_data);

typedef struct {
  YcWay way;
  const char *person, *secret; // of YC_WAY_PASSWORD and YC_WAY_CODE; copied
  YcShowElsewhere show;        // of YC_WAY_CITY and YC_WAY_DEVICE; called on the main thread, never
  gpointer user_data;          // once it was cancelled or is over
} YcEntrance;

// The ways that the central at the profile's address offers, of YcWay; 0 on failure, and then the
// ones of last time hold. Keeps them in the profile.
void yc_entrance_ask_async (YcProfile *profile,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
guint yc_entrance_ask_finish (GAsyncResult *result, GError **error);

// Whether an unlock code is long enough: six characters.
gboolean yc_entrance_is_code (const char *code);

// As of last time; YC_WAY_PASSWORD before the first.
guint yc_entrance_recall_ways (YcProfile *profile);

G_END_DECLS
