// The demo city: its catalogue, its people, and some hundred cases in all states.
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "yc-catalogue.h"
#include "yc-ledger.h"

G_BEGIN_DECLS

// What all demo cases are made from.
typedef struct {
  YcLedger *ledger;       // not owned
  YcBlobs *blobs;         // owned
  YcCatalogue *catalogue; // owned
  GPtrArray *people;      // owned, of YcPerson
  JsonNode *applicants;   // owned
  GRand *random;          // owned; always the same sequence
  GHashTable *numbers;    // owned: prefix -> YcNumberRange that is being used up
  GPtrArray *pages;       // owned, of char *: names of page images that many cases share
  GHashTable *samples;    // owned: code -> JsonObject of a test case of the item that is accepted
  gint64 now;             // milliseconds
} YcDemo;

// Where the story of a case stops.
typedef struct {
  YcState state;
  int days; // working days ago that it began
  gboolean own_pages;
} YcDemoPlan;

// Fills an empty ledger, in one transaction. `city` is a folder with catalogue/, people.json and
// applicants.json. Returns how many cases there are; 0 with an error.
guint yc_demo_fill (YcLedger *ledger, const char *city, gint64 now, GError **error);

// Tells one case up to where its plan says.
gboolean yc_demo_tell (YcDemo *demo, const YcDemoPlan *plan, GError **error);

// Reads the cases of cases/*.json that can be accepted. Fails with the file's name.
GHashTable *yc_demo_load_samples (const char *city, GError **error);

// A page of a form as a PNG of 150 dpi: bars instead of words, the same for the same `seed`.
GBytes *yc_demo_page (guint32 seed);
#define YC_DEMO_PAGE_WIDTH  1240
#define YC_DEMO_PAGE_HEIGHT 1754

// Keeps a page image; owned name of the blob.
char *yc_demo_keep_page (YcDemo *demo, guint32 seed, GError **error);

G_END_DECLS
